"""What to give up for a programme that is wanted: a few requirements, the cheapest, and none that could be kept.

One model in which every requirement can be given up. Where the cheapest set cannot be proven, one change that is enough
by itself is looked for, and else a set from which everything is taken that is not needed: what is told always works,
and always needs each of its changes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from placet.model.ids import EngagementId, Sort, engagement_ref
from placet.planner.build import build
from placet.planner.clashes.allowance import Allowance
from placet.planner.clashes.proposals import drawbacks
from placet.planner.constraints.interpreters import Cuts, post_cuts
from placet.planner.cp_sat import cp_model
from placet.planner.outcome import Change, WayOut
from placet.planner.request import PlanRequest
from placet.planner.search import BARE, CORE, PLAIN, Found, Recipe, hint
from placet.planner.solved import placed_from
from placet.planner.tasks.problem import Problem, Requirement
from placet.planner.variables import Literal, Model, value_of

MOST_CHANGES = 3
"""More than so many changes at once are another visit, not a way; unless there is no other."""
Steps: TypeAlias = tuple[tuple[Recipe, float], ...]
"""Recipes in turn, each with the deterministic work it may take."""
CHEAPEST: Steps = ((PLAIN, 0.06), ({**CORE, **BARE}, 0.06), (CORE, 0.3))
"""How the cheapest set is looked for. What is not enough once is not tried again.

Where costs are settled and hours alone are left, cores go on minute by minute, for long and with hardly any work that
is counted: so they come after.
"""
LOOKING = 0.15
"""Deterministic work for some set."""
PROPOSING: tuple[Recipe, float] = (BARE, 0.03)
"""For better hours once it is known what is given up."""
CHEAPER: tuple[Recipe, float] = (BARE, 0.06)
"""For whether anything costs less."""
CUT_ROUNDS = 6
"""How often interpreters are given names before a way is given up."""
FIXED_FACTS = frozenset({"travel", "unbroken", "arrival", "departure"})
"""Requirements that nobody can give up: a road is as long as it is, nobody is on it while elsewhere, and who has not
come is not there."""
COST_UNIT = 10_000
"""One unit of cost against minutes: costs come first, what is better to propose settles ties. Sums stay below 2**53."""


@dataclass(frozen=True, slots=True)
class Ways:
    """Ways, cheapest first; `is_settled`: it is proven that no others are cheaper, or that these are all there are."""

    found: tuple[WayOut, ...]
    is_settled: bool


class Question:
    """One model in which every requirement can be given up, for as many questions as are asked of it."""

    def __init__(
        self,
        request: PlanRequest,
        problem: Problem,
        cuts: Cuts,
        kept: tuple[EngagementId, ...] = (),
        *,
        built: Model | None = None,
        cheapest: Steps | None = None,
    ) -> None:
        """Ask for the cheapest set of requirements to give up, and among those for the best proposals.

        The optional engagements in `kept` stay, unless one of the changes is to leave one of them out. `built` is the
        model, where there is one that may be added to; `cheapest` says how the cheapest set is looked for.
        """
        self._request = request
        self._model = model = built or build(request, problem, cuts, explaining=True)
        for name in kept:
            takes_place = model.tasks[name].task.takes_place
            if takes_place is not None:
                model.cp.add_implication(model.literal(takes_place), model.tasks[name].present)
        for variables in model.tasks.values():
            lasts = variables.task.lasts
            if lasts is not None:  # what is not there is not made shorter
                model.cp.add_implication(~model.literal(lasts), variables.present)
        bringing = _bringing(model.problem)
        for requirement, literal in model.groups.items():
            if _is_fixed(model, requirement, bringing):
                model.cp.add(literal == 1)
        changes = cp_model.LinearExpr.sum([1 - literal for literal in model.groups.values()])
        self._few_changes = model.cp.new_bool_var("few changes")
        model.cp.add(changes <= MOST_CHANGES).only_enforce_if(self._few_changes)
        self._one_change = model.cp.new_bool_var("one change")
        model.cp.add(changes <= 1).only_enforce_if(self._one_change)
        given_up = [requirement.cost * COST_UNIT * (1 - literal) for requirement, literal in model.groups.items()]
        self._costs = cp_model.LinearExpr.sum(given_up)
        self._drawbacks = cp_model.LinearExpr.sum(list(drawbacks(model)))
        model.cp.minimize(self._costs + self._drawbacks)
        self._recipes = list(CHEAPEST if cheapest is None else cheapest)

    def ways_in(self, wanted: EngagementId, most: int, allowance: Allowance) -> Ways:
        """The cheapest ways to a programme that has what is wanted, at most so many, as far as that can be proven."""
        asked = [self._asked(), self._model.tasks[wanted].present, self._few_changes]
        ways: list[WayOut] = []
        is_settled = True
        while is_settled and len(ways) < most:
            self._model.cp.minimize(self._costs + self._of_others(wanted))
            found, is_settled = self._proven(asked, allowance)
            broken = self.given_up(found)
            if not broken:
                break
            if is_settled:
                ways.append(self.told(self._proposed(found, asked, allowance)))
                self.spare(broken, asked[:1])
        return Ways(tuple(sorted(ways, key=lambda way: way.cost)), is_settled)

    def _of_others(self, wanted: EngagementId) -> cp_model.LinearExpr:
        """How much is given up of what does not speak of this: of ways that cost the same, its own comes first."""
        groups, own = self._model.groups.items(), engagement_ref(wanted)
        return cp_model.LinearExpr.sum([1 - literal for it, literal in groups if own not in it.subjects])

    def has_cheaper(self, wanted: EngagementId, ways: Sequence[WayOut], allowance: Allowance) -> bool | None:
        """Whether another way to a programme with what is wanted costs less than the dearest of these; None: unknown.

        That is asked far more easily than for the cheapest: nearly all is dearer.
        """
        asked, limit = self._asked(), max(way.cost for way in ways) * COST_UNIT
        for way in ways:
            self.spare([change.requirement for change in way.changes], [asked])
        self._model.cp.add(self._costs < limit).only_enforce_if(asked)
        self._model.cp.clear_objective()  # type: ignore[no-untyped-call]  # the library forgot the annotation
        found = self._solve([asked, self._model.tasks[wanted].present, self._few_changes], *CHEAPER, allowance)
        self._model.cp.minimize(self._costs + self._drawbacks)
        return found.has_solution if found.is_proven else None

    def ways(self, most: int, allowance: Allowance) -> Ways:
        """At most so many ways to a programme.

        A visit that cannot take place with `MOST_CHANGES` of them is told the one way that takes the cheapest more.
        """
        asked = [self._asked()]
        ways: list[WayOut] = []
        is_settled = True
        while len(ways) < most:
            found, is_known = self._way([*asked, self._few_changes], allowance)
            if not ways and found.is_proven and not found.has_solution:
                most, (found, is_known) = 1, self._way(asked, allowance)
            is_settled = is_settled and is_known
            broken = self.given_up(found)
            if not broken:
                break
            ways.append(self.told(found))
            self.spare(broken, asked[:1])
        return Ways(tuple(sorted(ways, key=lambda way: way.cost)), is_settled)

    def way_keeping(self, paths: Collection[tuple[str | int, ...]], allowance: Allowance) -> WayOut | None:
        """A way that gives up nothing that stands at these paths, however much else; none where none was found."""
        groups = self._model.groups.items()
        found, _ = self._way([literal for it, literal in groups if it.path in paths], allowance)
        return self.told(found) if self.given_up(found) else None

    def cheapest(self, allowance: Allowance) -> Found:
        """The cheapest way, with good hours to propose, or that there is none; unknown where that is too hard."""
        for recipe, work in CHEAPEST:
            found = self._solve([self._few_changes], recipe, work, allowance)
            if found.is_proven or self._is_cheapest(found):
                return found
        return Found(cp_model.UNKNOWN)

    def cost(self, found: Found) -> int:
        """What a way costs."""
        return sum(requirement.cost for requirement in self.given_up(found))

    def spare(self, given_up: Sequence[Requirement], asked: Sequence[Literal] = ()) -> None:
        """From now on one of these is kept, where `asked`; nothing is said where one is not of this question at all."""
        groups = self._model.groups
        if all(requirement in groups for requirement in given_up):
            kept = self._model.cp.add_bool_or([groups[requirement] for requirement in given_up])
            kept.only_enforce_if(list(asked))

    def _asked(self) -> cp_model.IntVar:
        """A literal of one question, under which no way is told twice."""
        return self._model.cp.new_bool_var("asked")

    def _way(self, asked: Sequence[Literal], allowance: Allowance) -> tuple[Found, bool]:
        """The cheapest way, or that there is none, and True; where that is too hard, one that needs all its changes."""
        found, is_known = self._proven(asked, allowance)
        if is_known:
            return found, True
        single = self._solve([*asked, self._one_change], PLAIN, LOOKING, allowance)
        if single.has_solution:
            return single, False  # several cheap changes may cost less than this one
        if not found.has_solution:
            found = self._solve(asked, PLAIN, LOOKING, allowance)
        is_known = found.is_proven or self._is_cheapest(found)
        return self._needed(found, asked, allowance), is_known

    def _proven(self, asked: Sequence[Literal], allowance: Allowance) -> tuple[Found, bool]:
        """The cheapest way, or that there is none, and True; else what was found, which may be neither."""
        found = Found(cp_model.UNKNOWN)
        while self._recipes:
            found = self._solve(asked, *self._recipes[0], allowance)
            if found.is_proven or (len(self._recipes) == 1 and self._is_cheapest(found)):
                return found, True
            del self._recipes[0]
        return found, False

    def _is_cheapest(self, found: Found) -> bool:
        """Whether nothing costs less, though there may be better hours to propose."""
        return found.has_solution and found.bound >= self.cost(found) * COST_UNIT

    def _needed(self, found: Found, asked: Sequence[Literal], allowance: Allowance) -> Found:
        """The same way without each change that it can do without, the dearest first."""
        groups = self._model.groups
        for requirement in sorted(self.given_up(found), key=lambda it: -it.cost):
            broken = self.given_up(found)
            if requirement in broken and len(broken) > 1:
                kept = [literal for it, literal in groups.items() if it not in broken or it == requirement]
                fewer = self._solve([*asked, *kept], PLAIN, LOOKING, allowance)
                found = fewer if fewer.has_solution else found
        return found

    def _proposed(self, found: Found, asked: Sequence[Literal], allowance: Allowance) -> Found:
        """The same way with good hours to propose: as far as costs go, what takes its place may lie anywhere."""
        cp, groups = self._model.cp, self._model.groups.items()
        broken = self.given_up(found)
        cp.minimize(self._drawbacks)
        hint(cp, found.values)
        better = self._solve([*asked, *(literal for it, literal in groups if it not in broken)], *PROPOSING, allowance)
        cp.clear_hints()  # type: ignore[no-untyped-call]  # the library forgot the annotation
        cp.minimize(self._costs + self._drawbacks)
        return better if better.has_solution else found

    def given_up(self, found: Found) -> list[Requirement]:
        """What a way gives up."""
        groups = self._model.groups.items()
        return [r for r, literal in groups if found.has_solution and not found.values[literal.index]]

    def _solve(self, asked: Iterable[Literal], recipe: Recipe, work: float, allowance: Allowance) -> Found:
        """A programme, also for its interpreters."""
        model = self._model
        model.cp.clear_assumptions()
        model.cp.add_assumptions(list(asked))
        for _ in range(CUT_ROUNDS):
            found = allowance.solve(model.cp, recipe, work)
            learnt = Cuts()
            if not found.has_solution or any(requirement.kind == "pool" for requirement in self.given_up(found)):
                return found
            if not learnt.learn(model.problem, placed_from(model, found.values)):
                return found
            post_cuts(model, learnt)
        return Found(cp_model.UNKNOWN)

    def told(self, found: Found) -> WayOut:
        """A way in the words of what was asked for."""
        broken = sorted(self.given_up(found), key=lambda r: (r.cost, r.path))
        changes = tuple(Change(r, _becomes(self._request, self._model, r, found.values)) for r in broken)
        return WayOut(changes, self.cost(found))


def _is_fixed(model: Model, requirement: Requirement, bringing: Collection[str]) -> bool:
    """Whether nobody can give it up; guests come and go, whatever else is left out, and fly as long as it takes."""
    if requirement.kind not in ("place", "length"):
        return requirement.kind in FIXED_FACTS
    task = model.problem.tasks[requirement.subjects[0]]
    return task.id in bringing or (requirement.kind == "place" and task.kind in ("arrival", "departure"))


def _bringing(problem: Problem) -> Collection[str]:
    """The journeys that bring people to a city and take them away."""
    stays = [name for stay in problem.stays for between in stay.between for name in between if name is not None]
    stretches = [name for stretch in problem.stretches.values() for name in (*stretch.comes, *stretch.goes)]
    return {*stays, *stretches}


def _becomes(
    request: PlanRequest, model: Model, requirement: Requirement, values: list[int]
) -> tuple[tuple[str, object], ...]:
    """What takes the place of a requirement that was given up: the new start, end and length of what it speaks of.

    Of the hours of a leg's days, the first and the last moment that they would have to reach to.
    """
    last = requirement.subjects[-1]
    if requirement.kind == "hours":
        return tuple(
            (name, request.timeline.instant_of(at, zone)) for name, (at, zone) in _reached(model, requirement, values)
        )
    variables = model.tasks.get(last) if last.sort in (Sort.ENGAGEMENT, Sort.MOVEMENT) else None
    if variables is None or not values[variables.present.index]:
        return ()
    start = value_of(variables.start, values)
    end = start + value_of(variables.length, values)
    zone = variables.task.zone
    return (
        ("starts", request.timeline.instant_of(start, zone)),
        ("ends", request.timeline.instant_of(end, zone)),
        ("shorter_by", max(0, variables.task.least - (end - start))),
    )


def _reached(model: Model, requirement: Requirement, values: list[int]) -> Iterator[tuple[str, tuple[int, str]]]:
    """The minute furthest before the hours that a requirement allows, and furthest after them, each with its zone."""
    before, after = [(0, 0, "")], [(0, 0, "")]
    for variables in model.tasks.values():
        start, length = value_of(variables.start, values), value_of(variables.length, values)
        for restriction in variables.task.restrictions if values[variables.present.index] else ():
            if restriction.requirement == requirement:
                moment = start + length if restriction.of_end else start
                # Of several days the one whose hours are nearest.
                spans = restriction.otherwise or restriction.allowed
                low, high = min(spans, key=lambda span: max(span[0] - moment, moment - span[1]))
                before.append((low - moment, moment, variables.task.zone))
                after.append((moment - high, moment, variables.task.zone))
    for name, found in (("opens", before), ("closes", after)):
        by, moment, zone = max(found)
        if by > 0:
            yield name, (moment, zone)

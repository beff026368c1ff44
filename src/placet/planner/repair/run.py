"""Repair: the least change that makes a programme sound again, and the next least ones that really differ.

One worker: the least weight first (`nearest`), and held, then the rules and how far things move. After each answer a
clause asks for another that leaves at least one of the items alone which this one touches; when there is none, that is
known too. Where nothing helps, the clash machinery of planning says what cannot all be kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from placet.model.amendments import Aspects
from placet.model.engagements import Engagement
from placet.model.ids import EngagementId, MovementId
from placet.model.programme import Programme
from placet.model.spans import length_between
from placet.model.visit import Visit
from placet.planner.clashes import explain
from placet.planner.clashes.allowance import Allowance
from placet.planner.clashes.giving_up import Question
from placet.planner.cp_sat import cp_model
from placet.planner.outcome import Infeasible, Level, NoAnswer, Reopened, WayOut
from placet.planner.programme import programme_from
from placet.planner.repair.consequences import with_consequences
from placet.planner.repair.given_up import giving_up_only
from placet.planner.repair.held import Position, held, positions
from placet.planner.repair.nearest import NEAR, Least, Nearest, hint_at, smallest
from placet.planner.repair.objective import Term
from placet.planner.repair.outcome import Answer, Repaired, RepairOutcome, Touched
from placet.planner.repair.released import released, without_anchors
from placet.planner.repair.taken import asked_by, taken
from placet.planner.repair.weights import AGREED, SOON, Freeze, Weight, is_agreed, weight_of
from placet.planner.request import PlanRequest
from placet.planner.search import FIND, PLAIN
from placet.planner.solved import placed_from
from placet.planner.tasks.placed import Placed
from placet.planner.tasks.problem import Problem
from placet.planner.tasks.translation import problem_of

RULES = ((NEAR, 0.1), (PLAIN, 0.3), (FIND, 1.0))
"""Recipes in turn, each with the deterministic work it may take, for what comes after the least weight. To make the
model smaller pays here: without it (`nearest.SWIFT`) the slowest repair of 150 took half as much work again."""
FOLLOWING, FOLLOWING_ROUNDS = 0.1, 3
"""Deterministic work that each solve may take when it is looked what a way out would reopen, and how many models are
looked at for it: of a large visit, to build the next one takes longer than anything else."""
SMALL = 120
"""Tasks up to which a clash is looked for in the whole visit: then all clashes and the cheapest ways out are known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RepairRequest:
    """A programme to be repaired.

    `plan` asks for the visit as it is wished now, its `remembered` is the visit before; `aspects` is what was asked for
    in so many words. `now` is the minute from which on anything may change, None while all of it may; `freeze` how far
    the programme is frozen. At most `answers` answers are looked for. `asked` are the paths at which what was asked for
    stands: where every way out takes it back, one that does not is looked for as well.
    """

    plan: PlanRequest
    before: Programme
    aspects: Aspects
    now: int | None = None
    freeze: Freeze = Freeze.F0
    answers: int = 3
    asked: frozenset[tuple[str | int, ...]] = frozenset()


def repair(request: RepairRequest) -> RepairOutcome:
    """The least changes, or why there is none."""
    visit, timeline = request.plan.visit, request.plan.timeline
    free = replace(
        request.plan,
        visit=released(visit, request.before, timeline, request.aspects),
        remembered=without_anchors(request.plan.remembered) if request.plan.remembered is not None else None,
    )
    began = free.clock()
    stood_at = {it.venue for it in request.before.placements.values() if it.venue is not None}
    whole = problem_of(free, stood_at & visit.venues.keys())
    stands = positions(whole, request.before, timeline)
    weights = _weights(request, stands)
    for is_to_the_minute in (False, True):
        problem = whole.to_the_minute() if is_to_the_minute else whole
        repairing = _Repairing(
            request, free, held(problem, stands, request.aspects, request.now), stands, weights, began
        )
        found, is_settled = repairing.answers()
        if found or not is_settled:
            break
    if found:
        took = timedelta(seconds=free.clock() - began)
        return Repaired(
            answers=tuple(found),
            is_settled=is_settled,
            freeze=request.freeze,
            reproducible=repairing.reproducible,
            took=took,
        )
    if not is_settled:
        return NoAnswer(("repair",))
    return repairing.clash()


def _weights(request: RepairRequest, stands: dict[str, Position]) -> dict[str, Weight]:
    """What changing each task weighs, as the visit was before: an hour that only the change states weighs nothing."""

    def is_soon(old: Position) -> bool:
        return request.now is not None and request.now <= old.start < request.now + SOON

    visit = request.plan.remembered or request.plan.visit
    return {name: weight_of(visit, name, request.freeze, is_soon=is_soon(old)) for name, old in stands.items()}


class _Repairing:
    """The answers, one after another; each lets go of no more than it must."""

    def __init__(
        self,
        request: RepairRequest,
        free: PlanRequest,
        problem: Problem,
        stands: dict[str, Position],
        weights: dict[str, Weight],
        began: float,
    ) -> None:
        self.request, self.free, self.problem, self.began = request, free, problem, began
        self.stands, self.weights = stands, weights
        self.reproducible = True
        self.nearest = Nearest(
            request=free,
            problem=problem,
            stands={name: old for name, old in stands.items() if request.now is None or old.start >= request.now},
            weights=weights,
            aspects=request.aspects,
            began=began,
        )

    def left(self) -> float:
        """Seconds left."""
        return self.free.seconds - (self.free.clock() - self.began)

    def answers(self) -> tuple[list[Answer], bool]:
        """The answers, and whether they are all there are or as many as were asked for."""
        if (unchanged := self._without_change()) is not None:
            return [unchanged], True
        answers: list[Answer] = []
        while len(answers) < self.request.answers:
            least = self.nearest.least()
            self.reproducible = self.reproducible and not self.nearest.cut_by_clock
            if not least.positions:
                return answers, least.status == cp_model.INFEASIBLE
            answer = self._best_of(least)
            if answer is None:
                if self.nearest.watch_all():  # what was taken for an answer was none
                    continue
                return answers, False
            answers.append(answer)
            spared = self._items(answer)
            if not spared:
                return answers, True
            self.nearest.spare(spared)
        return answers, True

    def _without_change(self) -> Answer | None:
        """The answer that changes nothing that nobody asked to change, if there is one: nothing weighs less.

        Where all may stay it is tried before anything else, without the model of what may vanish.
        """
        if not self.nearest.may_all_stay():
            return None
        return self._best_of(Least(cp_model.OPTIMAL, positions=self.stands))

    def clash(self) -> Infeasible | NoAnswer:
        """What cannot all be kept; of a large visit looked for among what was let go, with ways out nearby.

        What clashes there clashes in the whole too. Where the cheapest ways out of it leave everything else where it
        stands, they are the cheapest of all.
        """
        nearest, tasks = self.nearest, self.problem.tasks
        if len(tasks) > SMALL:
            standing = nearest.standing()
            clash = explain.infeasible_in_part(
                self.free, self.problem, nearest.part(), nearest.cuts, standing, self.left
            )
            if clash is not None:
                return self.with_what_reopens(self.with_what_is_asked(self.with_ways_nearby(clash)))
        outcome = explain.infeasible(self.free, self.problem, nearest.cuts, self.left)
        if not isinstance(outcome, Infeasible):
            return NoAnswer(("repair",))
        return self.with_what_reopens(self.with_what_is_asked(self.with_ways_nearby(outcome)))

    def with_ways_nearby(self, clash: Infeasible) -> Infeasible:
        """The clash with the ways out that leave alone whatever is far from it, where no other was found in time."""
        if clash.ways_out or clash.is_searched:
            return clash
        about = {
            subject for one in clash.clashes for requirement in one.requirements for subject in requirement.subjects
        }
        allowance = Allowance(self.free, explain.WAYS_WORK, self.left)
        near = self.nearest.about(about)
        given_up = {requirement for one in clash.clashes for requirement in one.requirements}
        for problem in (giving_up_only(near, given_up), near):
            ways = Question(self.free, problem, self.nearest.cuts).ways(explain.WAYS, allowance)
            if ways.found:
                return replace(clash, ways_out=ways.found)
        return clash

    def with_what_is_asked(self, clash: Infeasible) -> Infeasible:
        """The clash with a way out that keeps what was asked for, where each of the others takes it back.

        Who says that somebody is away for a day knows that it could be taken back; what has to go is the question.
        """
        asked = self.request.asked
        if not clash.ways_out or not all(
            any(c.requirement.path in asked for c in way.changes) for way in clash.ways_out
        ):
            return clash
        allowance = Allowance(self.free, explain.WAYS_WORK, self.left)
        way = Question(self.free, self.problem, self.nearest.cuts).way_keeping(asked, allowance)
        return clash if way is None else replace(clash, ways_out=(*clash.ways_out, way))

    def with_what_reopens(self, clash: Infeasible) -> Infeasible:
        """The clash whose ways out tell what is agreed and has to be asked again once one of them is taken."""
        if not any(weight.agreed for weight in self.weights.values()):
            return clash
        return replace(clash, ways_out=tuple(self._followed(way) for way in clash.ways_out))

    def _followed(self, way: WayOut) -> WayOut:
        """The way with what the least repair reopens once it is taken, where that is settled in little work."""
        problem = taken(self.problem, way, self.free.timeline)
        aspects = {name: self.request.aspects.get(name, frozenset()) | of for name, of in asked_by(way).items()}
        nearest = Nearest(
            request=replace(self.free, work=min(FOLLOWING, self.free.work or FOLLOWING)),
            problem=problem,
            stands={name: old for name, old in self.nearest.stands.items() if name in problem.tasks},
            weights=self.weights,
            aspects={**self.request.aspects, **aspects},
            began=self.began,
        )
        least = nearest.least(FOLLOWING_ROUNDS)
        if not least.positions or least.bound < least.weight:
            return replace(way, is_followed=False)
        agreed = [name for name, weight in self.weights.items() if weight.agreed]
        moved = [name for name in agreed if self._is_beyond(name, least.positions.get(name))]
        return replace(way, besides=self._reopened(moved))

    def _is_beyond(self, name: str, at: Position | None) -> bool:
        """Whether something is not there, at another venue or further off than its margin."""
        old, engagement = self.stands[name], self.request.plan.visit.engagements.get(EngagementId(name))
        if at is None or (engagement is not None and at.venue != old.venue):
            return True
        margin = engagement.margin if engagement is not None else timedelta(0)
        return not _is_within(margin, timedelta(minutes=at.start - old.start), timedelta(minutes=at.end - old.end))

    def _best_of(self, least: Least) -> Answer | None:
        """Among answers of the least weight the one that keeps the rules best, and moves by least."""
        is_alone = self.nearest.is_alone(least.weight)
        search, cost = self.nearest.whole()
        cp = search.model.cp
        cp.add(cost.changed <= least.weight)
        cp.minimize(cost.rest())
        hint_at(search.model, least.positions)
        best = smallest(search, RULES)
        self.reproducible = self.reproducible and search.reproducible
        if not best.has_solution:
            return None
        changed, rules, shift = cost.levels(best.values)
        is_proven = best.is_proven and is_alone
        bounds = min(changed, max(0, least.bound)), rules if is_proven else 0, shift if is_proven else 0
        amounts = zip(("changed", "rules", "shift"), (changed, rules, shift), bounds, strict=True)
        levels = tuple(Level(name, amount, bound) for name, amount, bound in amounts)
        return self._answer(placed_from(search.model, best.values), cost.touched(best.values), levels)

    def _items(self, answer: Answer) -> list[str]:
        """The engagements and journeys among what is touched; protected time does not make another answer."""
        touched = dict.fromkeys(one.item for one in answer.touched)
        return [name for name in touched if self.problem.tasks[name].kind != "block"]

    def _answer(self, placed: dict[str, Placed], terms: Sequence[Term], levels: tuple[Level, ...]) -> Answer:
        named: dict[str, Sequence[str]] = {
            str(name): placement.interpreters for name, placement in self.request.before.placements.items()
        }
        programme = programme_from(self.free, self.problem, placed, named)
        visit = self.request.plan.visit
        touched = tuple(Touched(term.task, term.kind, term.weight, term.parts) for term in terms)
        moved = {it.item for it in touched if any(part == AGREED for part, _ in it.parts)}
        asked = {name for name in self.request.aspects if self._was_settled_otherwise(name, programme)}
        reopened = moved | asked
        stood = self.request.plan.remembered
        after = with_consequences(visit, stood, programme, self.free.timeline, reopened, self.request.aspects)
        reopens = self._reopened(reopened)
        return Answer(programme=programme, visit=after, touched=touched, levels=levels, reopens=reopens)

    def _reopened(self, names: Iterable[str]) -> tuple[Reopened, ...]:
        visit = self.request.plan.visit
        return tuple(Reopened(name, _agreed_by(visit, name)) for name in sorted(names, key=self._hour))

    def _hour(self, name: str) -> tuple[bool, int, str]:
        """In the order in which things stand in the programme; what does not comes last."""
        at = self.stands.get(name)
        return at is None, at.start if at is not None else 0, name

    def _was_settled_otherwise(self, name: str, programme: Programme) -> bool:
        """Whether something that was to be changed is agreed, and goes beyond what the agreement leaves open."""
        visit = self.request.plan.visit
        item = visit.engagements.get(EngagementId(name)) or visit.movements.get(MovementId(name))
        if item is None or item.is_cancelled or not is_agreed(item):
            return False
        old = self.request.before.placements.get(EngagementId(name))
        new = programme.placements.get(EngagementId(name))
        if old is None or new is None or not isinstance(item, Engagement):
            return True
        if old.venue != new.venue or (old.ends_at is None) != (new.ends_at is None):
            return True
        ends = timedelta(0)
        if old.ends_at is not None and new.ends_at is not None:
            ends = length_between(old.ends_at, new.ends_at)
        return not _is_within(item.margin, length_between(old.starts_at, new.starts_at), ends)


def _is_within(margin: timedelta, starts: timedelta, ends: timedelta) -> bool:
    """Whether neither its beginning nor its end moved by more than both sides left open."""
    return max(abs(starts), abs(ends)) <= margin


def _agreed_by(visit: Visit, name: str) -> str:
    item = visit.engagements.get(EngagementId(name)) or visit.movements.get(MovementId(name))
    return (item.agreed or "") if item is not None else ""

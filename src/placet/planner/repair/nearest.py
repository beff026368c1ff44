"""The least weight of a repair, looked for among a few items and proven of all of them.

What is asked for, and what cannot stay where it stands, is let go; everything else stays or vanishes, at a price no
higher than that of any change of it (`narrow`). What vanishes in the best of these answers is let go as well, and the
search begins again. Once nothing vanishes the answer is one of the whole problem, and none of the whole problem weighs
less. When no answer of that weight has anything vanish, all answers of that weight leave alone what stays.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace

from placet.model.amendments import Aspects
from placet.planner.constraints.interpreters import Cuts
from placet.planner.cp_sat import cp_model
from placet.planner.repair.held import Position
from placet.planner.repair.narrow import narrowed, reach, stays
from placet.planner.repair.objective import Cost, add_cost, add_weight, leave_alone
from placet.planner.repair.weights import Weight
from placet.planner.request import PlanRequest
from placet.planner.run import Search
from placet.planner.search import CORE, FIND, Found, Recipe, hint
from placet.planner.solved import placed_from
from placet.planner.tasks.part import part_of
from placet.planner.tasks.placed import Placed
from placet.planner.tasks.problem import Interval, Problem, Task
from placet.planner.variables import Linear, Model

NEAR: Recipe = {**CORE, "linearization_level": 0, "symmetry_level": 0, "cp_model_probing_level": 0}
"""For an answer that is near: nothing pays that takes long before the search."""
SWIFT: Recipe = {**NEAR, "cp_model_presolve": False, "use_sat_inprocessing": False}
"""The same where much is counted, as everything is that may vanish: to make such a model smaller takes twice as long as
the search. (Without it the solver has crashed on models with next to nothing to minimise.)"""
STEPS = ((NEAR, 2.0), (FIND, 1.0), (CORE, 3.0))
"""Recipes in turn, each with the deterministic work it may take."""
SWIFT_WORK, MUCH = 0.05, 20
"""Work that the swift one may take, and how much has to be counted for it."""
ABOUT = 240
"""Minutes around what vanishes in which other items are let go with it; so many more each time. With half
of it there were more rounds, and the worst repair took half as long again."""
NEARBY = 240
"""Minutes around what clashes in which a way out may change things."""
ROUNDS = 20
"""How often a few more items are let go before all of them are."""
TIES = 5
TIES_STEPS = ((NEAR, 0.1),)
"""How often it is asked what else an answer of the same weight could touch, and the work of asking it once."""


@dataclass(frozen=True, slots=True)
class Least:
    """The least weight that was found, where it puts everything, and what is proven."""

    status: cp_model.CpSolverStatus
    weight: int = 0
    bound: int = 0
    positions: Mapping[str, Position] = field(default_factory=dict)


@dataclass(kw_only=True, slots=True)
class Nearest:
    """A model that grows. `stands` has what has not begun yet; `staying` is what was not let go."""

    request: PlanRequest
    problem: Problem
    stands: Mapping[str, Position]
    weights: Mapping[str, Weight]
    aspects: Aspects
    began: float
    cuts: Cuts = field(default_factory=Cuts)
    staying: dict[str, Task] = field(init=False)
    cut_by_clock: bool = False
    broken: frozenset[str] | None = frozenset()
    """What is placeless and about which ways are watched; None: all."""
    is_open: bool = False
    """Whether there is a model of what was let go by now: nothing is asked of it where everything can stay."""
    _spared: list[Sequence[str]] = field(default_factory=list)
    _vanishing: dict[str, Task] = field(init=False)
    _reach: dict[str, tuple[Interval, ...]] = field(init=False)
    _search: Search = field(init=False)
    _cost: Cost = field(init=False)

    def __post_init__(self) -> None:
        """Let go of what cannot stay."""
        self.staying = stays(self.problem, self.stands, self.aspects)
        self._vanishing = {name: replace(task, optional=True) for name, task in self.staying.items()}
        self._reach = {name: reach(self.problem.tasks[name]) for name in self.staying}

    def open(self) -> None:
        """Build the model in which what stays may vanish."""
        self.is_open = True
        vanishing = {name: self._reach[name] for name in self.staying}
        problem = narrowed(self.problem, {name: self._vanishing[name] for name in self.staying})
        self._search = Search(
            self.request,
            problem,
            self.cuts,
            self.began,
            only_required=True,
            repairs=True,
            may_vanish=vanishing,
            broken=self.broken,
        )
        model = self._search.model
        self._cost = add_weight(model, self.loose(), self.weights, self.aspects, self.staying)
        hint_at(model, self.stands)
        for names in self._spared:
            leave_alone(model, self._cost, names)

    def loose(self) -> dict[str, Position]:
        """What was let go, and where it stands."""
        return {name: old for name, old in self.stands.items() if name not in self.staying}

    def may_all_stay(self) -> bool:
        """Whether nothing has to change but what was asked for, as far as each can be looked at by itself."""
        return not self._spared and all(name in self.aspects for name in self.loose())

    def whole(self) -> tuple[Search, Cost]:
        """The model with all that is wished for, in which what stays does so."""
        problem = narrowed(self.problem, self.staying)
        search = Search(self.request, problem, self.cuts, self.began, repairs=True, broken=self.broken)
        for name in self.staying:
            if name in self.problem.stretches:
                search.model.cp.add(search.model.tasks[name].present == 1)
        cost = add_cost(search.model, self.loose(), self.weights, self.aspects)
        for names in self._spared:
            leave_alone(search.model, cost, names)
        return search, cost

    def part(self) -> Problem:
        """The problem of what was let go alone: where nothing helps among it, nothing does at all."""
        return part_of(self.problem, {name for name in self.problem.tasks if name not in self.staying})

    def standing(self) -> dict[str, Placed]:
        """What was not let go, where it stands."""
        return {
            name: Placed(self.problem.tasks[name], self.stands[name].start, self.stands[name].end, task.sites[0])
            for name, task in self.staying.items()
        }

    def about(self, names: Collection[str]) -> Problem:
        """The problem in which, besides what was let go, what the same people have at about the time of these is.

        That is where they stand, and the one minute at which they are asked for.
        """
        tasks = [self.problem.tasks[name] for name in names if name in self.problem.tasks]
        own = [(task.parties, self.stands[task.id].start) for task in tasks if task.id in self.stands]
        asked_for = ((task.parties, task.starts()) for task in tasks)
        own += [
            (parties, spans[0][0]) for parties, spans in asked_for if len(spans) == 1 and spans[0][0] == spans[0][1]
        ]
        far = {
            name: task
            for name, task in self.staying.items()
            if not any(abs(self.stands[name].start - at) <= NEARBY and task.parties & people for people, at in own)
        }
        return narrowed(self.problem, far)

    def watch_all(self) -> bool:
        """Build anew with all ways watched; False where they are already."""
        if self.broken is None:
            return False
        self.broken = None
        self.open()
        return True

    def spare(self, names: Sequence[str]) -> None:
        """From now on, at least one of these is left alone."""
        self._spared.append(names)
        if self.is_open:
            leave_alone(self._search.model, self._cost, names)

    def least(self, most: int = ROUNDS + 2) -> Least:
        """The least weight; infeasible where nothing helps, unknown where neither is settled in the time there is.

        At most so many models are looked at, each with more items let go; after `ROUNDS` of them with all.
        """
        for rounds in range(most):
            if not self.is_open:
                self.open()
            found = self._solved()
            gone = self._gone(found)
            if found.status == cp_model.INFEASIBLE or not (gone or self.staying):
                return self._told(found)
            if found.has_solution and not gone:
                return self._told(found)
            if self._search.is_over():
                break
            few = self._around(gone, found.objective, ABOUT * (1 + rounds))
            self._let_go(few if gone and rounds < ROUNDS else tuple(self.staying))
        return Least(cp_model.UNKNOWN)

    def _solved(self) -> Found:
        """The smallest weight in this model, and of its solutions one in which little vanishes; the weight is told."""
        counted, scale = self._counted()
        self._search.model.cp.minimize(counted)
        found = smallest(self._search, self._steps(STEPS), self._gone)
        if found.has_solution:
            found.objective, found.bound = found.objective // scale, max(0, found.bound) // scale
        return found

    def is_alone(self, weight: int) -> bool:
        """Let go of all that an answer of this weight may touch; False where that was not settled.

        Asked of a copy of the model, and without a condition: under an assumption the solver takes many times as long,
        as it may not use the weight before it has decided anything.
        """
        others = [name for name in self.staying if self.weights[name].moving <= weight]
        if not others:
            return True
        if not self.is_open:
            self.open()
        aside = _aside(self._search)
        aside.model.cp.add(self._cost.changed <= weight)
        aside.model.cp.minimize(self._counted()[0])
        touched: list[str] = []
        for _ in range(TIES):
            if not others:
                break
            aside.model.cp.add_bool_or([~aside.model.tasks[name].present for name in others])
            found = smallest(aside, self._steps(TIES_STEPS), self._gone)
            gone = [name for name in self._gone(found) if name in others]
            if not gone:
                others = [] if found.status == cp_model.INFEASIBLE else others
                break
            touched += gone
            others = [name for name in others if name not in gone]
        self.cut_by_clock = self.cut_by_clock or not aside.reproducible
        if touched:
            self._let_go(touched)
        return not others

    def _counted(self) -> tuple[Linear, int]:
        """The weight before what vanishes, and how many times as much it counts."""
        scale = len(self.staying) + 1
        gone = cp_model.LinearExpr.sum([~self._search.model.tasks[name].present for name in self.staying])
        return scale * self._cost.changed + gone, scale

    def _steps(self, steps: Sequence[tuple[Recipe, float]]) -> Sequence[tuple[Recipe, float]]:
        """The swift recipe first, where enough is counted for it."""
        return ((SWIFT, SWIFT_WORK), *steps) if len(self.staying) >= MUCH else steps

    def _gone(self, found: Found) -> tuple[str, ...]:
        """What vanishes in a solution."""
        if not found.has_solution:
            return ()
        tasks = self._search.model.tasks
        return tuple(name for name in self.staying if not found.values[tasks[name].present.index])

    def _around(self, gone: Sequence[str], weight: int, minutes: int) -> tuple[str, ...]:
        """These, and what may make room for one of them: of the same people, at about that time, and as light."""
        near = [(self.staying[name].parties, self.stands[name].start) for name in gone]
        light = [name for name in self.staying if name not in gone and self.weights[name].moving <= weight]
        about = (
            name
            for name in light
            if any(
                abs(self.stands[name].start - at) <= minutes and self.staying[name].parties & own for own, at in near
            )
        )
        return *gone, *about

    def _let_go(self, names: Collection[str]) -> None:
        self.cut_by_clock = self.cut_by_clock or not self._search.reproducible
        for name in names:
            del self.staying[name]
        self.broken = self._search.broken
        self.is_open = False

    def _told(self, found: Found) -> Least:
        self.cut_by_clock = self.cut_by_clock or not self._search.reproducible
        if not found.has_solution:
            return Least(found.status)
        placed = placed_from(self._search.model, found.values)
        positions = {name: Position(it.start, it.end, it.site.venue) for name, it in placed.items()}
        return Least(found.status, found.objective, found.bound, positions)


def _aside(search: Search) -> Search:
    """The same search of a copy of its model: what is asked of the one is not asked of the other."""
    other = copy(search)
    # What is posted later looks up the literals that are there: those of the copy are unknown to the model itself.
    other.model = search.model.copied()
    return other


def smallest(
    search: Search, steps: Sequence[tuple[Recipe, float]], is_enough: Callable[[Found], object] = lambda _: False
) -> Found:
    """The smallest that is found of what is to be made small, with what is proven of it by any of the steps.

    A solution that `is_enough` need not be one that can be carried out: it is only asked what vanishes in it.
    """
    best = Found(cp_model.UNKNOWN)
    for recipe, work in steps:
        found = search.solve(recipe, work, "repair", is_enough)
        if found.has_solution and (not best.has_solution or found.objective <= best.objective):
            found.bound = max(found.bound, best.bound)
            best = found
        elif found.status == cp_model.INFEASIBLE:
            return best if best.has_solution else found
        if found.is_proven or search.is_over():
            break
        if best.has_solution:
            hint(search.model.cp, best.values)
    return best


def hint_at(model: Model, positions: Mapping[str, Position]) -> None:
    """Begin the search with everything there."""
    model.cp.clear_hints()  # type: ignore[no-untyped-call]  # the library forgot the annotation
    for name, at in positions.items():
        variables = model.tasks[name]
        if variables.is_held:  # constants, which many share
            if name in model.may_vanish:
                model.cp.add_hint(variables.present, 1)
            continue
        for variable, value in (*_value(variables.start, at.start), *_value(variables.length, at.end - at.start)):
            model.cp.add_hint(variable, value)
        model.cp.add_hint(variables.present, 1)
        for site, literal in zip(variables.task.sites, variables.sites, strict=True):
            model.cp.add_hint(literal, int(site.venue == at.venue))


def _value(expression: Linear, wanted: int) -> Iterator[tuple[cp_model.IntVar, int]]:
    """The one variable of an expression on a grid, and the value it has then."""
    if isinstance(expression, int):
        return
    flat = cp_model.FlatIntExpr(expression)
    if len(flat.vars) == 1 and flat.coeffs[0] and (wanted - flat.offset) % flat.coeffs[0] == 0:
        yield flat.vars[0], int((wanted - flat.offset) // flat.coeffs[0])

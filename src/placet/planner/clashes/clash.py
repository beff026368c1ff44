"""Requirements that cannot all be kept, and of which none can be left out.

One clash is an unsatisfiable core of the literals under which the requirements stand, with everything deleted that the
rest does not need. Where a visit holds several, each is found by asking for the most requirements that no clash found
so far forbids: either they can be kept together, or there is another clash among them (after Liffiton, Previti, Malik
and Marques-Silva, "Fast, flexible MUS enumeration", Constraints 21, 2016).
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass

from placet.planner.build import build
from placet.planner.clashes.allowance import Allowance
from placet.planner.constraints.interpreters import Cuts
from placet.planner.cp_sat import cp_model
from placet.planner.outcome import Clash
from placet.planner.request import PlanRequest
from placet.planner.search import BARE, FIND, PLAIN, Found, Recipe
from placet.planner.tasks.in_common import in_common
from placet.planner.tasks.part import part_of
from placet.planner.tasks.problem import Problem, Requirement, Task
from placet.planner.variables import Model

AT_ONCE: tuple[tuple[Recipe, float | None], ...] = (({**BARE, "subsolvers": ["no_lp"]}, 0.05), (FIND, None))
"""How a clash is looked for, with the deterministic work of each: most are found without making the model smaller
first, which alone takes several times as long."""


@dataclass(frozen=True, slots=True)
class Clashes:
    """At least one clash, the smallest first; `are_all`: it is known that there is no other."""

    found: tuple[Clash, ...]
    are_all: bool


class Contradictions:
    """One model in which every requirement is asked for by itself, and what is known of them."""

    def __init__(
        self,
        request: PlanRequest,
        problem: Problem,
        cuts: Cuts,
        *,
        is_part: bool = False,
        built: Model | None = None,
        beside: Model | None = None,
    ) -> None:
        """Everything that anybody asks for is kept or not; who may move by a margin, may.

        Of a part of a problem the ways beside what is placeless are left aside: what is missing could make two of one.
        `built` is the model of the problem, where there is one that may be added to. `beside` is that of the part
        beside a programme of all others: only what can be kept there is known to be possible then.
        """
        self._request, self._problem, self._cuts, self._is_part = request, problem, cuts, is_part
        broken: frozenset[str] | None = frozenset() if is_part else None
        self._model = built or build(request, problem, cuts, explaining=True, broken=broken)
        self._beside = beside
        models = [self._model, *([beside] if beside is not None else [])]
        asked = dict.fromkeys(requirement for model in models for requirement in model.groups)
        self._told = [requirement for requirement in asked if requirement.kind != "margin"]
        for model in models:
            for requirement, literal in model.groups.items():
                if requirement.kind == "margin":  # nobody asks for it: the time it moves from is told
                    model.cp.add(literal == 1)

    def first(self, allowance: Allowance) -> Clash | None:
        """A clash, as far as the time allows; None when none was found in it."""
        core, _ = self._core(self._told, allowance)
        return None if core is None else self._shrunk(core, allowance)

    def all(self, first: Clash, most: int, allowance: Allowance) -> Clashes:
        """At most so many clashes, `first` among them, as far as the time allows. The others are all irreducible.

        Those that share nothing come to light first: what is about something else must not be missed for the many
        forms in which one clash can be told.
        """
        if not first.requirements:  # nothing that anybody could give up: any other says the same
            return Clashes((first,), are_all=True)
        clashes = [first, *self._apart(first, most - 1, allowance)]
        are_all = self._completed(clashes, most, allowance)
        return Clashes(tuple(sorted(clashes, key=lambda clash: len(clash.requirements))), are_all)

    def _completed(self, clashes: list[Clash], most: int, allowance: Allowance) -> bool:
        """Add the other clashes that there are; whether these are all."""
        open_sets = _OpenSets(self._told)
        for clash in clashes:
            open_sets.close_above(clash.requirements)
        while True:
            kept, is_known = open_sets.largest(allowance)
            if kept is None:
                return is_known
            if len(clashes) == most:
                return False
            core, is_known = self._core(kept, allowance)
            if core is not None:
                clash = self._shrunk(core, allowance)
                if not clash.is_irreducible:
                    return False
                clashes.append(clash)
                open_sets.close_above(clash.requirements)
            elif is_known:
                open_sets.close_below(kept)
            else:
                return False

    def _apart(self, first: Clash, most: int, allowance: Allowance) -> list[Clash]:
        """Other clashes, of which no two share a requirement, with each other or with the first."""
        found: list[Clash] = []
        while len(found) < most:
            taken = {requirement for clash in (first, *found) for requirement in clash.requirements}
            core, _ = self._core([requirement for requirement in self._told if requirement not in taken], allowance)
            if core is None or not (clash := self._shrunk(core, allowance)).is_irreducible:
                break
            found.append(clash)
        return found

    def _shrunk(self, core: list[Requirement], allowance: Allowance) -> Clash:
        """The same clash without what the rest does not need.

        What the tasks that it asks for can do alone, they can do beside others that are left out; so of these alone is
        asked what is needed. Where a way is broken in two only because nothing else lies between, it is asked of all.
        """
        around = self._around(core)
        needed, is_irreducible = around.needed(core, allowance) if around is not None else (core, False)
        if around is None or self._core(needed, allowance)[0] is None:
            needed, is_irreducible = self.needed(core, allowance)
        order = {requirement: number for number, requirement in enumerate(self._model.groups)}
        told = tuple(sorted(needed, key=order.__getitem__))
        return Clash(told, in_common(self._problem, told), is_irreducible)

    def _around(self, core: Iterable[Requirement]) -> Contradictions | None:
        """The same question of the tasks alone that have to be there for a clash; None where these are most of all."""
        wanted = set(core)
        names = [task.id for task in self._problem.tasks.values() if is_there(task, self._problem, wanted)]
        part = part_of(self._problem, names)
        if 2 * len(part.tasks) > len(self._problem.tasks):
            return None
        return Contradictions(self._request, part, self._cuts.among(part.tasks), is_part=self._is_part)

    def needed(self, core: Iterable[Requirement], allowance: Allowance) -> tuple[list[Requirement], bool]:
        """What of a clash is left when nothing more can be left out; and whether that is known of each."""
        core = [requirement for requirement in core if requirement in self._model.groups]
        held: list[Requirement] = []
        is_irreducible = True
        while core:
            candidate = core.pop()
            smaller, is_known = self._core([*core, *held], allowance)
            if smaller is None:
                held.append(candidate)
                is_irreducible = is_irreducible and is_known
            else:
                core = [requirement for requirement in core if requirement in smaller]
        return held, is_irreducible

    def _core(self, kept: Iterable[Requirement], allowance: Allowance) -> tuple[list[Requirement] | None, bool]:
        """Requirements among `kept` that already clash, in their order; None when they do not, and whether it is known.

        The model has no objective here, and `search.CORE` would forget what is to be kept.
        """
        kept, groups = list(kept), self._model.groups
        if self._beside is not None and _asked(self._beside, kept, allowance).has_solution:
            return None, True
        found = _asked(self._model, kept, allowance)
        if found.status != cp_model.INFEASIBLE:
            return None, found.has_solution and self._beside is None
        named = set(found.core)
        return [
            requirement for requirement in kept if requirement in groups and groups[requirement].index in named
        ], True


def _asked(model: Model, kept: Iterable[Requirement], allowance: Allowance) -> Found:
    """Whether these can be kept together, as far as a model knows of them."""
    model.cp.clear_assumptions()
    model.cp.add_assumptions([model.groups[requirement] for requirement in kept if requirement in model.groups])
    found = Found(cp_model.UNKNOWN)
    for recipe, work in AT_ONCE:
        if not (found.is_proven or found.has_solution):
            found = allowance.solve(model.cp, recipe, work)
    return found


def is_there(task: Task, problem: Problem, wanted: Container[Requirement]) -> bool:
    """Whether a task takes place when these requirements are kept, and no others."""
    if task.takes_place is not None:
        return task.takes_place in wanted
    return not task.optional and task.soft is None and task.id not in problem.stretches


class _OpenSets:
    """The sets of requirements of which it is not yet known whether they can be kept together."""

    def __init__(self, requirements: Iterable[Requirement]) -> None:
        self._cp = cp_model.CpModel()
        self._kept = {requirement: self._cp.new_bool_var("") for requirement in requirements}
        self._cp.maximize(cp_model.LinearExpr.sum(list(self._kept.values())))

    def close_above(self, clash: Iterable[Requirement]) -> None:
        """Whatever holds all of these cannot be kept together."""
        self._cp.add_bool_or([~self._kept[requirement] for requirement in clash])

    def close_below(self, kept: Iterable[Requirement]) -> None:
        """Whatever holds only of these can be kept together."""
        without = self._kept.keys() - set(kept)
        self._cp.add_bool_or([literal for requirement, literal in self._kept.items() if requirement in without])

    def largest(self, allowance: Allowance) -> tuple[list[Requirement] | None, bool]:
        """An open set of as many requirements as any, or None; and whether that there is none is known."""
        found = allowance.solve(self._cp, PLAIN)
        if not found.has_solution:
            return None, found.is_proven
        return [requirement for requirement, literal in self._kept.items() if found.values[literal.index]], True

"""Requirements that cannot all be kept, and of which none can be left out.

One clash is an unsatisfiable core of the literals under which the requirements stand, with everything deleted that the
rest does not need. Where a visit holds several, each is found by asking for the most requirements that no clash found
so far forbids: either they can be kept together, or there is another clash among them (after Liffiton, Previti, Malik
and Marques-Silva, "Fast, flexible MUS enumeration", Constraints 21, 2016).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ortools.sat.python import cp_model

from placet.planner.allowance import Allowance
from placet.planner.build import build
from placet.planner.constraints.interpreters import Cuts
from placet.planner.in_common import in_common
from placet.planner.outcome import Clash
from placet.planner.problem import Problem, Requirement
from placet.planner.request import PlanRequest
from placet.planner.search import FIND, PLAIN


@dataclass(frozen=True, slots=True)
class Clashes:
    """At least one clash, the smallest first; `are_all`: it is known that there is no other."""

    found: tuple[Clash, ...]
    are_all: bool


class Contradictions:
    """One model in which every requirement is asked for by itself, and what is known of them."""

    def __init__(self, request: PlanRequest, problem: Problem, cuts: Cuts, *, is_part: bool = False) -> None:
        """Everything that anybody asks for is kept or not; who may move by a margin, may.

        Of a part of a problem the ways beside what is placeless are left aside: what is missing could make two of one.
        """
        self._problem = problem
        broken: frozenset[str] | None = frozenset() if is_part else None
        self._model = model = build(request, problem, cuts, explaining=True, broken=broken)
        self._told = [requirement for requirement in model.groups if requirement.kind != "margin"]
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
        """The same clash without what the rest does not need."""
        needed: list[Requirement] = []
        is_irreducible = True
        while core:
            candidate = core.pop()
            smaller, is_known = self._core([*core, *needed], allowance)
            if smaller is None:
                needed.append(candidate)
                is_irreducible = is_irreducible and is_known
            else:
                core = [requirement for requirement in core if requirement in smaller]
        order = {requirement: number for number, requirement in enumerate(self._model.groups)}
        told = tuple(sorted(needed, key=order.__getitem__))
        return Clash(told, in_common(self._problem, told), is_irreducible)

    def _core(self, kept: Iterable[Requirement], allowance: Allowance) -> tuple[list[Requirement] | None, bool]:
        """Requirements among `kept` that already clash, in their order; None when they do not, and whether it is known.

        The model has no objective here, and `search.CORE` would forget what is to be kept.
        """
        kept, model = list(kept), self._model
        model.cp.clear_assumptions()
        model.cp.add_assumptions([model.groups[requirement] for requirement in kept])
        found = allowance.solve(model.cp, FIND)
        if found.status != cp_model.INFEASIBLE:
            return None, found.has_solution
        named = set(found.core)
        return [requirement for requirement in kept if model.groups[requirement].index in named], True


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

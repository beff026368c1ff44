"""Requirements that cannot all be kept, and of which none can be left out.

An unsatisfiable core of the literals under which the requirements stand, with everything deleted that the rest does not
need.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ortools.sat.python import cp_model

from placet.planner.allowance import Allowance
from placet.planner.build import build
from placet.planner.constraints.interpreters import Cuts
from placet.planner.problem import Problem, Requirement
from placet.planner.request import PlanRequest
from placet.planner.search import FIND
from placet.planner.variables import Model


@dataclass(frozen=True, slots=True)
class Clash:
    """`is_irreducible`: it is known of each requirement that the others can be kept without it."""

    requirements: tuple[Requirement, ...]
    is_irreducible: bool


def minimal_clash(request: PlanRequest, problem: Problem, cuts: Cuts, allowance: Allowance) -> Clash | None:
    """A clash with nothing in it that can be left out, as far as the time allows; None when none was found in it."""
    model = build(request, problem, cuts, explaining=True)
    told = [requirement for requirement in model.groups if requirement.kind != "margin"]
    for requirement in model.groups.keys() - set(told):  # nobody asks for it: the time it moves from is what is told
        model.cp.add(model.groups[requirement] == 1)
    core, _ = _core(model, told, allowance)
    if core is None:
        return None
    needed: list[Requirement] = []
    is_irreducible = True
    while core:
        candidate = core.pop()
        smaller, is_known = _core(model, [*core, *needed], allowance)
        if smaller is None:
            needed.append(candidate)
            is_irreducible = is_irreducible and is_known
        else:
            core = [requirement for requirement in core if requirement in smaller]
    order = {requirement: number for number, requirement in enumerate(model.groups)}
    return Clash(tuple(sorted(needed, key=order.__getitem__)), is_irreducible)


def _core(model: Model, kept: Iterable[Requirement], allowance: Allowance) -> tuple[list[Requirement] | None, bool]:
    """Requirements among `kept` that already clash, in their order; None when they do not, and whether that is known.

    The model has no objective here, and `search.CORE` would forget what is to be kept.
    """
    kept = list(kept)
    model.cp.clear_assumptions()
    model.cp.add_assumptions([model.groups[requirement] for requirement in kept])
    found = allowance.solve(model.cp, FIND)
    if found.status != cp_model.INFEASIBLE:
        return None, found.has_solution
    named = set(found.core)
    return [requirement for requirement in kept if model.groups[requirement].index in named], True

"""Whether one person can keep everything, their commitments of a day among it, if nobody else had to.

Whoever cannot do so alone cannot do so with others: that is a proof, and it costs a hundredth of the whole. Nothing is
asked of rooms, of interpreters, of protected time or of anybody else, so that a yes says nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from placet.model.ids import PartyId
from placet.model.profile import Grade
from placet.planner.build import build, with_commitments
from placet.planner.constraints.ways_in_one_piece import RULE
from placet.planner.cp_sat import cp_model
from placet.planner.dates.finding import SECONDS
from placet.planner.dates.frames import Taken, busy_task
from placet.planner.request import PlanRequest
from placet.planner.search import BARE, Effort, solve
from placet.planner.tasks.problem import Interval, Problem, Task
from placet.planner.variables import Model

WORK = 0.05
"""Deterministic work that one person's days may take: about ten times what they usually do."""


@dataclass(slots=True)
class Alone:
    """The people of a frame, each by themselves. An answer depends on nothing but the frame and their commitments."""

    request: PlanRequest
    problem: Problem
    _models: dict[PartyId, Model] = field(default_factory=dict)
    _clashes: dict[tuple[PartyId, tuple[Interval, ...]], tuple[int, ...] | None] = field(default_factory=dict)

    def clash(self, taken: Sequence[Taken]) -> tuple[Taken, ...] | None:
        """Commitments of the busiest person with any that leave no room for the rest of theirs; None: no proof."""
        parties = {party for one in taken for party in one.parties}
        if not parties:
            return None
        party = max(sorted(parties), key=self._minutes)
        theirs = [one for one in taken if party in one.parties]
        key = (party, tuple(one.span for one in theirs))
        if key not in self._clashes:
            self._clashes[key] = self._proven(party, theirs)
        found = self._clashes[key]
        return None if found is None else tuple(theirs[index] for index in found)

    def _asking(self) -> PlanRequest:
        """Without ways in one piece: what is left out here may part a way in two, which fit where the one does not."""
        entries = dict(self.request.rulebook.entries)
        entries[RULE] = replace(entries[RULE], grade=Grade.OFF)
        return replace(self.request, rulebook=replace(self.request.rulebook, entries=entries))

    def _minutes(self, party: PartyId) -> int:
        return sum(task.least for task in self.problem.tasks.values() if party in task.parties and _counts(task))

    def _proven(self, party: PartyId, theirs: Sequence[Taken]) -> tuple[int, ...] | None:
        """Which of somebody's commitments leave no room, if that is proven."""
        if party not in self._models:
            self._models[party] = build(self._asking(), _of(self.problem, party), only_required=True)
        horizon = next((task.horizon for task in self.problem.tasks.values()), (0, 0))
        given = [replace(busy_task(horizon, one), optional=True) for one in theirs]
        model = with_commitments(self._asking(), self._models[party], given)
        asked = [model.tasks[task.id].present for task in given]
        model.cp.add_assumptions(asked)
        found = solve(model.cp, BARE, Effort(SECONDS, WORK), self.request.seed)
        if found.cut_by_clock:
            raise RuntimeError("a clock ended a search that work should have ended")
        if found.status != cp_model.INFEASIBLE:
            return None
        return tuple(index for index, literal in enumerate(asked) if literal.index in set(found.core))


def _counts(task: Task) -> bool:
    return task.kind not in ("block", "busy") and not task.optional


def _of(problem: Problem, party: PartyId) -> Problem:
    """Less than the problem of one person, at every minute: whatever it asks for, the whole asks for as well."""
    own = {name: it for name, it in problem.to_the_minute().tasks.items() if party in it.parties and _counts(it)}
    return replace(
        problem,
        tasks={name: replace(task, parties=frozenset({party})) for name, task in own.items()},
        orders=tuple(order for order in problem.orders if order.before in own and order.after in own),
        stays=(),
        pools={},
        stretches={},
        suits=(),
        close_by=(),
    )

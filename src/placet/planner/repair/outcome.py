"""What repairing ended in: answers, or what cannot all be kept, or that there is no answer yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from placet.model.programme import Programme
from placet.model.visit import Visit
from placet.planner.outcome import Infeasible, Level, NoAnswer, Reopened
from placet.planner.repair.weights import Freeze


@dataclass(frozen=True, slots=True)
class Touched:
    """One thing that an answer changes and nobody asked to change.

    `kind` is `moved`, `venue`, `left-out` or `reopened`; `parts` say what its weight is made of.
    """

    item: str
    kind: str
    weight: int
    parts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One way to make the programme sound again.

    `visit` is the visit file's as it must read for it. `levels` are `changed`, `rules` and `shift`; an answer after the
    first is the least among those that leave something alone which each answer before it touches.
    """

    programme: Programme
    visit: Visit
    touched: tuple[Touched, ...]
    levels: tuple[Level, ...]
    reopens: tuple[Reopened, ...] = ()
    """What is agreed and must be asked again, what was asked for among it."""

    @property
    def cost(self) -> int:
        """The weight of what it changes."""
        return self.levels[0].amount

    @property
    def is_least(self) -> bool:
        """Whether it is proven that nothing weighs less."""
        return self.levels[0].is_proven


@dataclass(frozen=True, slots=True, kw_only=True)
class Repaired:
    """The answers, least first. `is_settled`: there are no others, or as many as were asked for were found."""

    answers: tuple[Answer, ...]
    is_settled: bool
    freeze: Freeze
    reproducible: bool = True
    took: timedelta = timedelta(0)


RepairOutcome = Repaired | Infeasible | NoAnswer

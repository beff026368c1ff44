"""What planning ended in: a closed union of three."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from placet.model.ids import EngagementId
from placet.model.programme import Programme
from placet.planner.placing.slack import Slack
from placet.planner.tasks.in_common import InCommon
from placet.planner.tasks.problem import Requirement

LEVEL_NAMES = ("value", "should", "courtesy", "waiting", "buffer")
"""What is made small, in order of weight."""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of the objective: what it came to, and what is proven about it.

    `bound` is the least that any programme could have, given the levels above; the level is proven when the two are
    equal. After a level that gave, "given" includes how late each day ended before: another programme, as good on the
    levels above, could end a day later, and leave more room for this one.
    """

    name: str
    amount: int
    bound: int
    given: int = 0
    """How much more of it the programme has, given for a level that comes after it."""

    @property
    def is_proven(self) -> bool:
        """Whether nothing better exists."""
        return self.amount <= self.bound


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a way out: a requirement given up, and what takes its place where that can be said."""

    requirement: Requirement
    becomes: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class Reopened:
    """Something that was agreed and no longer is. `agreed` is empty where the file only says that it is agreed."""

    item: str
    agreed: str


@dataclass(frozen=True, slots=True)
class WayOut:
    """Changes that together make room, cheapest first.

    `reopens` names what is agreed and would have to be asked again. `besides` is what the least repair of a programme
    that stands reopens with these changes, each as it is told; `is_followed` is False where that was not settled.
    """

    changes: tuple[Change, ...]
    cost: int
    besides: tuple[Reopened, ...] = ()
    is_followed: bool = True

    @property
    def given_up(self) -> tuple[str, ...]:
        """Agreements that these changes themselves touch."""
        return tuple(dict.fromkeys(c.requirement.agreed for c in self.changes if c.requirement.agreed is not None))

    @property
    def reopens(self) -> tuple[str, ...]:
        """Agreements, or the items of those without a name, first those that these changes themselves touch."""
        return tuple(dict.fromkeys((*self.given_up, *(one.agreed or one.item for one in self.besides))))


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An optional engagement that is not in the programme, and what would bring it in.

    `is_searched`: it is proven that no other ways are cheaper, or that there are no more; else it was cut short.
    """

    engagement: EngagementId
    ways_in: tuple[WayOut, ...]
    is_searched: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A programme. `levels` are in order of weight; `reproducible` is False where a wall clock cut the search.

    `slack` has every task of the programme, those of protected time and prior commitments too.
    """

    programme: Programme
    levels: tuple[Level, ...]
    left_out: tuple[LeftOut, ...] = ()
    slack: Mapping[str, Slack] = field(default_factory=dict)
    is_settled: bool = True
    """Whether every level was looked at, not only those in `levels`."""
    reproducible: bool = True
    to_the_minute: bool = False
    """Whether starts were looked for beside the grid, because nothing lies on it."""
    first_after: timedelta = timedelta(0)
    took: timedelta = timedelta(0)

    @property
    def not_reached(self) -> tuple[str, ...]:
        """The names of the levels that were not looked at."""
        return () if self.is_settled else LEVEL_NAMES[len(self.levels) :]

    @property
    def is_proven(self) -> bool:
        """Whether every level is proven."""
        return self.is_settled and all(level.is_proven for level in self.levels)


@dataclass(frozen=True, slots=True)
class Clash:
    """These requirements cannot all be kept.

    Nothing can be left out of them, unless the search was cut short (`is_irreducible`). `in_common` is what stands
    behind it.
    """

    requirements: tuple[Requirement, ...]
    in_common: tuple[InCommon, ...] = ()
    is_irreducible: bool = True


@dataclass(frozen=True, slots=True)
class Infeasible:
    """There is no programme, and each of `clashes` (at least one, the smallest first) is enough for that.

    They may share requirements. `are_all`: it is known that there is no other. Each of `ways_out` is out of all of
    them; `is_searched` says the same of these as it does of a `LeftOut`.
    """

    clashes: tuple[Clash, ...]
    ways_out: tuple[WayOut, ...]
    are_all: bool = True
    is_searched: bool = True


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """Neither a programme nor a proof that there is none, in the time given."""

    tried: tuple[str, ...]


Outcome = Planned | Infeasible | NoAnswer

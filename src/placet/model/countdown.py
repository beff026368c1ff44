"""A countdown: every task of a preparation with its days, how late it may be, and what waits for it. No words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from placet.model.ids import EngagementId, OfficeId, SideId, TaskId
from placet.model.preparation import Office, Stage, TaskState
from placet.model.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """A task as it stands once the file and the templates are put together.

    `stated` names what the file itself says; all else is a default of the step, whose source is `source`. What
    `is_own` never leaves this office. `owners` has the office in charge first.
    """

    id: TaskId
    step: str | None
    title: Text | None
    stage: Stage
    owners: tuple[OfficeId, ...]
    sides: tuple[SideId, ...]
    hands: int
    needs: tuple[TaskId, ...]
    wait: int
    usual: int
    least: int
    opens: int | None
    due: int | None
    due_on: date | None
    closes: int
    gates: tuple[EngagementId, ...]
    dispensable: bool
    stand_in: OfficeId | None
    asks: tuple[str, ...]
    data: Mapping[str, str]
    state: TaskState
    begun_on: date | None
    done_on: date | None
    source: str
    stated: frozenset[str]
    is_own: bool

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to do."""
        return self.state in (TaskState.DONE, TaskState.DROPPED)

    @property
    def missing(self) -> tuple[str, ...]:
        """What its application must state and nobody has written down."""
        return () if self.is_settled else tuple(name for name in self.asks if not self.data.get(name))


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A duty in its place. Dates are days of work, first and last, both included; a settled duty has none.

    `latest` is the last date on which it may begin, `until` the last on which it may then end; `slack` counts the
    working days up to `latest`. `late` counts days after `due_on`; `is_met`: it is not too late for it. `blocks` are
    the engagements that cannot take place without it, directly or by way of others, `holds_up` the tasks that wait.
    """

    duty: Duty
    due_on: date | None
    closes_on: date
    begins: date | None = None
    ends: date | None = None
    latest: date | None = None
    until: date | None = None
    length: int = 0
    usual: int = 0
    slack: int = 0
    late: int = 0
    is_met: bool = True
    is_overdue: bool = False
    is_critical: bool = False
    blocks: tuple[EngagementId, ...] = ()
    holds_up: tuple[TaskId, ...] = ()

    @property
    def shortened(self) -> int:
        """By how many working days it is done quicker than usual."""
        return self.usual - self.length

    @property
    def is_ready(self) -> bool:
        """Whether it is done, or will be in time."""
        return self.duty.is_settled or (self.late == 0 and self.is_met and not self.is_overdue)


@dataclass(frozen=True, slots=True, kw_only=True)
class Countdown:
    """The preparation of a visit that begins on `starts_on`, seen on `today`.

    `critical` is the chain of tasks that decides, in order; `chain_slack` the working days that it has to spare. `kept`
    and `hurried` are the earliest first days that the preparation can keep from today on: with its usual lengths and
    days, and in a hurry; None where none was found. `unsure` are days that the moon decides; `doubtful` are days of the
    week, by their names in a visit file, that may be the weekend of a side.

    `ways` keep the first day where something would be of no use any more, the cheapest first; where none does, `wall`
    is the chain that comes too late whatever is given. `reliefs` make less late.
    """

    today: date
    starts_on: date
    lines: tuple[Line, ...]
    offices: Mapping[OfficeId, Office]
    critical: tuple[TaskId, ...]
    chain_slack: int
    kept: date | None
    hurried: date | None
    unsure: tuple[date, ...]
    assumed: tuple[SideId, ...]
    doubtful: Mapping[SideId, tuple[str, ...]]
    reliefs: tuple[Relief, ...] = ()
    ways: tuple[Way, ...] = ()
    wall: tuple[Link, ...] = ()
    is_proven: bool = True

    @property
    def not_ready(self) -> tuple[Line, ...]:
        """The tasks that are late already, or will be."""
        return tuple(line for line in self.lines if not line.is_ready)

    @property
    def missed(self) -> tuple[Line, ...]:
        """The tasks that come too late to be of use, however one hurries."""
        return tuple(line for line in self.lines if not line.is_met)

    def line(self, name: TaskId) -> Line:
        """A task by its id."""
        return next(line for line in self.lines if line.duty.id == name)


@dataclass(frozen=True, slots=True)
class Relief:
    """One more pair of hands in an office, and how many late days less that makes."""

    office: OfficeId
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """What keeps the first day where nothing else is changed; scheduled again, nothing in it comes too late.

    No part of it can be spared. `stand_ins` are tasks that their stand-in does; `days_off` are worked on, for the tasks
    `at_work` alone; `hands` has the people more of an office; `tasks` and `engagements` are left out, and with the
    latter `fallen`, the tasks that only they needed. Of what is left `late` tasks are finished after they were due, and
    `hurried` are done in `saved` working days less than usual.
    """

    stand_ins: tuple[TaskId, ...] = ()
    days_off: tuple[date, ...] = ()
    at_work: tuple[TaskId, ...] = ()
    hands: Mapping[OfficeId, int]
    tasks: tuple[TaskId, ...] = ()
    engagements: tuple[EngagementId, ...] = ()
    fallen: tuple[TaskId, ...] = ()
    late: int
    hurried: int
    saved: int


@dataclass(frozen=True, slots=True)
class Link:
    """A task of a chain: first and last day of work, and working days."""

    task: TaskId
    begins: date
    ends: date
    length: int

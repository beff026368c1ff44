"""The preparation of a visit: tasks and the offices that do them; and the steps of the templates they come from.

A task counts its days back from the first day of the visit (`due = 14` is D-14) and its length in working days of every
side that has a hand in it. What the file leaves open comes from a step; every step names its source.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from placet.errors import Contradiction
from placet.model.declare import internal, shared
from placet.model.engagements import Kind
from placet.model.ids import EngagementId, OfficeId, PersonId, SideId, TaskId
from placet.model.text import Text


class Stage(Enum):
    """The stages of a preparation, in their order (practice 2.2)."""

    WINDOW = "window"
    FRAME = "frame"
    AGENDA = "agenda"
    PROGRAMME = "programme"
    ADVANCE = "advance"
    CLEARANCES = "clearances"
    BRIEFS = "briefs"
    TEXTS = "texts"
    ANNOUNCEMENT = "announcement"
    PRINTING = "printing"
    FINAL = "final"


class TaskState(Enum):
    """How far a task is."""

    OPEN = "open"
    UNDER_WAY = "under-way"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office that does part of the preparation. An id such as `IR.protocol` changes what the templates assume."""

    name: Text | None = shared("What it is called.", None)
    side: SideId = shared("The side it belongs to; its working days are those of the side.")
    institution: str | None = shared("Its institution, where that has weekends of its own.", None)
    contact: PersonId | None = shared("The one person to call.", None)
    hands: int = shared("How many of its people can work on tasks at once.", 3)

    def __post_init__(self) -> None:
        """Refuse an office that can do nothing."""
        if self.hands < 1:
            raise Contradiction("hands-none")


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One thing to be done before the visit. What is left out comes from the step it is `like`, or of the same id."""

    title: Text | None = shared("What is to be done.", None)
    like: str | None = shared("The step of the templates that it follows, where its id is another one.", None)
    stage: Stage | None = shared("The stage of the preparation it belongs to.", None)
    owners: tuple[OfficeId, ...] = shared("The offices that do it, the one in charge first.", ())
    hands: int | None = shared("How many people of each it takes; 0 where one only waits for an answer.", None)
    needs: tuple[TaskId, ...] = shared("Tasks that must be finished before it begins.", ())
    wait: int = shared("How many days must lie between the last of these and its beginning.", 0)
    usual: int | None = shared("How many working days it usually takes.", None)
    least: int | None = shared("How many working days it takes at least, when time presses.", None)
    opens: int | None = shared("How many days before the first day it can begin at the earliest.", None)
    due: int | None = shared("How many days before the first day it is to be finished: 14 is D-14.", None)
    due_on: date | None = shared("The date by which it is to be finished, where that is fixed.", None)
    closes: int | None = shared("How many days before the first day it is too late for it.", None)
    gates: tuple[EngagementId, ...] = shared("Engagements that cannot take place without it.", ())
    dispensable: bool | None = shared("Whether the visit can do without it when time presses.", None)
    stand_in: OfficeId | None = shared("The office that can do it for another one of the same side.", None)
    data: Mapping[str, str] = shared("What an application must state, as far as it is known.", factory=dict)
    state: TaskState = shared("`open`, `under-way`, `done` or `dropped`.", TaskState.OPEN)
    begun_on: date | None = shared("When it was begun.", None)
    done_on: date | None = shared("When it was finished.", None)
    source: str | None = shared("Who says so: a note, a rule of the other side.", None)
    note: str | None = internal("Anything this office notes.", None)

    def __post_init__(self) -> None:
        """Refuse lengths and days that cannot be."""
        if self.due is not None and self.due_on is not None:
            raise Contradiction("due-twice")
        if min(self.usual or 1, self.least or 1) < 1:
            raise Contradiction("task-without-length")
        if self.usual is not None and self.least is not None and self.least > self.usual:
            raise Contradiction("least-beyond-usual")
        if min(self.hands or 0, self.wait, self.due or 0, self.closes or 0, self.opens or 0) < 0:
            raise Contradiction("days-negative")
        if self.done_on is not None and self.state is not TaskState.DONE:
            raise Contradiction("done-on-undone")
        if self.begun_on is not None and self.done_on is not None and self.done_on < self.begun_on:
            raise Contradiction("done-before-begun")


class Occasion(Enum):
    """What a visit must have for a step to be one of its tasks."""

    ALWAYS = "always"
    NAMED = "named"
    """Only where a task of the file is like it."""
    ARRIVAL = "arrival"
    NIGHTS = "nights"
    SIGNING = "signing"
    PRESS = "press"
    INTERPRETATION = "interpretation"
    BANQUET = "banquet"
    MEALS = "meals"
    HONOURS = "honours"
    GIFTS = "gifts"
    SECURITY = "security"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A default task of the templates. `due` has a day for each tempo; where it has none the step is not asked for."""

    stage: Stage = shared("The stage it belongs to.")
    host: tuple[str, ...] = shared("Offices of the host that do it.", ())
    guest: tuple[str, ...] = shared("Offices of the guest that do it.", ())
    each: bool = shared("Whether each side has such a task of its own.", False)
    hands: int = shared("How many people of each office it takes.", 1)
    needs: tuple[str, ...] = shared("Steps before it.", ())
    usual: int = shared("Working days it usually takes.")
    least: int = shared("Working days it takes at least.")
    opens: int | None = shared("Earliest beginning, days before the first day.", None)
    due: Mapping[str, int] = shared("By tempo, how many days before the first day it is to be finished.")
    closes: int = shared("How many days before the first day it is too late.", 1)
    gates: tuple[Kind, ...] = shared("Kinds of engagements that cannot take place without it.", ())
    occasion: Occasion = shared("What the visit must have for it.", Occasion.ALWAYS)
    dispensable: bool = shared("Whether the visit can do without it when time presses.", False)
    stand_in: str | None = shared("The office of the guest that can do the guest's part of it.", None)
    asks: tuple[str, ...] = shared("What an application must state.", ())
    source: str = shared("Where the figures come from.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Preparation:
    """The defaults of one profile: when each tempo begins, and its steps."""

    leads: Mapping[str, int] = shared("By tempo, how many days before the first day the preparation begins.")
    hands: int = shared("How many people of an office can work on tasks at once.")
    steps: Mapping[str, Step] = shared("The steps, in order.")

"""Count the preparation of a visit back from its first day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches

from placet.formats.field_changes import Edit, edits, field_changes
from placet.formats.visitfile import VisitFile
from placet.model.countdown import Countdown, Line
from placet.model.declare import Layer
from placet.model.ids import TaskId
from placet.model.preparation import Task, TaskState
from placet.model.visit import Visit
from placet.node.preparation import preparation_for
from placet.node.tasks import refuse_faulty_tasks
from placet.planner.countdown.duties import duties_of
from placet.planner.countdown.readiness import countdown, earliest_start
from placet.projections.seen import seen_by

NEAREST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class CountdownReport:
    """A countdown and the visit that it was counted for, as one layer of readers sees both.

    `only`: the part that was asked for, where not the whole is shown.
    """

    visit: Visit
    countdown: Countdown
    only: Countdown | None = None

    @property
    def lines(self) -> tuple[Line, ...]:
        """The tasks to be shown."""
        return (self.only or self.countdown).lines


def count_down(visit_file: VisitFile, starts_on: date, today: date, layer: Layer = Layer.INTERNAL) -> CountdownReport:
    """The countdown as readers of a layer may see it: scheduled from what they see, so that nothing else shows through.

    Raises `VisitFileError` with every task that names what there is not, or is said to be done later than today.
    """
    preparation = preparation_for(visit_file.visit)
    refuse_faulty_tasks(visit_file, preparation, today)
    seen = visit_file.visit if layer is Layer.INTERNAL else seen_by(visit_file.visit, layer)
    return CountdownReport(visit=seen, countdown=countdown(seen, preparation, starts_on, today))


def earliest_first_day(visit_file: VisitFile, today: date, *, hurried: bool = False) -> date | None:
    """The earliest first day that the preparation of a visit can keep, going on today."""
    preparation = preparation_for(visit_file.visit)
    refuse_faulty_tasks(visit_file, preparation)
    return earliest_start(visit_file.visit, preparation, today, hurried=hurried)


def first_day(visit_file: VisitFile, today: date) -> tuple[date, int] | None:
    """The earliest first day, with how many tasks are left until then; None where no day is found."""
    day = earliest_first_day(visit_file, today)
    return (day, tasks_left(visit_file)) if day is not None else None


def tasks_left(visit_file: VisitFile) -> int:
    """How many tasks a visit has that are neither done nor dropped."""
    visit = visit_file.visit
    return sum(not duty.is_settled for duty in duties_of(visit, preparation_for(visit)))


@dataclass(frozen=True, slots=True)
class Marking:
    """What marks a task as done in the visit's files; nothing where it is marked already."""

    line: Line
    edits: tuple[Edit, ...]


def marked_done(visit_file: VisitFile, found: Countdown, name: str, on: date) -> Marking | tuple[str, ...]:
    """How a task is marked as done on a day; ids that look like it, where there is no such task."""
    line = next((line for line in found.lines if line.duty.id == name), None)
    if line is None:
        known = [str(line.duty.id) for line in found.lines]
        return tuple(get_close_matches(name, known, n=NEAREST, cutoff=0.4)) or tuple(known[:NEAREST])
    visit, task = visit_file.visit, TaskId(name)
    tasks = visit.own_tasks if line.duty.is_own else visit.tasks
    stated = tasks.get(task, Task())
    first = stated.done_on if stated.state is TaskState.DONE and stated.done_on is not None else on
    done = {**tasks, task: replace(stated, state=TaskState.DONE, done_on=first)}
    marked = replace(visit, own_tasks=done) if line.duty.is_own else replace(visit, tasks=done)
    return Marking(line, edits(field_changes(visit, marked), visit_file.lines))


def only_of(found: Countdown, owner: str) -> Countdown | tuple[str, ...]:
    """The countdown with the tasks of one office or side alone; the offices there are, where it is none of them."""
    sides = {str(office.side) for office in found.offices.values()}
    if owner not in sides and owner not in found.offices:
        return (*sorted(sides), *map(str, found.offices))
    return replace(found, lines=tuple(line for line in found.lines if _is_of(line, owner)))


def _is_of(line: Line, owner: str) -> bool:
    return owner in line.duty.owners or owner in line.duty.sides

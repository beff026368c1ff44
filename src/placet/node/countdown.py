"""Count the preparation of a visit back from its first day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches

from placet.errors import Fact, Fault, VisitFileError
from placet.formats.toml import shown
from placet.formats.visitfile import VisitFile
from placet.formats.writing import inline
from placet.model.countdown import Countdown, Line
from placet.model.declare import Layer
from placet.model.ids import TaskId
from placet.model.preparation import Preparation, Task
from placet.model.visit import Visit
from placet.node.files import PRIVATE, VISIT
from placet.node.preparation import preparation_for
from placet.planner.countdown.duties import offices_of
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

    Raises `VisitFileError` with every task that names what there is not.
    """
    preparation = preparation_for(visit_file.visit)
    refuse_strangers(visit_file, preparation)
    seen = visit_file.visit if layer is Layer.INTERNAL else seen_by(visit_file.visit, layer)
    return CountdownReport(visit=seen, countdown=countdown(seen, preparation, starts_on, today))


def earliest_first_day(visit_file: VisitFile, today: date, *, hurried: bool = False) -> date | None:
    """The earliest first day that the preparation of a visit can keep, going on today."""
    preparation = preparation_for(visit_file.visit)
    refuse_strangers(visit_file, preparation)
    return earliest_start(visit_file.visit, preparation, today, hurried=hurried)


def refuse_strangers(visit_file: VisitFile, preparation: Preparation) -> None:
    """Raise `VisitFileError` for offices, steps and tasks that nothing has, and for tasks that wait for each other."""
    visit = visit_file.visit
    looking = _Looking(visit_file, preparation)
    for name, task in visit.tasks.items():
        looking.at("tasks", name, task)
    for name, task in visit.own_tasks.items():
        looking.at("own_tasks", name, task)
    for circle in _circles(visit, preparation):
        table = "tasks" if circle[0] in visit.tasks else "own_tasks"
        looking.fault((table, circle[0], "needs"), "circle", engagements=circle)
    if looking.faults:
        raise VisitFileError(tuple(dict.fromkeys(looking.faults)))


class _Looking:
    """Looks at tasks, and remembers what is wrong with them."""

    def __init__(self, visit_file: VisitFile, preparation: Preparation) -> None:
        visit = visit_file.visit
        self.visit_file, self.faults = visit_file, list[Fault]()
        self.offices = {str(name) for name in offices_of(visit, preparation)}
        self.steps = set(preparation.steps) | {f"{step}.{side}" for step in preparation.steps for side in visit.sides}
        self.shared = self.steps | {str(name) for name in visit.tasks}
        self.own = {str(name) for name in visit.own_tasks} - self.shared

    def fault(self, path: tuple[str, ...], reason: str, **facts: Fact) -> None:
        """Remember one, at its place."""
        file, line = self.visit_file.place_of(*path) or (VISIT, None)
        self.faults.append(Fault(file, line, ".".join(path), reason, facts))

    def at(self, table: str, name: str, task: Task) -> None:
        """One task, and what it names."""
        path = (table, name)
        if table == "own_tasks" and name in self.visit_file.visit.tasks:
            self.fault(path, "namesake", found=shown(name), table="tasks", by="needs")
        if task.like is not None and task.like not in self.steps:
            self.fault((*path, "like"), "no-step", found=shown(task.like), meant=_nearest(task.like, self.steps))
        for owner in task.owners:
            self._known((*path, "owners"), owner, self.offices, "offices")
        for need in task.needs:
            if need in self.own and table == "tasks":
                self.fault((*path, "needs"), "needs-own")
            else:
                self._known((*path, "needs"), need, self.shared | self.own, "tasks")

    def _known(self, path: tuple[str, ...], name: str, known: set[str], table: str) -> None:
        if name not in known:
            self.fault(path, "unknown-id", found=shown(name), tables=(table,), meant=_nearest(name, known))


def _nearest(word: str, known: set[str]) -> str:
    return next(iter(get_close_matches(word, sorted(known), n=1, cutoff=0.5)), "")


def _circles(visit: Visit, preparation: Preparation) -> Iterator[tuple[str, ...]]:
    """Tasks of the file that come to wait for themselves, by way of steps or without."""
    needs: dict[str, tuple[str, ...]] = {}
    for name, step in preparation.steps.items():
        needs[name] = step.needs
        needs |= {f"{name}.{side}": step.needs for side in visit.sides}
    tasks: Mapping[TaskId, Task] = {**visit.tasks, **visit.own_tasks}
    for task_id, task in tasks.items():
        needs[task_id] = task.needs or needs.get(task.like or task_id, ())
    for start in tasks:
        trail: list[tuple[str, tuple[str, ...]]] = [(str(start), (str(start),))]
        seen: set[str] = set()
        while trail:
            now, way = trail.pop()
            for before in needs.get(now, ()):
                if before == start:
                    yield (*way, str(start))
                    trail.clear()
                    break
                if before not in seen:
                    seen.add(before)
                    trail.append((before, (*way, before)))


@dataclass(frozen=True, slots=True)
class Marking:
    """Lines to be put into a file of the visit, so that a task is marked as done."""

    file: str
    lines: tuple[str, ...]


def marked_done(found: Countdown, name: str, on: date) -> Marking | tuple[str, ...]:
    """How a task is marked as done on a day; ids that look like it, where there is no such task."""
    line = next((line for line in found.lines if line.duty.id == name), None)
    if line is None:
        known = [str(line.duty.id) for line in found.lines]
        return tuple(get_close_matches(name, known, n=NEAREST, cutoff=0.4)) or tuple(known[:NEAREST])
    table, file = ("own_tasks", PRIVATE) if line.duty.is_own else ("tasks", VISIT)
    key = f'"{name}"' if "." in name else name
    return Marking(file, (f"[{table}.{key}]", f"state = {inline('done')}", f"done_on = {inline(on)}"))


def only_of(found: Countdown, owner: str) -> Countdown | tuple[str, ...]:
    """The countdown with the tasks of one office or side alone; the offices there are, where it is none of them."""
    sides = {str(office.side) for office in found.offices.values()}
    if owner not in sides and owner not in found.offices:
        return (*sorted(sides), *map(str, found.offices))
    return replace(found, lines=tuple(line for line in found.lines if _is_of(line, owner)))


def _is_of(line: Line, owner: str) -> bool:
    return owner in line.duty.owners or owner in line.duty.sides

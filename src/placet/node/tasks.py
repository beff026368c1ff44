"""The tasks of a visit file looked at: what they name, whether any waits for itself, and days that cannot be yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches

from placet.errors import Fact, Fault, VisitFileError
from placet.formats.toml import shown
from placet.formats.visitfile import VisitFile
from placet.model.ids import TaskId
from placet.model.preparation import Preparation, Task
from placet.model.visit import Visit
from placet.node.files import VISIT
from placet.planner.countdown.duties import offices_of


def refuse_faulty_tasks(visit_file: VisitFile, preparation: Preparation, today: date | None = None) -> None:
    """Raise `VisitFileError` with every fault of every task.

    Faults are offices, steps and tasks that nothing has, an office that is to stand in for one of another side, tasks
    that come to wait for themselves, and, where `today` is given, what is said to have been done later than that.
    """
    visit = visit_file.visit
    looking = _Looking(visit_file, preparation, today)
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

    def __init__(self, visit_file: VisitFile, preparation: Preparation, today: date | None) -> None:
        visit = visit_file.visit
        self.visit_file, self.today, self.faults = visit_file, today, list[Fault]()
        self.side_of = {str(name): str(office.side) for name, office in offices_of(visit, preparation).items()}
        self.offices = set(self.side_of)
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
        if task.stand_in is not None:
            self._stands_in(path, task.stand_in, task.owners)
        for need in task.needs:
            if need in self.own and table == "tasks":
                self.fault((*path, "needs"), "needs-own")
            else:
                self._known((*path, "needs"), need, self.shared | self.own, "tasks")
        for key in ("begun_on", "done_on"):
            on: date | None = getattr(task, key)
            if self.today is not None and on is not None and on > self.today:
                self.fault((*path, key), "task-ahead", found=on.isoformat(), today=self.today.isoformat())

    def _stands_in(self, path: tuple[str, ...], office: str, owners: Sequence[str]) -> None:
        """There is this office, and it is of the side of one that it stands in for."""
        self._known((*path, "stand_in"), office, self.offices, "offices")
        sides = {self.side_of[owner] for owner in owners if owner in self.side_of}
        if sides and office in self.side_of and self.side_of[office] not in sides:
            self.fault((*path, "stand_in"), "stand-in-side", found=shown(office), sides=tuple(sorted(sides)))

    def _known(self, path: tuple[str, ...], name: str, known: set[str], table: str) -> None:
        if name not in known:
            self.fault(path, "unknown-id", found=shown(name), tables=(table,), meant=_nearest(name, known))


def _nearest(word: str, known: set[str]) -> str:
    return next(iter(get_close_matches(word, sorted(known), n=1, cutoff=0.5)), "")


def _circles(visit: Visit, preparation: Preparation) -> Iterator[tuple[str, ...]]:
    """Tasks of the file that come to wait for themselves, by way of steps or without; each circle once."""
    needs: dict[str, tuple[str, ...]] = {}
    for name, step in preparation.steps.items():
        needs[name] = step.needs
        needs |= {f"{name}.{side}": step.needs for side in visit.sides}
    tasks: Mapping[TaskId, Task] = {**visit.tasks, **visit.own_tasks}
    for task_id, task in tasks.items():
        needs[task_id] = task.needs or needs.get(task.like or task_id, ())
    told: set[frozenset[str]] = set()
    for start in tasks:
        trail: list[tuple[str, tuple[str, ...]]] = [(str(start), (str(start),))]
        seen: set[str] = set()
        while trail:
            now, way = trail.pop()
            for before in needs.get(now, ()):
                if before == start:
                    if frozenset(way) not in told:
                        yield (*way, str(start))
                    told.add(frozenset(way))
                    trail.clear()
                    break
                if before not in seen:
                    seen.add(before)
                    trail.append((before, (*way, before)))

"""A countdown in sentences: what a task is called, who does it, where it stands, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from placet.almanac.calendars import Calendar, CalendarDate, in_three_calendars
from placet.model.countdown import Countdown, Duty, Line
from placet.model.ids import OfficeId, Ref, Sort, TaskId
from placet.model.preparation import TaskState
from placet.model.visit import Secrecy, Visit
from placet.wording.dates import hijri_date, plain_date, short_date, undated_day, weekday
from placet.wording.language import language as language_of
from placet.wording.names import Names

NAMED = 4
"""How many of many are named."""


class CountdownSaid:
    """Speaks of one countdown in one language."""

    def __init__(self, visit: Visit, countdown: Countdown, code: str) -> None:
        """Names come from `visit`."""
        self.visit, self.countdown = visit, countdown
        self.spoken = language_of(code)
        self.words = self.spoken.words("countdown")
        self.said = self.words["said"]
        self._names = Names(visit, code)
        self._code = code
        told = {name for side in visit.sides.values() for own in side.languages for name in language_of(own).calendars}
        self._solar = Calendar.SOLAR_HIJRI.value in told

    def fill(self, key: str, **facts: object) -> str:
        """A sentence with its facts."""
        return self.spoken.fill(self.said[key], facts)

    def title(self) -> str:
        """What is prepared; a visit that is secret or held by its code name, where it has one."""
        hidden = self.visit.secrecy in (Secrecy.SECRET, Secrecy.HELD) and self.visit.code_name is not None
        name = self.visit.code_name if hidden else self.visit.title.in_language(self._code)
        return self.fill("title", visit=name)

    def head(self) -> str:
        """Today, the first day, and the days between."""
        days = (self.countdown.starts_on - self.countdown.today).days
        today, first = self.plain(self.countdown.today), self.both(self.countdown.starts_on)
        return self.fill("head", today=today, first=first, n=days)

    def plain(self, on: date) -> str:
        """`12 May 2026`."""
        return plain_date(on, self.spoken)

    def both(self, on: date) -> str:
        """A date in the calendars of both sides: with the Solar Hijri day, where a side counts by it."""
        solar = in_three_calendars(on).solar
        if not self._solar or not isinstance(solar, CalendarDate):
            return short_date(on, self.spoken)
        return self.spoken.joined((short_date(on, self.spoken), hijri_date(solar, self.spoken)), " · ")

    def back(self, on: date) -> str:
        """`D-14`."""
        return undated_day(1 - (self.countdown.starts_on - on).days, self.spoken)

    def task(self, duty: Duty) -> str:
        """What a task is called: by the file, else by the templates, with its side where each has one of its own."""
        if duty.title is not None:
            return duty.title.in_language(self._code)
        step = self.words["steps"].get(duty.step or "", str(duty.id))
        _, _, side = duty.id.partition(".")
        if side in self.visit.sides:
            return self.fill("owner-of", office=step, side=self.side(side))
        return str(step)

    def task_named(self, name: TaskId) -> str:
        """The same by its id."""
        return self.task(self.countdown.line(name).duty)

    def side(self, name: str) -> str:
        """What the visit calls a side."""
        return self._names.of(Ref(Sort.SIDE, name))

    def office(self, name: OfficeId) -> str:
        """What an office is called: by the file, else by the templates, with its side."""
        return self.fill("owner-of", office=self._called(name), side=self.side(self.countdown.offices[name].side))

    def owner(self, duty: Duty) -> str:
        """The office in charge, and those that work with it."""
        return self.offices(duty.owners) if duty.owners else str(self.said["no-owner"])

    def offices(self, names: Iterable[OfficeId]) -> str:
        """Offices; those of the same name together, with their sides."""
        sides: dict[str, list[str]] = {}
        for name in names:
            sides.setdefault(self._called(name), []).append(str(self.countdown.offices[name].side))
        return self.spoken.joined(
            [self.fill("owner-of", office=office, side=self.spoken.joined(own)) for office, own in sides.items()]
        )

    def _called(self, name: OfficeId) -> str:
        office = self.countdown.offices[name]
        own = office.name.in_language(self._code) if office.name is not None else None
        return own or str(self.words["offices"].get(name.partition(".")[2], name))

    def engagement(self, name: str) -> str:
        """What the visit calls an engagement."""
        return self._names.of(Ref(Sort.ENGAGEMENT, name))

    def state(self, line: Line) -> str:
        """How far it is, and the time it has to spare or is late by."""
        duty = line.duty
        state = str(self.words["states"][duty.state.value])
        if duty.state is TaskState.DONE and duty.done_on is not None:
            return self.spoken.joined((state, short_date(duty.done_on, self.spoken)))
        return state if duty.is_settled else self.spoken.joined((state, self.room(line)))

    def room(self, line: Line) -> str:
        """What it has to spare, or how late it is."""
        if not line.is_met:
            return str(self.said["is-missed"])
        if line.late:
            return self.fill("is-late", n=line.late)
        return self.fill("slack", n=line.slack) if line.slack else str(self.said["no-slack"])

    def planned(self, line: Line) -> str:
        """From when to when; nothing for what is settled."""
        if line.begins is None or line.ends is None:
            return ""
        begins, ends = short_date(line.begins, self.spoken), short_date(line.ends, self.spoken)
        return begins if begins == ends else self.spoken.joined((begins, ends), " – ")

    def source(self, duty: Duty) -> str:
        """Where its figures come from."""
        return self.fill("source", source=duty.source or self.said["default-source"])

    def readiness(self) -> str:
        """How it stands: what is not ready and what that blocks, then what comes too late whatever the hurry."""
        if not self.countdown.not_ready:
            return str(self.said["all-ready"])
        missed = [self.task(line.duty) for line in self.countdown.missed]
        sentences = [self._not_ready()]
        if missed:
            sentences.append(self.fill("missed-of-them", n=len(missed), tasks=self.named(missed)))
        return self.spoken.joined(sentences, " ")

    def _not_ready(self) -> str:
        late = self.countdown.not_ready
        blocked = dict.fromkeys(name for line in late for name in line.blocks)
        permits = dict.fromkeys(name for line in late for name in line.holds_up if self.countdown.line(name).duty.asks)
        blocks = [*(self.task_named(name) for name in permits), *(self.engagement(name) for name in blocked)]
        if not blocks:
            return self.fill("not-ready", n=len(late))
        return self.fill("not-ready-blocks", n=len(late), blocks=self.named(blocks))

    def numbers(self) -> str:
        """The numbers behind it."""
        lines = self.countdown.lines
        states = [line.duty.state for line in lines]
        return self.fill(
            "numbers",
            done=states.count(TaskState.DONE),
            all=len(lines) - states.count(TaskState.DROPPED),
            begun=states.count(TaskState.UNDER_WAY),
            open=states.count(TaskState.OPEN),
            overdue=sum(line.is_overdue for line in lines),
            late=sum(line.late > 0 for line in lines),
            missed=sum(not line.is_met for line in lines),
            shortened=sum(line.shortened > 0 for line in lines),
        )

    def late(self, line: Line) -> str:
        """Why a task is not ready, and what waits for it."""
        facts = {"task": self.task(line.duty), "owner": self.owner(line.duty)}
        ends = self.both(line.ends) if line.ends is not None else ""
        due = self.both(line.due_on) if line.due_on is not None else ""
        if not line.is_met:
            said = self.fill("missed", closes=self.both(line.closes_on), ends=ends, **facts)
        elif line.is_overdue and line.due_on is not None:
            days = (self.countdown.today - line.due_on).days
            said = self.fill("overdue", due=due, n=days, ends=ends, **facts)
        else:
            said = self.fill("will-be-late", due=due, ends=ends, n=line.late, **facts)
        sentences = [said]
        if line.holds_up:
            tasks = [self.task_named(name) for name in line.holds_up]
            sentences.append(self.fill("holds-up", tasks=self.named(tasks)))
        if line.blocks:
            blocked = [self.engagement(name) for name in line.blocks]
            sentences.append(self.fill("blocks", blocks=self.named(blocked)))
        return self.spoken.joined(sentences, " ")

    def named(self, names: Sequence[str], few: int = NAMED) -> str:
        """A few in full; of more the first, and how many more there are."""
        if len(names) <= few + 1:  # the name of one more takes no more room than to count it
            return self.spoken.all_of(names)
        more = self.spoken.words("outcome")["names"]["more"]
        return self.spoken.fill(more, {"named": self.spoken.joined(names[:few]), "n": len(names) - few})

    def remarks(self) -> tuple[str, ...]:
        """What was assumed, what reports differ on, and what the moon decides."""
        said = [self.fill("assumed", side=self.side(name)) for name in self.countdown.assumed]
        for name, doubtful in self.countdown.doubtful.items():
            days = self.spoken.joined([weekday(day, self.spoken) for day in doubtful])
            said.append(self.fill("doubtful", side=self.side(name), days=days))
        if self.countdown.unsure:
            days = self.spoken.joined([short_date(on, self.spoken) for on in self.countdown.unsure])
            said.append(self.fill("unsure", days=days))
        if not self.countdown.is_proven:
            said.append(str(self.said["not-proven"]))
        return tuple(said)

"""What changed, as a person types it: one change a line, and the one place where it is written how.

    ITEM +40 [DAY] | ITEM -15m              begins so much later, or earlier; bare numbers are minutes
    ITEM at 12:20 [DAY]                     begins then; of an hour that comes twice `02:30 (first)`, `02:30 (second)`
    ITEM lasts 45m                          is made so long
    ITEM ends +30 | ITEM ends -15           runs over, or is cut short; its beginning stays
    WHO away [14:00-16:00] [DAY]            is taken by something else
    VENUE lost [14:00-16:00] [DAY]          cannot be used
    drop ITEM                               does not take place
    add ID 30m [DAY] [at 10:00] [after ITEM,ITEM] [with WHO,WHO] [in VENUE,VENUE]
    ITEM diverted to VENUE [at 12:50]       a journey ends, or an engagement is held, elsewhere

ITEM is the id of an engagement or a journey, DAY is `day 2` or `on 2030-01-31`. Words that are typed are the same in
every language, like commands. Every fault of every line is reported at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime, timedelta
from difflib import get_close_matches

from placet.almanac.timeline import Timeline
from placet.errors import Fact, Fault, VisitFileError
from placet.formats import limits
from placet.formats.scalars import read_clock, read_hours, read_length, read_when
from placet.formats.toml import shown
from placet.model.amendments import (
    Added,
    Amendment,
    Asked,
    Away,
    Begins,
    Diverted,
    Dropped,
    Lasts,
    Lost,
    RunsOver,
    Shifted,
)
from placet.model.engagements import Engagement
from placet.model.ids import EngagementId, VenueId, is_id
from placet.model.movements import Movement
from placet.model.programme import Programme
from placet.model.spans import UNKNOWN, Clock, Hours, When, length_between
from placet.model.visit import Visit

UNITS = {"m": "m", "min": "m", "minute": "m", "minutes": "m", "h": "h", "hour": "h", "hours": "h"}
"""Units of a length that may stand after a blank."""
DOUBLED = re.compile(r"\s+\((first|second)\)")
"""Which of two a clock means belongs to it, with a blank or without."""
MOST_CHANGES = 50
"""More changes at once are another visit."""
ALIKE = 0.7
"""How like an id must be to what was typed to be what was meant; below, a guess says nothing."""


class _Refused(Exception):  # noqa: N818  # not an error: a signal that never leaves this module
    """A line was reported as a fault."""


def read_changes(
    lines: Iterable[tuple[int, str]], file: str, visit: Visit, programme: Programme, today: int | None
) -> tuple[Asked, ...]:
    """The changes in numbered lines, as `changes_and_faults` has them. Raises `VisitFileError` with every fault."""
    asked, faults = changes_and_faults(lines, file, visit, programme, today)
    if faults:
        raise VisitFileError(faults)
    return asked


def has_change(line: str) -> bool:
    """Whether a line says anything: an empty one does not, nor a note, with `#` in front."""
    words = line.strip()
    return bool(words) and not words.startswith("#")


def typed_changes(typed: Iterable[str], file: str) -> tuple[tuple[int, str], ...]:
    """Changes that were typed one by one, numbered. Raises `VisitFileError` with each that says nothing."""
    lines = tuple(enumerate(typed, start=1))
    empty = tuple(Fault(file, number, "", "change-none") for number, line in lines if not has_change(line))
    if empty:
        raise VisitFileError(empty)
    return lines


def changes_and_faults(
    lines: Iterable[tuple[int, str]], file: str, visit: Visit, programme: Programme, today: int | None
) -> tuple[tuple[Asked, ...], tuple[Fault, ...]]:
    """The changes in numbered lines, and every fault of the other lines.

    `today` is the day of the visit that a line means which names none, where that is known.
    """
    reader = _Reader(file, visit, programme, today)
    asked = []
    for number, line in lines:
        if has_change(line):
            words = line.strip()
            with suppress(_Refused):
                asked.append(Asked(words, number, reader.amendment(number, words)))
    if len(asked) > MOST_CHANGES:
        reader.faults.append(Fault(file, None, "", "change-too-many", {"count": len(asked), "most": MOST_CHANGES}))
    return tuple(asked), tuple(reader.faults[: limits.MAX_FAULTS])


class _Reader:
    """Reads one line after another, and goes on after every fault."""

    def __init__(self, file: str, visit: Visit, programme: Programme, today: int | None) -> None:
        self.faults: list[Fault] = []
        self._file, self._visit, self._programme = file, visit, programme
        self._today = today if visit.last_day > 1 else 1
        self._number, self._line = 0, ""
        self._said: dict[tuple[str, str], tuple[type, str]] = {}
        self._new: dict[str, str] = {}
        """What a line before adds, with that line."""
        journeys = (journey.movement for journey in programme.journeys if journey.movement is not None)
        self._placed = {*programme.placements, *journeys}

    def amendment(self, number: int, line: str) -> Amendment:
        """What one line means."""
        self._number, self._line = number, line
        words = DOUBLED.sub(r"(\1)", line).split()
        if len(line) > limits.MAX_TEXT_CHARS:
            raise self.fault((), "change-form", found=shown(line))
        found = self._of(words[0], words[1:])
        item = getattr(found, "item", "")
        for what in _settled_by(found):
            kind, before = self._said.get((item, what), (None, ""))
            if kind is type(found):
                raise self.fault((), "change-twice", found=shown(line))
            if kind is not None:
                raise self.fault((), "change-against", found=shown(line), other=before)
        self._said |= {(item, what): (type(found), shown(line)) for what in _settled_by(found)}
        return found

    def fault(self, path: tuple[str, ...], reason: str, **facts: Fact) -> _Refused:
        """Report one fault of the line, and what to raise for it."""
        self.faults.append(Fault(self._file, self._number, ".".join(path), reason, facts))
        return _Refused()

    def _of(self, first: str, rest: list[str]) -> Amendment:
        match first, rest:
            case "drop", [item]:
                return Dropped(self._item(item))
            case "add", [item, length, *more]:
                return self._added(item, length, more)
            case item, [by, *more] if by[0] in "+-−":
                by, more = _in_one(by, more)
                return self._shifted(item, self._signed(by), more)
            case item, ["at", clock, *more]:
                return Begins(self._item(item), self._clock(clock), self._day(item, more, needed=False))
            case item, ["lasts", length]:
                return Lasts(EngagementId(self._item(item)), self._length(length))
            case item, ["ends", by, *more]:
                by, more = _in_one(by, more)
                if more:
                    raise self.fault((), "change-form", found=shown(self._line))
                return RunsOver(self._item(item), self._ends_by(item, self._signed(by)))
            case who, ["away", *more]:
                between, more = self._hours(more)
                return Away(self._who(who), self._day(who, more) or 1, between)
            case venue, ["lost", *more]:
                between, more = self._hours(more)
                day = self._day(venue, more, needed=between is not None)
                return Lost(self._venue(venue), day, between)
            case item, ["diverted" | "moved", "to", venue, *more]:
                return self._diverted(item, venue, more)
            case _:
                raise self.fault((), "change-form", found=shown(self._line))

    def _shifted(self, item: str, by: timedelta, more: list[str]) -> Shifted:
        """A day may be named, if it is the one on which the item stands: it is moved by a length, not to a day."""
        known = self._item(item)
        day, stands = self._day(item, more, needed=False), self._stands_on(known)
        if day is not None and stands is not None and day != stands:
            raise self.fault((), "change-other-day", found=shown(self._line), item=item, day=day, stands=stands)
        return Shifted(known, by)

    def _stands(self, item: str) -> tuple[datetime | None, datetime | None]:
        """When an item of the programme begins and ends, as far as that is known, each on its own clock."""
        placement = self._programme.placements.get(EngagementId(item))
        if placement is not None:
            return placement.starts_at, placement.ends_at
        journeys = (journey for journey in self._programme.journeys if journey.movement == item)
        return next(((journey.leaves_at, journey.arrives_at) for journey in journeys), (None, None))

    def _stands_on(self, item: str) -> int | None:
        begins, _ = self._stands(item)
        return (begins.date() - Timeline(self._visit, self._programme.starts_on).first_day).days + 1 if begins else None

    def _ends_by(self, item: str, by: timedelta) -> timedelta:
        """What an end moves by, where that leaves a length."""
        begins, ends = self._stands(self._item(item))
        if begins is not None and ends is not None and length_between(begins, ends) + by <= timedelta(0):
            raise self.fault((), "change-no-length", found=shown(self._line), item=item)
        return by

    def _diverted(self, item: str, venue: str, more: list[str]) -> Diverted:
        match more:
            case []:
                return Diverted(self._item(item), self._venue(venue))
            case ["at", clock]:
                return Diverted(self._item(item), self._venue(venue), self._clock(clock))
            case _:
                raise self.fault((), "change-form", found=shown(" ".join(more)))

    def _added(self, item: str, length: str, more: list[str]) -> Added:
        if not is_id(item):
            raise self.fault((), "no-id", found=shown(item))
        if item in self._items():
            raise self.fault((), "change-id-taken", found=shown(item))
        self._new.setdefault(item, self._line)
        day: int | None = None
        at: When = UNKNOWN
        after: tuple[str, ...] = ()
        who: tuple[str, ...] = ()
        venues: tuple[VenueId, ...] = ()
        for key, value in self._pairs(more):
            match key:
                case "day" | "on":
                    day = self._day(item, [key, value])
                case "at":
                    at = self._when(value)
                case "after":
                    after = tuple(self._known(name) for name in value.split(","))
                case "with":
                    who = tuple(self._who(name) for name in value.split(","))
                case "in":
                    venues = tuple(self._venue(name) for name in value.split(","))
                case _:
                    raise self.fault((), "change-form", found=shown(f"{key} {value}"))
        named = tuple(EngagementId(name) for name in after)
        return Added(
            item=EngagementId(item),
            length=self._length(length),
            day=day if day is not None else self._today,
            at=at,
            after=named,
            who=who,
            venues=venues,
        )

    def _pairs(self, words: list[str]) -> list[tuple[str, str]]:
        if len(words) % 2:
            raise self.fault((), "change-form", found=shown(words[-1]))
        return list(zip(words[::2], words[1::2], strict=True))

    def _items(self) -> dict[str, Engagement | Movement]:
        engagements: dict[str, Engagement | Movement] = {str(k): v for k, v in self._visit.engagements.items()}
        return engagements | {str(k): v for k, v in self._visit.movements.items()}

    def _item(self, name: str) -> str:
        if name in self._new:
            raise self.fault((), "change-of-new", found=shown(name), other=shown(self._new[name]))
        return self._known(name)

    def _known(self, name: str) -> str:
        known = self._items()
        if name not in known:
            raise self.fault((), "change-no-item", found=shown(name), meant=_nearest(name, known))
        if known[name].is_cancelled or name not in self._placed:
            raise self.fault((), "change-not-planned", found=shown(name))
        return name

    def _who(self, name: str) -> str:
        known = {*map(str, self._visit.people), *map(str, self._visit.delegations)}
        if name not in known:
            raise self.fault((), "change-no-who", found=shown(name), meant=_nearest(name, known))
        return name

    def _venue(self, name: str) -> VenueId:
        if name not in self._visit.venues:
            raise self.fault((), "change-no-venue", found=shown(name), meant=_nearest(name, self._visit.venues))
        return VenueId(name)

    def _signed(self, raw: str) -> timedelta:
        """`+40`, `-1h`; a bare number is minutes."""
        if raw[:1] not in ("+", "-", "−"):
            raise self.fault((), "change-by", found=shown(raw))
        length = self._length(raw[1:])
        return length if raw[0] == "+" else -length

    def _length(self, raw: str) -> timedelta:
        with suppress(ValueError, OverflowError):
            length = timedelta(minutes=int(raw)) if raw.isascii() and raw.isdigit() else read_length(raw)
            if timedelta(0) < length <= timedelta(days=1):
                return length
        raise self.fault((), "change-length", found=shown(raw))

    def _clock(self, raw: str) -> Clock:
        with suppress(ValueError):
            return read_clock(raw)
        raise self.fault((), "change-clock", found=shown(raw))

    def _when(self, raw: str) -> When:
        with suppress(ValueError):
            return read_when(raw)
        raise self.fault((), "change-clock", found=shown(raw))

    def _hours(self, words: list[str]) -> tuple[Hours | None, list[str]]:
        """The hours in front of a day, and the rest."""
        if not words or words[0] in ("day", "on"):
            return None, words
        with suppress(ValueError):
            hours = read_hours(words[0])
            if hours.opens == hours.closes:
                raise self.fault((), "change-hours-equal", found=shown(words[0]))
            return hours, words[1:]
        raise self.fault((), "change-hours", found=shown(words[0]))

    def _day(self, name: str, words: list[str], *, needed: bool = True) -> int | None:
        """The day that is named; without one that of today, where it is known and a day is needed."""
        match words:
            case [] if not needed or self._today is not None:
                return self._today if needed else None
            case []:
                raise self.fault((), "change-day-needed", found=shown(name), last=self._visit.last_day)
            case ["day", number] if (
                number.isascii() and number[:3].isdigit() and number[3:] == "" and 1 <= int(number) <= self._last
            ):
                return int(number)
            case ["on", written]:
                day = self._day_of(written)
                if day is not None:
                    return day
            case _:
                pass
        raise self.fault((), "change-day", found=shown(" ".join(words)), last=self._last)

    @property
    def _last(self) -> int:
        return self._visit.last_day

    def _day_of(self, written: str) -> int | None:
        starts_on = self._programme.starts_on
        if starts_on is None:
            return None
        with suppress(ValueError):
            day = (date.fromisoformat(written) - starts_on).days + 1
            return day if 1 <= day <= self._last else None
        return None


def _in_one(by: str, more: list[str]) -> tuple[str, list[str]]:
    """`+ 40` and `+40 minutes` as one word, and what follows."""
    if len(by) == 1 and more:
        by, more = by + more[0], more[1:]
    if by[1:].isdigit() and more and more[0] in UNITS:
        by, more = by + UNITS[more[0]], more[1:]
    return by, more


def _settled_by(amendment: Amendment) -> tuple[str, ...]:
    """What of an item a change settles, so that no second one can: two absences, or two rooms lost, can both be."""
    match amendment:
        case Dropped() | Added():
            return ("start", "length", "place")
        case Shifted() | Begins():
            return ("start",)
        case Lasts() | RunsOver():
            return ("length",)
        case Diverted(at=at):
            return ("place",) if at is None else ("place", "start")
        case _:
            return ()


def _nearest(word: str, known: Iterable[str]) -> str:
    alike = get_close_matches(word.lower(), sorted(known), n=1, cutoff=ALIKE)
    return alike[0] if alike else ""

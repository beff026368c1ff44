"""What a time cell, or the beginning of a line, says of an entry; and which times ask a question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import time
from typing import Protocol

from placet.model.spans import UNKNOWN, Clock, Precision, When
from placet.reading.clock import StatedTime, says_open, says_then, stated_time
from placet.reading.findings import About, Doubt
from placet.reading.grid import Where
from placet.reading.letters import folded

_TO_BE_CONFIRMED = re.compile(
    r"(?<!\w)(?:tbc|tbd|t\.b\.c\.?|to be confirmed|à confirmer|подлежит (?:уточнению|согласованию)|"
    r"уточняется|به تایید برسد|متعاقبا)(?!\w)"
)
_EVENING, _SMALL_HOURS = time(17), time(5)
_NOON_AT = 12


class Timed(Protocol):
    """What of an entry in the making this module looks at."""

    where: Where
    heading: int
    times: StatedTime | None
    ends: When
    is_open: bool
    from_table: bool
    notes: list[str]
    doubts: list[Doubt]

    def ask(self, about: About, case: str, said: str, chosen: str = "", others: tuple[str, ...] = ()) -> None:
        """Add a question."""
        ...


def set_time(item: Timed, cell: str) -> None:
    """Read the cell of a column of times. What it says beside a time is kept, and asked about."""
    if not cell:
        return
    found = stated_time(cell, expected=True)
    if found is None:
        if says_open(cell):
            item.is_open = any(letter.isalpha() for letter in cell)
        elif says_then(cell):
            item.notes.append(cell)
        else:
            item.notes.append(cell)
            item.ask(About.TIME, "time-unread", cell)
        return
    item.times, item.ends = found, found.ends
    ask_about(item, cell)
    more = cell[found.stop :].strip(" ()")
    if more:
        item.notes.append(more)
        item.ask(About.TIME, "time-more", cell, cell[: found.stop].strip())


def set_end(item: Timed, cell: str) -> None:
    """Read the cell of a column of ends."""
    found = stated_time(cell, expected=True) if cell else None
    if found is None or found.at.clock is None:
        if cell and not says_open(cell):
            item.notes.append(cell)
            item.ask(About.TIME, "time-unread", cell)
        return
    start = item.times.at.clock if item.times is not None else None
    end = found.at.clock
    if start is not None and end.at <= start.at and not end.plus_days:
        if start.at < _EVENING or end.at > _SMALL_HOURS:
            item.ask(About.TIME, "ends-before", cell, f"{start.at:%H:%M}", (f"{end.at:%H:%M}",))
            return
        end = replace(end, plus_days=1)
    item.ends = When(Precision.EXACT, end)


def ask_about(item: Timed, said: str) -> None:
    """The question that the notation itself raises."""
    found = item.times
    if found is None or not found.case:
        return
    chosen = found.at.clock or found.ends.clock
    shown = f"{chosen.at:%H:%M}" if chosen is not None else found.at.part or ""
    item.ask(About.TIME, found.case, said.strip(" :.–—-"), shown, found.others)


def parallel(times: str, titles: str) -> list[tuple[str, str]]:
    """Times and titles that stand line by line in one row of cells; else the row as it is."""
    at, words = ([line for line in cell.split("\n") if line.strip()] for cell in (times, titles))
    if len(at) > 1 and len(at) == len(words) and all(_is_whole(line) for line in at):
        return list(zip(at, words, strict=True))
    return [(times, titles)]


def _is_whole(line: str) -> bool:
    found = stated_time(line, expected=True)
    return found is not None and found.stop >= len(line) and not line.rstrip().endswith(("–", "—", "-"))


def is_to_be_confirmed(said: str) -> bool:
    """Whether a text says that something in it is not settled."""
    return bool(_TO_BE_CONFIRMED.search(folded(said))) or "(?)" in said


def ask_about_order(items: Sequence[Timed]) -> None:
    """A time before the one above it, on the same day: past midnight, or twelve hours are missing, or another list."""
    before: dict[int, Clock] = {}
    for item in items:
        clock = item.times.at.clock if item.times is not None else None
        if item.times is None or clock is None:
            continue
        last = before.get(item.heading)
        if last is not None and (clock.plus_days, clock.at) < (last.plus_days, last.at):
            if last.at >= _EVENING and clock.at < _SMALL_HOURS and not clock.plus_days:
                clock = _on_the_next_day(item, clock)
            else:
                _ask_why_back(item, clock, last)
        before[item.heading] = clock


def _on_the_next_day(item: Timed, clock: Clock) -> Clock:
    if item.times is None:
        return clock
    later = replace(clock, plus_days=1)
    item.times = replace(item.times, at=replace(item.times.at, clock=later))
    if item.ends is not UNKNOWN and item.ends.clock is not None and not item.ends.clock.plus_days:
        item.ends = replace(item.ends, clock=replace(item.ends.clock, plus_days=1))
    item.ask(About.TIME, "past-midnight", f"{clock.at:%H:%M}", f"{clock.at:%H:%M} +1", (f"{clock.at:%H:%M}",))
    return later


def _ask_why_back(item: Timed, clock: Clock, last: Clock) -> None:
    afternoon: tuple[str, ...] = ()
    if clock.at.hour < _NOON_AT and (clock.at.hour + _NOON_AT, clock.at.minute) >= (last.at.hour, last.at.minute):
        afternoon = (f"{clock.at.hour + _NOON_AT:02d}:{clock.at.minute:02d}",)
    item.ask(About.TIME, "out-of-order", f"{clock.at:%H:%M}", f"{clock.at:%H:%M}", afternoon)

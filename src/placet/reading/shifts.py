"""By how many minutes a time in a paper of ours was moved by hand: its beginning and its end."""

from __future__ import annotations

from placet.model.spans import Clock
from placet.reading.clock import StatedTime, stated_time
from placet.reading.tagged import PrintedLine

Shift = tuple[int, int]
"""Minutes that the beginning and the end moved."""

_DAY = 24 * 60


def shift_on_paper(line: PrintedLine, field: str, text: str) -> Shift | None:
    """How far a text moved against what was printed there, if that was printed on the same clock."""
    after = stated_time(text, expected=True)
    if after is None:
        return None
    printed = (stated_time(time, expected=True) for time in sorted(line.texts.get(field, ())))
    alike = (one for one in printed if one is not None and (one.case, one.others) == (after.case, after.others))
    before = next(alike, None)
    return shift_of(before, after) if before is not None else None


def shift_of(before: StatedTime, after: StatedTime) -> Shift | None:
    """By how many minutes the beginning and the end moved. An end that is not repeated moves with the beginning."""
    if before.at.clock is None or after.at.clock is None:
        return None
    start = clock_minutes(after.at.clock) - clock_minutes(before.at.clock)
    if after.ends.clock is None:
        return start, start
    if before.ends.clock is None:
        return None
    return start, clock_minutes(after.ends.clock) - clock_minutes(before.ends.clock)


def clock_minutes(clock: Clock | None) -> int:
    """Minutes after midnight; none for no clock."""
    return 0 if clock is None else clock.at.hour * 60 + clock.at.minute + clock.plus_days * _DAY

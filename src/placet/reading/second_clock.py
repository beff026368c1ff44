"""The capitals' time beside the local one, in a paper of ours that came back.

It follows from the local time, so that nothing of it is taken over. Whoever changed it alone is told so; where it was
moved along with the local time, it says nothing new.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from placet.reading.clock import stated_time
from placet.reading.edits import Change, Edit, WhyNot
from placet.reading.shifts import Shift, shift_of, shift_on_paper
from placet.reading.tagged import PrintedLine, TaggedRow

FIELD = "beside"
_UNMOVED: Shift = (0, 0)


def second_clock_edits(row: TaggedRow, line: PrintedLine, edit: Edit) -> Iterator[Edit]:
    """What was changed in the other clocks of a row; `edit` says which line it is. None for a clock taken out."""
    local = _local_shifts(row, line)
    for text in dict.fromkeys(row.texts.get(FIELD, ())):
        if text and not line.has(FIELD, text):
            before = _printed(line, text)
            was, now = stated_time(before, expected=True), stated_time(text, expected=True)
            moved = shift_of(was, now) if was is not None and now is not None else None
            if moved not in local or _city(before) != _city(text):
                change = Change.MOVED if moved is not None else Change.UNREAD
                yield replace(edit, change=change, before=before, after=text, why_not=WhyNot.OTHER_CLOCK)


def _local_shifts(row: TaggedRow, line: PrintedLine) -> set[Shift | None]:
    """How far the local times of the row moved; not at all where they stand as they were printed."""
    changed = (text for text in row.texts.get("time", ()) if not line.has("time", text))
    moved = {shift_on_paper(line, "time", text) for text in changed}
    return (moved - {None}) | {_UNMOVED}


def _printed(line: PrintedLine, text: str) -> str:
    """What was printed on the clock of that city, else anything like it."""
    same = (one for one in sorted(line.texts.get(FIELD, ())) if _city(one) == _city(text))
    return next(same, line.like(FIELD, text))


def _city(text: str) -> str:
    """What a clock's text says besides its time."""
    found = stated_time(text, expected=True)
    return text if found is None else text[found.stop :].strip()

"""What a person changed in the ways and the protected time of a Word file of ours.

What stands in the visit file can be taken over. What Placet computes cannot: a way that it laid between two engagements
follows from them, and a meal or prayer that a rule asked for follows from the rule. Those changes are shown with the
reason, and nothing is lost in silence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from placet.model.engagements import Status
from placet.model.ids import BlockId, MovementId, Sort
from placet.model.movements import End, Movement
from placet.model.programme import NOMINAL_FIRST_DAY, Journey, KeptBlock
from placet.model.spans import Clock, Hours, Precision, When
from placet.model.visit import Block
from placet.reading.attached import Attached
from placet.reading.clock import StatedTime, stated_time
from placet.reading.edits import Change, Edit, WhyNot
from placet.reading.grid import NOWHERE, Where
from placet.reading.second_clock import second_clock_edits
from placet.reading.shifts import Shift, clock_minutes, shift_on_paper
from placet.reading.tagged import PrintedLine, TaggedRow

_DAY = 24 * 60


def quiet_edits(row: TaggedRow, line: PrintedLine, attached: Attached) -> Iterator[Edit]:
    """The changes in a row of a way or of protected time."""
    quiet = _Quiet(row.where, line, attached)
    for field, edit_of in (("time", quiet.time), ("title", quiet.title), ("place", quiet.place)):
        texts = dict.fromkeys(text for text in row.texts.get(field, ()) if text and not line.has(field, text))
        for text in texts:
            edit = edit_of(text)
            if edit is not None:
                yield edit
        if field == "time":
            yield from second_clock_edits(row, line, quiet.edit)


def quiet_deleted(line: PrintedLine, attached: Attached) -> Edit:
    """A row that was taken out."""
    return _Quiet(NOWHERE, line, attached).deleted()


class _Quiet:
    """One line that is no engagement, and what the visit and the programme say of it."""

    def __init__(self, where: Where, line: PrintedLine, attached: Attached) -> None:
        visit, programme = attached.visit, attached.programme
        self.line = line
        self.attached = attached
        self.journey = next((way for way in programme.journeys if way.id == line.id), None)
        stated = self.journey.movement if self.journey is not None and line.sort is Sort.MOVEMENT else None
        self.movement: Movement | None = visit.movements.get(stated) if stated is not None else None
        self.block: Block | None = visit.blocks.get(BlockId(line.id)) if line.sort is Sort.BLOCK else None
        self.edit = Edit(
            where=where,
            change=Change.UNREAD,
            engagement=None,
            movement=MovementId(stated) if self.movement is not None and stated is not None else None,
            block=BlockId(line.id) if self.block is not None else None,
            name=_one(line, "title"),
            day=line.day,
            why_not=self._why_not(),
        )

    def _why_not(self) -> WhyNot | None:
        if self.line.sort is Sort.MOVEMENT:
            return WhyNot.LAID if self.movement is None else None
        return WhyNot.PUT_IN if self.block is None else None

    def time(self, text: str) -> Edit | None:
        """The time that became this one; None where it says the same in another way."""
        edit = replace(self.edit, before=self.line.like("time", text), after=text)
        after = stated_time(text, expected=True)
        shift = shift_on_paper(self.line, "time", text)
        if after is None or shift is None:
            return replace(edit, why_not=edit.why_not or WhyNot.UNREAD)
        if shift == (0, 0):
            return None
        if self._is_of_several_days():
            return replace(edit, change=Change.MOVED, why_not=WhyNot.EVERY_DAY)
        return replace(edit, change=Change.MOVED, new=self._moved(shift, after))

    def _moved(self, shift: Shift, after: StatedTime) -> dict[str, Any]:
        programme = self.attached.programme
        if self.movement is not None and self.journey is not None:
            return _moved_ends(self.movement, self.journey, shift, programme.starts_on or NOMINAL_FIRST_DAY)
        if self.block is not None:
            return _moved_block(self.block, self._kept(), after)
        return {}

    def _kept(self) -> list[KeptBlock]:
        return [one for one in self.attached.programme.blocks if one.block == self.line.id]

    def _is_of_several_days(self) -> bool:
        """Whether protected time has no day of its own and was kept on more than one."""
        days = {one.window.opens.date() for one in self._kept()}
        return self.block is not None and self.block.day is None and len(days) > 1

    def title(self, text: str) -> Edit:
        """A title that was rewritten."""
        return replace(self.edit, change=Change.RENAMED, before=self.line.like("title", text), after=text)

    def place(self, text: str) -> Edit | None:
        """A place that was rewritten: of protected time it can become another venue of the file."""
        edit = replace(self.edit, change=Change.PLACE, before=self.line.like("place", text), after=text)
        if self.block is None:
            return replace(edit, why_not=edit.why_not or WhyNot.ENDS)
        found = {
            venue: name
            for venue, known in self.attached.visit.venues.items()
            for name in known.name.by_language.values()
            if " ".join(name.split()) in text
        }
        venue = max(found, key=lambda one: len(found[one]), default=None)
        if venue is None:
            return replace(edit, why_not=WhyNot.NO_VENUE)
        return replace(edit, new={"venue": venue}) if venue != self.block.venue else None

    def deleted(self) -> Edit:
        """The row taken out: a stated way is cancelled, protected time of one day waived."""
        edit = replace(self.edit, change=Change.DELETED, before=_one(self.line, "time"))
        if self._is_of_several_days():
            return replace(edit, why_not=WhyNot.EVERY_DAY)
        return replace(edit, new={"status": Status.CANCELLED} if self.movement is not None else {})


def _one(line: PrintedLine, field: str) -> str:
    """One of the texts that were printed, always the same; empty where there was none."""
    return min(line.texts.get(field, ()), default="")


def _moved_ends(movement: Movement, journey: Journey, shift: Shift, first: date) -> dict[str, Any]:
    """Both ends of a way as they become, each on its own clock: they move by as much as the printed times did.

    An end that the file does not state follows from the other one as long as the way lasts as long as before.
    """
    new: dict[str, Any] = {}
    is_as_long = shift[0] == shift[1]
    ends = (("departs", movement.departs, journey.leaves_at), ("arrives", movement.arrives, journey.arrives_at))
    for (name, end, at), by in zip(ends, shift, strict=True):
        if at is not None and by and (end.at.clock is not None or not is_as_long):
            new[name] = _moved_end(end, at + timedelta(minutes=by), first)
    if not is_as_long and movement.length is not None:
        new["length"] = None
    return new


def _moved_end(end: End, at: datetime, first: date) -> End:
    zone = end.at.clock.zone if end.at.clock is not None else None
    precision = end.at.precision if end.at.is_placed else Precision.EXACT
    clock = Clock(time(at.hour, at.minute), zone=zone)
    return replace(end, at=When(precision, clock), day=(at.date() - first).days + 1)


def _moved_block(block: Block, kept: list[KeptBlock], after: StatedTime) -> dict[str, Any]:
    """Protected time at exactly these hours."""
    begins = clock_minutes(after.at.clock)
    lasts = kept[0].window.closes - kept[0].window.opens if kept else block.length
    ends = (
        clock_minutes(after.ends.clock) if after.ends.clock is not None else begins + round(lasts.total_seconds() / 60)
    )
    ends += _DAY if ends <= begins else 0
    hours = Hours(_time(begins), _time(ends))
    return {"between": hours, "length": timedelta(minutes=ends - begins)}


def _time(minutes: int) -> time:
    return time(minutes // 60 % 24, minutes % 60)

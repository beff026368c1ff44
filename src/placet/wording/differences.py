"""What moved since last time, item by item, and what stays as it was."""

from __future__ import annotations

from datetime import timedelta

from placet.almanac.timeline import Timeline
from placet.model.changes import ChangeKind, Difference, ItemChange, span_of
from placet.model.programme import Journey, Placement
from placet.model.spans import length_between
from placet.model.visit import Visit
from placet.wording.sentences import Sentences


class Differences:
    """Speaks of the difference of two programmes of one visit; each on its own days."""

    def __init__(self, visit: Visit, difference: Difference, sentences: Sentences) -> None:
        """`sentences` speaks of the later programme; the earlier one may have been undated still."""
        self._visit = visit
        self._difference = difference
        self._now = sentences
        self._then = Sentences(visit, Timeline(visit, difference.before_on), sentences.language)
        self._words = sentences.words("outcome")["changes"]
        only_people = (ChangeKind.OTHER_PEOPLE,)
        self._moved = [change for change in difference.changes if change.kinds != only_people]
        self._others = [change for change in difference.changes if change.kinds == only_people]

    def head(self) -> str:
        """How many of how many changed."""
        return self._now.fill(self._words["some" if self._moved else "nothing"], **self.counted())

    def counted(self) -> dict[str, int]:
        """How many changed, of how many; where only people are others, the item stays as it was."""
        return {"changed": len(self._moved), "n": len(self._moved) + self._stays()}

    def calm(self) -> str:
        """The calm half: how much stays as it was."""
        n = self._stays()
        calm = self._now.fill(self._words["calm" if n else "calm-none"], n=n)
        if not self._others:
            return calm
        titles = self._now.spoken.joined(self._now.name(self._visit.item_ref(change.id)) for change in self._others)
        return self._now.spoken.joined((calm, self._now.fill(self._words["only-people"], titles=titles)), " ")

    def lines(self) -> tuple[tuple[str, str], ...]:
        """Each change: what it is called, and what happened to it."""
        return tuple((self._now.name(self._visit.item_ref(change.id)), self._said(change)) for change in self._moved)

    def _stays(self) -> int:
        return len(self._difference.unchanged) + len(self._others)

    def _said(self, change: ItemChange) -> str:
        return self._now.spoken.clauses(self._kind(kind, change) for kind in change.kinds)

    def _kind(self, kind: ChangeKind, change: ItemChange) -> str:
        match kind:
            case ChangeKind.LENGTHENED | ChangeKind.SHORTENED:
                by = abs(_lasts(change.after) - _lasts(change.before))
                return self._now.fill(self._words[kind.value], by=self._now.length(by))
            case ChangeKind.OTHER_VENUE:
                return self._now.fill(self._words[kind.value], after=self._place(change.after))
            case ChangeKind.OTHER_PEOPLE:
                return self._people(change)
            case _:
                before, after = self._time(change.before, self._then), self._time(change.after, self._now)
                return self._now.fill(self._words[kind.value], before=before, after=after)

    def _people(self, change: ItemChange) -> str:
        before, after = change.before, change.after
        if isinstance(before, Placement) and isinstance(after, Placement) and before.interpreters != after.interpreters:
            names = self._now.spoken.joined(self._now.attendee(name) for name in after.interpreters)
            if names:
                return self._now.fill(self._words["other-interpreters"], after=names)
        return str(self._words["other-people"])

    def _time(self, item: Placement | Journey | None, sentences: Sentences) -> str:
        starts, ends = span_of(item) if item is not None else (None, None)
        at = starts or ends
        return sentences.time(at) if at is not None else ""

    def _place(self, item: Placement | Journey | None) -> str:
        if isinstance(item, Placement):
            return self._now.place(item.venue) if item.venue is not None else ""
        return self._now.place(item.destination) if item is not None else ""


def _lasts(item: Placement | Journey | None) -> timedelta:
    starts, ends = span_of(item) if item is not None else (None, None)
    return length_between(starts, ends) if starts is not None and ends is not None else timedelta(0)

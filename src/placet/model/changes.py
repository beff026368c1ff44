"""The difference between two programmes, item by item: frozen values, no prose.

An item is an engagement, or a journey that the file states; movements that were inserted between two items follow them
and are not counted. Times are compared as they are printed, as day of the visit and wall clock, so that a programme
which only got its date has not moved.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from placet.model.programme import NOMINAL_FIRST_DAY, Journey, Placement, Programme
from placet.model.spans import length_between

Printed = tuple[int, str]
"""Day of the visit (1 is the first) and wall clock."""


class ChangeKind(Enum):
    """What may happen to an item from one programme to the next."""

    ADDED = "added"
    LEFT_OUT = "left-out"
    MOVED = "moved"
    LENGTHENED = "lengthened"
    SHORTENED = "shortened"
    OTHER_VENUE = "other-venue"
    OTHER_PEOPLE = "other-people"


@dataclass(frozen=True, slots=True)
class ItemChange:
    """What happened to one item. `before` is None for one that was added, `after` for one that was left out."""

    id: str
    kinds: tuple[ChangeKind, ...]
    before: Placement | Journey | None
    after: Placement | Journey | None


@dataclass(frozen=True, slots=True)
class Difference:
    """Changes in the order of the later programme, what was left out last; and the items that stay as they were.

    `before_on` and `after_on` are the first days of the two programmes, None while undated.
    """

    changes: tuple[ItemChange, ...]
    unchanged: tuple[str, ...]
    before_on: date | None = None
    after_on: date | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed."""
        return not self.changes


def difference(before: Programme, after: Programme) -> Difference:
    """What changed from one programme to the next."""
    old, new = _items(before), _items(after)
    changes: list[ItemChange] = []
    unchanged: list[str] = []
    for name, item in new.items():
        kinds = _kinds(before, old[name], after, item) if name in old else (ChangeKind.ADDED,)
        if kinds:
            changes.append(ItemChange(name, kinds, old.get(name), item))
        else:
            unchanged.append(name)
    gone = [ItemChange(name, (ChangeKind.LEFT_OUT,), item, None) for name, item in old.items() if name not in new]
    return Difference((*changes, *gone), tuple(unchanged), before.starts_on, after.starts_on)


def span_of(item: Placement | Journey) -> tuple[datetime | None, datetime | None]:
    """When an item begins and ends, as far as it is known."""
    if isinstance(item, Placement):
        return item.starts_at, item.ends_at
    return item.leaves_at, item.arrives_at


def first_day_of(programme: Programme) -> date:
    """The first day, nominal while the programme is undated."""
    return programme.starts_on or NOMINAL_FIRST_DAY


def printed(programme: Programme, instant: datetime | None) -> Printed | None:
    """An instant as the programme prints it: day of the visit and wall clock."""
    if instant is None:
        return None
    return (instant.date() - first_day_of(programme)).days + 1, f"{instant:%H:%M}"


def _items(programme: Programme) -> dict[str, Placement | Journey]:
    stated = [journey for journey in programme.journeys if journey.movement is not None]
    items: list[Placement | Journey] = [*programme.placements.values(), *stated]
    order = sorted(items, key=lambda item: (_start_key(item), _id(item)))
    return {_id(item): item for item in order}


def _id(item: Placement | Journey) -> str:
    return item.engagement if isinstance(item, Placement) else item.id


def _start_key(item: Placement | Journey) -> float:
    """By start; a journey of which only the arrival is known by that, one of which nothing is known last."""
    starts, ends = span_of(item)
    known = starts or ends
    return float("inf") if known is None else known.timestamp()


def _kinds(
    before: Programme, old: Placement | Journey, after: Programme, new: Placement | Journey
) -> tuple[ChangeKind, ...]:
    kinds: list[ChangeKind] = []
    (old_start, old_end), (new_start, new_end) = span_of(old), span_of(new)
    if printed(before, old_start) != printed(after, new_start):
        kinds.append(ChangeKind.MOVED)
    if old_start and old_end and new_start and new_end:
        lasted, lasts = length_between(old_start, old_end), length_between(new_start, new_end)
        kinds += [ChangeKind.LENGTHENED] if lasts > lasted else [ChangeKind.SHORTENED] if lasts < lasted else []
    elif not kinds and printed(before, old_end) != printed(after, new_end):
        kinds.append(ChangeKind.MOVED)
    if isinstance(old, Placement) and isinstance(new, Placement):
        kinds += [ChangeKind.OTHER_VENUE] if old.venue != new.venue else []
        same = set(old.interpreters) == set(new.interpreters) and set(old.attending) == set(new.attending)
        kinds += [] if same else [ChangeKind.OTHER_PEOPLE]
    elif isinstance(old, Journey) and isinstance(new, Journey):
        kinds += [ChangeKind.OTHER_VENUE] if (old.origin, old.destination) != (new.origin, new.destination) else []
        kinds += [] if set(old.parties) == set(new.parties) else [ChangeKind.OTHER_PEOPLE]
    return tuple(kinds)

"""Nobody is asked for while other commitments take them.

Looks at `busy`, which the sides share, and at this office's own `diary`, which they do not: a finding that rests on the
diary carries the fact `private` and is shown to nobody else. Travel to and from such a commitment is not looked at.

Source: practice Z4 (default): the minister's diary is a track of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from placet.model.attendance import parties_of
from placet.model.ids import Ref, Sort, refs
from placet.model.spans import Window
from placet.model.visit import Busy
from placet.rules.case import Case, Item
from placet.rules.finding import Verdict, satisfied, violated


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """This rule has none."""


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """One verdict for each item and commitment that collide; one for each commitment that collides with nothing."""
    yield from _judged(case, case.visit.busy, Sort.BUSY)
    yield from _judged(case, case.visit.diary, Sort.DIARY)


def _judged(case: Case, commitments: Mapping[str, Busy], sort: Sort) -> Iterator[Verdict]:
    for name, busy in commitments.items():
        who = parties_of(case.visit, busy.who)
        free = True
        for item in case.items:
            taken = who & item.parties
            span = case.timeline.window(busy.day, busy.between, item.zone)
            if not taken or not _collide(item, span):
                continue
            free = False
            yield violated(
                item.id,
                certain=item.certain.overlaps(span) or _starts_within(item, span),
                case="private" if sort is Sort.DIARY else "violated",
                parties=refs(Sort.ATTENDEE, taken),
                entry=Ref(sort, name),
                opens=span.opens,
                closes=span.closes,
                private=sort is Sort.DIARY,
            )
        if free:
            yield satisfied(Ref(sort, name))


def _collide(item: Item, span: Window) -> bool:
    return item.likely.overlaps(span) or item.certain.overlaps(span) or _starts_within(item, span)


def _starts_within(item: Item, span: Window) -> bool:
    """Whether it begins, beyond doubt, while they are taken, even if nobody says how long it lasts."""
    return item.start_is_certain and span.opens <= item.starts_at < span.closes

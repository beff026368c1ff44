"""Nobody is asked for while other commitments take them.

Looks at `busy`, which the sides share, and at this office's own `diary`, which they do not: a finding that rests on the
diary carries the fact `private` and is shown to nobody else. Travel to and from such a commitment is not looked at.
What is stated for dates is judged once the visit is dated.

Source: practice Z4 (default): the minister's diary is a track of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from placet.model.attendance import parties_of
from placet.model.ids import Sort, refs
from placet.model.spans import Window
from placet.rules.case import Case, Item
from placet.rules.commitments import Commitment, commitments
from placet.rules.finding import Verdict, cannot_judge, satisfied, violated


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """This rule has none."""


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """One verdict for each item and commitment that collide; one for each commitment that collides with nothing."""
    for commitment in commitments(case.visit, case.timeline):
        entry, busy = commitment.entry, commitment.busy
        if busy.day is None and not case.timeline.is_dated:
            yield cannot_judge(entry, missing="visit.starts_on")
            continue
        collisions = list(_collisions(case, commitment))
        yield from collisions or (satisfied(entry),)


def _collisions(case: Case, commitment: Commitment) -> Iterator[Verdict]:
    entry, busy = commitment.entry, commitment.busy
    who = parties_of(case.visit, busy.who)
    private = entry.sort is Sort.DIARY
    for day in commitment.days:
        span = case.timeline.window(day, busy.between, case.timeline.zones_on(day)[0])
        for item in case.items:
            taken = who & item.parties
            if taken and _collide(item, span):
                yield violated(
                    item.id,
                    certain=item.certain.overlaps(span) or _starts_within(item, span),
                    case="private" if private else "violated",
                    parties=refs(Sort.ATTENDEE, taken),
                    entry=entry,
                    opens=span.opens,
                    closes=span.closes,
                    private=private,
                )


def _collide(item: Item, span: Window) -> bool:
    return item.likely.overlaps(span) or item.certain.overlaps(span) or _starts_within(item, span)


def _starts_within(item: Item, span: Window) -> bool:
    """Whether it begins, beyond doubt, while they are taken, even if nobody says how long it lasts."""
    return item.start_is_certain and span.opens <= item.starts_at < span.closes

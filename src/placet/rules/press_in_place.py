"""The cameras are in place before it begins, and can get in.

Looks at press conferences and at engagements that cameras see from the start: the press is called early enough, and
nothing else is going on in that venue meanwhile, unless the same press already sees it. Venues that hold several
engagements at once are not looked at for that.

Source: practice M1: camera crews in place before the event [S10]; published calls lie 30 to 75 minutes before it; the
figure is default.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from placet.model.declare import shared
from placet.model.engagements import Engagement, Kind, PressMode
from placet.model.spans import Window
from placet.rules.case import Case, Item, venue_id
from placet.rules.finding import Verdict, cannot_judge, satisfied, violated
from placet.rules.who_is_there import placed


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """How early the press is called."""

    call: timedelta = shared("Least time between the call of the press and the start.")
    modes: tuple[PressMode, ...] = shared("Modes in which cameras are there from the start.")

    def sees(self, engagement: Engagement) -> bool:
        """Whether cameras are there from its start."""
        if engagement.press is PressMode.CLOSED:
            return False
        return engagement.press in self.modes or engagement.kind is Kind.PRESS


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """Two verdicts, the call and the venue, for each engagement that cameras see from the start."""
    for item, engagement in placed(case):
        if not parameters.sees(engagement):
            continue
        if engagement.press_call is None:
            yield cannot_judge(item.id, missing=f"{item.id}.press_call")
        elif engagement.press_call < parameters.call:
            yield violated(item.id, case="call", call=engagement.press_call, needed=parameters.call)
        else:
            yield satisfied(item.id)
        yield from _venue(case, item, parameters)


def _venue(case: Case, item: Item, parameters: Parameters) -> Iterator[Verdict]:
    venue = case.venue_of(item)
    if venue is None or venue.simultaneous > 1:
        return
    meanwhile = Window(item.starts_at - parameters.call, item.starts_at)
    in_the_way = [
        (other, wished)
        for other, wished in placed(case)
        if venue_id(other) == venue_id(item) and other.starts_at < item.starts_at and not parameters.sees(wished)
    ]
    clash = [other for other, _ in in_the_way if other.likely.overlaps(meanwhile)]
    surely = [other for other in clash if other.certain.overlaps(meanwhile)]
    for other in clash:
        if other in surely or (other.placement is not None and other.placement.ends_at is not None):
            yield violated(item.id, other.id, certain=other in surely, case="venue", needed=parameters.call)
        else:
            yield cannot_judge(item.id, other.id, missing=f"{other.id}.ends")
    if not clash:
        yield satisfied(item.id)

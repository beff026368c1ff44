"""How much free time somebody has within certain hours, the ways between engagements taken out, and how sure that is.

A day is read three times: as it surely is at most (unstated lengths are nothing, estimated ways take no time), as it
is if things are as short as their kind ever is, and as it likely is. Commitments that both sides know of are no free
time; this office's own diary is not looked at. Free time lies before or after a way, never across it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import Enum
from typing import NamedTuple

from placet.model.ids import PartyId
from placet.model.places import TravelBasis
from placet.model.spans import Window
from placet.rules.case import Case, Item
from placet.rules.gaps import Fit

NOTHING = timedelta(0)


class Reading(Enum):
    """How a day is read."""

    AT_MOST = "at-most"  # as much free time as the stated facts leave open
    IF_SHORT = "if-short"  # everything as short as its kind ever is
    LIKELY = "likely"


class _Taken(NamedTuple):
    """Time that is taken: where it begins and ends, as far as that is known. There are many, and short-lived."""

    opens: datetime
    closes: datetime
    origin: str | None = None
    destination: str | None = None


def fit(case: Case, party: PartyId, within: Iterable[Window], length: timedelta, at: str | None = None) -> Fit:
    """Whether a free stretch of `length` lies in one of the windows; with `at`, one that can be spent there."""
    windows = tuple(within)

    def has_room(reading: Reading) -> bool:
        return any(longest_free(case, party, window, reading, at) >= length for window in windows)

    if has_room(Reading.LIKELY):
        return Fit.FITS
    if not has_room(Reading.AT_MOST):
        return Fit.SURELY_NOT
    return Fit.OPEN if has_room(Reading.IF_SHORT) else Fit.HARDLY


def longest_free(case: Case, party: PartyId, within: Window, reading: Reading, at: str | None = None) -> timedelta:
    """The longest free stretch of a party inside a window."""
    before: _Taken | None = None
    longest = NOTHING
    for after in (*_taken(case, party, within, reading), None):
        longest = max(longest, _between(case, before, after, within, reading, at))
        if before is None or (after is not None and after.closes >= before.closes):
            before = after
    return longest


def unstated_end(case: Case, party: PartyId, within: Iterable[Window]) -> str:
    """The field that would settle how much free time there is: the end of the first engagement that states none."""
    latest = max(window.closes for window in within)
    unknown = [item for item in case.by_party.get(party, ()) if not item.end_is_certain and item.starts_at < latest]
    return f"{unknown[-1].id}.ends" if unknown else f"{party}.presence"


def _between(
    case: Case, before: _Taken | None, after: _Taken | None, within: Window, reading: Reading, at: str | None
) -> timedelta:
    ends = before.closes if before is not None else within.opens
    starts = after.opens if after is not None else within.closes
    if starts <= within.opens or ends >= within.closes:
        return NOTHING
    left = before.destination if before is not None else None
    next_at = after.origin if after is not None else None
    if at is not None:
        there, back = _way(case, left, at, reading), _way(case, at, next_at, reading)
        return min(starts - back, within.closes) - max(ends + there, within.opens)
    way = _way(case, left, next_at, reading)
    first = min(starts - way, within.closes) - max(ends, within.opens)
    second = min(starts, within.closes) - max(ends + way, within.opens)
    return max(first, second)


def _way(case: Case, origin: str | None, destination: str | None, reading: Reading) -> timedelta:
    road = case.road(origin, destination)
    if road is None:
        return NOTHING
    doubtful = road.basis is TravelBasis.ESTIMATED and not case.is_planned
    return NOTHING if doubtful and reading is Reading.AT_MOST else road.time


def _taken(case: Case, party: PartyId, within: Window, reading: Reading) -> list[_Taken]:
    """What takes time inside a window, and the nearest before and after it: what lies further away says nothing."""
    before: _Taken | None = None
    after: _Taken | None = None
    taken = [_Taken(it.opens, it.closes) for it in case.shared_commitments.get(party, ()) if it.overlaps(within)]
    likely = reading is Reading.LIKELY or (reading is Reading.AT_MOST and case.is_planned)
    for item in case.by_party.get(party, ()):
        opens, closes = (item.starts_at, item.ends_at) if likely else span_of(case, item, reading)
        if closes <= within.opens:
            if before is None or closes >= before.closes:
                before = _Taken(opens, closes, item.origin, item.destination)
        elif opens < within.closes:
            taken.append(_Taken(opens, closes, item.origin, item.destination))
        elif after is None or (opens, closes) < (after.opens, after.closes):
            after = _Taken(opens, closes, item.origin, item.destination)
    taken += [one for one in (before, after) if one is not None]
    return sorted(taken, key=lambda one: (one.opens, one.closes))


def span_of(case: Case, item: Item, reading: Reading) -> tuple[datetime, datetime]:
    """From when until when an item takes its people, read in one of the three ways; the end may come before."""
    opens, closes = item.starts_at, item.ends_at
    if reading is Reading.AT_MOST and not case.is_planned:
        opens, closes = item.latest_start, item.earliest_end
    elif reading is Reading.IF_SHORT and item.placement is not None and item.placement.ends_at is None:
        least = case.usual.of(item.engagement).least if item.engagement is not None else NOTHING
        closes = min(closes, opens + least)
    return opens, closes

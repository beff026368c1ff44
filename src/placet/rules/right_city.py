"""An engagement lies in a city on a day the visit is there, and its people are where their last journey brought them.

The days of a leg are stated, and so is the leg of a venue: to be elsewhere is a contradiction. Where two items of
somebody lie in two cities and no journey is stated between them, nobody can say, unless there is no time at all between
the two or a night lies between them. A way that our own plan has put in between two cities counts only if the file says
how long it takes, or where they are on a map. How long the journey must take is the matter of `enough-travel`. Two legs
in one city count as one. A guest whom a flight has taken out of the visit has nothing more in the city that it left;
where the programme is not ours, another flight may have brought them back.

Source: practice Z4 and default.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from placet.model.attendance import required
from placet.model.ids import LegId, PartyId, Ref, Sort, refs
from placet.model.programme import Journey
from placet.rules.case import Case, Item, Succession
from placet.rules.comings import flights
from placet.rules.finding import Verdict, cannot_judge, satisfied, violated
from placet.rules.gaps import gap_between
from placet.rules.stated import spot_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """This rule has none."""


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """One verdict for each engagement whose leg is known, and for each two items whose cities are known."""
    for item in case.engagements:
        name = case.leg_name_of(item)
        if name is None or item.engagement is None:
            continue
        leg = case.visit.legs[name]
        # What begins after midnight still belongs to the day under which it is printed.
        days = {case.day_of(item), item.engagement.day or case.day_of(item)}
        if any(leg.first_day <= day <= leg.last_day for day in days):
            yield satisfied(item.id)
        else:
            yield violated(
                item.id, certain=not item.is_about, case="day", starts=item.starts_at, leg=Ref(Sort.LEG, name)
            )
    for succession in case.successions:
        yield from _moved(case, succession)


def _leg_reached(case: Case, item: Item) -> LegId | None:
    """The leg an item ends in."""
    if item.engagement is not None:
        return case.leg_name_of(item)
    return case.roads.leg_of(item.destination) if item.destination is not None else None


def _moved(case: Case, succession: Succession) -> Iterator[Verdict]:
    first, second = succession.first, succession.second
    here, there = _leg_reached(case, first), case.leg_name_of(second)
    parties = refs(Sort.ATTENDEE, succession.parties)
    if there is not None and (gone := _gone(case, succession, there)):
        yield from (
            violated(
                flight,
                second.id,
                certain=case.is_planned,
                case="gone",
                leg=Ref(Sort.LEG, there),
                starts=second.starts_at,
                parties=refs(Sort.ATTENDEE, guests),
            )
            for flight, guests in gone.items()
        )
        return
    if here is not None and there != here and _arrives_where_it_was(case, succession, here):
        yield violated(first.id, second.id, certain=False, case="already", leg=Ref(Sort.LEG, here), parties=parties)
        return
    if here is None or there is None:
        return
    if _same_city(case, here, there):
        yield satisfied(first.id, second.id)
        return
    brought = _was_brought(case, succession, there)
    if brought is not None and case.roads.is_known(brought.origin, brought.destination):
        yield satisfied(first.id, second.id)
    elif brought is not None:
        yield violated(
            first.id,
            second.id,
            certain=False,
            case="no-journey",
            here=Ref(Sort.LEG, here),
            there=Ref(Sort.LEG, there),
            starts=second.starts_at,
            parties=parties,
        )
    elif gap_between(case, first, second).most <= timedelta(0):
        yield violated(first.id, second.id, here=Ref(Sort.LEG, here), there=Ref(Sort.LEG, there), parties=parties)
    elif first.movement is None and case.day_of(first) < case.day_of(second):
        yield satisfied(first.id, second.id)
    else:
        yield cannot_judge(first.id, second.id, missing=_missing_movement(case, succession, here, there))


def _gone(case: Case, succession: Succession, leg: LegId) -> dict[Ref, frozenset[PartyId]]:
    """The flights that took guests from this leg out of the visit, and whom; a place in words may be where they landed.

    Rides within the leg bring nobody back to it.
    """
    first, second = succession.first, succession.second
    if first.movement is None or second.engagement is None or second.engagement.place is not None:
        return {}
    out = {bound.name: bound.guests for bound in flights(case) if not bound.begins and bound.leg == leg}
    gone: dict[Ref, frozenset[PartyId]] = {}
    for party in succession.parties if out else ():
        last = _last_but_rides(case, party, second, leg)
        if last is not None and party in out.get(last, ()):
            gone[last] = gone.get(last, frozenset()) | {party}
    return gone


def _last_but_rides(case: Case, party: PartyId, item: Item, leg: LegId) -> Ref | None:
    """What somebody has before an item, rides within its leg apart."""
    own = case.by_party[party]
    before = reversed(own[: own.index(item)])
    return next((it.id for it in before if it.movement is None or not _is_ride_within(case, it, leg)), None)


def _is_ride_within(case: Case, item: Item, leg: LegId) -> bool:
    return all(spot is not None and case.roads.leg_of(spot) == leg for spot in (item.origin, item.destination))


def _arrives_where_it_was(case: Case, succession: Succession, here: LegId) -> bool:
    """Whether somebody in a city arrives there the same day, from elsewhere."""
    first, second = succession.first, succession.second
    if first.engagement is None or second.movement is None:
        return False
    return _leg_reached(case, second) == here and case.day_of(first) == case.day_of(second)


def _same_city(case: Case, here: LegId, there: LegId) -> bool:
    return here == there or case.visit.legs[here].city == case.visit.legs[there].city


def _was_brought(case: Case, succession: Succession, there: LegId) -> Journey | None:
    """The journey that the programme itself put between the two, if it did (only our own plans do)."""
    between = (
        journey
        for journey in case.programme.journeys
        if journey.movement is None
        and set(succession.parties) <= set(journey.parties)
        and case.roads.leg_of(journey.destination) == there
        and journey.arrives_at is not None
        and succession.first.starts_at <= journey.arrives_at <= succession.second.starts_at
    )
    return next(between, None)


def _missing_movement(case: Case, succession: Succession, here: LegId, there: LegId) -> str:
    """The movement without times that could have brought them, or that there is none."""
    placed: set[str] = {item.id for item in case.movements}
    for name, movement in case.visit.movements.items():
        goes = case.roads.leg_of(spot_of(movement.arrives)) == there
        takes = required(case.visit, movement) & set(succession.parties)
        if goes and takes and name not in placed and not movement.is_cancelled:
            return f"{name}.departs.at"
    return f"movements ({here} → {there})"

"""People take part only while they are with the visit.

Looks at everybody whose presence is stated, on the clock of the city of the day. A last day without an hour ends with
its night, so that a banquet may run past midnight.

Source: default; an office that states when its people are there is taken at its word.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time

from placet.model.ids import PartyId, Sort, refs
from placet.model.people import Presence
from placet.model.spans import Window
from placet.rules.case import Case, Item
from placet.rules.finding import Verdict, satisfied, violated

NIGHT_ENDS = 30 * 60
"""Six in the morning after a last day that has no hour, in minutes of that day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """This rule has none."""


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """One verdict for each item in which somebody with a stated presence takes part."""
    for item in case.items:
        known = {party: _presence(case, party, item) for party in sorted(item.parties)}
        limited = {party: there for party, there in known.items() if there}
        if not limited:
            continue
        surely = {party for party, there in limited.items() if all(map(item.is_surely_outside, there))}
        likely = {party for party, there in limited.items() if not any(each.contains(item.likely) for each in there)}
        if likely:
            parties = refs(Sort.ATTENDEE, surely or likely)
            yield violated(item.id, certain=bool(surely), parties=parties, starts=item.starts_at, ends=item.ends_at)
        else:
            yield satisfied(item.id)


def _presence(case: Case, party: PartyId, item: Item) -> list[Window]:
    """When somebody is there; nothing where nobody says, which means throughout."""
    person = case.visit.people.get(party)  # type: ignore[call-overload]  # a party may be a person
    return [_window(case, presence, item) for presence in person.presence] if person is not None else []


def _window(case: Case, presence: Presence, item: Item) -> Window:
    last = presence.until_day if presence.until_day is not None else case.visit.last_day
    opens = _minutes(presence.from_at) if presence.from_at is not None else 0
    closes = _minutes(presence.until_at) if presence.until_at is not None else NIGHT_ENDS
    return Window(
        case.timeline.wall(presence.from_day, opens, _zone_on(case, presence.from_day, item)),
        case.timeline.wall(last, closes, _zone_on(case, last, item)),
    )


def _zone_on(case: Case, day: int, item: Item) -> str:
    """The zone of the first leg of a day."""
    leg = next(iter(case.timeline.legs_on(day)), None)
    return case.visit.legs[leg].zone if leg is not None else item.zone


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute

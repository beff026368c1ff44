"""People take part only while they are with the visit.

Looks at everybody whose presence is stated, on the clock of the city of the day; a day of two cities that is stated
without an hour is the day of both. A last day without an hour ends with its night, so that a banquet may run past
midnight.

Source: default; an office that states when its people are there is taken at its word.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time

from placet.almanac.timeline import Timeline
from placet.model.ids import PartyId, Sort, refs
from placet.model.people import Presence
from placet.model.spans import Window
from placet.rules.case import Case
from placet.rules.finding import Verdict, satisfied, violated

NIGHT_ENDS = 30 * 60
"""Six in the morning after a last day that has no hour, in minutes of that day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """This rule has none."""


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """One verdict for each item in which somebody with a stated presence takes part."""
    for item in case.items:
        known = {party: presence(case, party) for party in sorted(item.parties)}
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


def presence(case: Case, party: PartyId) -> list[Window]:
    """When somebody is there; nothing where nobody says, which means throughout."""
    person = case.visit.people.get(party)  # type: ignore[call-overload]  # a party may be a person
    return [window_of(case.timeline, presence) for presence in person.presence] if person is not None else []


def window_of(timeline: Timeline, presence: Presence) -> Window:
    """A stated presence as instants."""
    last = presence.until_day if presence.until_day is not None else timeline.last_day
    return Window(
        min(_on_clocks(timeline, presence.from_day, presence.from_at, 0)),
        max(_on_clocks(timeline, last, presence.until_at, NIGHT_ENDS)),
    )


def _on_clocks(timeline: Timeline, day: int, at: time | None, unless_stated: int) -> Iterator[datetime]:
    """An hour of a day on the clock of its first city; where none is stated, on those of all its cities."""
    zones = timeline.zones_on(day)
    for zone in zones[:1] if at is not None else zones:
        yield timeline.wall(day, at.hour * 60 + at.minute if at is not None else unless_stated, zone)

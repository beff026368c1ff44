"""Names and times of one projection as the page prints them, for one reader in one language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta, timezone
from typing import Any

from placet.almanac.reach import is_within_reach
from placet.almanac.zones import changes_between
from placet.model.ids import (
    DelegationId,
    EngagementId,
    MovementId,
    PersonId,
    Ref,
    ResourceId,
    SideId,
    TrackId,
    VenueId,
)
from placet.model.movements import Transport
from placet.model.roads import place_words
from placet.model.spans import Hours, PartialDate, When
from placet.model.text import Text, Title
from placet.model.visit import Secrecy
from placet.projections.programme import Day, EngagementRow, MovementRow, Projection
from placet.wording.dates import clock, long_date, offset_of, partial_date, plain_date
from placet.wording.isolates import Said
from placet.wording.language import language as language_of
from placet.wording.sentences import Sentences
from placet.wording.stated_times import stated_time

MANY_MINUTES = 100
"""From here on minutes are told in hours."""
FULL_NAMES = 3
"""Of a longer list of travellers, only the first is named."""
_BESIDE_NUMBER = re.compile(r"(?<=\d) | (?=\d)")


class Phrases:
    """Speaks for one page. `sides` has the reader's own side first, then the others in the order of the file."""

    def __init__(self, projection: Projection, reader: SideId | None, language: str) -> None:
        """Words come from the catalogue of the language, names from what the projection shows."""
        self.projection = projection
        self.visit = projection.seen
        self.language = language
        self.spoken = language_of(language)
        self.sentences = Sentences(projection.seen, projection.timeline, language)
        self._words = self.spoken.words("page")
        self.sides: tuple[SideId, ...] = tuple(sorted(projection.seen.sides, key=lambda side: side != reader))
        self.names_people = bool(self.visit.people or self.visit.delegations)
        self._places = place_words(self.visit)

    def say(self, table: str, key: str, **facts: object) -> str:
        """A phrase of the catalogue, filled in. Facts are never a template; `n` chooses the plural form."""
        return self.spoken.fill(self._words[table][key], facts)

    def word(self, table: str, key: str) -> str:
        """A word of the catalogue; a key that it does not know is said as it is written, hyphens as spaces."""
        return str(self._words[table].get(key, key.replace("-", " ")))

    def count(self, table: str, key: str, number: int) -> str:
        """A number with its noun."""
        return self.say(table, key, n=number)

    def joined(self, parts: Iterable[str], between: str | None = None) -> str:
        """A list."""
        return self.spoken.joined(parts, between)

    # ------------------------------------------------------------------------------------------------ facts

    def facts(self, **values: object) -> tuple[str, ...]:
        """The phrases of the facts that are there, in the order they are given; nothing is said of what is not stated.

        A thing that does not hold is not stated either, and no time at all is not: both are what a file says that says
        nothing.
        """
        return tuple(
            self.say("facts", key, value=self.fact(value))
            for key, value in values.items()
            if value is not None and value is not False and value not in ("", (), timedelta(0))
        )

    def fact(self, value: object) -> object:
        """A value of the visit as a reader expects it; a number stays one."""
        match value:
            case Text():
                return self.name(value)
            case timedelta():
                return self.length(value)
            case Hours():
                return self.sentences.hours(value)
            case PartialDate():
                return partial_date(value, self.spoken)
            case date():
                return plain_date(value, self.spoken)
            case tuple():
                return self.joined(str(self.fact(part)) for part in value)
            case _:
                return value

    def length(self, lasts: timedelta) -> str:
        """`45 min`, whose number and unit stay on one line."""
        return Said(_BESIDE_NUMBER.sub("\u00a0", self.sentences.length(lasts)))

    def journey(self, by: Transport, way: str) -> str:
        """A way that nobody gave a title: how one goes it, from where and where to."""
        return self.say("journeys", by.value, way=Said(way))

    def aside(self, said: str, more: Sequence[str]) -> str:
        """`A (B, C)`; without more to say only `A`."""
        return self.say("sheet", "aside", said=said, more=self.joined(more)) if more else said

    def everybody(self, names: Iterable[str]) -> tuple[str, ...]:
        """People, delegations and tracks by name."""
        return tuple(self.attendee(name) for name in names)

    def amounts(self, uses: Mapping[ResourceId, int]) -> tuple[str, ...]:
        """How much of what runs out something takes: `14 × Vehicles of the motorcade`."""
        return tuple(
            self.say("facts", "amount", n=amount, value=self.name(self.visit.resources[resource].name))
            for resource, amount in uses.items()
            if resource in self.visit.resources
        )

    # ------------------------------------------------------------------------------------------------ names

    # An id is that of one thing within its table only: a venue and an engagement may both be called `embassy`.

    def name(self, text: Text) -> str:
        """A text of the visit in the page's language."""
        return text.in_language(self.language)

    def item(self, identifier: str) -> str:
        """The title of an engagement or, where none has this id, of a journey."""
        engagement = self.visit.engagements.get(EngagementId(identifier))
        return self.name((engagement or self.visit.movements[MovementId(identifier)]).title)

    def side(self, side: SideId) -> str:
        """The name of a side."""
        return self.name(self.visit.sides[side].name)

    def track(self, track: TrackId) -> str:
        """The name of a parallel programme; empty where the file declares none."""
        known = self.visit.tracks.get(track)
        return self.name(known.name) if known is not None else ""

    def venue(self, venue: VenueId) -> str:
        """The name of a venue."""
        return self.name(self.visit.venues[venue].name)

    def spot(self, spot: str) -> str:
        """A venue or a place in words, as the file writes it; empty where nobody says."""
        known = self.visit.venues.get(VenueId(spot))
        place = known.name if known is not None else self._places.get(spot)
        return self.name(place) if place is not None else ""

    def where(self, row: EngagementRow) -> str:
        """The venue of an engagement, or else its place in words; empty where nobody says."""
        if row.venue is not None:
            return self.venue(row.venue)
        return self.name(row.engagement.place) if row.engagement.place is not None else ""

    def attendee(self, identifier: str, *, full: bool = False) -> str:
        """Someone who takes part: a person by office (the short form unless `full`), a delegation, a track."""
        person = self.visit.people.get(PersonId(identifier))
        if person is not None:
            return self.name((None if full else person.office.short) or person.office.name)
        delegation = self.visit.delegations.get(DelegationId(identifier))
        if delegation is not None:
            return self.name(delegation.name)
        return self.sentences.attendee(identifier)

    def with_office(self, sentence: Mapping[str, str], office: Title) -> str:
        """A sentence that needs a title in a grammatical form; another one where its owner wrote none in the language.

        Forms are never computed: «Программа Президента» where the file has the genitive, else «Программа: Президент».
        """
        form: Text | None = getattr(office, sentence["form"])
        written = form.by_language.get(self.language) if form is not None else None
        key = "said" if written is not None else "otherwise"
        return self.spoken.fill(sentence[key], {"person": written or self.name(office.name)})

    def called(self, ref: Ref) -> str:
        """The name of something that a finding speaks of."""
        return self.sentences.name(ref)

    def side_of(self, identifier: str) -> SideId | None:
        """The side of a person or a delegation."""
        person = self.visit.people.get(PersonId(identifier))
        if person is not None:
            return person.side
        delegation = self.visit.delegations.get(DelegationId(identifier))
        return delegation.side if delegation is not None else None

    def by_side(self, names: Iterable[str]) -> dict[SideId | None, list[str]]:
        """Names sorted into their sides, in their order."""
        sorted_: dict[SideId | None, list[str]] = {side: [] for side in self.sides}
        for name in names:
            sorted_.setdefault(self.side_of(name), []).append(name)
        return sorted_

    def travellers(self, names: Iterable[str]) -> str:
        """People who travel together: whole delegations by their name, then by precedence; a long tail is counted."""
        left = list(dict.fromkeys(names))
        whole = []
        for delegation in self.visit.delegations.values():
            if len(delegation.members) > 1 and set(delegation.members) <= set(left):
                whole.append(self.name(delegation.name))
                left = [name for name in left if name not in delegation.members]
        left.sort(key=self._precedence)
        shown = left if len(left) <= FULL_NAMES else left[:1]
        said = self.joined([*whole, *(self.attendee(name) for name in shown)])
        more = len(left) - len(shown)
        return self.say("sheet", "and_more", names=said, n=more) if more else said

    def _precedence(self, name: str) -> tuple[bool, int, str]:
        """Principals first, then by the precedence their own side gave them."""
        person = self.visit.people.get(PersonId(name))
        if person is None:
            return (True, len(self.visit.people), name)
        return (not person.principal, person.precedence or len(self.visit.people), name)

    def language_pair(self, pair: tuple[str, str]) -> str:
        """`Persian–Russian`."""
        return self.joined((self.word("languages", code) for code in pair), "–")

    def purpose(self, purpose: str) -> str:
        """What an engagement serves: a track, an agreement, a commitment or a milestone, as the visit calls it."""
        for agreement in self.visit.agreements.values():
            if purpose in agreement.tracks:
                return agreement.tracks[purpose].in_language(self.language)
        tables: tuple[Mapping[Any, Any], ...] = (
            self.visit.agreements,
            self.visit.commitments,
            self.visit.milestones,
            self.visit.events,
        )
        for table in tables:
            if purpose in table:
                return str(table[purpose].title.in_language(self.language))
        return purpose

    # ------------------------------------------------------------------------------------------------ times

    def on(self, instant: datetime, zone: str) -> datetime:
        """An instant on the clock of a zone."""
        return instant.astimezone(self.projection.timeline.zone(zone))

    def clock(self, instant: datetime, zone: str, day: int) -> str:
        """`11:40`; `00:30⁺¹` for the day after the one it is printed under."""
        return clock(self.on(instant, zone), self.spoken, printed_under=self.projection.timeline.date_of(day))

    def when(self, when: When) -> str:
        """A time as it was stated: `not before 11:20`."""
        return stated_time(when, self.sentences)

    def span(self, opens: datetime | None, closes: datetime | None, zone: str, day: int) -> str:
        """`11:40–12:25`, as much of it as is known."""
        if opens is None and closes is None:
            return ""
        if opens is None and closes is not None:
            return self.say("sheet", "to", time=self.clock(closes, zone, day))
        first = self.clock(opens, zone, day) if opens is not None else ""
        if closes is None or closes == opens:
            return first
        return f"{first}–{self.clock(closes, zone, day)}"

    def time_of(self, row: EngagementRow | MovementRow, zone: str) -> str:
        """When a row is, on the clock of a zone."""
        if isinstance(row, EngagementRow):
            said = self.span(row.starts_at, row.ends_at, zone, row.day)
        else:
            said = self.span(row.leaves_at, row.arrives_at, zone, row.day)
        return self.say("sheet", "about", time=said) if row.about else said

    def local(self, said: str, instant: datetime, zone: str, day: Day) -> str:
        """A time on the clock of where it is: that is named where it is not the day's own."""
        if self.on(instant, zone).utcoffset() == self.on(instant, day.zone).utcoffset():
            return said
        return self.say("sheet", "elsewhere", time=said, city=self.city(zone))

    def city(self, zone: str) -> str:
        """The city a clock is named after: a leg's own, else the zone's."""
        return self.sentences.city(zone)

    def country(self, code: str | None) -> str:
        """A country by its ISO 3166 code; the code itself where it is none."""
        return str(self.spoken.locale.territories.get(code, code)) if code is not None else ""

    def minutes(self, length: timedelta) -> str:
        """A length where there is little room: `23′`, `2 h 40` when there are many."""
        minutes = round(length.total_seconds() / 60)
        return self.spoken.in_digits(f"{minutes}′") if minutes < MANY_MINUTES else self.length(length)

    def day(self, number: int) -> str:
        """`D+1` while undated, else weekday and date."""
        on = self.projection.timeline.date_of(number)
        return self.date(on) if self.projection.timeline.is_dated else self.sentences.day(number)

    def date(self, on: date) -> str:
        """`Tuesday 12 May 2026`."""
        return long_date(on, self.spoken)

    @property
    def is_hidden(self) -> bool:
        """Whether the visit is not to be known of yet."""
        return self.visit.secrecy in (Secrecy.SECRET, Secrecy.HELD)

    def title(self) -> str:
        """What the visit is called on papers: its code name, if it has one, while it is secret or held."""
        hidden = self.visit.code_name if self.is_hidden else None
        return hidden or self.name(self.visit.title)

    def dates(self) -> str:
        """The dates of the visit from first to last, or that there are none yet."""
        if not self.projection.timeline.is_dated:
            return self.word("masthead", "undated")
        days = [self.day(day.number) for day in self.projection.days]
        return self.say("masthead", "one_day" if len(days) == 1 else "dates", first=days[0], last=days[-1])

    def clock_of(self, day: Day) -> str:
        """`All times are local: Tehran, UTC+03:30`; without the offset while the visit is undated.

        On a day on which the clock changes, both offsets and the time at which it is put forward or back.
        """
        city = self.city(day.zone)
        if day.on is None:
            return self.say("day", "clock_undated", city=city)
        noon = datetime.combine(day.on, time(12), self.projection.timeline.zone(day.zone))
        offset = self.spoken.in_digits(offset_of(noon))
        changes = changes_between(day.on, day.on, day.zone) if is_within_reach(day.on) else ()
        if not changes:
            return self.say("day", "clock", city=city, offset=offset)
        put = changes[0].at.astimezone(timezone(changes[0].before))
        facts = {"before": self.spoken.in_digits(offset_of(put)), "at": clock(put, self.spoken), "offset": offset}
        return self.say("day", "clock_changes", city=city, **facts)

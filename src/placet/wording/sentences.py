"""Facts put into sentences: findings, times, lengths and names, in one language.

Times are printed on the clock they are stated on, with the day in front where asked; while a visit is undated, days are
counted from the first one and never called by a date.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from placet.almanac.timeline import Timeline
from placet.model.ids import Ref, Sort, attendee_ref, engagement_ref
from placet.model.spans import Hours
from placet.model.text import Text
from placet.model.visit import Visit
from placet.rules.finding import Answer, Fact, Finding
from placet.wording.cities import city_of
from placet.wording.dates import WallTime, clock, hours, length, moment, plain_date, short_date, undated_day
from placet.wording.holidays import holiday_name
from placet.wording.language import language as language_of
from placet.wording.names import Names

NAMED = 3
"""How many of many are named."""
_ORDINALS = ("first", "second", "third", "fourth", "fifth")
_BY_WORD = {
    "basis": ("page", "bases"),
    "prayer": ("requirements", "prayers"),
    "what": ("page", "kitchen"),
    "instruction": ("page", "kitchen"),
}
"""Facts that are a value of the model, and the table that has the words for it."""


class Sentences:
    """Speaks of one visit in one language. `spoken` is how the sentences are said."""

    def __init__(self, visit: Visit, timeline: Timeline, language: str = "en", *, in_full: bool = False) -> None:
        """Names come from `visit`, days from `timeline`. Of many names the first few are said, `in_full` all."""
        self._visit = visit
        self._in_full = in_full
        self._names = Names(visit, language)
        self._timeline = timeline
        self._legs = visit.legs
        self.language = language
        self.spoken = language_of(language)

    def fill(self, sentence: str | Mapping[str, str], **facts: object) -> str:
        """A sentence with its facts."""
        return self.spoken.fill(sentence, facts)

    def words(self, subject: str) -> Mapping[str, Any]:
        """The sentences of one subject."""
        return self.spoken.words(subject)

    def name(self, ref: Ref) -> str:
        """What the visit calls something; the id itself where it has no name."""
        return self._names.of(ref)

    def engagement(self, name: str) -> str:
        """What the visit calls an engagement."""
        return self._names.of(engagement_ref(name))

    def attendee(self, name: str) -> str:
        """What the visit calls a person, a delegation or a party."""
        return self._names.of(attendee_ref(name))

    def place(self, spot: str) -> str:
        """What the visit calls a venue, or a place in words as the file writes it."""
        return self._names.of(Ref(Sort.VENUE, spot))

    def where(self, venue: str | None, place: Text | None) -> str:
        """A venue, or else a place in words; empty where neither is stated."""
        if venue is not None:
            return self.place(venue)
        return self._names.said(place) if place is not None else ""

    def city(self, zone: str) -> str:
        """The city a clock is called by: the visit's own, else the zone's."""
        own = (leg.city.in_language(self.language) for leg in self._visit.legs.values() if leg.zone == zone)
        return next(own, city_of(zone, self.spoken))

    def day(self, number: int) -> str:
        """`D`, `D+1` … while undated; else weekday and date."""
        if not self._timeline.is_dated:
            return undated_day(number, self.spoken)
        return short_date(self._timeline.date_of(number), self.spoken)

    def time(self, instant: datetime) -> str:
        """`D 11:40`: day and wall clock, on the instant's own clock."""
        number = (instant.date() - self._timeline.first_day).days + 1
        return moment(self.day(number), self.clock(instant), self.spoken)

    def clock(self, at: WallTime, *, printed_under: date | None = None) -> str:
        """`11:40`; `00:30⁺¹` for the day after the one it is printed under."""
        return clock(at, self.spoken, printed_under=printed_under)

    def hours(self, open_: Hours) -> str:
        """`09:00–18:00`; `all day` from midnight to midnight."""
        if open_.opens == open_.closes == time.min:
            return str(self.words("language")["dates"]["whole-day"])
        return hours(open_.opens, open_.closes, self.spoken)

    def span(self, starts_at: datetime, ends_at: datetime | None) -> str:
        """`D 11:40–12:25`, `D 23:00–00:40⁺¹`; without an end only the beginning."""
        begins = self.time(starts_at)
        if ends_at is None:
            return begins
        return self.spoken.joined((begins, self.clock(ends_at, printed_under=starts_at.date())), "–")

    def length(self, lasts: timedelta) -> str:
        """`45 min`, `1 h 05`."""
        return length(lasts, self.spoken)

    def fact(self, fact: Fact) -> str | int | float:
        """A fact as a reader expects it; a number stays one, for it chooses plural forms."""
        if isinstance(fact, Ref):
            return self.name(fact)
        if isinstance(fact, datetime):
            return self.time(fact)
        if isinstance(fact, timedelta):
            return self.length(fact)
        if isinstance(fact, date):
            return plain_date(fact, self.spoken)
        if isinstance(fact, tuple):
            return self.listed([str(self.fact(part)) for part in fact])
        return fact

    def listed(self, names: Sequence[str]) -> str:
        """`A, B`; of more than a few `A, B, C and 4 more`."""
        if self._in_full or len(names) <= NAMED + 1:  # the name of one more takes no more room than to count it
            return self.spoken.joined(names)
        more = self.words("outcome")["names"]["more"]
        return self.fill(more, named=self.spoken.joined(names[:NAMED]), n=len(names) - NAMED)

    def rule_title(self, rule: str) -> str:
        """What a rule is called."""
        return str(self.words("rules")[rule]["title"])

    def finding(self, finding: Finding) -> str:
        """What was found, in one sentence."""
        verdict = finding.verdict
        if verdict.answer is Answer.CANNOT_JUDGE:
            return self.fill(self.words("outcome")["findings"]["cannot-judge"], **self._facts(finding))
        return self.fill(self.words("rules")[finding.rule][verdict.case], **self._facts(finding))

    def advice(self, finding: Finding) -> str:
        """What to do next, or nothing."""
        entry = self.words("rules")[finding.rule]
        if finding.verdict.answer is Answer.CANNOT_JUDGE or "advice" not in entry:
            return ""
        return self.fill(entry.get(f"{finding.verdict.case}-advice", entry["advice"]), **self._facts(finding))

    def _facts(self, finding: Finding) -> dict[str, object]:
        subjects = [self.name(subject) for subject in finding.verdict.subjects]
        said: dict[str, object] = dict(zip(_ORDINALS, subjects, strict=False))
        said |= {name: self._named_fact(name, fact) for name, fact in finding.verdict.facts.items()}
        said |= self._on_clocks(finding.verdict.facts)
        said["subjects"] = self.listed(subjects)
        return said

    def _named_fact(self, name: str, fact: Fact) -> str | int | float:
        if name in _BY_WORD and isinstance(fact, str):
            subject, table = _BY_WORD[name]
            return str(self.words(subject)[table].get(fact, fact))
        if name == "holiday" and isinstance(fact, tuple):
            return self.listed([holiday_name(str(one), self.spoken) for one in fact])
        return self.fact(fact)

    def _on_clocks(self, facts: Mapping[str, Fact]) -> dict[str, str]:
        """Times on the clocks of several cities, each with its own; else a day may seem to end before it begins."""
        cities = {name: self._city_of(fact) for name, fact in facts.items() if isinstance(fact, datetime)}
        if len(set(cities.values())) < 2:  # all on one clock
            return {}
        aside = self.words("page")["sheet"]["aside"]
        return {name: self.fill(aside, said=self.fact(facts[name]), more=city) for name, city in cities.items() if city}

    def _city_of(self, instant: datetime) -> str:
        """The first city by whose clock an instant is told."""
        for name, leg in self._legs.items():
            if instant.astimezone(self._timeline.zone(leg.zone)).utcoffset() == instant.utcoffset():
                return self.name(Ref(Sort.LEG, name))
        return ""

"""Facts put into sentences: findings, times, lengths and names, in one language.

Times are printed on the clock they are stated on, with the day in front where asked; while a visit is undated, days are
D, D+1 … and never a date.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from placet.almanac.timeline import Timeline
from placet.model.ids import Ref, Sort, attendee_ref, engagement_ref
from placet.model.visit import Visit
from placet.rules.finding import Answer, Fact, Finding
from placet.wording.catalogues import catalogue, filled
from placet.wording.names import Names

NAMED = 3
"""How many of many are named."""
_ORDINALS = ("first", "second", "third", "fourth", "fifth")


class Sentences:
    """Speaks of one visit in one language."""

    def __init__(self, visit: Visit, timeline: Timeline, language: str = "en", *, in_full: bool = False) -> None:
        """Names come from `visit`, days from `timeline`. Of many names the first few are said, `in_full` all."""
        self._in_full = in_full
        self._names = Names(visit, language)
        self._timeline = timeline
        self._legs = visit.legs
        self.language = language

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

    def day(self, number: int) -> str:
        """`D`, `D+1` … while undated; else weekday and date."""
        if not self._timeline.is_dated:
            return "D" if number == 1 else f"D{number - 1:+d}"
        return f"{self._timeline.date_of(number):%a %-d %b}"

    def time(self, instant: datetime) -> str:
        """`D 11:40`: day and wall clock, on the instant's own clock."""
        number = (instant.date() - self._timeline.first_day).days + 1
        return f"{self.day(number)} {instant:%H:%M}"

    def length(self, length: timedelta) -> str:
        """`45 min`, `1 h 05`."""
        minutes = round(length.total_seconds() / 60)
        hours, rest = divmod(abs(minutes), 60)
        sign = "-" if minutes < 0 else ""
        return f"{sign}{hours} h {rest:02d}" if hours else f"{sign}{rest} min"

    def fact(self, fact: Fact) -> str:
        """A fact as a reader expects it."""
        if isinstance(fact, Ref):
            return self.name(fact)
        if isinstance(fact, datetime):
            return self.time(fact)
        if isinstance(fact, timedelta):
            return self.length(fact)
        if isinstance(fact, date):
            return f"{fact:%-d %B %Y}"
        if isinstance(fact, tuple):
            return self.listed([self.fact(part) for part in fact])
        return str(fact)

    def listed(self, names: Sequence[str]) -> str:
        """`A, B`; of more than a few `A, B, C and 4 more`."""
        if self._in_full or len(names) <= NAMED + 1:  # the name of one more takes no more room than to count it
            return ", ".join(names)
        words = catalogue(self.language, "outcome")["names"]
        return filled(words["more"], {"named": ", ".join(names[:NAMED]), "n": len(names) - NAMED})

    def rule_title(self, rule: str) -> str:
        """What a rule is called."""
        return str(catalogue(self.language, "rules")[rule]["title"])

    def finding(self, finding: Finding) -> str:
        """What was found, in one sentence."""
        verdict = finding.verdict
        said = self._facts(finding)
        if verdict.answer is Answer.CANNOT_JUDGE:
            return f"{said['subjects']}: nobody can say; {verdict.facts['missing']} is not stated."
        return filled(catalogue(self.language, "rules")[finding.rule][verdict.case], said)

    def advice(self, finding: Finding) -> str:
        """What to do next, or nothing."""
        entry = catalogue(self.language, "rules")[finding.rule]
        if finding.verdict.answer is Answer.CANNOT_JUDGE or "advice" not in entry:
            return ""
        return filled(entry.get(f"{finding.verdict.case}-advice", entry["advice"]), self._facts(finding))

    def _facts(self, finding: Finding) -> dict[str, str]:
        subjects = [self.name(subject) for subject in finding.verdict.subjects]
        said = dict(zip(_ORDINALS, subjects, strict=False))
        said |= {name: self.fact(fact) for name, fact in finding.verdict.facts.items()}
        said |= self._on_clocks(finding.verdict.facts)
        said["subjects"] = self.listed(subjects)
        return said

    def _on_clocks(self, facts: Mapping[str, Fact]) -> dict[str, str]:
        """Times on the clocks of several cities, each with its own; else a day may seem to end before it begins."""
        cities = {name: self._city_of(fact) for name, fact in facts.items() if isinstance(fact, datetime)}
        if len(set(cities.values())) < 2:  # all on one clock
            return {}
        return {name: f"{self.fact(facts[name])} ({city})" for name, city in cities.items() if city}

    def _city_of(self, instant: datetime) -> str:
        """The first city by whose clock an instant is told."""
        for name, leg in self._legs.items():
            if instant.astimezone(self._timeline.zone(leg.zone)).utcoffset() == instant.utcoffset():
                return self.name(Ref(Sort.LEG, name))
        return ""

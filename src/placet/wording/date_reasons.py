"""Why a day is a good or a bad one for a visit to begin, in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from placet.almanac.calendars import CalendarDate, in_three_calendars
from placet.almanac.timeline import Timeline
from placet.model.spans import Hours, PartialDate
from placet.model.text import Text
from placet.model.visit import Visit
from placet.planner.dates.answers import Decision, Exists, How
from placet.planner.dates.candidate import Reason, Speaks
from placet.planner.tasks.problem import Requirement
from placet.wording.dates import hijri_date, long_date, partial_date, plain_date, short_date
from placet.wording.holidays import holiday_name
from placet.wording.isolates import Said
from placet.wording.language import Language, language
from placet.wording.requirements import Requirements
from placet.wording.sentences import Sentences

PREPARED: Mapping[str, str] = {"lead": "prepared", "working": "prepared-working", "tasks": "prepared-tasks"}
"""What is said of the first day by which all can be ready, by the fact that it rests on."""


TOLD = (Speaks.AGAINST, Speaks.NOTED, Speaks.FOR)
"""The order in which reasons are told to whoever signs."""


class DateReasons:
    """Speaks of days in the language of its `sentences`."""

    def __init__(self, visit: Visit, spoken: Language) -> None:
        """Names come from the visit, which is dated on another day with each of them."""
        self._visit = visit
        self._sentences = Sentences(visit, Timeline(visit), spoken.code)
        self._spoken = spoken
        self.words = spoken.words("dates")
        sides = [language(code) for side in visit.sides.values() for code in side.languages]
        self._calendars = {name for known in (spoken, *sides) for name in known.calendars}

    def say(self, key: str, **facts: object) -> str:
        """A sentence of the catalogue."""
        return self._spoken.fill(self.words["said"][key], facts)

    def day(self, on: date) -> str:
        """`Tuesday 12 May 2026`."""
        return long_date(on, self._spoken)

    def title(self) -> str:
        """What the visit is called."""
        return self._visit.title.in_language(self._sentences.language)

    def plain(self, on: date) -> str:
        """`12 May 2026`."""
        return plain_date(on, self._spoken)

    def month(self, on: date) -> str:
        """`May 2026`."""
        return partial_date(PartialDate(on.year, on.month), self._spoken)

    def weekday(self, number: int) -> str:
        """The first letters of a day of the week, Monday being 0."""
        return str(self._spoken.locale.days["stand-alone"]["narrow"][number])

    def counted(self, exists: Iterable[Exists]) -> str:
        """How many days have a programme."""
        found = list(exists)
        yes, no = found.count(Exists.YES), found.count(Exists.NO)
        return self.say("counted", yes=yes, no=no, open=len(found) - yes - no)

    def prepared(self, on: date, lead: Mapping[str, object]) -> str:
        """By when everything can be made ready, and what that rests on."""
        key = next(key for fact, key in PREPARED.items() if fact in lead)
        return self.say(key, day=self.plain(on), n=lead.get("tasks"), **lead)

    def calendars(self, on: date) -> Iterator[str]:
        """The same day in the other calendars that readers of either side expect, whoever reads it."""
        three = in_three_calendars(on)
        for other in (three.solar, three.lunar):
            if isinstance(other, CalendarDate) and other.calendar.value in self._calendars:
                yield hijri_date(other, self._spoken)

    def reason(self, reason: Reason) -> str:
        """What speaks for or against a day."""
        facts = {name: self._fact(fact) for name, fact in reason.facts.items()}
        if "holiday" in facts:
            facts["holiday"] = self._holidays(reason.facts["holiday"])
        facts["days"] = self._spoken.joined(short_date(on, self._spoken) for on in reason.on)
        facts.setdefault("n", len(reason.on))
        said = self.words["reasons"][reason.name][reason.case]
        return self._spoken.fill(said, facts)

    def _holidays(self, named: object) -> str:
        """One by its name, or several that hang on one moon."""
        names = named if isinstance(named, tuple) else (named,)
        return self._spoken.all_of([holiday_name(str(name), self._spoken) for name in names])

    def told(self, reasons: Iterable[Reason]) -> Iterator[tuple[bool, str]]:
        """Every reason in one line, those against the days first; and whether it speaks against them."""
        for reason in sorted(reasons, key=lambda each: TOLD.index(each.speaks)):
            said = {"said": Said(self.reason(reason)), "grade": self.grade(reason)}
            facts = {
                "speaks": self.words["labels"][reason.speaks.value],
                "said": self._spoken.fill(self.words["with-grade"], said),
            }
            yield reason.speaks is Speaks.AGAINST, self._spoken.fill(self.words["line"], facts)

    def grade(self, reason: Reason) -> str:
        """How grave it is."""
        return str(self.words["grades"][reason.grade.value])

    def name(self, reason: str) -> str:
        """What a reason is called."""
        return str(self.words["reasons"][reason]["title"])

    def exists(self, decision: Decision, requirements: Requirements) -> str:
        """Whether there is a programme, and for a no what stands in its way."""
        words = self.words["exists"]
        if decision.exists is not Exists.NO:
            if decision.exists is Exists.YES:
                return self._spoken.fill(words["moved" if decision.moved else "planned"], {"n": decision.moved})
            return str(words[decision.exists.value])
        if decision.how is How.NO_CLOCK:
            return str(words["no-clock"])
        if not decision.because:
            return str(words["no-frame"])
        key = "no" if decision.whole else "no-room"
        return self._spoken.fill(words[key], {"because": self._because(decision.because, requirements)})

    def _because(self, because: Iterable[Requirement], requirements: Requirements) -> str:
        return self._spoken.clauses(dict.fromkeys(requirements.said(one) for one in because))

    def _fact(self, fact: object) -> object:
        match fact:
            case Text():
                return fact.in_language(self._sentences.language)
            case PartialDate():
                return partial_date(fact, self._spoken)
            case date():
                return plain_date(fact, self._spoken)
            case Hours():
                return self._sentences.hours(fact)
            case tuple() if all(isinstance(part, date) for part in fact):
                return self._spoken.all_of([plain_date(part, self._spoken) for part in fact])
            case _:
                return self._sentences.fact(fact)  # type: ignore[arg-type]  # what reasons know

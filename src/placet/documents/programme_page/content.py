"""What the programme page says: a pure function of (projection, reader, language).

`reader` is the side that reads: its people and wishes stand first. Two contents that are equal make the same page, so a
page must be issued anew exactly when its content differs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from placet.almanac.calendars import CalendarDate, in_three_calendars
from placet.documents.programme_page.details import lines_of, private_lines, status_of
from placet.documents.programme_page.directory import directory_of
from placet.documents.programme_page.drawing import Drawing, drawing_of, numbers_of
from placet.documents.programme_page.entries import Annex, annexes_of
from placet.documents.programme_page.frame import frame_of
from placet.documents.programme_page.people import People, people_of
from placet.documents.programme_page.phrases import Phrases
from placet.documents.programme_page.places import places_of
from placet.documents.programme_page.purposes import purposes_of
from placet.documents.programme_page.sheet import Note, Sheet, note_of, sheet_of
from placet.model.declare import Layer
from placet.model.ids import SideId, Sort
from placet.model.profile import Grade
from placet.projections.programme import Day, LeftOut, Projection
from placet.rules.finding import Finding
from placet.wording.dates import hijri_date

READS_SOLAR = frozenset({"fa"})
READS_LUNAR = frozenset({"ar", "fa", "ur"})


@dataclass(frozen=True, slots=True)
class SideName:
    """A side and its part in the visit; `side` is `ours` or `theirs`."""

    role: str
    name: str
    side: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Masthead:
    """The head of the page. `classification` and `illustrative` stand on every sheet of it.

    `title` is the code name while nobody may know of the visit and it has one. The classification is empty once the
    visit is announced.
    """

    title: str
    kind: str
    honours: str
    secrecy: str
    layer: str
    classification: str
    dates: str
    calendars: tuple[str, ...]
    illustrative: str
    sides: tuple[SideName, ...]


@dataclass(frozen=True, slots=True)
class Missed:
    """An engagement that was left out, what brings it in, and what was wished of it; `private` stays in this office."""

    sentence: str
    ways_in: tuple[str, ...]
    details: tuple[str, ...]
    private: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Served:
    """A track of an agreement and how many engagements serve it, in words."""

    agreement: str
    track: str
    engagements: int
    words: str


@dataclass(frozen=True, slots=True)
class GradeCount:
    """How many findings of one grade there are, in words."""

    grade: str
    words: str


@dataclass(frozen=True, slots=True)
class Summary:
    """The first thing that is read."""

    kept: str
    left_out: tuple[Missed, ...]
    untimed: str
    cancelled: str
    sound: str
    findings: tuple[GradeCount, ...]
    served: tuple[Served, ...]


@dataclass(frozen=True, slots=True)
class DayPage:
    """One day: what it is, drawn, and in words. `drawing` is None on an empty day."""

    id: str
    heading: str
    calendars: tuple[str, ...]
    cities: str
    sun: tuple[str, ...]
    drawing: Drawing | None
    sheet: Sheet


@dataclass(frozen=True, slots=True)
class Unjudged:
    """A rule that could not judge, and what it lacks."""

    rule: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Everything the page says."""

    language: str
    direction: str
    masthead: Masthead
    summary: Summary
    days: tuple[DayPage, ...]
    people: People
    annexes: tuple[Annex, ...]
    notes: tuple[Note, ...]
    unjudged: tuple[Unjudged, ...]
    is_remarked: bool
    """Whether these readers are told what the rules found."""
    judged: str


def content(projection: Projection, reader: SideId | None, language: str) -> Content:
    """What the page of a projection says to a side in a language."""
    phrases = Phrases(projection, reader, language)
    return Content(
        language=language,
        direction=phrases.spoken.direction,
        masthead=_masthead(phrases),
        summary=_summary(phrases),
        days=tuple(_day(phrases, day) for day in projection.days),
        people=people_of(phrases),
        annexes=annexes_of(
            (phrases.word("annexes", "purposes"), purposes_of(phrases)),
            (phrases.word("annexes", "directory"), directory_of(phrases)),
            (phrases.word("annexes", "places"), places_of(phrases)),
            (phrases.word("annexes", "frame"), frame_of(phrases)),
        ),
        notes=tuple(note_of(phrases, finding) for finding in projection.findings if finding.grade is not Grade.OFF),
        unjudged=tuple(_unjudged(phrases)),
        is_remarked=projection.layer is Layer.INTERNAL,
        judged=_judged(phrases),
    )


def _masthead(phrases: Phrases) -> Masthead:
    visit, projection = phrases.visit, phrases.projection
    secrecy, layer = phrases.word("secrecy", visit.secrecy.value), phrases.word("masthead", projection.layer.value)
    return Masthead(
        title=phrases.title(),
        kind=phrases.word("kinds", visit.kind.value),
        honours=phrases.joined(phrases.word("honours", honour) for honour in visit.honours),
        secrecy=secrecy,
        layer=layer,
        classification=phrases.say("masthead", "classified", secrecy=secrecy, layer=layer) if phrases.is_hidden else "",
        dates=phrases.dates(),
        calendars=_calendars(phrases, projection.days[0]) if len(projection.days) == 1 else (),
        illustrative=visit.illustrative.in_language(phrases.language) if visit.illustrative is not None else "",
        sides=tuple(
            SideName(
                phrases.word("masthead", visit.sides[side].role.value),
                phrases.side(side),
                "ours" if side == phrases.sides[0] else "theirs",
            )
            for side in phrases.sides
        ),
    )


def _calendars(phrases: Phrases, day: Day) -> tuple[str, ...]:
    """The day in the other calendars that a side of the visit reads."""
    if day.on is None:
        return ()
    read = {language for side in phrases.visit.sides.values() for language in side.languages}
    three = in_three_calendars(day.on)
    wanted = [three.solar] if read & READS_SOLAR else []
    wanted += [three.lunar] if read & READS_LUNAR else []
    return tuple(hijri_date(on, phrases.spoken) for on in wanted if isinstance(on, CalendarDate))


def _summary(phrases: Phrases) -> Summary:
    projection = phrases.projection
    kept = "kept_all" if projection.kept == projection.wished else "kept"
    untimed = phrases.joined(phrases.name(phrases.visit.engagements[name].title) for name in projection.untimed)
    cancelled = phrases.joined(
        phrases.name(one.title) for one in phrases.visit.engagements.values() if one.is_cancelled
    )
    judged = projection.rules > 0
    return Summary(
        phrases.say("summary", kept, kept=projection.kept, wished=projection.wished),
        tuple(_missed(phrases, left) for left in projection.left_out),
        phrases.say("summary", "untimed", titles=untimed) if untimed else "",
        phrases.say("summary", "cancelled", titles=cancelled) if cancelled else "",
        phrases.word("summary", "sound" if projection.is_sound else "unsound") if judged else "",
        tuple(_counts(phrases)),
        tuple(_served(phrases)),
    )


def _number(findings: Iterable[Finding], grade: Grade) -> int:
    return sum(finding.grade is grade for finding in findings)


def _counts(phrases: Phrases) -> Iterable[GradeCount]:
    for grade in (Grade.MUST, Grade.SHOULD, Grade.COURTESY):
        number = _number(phrases.projection.findings, grade)
        if number:
            yield GradeCount(grade.value, phrases.say("summary", grade.value, n=number))
    if phrases.projection.unjudged:
        number = len(phrases.projection.unjudged)
        yield GradeCount("unjudged", phrases.say("summary", "unjudged", n=number))


def _missed(phrases: Phrases, left: LeftOut) -> Missed:
    title = left.engagement.title.in_language(phrases.language)
    tracks = {coverage.track for coverage in phrases.projection.coverage}
    serves = phrases.joined(
        phrases.say("summary", "of_track", track=phrases.purpose(purpose))
        if purpose in tracks
        else phrases.purpose(purpose)
        for purpose in left.engagement.serves
    )
    key = "left_out" if serves else "left_out_plain"
    return Missed(
        phrases.say("summary", key, title=title, serves=serves),
        left.ways_in,
        tuple(filter(None, (status_of(phrases, left.engagement), *lines_of(phrases, left.engagement)))),
        private_lines(phrases, left.engagement),
    )


def _served(phrases: Phrases) -> Iterable[Served]:
    for coverage in phrases.projection.coverage:
        number = len(coverage.engagements)
        words = phrases.count("summary", "engagements", number) if number else phrases.word("summary", "none")
        agreement = phrases.visit.agreements[coverage.agreement].title.in_language(phrases.language)
        yield Served(agreement, coverage.name.in_language(phrases.language), number, words)


def _day(phrases: Phrases, day: Day) -> DayPage:
    numbers = numbers_of(day)
    sun = []
    if day.daylight is not None:
        for key, at in (("sunrise", day.daylight.sunrise), ("sunset", day.daylight.sunset)):
            if at is not None:
                sun.append(phrases.say("day", key, at=phrases.clock(at, day.zone, day.number)))
    return DayPage(
        f"day-{day.number}",
        phrases.day(day.number),
        _calendars(phrases, day),
        phrases.joined(map(phrases.name, day.cities), " – "),
        tuple(sun),
        drawing_of(phrases, day, numbers),
        sheet_of(phrases, day, numbers),
    )


def _unjudged(phrases: Phrases) -> Iterable[Unjudged]:
    """By rule, and within a rule by what is missing."""
    rules: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for finding in phrases.projection.unjudged:
        missing = str(finding.verdict.facts["missing"]).rpartition(".")[2]
        subjects = rules[finding.rule][missing]
        names = [
            phrases.word("notes", "whole") if subject.sort is Sort.VISIT else phrases.called(subject)
            for subject in finding.verdict.subjects
        ]
        subjects += [name for name in names if name not in subjects]
    for rule, lacks in rules.items():
        yield Unjudged(
            phrases.sentences.rule_title(rule),
            tuple(
                phrases.say(
                    "notes", "unjudged_line", missing=_missing(phrases, field), subjects=phrases.joined(subjects)
                )
                for field, subjects in lacks.items()
            ),
        )


def _missing(phrases: Phrases, field: str) -> str:
    """What is not stated, of which country or way is said by the things it is missing for."""
    field = field.partition(" ")[0]
    said = phrases.word("missing", field)
    return said if said != field.replace("-", " ") else phrases.say("missing", "other", field=said.replace("_", " "))


def _judged(phrases: Phrases) -> str:
    projection = phrases.projection
    if not projection.rules:
        return phrases.word("notes", "not_judged")
    return phrases.say("notes", "judged", rules=projection.rules, looked_at=projection.looked_at)

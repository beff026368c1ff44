"""Small cases for the rules: a visit in a few lines of TOML, judged by one rule.

The common ground: two sides, AR (host, Arvandia) and SE (guest, Severia), both fictional; one leg `city` in Asia/Tehran
with two days; venues `palace`, `hall` (one compound `court`), `ministry` (20 min measured from the palace) and
`airport` (stated 30 min from the palace); principals `president-ar` and `president-se`, ministers `minister-ar` and
`minister-se`, interpreter `interpreter-1` (fa-ru). A test adds what it needs, and may replace a table by writing it
again.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from tests.collisions import with_decoys
from tests.visits.toml import entry, laid_over

from placet.almanac.timeline import Timeline
from placet.formats.positions import Path
from placet.formats.scalars import read_hours
from placet.formats.toml import Tree, parse_toml
from placet.formats.visitfile import VisitFile, read_visit
from placet.model.ids import EngagementId, Ref
from placet.model.programme import Placement, Programme
from placet.node.judging import case_of
from placet.node.rulebook import rulebook_for
from placet.rules.case import Case
from placet.rules.catalogue import BY_NAME
from placet.rules.finding import Answer, Finding, Verdict
from placet.rules.stated import stated_programme
from placet.wording.sentences import Sentences

COMMON = """
format_version = 1
title = "Official visit of the President of Severia to Arvandia"
[sides.AR]
name = "Arvandia"
role = "host"
country = "IR"
languages = ["fa"]
[sides.SE]
name = "Severia"
role = "guest"
country = "RU"
languages = ["ru"]
[legs.city]
city = "Arvand"
country = "IR"
zone = "Asia/Tehran"
first_day = 1
last_day = 2
latitude = 35.7
longitude = 51.4
prayer_method = "tehran"
[venues.palace]
name = "Palace"
leg = "city"
compound = "court"
[venues.hall]
name = "Hall"
leg = "city"
compound = "court"
[venues.ministry]
name = "Ministry"
leg = "city"
[venues.airport]
name = "Airport"
leg = "city"
[[travel]]
origin = "palace"
destination = "ministry"
time = "20m"
basis = "measured"
[[travel]]
origin = "palace"
destination = "airport"
time = "30m"
[people.president-ar]
side = "AR"
office = "President of Arvandia"
principal = true
level = 1
speaks = ["fa"]
[people.president-se]
side = "SE"
office = "President of Severia"
principal = true
level = 1
speaks = ["ru"]
[people.minister-ar]
side = "AR"
office = "Minister of Arvandia"
level = 3
speaks = ["fa"]
[people.minister-se]
side = "SE"
office = "Minister of Severia"
level = 3
speaks = ["ru"]
[people.interpreter-1]
side = "AR"
office = "Interpreter"
interprets = [["fa", "ru"]]
speaks = ["fa", "ru"]
"""


def visit_file(text: str = "", private: str = "", **top: Any) -> VisitFile:
    """The common visit with more TOML laid over it; `top` replaces values at the top of the file."""
    data = laid_over(tomllib.loads(COMMON), tomllib.loads(text)) | top
    shared = Tree("visit.toml", data, dict.fromkeys(_paths(data), 1))
    return read_visit(shared, parse_toml("private.toml", private.encode()) if private else None)


def case(text: str = "", on: date | None = None, today: date | None = None, private: str = "") -> Case:
    """The programme that the common visit and `text` state, ready to be judged; dated when `on` is given."""
    file = visit_file(text, private)
    timeline = Timeline(file.visit, on)
    return case_of(file.visit, stated_programme(file.visit, timeline), timeline, rulebook_for(file.visit), today)


def verdicts(rule: str, subject: Case) -> list[Verdict]:
    """Everything one rule says of a case.

    Each answer but a yes is also put into words, so that no sentence lacks a fact; and into the same words once each id
    in it is also that of something else, so that no reference is looked up in the wrong table.
    """
    found = list(BY_NAME[rule].judge(subject, subject.rulebook.entries[rule].parameters))
    sentences = Sentences(subject.visit, subject.timeline)
    for verdict in found:
        if verdict.answer is not Answer.SATISFIED:
            finding = Finding(rule, subject.rulebook.grade(rule), verdict)
            crowded = Sentences(with_decoys(subject.visit, _named_in(verdict)), subject.timeline)
            assert crowded.finding(finding) == sentences.finding(finding) != ""
            assert crowded.advice(finding) == sentences.advice(finding)
            assert (sentences.advice(finding) != "") is (verdict.answer is Answer.VIOLATED)
    return found


def _named_in(verdict: Verdict) -> Iterator[str]:
    yield from verdict.subjects
    for fact in verdict.facts.values():
        yield from (str(part) for part in (fact if isinstance(fact, tuple) else (fact,)) if isinstance(part, Ref))


def broken(rule: str, subject: Case) -> list[tuple[str, ...]]:
    """The subjects of the violations that one rule finds, in its order."""
    return [verdict.subjects for verdict in verdicts(rule, subject) if verdict.answer is Answer.VIOLATED]


def unjudged(rule: str, subject: Case) -> list[tuple[str, ...]]:
    """The subjects of which one rule says that nobody can judge them."""
    return [verdict.subjects for verdict in verdicts(rule, subject) if verdict.answer is Answer.CANNOT_JUDGE]


def _paths(data: dict[str, Any], path: Path = ()) -> Iterator[Path]:
    for key, value in data.items():
        yield (*path, key)
        if isinstance(value, dict):
            yield from _paths(value, (*path, key))


def engagement(name: str, at: str = "", **fields: Any) -> str:
    """An engagement of day 1 as TOML; of the host's president unless `who` says otherwise."""
    fields = {"title": name.capitalize(), "day": 1, "who": ["president-ar"]} | ({"at": at} if at else {}) | fields
    return entry("engagements", name, **fields)


def plan(text: str, on: date | None = None, private: str = "", **spans: str) -> Case:
    """Our own plan of the common visit with `text`: `plan(text, talks="10:00-11:00")`, all of it on day 1."""
    file = visit_file(text, private)
    timeline = Timeline(file.visit, on)
    placements = {}
    for name, span in spans.items():
        window = timeline.window(1, read_hours(span), "Asia/Tehran")
        wished = file.visit.engagements[EngagementId(name)]
        placements[EngagementId(name)] = Placement(
            engagement=EngagementId(name),
            starts_at=window.opens,
            ends_at=window.closes,
            venue=next(iter(wished.venues), None),
        )
    programme = Programme(starts_on=timeline.starts_on, placements=placements)
    return case_of(file.visit, programme, timeline, rulebook_for(file.visit))


def with_programme(subject: Case, **fields: Any) -> Case:
    """The same case with other fields of its programme."""
    programme = replace(subject.programme, **fields)
    return Case(
        subject.visit, programme, subject.timeline, subject.rulebook, margins=subject.margins, usual=subject.usual
    )


def certain(rule: str, subject: Case) -> list[bool]:
    """Whether each violation that one rule finds is beyond doubt, in its order."""
    return [verdict.certain for verdict in verdicts(rule, subject) if verdict.answer is Answer.VIOLATED]


def said(rule: str, subject: Case) -> list[str]:
    """The sentences of the violations that one rule finds."""
    sentences = Sentences(subject.visit, subject.timeline)
    grade = subject.rulebook.grade(rule)
    found = [verdict for verdict in verdicts(rule, subject) if verdict.answer is Answer.VIOLATED]
    return [sentences.finding(Finding(rule, grade, verdict)) for verdict in found]


def missing(rule: str, subject: Case) -> list[str]:
    """The fields that one rule asks for because they would decide."""
    return [str(v.facts["missing"]) for v in verdicts(rule, subject) if v.answer is Answer.CANNOT_JUDGE]

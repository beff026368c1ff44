"""A published programme that contradicts itself is reported as such, and breaks no `must` by it."""

from __future__ import annotations

from typing import Any

import pytest

from placet.almanac.timeline import Timeline
from placet.formats.published import visit_file_of
from placet.formats.toml import parse_toml
from placet.formats.visitfile import VisitFile, read_visit
from placet.model.profile import Grade
from placet.node.judging import judge_stated
from placet.node.rulebook import rulebook_for
from placet.rules.finding import Answer
from placet.rules.source_consistent import inconsistencies


def visit_file(*days: dict[str, Any], more: str = "") -> VisitFile:
    programme = {"timezones": ["Europe/Rome", "Asia/Tokyo"], "days": list(days)}
    content = visit_file_of(programme) + more.encode()
    return read_visit(parse_toml("visit.toml", content))


def day(*items: dict[str, Any], on: Any = "2019-11-23", city: str = "Rome") -> dict[str, Any]:
    return {"date": on, "city": city, "items": [{"text": "Item", **item} for item in items]}


def found(file: VisitFile) -> list[tuple[tuple[str, ...], str]]:
    return [(one.subjects, one.reason) for one in inconsistencies(file.visit, Timeline(file.visit))]


def times(*hours: str) -> list[dict[str, Any]]:
    return [{"time": hour} for hour in hours]


FLIGHT = {"time": "09:30", "kind": "departure", "place": "Rome airport", "tz": "Europe/Rome"}
LANDING = {"time": "17:40", "kind": "arrival", "place": "Tokyo airport", "tz": "Asia/Tokyo"}

SOUND = {
    "hours in order": day(*times("09:00", "09:00", "10:15", "20:00")),
    "past midnight": day(*times("20:00", "23:30", "00:30")),
    "a doubled track": day({"time": "10:00"}, {"time": "09:00", "track": "spouse"}, {"time": "11:00"}),
    "a deadline out of order": day({"time": "10:00"}, {"time": "09:30", "deadline": True}, {"time": "11:00"}),
    # 09:30 in Rome is 17:30 in Tokyo: ten minutes in the air are no contradiction, nor 17:40 before 18:00
    "clocks of two zones": day(FLIGHT, LANDING, {"time": "18:00", "tz": "Asia/Tokyo"}),
    "a cancelled item": day({"time": "10:00"}, {"time": "08:00", "status": "cancelled"}, {"time": "11:00"}),
    "a banquet past midnight": day({"time": "20:00", "end": "00:30"}),
    # 20:00 to 04:00 are eight hours
    "eight hours into the night": day({"time": "20:00", "end": "04:00"}),
    "an end at the start": day({"time": "20:00", "end": "20:00"}),
    "no hours": day({}, {"part": "evening"}),
    "a city inside another word": day({"place": "Federal Chancellery"}, city="Berlin - Celle"),
}


@pytest.mark.parametrize("heading", SOUND.values(), ids=SOUND)
def test_a_sound_programme_has_no_contradiction(heading):
    assert found(visit_file(heading)) == []


CONTRADICTIONS = {
    # 20:00 alone stands out: without it the rest is in order
    "one hour out of order": (day(*times("09:00", "20:00", "10:00", "11:00")), ("d1-02",), "backwards"),
    "an hour that went back": (day(*times("09:00", "10:00", "08:00", "11:00")), ("d1-03",), "backwards"),
    "an end before the start": (day({"time": "12:00", "end": "11:00"}), ("d1-01",), "ends-first"),
    "eight hours and a minute into the night": (day({"time": "20:00", "end": "04:01"}), ("d1-01",), "ends-first"),
    "a landing before the take-off": (
        day({**FLIGHT, "time": "12:00"}, {**LANDING, "time": "11:00", "tz": "Europe/Rome"}),
        ("d1-01",),
        "arrives-first",
    ),
    "a heading without a date": (day(on=None), ("d1",), "no-date"),
}


@pytest.mark.parametrize(("heading", "subjects", "reason"), CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_a_contradiction_names_the_fewest_items(heading, subjects, reason):
    assert found(visit_file(heading)) == [(subjects, reason)]


def test_headings_that_go_back_in_time_are_named():
    headings = [day(on="2019-11-23"), day(on="2019-11-25"), day(on="2019-11-24")]
    assert found(visit_file(*headings)) == [(("d3",), "date")]


def test_a_landing_under_an_earlier_heading_is_named():
    days = [day(on="2019-11-22"), day(FLIGHT, LANDING, on="2019-11-23")]
    content = visit_file_of({"timezones": ["Europe/Rome"], "days": days}).decode()
    assert found(read_visit(parse_toml("visit.toml", content.encode()))) == []
    moved = content.replace('arrives]\nprinted_day = "d2"', 'arrives]\nprinted_day = "d1"')
    assert found(read_visit(parse_toml("visit.toml", moved.encode()))) == [(("d2-01",), "arrives-first")]


def test_a_place_of_another_day_is_named():
    headings = [day({"place": "Tokyo Dome"}, on="2019-11-23"), day(on="2019-11-24", city="Tokyo")]
    assert found(visit_file(*headings)) == [(("d1-01",), "elsewhere")]


def test_an_hour_that_an_officer_wrote_is_not_the_sources():
    heading = day(*times("09:00", "10:00", "11:00"))
    content = visit_file_of({"timezones": ["Europe/Rome"], "days": [heading]}).decode()
    content = content.replace("[engagements.d1-03]\n", '[engagements.d1-03]\nat = "08:00"\n')
    assert found(read_visit(parse_toml("visit.toml", content.encode()))) == []


COLLISION = """
[people.guest]
side = "third"
office = "Guest"
[sides.third]
name = "Third"
role = "third"
[tracks.main]
name = "Main"
members = ["guest"]
"""


def musts(*items: dict[str, Any]) -> list[str]:
    file = visit_file(day(*items), more=COLLISION)
    judgement = judge_stated(file, rulebook_for(file.visit, file))[1]
    return [finding.rule for finding in judgement.violations if finding.grade is Grade.MUST]


def test_a_collision_breaks_a_must():
    assert musts({"time": "09:00", "end": "10:30"}, {"time": "10:00", "end": "11:00"}) == ["one-place-at-a-time"]


def test_a_collision_with_a_misprint_breaks_none():
    # 12:00 to 11:00 is read as 23 hours; the fault is the misprint, which is reported
    items = [{"time": "12:00", "end": "11:00"}, {"time": "14:00", "end": "15:00"}]
    assert musts(*items) == []


def test_the_rule_tells_each_contradiction_or_that_there_is_none() -> None:
    def answers(*items: dict[str, Any]) -> list[tuple[Answer, str]]:
        file = visit_file(day(*items))
        judgement = judge_stated(file, rulebook_for(file.visit, file))[1]
        return [(one.verdict.answer, one.verdict.case) for one in judgement.findings if one.rule == "source-consistent"]

    assert answers({"time": "12:00", "end": "11:00"}) == [(Answer.VIOLATED, "ends-first")]
    assert answers({"time": "11:00", "end": "12:00"}) == []


def test_on_the_first_and_the_last_day_of_a_city_it_may_be_named() -> None:
    headings = [day({"place": "Rome"}), day({"place": "Rome"}, on="2019-11-24"), day(on="2019-11-25", city="Tokyo")]
    assert found(visit_file(*headings)) == []

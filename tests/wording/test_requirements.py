"""Every kind of requirement can be said, given up in a list of ways out, and made a condition of a way in."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from tests.cli.visits import SMALL
from tests.collisions import with_decoys

from placet.almanac.timeline import Timeline
from placet.formats.scalars import read_when
from placet.formats.toml import parse_toml
from placet.formats.visitfile import read_visit
from placet.model.ids import Ref, Sort, engagement_ref
from placet.planner.outcome import Change, WayOut
from placet.planner.tasks.problem import Requirement
from placet.wording.catalogues import catalogue
from placet.wording.requirements import Requirements
from placet.wording.sentences import Sentences

MORE = """
[people.interpreter]
side = "AR"
office = "Interpreter"
interprets = [["fa", "ru"]]
presence = [{ until_at = "18:00", until_day = 1 }]
[resources.cars]
name = "Cars"
capacity = 4
[blocks.rest]
kind = "rest"
who = ["pm-se"]
between = "14:00–18:00"
length = "1h"
[busy.cabinet]
who = ["pm-ar"]
day = 1
between = "09:00–11:00"
title = "Cabinet"
[busy.journey]
who = ["pm-ar"]
day = 1
between = "00:00–24:00"
title = "Journey"
[movements.flight]
title = "Flight"
by = "plane"
departs = { place = "Severia", day = 1, at = "07:30 Europe/Moscow" }
arrives = { venue = "airport", day = 1, at = "10:40" }
who = ["pm-se"]
"""
TEXT = SMALL.replace('name = "Palace"', 'name = "Palace"\nopenings = [{ hours = "09:00–17:00" }]') + MORE
FILE = read_visit(parse_toml("visit.toml", TEXT.encode()))
VISIT = FILE.visit
TIMELINE = Timeline(VISIT)
SAYS = Requirements(VISIT, TIMELINE, Sentences(VISIT, TIMELINE))
AT = TIMELINE.wall(1, 12 * 60 + 50, "Asia/Tehran")
BECOMES = (("starts", AT), ("ends", AT + timedelta(hours=1)), ("shorter_by", 15))


SORTS = {
    "order": (Sort.ENGAGEMENT, Sort.ENGAGEMENT),
    "hours": (Sort.LEG,),
    "open": (Sort.VENUE, Sort.ENGAGEMENT),
    "presence": (Sort.ATTENDEE, Sort.ENGAGEMENT),
    "busy": (Sort.BUSY,),
    "block": (Sort.BLOCK, Sort.ATTENDEE),
    "prayer": (Sort.BLOCK, Sort.ATTENDEE),
    "travel": (Sort.VENUE, Sort.VENUE),
    "journey": (Sort.MOVEMENT,),
    "pool": (Sort.LANGUAGE, Sort.LANGUAGE),
    "resource": (Sort.RESOURCE,),
}
"""What the subjects of a requirement are; of other kinds they are engagements."""


def wanted(kind: str, *subjects: str, path: tuple[str, ...] = ("engagements", "talks"), **facts: object) -> Requirement:
    refs = tuple(Ref(sort, name) for sort, name in zip(SORTS.get(kind, (Sort.ENGAGEMENT,)), subjects, strict=True))
    return Requirement(kind, refs, path, facts=tuple(facts.items()))


# requirement, as a line of a clash, as a way out, after "It fits if"
SAID = [
    (wanted("place", "talks"), "Talks, in the programme", "Without Talks", "Talks is left out"),
    (
        wanted("time", "talks", at=read_when("from 11:20")),
        "Talks not before 11:20",
        "Talks at 12:50",
        "Talks begins at 12:50",
    ),
    (
        wanted("time", "talks", at=read_when("by 12:45")),
        "Talks not after 12:45",
        "Talks at 12:50",
        "Talks begins at 12:50",
    ),
    (
        wanted("margin", "talks", at=read_when("by 12:45")),
        "Talks, not moved within its margin",
        "Talks at 12:50, inside its margin",
        "Talks begins at 12:50, inside its margin",
    ),
    (
        wanted("time", "talks", ends=read_when("12:45")),
        "Talks, its end at 12:45",
        "Talks until 13:50",
        "Talks lasts until 13:50",
    ),
    (
        wanted("time", "talks", at=read_when("morning")),
        "Talks in the morning",
        "Talks at 12:50",
        "Talks begins at 12:50",
    ),
    (wanted("day", "talks", days=(1,)), "Talks on D", "Talks on another day: D 12:50", "Talks moves to D 12:50"),
    (
        wanted("length", "talks", least=timedelta(hours=1)),
        "Talks, at least 1 h 00",
        "Talks 15 min shorter",
        "Talks is 15 min shorter",
    ),
    (
        wanted("order", "wreath", "talks"),
        "Talks after Wreath",
        "Talks at 12:50, not after Wreath",
        "Talks is at 12:50, not after Wreath",
    ),
    (
        wanted("order", "wreath", "talks", gap=timedelta(minutes=10), within=timedelta(minutes=30)),
        "Talks within 30 min after Wreath",
        "Talks at 12:50, not within 30 min after Wreath",
        "Talks is at 12:50, not within 30 min after Wreath",
    ),
    (
        wanted("order", "wreath", "talks", gap=timedelta(minutes=10), within=None),
        "Talks at least 10 min after Wreath",
        "Talks at 12:50, not after Wreath",
        "Talks is at 12:50, not after Wreath",
    ),
    (
        wanted("hours", "capital"),
        "A day in Arvand from 07:30 to 23:00",
        "A longer day in Arvand",
        "the day in Arvand is longer",
    ),
    (
        wanted("open", "palace", "talks"),
        "Palace, open 09:00–17:00",
        "Palace open from 12:50 to 13:50",
        "Palace is open from 12:50 to 13:50",
    ),
    (
        wanted("presence", "interpreter", "talks"),
        "Interpreter, there from D until D 18:00",
        "Talks without Interpreter",
        "Talks does without Interpreter",
    ),
    (
        wanted("arrival", "talks"),
        "Nothing for the guests before Talks",
        "Something for the guests before Talks",
        "there is something for the guests before Talks",
    ),
    (
        wanted("departure", "talks"),
        "Nothing for the guests after Talks",
        "Something for the guests after Talks",
        "there is something for the guests after Talks",
    ),
    (
        wanted("busy", "cabinet"),
        "Prime Minister of Arvandia: taken on D, 09:00–11:00, by “Cabinet”",
        "Free Prime Minister of Arvandia from “Cabinet”, D, 09:00–11:00",
        "Prime Minister of Arvandia is freed from “Cabinet”",
    ),
    (
        wanted("busy", "journey"),
        "Prime Minister of Arvandia: taken on D, all day, by “Journey”",
        "Free Prime Minister of Arvandia from “Journey”, D, all day",
        "Prime Minister of Arvandia is freed from “Journey”",
    ),
    (
        wanted("block", "rest", "pm-se", day=1),
        "rest for Prime Minister of Severia, 1 h 00 on D between 14:00–18:00",
        "No rest for Prime Minister of Severia on D",
        "Prime Minister of Severia does without rest on D",
    ),
    (
        wanted("prayer", "prayer-dhuhr", "pm-ar", day=1),
        "Time for the midday prayer of Prime Minister of Arvandia on D",
        "No time kept for the midday prayer of Prime Minister of Arvandia on D",
        "no time is kept for the midday prayer of Prime Minister of Arvandia",
    ),
    (
        wanted("travel", "airport", "palace", time=timedelta(minutes=38), basis="measured"),
        "Airport to Palace: 38 min",
        "A quicker way from Airport to Palace",
        "there is a quicker way from Airport to Palace",
    ),
    (
        wanted(
            "travel",
            "airport",
            "palace",
            time=timedelta(minutes=38),
            basis="measured",
            door_to_door=timedelta(minutes=45),
        ),
        "Airport to Palace: 38 min, door to door 45 min",
        "A quicker way from Airport to Palace",
        "there is a quicker way from Airport to Palace",
    ),
    (
        wanted("journey", "flight", at=read_when("07:30 Europe/Moscow")),
        "Flight, leaving at 07:30 (Moscow)",
        "Flight leaves at 12:50",
        "Flight leaves at 12:50",
    ),
    (
        wanted("journey", "flight", ends=read_when("10:40")),
        "Flight, arriving at 10:40",
        "Flight arrives at 13:50",
        "Flight arrives at 13:50",
    ),
    (
        wanted("pool", "fa", "ru", count=1),
        "Interpreters for Persian–Russian: 1",
        "One more interpreter for Persian–Russian",
        "there is one more interpreter for Persian–Russian",
    ),
    (wanted("resource", "cars"), "Cars: 4 at once", "More of: Cars", "there is more of: Cars"),
]


@pytest.mark.parametrize(("requirement", "said", "way", "condition"), SAID)
def test_a_requirement_is_said_and_given_up(requirement, said, way, condition):
    change = Change(requirement, BECOMES)
    assert SAYS.said(requirement) == said
    assert SAYS.way(change) == way
    assert SAYS.condition(WayOut((change,), 1)) == condition


def test_a_length_of_nothing_is_said():
    assert SAYS.said(wanted("length", "talks", least=timedelta(0))) == "Talks, at least 0 min"


@pytest.mark.parametrize(
    ("becomes", "day"),
    [
        ({"opens": TIMELINE.wall(1, 6 * 60 + 45, "Asia/Tehran")}, "from 06:45 to 23:00"),
        ({"closes": TIMELINE.wall(1, 24 * 60 + 20, "Asia/Tehran")}, "from 07:30 to 00:20"),
    ],
)
def test_a_longer_day_is_said_with_the_hours_that_it_would_have(becomes, day):
    change = Change(wanted("hours", "capital"), tuple(becomes.items()))
    assert SAYS.way(change) == f"A day in Arvand {day}"
    assert SAYS.condition(WayOut((change,), 1)) == f"the day in Arvand is {day}"


@pytest.mark.parametrize(("requirement", "said", "way", "condition"), SAID)
def test_a_requirement_names_the_same_things_where_others_share_their_ids(requirement, said, way, condition):
    visit = with_decoys(VISIT, requirement.subjects)
    crowded = Requirements(visit, TIMELINE, Sentences(visit, TIMELINE))
    change = Change(requirement, BECOMES)
    assert crowded.said(requirement) == said
    assert crowded.way(change) == way
    assert crowded.condition(WayOut((change,), 1)) == condition


@pytest.mark.parametrize(
    ("requirement", "named"),
    [
        (wanted("block", "rest", "pm-se", day=1), "rest (Prime Minister of Severia)"),
        (wanted("departure", "talks"), "Nothing for the guests after Talks"),
    ],
)
def test_protected_time_that_gives_way_is_named_without_its_hours(requirement, named):
    assert SAYS.named(requirement) == named


@pytest.mark.parametrize("requirement", [requirement for requirement, *_ in SAID])
def test_nothing_need_be_known_of_what_takes_its_place(requirement):
    change = Change(requirement)
    assert "{" not in SAYS.way(change)
    assert "{" not in SAYS.condition(WayOut((change,), 1))


def test_every_kind_that_the_planner_makes_has_its_sentences(checkout):
    sources = (checkout / "src" / "placet" / "planner").rglob("*.py")
    text = "\n".join(Path(source).read_text(encoding="utf-8") for source in sources)
    made = set(re.findall(r'Requirement\(\s*"([a-z]+)"', text)) | set(re.findall(r'wants\("([a-z]+)"', text))
    assert {"time", "length", "order"} <= made
    sentences = catalogue("en", "requirements")
    assert [kind for kind in sorted(made) if not {"said", "way", "if"} <= set(sentences.get(kind, {}))] == []


@pytest.mark.parametrize(
    ("basis", "path", "said"),
    [
        ("estimated", ("travel", "0"), "an estimate"),
        ("estimated", ("legs", "city", "transfer"), "assumed, state it in [[travel]]"),
        ("map", ("travel", "0"), "read from a map"),
        ("map", ("venues", "palace"), "read from a map, state it in [[travel]]"),
    ],
)
def test_a_drive_that_nobody_stated_says_where_to_state_it(basis, path, said):
    assert SAYS.standing(wanted("travel", "airport", "palace", path=path, basis=basis)) == said


@pytest.mark.parametrize(
    ("asked", "agreed", "path", "said"),
    [
        ("SE", "P-04", ("engagements", "talks", "at"), "Severia, agreed (P-04)"),
        ("SE", None, ("engagements", "talks", "at"), "Severia"),
        (None, "P-04", ("engagements", "talks", "at"), "agreed (P-04)"),
        (None, None, ("engagements", "talks", "at"), "the visit file"),
        (None, None, ("diary", "cabinet"), "our own diary, stays in this office"),
        (None, None, ("rules", "midday-meal"), "a rule: A meal at midday"),
    ],
)
def test_who_wants_it_and_what_is_agreed(asked, agreed, path, said):
    assert SAYS.standing(Requirement("time", (engagement_ref("talks"),), path, asked, agreed)) == said


def test_two_changes_are_joined():
    way = WayOut((Change(SAID[0][0], BECOMES), Change(SAID[7][0], BECOMES)), 1)
    assert SAYS.condition(way) == "Talks is left out and Talks is 15 min shorter"
    assert SAYS.ways(way) == "Without Talks; Talks 15 min shorter"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("en", "Talks: not before 11:20; at least 40 min"),
        ("ru", "«Talks»: не ранее 11:20; не менее 40 мин"),
        ("fa", "«\u2068Talks\u2069»: نه زودتر از ۱۱:۲۰؛ دست‌کم ۴۰ دقیقه"),
    ],
)
def test_what_is_asked_of_one_thing_names_it_once(code, expected):
    asked = [
        wanted("time", "talks", at=read_when("from 11:20")),
        wanted("length", "talks", least=timedelta(minutes=40)),
    ]
    says = Requirements(VISIT, TIMELINE, Sentences(VISIT, TIMELINE, code))
    assert says.together(asked) == expected
    assert says.together(asked[:1]) == says.said(asked[0])

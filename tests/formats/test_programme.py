"""The programme file: round trip, and every fault with its line."""

from __future__ import annotations

import tomllib
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.told import advice, problem, told

from placet.almanac.timeline import Timeline
from placet.errors import FormatError, UnsupportedVersion, VisitFileError
from placet.formats.programme import read_programme, write_programme
from placet.formats.toml import parse_toml
from placet.model.engagements import Engagement
from placet.model.movements import Transport
from placet.model.people import Delegation, Person, Side, SideRole
from placet.model.places import Leg, Venue
from placet.model.programme import Basis, Journey, KeptBlock, Placement, Programme
from placet.model.spans import Clock, Hours, Window
from placet.model.text import Text, Title
from placet.model.visit import Block, BlockKind, Visit


def text(words: str) -> Text:
    return Text({"en": words})


TEHRAN, LONDON = "Asia/Tehran", "Europe/London"
REST = Block(kind=BlockKind.REST, who=("guest",), between=Hours(time(14), time(18)), length=timedelta(hours=1))
VISIT = Visit(
    title=text("Visit"),
    sides={"AR": Side(name=text("Arvandia"), role=SideRole.HOST)},
    legs={
        "one": Leg(city=text("Arvand"), zone=TEHRAN, last_day=3),
        "two": Leg(city=text("Thames"), zone=LONDON, first_day=3, last_day=5),
    },
    venues={"palace": Venue(name=text("Palace"), leg="one"), "hall": Venue(name=text("Hall"), leg="two")},
    people={name: Person(side="AR", office=Title(name=text(name))) for name in ("host", "guest", "first", "second")},
    delegations={"press": Delegation(name=text("Press"), count=20)},
    engagements={name: Engagement(title=text(name)) for name in ("talks", "lunch", "banquet", "park")},
    blocks={"rest": REST},
)
UNDATED = Timeline(VISIT)


def timelines() -> st.SearchStrategy[Timeline]:
    # 30 March 2031 and 26 October 2031: the clocks of London change on the days of the visit.
    days = st.sampled_from([date(2031, 3, 28), date(2031, 10, 24), date(2022, 3, 20), date(2030, 1, 31)])
    return st.one_of(st.just(UNDATED), days.map(lambda day: Timeline(VISIT, day)))


@st.composite
def programmes(draw: st.DrawFn) -> Programme:
    timeline = draw(timelines())
    minutes = st.integers(0, 5 * 1440)
    zones = st.sampled_from([TEHRAN, LONDON])
    origin = timeline.minute_of(timeline.wall(1, 0, TEHRAN))

    def instant(minute: int, zone: str) -> datetime:
        return timeline.instant_of(origin + minute, zone)

    placements = {}
    for name in draw(st.lists(st.sampled_from(["talks", "lunch", "banquet"]), unique=True)):
        start, zone = draw(minutes), draw(zones)
        lasts = draw(st.one_of(st.none(), st.integers(0, 2000)))
        placements[name] = Placement(
            engagement=name,
            starts_at=instant(start, zone),
            ends_at=None if lasts is None else instant(start + lasts, zone),
            venue=draw(st.sampled_from([None, "palace", "hall"])),
            about=draw(st.booleans()),
            interpreters=tuple(draw(st.lists(st.sampled_from(["first", "second"]), unique=True))),
            attending=tuple(draw(st.lists(st.sampled_from(["press", "guest"]), unique=True))),
        )
    journeys = []
    for number in range(draw(st.integers(0, 2))):
        start, length = draw(minutes), draw(st.integers(0, 900))
        journeys.append(
            Journey(
                id=f"go:talks>lunch{number}",
                movement=None,
                parties=tuple(draw(st.lists(st.sampled_from(["host", "track:main", "press"]), unique=True))),
                by=draw(st.sampled_from(Transport)),
                origin=draw(st.sampled_from(["", "palace", "place:severia"])),
                destination=draw(st.sampled_from(["", "hall"])),
                leaves_at=draw(st.sampled_from([None, instant(start, draw(zones))])),
                arrives_at=draw(st.sampled_from([None, instant(start + length, draw(zones))])),
                basis=draw(st.sampled_from(Basis)),
                about=draw(st.booleans()),
            )
        )
    start, zone = draw(minutes), draw(zones)
    kept = KeptBlock(block="rest", party="guest", window=Window(instant(start, zone), instant(start + 60, zone)))
    return Programme(
        starts_on=timeline.starts_on,
        placements=placements,
        journeys=tuple(journeys),
        blocks=(kept,),
        left_out=tuple(draw(st.lists(st.just("park"), max_size=1))),
        basis=draw(st.sampled_from(Basis)),
        untimed=tuple(draw(st.lists(st.just("park"), max_size=1))),
    )


def read(written: str, **more: Any) -> Programme:
    return read_programme(parse_toml("programme.toml", written.encode()), VISIT, **more)


@given(programmes())
def test_what_was_written_reads_as_it_was(programme):
    written = write_programme(programme, VISIT)
    assert read(written) == programme
    assert write_programme(read(written), VISIT) == written


@given(programmes())
def test_every_wall_clock_is_kept_too(programme):
    again = read(write_programme(programme, VISIT))
    for name, placement in programme.placements.items():
        assert f"{again.placements[name].starts_at:%F %R %z}" == f"{placement.starts_at:%F %R %z}"


def one(timeline: Timeline, hour: int = 10, zone: str = TEHRAN) -> Programme:
    starts = timeline.instant(1, Clock(time(hour)), zone)
    talks = Placement(engagement="talks", starts_at=starts, ends_at=starts + timedelta(hours=1), venue="palace")
    return Programme(starts_on=timeline.starts_on, placements={"talks": talks})


def test_the_file_is_readable():
    assert tomllib.loads(write_programme(one(UNDATED), VISIT)) == {
        "format_version": 1,
        "dated": False,
        "basis": "planned",
        "left_out": [],
        "placements": {
            "talks": {
                "day": 1,
                "at": "10:00",
                "ends": "11:00",
                "zone": TEHRAN,
                "offset": "+03:30",
                "venue": "palace",
            }
        },
        "journeys": [],
        "blocks": [],
    }


def test_an_end_after_midnight_says_so():
    starts = UNDATED.instant(1, Clock(time(23)), TEHRAN)
    banquet = Placement(engagement="banquet", starts_at=starts, ends_at=starts + timedelta(hours=2))
    written = write_programme(Programme(starts_on=None, placements={"banquet": banquet}), VISIT)
    assert 'ends = "01:00 +1"' in written


def faults(written: str, **more: Any) -> list[tuple[str, str, str]]:
    with pytest.raises(VisitFileError) as refused:
        read(written, **more)
    lines = written.splitlines()
    for fault in refused.value.faults:
        assert fault.file == "programme.toml"
        assert fault.line is not None
        assert 1 <= fault.line <= len(lines)
    return [told(fault)[2:5] for fault in refused.value.faults]


WRITTEN = write_programme(one(UNDATED), VISIT)
DATED = write_programme(one(Timeline(VISIT, date(2030, 7, 1))), VISIT)


NAP = 'blocks = [{ block = "nap", party = "guest", day = 1, at = "14:00", ends = "15:00", offset = "+03:30" }]'


def test_an_offset_that_our_time_tables_do_not_have_is_refused_with_both():
    # Iran gave up summer time in 2022; older tables still have +04:30 in July.
    assert faults(DATED.replace("+03:30", "+04:30")) == [
        ("placements.talks.offset", "+04:30", "+03:30, as our time tables have Asia/Tehran")
    ]


def test_the_line_of_a_fault_is_that_of_its_field():
    with pytest.raises(VisitFileError) as refused:
        read(WRITTEN.replace('"palace"', '"palce"'))
    (fault,) = refused.value.faults
    assert fault.line == WRITTEN.splitlines().index('venue = "palace"') + 1
    assert told(fault).advice == "Did you mean: palace"


@pytest.mark.parametrize(
    ("right", "wrong", "field"),
    [
        ("[placements.talks]", "[placements.taks]", "placements.taks"),
        ('at = "10:00"', 'at = "25:00"', "placements.talks.at"),
        ('at = "10:00"', 'at = "10:00 Asia/Tehran"', "placements.talks.at"),
        ('offset = "+03:30"', 'offset = "3.5"', "placements.talks.offset"),
        ('offset = "+03:30"', 'offset = "+02:30"', "placements.talks.offset"),
        ('zone = "Asia/Tehran"', 'zone = "IRST"', "placements.talks.zone"),
        ('ends = "11:00"', 'ends = "09:00"', "placements.talks.ends"),
        ("day = 1", "day = 999", "placements.talks.day"),
        ("day = 1", 'dat = 1\nday = "1"', "placements.talks.dat"),
        ("dated = false", "dated = true", "dated"),
        ("left_out = []", 'left_out = ["prak"]', "left_out[1]"),
        ('basis = "planned"', 'basis = "plan"', "basis"),
        ("journeys = []", 'journeys = [{ id = "go", by = "car", parties = ["nobody"] }]', "journeys[1].parties"),
        ("journeys = []", 'journeys = [{ id = "go", by = "car", origin = "nowhere" }]', "journeys[1].origin"),
        ("blocks = []", NAP, "blocks[1].block"),
    ],
)  # fmt: skip
def test_a_fault_names_its_field(right, wrong, field):
    assert right in WRITTEN
    assert field in [found for found, _, _ in faults(WRITTEN.replace(right, wrong))]


def test_all_faults_are_told_at_once():
    wrong = WRITTEN.replace('"palace"', '"palce"').replace('"+03:30"', '"+02:30"')
    wrong = wrong.replace("left_out = []", "left_out = 1")
    assert sorted(field for field, _, _ in faults(wrong)) == [
        "left_out",
        "placements.talks.offset",
        "placements.talks.venue",
    ]


@pytest.mark.parametrize("block", ["midday-meal", "prayer-dhuhr", "residence"])
def test_time_that_the_plan_put_in_itself_is_read(block):
    kept = NAP.replace("nap", block)
    written = write_programme(one(UNDATED), VISIT).replace("blocks = []", kept)
    assert [it.block for it in read(written).blocks] == [block]


def test_a_wall_time_that_the_clock_skips_is_refused():
    # London jumps from 01:00 to 02:00 on 30 March 2031.
    written = write_programme(one(Timeline(VISIT, date(2031, 3, 30)), 3, LONDON), VISIT)
    with pytest.raises(VisitFileError) as refused:
        read(written.replace('at = "03:00"', 'at = "01:30"').replace('ends = "04:00"', 'ends = "05:00"'))
    said = told(refused.value.faults[0])
    assert (said.field, said.found) == ("placements.talks.at", "01:30")
    assert said.advice == "On 30 March 2031 the clock jumps from 01:00 to 02:00."


def test_a_newer_format_is_not_guessed_at():
    with pytest.raises(UnsupportedVersion):
        read(WRITTEN.replace("format_version = 1", "format_version = 2"))


def test_an_undated_programme_is_laid_on_a_date():
    programme = read(WRITTEN, starts_on=date(2030, 7, 1))
    assert programme.starts_on == date(2030, 7, 1)
    assert programme.placements["talks"].starts_at.isoformat() == "2030-07-01T10:00:00+03:30"


def test_a_dated_programme_is_not_laid_on_another_date():
    assert [field for field, _, _ in faults(DATED, starts_on=date(2030, 7, 2))] == ["starts_on"]


OTHERS = 'left_out = ["park", "dinner", "speeches", "dinner"]'


def test_a_programme_of_another_visit_is_one_fault_whatever_else_is_wrong_in_it():
    wrong = WRITTEN.replace("talks", "plenary").replace("left_out = []", OTHERS).replace("+03:30", "+02:30")
    with pytest.raises(VisitFileError) as refused:
        read(wrong)
    # It names 5 things: park, dinner, speeches, plenary and palace. Of the visit are 2, park and palace.
    (fault,) = map(told, refused.value.faults)
    assert (fault.line, fault.field) == (None, "")
    assert fault.found == (
        "the programme of another visit, with dinner, speeches, plenary; ids of this visit in it: 2 of 5"
    )
    assert fault.expected == "a programme of “Visit”"


def test_a_programme_of_which_half_is_of_the_visit_is_told_id_by_id():
    # It names 6 things: park, dinner, speeches, lecture, talks and palace; 3 of them are of the visit.
    half = WRITTEN.replace("left_out = []", OTHERS.replace('"dinner"]', '"lecture"]'))
    assert [field for field, _, _ in faults(half)] == ["left_out[2]", "left_out[3]", "left_out[4]"]


def test_without_a_visit_any_ids_are_read():
    tree = parse_toml("programme.toml", WRITTEN.replace("talks", "unheard-of").encode())
    assert list(read_programme(tree).placements) == ["unheard-of"]


def test_a_visit_is_no_programme():
    with pytest.raises(FormatError) as refused:
        read_programme(parse_toml("visit.toml", b'title = "Visit"\n[legs.city]\ncity = "Arvand"\n'))
    assert problem(refused.value) == "this is a visit, not a programme"
    assert advice(refused.value) == "A programme is what `placet plan VISIT --out DIR` writes: DIR/programme.toml"


def test_a_file_that_says_nothing_is_called_empty():
    with pytest.raises(VisitFileError) as refused:
        read_programme(parse_toml("programme.toml", b"\n"))
    assert [fault.reason for fault in refused.value.faults] == ["empty"]

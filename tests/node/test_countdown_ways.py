"""Ways out of a countdown that is too late: each is enough, none of it can be spared, and the cheapest comes first."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import pytest

from placet.formats.toml import parse_toml
from placet.formats.visitfile import read_visit
from placet.model.countdown import Countdown
from placet.node.countdown import count_down

FIRST = date(2027, 5, 10)
ONE_HAND = '[offices."RU.protocol"]\nside = "RU"\nhands = 1\n'


@pytest.fixture(scope="module")
def shared_text(checkout):
    return (checkout / "examples/tehran-moscow/visit.toml").read_text("utf-8")


@pytest.fixture(scope="module")
def counted(shared_text):
    """A countdown so many days before the first day, with lines more in the file."""

    @cache
    def count(days: int, lines: str = "") -> Countdown:
        visit_file = read_visit(parse_toml("visit.toml", f"{shared_text}\n{lines}".encode()), None)
        return count_down(visit_file, FIRST, FIRST - timedelta(days=days)).countdown

    return count


def test_where_a_hurry_is_enough_nothing_is_given(counted):
    found = counted(45)
    assert found.not_ready
    assert (found.missed, found.ways, found.wall) == ((), (), ())


def test_one_day_off_is_worked_on_where_one_is_enough_and_only_for_what_needs_it(counted):
    way = counted(21).ways[0]
    # 22 April is the one Thursday: the day after the agenda, in Iran a weekend by some reports
    assert way.days_off == (date(2027, 4, 22),)
    assert way.at_work == ("documents-listed", "draft-programme")
    assert (way.hands, way.tasks, way.engagements) == ({}, (), ())


def test_an_engagement_is_left_out_with_all_that_only_it_asks_for(counted):
    way = counted(21).ways[1]
    assert way.engagements == ("signing",)
    assert way.tasks == ("mission-minutes",)
    texts = ("documents-listed", "texts-negotiated", "languages-agreed", "full-powers.IR", "full-powers.RU")
    assert way.fallen == (*texts, "signature-copies")


def test_the_minutes_of_a_mission_are_left_out_with_it_and_the_mission_is_not_left_out_for_them(counted):
    assert counted(21).ways[1].tasks == ("mission-minutes",)
    needless = "[tasks.mission-minutes]\ndispensable = false\n"
    assert "mission-minutes" not in [name for way in counted(21, needless).ways for name in way.tasks]


def test_a_visit_that_nothing_can_save_is_told_the_chain_that_is_too_long(counted):
    found = counted(3)
    assert found.ways == ()
    chain = [(link.task, link.length) for link in found.wall]
    assert chain == [("dates-confirmed", 1), ("frame-agreed", 2), ("delegation-list", 1), ("visas", 3)]
    # from 7 May every day: 1 + 2 + 1 + 3 = 7 days, so up to 13 May; visas are of no use after D-2, 8 May
    assert found.wall[-1].ends == date(2027, 5, 13)
    assert found.line(found.wall[-1].task).closes_on == date(2027, 5, 8)


def test_where_hands_are_few_a_stand_in_is_the_cheapest_way_and_one_person_more_is_enough(counted):
    found = counted(26, ONE_HAND)
    stand_in, days_off, hands, tasks = found.ways
    assert stand_in.stand_ins == ("rooms",)
    assert found.line("rooms").duty.stand_in == "RU.embassy"
    assert days_off.days_off
    assert hands.hands == {"RU.protocol": 1}
    assert tasks.tasks == ("mission-minutes",)


def test_a_task_nobody_stands_in_for_is_given_to_nobody(counted):
    ways = counted(26, ONE_HAND + '[tasks.rooms]\nowners = ["IR.hospitality"]\n').ways
    assert "rooms" not in [name for way in ways for name in way.stand_ins]


@pytest.mark.parametrize(
    "lines",
    [
        ONE_HAND + '[tasks.rooms]\nowners = ["IR.hospitality", "RU.embassy"]\n',
        ONE_HAND.replace("hands = 1", "hands = 2"),
        ONE_HAND + '[tasks.mission-minutes]\nstate = "dropped"\n',
    ],
    ids=["stand-in", "one person more", "without a task"],
)
def test_a_way_that_is_written_into_the_file_keeps_the_day(counted, lines):
    assert counted(26, ONE_HAND).missed
    assert counted(26, lines).missed == ()


def test_a_day_off_and_an_engagement_left_out_keep_the_day_as_the_file_has_them(counted, shared_text):
    assert counted(21, '[[sides.IR.weekends]]\ndays = ["friday"]\n').missed == ()
    without = shared_text.replace('kind = "signing"', 'kind = "signing"\nstatus = "cancelled"')
    lines = f'{without}\n[tasks.mission-minutes]\nstate = "dropped"\n'
    visit_file = read_visit(parse_toml("visit.toml", lines.encode()), None)
    found = count_down(visit_file, FIRST, FIRST - timedelta(days=21)).countdown
    assert found.missed == ()
    assert not {line.duty.id for line in found.lines} & {"signature-copies", "languages-agreed"}

"""Whether a programme exists on a day: checked by planning each day by itself, and by moving every engagement."""

from __future__ import annotations

import random  # noqa: TID251  # seeded: the same visits every time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from multiprocessing import get_context

import pytest
from tests.planner.visits import engagement, request_for, visit_file
from tests.visits import load

from placet.almanac.timeline import Timeline
from placet.formats.visitfile import VisitFile
from placet.model.profile import Grade
from placet.model.spans import Window
from placet.node.judging import case_of
from placet.node.rulebook import rulebook_for
from placet.planner.dates.answers import Decision, Exists, How
from placet.planner.dates.asked import DatesRequest
from placet.planner.dates.deciding import Decider
from placet.planner.dates.frames import Frames
from placet.planner.dates.year import find_days
from placet.planner.outcome import Infeasible, Planned
from placet.planner.solve import plan
from placet.planner.verdicts import BY_DATE
from placet.rules.catalogue import RULES
from placet.rules.judge import judge

FIRST = date(2027, 5, 3)
"""A Monday."""


def decided(file: VisitFile, on: date) -> Decision:
    return Decider(file.visit, rulebook_for(file.visit)).decide(on)


def taken(name: str, who: str, day: int, hours: str, table: str = "busy") -> str:
    on = FIRST + timedelta(days=day)
    return f'[{table}.{name}]\nwho = ["{who}"]\non = {on.isoformat()}\nbetween = "{hours}"\n'


def test_a_free_day_has_the_programme_of_other_days() -> None:
    file = visit_file(engagement("x", "10:00") + taken("trip", "p", 3, "09:00–12:00"))
    found = decided(file, FIRST)
    assert (found.exists, found.how) == (Exists.YES, How.FITS)


def test_an_engagement_without_an_hour_is_told_with_what_takes_it() -> None:
    file = visit_file(engagement("x", "10:00–11:00") + taken("trip", "p", 0, "09:00–12:00"))
    found = decided(file, FIRST)  # x lasts an hour and begins between 10:00 and 11:00: 12:00 is too late
    assert (found.exists, found.how) == (Exists.NO, How.NO_HOUR)
    assert [(one.kind, str(one.subjects[0])) for one in found.because] == [("time", "x"), ("busy", "trip")]


def test_what_is_in_the_way_is_moved_and_counted() -> None:
    text = engagement("x", "09:00–17:00") + engagement("y", "09:00", who=["q"])
    free = decided(visit_file(text + taken("trip", "p", 9, "08:00–20:00")), FIRST)
    assert free.how is How.FITS
    # Whatever hour x has on free days, half of its window is taken on each of these two: on one it must move.
    halves = taken("am", "p", 0, "08:00–13:00") + taken("pm", "p", 1, "13:00–20:00")
    decider = Decider((file := visit_file(text + halves)).visit, rulebook_for(file.visit))
    both = [decider.decide(FIRST + timedelta(days=day)) for day in (0, 1)]
    assert [one.exists for one in both] == [Exists.YES, Exists.YES]
    assert [one.moved for one in both if one.how is How.MENDED] == [1]


def crowded(more: str = "") -> VisitFile:
    """Three hours of p's engagements in any order, at one place."""
    return visit_file("".join(engagement(name, "08:00–19:00") for name in "xyz") + more)


def test_a_day_that_has_no_room_for_all_is_proven_and_names_what_leaves_none() -> None:
    # Three engagements of an hour; free are 08:00–09:30 and 18:00–20:00, room for one and two: just enough.
    assert decided(crowded(taken("trip", "p", 0, "09:30–18:00")), FIRST).exists is Exists.YES
    # Free are 08:00–09:30 and 18:30–20:00: one and one.
    found = decided(crowded(taken("trip", "p", 0, "09:30–18:30") + taken("call", "q", 0, "09:00–10:00")), FIRST)
    assert (found.exists, found.how, found.whole) == (Exists.NO, How.PROVEN, False)
    assert [str(one.subjects[0]) for one in found.because] == ["trip"]


def test_what_was_proven_on_one_day_holds_on_another_that_asks_for_more() -> None:
    more = taken("trip", "p", 0, "09:30–18:30") + taken("longer", "p", 1, "09:00–19:00")
    file = crowded(more)
    decider = Decider(file.visit, rulebook_for(file.visit))
    found = [decider.decide(FIRST + timedelta(days=day)) for day in (0, 1, 2)]
    assert [one.how for one in found[:2]] == [How.PROVEN, How.LEARNT]
    assert [str(one.subjects[0]) for one in found[1].because] == ["longer"]
    assert found[2].exists is Exists.YES


def test_a_visit_that_clashes_by_itself_has_no_programme_on_any_day() -> None:
    file = visit_file(engagement("x", "10:00") + engagement("y", "10:30"))
    decider = Decider(file.visit, rulebook_for(file.visit))
    assert {decider.decide(FIRST + timedelta(days=day)).exists for day in range(3)} == {Exists.NO}


def test_between_the_points_of_the_grid_a_programme_is_found() -> None:
    # Free are 09:02 to 10:02, exactly x's hour, which lies on no point of the grid of five minutes.
    busy = taken("one", "p", 0, "08:00–09:02") + taken("two", "p", 0, "10:02–20:00")
    assert decided(visit_file(engagement("x", "08:00–19:00") + busy), FIRST).exists is Exists.YES


def test_an_hour_that_the_clock_skips_is_no_hour_of_that_day() -> None:
    berlin = '[legs.city]\nzone = "Europe/Berlin"\nday = "00:00–20:00"\n'
    file = visit_file(berlin + engagement("x", "02:30"))
    assert decided(file, date(2027, 3, 28)).how is How.NO_CLOCK
    assert decided(file, date(2027, 3, 27)).exists is Exists.YES


def test_an_optional_engagement_never_stands_in_the_way() -> None:
    file = visit_file(engagement("x", "10:00", optional=True) + taken("trip", "p", 0, "08:00–20:00"))
    assert decided(file, FIRST).exists is Exists.YES


def test_venues_that_open_on_weekdays_are_looked_at_day_by_day() -> None:
    monday = '[venues.a]\nopenings = [{ hours = "08:00–18:00", weekdays = ["monday"] }]\n'
    file = visit_file(monday + engagement("x", "09:00–17:00"))
    decider = Decider(file.visit, rulebook_for(file.visit))
    answers = [decider.decide(FIRST + timedelta(days=day)).exists for day in range(8)]
    assert answers == [Exists.YES, *[Exists.NO] * 6, Exists.YES]


# ── against day-by-day planning ───────────────────────────────────────────────────────────────────────────────────────


def invented(seed: int) -> VisitFile:
    """A small visit on the edge of what fits, and crowded diaries for a fortnight."""
    draw = random.Random(seed)
    text = ""
    for number in range(draw.randint(3, 5)):
        who = draw.sample(["p", "q", "r"], draw.randint(1, 2))
        opens = draw.randrange(8, 15)
        more = {"interpretation": {"mode": "consecutive", "languages": ["fa", "ru"]}} if draw.random() < 0.4 else {}
        venues = draw.sample(["a", "b", "c"], draw.randint(1, 2))
        at = f"{opens:02d}:00–{opens + draw.randint(1, 4):02d}:00"
        text += engagement(f"e{number}", at, who=who, venues=venues, length="50m", **more)
    for day in range(14):
        for who in ("p", "q", "r", "i1"):
            if draw.random() < 0.45:
                opens = draw.randrange(8, 17)
                text += taken(f"{who}-{day}", who, day, f"{opens:02d}:00–{opens + draw.randint(1, 3):02d}:00")
    return visit_file(text)


@pytest.mark.parametrize("seed", range(6))
def test_every_day_is_decided_as_planning_that_day_alone_decides_it(seed: int) -> None:
    file = invented(seed)
    decider = Decider(file.visit, rulebook_for(file.visit))
    days = [FIRST + timedelta(days=day) for day in range(14)]
    alone = {on: plan(request_for(file, on)) for on in days}
    found = {on: decider.decide(on) for on in days}
    for on in days:
        assert found[on].exists is not Exists.UNDECIDED
        assert (found[on].exists is Exists.YES) == isinstance(alone[on], Planned), (on, found[on].how)
        assert (found[on].exists is Exists.NO) == isinstance(alone[on], Infeasible)
    assert {one.exists for one in found.values()} <= {Exists.YES, Exists.NO}


def test_the_invented_fortnights_have_days_of_both_kinds_and_all_ways_to_decide_them() -> None:
    hows = set()
    for seed in range(6):
        file = invented(seed)
        decider = Decider(file.visit, rulebook_for(file.visit))
        hows |= {decider.decide(FIRST + timedelta(days=day)).how for day in range(14)}
    assert {How.NO_HOUR, How.MENDED, How.FITS} <= hows
    assert hows & {How.PROVEN, How.LEARNT}


# ── frames ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("zone", ["Asia/Tehran", "Europe/Berlin"])
def test_days_with_one_frame_have_the_same_tasks(zone: str) -> None:
    opening = '[venues.b]\nopenings = [{ hours = "08:00–18:00", weekdays = ["monday", "friday"] }]\n'
    text = f'[legs.city]\nzone = "{zone}"\nlast_day = 2\n' + opening
    text += engagement("x", "09:00–17:00", day=1) + engagement("y", None, venues=["a", "b"], days=[1, 2])
    file = visit_file(text + taken("trip", "q", 1, "22:00–02:00"))
    frames = Frames(file.visit, rulebook_for(file.visit))
    kept = {}
    for number in range(0, 365, 3):
        on = FIRST + timedelta(days=number)
        fresh = Frames(file.visit, rulebook_for(file.visit)).frame(on).problem
        assert fresh == kept.setdefault(frames.key(on), fresh)
    assert len(kept) < 40  # seven weekdays, with summer time or without, and the nights of the change


# ── however many processes ────────────────────────────────────────────────────────────────────────────────────────────


def test_no_answer_depends_on_who_decides_it() -> None:
    file = invented(3)
    days = tuple(FIRST + timedelta(days=day) for day in range(-20, 50))
    asked = DatesRequest(visit=file.visit, rulebook=rulebook_for(file.visit), days=days, today=FIRST, length=1)
    alone = find_days(asked, "invented")
    with ThreadPoolExecutor(1) as one, ProcessPoolExecutor(2, mp_context=get_context("spawn")) as two:
        assert find_days(asked, "invented", one) == alone
        assert find_days(asked, "invented", two) == alone
    assert {day.decision.exists for day in alone} == {Exists.YES, Exists.NO}  # refusals travel with their reasons


def test_a_search_that_is_stopped_keeps_what_it_knows() -> None:
    file = invented(1)
    days = tuple(FIRST + timedelta(days=day) for day in range(70))
    known: list[int] = []
    asked = DatesRequest(
        visit=file.visit,
        rulebook=rulebook_for(file.visit),
        days=days,
        today=FIRST,
        length=1,
        on_progress=lambda done, _: known.append(done),
        stop=lambda: len(known) == 30,
    )
    exists = [day.decision.exists for day in find_days(asked, "stopped")]
    assert known == [*range(1, 31)]  # one block of 28 days, and two days of the next
    assert exists.count(Exists.NOT_LOOKED) == 70 - 30


def test_commitments_of_one_person_may_overlap() -> None:
    both = taken("trip", "p", 0, "08:00–12:00") + taken("cabinet", "p", 0, "09:00–11:00")
    file = visit_file(engagement("x", "08:00–19:00") + both)
    assert decided(file, FIRST).exists is Exists.YES
    assert isinstance(plan(request_for(file, FIRST)), Planned)


def test_a_commitment_of_the_eve_reaches_into_the_first_night() -> None:
    night = engagement("x", "00:30", length="30m") + '[legs.city]\nday = "00:00–20:00"\n'
    assert decided(visit_file(night + taken("late", "p", -1, "22:00–02:00")), FIRST).exists is Exists.NO
    assert decided(visit_file(night + taken("early", "p", -1, "20:00–23:00")), FIRST).exists is Exists.YES


def test_rules_that_are_not_asked_again_do_not_look_at_the_date() -> None:
    """A programme at the same hours on many days: every rule that `BY_DATE` does not name says the same each time."""
    file = load("working_visit")
    visit = replace(file.visit, starts_on=None)
    rulebook = rulebook_for(visit)
    others = [rule for rule in RULES if rule.name not in BY_DATE and rulebook.grade(rule.name) is Grade.MUST]
    assert len(others) > 15
    said = set()
    frames = Frames(visit, rulebook)
    first = date(2027, 9, 6)
    key = frames.key(first)
    outcome = plan(request_for(replace(file, visit=visit), first))
    assert isinstance(outcome, Planned)
    for number in range(0, 200, 9):
        on = first + timedelta(days=number)
        if frames.key(on)[0] != key[0]:  # the clocks stand otherwise
            continue
        shift = on - first
        moved = {
            name: replace(it, starts_at=it.starts_at + shift, ends_at=it.ends_at + shift if it.ends_at else None)
            for name, it in outcome.programme.placements.items()
        }
        journeys = tuple(
            replace(
                it,
                leaves_at=it.leaves_at + shift if it.leaves_at else None,
                arrives_at=it.arrives_at + shift if it.arrives_at else None,
            )
            for it in outcome.programme.journeys
        )
        blocks = tuple(
            replace(it, window=Window(it.window.opens + shift, it.window.closes + shift))
            for it in outcome.programme.blocks
        )
        programme = replace(outcome.programme, starts_on=on, placements=moved, journeys=journeys, blocks=blocks)
        found = judge(case_of(visit, programme, Timeline(visit, on), rulebook), others)
        said.add((found.looked_at, tuple((one.rule, one.verdict.case, one.verdict.subjects) for one in found.findings)))
    assert len(said) == 1

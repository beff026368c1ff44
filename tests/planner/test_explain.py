"""Clashes that cannot be made smaller, ways out that work, and what would bring something in."""

from dataclasses import replace

import pytest
from benchmarks.generator import CLASHES, synthetic
from tests.planner.amending import applied, edited, without
from tests.planner.visits import clash, engagement, kinds, planned, request_for, visit_file
from tests.visits.toml import entry

from placet.formats.visitfile import VisitFile
from placet.model.visit import Visit
from placet.planner.clashes.allowance import Allowance
from placet.planner.clashes.giving_up import Question
from placet.planner.constraints.interpreters import Cuts
from placet.planner.outcome import Infeasible, Outcome, Planned, WayOut
from placet.planner.solve import plan
from placet.planner.tasks.translation import problem_of


def again(file: VisitFile, visit: Visit) -> Outcome:
    return plan(request_for(replace(file, visit=visit)))


def check_clash(file: VisitFile, found: Infeasible) -> None:
    """Nothing can be left out of the clash: without any one of its members the visit can be planned."""
    assert len(found.clashes) == 1
    assert found.are_all
    for wanted in found.clashes[0].requirements:
        assert isinstance(again(file, without(file.visit, wanted)), Planned), wanted


def check_ways(file: VisitFile, found: Infeasible) -> None:
    """Every way out works, costs what its changes cost, and the cheapest comes first."""
    assert found.ways_out
    assert [way.cost for way in found.ways_out] == sorted(way.cost for way in found.ways_out)
    for way in found.ways_out:
        assert way.cost == sum(change.requirement.cost for change in way.changes)
        visit = file.visit
        for change in way.changes:
            visit = applied(visit, change)
        assert isinstance(again(file, visit), Planned), way


# ── visits that contradict themselves ────────────────────────────────────────────────────────────────────────────────


def two(at: str, venue: str = "b") -> str:
    """x at a from 10:00 to 11:00, and y of the same principal."""
    return engagement("x", "10:00") + engagement("y", at, venues=[venue])


OTHER = engagement("other", "10:00", who=["q"], venues=["c"])
BUSY = '[busy.call]\nwho = ["p"]\nday = 1\nbetween = "09:30–10:30"\n'
CLOSED = '[venues.a]\nopenings = [{ hours = "12:00–18:00" }]\n'
GONE = '[people.p]\npresence = [{ from_at = "13:00" }]\n'
REST = '[blocks.rest]\nkind = "rest"\nwho = ["p"]\nbetween = "10:00–11:00"\nlength = "45m"\n'
# Nobody says how far it is to e: 20 minutes, as everywhere in the city, and there are 15.
UNMEASURED = '[venues.e]\nname = "E"\nleg = "city"\n'
LAST = engagement("z", "by 09:00", length="30m", after=["x"])
CARS = entry("resources", "cars", name="Cars", capacity=1)
CARS += engagement("x", "10:00", uses={"cars": 1}) + engagement("y", "10:30", who=["q"], venues=["c"], uses={"cars": 1})


def met(kind: str) -> str:
    """p is met, or leaves, at noon."""
    return engagement("met", "12:00", kind=kind, length="30m")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (two("10:30", "a") + OTHER, {("time", "x"), ("time", "y")}),
        (two("11:15") + OTHER, {("time", "x"), ("time", "y"), ("travel", "a", "b")}),
        (two("11:15", "e") + OTHER + UNMEASURED, {("time", "x"), ("time", "y"), ("travel", "a", "e")}),
        (two("15:00") + OTHER + BUSY, {("time", "x"), ("busy", "call")}),
        (two("15:00") + OTHER + CLOSED, {("time", "x"), ("open", "a", "x")}),
        (two("15:00") + OTHER + GONE, {("time", "x"), ("presence", "p", "x")}),
        (two("15:00") + OTHER + REST, {("time", "x"), ("block", "rest", "p")}),
        (two("15:00") + OTHER + LAST, {("time", "x"), ("time", "z"), ("order", "x", "z")}),
        (two("15:00") + OTHER + met("arrival"), {("time", "x"), ("time", "met"), ("arrival", "met")}),
        (two("15:00") + OTHER + met("departure"), {("time", "y"), ("time", "met"), ("departure", "met")}),
        (CARS, {("time", "x"), ("time", "y"), ("resource", "cars")}),
    ],
    ids=["at-once", "travel", "assumed", "busy", "closed", "gone", "rest", "order", "arrival", "departure", "resource"],
)
def test_a_clash_has_its_members_and_no_others(text: str, expected: set[tuple[str, ...]]) -> None:
    file = visit_file(text)
    found = clash(text)
    # That each engagement takes place and lasts as long as it does is part of every clash; the rest is what is told.
    assert {kind for kind in kinds(found) if kind[0] not in ("place", "length")} == expected
    check_clash(file, found)
    check_ways(file, found)


@pytest.mark.parametrize("planted", CLASHES)
def test_a_planted_clash_is_found_among_engagements_that_have_no_part_in_it(planted: str) -> None:
    made = synthetic(8, 1, 1, "contradictory", clash=planted, blocks=())
    file = made.read()
    found = plan(request_for(file))
    assert isinstance(found, Infeasible)
    told = {subject for one in found.clashes for wanted in one.requirements for subject in wanted.subjects}
    assert told & set(made.clash)
    assert not {name for name in told if name in made.planted}
    if planted in ("same-window", "travel", "closed"):
        assert set(made.clash) <= told
    check_ways(file, found)


def test_what_is_agreed_costs_more_and_is_told() -> None:
    text = two("10:30").replace('at = "10:00"', 'at = "10:00"\nagreed = "note 4"')
    found = clash(text)
    cheapest = found.ways_out[0]
    assert {change.requirement.subjects for change in cheapest.changes} == {("y",)}
    assert cheapest.reopens == ()
    assert any(way.reopens == ("note 4",) for way in found.ways_out)


def test_what_was_left_out_comes_in_by_each_way_that_is_told() -> None:
    # Two hours, three engagements of an hour: the least one is left out.
    text = '[legs.city]\nday = "08:00–10:00"\n' + "".join(
        f'[engagements.{name}]\ntitle = "{name}"\nwho = ["p"]\nlength = "60m"\nvenues = ["a"]\n{more}'
        for name, more in (("x", ""), ("y", ""), ("z", "optional = true\nvalue = 5\n"))
    )
    file = visit_file(text)
    outcome = planned(text)
    (left,) = outcome.left_out
    assert left.engagement == "z"
    assert left.ways_in
    for way in left.ways_in:
        visit = file.visit
        for change in way.changes:
            visit = applied(visit, change)
        in_now = again(file, edited(visit, "z", optional=False))
        assert isinstance(in_now, Planned), way


def test_no_way_out_and_no_way_in_has_guests_before_they_have_come() -> None:
    # Talks until 11:00 at the latest, and the guests are met at 12:00: one of the two moves, or is not.
    text = two("15:00") + met("arrival")
    given_up = {change.requirement.kind for way in clash(text).ways_out for change in way.changes}
    assert given_up <= {"time", "place", "hours"}
    optional = text.replace('title = "X"', 'title = "X"\noptional = true\nvalue = 5')
    (left,) = planned(optional).left_out
    assert left.engagement == "x"
    assert "arrival" not in {change.requirement.kind for way in left.ways_in for change in way.changes}


def test_a_visit_with_many_mistakes_is_told_what_mends_them_all() -> None:
    # Four hours at which nobody is open, of four people: each needs a change of its own, one more than MOST_CHANGES.
    places = [entry("venues", f"h{at}", name="H", leg="city", openings=[{"hours": "12:00–18:00"}]) for at in range(4)]
    people = [entry("people", f"n{at}", office="N", side="SE") for at in range(4)]
    wished = [engagement(f"x{at}", "10:00", who=[f"n{at}"], venues=[f"h{at}"]) for at in range(4)]
    file = visit_file("".join([*places, *people, *wished]))
    found = plan(request_for(file))
    assert isinstance(found, Infeasible)
    assert [len(way.changes) for way in found.ways_out] == [4]
    visit = file.visit
    for change in found.ways_out[0].changes:
        visit = applied(visit, change)
    assert isinstance(again(file, visit), Planned)


def test_a_venue_that_opens_wider_is_a_way_out() -> None:
    text = two("15:00") + CLOSED
    kept = [change.requirement.kind for way in clash(text).ways_out for change in way.changes]
    assert "open" in kept


MARGIN = engagement("x", "09:20", venues=["b"]) + engagement("talks", "by 10:30", agreed="P-14", margin="{margin}")


def test_what_may_move_by_a_margin_is_moved_by_it_before_anything_else() -> None:
    # x ends at 10:20 and is 30 minutes away: the talks begin at 10:50, with 20 minutes of margin. The hours of the day
    # are in it, for before x there would be time enough.
    text = MARGIN.replace("{margin}", "20m")
    found = clash(text)
    assert {kind for kind in kinds(found) if kind[0] not in ("place", "length")} == {
        ("time", "talks"),
        ("time", "x"),
        ("travel", "a", "b"),
        ("hours", "city"),
    }
    cheapest = found.ways_out[0]
    (change,) = cheapest.changes
    assert (change.requirement.kind, change.requirement.subjects) == ("margin", ("talks",))
    assert str(dict(change.becomes)["starts"])[11:16] == "10:50"
    assert cheapest.reopens == ()
    check_ways(visit_file(text), found)


def test_beyond_its_margin_nothing_moves_without_asking() -> None:
    found = clash(MARGIN.replace("{margin}", "15m"))
    assert "margin" not in {change.requirement.kind for way in found.ways_out for change in way.changes}


def test_what_moves_to_another_day_needs_no_longer_day_for_that() -> None:
    # x takes the first day, and may not be shorter or leave; y fits into the second.
    text = "[legs.city]\nlast_day = 2\n" + engagement("x", "08:00", day=1, length="12h") + engagement("y", day=1)
    ways = [{change.requirement.kind for change in way.changes} for way in explained(text)]
    assert {"day"} in ways
    assert {"day", "hours"} not in ways


def explained(text: str) -> tuple[WayOut, ...]:
    """More ways out than are told."""
    request = request_for(visit_file(text))
    question = Question(request, problem_of(request), Cuts())
    return question.ways(8, Allowance(request, 20.0, lambda: 20.0)).found

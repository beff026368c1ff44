"""How late an engagement may run and what gives way first: derived by hand, and against shifting by brute force."""

from dataclasses import replace
from datetime import timedelta
from itertools import product
from typing import Any

from hypothesis import HealthCheck, Phase, assume, event, given, settings
from tests.planner.invented import visits
from tests.planner.oracle import broken
from tests.planner.visits import engagement, planned, request_for, unsound, visit_file
from tests.visits.toml import entry

from placet.formats.visitfile import VisitFile
from placet.model.ids import EngagementId
from placet.model.programme import Programme
from placet.planner.outcome import Planned
from placet.planner.placing.slack import Slack
from placet.planner.solve import plan

SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
NO_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)
OF_LENGTH = ("stated-length", "usual-length", "way-there")
"""Rules about how long something lasts, which is what is changed here, and about ways that are laid anew."""


def told(slack: Slack) -> tuple[int | None, str | None, int | None, str | None]:
    """Minutes and who or what gives way, in short."""

    def gives(way: Any) -> str | None:
        return None if way is None else way.item or way.requirement.kind

    return slack.free, gives(slack.first), slack.total, gives(slack.last)


def test_a_commitment_inside_another_leaves_no_time_for_the_way_before_the_other_has_ended() -> None:
    # An hour from a to c: between 13:00 and 13:30 there is none, so it lies from 10:00 to 11:00, to the minute.
    text = engagement("x", "09:00") + engagement("y", "13:30", venues=["c"])
    for name, hours in (("one", "11:00–13:00"), ("two", "11:30–12:00")):
        text += entry("busy", name, title=name, who=["p"], day=1, between=hours)
        assert told(planned(text).slack["x"])[:2] == (0, "busy:one")


def test_the_next_engagement_of_the_same_person_gives_way_first() -> None:
    # x ends 11:00, the way a–b takes 30, y begins 12:00: 30 to spare.
    plan = planned(engagement("x", "10:00") + engagement("y", "12:00", venues=["b"]) + engagement("z", "15:00"))
    assert told(plan.slack["x"]) == (30, "y", 30, "time")  # y keeps its hour: nothing is left once it must move
    # y ends 13:00, 30 back to a, z at 15:00.
    assert told(plan.slack["y"]) == (90, "z", 90, "time")


def test_what_follows_may_move_as_far_as_it_is_allowed_to() -> None:
    # y stands at 11:15 (waiting is least, but for a quarter of an hour), and may begin until 13:00. x may push it by
    # 120; then its hours are broken.
    plan = planned(engagement("x", "10:00") + engagement("y", "11:00–13:00"))
    assert told(plan.slack["x"]) == (15, "y", 120, "time")


def test_a_push_goes_on_through_several() -> None:
    # x 10–11, y 11–12, z 12:15–13:15; the house closes at 13:30: x may push all by 30 minutes, 15 of them from y on.
    # With all a fifth longer z ends at 13:36, two fives too late, and one pause is short; two pauses cost a five more.
    late = {"after": [{"engagement": "x"}]}
    text = entry("venues", "a", openings=[{"hours": "08:00–13:30"}])
    text += engagement("x", "10:00") + engagement("y", **late) + engagement("z", after=[{"engagement": "y"}])
    plan = planned(text)
    assert told(plan.slack["x"]) == (0, "y", 30, "open")
    assert told(plan.slack["z"]) == (15, "open", 15, "open")


def test_a_room_an_interpreter_and_a_stated_order_hold_back_too() -> None:
    # Different people throughout: q from 10, r from 11:20 in the same room, 20 to spare.
    room = planned(engagement("x", "10:00", who=["q"]) + engagement("y", "11:20", who=["r"]))
    assert told(room.slack["x"]) == (20, "y", 20, "time")
    # Two interpreters, both wanted by x at a and by y at b: 30 for the way leaves 10 of 40.
    spoken = {"interpretation": {"languages": ["fa", "ru"], "interpreters": 2}}
    text = engagement("x", "10:00", who=["q"], **spoken)
    text += engagement("y", "11:40", who=["r"], venues=["b"], **spoken)
    assert told(planned(text).slack["x"]) == (10, "y", 10, "time")
    # An order with half an hour between, and nothing else in common: 40 less 30.
    after = {"after": [{"engagement": "x", "least": "30m"}]}
    text = engagement("x", "10:00", who=["q"]) + engagement("y", "11:40", who=["r"], venues=["b"], **after)
    assert told(planned(text).slack["x"]) == (10, "y", 10, "time")


def test_a_prior_commitment_and_protected_time_hold_back_too() -> None:
    busy = entry("diary", "cabinet", title="Cabinet", who=["q"], day=1, between="11:25–12:00")
    plan = planned(busy + engagement("x", "10:00", who=["q"]))
    assert told(plan.slack["x"])[:3] == (25, "diary:cabinet", 25)
    # Taken from 11:35 on, and y at b at 12:15: the half an hour there fits only before, so 35 - 30 are to spare.
    text = busy.replace("11:25", "11:35") + engagement("x", "10:00", who=["q"])
    plan = planned(text + engagement("y", "12:15", who=["q"], venues=["b"]))
    assert told(plan.slack["x"])[:2] == (5, "diary:cabinet")
    # Rest between 11:15 and 11:45, then 30 to b at 12:15: the way fits after the rest, so 15 are to spare.
    rest = entry("blocks", "rest", who=["q"], kind="rest", length="30m", between="11:15–11:45")
    text = rest + engagement("x", "10:00", who=["q"]) + engagement("y", "12:15", who=["q"], venues=["b"])
    assert told(planned(text).slack["x"])[:2] == (15, "rest@1@q")
    # With y at 11:45 it has to come before it, and nothing is.
    text = rest.replace("11:15–11:45", "11:30–12:00") + engagement("x", "10:00", who=["q"])
    text += engagement("y", "12:00", who=["q"], venues=["b"])
    assert told(planned(text).slack["x"])[:2] == (0, "rest@1@q")


def test_a_stated_end_is_what_is_broken_first() -> None:
    plan = planned(engagement("x", "10:00", ends="by 11:10") + engagement("y", "12:00"))
    assert told(plan.slack["x"]) == (10, "time", 10, "time")


def test_a_day_s_last_may_run_to_the_end_of_the_hours_of_its_city() -> None:
    # From 10:00, so 10:00–11:00 and nothing after it: the day ends at 20:00, nine hours later.
    plan = planned(engagement("x", "from 10:00"))
    assert told(plan.slack["x"]) == (540, "hours", 540, "hours")


def ran_late(programme: Programme, name: str, late: int, pushed: dict[str, int]) -> Programme:
    """One engagement ended later, others put off; drives that the plan put between are left out of it."""
    placements = dict(programme.placements)
    for moved, minutes in pushed.items():
        put, by = placements[EngagementId(moved)], timedelta(minutes=minutes)
        assert put.ends_at is not None
        placements[EngagementId(moved)] = replace(put, starts_at=put.starts_at + by, ends_at=put.ends_at + by)
    put = placements[EngagementId(name)]
    assert put.ends_at is not None
    placements[EngagementId(name)] = replace(put, ends_at=put.ends_at + timedelta(minutes=late))
    journeys = tuple(journey for journey in programme.journeys if journey.movement is not None)
    return replace(programme, placements=placements, journeys=journeys)


def is_kept(file: VisitFile, programme: Programme, name: str) -> bool:
    """Whether neither the independent judge nor a required rule objects to anything but the length of one."""
    facts = [fact for fact in broken(file.visit, programme) if not fact.startswith(f"{name}: lasts")]
    rules = [rule for rule in unsound(file, programme) if not rule.startswith(OF_LENGTH)]
    return not facts and not rules


@settings(max_examples=15, phases=NO_SHRINKING, suppress_health_check=SLOW)
@given(visits())
def test_it_is_as_much_as_the_judge_and_the_rules_allow(data: dict[str, Any]) -> None:
    file = visit_file(data=data)
    outcome = plan(request_for(file))
    assume(isinstance(outcome, Planned) and outcome.programme.placements)
    assert isinstance(outcome, Planned)
    for name, put in outcome.programme.placements.items():
        slack = outcome.slack[name]
        if slack.free is None or slack.first is None:
            event("nothing gives way")
            assert is_kept(file, ran_late(outcome.programme, name, 180, {}), name), (name, slack)
            continue
        assert slack.total is not None
        assert slack.free <= slack.total
        event("none" if slack.free == 0 else "some")
        if slack.free:
            assert is_kept(file, ran_late(outcome.programme, name, slack.free, {}), name), (name, slack)
        if slack.first.requirement is not None and slack.first.requirement.kind == "hours":
            assert put.ends_at is not None  # no rule judges these hours: the common day ends at 20:00
            assert f"{put.ends_at + timedelta(minutes=slack.free):%H:%M}" == "20:00"
        elif put.venue is not None:  # the judge would let the drive after what has no place lie before it: it moves too
            assert not is_kept(file, ran_late(outcome.programme, name, slack.free + 1, {}), name), (name, slack)


@settings(max_examples=8, phases=NO_SHRINKING, suppress_health_check=SLOW)
@given(visits(most=3, step=30, blocks=False))
def test_pushing_what_follows_breaks_nothing_before_the_total(data: dict[str, Any]) -> None:
    # By brute force: what follows is put off by each multiple of five minutes, in every combination.
    file = visit_file(data=data)
    outcome = plan(request_for(file))
    assume(isinstance(outcome, Planned) and len(outcome.programme.placements) > 1)
    assert isinstance(outcome, Planned)
    programme = outcome.programme
    for name, put in programme.placements.items():
        slack = outcome.slack[name]
        if not slack.total:
            continue
        late = min(slack.total // 30 * 30, 60)
        after = [other for other, it in programme.placements.items() if it.starts_at >= put.starts_at and other != name]
        ways = product(range(0, late + 1, 5), repeat=len(after))
        kept = (ran_late(programme, name, late, dict(zip(after, way, strict=True))) for way in ways)
        assert any(is_kept(file, it, name) for it in kept), (name, slack)

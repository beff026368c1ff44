"""What the rules say of stated times, and whether the planner finds them possible: the two agree on invented visits.

A plan is written back into its visit as exact times, and then one engagement is moved, or put elsewhere. Nothing is an
estimate there, so that both are bound by the same facts.
"""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import HealthCheck, Phase, assume, event, given, settings
from hypothesis import strategies as st
from tests.planner.invented import VENUES, clock, visits
from tests.planner.visits import request_for, unsound, visit_file

from placet.almanac.timeline import Timeline
from placet.formats.visitfile import VisitFile
from placet.model.programme import Programme
from placet.node.judging import case_of
from placet.node.rulebook import rulebook_for
from placet.planner.outcome import Planned
from placet.planner.solve import plan
from placet.rules.judge import judge
from placet.rules.stated import stated_programme

WALK = {"origin": "a", "destination": "d", "time": "5m", "basis": "measured"}


def as_stated(data: dict[str, Any], programme: Programme) -> dict[str, Any]:
    """The visit with the times and venues of a plan, and only what is in it."""
    stated = copy.deepcopy(data)
    stated.pop("blocks", None)
    stated["engagements"] = {name: stated["engagements"][name] for name in programme.placements}
    for name, put in programme.placements.items():
        entry = stated["engagements"][name]
        entry |= {"day": 1, "at": f"{put.starts_at:%H:%M}", "ends": f"{put.ends_at:%H:%M}"}
        entry |= {"venues": [put.venue]} if put.venue is not None else {}
        for field in ("length", "optional", "value"):
            entry.pop(field, None)
        entry["after"] = [it for it in entry.get("after", ()) if it["engagement"] in programme.placements]
    return stated


def impossible(file: VisitFile) -> list[str]:
    """What the rules find wrong with the stated times, and would with a plan of them.

    Of a programme of others they say of a way beside what is placeless only that it may be broken.
    """
    timeline = Timeline(file.visit)
    case = case_of(file.visit, stated_programme(file.visit, timeline), timeline, rulebook_for(file.visit))
    found = judge(case).findings
    return [f"{f.rule} {f.verdict.subjects}" for f in found if f.is_unsound or f.rule == "way-in-one-piece"]


@settings(
    max_examples=40,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)
@given(visits(), st.data(), st.sampled_from([-60, -30, -5, -1, 0, 1, 5, 30, 60]))
def test_check_and_plan_agree_on_stated_times(data: dict[str, Any], choice: st.DataObject, minutes: int) -> None:
    data["travel"].append(WALK)
    outcome = plan(request_for(visit_file(data=data)))
    assume(isinstance(outcome, Planned) and outcome.programme.placements)
    assert isinstance(outcome, Planned)
    stated = as_stated(data, outcome.programme)
    name = choice.draw(st.sampled_from(sorted(stated["engagements"])))
    moved = stated["engagements"][name]
    for end in ("at", "ends"):
        hour, minute = map(int, moved[end].split(":"))
        moved[end] = clock((60 * hour + minute + minutes) % (24 * 60))
    assume(moved["at"] < moved["ends"])
    if "venues" in moved and choice.draw(st.integers(0, 3)) == 0:
        moved["venues"] = [choice.draw(st.sampled_from(VENUES))]
    file = visit_file(data=stated)
    found = impossible(file)
    again = plan(request_for(file))
    event("unsound" if found else "sound")
    assert isinstance(again, Planned) is (found == []), (found, again)
    if isinstance(again, Planned):
        assert unsound(file, again.programme) == []


def test_a_way_that_a_placeless_engagement_breaks_is_impossible_to_both() -> None:
    # From a to b it takes half an hour. There are twenty minutes before the call and twenty after it, or thirty before.
    def day(call: str, ends: str) -> dict[str, Any]:
        entries = {"u": ("09:00", "10:00", ["a"]), "v": (call, ends, []), "w": ("10:45", "11:00", ["b"])}
        common: dict[str, Any] = {"title": "X", "who": ["p"], "day": 1}
        return {
            "engagements": {
                name: common | {"at": at, "ends": until} | ({"venues": venues} if venues else {})
                for name, (at, until, venues) in entries.items()
            }
        }

    broken, whole = (visit_file(data=day(*call)) for call in (("10:20", "10:25"), ("10:30", "10:35")))
    assert unsound(broken, stated_programme(broken.visit, Timeline(broken.visit))) == []
    assert impossible(broken) == ["way-in-one-piece ('u', 'w')"]
    assert not isinstance(plan(request_for(broken)), Planned)
    assert (impossible(whole), isinstance(plan(request_for(whole)), Planned)) == ([], True)

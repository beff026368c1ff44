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
from placet.model.programme import Programme
from placet.planner.outcome import Planned
from placet.planner.solve import plan
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
    found = unsound(file, stated_programme(file.visit, Timeline(file.visit)))
    again = plan(request_for(file))
    event("unsound" if found else "sound")
    assert isinstance(again, Planned) is (found == []), (found, again)
    if isinstance(again, Planned):
        assert unsound(file, again.programme) == []

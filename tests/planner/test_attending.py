"""Who is only invited comes where they can be: nobody waits for them, and nobody is in two places for it.

From a to b it takes 30 minutes; x, q's own, lasts from 09:00 to 10:00 at a.
"""

from __future__ import annotations

from typing import Any

from tests.planner.visits import engagement, entry, planned

FIRST = engagement("x", "09:00", who=["q"])
FLIGHT = """
[movements.in]
title = "Flight"
who = ["q"]
by = "plane"
departs = { day = 1, at = "08:30", place = "Severia" }
arrives = { day = 1, at = "10:00", venue = "a", buffer = "20m" }
"""


def reception(at: str, guest: str = "q", **more: Any) -> str:
    """An engagement of r's at b for which nobody else is needed."""
    return engagement("e", at, **{"who": ["r"], "optional_who": [guest], "venues": ["b"]} | more)


def comes(text: str) -> bool:
    return bool(planned(text).programme.placements["e"].attending)


def test_the_way_of_who_comes_leads_there() -> None:
    then = engagement("y", "11:45", who=["q"], venues=["b"])
    found = planned(FIRST + reception("10:45", length="60m") + then).programme
    assert found.placements["e"].attending == ("q",)
    assert [f"{it.leaves_at:%H:%M}–{it.arrives_at:%H:%M}" for it in found.journeys] == ["10:15–10:45"]


def test_who_interprets_elsewhere_does_not_come() -> None:
    both = {"languages": ["fa", "ru"], "interpreters": 2}
    talks = engagement("talks", "10:00", interpretation=both)  # i1 and i2, until 11:00
    assert not comes(talks + reception("10:30", "i1"))
    assert not comes(talks + reception("11:29", "i1"))
    assert comes(talks + reception("11:30", "i1"))


def test_who_is_not_with_the_visit_yet_does_not_come() -> None:
    there = '[[people.q.presence]]\nfrom_at = "12:00"\n'
    assert not comes(there + reception("11:30"))
    assert comes(there + reception("12:00"))


def test_formalities_come_before_the_way() -> None:
    # landed at 10:00, out by 10:20, half an hour to b
    assert not comes(FLIGHT + reception("10:49"))
    assert comes(FLIGHT + reception("10:50"))


def test_formalities_leave_less_time_for_a_way_beside_a_call() -> None:
    # Out by 10:20, which leaves 10 minutes before the call: half an hour has to lie after it, from 10:50 on.
    call = reception("10:30", venues=None, length="20m")
    assert not comes(FLIGHT + call + engagement("y", "11:19", who=["q"], venues=["b"]))
    assert comes(FLIGHT + call + engagement("y", "11:20", who=["q"], venues=["b"]))


def test_a_commitment_inside_another_leaves_no_time_for_a_way() -> None:
    # An hour to c, which lies before 11:00 or after 13:00: before it there is none left if q comes.
    taken = entry("busy", "one", title="One", who=["q"], day=1, between="11:00–13:00")
    taken += entry("busy", "two", title="Two", who=["q"], day=1, between="11:30–12:00")
    call = reception("10:10", venues=None, length="20m")
    assert not comes(FIRST + taken + call + engagement("y", "13:59", who=["q"], venues=["c"]))
    assert comes(FIRST + taken + call + engagement("y", "14:00", who=["q"], venues=["c"]))


def test_a_guest_does_not_come_before_the_own_arrival() -> None:
    # received at a from 12:00 to 12:30; half an hour to b. The planner put q at receptions from 08:00 on before.
    met = engagement("met", "12:00", kind="arrival", who=["q"], length="30m")
    assert not comes(met + reception("09:00"))
    assert comes(met + reception("13:00"))


def test_a_guest_does_not_come_after_the_own_departure() -> None:
    left = engagement("left", "12:00", kind="departure", who=["q"], length="30m")
    assert comes(left + reception("10:30"))  # until 11:30, and half an hour to a
    assert not comes(left + reception("14:00"))


def test_a_guest_does_not_come_before_the_own_flight() -> None:
    # boarded at 08:30, landed at 10:00, out by 10:20, half an hour to b
    assert not comes(FLIGHT + reception("07:00", length="30m"))
    assert comes(FLIGHT + reception("10:50"))


def test_who_is_in_another_city_does_not_come() -> None:
    # q flies there from 15:00 to 16:00: at 10:00 q is in the first city, at 18:30 in the other.
    there = entry("legs", "other", city="Other", country="IR", zone="Asia/Tehran", first_day=1, last_day=1)
    there += entry("venues", "z", name="Z", leg="other", turnover="0m")
    flight = """
[movements.on]
title = "Flight"
who = ["q"]
by = "plane"
departs = { day = 1, at = "15:00", venue = "a" }
arrives = { day = 1, at = "16:00", venue = "z" }
"""

    def in_other(at: str) -> bool:
        return comes(there + flight + reception(at, venues=["z"], leg="other"))

    assert not in_other("10:00")
    assert in_other("18:30")
    assert comes(there + flight + reception("10:00"))
    assert not comes(there + flight + reception("18:30"))

"""Engagements lie where rules below `must` would have them, wherever that is possible at all."""

from datetime import date

from tests.planner.visits import amounts, engagement, planned, shown
from tests.visits.toml import entry

from placet.model.ids import EngagementId

TEHRAN = entry("legs", "city", latitude=35.7, longitude=51.4)


def test_talks_are_put_on_a_working_day() -> None:
    # 22 May 2026 is a Friday, which is free in Iran; Saturday is a working day. An empty day counts as one whose last
    # engagement begins at 13:00: without the rule talks at 10:00 make the first day shorter, and so they lie there.
    text = entry("legs", "city", country="IR", last_day=2) + entry("sides", "AR", country="IR")
    text += engagement("talks", "10:00", kind="talks", days=[1, 2]) + engagement("dinner", "19:00", day=2)
    days = []
    for soft in ((), ("days-off",)):
        plan = planned(text, soft=soft, on=date(2026, 5, 22))
        days.append(plan.programme.placements[EngagementId("talks")].starts_at.day)
        assert amounts(plan)["should"] == 0
    assert days == [22, 23]


def test_talks_on_a_day_off_weigh_where_there_is_no_other() -> None:
    text = entry("legs", "city", country="IR") + entry("sides", "AR", country="IR") + engagement("talks", kind="talks")
    assert amounts(planned(text, soft=("days-off",), on=date(2026, 5, 22)))["should"] == 3
    assert amounts(planned(text, soft=("days-off",), on=date(2026, 5, 23)))["should"] == 0


def test_what_is_in_the_open_ends_by_sunset() -> None:
    # In Tehran the sun sets at 16:52 on 10 December 2026. After talks until 15:45 an hour at the field is too long,
    # so it comes before them; only where it must follow them does it weigh.
    field = TEHRAN + entry("venues", "d", outdoor=True) + engagement("talks", "14:45")
    on = date(2026, 12, 10)
    free = planned(field + engagement("wreath", "from 12:00", venues=["d"]), soft=("outdoor-daylight",), on=on)
    assert shown(free)["wreath"][:5] <= "13:40"
    assert amounts(free)["should"] == 0
    late = engagement("wreath", venues=["d"], after=["talks"], length="90m")
    assert amounts(planned(field + late, soft=("outdoor-daylight",), on=on))["should"] == 3


def test_a_roof_keeps_what_the_daylight_does_not() -> None:
    # The same after 17:00: under the roof of b nothing is dark.
    text = TEHRAN + entry("venues", "d", outdoor=True)
    text += engagement("wreath", "from 17:00", venues=["d", "b"])
    plan = planned(text, soft=("outdoor-daylight",), on=date(2026, 12, 10))
    assert shown(plan)["wreath"].endswith(" b")
    assert amounts(plan)["should"] == 0


def test_in_ramadan_people_are_invited_after_sunset() -> None:
    # 20 February 2027 is a day of Ramadan; the sun sets in Tehran at 17:46, and half an hour before people sit down.
    fasts = entry("people", "q", diet=["fasting"])
    text = TEHRAN + fasts + engagement("dinner", "from 12:00", kind="meal", who=["p", "q"])
    plan = planned(text, soft=("fasting-daylight",), on=date(2027, 2, 20))
    assert "17:20" <= shown(plan)["dinner"][:5] <= "18:30"
    assert amounts(plan)["should"] == 0

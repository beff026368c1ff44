"""Guests have something, and something is kept free for them, only between their coming and going."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.planner.brute import least_value_lost
from tests.planner.oracle import broken
from tests.planner.visits import amounts, clash, kinds, outcome_of, planned, shown, unsound, visit_file

from placet.model.programme import Programme
from placet.planner.outcome import Planned

HOST = '[people.h]\nside = "AR"\noffice = "Minister"\nlevel = 3\n'
LUNCH = '[blocks.lunch]\nkind = "meal"\nwho = ["p"]\nday = 1\nbetween = "12:00–15:00"\nlength = "45m"\n'


def met(kind: str, at: str, who: str = '"p"', more: str = "") -> str:
    return f"""
[engagements.{kind}]
title = "{kind}"
kind = "{kind}"
who = [{who}]
length = "30m"
venues = ["a"]
at = "{at}"
{more}
"""


def talks(who: str = '"p"', more: str = "", length: str = "60m") -> str:
    return f'[engagements.talks]\ntitle = "Talks"\nwho = [{who}]\nlength = "{length}"\nvenues = ["a"]\n{more}'


def kept(plan: Planned) -> list[str]:
    return [f"{block.window.opens:%H:%M}–{block.window.closes:%H:%M}" for block in plan.programme.blocks]


# ── engagements ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_nothing_comes_before_the_arrival() -> None:
    # The quarter of an hour after it may be had for less than a twentieth of the minutes since midnight.
    assert shown(planned(met("arrival", "12:00") + talks()))["talks"] == "12:45–13:45 a"


def test_nothing_comes_after_the_departure() -> None:
    # from 09:00 on, and the departure at 10:00: 60 minutes, no more
    assert shown(planned(met("departure", "10:00") + talks(more='at = "from 09:00"\n')))["talks"] == "09:00–10:00 a"


def test_a_host_may_have_something_before() -> None:
    with_host = met("arrival", "12:00", '"p", "h"')
    assert shown(planned(HOST + with_host + talks('"h"', 'at = "09:00"\n')))["talks"] == "09:00–10:00 a"


def test_where_the_arrival_comes_too_late_it_is_told_as_what_clashes() -> None:
    found = clash(met("arrival", "12:00") + talks(more='at = "10:00"\n'))
    assert [kind for kind in kinds(found) if kind[0] not in ("place", "length")] == [
        ("arrival", "arrival"),
        ("time", "arrival"),
        ("time", "talks"),
    ]


def test_what_would_come_before_the_arrival_is_left_out() -> None:
    # Talks of value 7 by 11:00 at the latest, and the guests come at 12:00.
    text = met("arrival", "12:00") + talks(more='at = "by 10:00"\noptional = true\nvalue = 7\n')
    assert amounts(planned(text))["value"] == 7 == least_value_lost(visit_file(text))


def test_an_office_may_lower_the_grade_with_a_reason() -> None:
    text = met("arrival", "12:00") + talks(more='at = "10:00"\n')
    rule = '[rules.while-here]\ngrade = "{}"\nreason = "a transit"\n'
    # The oracle knows of no reasons: only the outcome is looked at.
    off, should = (outcome_of(text + rule.format(grade)) for grade in ("off", "should"))
    assert isinstance(off, Planned)
    assert isinstance(should, Planned)
    assert shown(off)["talks"] == shown(should)["talks"] == "10:00–11:00 a"
    assert (amounts(off)["should"], amounts(should)["should"]) == (0, 2)  # one order of weight 2 that is not kept


# ── what is kept free ────────────────────────────────────────────────────────────────────────────────────────────────


def test_lunch_is_kept_after_the_arrival() -> None:
    # Received until 13:00. Talks of 75 minutes from 13:45 on would leave 45 minutes either way.
    plan = planned(LUNCH + met("arrival", "12:30") + talks(more='at = "13:45"\n', length="75m"))
    assert kept(plan) == ["13:00–13:45"]


def test_lunch_before_the_arrival_is_no_lunch_to_the_rules_and_to_the_oracle() -> None:
    # Kept from 12:30 to 13:15, and then they come at 14:30: no time is left for it, but the programme says it is kept.
    file = visit_file(LUNCH + met("arrival", "from 12:00"))
    plan = planned(LUNCH + met("arrival", "12:00")).programme
    put, later = plan.placements["arrival"], timedelta(minutes=150)
    assert put.ends_at is not None
    moved = replace(put, starts_at=put.starts_at + later, ends_at=put.ends_at + later)
    tampered = replace(plan, placements={"arrival": moved})
    assert broken(file.visit, tampered) == ["lunch: not kept for p on day 1"]
    assert unsound(file, tampered) == ["protected-block ('lunch', 'p')"]


def test_lunch_is_kept_before_the_departure() -> None:
    plan = planned(LUNCH + met("departure", "13:45") + talks(more='at = "11:00"\n', length="120m"))
    assert kept(plan) == ["13:00–13:45"]


@pytest.mark.parametrize(("at", "expected"), [("13:45", ["14:15–15:00"]), ("13:46", [])])
def test_lunch_is_kept_only_where_the_stay_leaves_time_for_it(at: str, expected: list[str]) -> None:
    # received for half an hour; 15:00 - 45 min = 14:15
    assert kept(planned(LUNCH + met("arrival", at))) == expected


def test_between_an_arrival_and_a_departure_of_one_day_too() -> None:
    # 12:30 to 13:15 are 45 minutes, to 13:14 they are not
    assert kept(planned(LUNCH + met("arrival", "12:00") + met("departure", "13:15"))) == ["12:30–13:15"]
    assert kept(planned(LUNCH + met("arrival", "12:00") + met("departure", "13:14"))) == []


def test_guests_do_not_come_later_so_that_they_lose_their_lunch() -> None:
    # At 14:00 they could go straight to the talks at 14:30; coming by 12:45 at the latest costs them only waiting.
    plan = planned(LUNCH + met("arrival", "from 09:00") + talks(more='at = "14:30"\n'))
    assert amounts(plan)["should"] == 0
    assert len(kept(plan)) == 1


def test_where_they_can_only_come_late_they_have_no_lunch() -> None:
    # The one who receives them is taken until 14:00.
    busy = '[busy.call]\nwho = ["h"]\nday = 1\nbetween = "08:00–14:00"\n'
    plan = planned(HOST + busy + LUNCH + met("arrival", "from 09:00", '"p", "h"') + talks())
    assert shown(plan)["arrival"].startswith("14:")
    assert kept(plan) == []


def test_a_lunch_that_there_is_time_for_still_clashes_with_what_takes_the_time() -> None:
    # Free are 12:30 to 13:00 and 14:45 to 15:00.
    found = clash(LUNCH + met("arrival", "12:00") + talks(more='at = "13:00"\n', length="105m"))
    told = {kind[0] for kind in kinds(found)}
    assert {"block", "time"} <= told


FLIGHT = """
[movements.flight]
title = "Flight"
by = "plane"
who = ["p"]
departs = {{ {departs}, day = 1 }}
arrives = {{ {arrives}, day = 1 }}
"""


def test_flights_into_the_visit_and_out_of_it_bound_what_is_kept() -> None:
    lands = FLIGHT.format(
        departs='place = "Severia", at = "12:50"', arrives='venue = "c", at = "13:30", buffer = "10m"'
    )
    leaves = FLIGHT.format(
        departs='venue = "c", at = "13:30", buffer = "30m"', arrives='place = "Severia", at = "16:00"'
    )
    # Before 12:50 there is an hour in which nobody has come; after landing and formalities, 13:40, there is time.
    (after,) = kept(planned(LUNCH + lands))
    assert after >= "13:40"
    # At the airport from 13:00 on.
    (before,) = kept(planned(LUNCH + leaves))
    assert before <= "12:15–13:00"
    assert kept(planned(LUNCH + lands.replace("13:30", "14:06"))) == []


def test_a_midday_meal_is_not_wished_for_before_the_guests_have_come() -> None:
    # 15:00 - 45 min = 14:15: from then on nobody need be fed here.
    late = met("arrival", "13:46") + talks(more='at = "14:16"\n', length="120m")
    assert amounts(planned(late, soft=("midday-meal",)))["should"] == 0


def test_prayers_are_kept_after_the_arrival() -> None:
    # In Tehran dhuhr of 8 October 2026 is from 11:52 to 15:09: from 14:45 on 24 minutes are left, from 14:50 on 19.
    asks = '[people.p]\nprayer = { prayers = ["dhuhr"], length = "20m" }\n'
    where = '[legs.city]\nlatitude = 35.7\nlongitude = 51.4\nprayer_method = "tehran"\n'
    on = date(2026, 10, 8)
    free = talks(more='at = "from 14:00"\n', length="180m")
    said = planned(asks + where + met("arrival", "14:15") + free, on=on)
    assert (shown(said)["talks"], kept(said)) == ("15:05–18:05 a", ["14:45–15:05"])
    # None is said then; a quarter of an hour is left after the arrival all the same, for less than a twentieth.
    unsaid = planned(asks + where + met("arrival", "14:20") + free, on=on)
    assert (shown(unsaid)["talks"], kept(unsaid)) == ("15:05–18:05 a", [])


def test_nobody_stays_for_a_prayer_that_can_be_said_after_leaving() -> None:
    # In Tehran maghrib of 8 October 2026 begins after 17:30: who stays for it leaves after it, and waits for nothing.
    asks = '[people.p]\nprayer = { prayers = ["dhuhr", "maghrib"], length = "20m" }\n'
    where = '[legs.city]\nlatitude = 35.7\nlongitude = 51.4\nprayer_method = "tehran"\n'
    leaves = met("departure", "from 09:00", more='after = ["talks"]\n')
    plan = planned(asks + where + talks(more='at = "09:00"\n') + leaves, on=date(2026, 10, 8))
    # A quarter of an hour is left after the talks: it costs less than a twentieth of the minutes since midnight.
    assert shown(plan)["departure"] == "10:15–10:45 a"
    assert amounts(plan)["should"] == 0


# ── a block with a place of its own ──────────────────────────────────────────────────────────────────────────────────

TWO_CITIES = """
[legs.coast]
city = "Coast"
zone = "Asia/Tehran"
first_day = 1
last_day = 1
[venues.harbour]
name = "Harbour"
leg = "coast"
[movements.train]
title = "Train"
by = "train"
who = ["p"]
departs = { venue = "a", day = 1, at = "13:00" }
arrives = { venue = "harbour", day = 1, at = "14:00" }
[blocks.rest]
kind = "rest"
who = ["p"]
venue = "harbour"
day = 1
between = "09:00–18:00"
length = "60m"
"""


def test_rest_at_a_place_is_kept_once_its_city_is_reached() -> None:
    # From 14:00 on everything there is taken; in the morning the guest is in another city.
    dinner = talks(more='at = "14:00"\n', length="240m").replace('"a"', '"harbour"')
    assert ("block", "rest", "p") in kinds(clash(TWO_CITIES + dinner))
    (rest,) = kept(planned(TWO_CITIES + dinner.replace("14:00", "15:00")))
    assert rest == "14:00–15:00"


# ── what states no place ─────────────────────────────────────────────────────────────────────────────────────────────

FLIGHTS = """
[movements.come]
title = "Flight in"
by = "plane"
who = ["p"]
departs = { place = "Abroad", day = 1, at = "08:00" }
arrives = { venue = "a", day = 1, at = "12:00" }
[movements.leave]
title = "Flight out"
by = "plane"
who = ["p"]
departs = { venue = "a", day = 1, at = "14:00" }
arrives = { place = "Abroad", day = 1, at = "18:00" }
"""
NOWHERE = '[engagements.call]\ntitle = "Call"\nwho = ["p"]\nlength = "30m"\n'


@pytest.mark.parametrize("day", ["day = 1\n", ""])
@pytest.mark.parametrize("at", ["from 08:00", "by 20:00"])
def test_what_states_no_place_lies_between_coming_and_going(at: str, day: str) -> None:
    put = shown(planned(FLIGHTS + NOWHERE + day + f'at = "{at}"\n'))["call"]
    assert "12:00" <= put[:5] <= "13:30"  # landed at 12:00; 14:00 - 30 min


BACK = """
[movements.back]
title = "Flight back"
by = "plane"
who = ["p"]
departs = { place = "Abroad", day = 1, at = "18:10" }
arrives = { venue = "a", day = 1, at = "19:00" }
"""


def with_talks_at(text: str, hour: int) -> Programme:
    """The plan of a visit, with its talks at another hour."""
    put = planned(text).programme
    starts = put.placements["talks"].starts_at.replace(hour=hour, minute=0)
    moved = replace(put.placements["talks"], starts_at=starts, ends_at=starts + timedelta(hours=1))
    return replace(put, placements={"talks": moved})


@pytest.mark.parametrize(("hour", "facts"), [(13, []), (19, ["talks: p has flown out with leave"])])
def test_the_oracle_and_the_rules_know_that_a_guest_has_flown_out(hour: int, facts: list[str]) -> None:
    # The flight leaves at 14:00 and lands at 18:00: talks of an hour at 13:00 are the last.
    text = FLIGHTS + talks(more='at = "from 08:00"\n')
    tampered = with_talks_at(text, hour)
    assert broken(visit_file(text).visit, tampered) == facts
    assert any(found.startswith("right-city") for found in unsound(visit_file(text), tampered)) == bool(facts)


def test_to_the_oracle_a_guest_whom_another_flight_brings_back_is_there_again() -> None:
    text = FLIGHTS + BACK + talks(more='at = "from 08:00"\n')
    assert broken(visit_file(text).visit, with_talks_at(text, 19)) == []


@pytest.mark.parametrize("at", ["07:00", "18:30"])
def test_what_states_no_place_cannot_lie_before_coming_or_after_going(at: str) -> None:
    found = clash(FLIGHTS + NOWHERE + f'day = 1\nat = "{at}"\n')
    assert ("time", "call") in kinds(found)

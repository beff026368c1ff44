"""Each reason speaks where it should, and is silent where it should be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.planner.visits import visit_file

from placet.model.ids import SideId
from placet.model.profile import Grade
from placet.model.spans import PartialDate
from placet.model.visit import PastVisit
from placet.planner.dates.candidate import Candidate, Reason, Scene, Speaks
from placet.planner.dates.lead import by_working_days, usual_lead
from placet.planner.dates.reasons import CATALOGUE, reasons_on

TODAY = date(2027, 1, 1)
IRAN = '[sides.AR]\ncountry = "IR"\n'
RUSSIA = '[sides.SE]\ncountry = "RU"\n'
GERMANY = '[sides.AR]\ncountry = "DE"\n'
TWO_DAYS = "[legs.city]\nlast_day = 2\n"


def reasons(text: str, on: str, name: str, **scene: object) -> list[Reason]:
    visit = visit_file(text).visit
    asked = Scene(visit, visit.last_day, TODAY, **scene)  # type: ignore[arg-type]
    found = reasons_on(Candidate(asked, date.fromisoformat(on)))
    return [reason for reason in found if reason.name == name]


def told(text: str, on: str, name: str, **scene: object) -> list[tuple[str, str, list[str]]]:
    """Case, whether for or against, and the days it is about."""
    found = reasons(text, on, name, **scene)
    return [(reason.case, reason.speaks.value, [day.isoformat() for day in reason.on]) for reason in found]


def test_the_weekend_of_the_host_speaks_against_its_days_only() -> None:
    # 14 May 2027 is a Friday: Germany's weekend is the 15th and 16th.
    assert told(GERMANY + TWO_DAYS, "2027-05-14", "host-weekend") == [("weekend", "against", ["2027-05-15"])]
    assert told(GERMANY + TWO_DAYS, "2027-05-12", "host-weekend") == []


def test_a_weekend_that_reports_differ_about_is_perhaps_one() -> None:
    # Iran: Friday by every report, Thursday or Saturday by some.
    found = reasons(IRAN, "2027-05-13", "host-weekend")
    assert [(one.case, one.certain, one.grade) for one in found] == [("perhaps", False, Grade.SHOULD)]
    assert told(IRAN, "2027-05-12", "host-weekend") == []


def test_the_weekend_of_the_guest_is_a_courtesy() -> None:
    (found,) = reasons(RUSSIA, "2027-05-16", "guest-weekend")
    assert (found.grade, found.speaks) == (Grade.COURTESY, Speaks.AGAINST)
    assert told(RUSSIA, "2027-05-12", "guest-weekend") == []


def test_a_holiday_of_the_host_is_told_by_name() -> None:
    # 3 October, a Sunday in 2027, is German Unity Day.
    (found,) = reasons(GERMANY, "2027-10-03", "host-holiday")
    assert (found.case, found.certain, found.facts["holiday"]) == ("holiday", True, "German Unity Day")
    assert reasons(GERMANY, "2027-10-05", "host-holiday") == []


def test_a_holiday_of_the_guest_is_told_by_name() -> None:
    (found,) = reasons(RUSSIA, "2027-05-09", "guest-holiday")
    assert found.case == "holiday"
    assert found.grade is Grade.COURTESY
    assert reasons(RUSSIA, "2027-05-19", "guest-holiday") == []


# Eid al-Adha 1448 is computed for 16 May 2027 (Umm al-Qura); Iran's table has it a day later, on the 17th.
ADHA = date(2027, 5, 17)


def test_a_day_beside_a_lunar_holiday_is_fine_only_if_it_falls_as_computed() -> None:
    before = (ADHA - timedelta(days=1)).isoformat()
    (found,) = reasons(IRAN, before, "host-holiday")
    assert (found.case, found.certain, found.facts["expected"]) == ("only-if", False, ADHA)
    assert [day.isoformat() for day in found.on] == [before]


def test_on_its_computed_day_a_lunar_holiday_is_against_it_but_not_certain() -> None:
    (found,) = reasons(IRAN, ADHA.isoformat(), "host-holiday")
    assert (found.case, found.certain) == ("lunar", False)


def test_once_it_is_announced_a_lunar_holiday_is_certain_and_its_neighbours_are_free() -> None:
    announced = f'[[sides.AR.holidays]]\non = {ADHA.isoformat()}\nname = "Eid"\nobserved = true\n'
    (found, *_) = reasons(IRAN + announced, ADHA.isoformat(), "host-holiday")
    assert (found.case, found.certain) == ("holiday", True)
    assert reasons(IRAN + announced, (ADHA - timedelta(days=1)).isoformat(), "host-holiday") == []


def test_two_days_around_a_lunar_holiday_tell_of_it_once() -> None:
    # The 16th and the 17th: computed for the second of them, the first may be it.
    (found,) = reasons(IRAN + TWO_DAYS, "2027-05-16", "host-holiday")
    assert (found.case, [day.isoformat() for day in found.on]) == ("lunar", ["2027-05-17"])


# Eid al-Fitr 1448 in Iran's table: computed for 10 March 2027, and a second day of it for the 11th.
FEASTS = (date(2027, 3, 10), date(2027, 3, 11))


def test_feasts_of_one_moon_are_told_together_and_weigh_once_a_day() -> None:
    (found,) = reasons(IRAN + TWO_DAYS, "2027-03-11", "host-holiday")
    assert (found.case, found.certain, found.hangs_on_the_moon) == ("lunar-together", False, True)
    assert found.facts["expected"] == FEASTS
    assert found.facts["holiday"] == ("Eid al-Fitr", "Eid al-Fitr Holiday")
    assert found.on == (FEASTS[1],)  # a day late both fall on the 11th and the 12th, and never on the 12th alone


def test_beside_feasts_of_one_moon_only_that_is_told_which_may_reach_the_day() -> None:
    # On the 12th the second comes a day late, on the 9th the first a day early.
    assert [reasons(IRAN, on, "host-holiday")[0].facts["expected"] for on in ("2027-03-12", "2027-03-09")] == [
        FEASTS[1],
        FEASTS[0],
    ]


def test_a_day_between_two_feasts_of_one_moon_names_both() -> None:
    # Saudi Arabia's feast is computed for 9 to 12 March 2027, and a day instead of the weekend for the 14th.
    (found,) = reasons(IRAN.replace("IR", "SA"), "2027-03-13", "host-holiday")
    assert (found.case, found.hangs_on_the_moon) == ("only-if-together", True)
    assert found.facts["expected"] == (date(2027, 3, 12), date(2027, 3, 14))
    assert found.on == (date(2027, 3, 13),)


def test_the_last_day_of_ramadan_says_that_the_feast_moves_with_it() -> None:
    # Ramadan 1448 is computed to end on 8 March 2027, a day early or late on the 7th or the 9th.
    assert [reasons(IRAN, f"2027-03-0{day}", "fast")[0].case for day in (6, 8, 9)] == [
        "fast",
        "perhaps-last",
        "perhaps-last",
    ]


def test_the_fast_is_against_its_days_where_a_state_keeps_its_feast() -> None:
    # Ramadan 1448 is computed for 8 February to 9 March 2027.
    assert told(IRAN, "2027-02-20", "fast") == [("fast", "against", ["2027-02-20"])]
    (edge,) = reasons(IRAN, "2027-02-08", "fast")
    assert (edge.case, edge.certain) == ("perhaps", False)
    assert told(IRAN, "2027-04-20", "fast") == []
    assert told(GERMANY, "2027-02-20", "fast") == []  # nobody's faith is inferred


def test_the_fast_is_against_its_days_where_somebody_says_that_they_fast() -> None:
    fasting = GERMANY + '[people.p]\ndiet = ["fasting"]\n'
    assert told(fasting, "2027-02-20", "fast") == [("fast", "against", ["2027-02-20"])]


def event(bearing: str, first: str, last: str | None = None) -> str:
    ends = f'last = "{last}"\n' if last else ""
    return f'[events.forum]\ntitle = "Forum"\nfirst = "{first}"\n{ends}bearing = "{bearing}"\n'


def test_an_event_favours_blocks_or_is_noted() -> None:
    days = ("2027-05-13", "2027-05-18")
    assert told(event("favours", *days), "2027-05-13", "event") == [("favours", "for", ["2027-05-13"])]
    assert told(event("noted", *days), "2027-05-18", "event") == [("noted", "noted", ["2027-05-18"])]
    (blocked,) = reasons(event("blocks", *days), "2027-05-15", "event")
    assert (blocked.grade, blocked.certain) == (Grade.MUST, True)
    assert told(event("blocks", *days), "2027-05-19", "event") == []


def test_an_event_without_a_year_may_be_meant_and_forbids_nothing() -> None:
    (blocked,) = reasons(event("blocks", "--05-13", "--05-18"), "2027-05-15", "event")
    assert (blocked.case, blocked.grade, blocked.certain) == ("blocks-perhaps", Grade.SHOULD, False)
    assert told(event("blocks", "--12-28", "--01-03"), "2027-01-02", "event") != []  # over New Year
    assert told(event("blocks", "--12-28", "--01-03"), "2027-01-04", "event") == []


def test_an_event_that_is_known_to_the_month_may_be_on_any_of_its_days() -> None:
    (found,) = reasons(event("noted", "2027-05"), "2027-05-30", "event")
    assert (found.case, found.certain) == ("noted-perhaps", False)
    assert told(event("noted", "2027-05"), "2027-06-01", "event") == []


def milestone(on: str) -> str:
    return f'[milestones.treaty]\ntitle = "Treaty"\non = "{on}"\n'


def test_an_anniversary_is_told_on_its_day_and_not_in_its_own_year() -> None:
    (found,) = reasons(milestone("2025-01-17"), "2027-01-17", "anniversary")
    assert (found.case, found.speaks, found.facts["n"]) == ("day-years", Speaks.FOR, 2)
    assert reasons(milestone("2027-01-17"), "2027-01-17", "anniversary") == []
    assert reasons(milestone("2025-01-17"), "2027-01-18", "anniversary") == []


def test_an_anniversary_that_is_known_to_the_month_is_a_courtesy() -> None:
    (found,) = reasons(milestone("--01"), "2027-01-18", "anniversary")
    assert (found.case, found.grade, found.certain) == ("month", Grade.COURTESY, False)
    assert reasons(milestone("--01"), "2027-02-01", "anniversary") == []


def turns(host: str, on: str) -> list[Reason]:
    """What is said of turns on 12 May 2027, with one earlier visit on record."""
    past = PastVisit(host=SideId(host), on=PartialDate.parse(on))
    visit = replace(visit_file().visit, past_visits={"one": past})
    found = reasons_on(Candidate(Scene(visit, 1, TODAY), date(2027, 5, 12)))
    return [reason for reason in found if reason.name == "reciprocity"]


@pytest.mark.parametrize(
    ("host", "on", "said"),
    [
        ("SE", "2026-02", ("returned", "for", 15)),  # February 2026 to May 2027: 15 months, within 24
        ("SE", "2024-02", ("owed", "against", 39)),  # 39 months
        ("AR", "2026-02", ("same-way", "against", 15)),  # the guest was here last
    ],
)
def test_whose_turn_it_is_to_travel(host: str, on: str, said: tuple[str, str, int]) -> None:
    assert [(one.case, one.speaks.value, one.facts["n"]) for one in turns(host, on)] == [said]


def test_a_visit_still_to_come_and_none_on_record_say_nothing_of_turns() -> None:
    assert turns("SE", "2027-06") == []
    assert reasons("", "2027-05-12", "reciprocity") == []


def away(between: str, table: str = "busy", who: str = "p") -> str:
    return f'[{table}.trip]\nwho = ["{who}"]\non = 2027-05-12\nuntil = 2027-05-14\nbetween = "{between}"\n'


def test_a_principal_who_is_away_speaks_against_the_day() -> None:
    (found,) = reasons(away("08:00–20:00"), "2027-05-13", "diary")
    assert (found.case, found.grade) == ("away", Grade.SHOULD)
    (short,) = reasons(away("09:00–11:00", "diary"), "2027-05-13", "diary")
    assert (short.case, short.grade) == ("taken-private", Grade.COURTESY)


def test_free_diaries_speak_for_a_day_only_where_the_file_knows_of_them() -> None:
    assert told(away("08:00–20:00"), "2027-05-15", "diary") == [("free", "for", [])]
    assert told(away("08:00–20:00", who="q"), "2027-05-13", "diary") == []  # no principal
    assert told("", "2027-05-13", "diary") == []


def test_a_commitment_on_some_weekdays_is_on_those_only() -> None:
    weekly = away("09:00–11:00") + 'weekdays = ["thursday"]\n'
    assert told(weekly, "2027-05-13", "diary")[0][0] == "taken"  # a Thursday
    assert told(weekly, "2027-05-14", "diary") == [("free", "for", [])]


def test_a_change_of_the_clocks_is_told_in_its_city() -> None:
    berlin = '[legs.city]\nzone = "Europe/Berlin"\n'
    assert told(berlin, "2027-03-28", "clock-change") == [("change", "against", ["2027-03-28"])]
    assert told(berlin, "2027-03-29", "clock-change") == []


def test_a_day_before_all_can_be_ready_is_too_soon() -> None:
    (found,) = reasons("", "2027-05-12", "preparation", prepared=date(2027, 5, 20), lead={"lead": 90})
    assert (found.case, found.facts["short"]) == ("too-soon", 8)
    assert reasons("", "2027-05-20", "preparation", prepared=date(2027, 5, 20)) == []


def test_the_usual_lead_time_is_that_of_the_kind_of_visit() -> None:
    visit = visit_file('kind = "working"').visit
    assert usual_lead(visit, TODAY) == TODAY + timedelta(days=45)


def test_working_days_are_those_of_both_sides() -> None:
    # From Monday 3 May 2027: Germany works Monday to Friday. Russia keeps 3 May (moved from the 1st) and 10 May
    # (moved from the 9th), so both work on 4, 5, 6, 7 and 11 May; Ascension on 6 May is no working day in Germany.
    visit = visit_file(GERMANY + RUSSIA).visit
    both = [4, 5, 7, 11]
    assert by_working_days(visit, date(2027, 5, 3), len(both)) == date(2027, 5, 12)
    assert by_working_days(visit, date(2027, 5, 3), 0) == date(2027, 5, 3)


def test_every_reason_of_the_catalogue_names_its_source() -> None:
    for look in CATALOGUE.values():
        module = __import__(look.__module__, fromlist=["look"])
        assert "Source:" in (module.__doc__ or ""), look.__module__

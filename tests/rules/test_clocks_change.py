"""The clocks change."""

from datetime import date

from tests.rules.cases import broken, case, certain, engagement, entry, missing, said

# Brussels in 2026: forward on 29 March at 2:00 (to 3:00), back on 25 October at 3:00 (to 2:00)
BRUSSELS = entry("legs", "city", zone="Europe/Brussels", last_day=3)
MARCH, OCTOBER = date(2026, 3, 28), date(2026, 10, 24)


def dance(at: str, length: str | None = "60m") -> str:
    return engagement("dance", at, length=length, venues=["palace"])


def test_a_night_in_which_they_go_forward() -> None:
    assert said("clocks-change", case(BRUSSELS, on=MARCH)) == [
        "In the night the clocks in Arvand go forward by 1 h 00, to Sun 29 Mar 03:00."
    ]


def test_a_night_in_which_they_go_back() -> None:
    assert said("clocks-change", case(BRUSSELS, on=OCTOBER)) == [
        "In the night the clocks in Arvand go back by 1 h 00, to Sun 25 Oct 02:00."
    ]


def test_an_engagement_over_the_change() -> None:
    # begins 1:01 and lasts an hour: over 2:00; begun 1:00 it ends as they change
    assert broken("clocks-change", case(BRUSSELS + dance("01:01 +1"), on=MARCH)) == [("dance",)]
    assert broken("clocks-change", case(BRUSSELS + dance("01:00 +1"), on=MARCH)) == [("city",)]


def test_an_estimated_end_points_it_out_only_perhaps() -> None:
    assert certain("clocks-change", case(BRUSSELS + dance("01:45 +1", None), on=MARCH)) == [False]


def test_the_night_before_the_first_and_after_the_last_day_is_not_of_the_visit() -> None:
    assert broken("clocks-change", case(BRUSSELS, on=date(2026, 3, 29))) == []
    assert broken("clocks-change", case(BRUSSELS, on=date(2026, 3, 26))) == []
    assert broken("clocks-change", case(BRUSSELS, on=date(2026, 3, 27))) == [("city",)]


def test_other_nights_are_quiet() -> None:
    assert broken("clocks-change", case(BRUSSELS, on=date(2026, 5, 18))) == []


def test_an_undated_visit_cannot_be_judged() -> None:
    assert missing("clocks-change", case(BRUSSELS)) == ["visit.starts_on"]


def test_what_begins_as_they_change_is_not_over_the_change() -> None:
    # 2:00 becomes 3:00
    assert broken("clocks-change", case(BRUSSELS + dance("03:00 +1"), on=MARCH)) == [("city",)]


def test_about_leaves_a_quarter_of_an_hour_of_doubt() -> None:
    # begins at 2:00 at the latest, or ends at 2:00 at the earliest; a minute more, and it lies over the change
    assert certain("clocks-change", case(BRUSSELS + dance("about 01:45 +1"), on=MARCH)) == [False]
    assert certain("clocks-change", case(BRUSSELS + dance("about 01:44 +1"), on=MARCH)) == [True]
    assert certain("clocks-change", case(BRUSSELS + dance("about 01:15 +1"), on=MARCH)) == [False]
    assert certain("clocks-change", case(BRUSSELS + dance("about 01:16 +1"), on=MARCH)) == [True]

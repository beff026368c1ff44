"""Venues are open."""

from datetime import date

from tests.rules.cases import broken, case, certain, engagement, entry, missing, verdicts

OPEN = entry("venues", "palace", openings=[{"hours": "09:00–11:00"}])
MONDAY = date(2026, 5, 18)


def test_until_the_minute_it_closes() -> None:
    assert broken("venue-open", case(OPEN + engagement("talks", "10:00", length="60m", venues=["palace"]))) == []


def test_a_minute_later_it_is_closed() -> None:
    late = case(OPEN + engagement("talks", "10:01", length="60m", venues=["palace"]))
    assert broken("venue-open", late) == [("talks",)]
    assert certain("venue-open", late) == [True]


def test_an_estimated_end_breaks_it_only_perhaps() -> None:
    # talks usually last 60 min: 10:30 + 60 = 11:30
    late = case(OPEN + engagement("talks", "10:30", kind="talks", venues=["palace"]))
    assert certain("venue-open", late) == [False]


def test_about_closing_time_is_not_certain() -> None:
    assert certain("venue-open", case(OPEN + engagement("talks", "about 11:10", venues=["palace"]))) == [False]
    # 11:16 less a quarter of an hour is 11:01
    assert certain("venue-open", case(OPEN + engagement("talks", "about 11:16", venues=["palace"]))) == [True]


def test_a_banquet_runs_past_midnight() -> None:
    hall = entry("venues", "hall", openings=[{"hours": "19:00–01:00"}])
    banquet = engagement("banquet", "00:15 +1", length="{}", venues=["hall"])
    assert broken("venue-open", case(hall + banquet.format("45m"))) == []
    assert broken("venue-open", case(hall + banquet.format("46m"))) == [("banquet",)]


def test_weekdays_need_a_date() -> None:
    weekdays = entry("venues", "palace", openings=[{"hours": "09:00–17:00", "weekdays": ["monday"]}])
    talks = engagement("talks", "10:00", length="60m", venues=["palace"])
    assert missing("venue-open", case(weekdays + talks)) == ["visit.starts_on"]
    assert broken("venue-open", case(weekdays + talks, on=MONDAY)) == []
    assert broken("venue-open", case(weekdays + talks, on=date(2026, 5, 19))) == [("talks",)]
    assert broken("venue-open", case(OPEN + talks, on=MONDAY)) == []


def test_a_day_of_the_visit_is_not_another() -> None:
    second = entry("venues", "palace", openings=[{"hours": "09:00–17:00", "days": [2]}])
    assert broken("venue-open", case(second + engagement("talks", "10:00", length="1h", venues=["palace"]))) == [
        ("talks",)
    ]


def test_without_stated_hours_there_is_nothing_to_judge() -> None:
    assert verdicts("venue-open", case(engagement("talks", "03:00", venues=["palace"]))) == []

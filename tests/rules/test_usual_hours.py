"""Usual hours."""

from tests.rules.cases import broken, case, engagement, plan, said, verdicts


def test_talks_begin_between_half_past_eight_and_seven() -> None:
    talks = engagement("talks", kind="talks")
    assert broken("usual-hours", plan(talks, talks="08:30-09:30")) == []
    assert broken("usual-hours", plan(talks, talks="08:25-09:25")) == [("talks",)]
    assert broken("usual-hours", plan(talks, talks="19:00-20:00")) == []
    assert broken("usual-hours", plan(talks, talks="19:05-20:05")) == [("talks",)]


def test_a_meal_is_a_lunch_or_a_dinner() -> None:
    # 11:45–14:30, 18:30–21:30
    lunch = engagement("lunch", kind="meal")
    assert broken("usual-hours", plan(lunch, lunch="12:00-13:00")) == []
    assert broken("usual-hours", plan(lunch, lunch="16:00-17:00")) == [("lunch",)]
    assert broken("usual-hours", plan(lunch, lunch="18:30-19:30")) == []
    assert said("usual-hours", plan(lunch, lunch="08:30-09:30")) == [
        "Lunch begins at D 08:30, outside its usual hours."
    ]


def test_a_breakfast_is_one_because_the_file_says_so() -> None:
    breakfast = engagement("breakfast", "morning", kind="meal")
    assert verdicts("usual-hours", plan(breakfast, breakfast="08:00-09:00")) == []


def test_an_office_that_states_an_hour_means_it() -> None:
    assert verdicts("usual-hours", case(engagement("lunch", "16:00", kind="meal", length="60m"))) == []


def test_small_hours_are_remarked_on_though_somebody_stated_them() -> None:
    assert said("usual-hours", case(engagement("lunch", "03:00", kind="meal", length="60m"))) == [
        "Lunch begins at D 03:00, in the middle of the night."
    ]
    # a ball goes on; the night is 01:00–05:00
    assert verdicts("usual-hours", case(engagement("ball", "00:59 +1", length="60m"))) == []
    assert verdicts("usual-hours", case(engagement("ball", "05:01", length="60m"))) == []


def test_people_arrive_and_leave_at_any_hour() -> None:
    for kind in ("arrival", "welcome", "farewell", "departure"):
        assert verdicts("usual-hours", case(engagement("kind", "03:00", kind=kind, length="30m"))) == []

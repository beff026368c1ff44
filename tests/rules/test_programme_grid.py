"""Times on the grid."""

from tests.rules.cases import broken, case, engagement, plan, said


def test_every_five_minutes() -> None:
    text = engagement("talks", kind="talks")
    assert broken("programme-grid", plan(text, talks="10:05-11:00")) == []
    assert said("programme-grid", plan(text, talks="10:06-11:00")) == [
        "Talks begins at D 10:06, which is no multiple of 5 min."
    ]


def test_ceremonies_run_to_the_minute() -> None:
    assert broken("programme-grid", plan(engagement("wreath", kind="wreath"), wreath="10:06-11:00")) == []


def test_a_stated_minute_is_kept() -> None:
    assert broken("programme-grid", case(engagement("talks", "10:06"))) == []
    assert broken("programme-grid", case(engagement("talks", "about 10:06"))) == [("talks",)]


def test_the_grid_is_that_of_the_clock_on_the_wall() -> None:
    # Kathmandu is 5:45 ahead of UTC, Tehran 3:30: 10:06 there is no multiple here or there, 10:05 is both
    assert broken("programme-grid", case(engagement("talks", "about 10:05 Asia/Kathmandu"))) == []

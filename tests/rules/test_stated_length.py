"""Stated lengths are kept."""

from tests.rules.cases import broken, case, certain, engagement, missing, plan, verdicts

PLAY = {"least": "30m", "typical": "45m", "most": "60m"}


def test_from_the_least_to_the_most() -> None:
    text = engagement("talks", length=PLAY)
    for span in ("10:00-10:30", "10:00-11:00"):
        assert broken("stated-length", plan(text, talks=span)) == []


def test_a_minute_more_or_less_is_not_as_stated() -> None:
    text = engagement("talks", length=PLAY)
    for span in ("10:00-10:29", "10:00-11:01"):
        assert broken("stated-length", plan(text, talks=span)) == [("talks",)]


def test_the_file_can_contradict_itself() -> None:
    assert certain("stated-length", case(engagement("talks", "10:00", length="45m", ends="10:46"))) == [True]


def test_about_gives_a_quarter_of_an_hour() -> None:
    # about 10:00 to 10:30 may be 45 min; to 10:29 it is 44 at most
    assert certain("stated-length", case(engagement("talks", "about 10:00", length="45m", ends="10:30"))) == [False]
    assert certain("stated-length", case(engagement("talks", "about 10:00", length="45m", ends="10:29"))) == [True]


def test_an_end_that_is_not_stated_is_asked_for() -> None:
    assert missing("stated-length", case(engagement("talks", "10:00", length=PLAY))) == ["talks.ends"]


def test_an_estimate_is_no_stated_length() -> None:
    assert (
        verdicts("stated-length", plan(engagement("talks", length=PLAY | {"stated": False}), talks="10:00-13:00")) == []
    )

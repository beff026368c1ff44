"""Stated times are kept."""

import pytest
from tests.rules.cases import broken, case, engagement, entry, plan, said


def test_the_files_own_times_are_kept() -> None:
    assert broken("stated-time", case(engagement("talks", "10:00", ends="11:00"))) == []


@pytest.mark.parametrize(
    ("stated", "kept", "broken_at"),
    [
        ("10:00", "10:00-10:30", "10:01-10:31"),
        ("about 10:00", "10:15-10:30", "10:16-10:31"),  # within a quarter of an hour
        ("about 10:00", "09:45-10:30", "09:44-10:31"),
        ("from 10:00", "10:00-10:30", "09:59-10:31"),
        ("by 10:00", "10:00-10:30", "10:01-10:31"),
        ("10:00–11:00", "11:00-11:30", "11:01-11:30"),
        ("morning", "12:30-13:00", "12:31-13:00"),  # a morning begins 6:00 to 12:30
    ],
)
def test_each_precision_has_its_bounds(stated: str, kept: str, broken_at: str) -> None:
    text = engagement("talks", stated)
    assert broken("stated-time", plan(text, talks=kept)) == []
    assert broken("stated-time", plan(text, talks=broken_at)) == [("talks",)]


def test_a_stated_end_is_kept() -> None:
    text = engagement("talks", ends="by 11:00")
    assert broken("stated-time", plan(text, talks="10:00-11:00")) == []
    assert said("stated-time", plan(text, talks="10:00-11:01")) == ["Talks ends at D 11:01; the file says D 11:00."]


@pytest.mark.parametrize(
    ("at", "ends"),
    [
        ("22:30", "00:30"),
        ("22:30", "by 00:45"),
        ("22:30", "about 00:30"),
        ("22:30", "00:30 +1"),
        ("about 22:30", "00:15–00:45"),
        ("evening", "00:30"),
        ("by 23:00", "00:30"),
        (None, "00:30"),
    ],
)
def test_an_end_before_the_start_is_one_after_midnight(at: str | None, ends: str) -> None:
    text = engagement("dance", at or "", ends=ends)
    assert broken("stated-time", plan(text, dance="22:30-00:30")) == []
    assert broken("stated-time", plan(text, dance="22:30-00:59")) == [("dance",)]


def test_what_begins_after_midnight_ends_later_that_night() -> None:
    # begins 00:30 of day 2, printed under day 1
    assert broken("stated-time", case(engagement("dance", "00:30 +1", ends="02:00"))) == []


def test_a_day_without_an_hour_is_kept() -> None:
    assert broken("stated-time", plan(engagement("talks", day=1), talks="10:00-11:00")) == []
    assert broken("stated-time", plan(engagement("talks", day=2), talks="10:00-11:00")) == [("talks",)]
    assert broken("stated-time", plan(engagement("talks", day=None, days=[1, 2]), talks="10:00-11:00")) == []


def test_what_begins_after_midnight_belongs_to_its_printed_day() -> None:
    assert broken("stated-time", case(engagement("dance", "00:30 +1", length="30m"))) == []


def test_journeys_are_held_to_both_ends() -> None:
    text = entry(
        "movements",
        "drive",
        title="Drive",
        length="30m",
        departs={"venue": "palace", "day": 1, "at": "10:00"},
        arrives={"venue": "airport", "at": "by {by}"},
    )
    # leaves 10:00, takes 30 min, arrives 10:30
    assert broken("stated-time", case(text.replace("{by}", "10:30"))) == []
    assert broken("stated-time", case(text.replace("{by}", "10:29"))) == [("drive",)]


def test_a_train_that_arrives_before_it_leaves_arrives_the_next_day() -> None:
    text = entry(
        "movements",
        "train",
        title="Train",
        departs={"venue": "palace", "day": 1, "at": "23:00"},
        arrives={"venue": "airport", "at": "01:00"},
    )
    assert broken("stated-time", case(text)) == []
    assert broken("journey-times", case(text)) == []


@pytest.mark.parametrize(
    ("kept", "sentence"),
    [
        ("09:45-11:00", "Talks begins at D 09:45; agreed under P-27 is D 10:00."),
        ("10:00-11:10", "Talks ends at D 11:10; agreed under P-27 is D 11:00."),
    ],
)
def test_an_agreed_hour_is_told_with_what_it_was_agreed_by(kept: str, sentence: str) -> None:
    text = engagement("talks", "10:00", ends="11:00", agreed="P-27")
    assert said("stated-time", plan(text, talks=kept)) == [sentence]

"""Enough time to travel."""

from tests.rules.cases import broken, case

TALKS = """
[engagements.talks]
title = "Talks"
kind = "talks"
day = 1
at = "10:00"
length = "45m"
venues = ["palace"]
who = ["president-ar"]
[engagements.lunch]
title = "Lunch"
kind = "meal"
day = 1
at = "{lunch}"
length = "60m"
venues = ["ministry"]
who = ["president-ar"]
"""


def test_a_drive_with_its_margins_fits() -> None:
    # talks end 10:45; 20 min measured + 7 min loading = 27; 10:45 + 27 = 11:12
    assert broken("enough-travel", case(TALKS.format(lunch="11:12"))) == []


def test_a_minute_less_is_too_little() -> None:
    assert broken("enough-travel", case(TALKS.format(lunch="11:11"))) == [("talks", "lunch")]

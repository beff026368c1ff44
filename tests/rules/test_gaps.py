"""Time between two items, and how sure it is."""

from datetime import timedelta

import pytest
from tests.rules.cases import case, engagement, plan

from placet.rules.case import Case, Item
from placet.rules.gaps import Fit, Gap, gap_between, leisure_between

MINUTES = [timedelta(minutes=count) for count in range(61)]


def pair(subject: Case) -> tuple[Item, Item]:
    first, second = subject.items
    return first, second


def two(second: str, **first: object) -> Case:
    fields = {"at": "10:00", "venues": ["palace"]} | first
    return case(engagement("talks", kind="talks", **fields) + engagement("lunch", second, venues=["ministry"]))


@pytest.mark.parametrize(
    ("needed", "fit"), [(10, Fit.FITS), (11, Fit.OPEN), (30, Fit.OPEN), (31, Fit.HARDLY), (60, Fit.HARDLY)]
)
def test_what_fits_into_a_gap(needed: int, fit: Fit) -> None:
    gap = Gap(MINUTES[60], MINUTES[10], MINUTES[30], "talks.ends")
    assert gap.fit(MINUTES[needed]) is fit
    assert gap.fit(timedelta(minutes=61)) is Fit.SURELY_NOT


def test_stated_ends_leave_no_doubt() -> None:
    subject = two("11:00", length="45m")
    # 11:00 less 10:45
    assert gap_between(subject, *pair(subject)) == Gap(MINUTES[15], MINUTES[15], MINUTES[15], "talks.ends")


def test_an_unstated_end_lies_between_nothing_and_the_usual() -> None:
    subject = two("11:00")
    # no length: 60 min; typical 60 min, not beyond the next start: 0; at least 30 min: 30
    assert gap_between(subject, *pair(subject)) == Gap(MINUTES[60], MINUTES[0], MINUTES[30], "talks.ends")


def test_about_moves_both_ends_by_a_quarter_of_an_hour() -> None:
    subject = two("about 11:00", at="about 10:00", length="45m")
    # 11:15 less 10:30 at most
    assert gap_between(subject, *pair(subject)).most == MINUTES[45]


def test_a_gap_that_is_not_there_is_no_time() -> None:
    assert Gap(-MINUTES[1], -MINUTES[5], -MINUTES[5], "").there_is == MINUTES[0]


def test_leisure_is_what_is_left_beyond_the_way() -> None:
    subject = two("11:22", length="45m")
    # 37 min less 20 min measured and 7 min loading
    assert leisure_between(subject, *pair(subject), MINUTES[10]).fit is Fit.FITS
    assert leisure_between(subject, *pair(subject), MINUTES[11]).fit is Fit.SURELY_NOT


def test_leisure_after_an_unstated_end_at_the_same_place_is_open() -> None:
    text = engagement("one", "10:00", venues=["hall"]) + engagement("two", "10:05", venues=["hall"])
    subject = case(text)
    assert leisure_between(subject, *pair(subject), MINUTES[10]).fit is Fit.OPEN
    planned = plan(text, one="10:00-10:04", two="10:05-10:30")
    assert leisure_between(planned, *pair(planned), MINUTES[10]).fit is Fit.SURELY_NOT

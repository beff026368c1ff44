"""Times as offices state them, and windows of instants."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from placet.model.ids import EngagementId
from placet.model.programme import Placement
from placet.model.spans import Clock, Hours, Length, PartialDate, Precision, When, Window, length_between


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 5, 18, hour, minute, tzinfo=UTC)


def test_a_window_holds_its_opening_and_not_its_closing() -> None:
    morning = Window(at(9), at(12))
    assert not morning.overlaps(Window(at(12), at(13)))
    assert morning.overlaps(Window(at(11, 59), at(13)))
    assert morning.contains(Window(at(9), at(12)))
    assert not morning.contains(Window(at(9), at(12, 1)))


def test_an_empty_window_shares_no_instant() -> None:
    assert not Window(at(9), at(12)).overlaps(Window(at(10), at(10)))
    assert not Window(at(10), at(10)).overlaps(Window(at(9), at(12)))


def test_a_night_in_which_the_clock_goes_back_is_an_hour_longer_than_it_shows() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    # 02:30 at +2 is 00:30 in Greenwich, and 02:00 at +1 is 01:00: half an hour.
    first = datetime(2031, 10, 26, 2, 30, tzinfo=berlin)
    second = datetime(2031, 10, 26, 2, 0, fold=1, tzinfo=berlin)
    assert length_between(first, second) == timedelta(minutes=30)
    assert length_between(second, first) == timedelta(minutes=-30)
    assert Window(first, second).length == timedelta(minutes=30)
    assert Placement(engagement=EngagementId("call"), starts_at=first, ends_at=second).ends_at == second


def test_a_window_refuses_nonsense() -> None:
    with pytest.raises(ValueError, match="before it opens"):
        Window(at(12), at(9))
    with pytest.raises(ValueError, match="aware"):
        Window(at(9).replace(tzinfo=None), at(12))


@pytest.mark.parametrize(
    ("opens", "closes", "crosses", "minutes"),
    [
        (time(9), time(17), False, (540, 1020)),
        (time(22), time(2), True, (1320, 1560)),  # 2:00 on the next day: 26 x 60
        (time(9), time(0), False, (540, 1440)),  # 24:00 is the day's end
    ],
)
def test_hours_may_cross_midnight(opens: time, closes: time, crosses: bool, minutes: tuple[int, int]) -> None:
    hours = Hours(opens, closes)
    assert hours.crosses_midnight is crosses
    assert (hours.opens_min(), hours.closes_min()) == minutes


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: When(Precision.EXACT),
        lambda: When(Precision.UNKNOWN, Clock(time(10))),
        lambda: When(Precision.WINDOW, Clock(time(10))),
        lambda: When(Precision.EXACT, Clock(time(10)), until=Clock(time(11))),
        lambda: When(Precision.PART),
        lambda: When(Precision.PART, part="teatime"),
    ],
)
def test_a_precision_has_what_it_needs_and_no_more(wrong: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        wrong()  # type: ignore[operator]


def test_only_exact_and_approximate_times_can_be_shown() -> None:
    assert When(Precision.EXACT, Clock(time(10))).is_placed
    assert When(Precision.ABOUT, Clock(time(10))).is_placed
    assert not When(Precision.FROM, Clock(time(10))).is_placed
    assert not When(Precision.PART, part="morning").is_placed


@pytest.mark.parametrize("text", ["2025", "2025-01", "2025-01-17"])
def test_a_date_is_written_as_precisely_as_it_is_known(text: str) -> None:
    assert str(PartialDate.parse(text)) == text


@pytest.mark.parametrize("text", ["17 January 2025", "2025-13", "2025-02-30", "25"])
def test_what_is_in_no_calendar_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        PartialDate.parse(text)


def test_a_day_needs_its_month() -> None:
    with pytest.raises(ValueError, match="without a month"):
        PartialDate(2025, None, 17)


def test_a_length_is_in_order() -> None:
    one, two = timedelta(hours=1), timedelta(hours=2)
    assert Length.exactly(one) == Length(one, one, one)
    with pytest.raises(ValueError, match="length-order"):
        Length(two, one, two)
    with pytest.raises(ValueError, match="length-order"):
        Length(-one, one, two)

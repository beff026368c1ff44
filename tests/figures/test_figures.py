"""What counts as measured, and when an aim is met. No figure here was measured."""

import dataclasses
import math

import pytest
from benchmarks import big_days, clashes, core, dates, days, desk, holds, psplib, record, repair, run, stores
from benchmarks.figures import MEASUREMENT, MEASUREMENTS, SECTIONS, Aim, Figure, Measured, is_met, measured
from tests.figures.kept import core as kept_of_core
from tests.figures.kept import kept

FIGURES = [figure for section in SECTIONS for figure in section.figures]
EIGHTY = next(figure for figure in FIGURES if figure.file == "core" and figure.rows == {"size": "80/2"})
ROWS = {
    "core": core.Row,
    "planner": run.Row,
    "first": run.Row,
    "big-days": big_days.Row,
    "clashes": clashes.Row,
    "repair": repair.Run,
    "days": days.Row,
    "common-dates": dates.Row,
    "psplib-j60": psplib.Row,
    "psplib-j120": psplib.Row,
    "holds": holds.Row,
    "record": record.Row,
    "desk": desk.Row,
    "stores": stores.Row,
}
"""What each script keeps."""


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: f"{figure.file}-{figure.what}-{figure.size}")
def test_every_figure_is_taken_of_what_its_script_keeps(figure: Figure) -> None:
    fields = {field.name for field in dataclasses.fields(ROWS[figure.file])}
    assert {figure.key, *figure.rows} <= fields
    assert figure.worst_key is None or figure.worst_key in fields


def test_everything_that_is_measured_has_a_figure() -> None:
    assert {figure.file for figure in FIGURES} == set(MEASUREMENT) == set(ROWS)


@pytest.mark.parametrize("it", MEASUREMENTS, ids=lambda it: it.name)
def test_every_command_is_one_of_a_script_that_is_there(it, checkout) -> None:
    own = {figure.again for figure in FIGURES if figure.file == it.name}
    for command in (it.full, it.quick, *own):
        assert (checkout / "benchmarks" / command.split()[0]).is_file()
        assert command.split()[0] == it.full.split()[0]


def test_the_middle_is_the_median_and_the_worst_the_most() -> None:
    # Of 0.5, 0.3 and 0.4 the middle one is 0.4 and the most is 0.5.
    assert measured(EIGHTY, kept_of_core(0.5, 0.3, 0.4)) == Measured(3, 3, 0.4, 0.5, limit=30.0)


def test_an_instance_that_did_not_get_there_takes_for_ever() -> None:
    # Two of three got there: the median is the slower of those.
    assert measured(EIGHTY, kept_of_core(0.3, None, 0.4)) == Measured(3, 2, 0.4, math.inf, limit=30.0)


def test_a_mean_is_told_where_it_is_asked_for() -> None:
    # (0 + 1 + 5) / 3 = 2; the median would be 1.
    j120 = next(figure for figure in FIGURES if figure.is_mean)
    found = measured(j120, {"psplib-j120": kept({"gap": 0.0}, {"gap": 1.0}, {"gap": 5.0})})
    assert found is not None
    assert (found.middle, found.worst) == (2.0, 5.0)
    assert j120.aim is not None
    assert is_met(j120.aim, found)


def test_of_what_should_be_much_the_worst_is_the_least() -> None:
    # Four fifths are asked for of every visit: 79 are too few for one of them, whatever the others have.
    day = next(figure for figure in FIGURES if figure.key == "day")
    assert day.aim is not None
    for least, verdict in ((80.0, True), (79.0, False)):
        found = measured(day, {"holds": kept({"day": 99.0}, {"day": least}, {"day": 100.0})})
        assert found is not None
        assert (found.middle, found.worst) == (99.0, least)
        assert is_met(day.aim, found) is verdict


def test_medians_keep_their_own_worst() -> None:
    appended = next(figure for figure in FIGURES if figure.worst_key == "p99")
    rows = {"median": 1.5, "p99": 9.0, **appended.rows}
    assert measured(appended, {"stores": kept(rows)}) == Measured(1, 1, 1.5, 9.0)


@pytest.mark.parametrize("there", [{}, {"core": kept()}, {"core": kept({"size": "40/1", "proof": 0.1})}])
def test_what_is_in_no_row_has_no_figure(there: dict[str, object]) -> None:
    assert measured(EIGHTY, there) is None


@pytest.mark.parametrize(
    ("middle", "worst", "verdict"),
    [
        (0.4, 2.0, True),  # both at their bounds
        (0.41, 2.0, False),
        (0.4, 2.01, False),
        (0.4, math.inf, False),  # not proven in 30 seconds, and two are wanted
    ],
)
def test_an_aim_is_met_when_the_middle_and_the_worst_are(middle: float, worst: float, verdict: bool) -> None:
    assert is_met(Aim(0.4, 2.0), Measured(3, 3, middle, worst, limit=30.0)) is verdict


def test_who_was_ended_before_the_aim_says_nothing_of_it() -> None:
    # Six seconds were given, and fifteen are allowed; but four of the middle one, which took five.
    assert is_met(Aim(4.0, 15.0), Measured(3, 2, 3.0, math.inf, limit=6.0)) is None
    assert is_met(Aim(4.0, 15.0), Measured(3, 2, 5.0, math.inf, limit=6.0)) is False


def test_others_disturb_the_clock_and_not_the_processor() -> None:
    appended = next(figure for figure in FIGURES if figure.worst_key == "p99")
    assert appended.unit.endswith("on the clock")
    assert appended.aim is not None
    for others, verdict in ((0.24, False), (0.25, None), (None, False)):
        found = measured(appended, {"stores": kept({"median": 3.0, "p99": 9.0, **appended.rows}, others=others)})
        assert found is not None
        assert is_met(appended.aim, found) is verdict
    found = measured(EIGHTY, kept_of_core(0.1, others=1.9))
    assert found is not None
    assert not found.is_disturbed

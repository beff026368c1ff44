"""What goes on at the same instant."""

from tests.rules.cases import case, engagement

from placet.rules.at_once import too_many_at_once


def crowds(limit: int, **spans: str) -> list[tuple[str, ...]]:
    text = "".join(
        engagement(name, span.split("-")[0], ends=span.split("-")[1], who=[]) for name, span in spans.items()
    )
    found = too_many_at_once(case(text).items, limit, span=lambda item: item.certain, weight=lambda _: 1)
    return [tuple(item.id for item in crowd) for crowd in found]


def test_spans_that_touch_are_not_at_once() -> None:
    assert crowds(1, one="10:00-11:00", two="11:00-12:00") == []


def test_two_of_three() -> None:
    assert crowds(1, one="10:00-11:00", two="10:30-12:00", three="11:30-13:00") == [("one", "two"), ("two", "three")]


def test_only_the_largest_crowd_is_named() -> None:
    assert crowds(1, one="10:00-11:00", two="10:10-11:00", three="10:20-11:00") == [("one", "two", "three")]


def test_the_same_crowd_is_named_once() -> None:
    assert crowds(1, one="10:00-12:00", two="10:00-12:00", three="12:00-13:00") == [("one", "two")]


def test_something_that_lasts_no_time_counts_at_its_instant() -> None:
    assert crowds(1, one="10:00-11:00", two="10:30-10:30") == [("one", "two")]

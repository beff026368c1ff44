"""Somebody who is asked for more hours than there are is told so, and soon."""

from __future__ import annotations

import pytest
from tests.planner.visits import clash, engagement, outcome_of, request_for, visit_file

from placet.planner.constraints.crowded import is_asked_too_much
from placet.planner.outcome import Planned
from placet.planner.tasks.translation import problem_of

TWO_DAYS = "[legs.city]\nlast_day = 2\n"


def hours(number: int, **fields: object) -> str:
    """So many engagements of an hour each, of one person at one place."""
    return "".join(engagement(f"e{it}", **fields) for it in range(number))


def too_much(text: str) -> bool:
    return is_asked_too_much(problem_of(request_for(visit_file(text))).tasks.values())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (hours(12), False),  # 12 h, from 08:00 to 20:00
        (hours(13), True),
        (hours(13, optional=True), False),
        (TWO_DAYS + hours(13), False),  # 13 h in 24
        (TWO_DAYS + hours(13, day=1), True),
        (TWO_DAYS + hours(12, day=1) + engagement("late", day=2), False),
        (TWO_DAYS + hours(25), True),
    ],
)
def test_what_is_asked_of_somebody_is_held_against_the_hours_there_are(text: str, expected: bool) -> None:
    assert too_much(text) is expected


def test_eighteen_hours_in_a_day_of_twelve_clash() -> None:
    # What is to last an hour takes 60 minutes, what may be shorter half of it; together more than 720, and by no more
    # than half an hour, for nothing can be left out.
    found = clash(hours(18, venues=["a", "b", "c"]))
    told = [wanted.kind for wanted in found.clashes[0].requirements]
    assert set(told) == {"place", "length", "hours"}
    assert 720 < 30 * told.count("place") + 30 * told.count("length") <= 750
    assert found.clashes[0].is_irreducible


def test_twelve_hours_in_a_day_of_twelve_are_planned() -> None:
    assert isinstance(outcome_of(hours(12)), Planned)

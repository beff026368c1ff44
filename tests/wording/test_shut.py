"""Of a venue that is lost for some hours it is said when it cannot be used, not when it still can."""

from __future__ import annotations

from datetime import time

import pytest
from tests.planner.repair.repairs import programme_of
from tests.planner.visits import visit_file

from placet.almanac.timeline import Timeline
from placet.model.amendments import Lost
from placet.model.ids import EngagementId, Ref, Sort, VenueId
from placet.model.places import Opening
from placet.model.spans import Hours
from placet.planner.repair.closed import without_venue
from placet.planner.tasks.problem import Requirement
from placet.wording.requirements import Requirements
from placet.wording.sentences import Sentences
from placet.wording.shut import shut

MORNING = Hours(time(9), time(12))
FILE = visit_file("[legs.city]\nlast_day = 2\n")
TIMELINE = Timeline(FILE.visit)


def said_of(lost: Lost, code: str) -> str:
    """What is said of it where it clashes."""
    visit = without_venue(FILE.visit, programme_of(FILE), TIMELINE, lost)
    wanted = Requirement("open", (Ref(Sort.VENUE, "a"), Ref(Sort.ENGAGEMENT, EngagementId("x"))), ("venues", "a"))
    return Requirements(visit, TIMELINE, Sentences(visit, TIMELINE, code)).said(wanted)


@pytest.mark.parametrize(
    ("day", "between", "expected"),
    [
        (1, MORNING, "A, not to be used: 09:00–12:00 (D)"),
        (None, MORNING, "A, not to be used: 09:00–12:00"),
        (2, None, "A, not to be used: D+1"),
        (None, None, "A, not to be used: at any time"),
    ],
)
def test_a_lost_venue_is_told_by_the_hours_that_are_lost(day: int | None, between: Hours | None, expected: str) -> None:
    assert said_of(Lost(venue=VenueId("a"), day=day, between=between), "en") == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [("ru", "A, недоступно: всё время"), ("fa", "\u2068A\u2069، در دسترس نیست: در تمام مدت")],
)
def test_it_is_told_in_other_languages_too(code: str, expected: str) -> None:
    assert said_of(Lost(venue=VenueId("a")), code) == expected


def test_hours_that_are_fewer_to_say_are_said_as_they_are() -> None:
    # Open from two to four: shut before and after, which are two spans; on a day of the week: who knows which.
    assert shut([Opening(hours=Hours(time(14), time(16)))], [1, 2]) is None
    assert shut([Opening(hours=Hours(time(0), time(0)), weekdays=("fri",))], [1, 2]) is None

"""Which rules the planner sees to, and which only judge what it has made. Declared here and nowhere else.

Whatever stands in none of these sets is judged only: it is about what the file says of people and papers, or about
something that no timetable brings about.
"""

from __future__ import annotations

from enum import Enum


class Search(Enum):
    """What the planner does about a rule."""

    SEARCHED = "searched"
    PARTLY = "partly"
    JUDGED_ONLY = "judged-only"


BINDING = frozenset(
    {
        "all-placed",
        "stated-time",
        "stated-length",
        "stated-order",
        "withheld-time",
        "one-place-at-a-time",
        "presence",
        "while-here",
        "diary",
        "enough-travel",
        "way-in-one-piece",
        "right-city",
        "venue-open",
        "venue-in-use",
        "resources",
        "interpreter-able",
        "interpreter-pool",
        "protected-block",
        "prayer-kept",
        "host-first",
        "cues-inside",
        "journey-times",
    }
)
"""Rules that a timetable can satisfy and that the constraints see to: a plan that breaks one of them is our bug."""

ADVISABLE = frozenset(
    {
        "usual-hours",
        "days-off",
        "outdoor-daylight",
        "fasting-daylight",
        "buffer-after",
        "holding-time",
        "dressing-time",
        "landing-margin",
        "day-load",
        "night-rest",
        "midday-meal",
        "programme-grid",
    }
)
"""Rules below `must` whose violations the objective counts: no single move of a proven plan keeps more of them."""

PARTLY = frozenset(
    {
        "usual-length",
        "interpretation-time",
        "rest-after-flight",
        "ceremony-order",
        "capacity",
        "venue-inspected",
        "plan-b-holds",
    }
)
"""Rules of which the planner sees to a part: lengths not below the usual; time for what is interpreted where that
binds; talks after a long flight but not the day of a signing; the order within a day of what has no other day; venues
that are large enough and may be used, if any is; the roof of a plan B for those who must be there, and for interpreters
of the pool only in choosing them.
"""


def search_for(rule: str) -> Search:
    """What the planner does about a rule of that name."""
    if rule in BINDING | ADVISABLE:
        return Search.SEARCHED
    return Search.PARTLY if rule in PARTLY else Search.JUDGED_ONLY

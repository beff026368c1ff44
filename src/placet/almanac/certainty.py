"""How sure the almanac is of an answer.

Four words, one closed union. A lunar date is computed, not seen, so "possibly" is an answer of its
own and never rounded to yes or no here: the rules decide what a possibility may cost.
"""

from __future__ import annotations

from enum import StrEnum


class Certainty(StrEnum):
    """An answer to a yes-or-no question about a day."""

    YES = "yes"
    POSSIBLY = "possibly"  # depends on a sighting of the moon, or reports disagree
    NO = "no"
    UNKNOWN = "unknown"  # the almanac has no table for this place or these years

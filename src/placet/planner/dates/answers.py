"""What is known of one day on which the visit might begin."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from placet.planner.tasks.problem import Requirement


class Exists(Enum):
    """Whether there is a sound programme."""

    YES = "yes"  # found, and judged by the rules
    NO = "no"  # proven
    UNDECIDED = "undecided"  # neither in the work given
    NOT_LOOKED = "not-looked"  # the search was stopped before


class How(Enum):
    """How it became known."""

    FITS = "fits"  # the programme of other days is free on this one
    MENDED = "mended"  # the same with some engagements at other hours
    PLANNED = "planned"  # found anew
    NO_HOUR = "no-hour"  # an engagement has no hour left
    LEARNT = "learnt"  # what cannot be kept together on another day is asked for on this one, too
    PROVEN = "proven"  # searched in full
    NO_CLOCK = "no-clock"  # the file states a wall time that does not exist that day, or exists twice
    CUT = "cut"  # the work given ran out
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether a sound programme exists when the visit begins `on` that day, and how that is known.

    For a no, `because` are requirements that cannot all be kept; `whole` says whether these alone clash. Otherwise they
    are the commitments that leave no room for everything else that the file asks for. `moved` counts what is at another
    hour than on other days.
    """

    on: date
    exists: Exists
    how: How
    because: tuple[Requirement, ...] = ()
    whole: bool = True
    moved: int = 0

"""The reasons for and against a day, one to a file; `CATALOGUE` has them in the order in which they are told.

Each is a function of a day that yields what it finds; its docstring names its source. A reason never decides: it is
weighed (`ranking.py`), and only a search decides whether there is a programme.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from placet.planner.dates.candidate import Candidate, Reason
from placet.planner.dates.reasons import (
    anniversary,
    clock_change,
    diary,
    event,
    fast,
    guest_holiday,
    guest_weekend,
    host_holiday,
    host_weekend,
    preparation,
    reciprocity,
)

CATALOGUE: dict[str, Callable[[Candidate], Iterator[Reason]]] = {
    "event": event.look,
    "preparation": preparation.look,
    "diary": diary.look,
    "host-holiday": host_holiday.look,
    "host-weekend": host_weekend.look,
    "fast": fast.look,
    "guest-holiday": guest_holiday.look,
    "guest-weekend": guest_weekend.look,
    "clock-change": clock_change.look,
    "anniversary": anniversary.look,
    "reciprocity": reciprocity.look,
}
"""Every reason by its name."""


def reasons_on(candidate: Candidate) -> tuple[Reason, ...]:
    """All that speaks for or against a day, in the order of the catalogue."""
    return tuple(reason for look in CATALOGUE.values() for reason in look(candidate))

"""After an engagement of a principal there is a buffer before what follows, the way there not counted in.

Longer after those from which it is hard to get away. Looks at principals only. Some kinds run straight into the next at
the same place, a farewell into the journey, and so does what the file says follows at once.

Source: practice B1: 10 minutes after each engagement of a leader, 15 after press or a walkabout (default); which kinds
run on is default too (Bonn 1978, S74, shows welcome and talks in one house without a buffer).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from placet.model.declare import shared
from placet.model.engagements import Kind
from placet.model.ids import Sort, refs
from placet.rules.case import Case, Item
from placet.rules.finding import Verdict, cannot_judge, satisfied, violated
from placet.rules.gaps import Fit, leisure_between


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """Buffers."""

    buffer: timedelta = shared("After an engagement of a principal.")
    longer: timedelta = shared("After the kinds of `long_after`.")
    long_after: tuple[Kind, ...] = shared("Kinds from which it is hard to get away.")
    runs_on: tuple[Kind, ...] = shared("Kinds that need no buffer before what follows at the same place.")


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """One verdict for each engagement of a principal that something follows."""
    for succession in case.successions:
        first, second = succession.first, succession.second
        parties = [party for party in succession.parties if case.is_principal(party)]
        if not parties or first.engagement is None:
            continue
        buffer = parameters.longer if first.kind in parameters.long_after else parameters.buffer
        if _runs_on(first, second, buffer, parameters):
            yield satisfied(first.id, second.id)
            continue
        leisure = leisure_between(case, first, second, buffer)
        match leisure.fit:
            case Fit.FITS:
                yield satisfied(first.id, second.id)
            case Fit.OPEN:
                yield cannot_judge(first.id, second.id, missing=leisure.missing)
            case Fit.HARDLY | Fit.SURELY_NOT as fit:
                yield violated(
                    first.id,
                    second.id,
                    certain=fit is Fit.SURELY_NOT,
                    parties=refs(Sort.ATTENDEE, parties),
                    there_is=leisure.there_is,
                    needed=leisure.needed,
                    buffer=buffer,
                )


def _runs_on(first: Item, second: Item, buffer: timedelta, parameters: Parameters) -> bool:
    """Whether the second may begin at once: at the same place or by a journey, by its kind; or if the file says so."""
    here = first.destination == second.origin and first.destination is not None
    if first.kind in parameters.runs_on and (here or (first.kind is Kind.FAREWELL and second.movement is not None)):
        return True
    follows = second.engagement.after if second.engagement is not None else ()
    return any(
        first.id == str(follow.engagement) and follow.most is not None and follow.most < buffer for follow in follows
    )

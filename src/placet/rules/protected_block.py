"""Protected time is kept: rest, dressing, prayer, a meal that was promised.

Looks at each block that the file states and nobody waived, for each person it is for and on each of its days:
somewhere in its hours lies a free stretch of its length, the ways before and after taken out. In a plan that says
where it kept a block, that place is judged. Two blocks of one person are judged each by itself. Of a guest's first and
last day only what lies after the arrival and before the departure counts; where that is shorter than the block, the
block is not asked for on that day, unless the plan says that it is kept then.

Source: default; an office that protects time is taken at its word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from placet.model.attendance import parties_of
from placet.model.ids import BlockId, PartyId, Ref, Sort, attendee_ref
from placet.model.spans import Window
from placet.model.visit import Block
from placet.rules.case import Case
from placet.rules.comings import There, bounds_in, hours_there, leg_of_hours
from placet.rules.days import zone_on
from placet.rules.finding import Verdict, cannot_judge, satisfied, violated
from placet.rules.free_time import Reading, fit, longest_free, unstated_end
from placet.rules.gaps import Fit


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """This rule has none."""


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """One verdict for each block, day and person it is protected for."""
    bounds = bounds_in(case)
    windows: dict[tuple[BlockId, str], list[Window]] = defaultdict(list)
    for one in case.programme.blocks:
        windows[one.block, one.party].append(one.window)
    for name, block in case.visit.blocks.items():
        if block.waived is not None:
            continue
        days = (block.day,) if block.day is not None else tuple(case.timeline.days())
        parties = sorted(parties_of(case.visit, block.who))
        for day in days:
            hours = case.timeline.window(day, block.between, _zone(case, block, day))
            leg = leg_of_hours(case, day, block.venue)
            for party in parties:
                there = hours_there(case, bounds, party, leg, hours)
                kept = [there.shared(window) for window in windows[name, party] if hours.contains(window)]
                if kept or there.likely.length >= min(block.length, hours.length):
                    yield _judged(case, name, block, party, there, kept)
                else:
                    yield satisfied(Ref(Sort.BLOCK, name), attendee_ref(party))


def _judged(case: Case, name: BlockId, block: Block, party: PartyId, there: There, kept: Sequence[Window]) -> Verdict:
    within = kept or [there.most]
    match fit(case, party, within, block.length, block.venue):
        case Fit.FITS:
            return satisfied(Ref(Sort.BLOCK, name), attendee_ref(party))
        case Fit.OPEN:
            return cannot_judge(Ref(Sort.BLOCK, name), attendee_ref(party), missing=unstated_end(case, party, within))
        case Fit.HARDLY | Fit.SURELY_NOT as answer:
            return violated(
                Ref(Sort.BLOCK, name),
                attendee_ref(party),
                certain=answer is Fit.SURELY_NOT or case.is_planned,
                party=attendee_ref(party),
                opens=there.most.opens,
                closes=there.most.closes,
                needed=block.length,
                there_is=max(_longest(case, party, window, block) for window in within),
            )


def _zone(case: Case, block: Block, day: int) -> str:
    leg = case.visit.venues[block.venue].leg if block.venue is not None else None
    return case.visit.legs[leg].zone if leg is not None else zone_on(case, day)


def _longest(case: Case, party: PartyId, within: Window, block: Block) -> timedelta:
    return longest_free(case, party, within, Reading.LIKELY, block.venue)

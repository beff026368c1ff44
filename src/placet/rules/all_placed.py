"""Everything that is wished for is in the programme, and so is every journey that the file states.

What is listed without a time is in it. What is optional may be left out; that is pointed out only where the programme
does not say so itself. What was cancelled is not looked at.

Source: default; a visit is planned so that what was agreed takes place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from placet.model.ids import Ref, Sort, engagement_ref
from placet.model.profile import Grade
from placet.rules.case import Case
from placet.rules.finding import Verdict, satisfied, violated


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """This rule has none."""


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """One verdict for each engagement and each stated journey."""
    listed = {*case.programme.placements, *case.programme.untimed}
    for name, engagement in case.visit.engagements.items():
        ref = engagement_ref(name)
        if engagement.is_cancelled:
            continue
        if name in listed or (engagement.optional and name in case.programme.left_out):
            yield satisfied(ref)
        elif engagement.optional:
            yield violated(ref, case="optional", at_most=Grade.COURTESY)
        else:
            yield violated(ref)
    travelled = {journey.movement for journey in case.programme.journeys}
    for movement_name, movement in case.visit.movements.items():
        ref = Ref(Sort.MOVEMENT, movement_name)
        if not movement.is_cancelled:
            yield satisfied(ref) if movement_name in travelled else violated(ref, case="journey")

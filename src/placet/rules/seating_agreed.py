"""Where two principals of one side sit, the sides have agreed it in so many words.

Looks at talks, meals, banquets, press conferences and signings that two or more principals of one side must attend:
the file says `seating_agreed = true`. It is never inferred from rank, and silence is no agreement. Where a principal
is only invited, nobody can say before it is known who comes.

Source: practice P9: equal-rank seating explicit, never inferred [S11].
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from placet.model.attendance import parties_of
from placet.model.declare import shared
from placet.model.engagements import Engagement, Kind
from placet.model.ids import PartyId, Sort, engagement_ref, refs
from placet.rules.case import Case
from placet.rules.finding import Verdict, cannot_judge, satisfied, violated
from placet.rules.who_is_there import by_side, held, principals_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """Where people sit."""

    kinds: tuple[Kind, ...] = shared("Kinds of engagements at which people sit in an order.")


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """One verdict for each engagement at which two principals of one side sit."""
    for name, engagement in held(case):
        if engagement.kind not in parameters.kinds:
            continue
        certain = [people for people in by_side(principals_at(case, engagement)).values() if len(people) > 1]
        if engagement.seating_agreed is True and certain:
            yield satisfied(engagement_ref(name))
        elif certain:
            yield violated(
                engagement_ref(name), people=refs(Sort.ATTENDEE, (person for people in certain for person in people))
            )
        elif engagement.seating_agreed is not True and _may_be_two(case, engagement):
            yield cannot_judge(engagement_ref(name), missing=f"{name}.seating_agreed")


def _may_be_two(case: Case, engagement: Engagement) -> bool:
    """Whether two principals of one side sit there if all who are invited come."""
    invited = parties_of(case.visit, engagement.optional_who)
    come = dict(principals_at(case, engagement)) | {
        name: person for name, person in case.visit.people.items() if PartyId(name) in invited and person.principal
    }
    return any(len(people) > 1 for people in by_side(come).values())

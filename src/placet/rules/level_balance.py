"""At talks the two sides are balanced: their heads of about the same level, as many people on each.

Looks at talks with named people of two sides; interpreters do not count. Numbers are compared only where everybody is
named or counted, and not where the seating was agreed.

Source: practice P8: counterpart level within one, equal count unless agreed (default).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from placet.model.declare import shared
from placet.model.engagements import Engagement, Kind
from placet.model.ids import PersonId, Ref, SideId, Sort, engagement_ref
from placet.model.people import Person
from placet.rules.case import Case
from placet.rules.finding import Verdict, cannot_judge, satisfied, violated
from placet.rules.who_is_there import by_side, held, people_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """How far the sides may differ."""

    levels: int = shared("By how many levels the heads may differ.")
    people: int = shared("By how many people the sides may differ.")


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """Two verdicts, levels and numbers, for each talks and each two sides in them."""
    for name, engagement in held(case):
        if engagement.kind is not Kind.TALKS:
            continue
        sides = by_side(people_at(case, engagement))
        for first, second in combinations(sides, 2):
            yield _levels(name, (first, sides[first]), (second, sides[second]), parameters)
            counts = [_count(case, engagement, side, sides[side]) for side in (first, second)]
            if engagement.seating_agreed is not True and None not in counts:
                yield _numbers(name, (first, counts[0] or 0), (second, counts[1] or 0), parameters)


def _levels(
    name: str,
    first: tuple[SideId, Mapping[PersonId, Person]],
    second: tuple[SideId, Mapping[PersonId, Person]],
    parameters: Parameters,
) -> Verdict:
    heads = []
    for _, people in (first, second):
        unknown = next((person for person in people if people[person].level is None), None)
        if unknown is not None:
            return cannot_judge(engagement_ref(name), missing=f"{unknown}.level")
        heads.append(min(person.level for person in people.values() if person.level is not None))
    if abs(heads[0] - heads[1]) <= parameters.levels:
        return satisfied(engagement_ref(name))
    return violated(
        engagement_ref(name),
        case="levels",
        side=Ref(Sort.SIDE, first[0]),
        level=heads[0],
        other=Ref(Sort.SIDE, second[0]),
        other_level=heads[1],
    )


def _numbers(name: str, first: tuple[SideId, int], second: tuple[SideId, int], parameters: Parameters) -> Verdict:
    if abs(first[1] - second[1]) <= parameters.people:
        return satisfied(engagement_ref(name))
    return violated(
        engagement_ref(name),
        case="numbers",
        side=Ref(Sort.SIDE, first[0]),
        people=first[1],
        other=Ref(Sort.SIDE, second[0]),
        other_people=second[1],
    )


def _count(case: Case, engagement: Engagement, side: SideId, named: Mapping[PersonId, Person]) -> int | None:
    """How many of a side take part; None where a delegation is neither named nor counted."""
    count = len(named)
    for name in engagement.who:
        delegation = case.visit.delegations.get(name)  # type: ignore[call-overload]  # an attendee may be a delegation
        if delegation is None or delegation.members:
            continue
        if delegation.count is None or delegation.side is None:
            return None
        count += delegation.count if delegation.side == side else 0
    return count

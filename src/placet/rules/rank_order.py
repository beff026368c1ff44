"""A guest is received by the head of state before the head of government.

Looks at the courtesy calls and talks of each guest principal with the heads of the host side, by their levels.
Published programmes know both orders: this is a courtesy. Who sits or walks before whom is not looked at.

Source: practice P2: head of state before head of government unless otherwise agreed; as an order of calls, default.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from placet.model.declare import shared
from placet.model.engagements import Engagement, Kind
from placet.model.ids import PersonId, attendee_ref
from placet.model.people import SideRole
from placet.rules.case import Case, Item
from placet.rules.finding import Verdict, cannot_judge, satisfied, violated
from placet.rules.who_is_there import people_at, placed


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """Whose order counts."""

    heads: int = shared("The lowest level that counts as a head: 2 is head of government.")


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """One verdict for each guest principal and lower head who receives; one for a host whose level nobody states."""
    for guest, person in case.visit.people.items():
        if not person.principal or case.visit.sides[person.side].role is not SideRole.GUEST:
            continue
        first: dict[int, Item] = {}
        for item, engagement in placed(case):
            if engagement.kind not in (Kind.COURTESY_CALL, Kind.TALKS) or guest not in people_at(case, engagement):
                continue
            levels = _levels(case, engagement)
            unknown = next((host for host in levels if levels[host] is None), None)
            if unknown is not None:
                yield cannot_judge(attendee_ref(guest), item.id, missing=f"{unknown}.level")
                continue
            level = min((level for level in levels.values() if level is not None), default=None)
            if level is not None and level <= parameters.heads:
                first.setdefault(level, item)
        for higher, lower in zip(sorted(first), sorted(first)[1:], strict=False):
            if first[lower].latest_start < first[higher].starts_at - first[higher].slack:
                yield violated(first[lower].id, first[higher].id, guest=attendee_ref(guest))
            else:
                yield satisfied(first[higher].id, first[lower].id)


def _levels(case: Case, engagement: Engagement) -> Mapping[PersonId, int | None]:
    """Levels of the host principals who take part; of all hosts if there is no such one."""
    hosts = {
        name: person
        for name, person in people_at(case, engagement).items()
        if case.visit.sides[person.side].role is SideRole.HOST
    }
    principals = {name: person for name, person in hosts.items() if person.principal}
    return {name: person.level for name, person in (principals or hosts).items()}

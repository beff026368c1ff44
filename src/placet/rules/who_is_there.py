"""Who takes part in what: the engagements that are held, and the people who must be there, by side.

Interpreters work at an engagement; they are not counted among those who talk.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from placet.model.attendance import required
from placet.model.engagements import Engagement
from placet.model.ids import AttendeeId, EngagementId, PartyId, PersonId, SideId
from placet.model.people import Person
from placet.rules.case import Case, Item


def placed(case: Case) -> Iterator[tuple[Item, Engagement]]:
    """Every placed engagement with what was wished, in order of their starts."""
    for item in case.engagements:
        if item.engagement is not None:
            yield item, item.engagement


def held(case: Case) -> Iterator[tuple[EngagementId, Engagement]]:
    """Every engagement that takes place, also one that is listed without a time; in the order of the file."""
    names = {*case.programme.placements, *case.programme.untimed}
    for name, engagement in case.visit.engagements.items():
        if name in names and not engagement.is_cancelled:
            yield name, engagement


def people_at(case: Case, engagement: Engagement) -> Mapping[PersonId, Person]:
    """The people who must be there and are named in the file, in the order of the file."""
    parties = required(case.visit, engagement)
    return {
        name: person for name, person in case.visit.people.items() if PartyId(name) in parties and not person.interprets
    }


def principals_at(case: Case, engagement: Engagement) -> Mapping[PersonId, Person]:
    """The principals among them."""
    return {name: person for name, person in people_at(case, engagement).items() if person.principal}


def by_side(people: Mapping[PersonId, Person]) -> Mapping[SideId, Mapping[PersonId, Person]]:
    """People by their side, sides in the order in which they first come."""
    sides: dict[SideId, dict[PersonId, Person]] = {}
    for name, person in people.items():
        sides.setdefault(person.side, {})[name] = person
    return sides


def with_role(case: Case, engagement: Engagement, role: str) -> Mapping[PersonId, Person]:
    """The people who have a role in an engagement; a delegation that has it stands for its members."""
    return _people(case, (name for name, has in engagement.roles.items() if has == role))


def _people(case: Case, names: Iterable[AttendeeId]) -> Mapping[PersonId, Person]:
    found: dict[PersonId, Person] = {}
    for name in names:
        delegation = case.visit.delegations.get(name)  # type: ignore[call-overload]  # an attendee may be a delegation
        for member in delegation.members if delegation is not None else (PersonId(name),):
            if member in case.visit.people:
                found[member] = case.visit.people[member]
    return found

"""Who has to be where: invitations expanded to parties that can be in only one place at a time."""

from __future__ import annotations

from collections.abc import Iterable

from placet.model.engagements import Engagement, Mode
from placet.model.ids import PartyId, PersonId, TrackId, track_party
from placet.model.movements import Movement
from placet.model.visit import Visit


def parties_of(visit: Visit, invited: Iterable[str]) -> frozenset[PartyId]:
    """People as they are; a delegation as its members, or as one party while nobody in it is named.

    A delegation that is only counted ("about 160 guests") can be anywhere and is no party.
    """
    parties: set[PartyId] = set()
    for name in invited:
        delegation = visit.delegations.get(name)  # type: ignore[call-overload]  # an attendee may be a delegation
        if delegation is None:
            parties.add(PartyId(name))
        elif delegation.members:
            parties.update(PartyId(member) for member in delegation.members)
        elif delegation.count is None:
            parties.add(PartyId(name))
    return frozenset(parties)


def track_members(visit: Visit, track: TrackId) -> frozenset[PartyId]:
    """Who follows a track; the track itself where nobody is named."""
    known = visit.tracks.get(track)
    members = parties_of(visit, known.members) if known is not None else frozenset()
    return members or frozenset({track_party(track)})


def required(visit: Visit, item: Engagement | Movement) -> frozenset[PartyId]:
    """Who must be there."""
    named = parties_of(visit, item.who)
    if isinstance(item, Engagement) and item.interpretation is not None:
        named |= frozenset(PartyId(name) for name in item.interpretation.named)
    if item.who:
        return named
    return named | track_members(visit, item.track)


def interpreting(visit: Visit, item: Engagement) -> tuple[PersonId, ...]:
    """Who interprets there as the file has it, in its order: whoever is asked for by name comes first.

    Who must be there anyway and interprets between the two languages does it, as far as more are needed.
    """
    wanted = item.interpretation
    if wanted is None or wanted.mode is Mode.NONE:
        return ()
    named = tuple(dict.fromkeys(wanted.named))
    if len(named) >= wanted.interpreters:
        return named
    there = required(visit, item) - set(named)
    pair = set(wanted.languages)
    able = [
        name
        for name, person in visit.people.items()
        if person.interprets and PartyId(name) in there and any(set(spoken) == pair for spoken in person.interprets)
    ]
    return (*named, *able[: wanted.interpreters - len(named)])


def invited(visit: Visit, item: Engagement) -> frozenset[PartyId]:
    """Who may come, and may be elsewhere."""
    return parties_of(visit, item.optional_who) - required(visit, item)


def principals(visit: Visit) -> tuple[PartyId, ...]:
    """The people the programme is built around; without any, the main track."""
    named = tuple(PartyId(name) for name, person in visit.people.items() if person.principal)
    return named or tuple(sorted(track_members(visit, TrackId("main"))))


def label_of(party: str) -> str:
    """A party's id without the mark of a track."""
    return party.removeprefix("track:")

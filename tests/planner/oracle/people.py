"""Who takes part: invitations as single parties."""

from __future__ import annotations

from placet.model.visit import Visit


def people(visit: Visit, names: tuple[str, ...]) -> frozenset[str]:
    """Invitations as parties: a delegation's members, or itself where nobody in it is counted or named."""
    found: set[str] = set()
    for name in names:
        group = visit.delegations.get(name)
        if group is None:
            found.add(name)
        elif group.members:
            found |= set(group.members)
        elif group.count is None:
            found.add(name)
    return frozenset(found)


def parties(visit: Visit, who: tuple[str, ...], track: str) -> frozenset[str]:
    """Those who take part; where nobody is named, everybody on the track, or the track itself."""
    if who:
        return people(visit, who)
    known = visit.tracks.get(track)
    return (people(visit, known.members) if known is not None else frozenset()) or frozenset({f"track:{track}"})

"""What a guest's coming and going asks of a plan: the engagements between the two, and with them the kept blocks.

The engagements are a matter of the rule `while-here`. With what a stay begins and ends is looked up as the rules look
it up (`placet.rules.comings`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from placet.model.attendance import invited
from placet.model.ids import EngagementId, LegId, PartyId, VenueId, engagement_ref
from placet.model.profile import Grade
from placet.planner.tasks.ground import Ground
from placet.planner.tasks.problem import Order, Requirement, Stretch, Task
from placet.rules import while_here
from placet.rules.comings import Bound, bounds_in, leg_of, leg_of_hours, meetings


def orders_of_stays(ground: Ground, known: Mapping[str, Task]) -> Iterator[Order]:
    """Nothing of a guest before the arrival in its leg, and nothing after the departure."""
    grade = ground.request.rulebook.grade("while-here")
    if grade is Grade.OFF:
        return
    parameters = ground.request.rulebook.parameters("while-here", while_here.Parameters)
    for bound in meetings(ground.case):
        wanted = _requirement(ground, bound) if grade is Grade.MUST else None
        rule = None if grade is Grade.MUST else "while-here"
        for name, engagement in ground.visit.engagements.items():
            theirs = name in known and name != bound.name and not known[name].parties.isdisjoint(bound.guests)
            if theirs and engagement.kind not in parameters.outside and leg_of(ground.case, name) == bound.leg:
                before, after = (bound.name, name) if bound.begins else (name, bound.name)
                yield Order(before, after, requirement=wanted, rule=rule)


def _requirement(ground: Ground, bound: Bound) -> Requirement:
    met = ground.visit.engagements[EngagementId(bound.name)]
    kind = "arrival" if bound.begins else "departure"
    return Requirement(
        kind, (engagement_ref(bound.name),), ("engagements", bound.name, "kind"), met.proposed_by, met.agreed
    )


def stretches_of_blocks(ground: Ground, tasks: Mapping[str, Task]) -> dict[str, Stretch]:
    """For each block of somebody who comes or goes in its leg: after what it lies, and before what."""
    bounds = bounds_in(ground.case)
    stretches = {}
    for name, block in tasks.items():
        if block.kind == "block":
            venue = block.sites[0].venue
            leg = leg_of_hours(ground.case, block.days[0], VenueId(venue) if venue is not None else None)
            stretch = _stretch(bounds, leg, block.parties)
            if stretch is not None:
                stretches[name] = stretch
    return stretches


def stretches_of_invited(ground: Ground, tasks: Mapping[str, Task]) -> dict[tuple[str, PartyId], Stretch]:
    """For each engagement and each guest who is only invited: with what of theirs their stay begins, and ends."""
    stretches: dict[tuple[str, PartyId], Stretch] = {}
    bounds: tuple[Bound, ...] | None = None
    for name, engagement in ground.visit.engagements.items():
        for party in sorted(invited(ground.visit, engagement)) if name in tasks else ():
            bounds = bounds_in(ground.case) if bounds is None else bounds
            stretch = _stretch(bounds, leg_of(ground.case, name), frozenset({party}))
            if stretch is not None:
                stretches[name, party] = stretch
    return stretches


def _stretch(bounds: Sequence[Bound], leg: LegId | None, parties: frozenset[PartyId]) -> Stretch | None:
    own = [bound for bound in bounds if bound.leg == leg and not bound.guests.isdisjoint(parties)]
    if not own:
        return None
    comes, goes = (tuple(bound.name for bound in own if bound.begins is begins) for begins in (True, False))
    return Stretch(comes, goes)

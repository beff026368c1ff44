"""What those that clash have in common: the people who cannot be in two places, the room that holds only so many.

Nobody gave these up to be asked for, so they are in no clash; but without them it cannot be understood.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from placet.model.ids import Ref, Sort, attendee_ref
from placet.planner.tasks.problem import Problem, Requirement

PLANNED = (Sort.ENGAGEMENT, Sort.MOVEMENT)


@dataclass(frozen=True, slots=True)
class InCommon:
    """Things that all of `between` need. `things` are of one sort: people, or a venue that does not hold them all."""

    things: tuple[Ref, ...]
    between: tuple[Ref, ...]


def in_common(problem: Problem, clash: Iterable[Requirement]) -> tuple[InCommon, ...]:
    """What any two or more of a clash have in common, that of the most first.

    What only some of those share who have something of the same sort in common anyway adds nothing, and is left out.
    """
    refs = {str(ref): ref for wanted in clash for ref in wanted.subjects if ref.sort in PLANNED}
    users: dict[Ref, list[Ref]] = defaultdict(list)
    for name, ref in refs.items():
        task = problem.tasks[name]
        for party in sorted(task.parties):
            users[attendee_ref(party)].append(ref)
        venues = {site.venue for site in task.sites if site.venue is not None}
        if len(task.sites) == len(venues) == 1:
            users[Ref(Sort.VENUE, venues.pop())].append(ref)
    together: dict[tuple[Sort, tuple[Ref, ...]], list[Ref]] = defaultdict(list)
    for thing, between in users.items():
        holds = problem.venues[thing][0] if thing.sort is Sort.VENUE else 1
        if len(between) > holds:
            together[thing.sort, tuple(between)].append(thing)
    found: list[InCommon] = []
    for (sort, sharing), things in sorted(together.items(), key=lambda entry: -len(entry[0][1])):
        if not any(one.things[0].sort is sort and set(sharing) <= set(one.between) for one in found):
            found.append(InCommon(tuple(things), sharing))
    return tuple(found)

"""Which of those who are only invited come: whoever is there then, in that city, and has nothing else.

Nobody waits for them and nothing is moved for them; so what they have to do, where they interpret and when their own
journeys take them is settled before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from placet.model.attendance import invited
from placet.model.ids import EngagementId, PartyId
from placet.model.spans import Window
from placet.planner.placing.broken_ways import broken_ways
from placet.planner.request import PlanRequest
from placet.planner.tasks.placed import Placed
from placet.planner.tasks.problem import Between, Problem
from placet.rules.presence import window_of


def attending(
    request: PlanRequest,
    problem: Problem,
    placed: Mapping[str, Placed],
    interpreters: Mapping[str, Sequence[str]],
    name: EngagementId,
    guests: dict[str, list[Placed]],
) -> tuple[str, ...]:
    """Those who come to an engagement, in order of their ids.

    `guests` is what each comes to already, and is added to: earlier invitations come first.
    """
    wanted = placed[name]
    coming = []
    for party in sorted(invited(request.visit, request.visit.engagements[name])):
        others = [it for it in placed.values() if party in it.task.parties and it is not wanted] + guests[party]
        work = [placed[it] for it, people in interpreters.items() if party in people]
        if (
            _is_with_the_visit(request, party, wanted)
            and _is_in_the_city(problem, placed, party, wanted)
            and all(_are_apart(problem, it, wanted) for it in (*others, *work))
            and _keeps_ways(problem, (*others, wanted))
        ):
            guests[party].append(wanted)
            coming.append(party)
    return tuple(coming)


def _is_with_the_visit(request: PlanRequest, party: PartyId, it: Placed) -> bool:
    """Whether somebody is with the visit then; who does not say when is there throughout."""
    person = request.visit.people.get(party)  # type: ignore[call-overload]  # a party may be a person
    there = [window_of(request.timeline, presence) for presence in person.presence] if person is not None else []
    begins, ends = (request.timeline.instant_of(minute, it.task.zone) for minute in (it.start, it.end))
    return not there or any(one.contains(Window(begins, ends)) for one in there)


def _is_in_the_city(problem: Problem, placed: Mapping[str, Placed], party: PartyId, it: Placed) -> bool:
    """Whether a guest has come by then and has not gone yet, and is between the journeys between which it lies."""
    stretch = problem.stretches_of_invited.get((it.task.id, party))
    if stretch is not None:
        comes, goes = ([placed[one] for one in names if one in placed] for names in (stretch.comes, stretch.goes))
        if any(it.start < one.end for one in comes) or any(one.start < it.end for one in goes):
            return False
    stays = problem.stations_of_invited.get((it.task.id, party))
    return stays is None or any(_lies_in(placed, it, stay) for stay in stays)


def _lies_in(placed: Mapping[str, Placed], it: Placed, stay: Between) -> bool:
    before, after = (placed.get(journey) if journey is not None else None for journey in stay)
    return (before is None or before.end <= it.start) and (after is None or it.end <= after.start)


def _are_apart(problem: Problem, one: Placed, other: Placed) -> bool:
    """Whether somebody can do both, the way included."""
    return _can_follow(problem, one, other) or _can_follow(problem, other, one)


def _can_follow(problem: Problem, first: Placed, second: Placed) -> bool:
    way = problem.between(first.site.destination, second.site.origin)
    return first.end + first.task.tail + way + second.task.lead <= second.start


def _keeps_ways(problem: Problem, own: Sequence[Placed]) -> bool:
    """Whether somebody who has all this is on no way while nobody knows where they are."""

    def minutes(first: Placed, second: Placed) -> int:
        flown = problem.has_journey_between(first.task, second.task)
        way = 0 if flown else problem.between(first.site.destination, second.site.origin)
        return first.task.tail + way + second.task.lead

    return next(broken_ways(own, minutes), None) is None

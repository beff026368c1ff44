"""Nobody is in two places at once, and everyone has time to get from one to the next.

One order literal for each pair of tasks that shares a party and whose windows leave both orders open; travel as lags
under it, the least over all pairs of venues always and the rest under the venues' literals. Pairs that windows keep
apart get nothing. A journey that the file states, and that may lie between two, may be quicker than the way from one
to the other (`rides.py`). Judged by the rules `one-place-at-a-time`, `enough-travel` and `diary`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from placet.planner.constraints.rides import by_rides, lies_between, rides
from placet.planner.variables import Literal, Model, TaskVars, Way


def post(model: Model) -> None:
    """Separate every two tasks that share a party."""
    for first, second in pairs(model):
        separate(model, first, second)


def pairs(
    model: Model, beyond_the_way: int = 0, among: Sequence[TaskVars] | None = None
) -> Iterator[tuple[TaskVars, TaskVars]]:
    """Pairs of tasks, all or `among` some, that share a party and have to be kept apart, in the order of the problem.

    Two that lie further apart than any way, and so many minutes, say nothing to each other.
    """
    tasks = among if among is not None else list(model.tasks.values())
    for one, other in sorted(_close(tasks, longest_way(model) + beyond_the_way, model.fixed)):
        if may_meet(model, tasks[one], tasks[other]):
            yield tasks[one], tasks[other]


def may_meet(model: Model, first: TaskVars, second: TaskVars) -> bool:
    """Whether two tasks share a party and have to be kept apart.

    Two commitments of somebody may overlap: neither is ours to move. Where nothing is wished, what is held is apart
    already.
    """
    if not first.task.parties & second.task.parties or first.task.kind == second.task.kind == "busy":
        return False
    trusted = model.only_required and not model.repairs
    return not (trusted and first.is_held and second.is_held and _is_kept_apart(first, second))


def _close(tasks: Sequence[TaskVars], reach: int, fixed: Collection[tuple[str, str]]) -> set[tuple[int, int]]:
    """Of tasks that share a party, by index, all but those that lie further apart than `reach` wherever they are put.

    Two whose order is fixed the other way round cannot both take place, however far apart they lie.
    """
    own: dict[str, list[int]] = defaultdict(list)
    for index, variables in enumerate(tasks):
        for party in variables.task.parties:
            own[party].append(index)
    earliest = [variables.earliest for variables in tasks]
    until = [variables.latest + variables.task.most + reach for variables in tasks]
    close = set()
    for members in own.values():
        along = sorted(members, key=earliest.__getitem__)
        for number, one in enumerate(along, start=1):
            for other in along[number:]:
                if earliest[other] >= until[one]:
                    break
                close.add((min(one, other), max(one, other)))
    index_of = {variables.task.id: index for index, variables in enumerate(tasks)}
    named = [(index_of[one], index_of[other]) for one, other in fixed if one in index_of and other in index_of]
    return close | {
        (min(pair), max(pair)) for pair in named if tasks[pair[0]].task.parties & tasks[pair[1]].task.parties
    }


def longest_way(model: Model) -> int:
    """No two tasks need more between them than this: formalities, the way, boarding."""
    tasks = model.problem.tasks.values()
    ground = max((task.tail for task in tasks), default=0) + max((task.lead for task in tasks), default=0)
    return ground + max(model.problem.travel.values(), default=0)


def _is_kept_apart(one: TaskVars, other: TaskVars) -> bool:
    first, second = sorted((one, other), key=lambda it: it.earliest)
    return first.latest + first.task.most <= second.earliest


def separate(model: Model, first: TaskVars, second: TaskVars) -> None:
    """One of the two comes before the other, travel included."""
    cp, a, b = model.cp, first.task.id, second.task.id
    forward, backward = can_precede(model, first, second), can_precede(model, second, first)
    if not forward and not backward:
        cp.add_bool_or([~literal for literal in (*first.there, *second.there)])
        return
    if forward and backward:
        literal = cp.new_bool_var(f"{a} before {b}")
        model.before[(a, b)], model.before[(b, a)] = literal, ~literal
        follow(model, first, second, literal)
        follow(model, second, first, ~literal)
    elif forward:
        follow(model, first, second, None)
    else:
        follow(model, second, first, None)


def can_precede(model: Model, first: TaskVars, second: TaskVars) -> bool:
    """Whether the windows, and the orders that nobody can give up, leave room for the first before the second."""
    if (second.task.id, first.task.id) in model.fixed:
        return False
    if (first.task.id, second.task.id) in model.before:
        return True
    left = second.latest - first.earliest
    if model.explaining:
        return left >= 0
    left -= first.task.least
    return left >= 0 and lag(model, first, second) <= left  # most pairs need no way looked up


def lag(model: Model, first: TaskVars, second: TaskVars) -> int:
    """The least minutes between the end of the first and the start of the second, over all venues and rides."""
    return min(_at_least(model, first, second).values())


def _at_least(model: Model, first: TaskVars, second: TaskVars) -> dict[tuple[int, int], int]:
    """The same for each pair of their sites."""
    lags = site_lags(model, first, second)
    found = rides(model, first, second) if model.journeys else ()
    if not found:
        return lags
    return {sites: min(minutes, *by_rides(model, found, first, second, sites)) for sites, minutes in lags.items()}


def site_lags(model: Model, first: TaskVars, second: TaskVars) -> dict[tuple[int, int], int]:
    """Minutes between the two for each pair of their sites: formalities, the way, boarding."""
    key = (first.task.id, second.task.id)
    lags = model.lags.get(key)
    if lags is None:
        ground = first.task.tail + second.task.lead
        flown = model.problem.has_journey_between(first.task, second.task)
        origins = tuple(site.destination for site in first.task.sites)
        destinations = tuple(site.origin for site in second.task.sites)
        alike = (ground, flown, origins, destinations)
        lags = model.lags_alike.get(alike)
        if lags is None:
            lags = model.lags_alike[alike] = {
                (i, j): ground + (0 if flown else model.problem.between(origin, destination))
                for i, origin in enumerate(origins)
                for j, destination in enumerate(destinations)
            }
        model.lags[key] = lags
    return lags


def follow(model: Model, first: TaskVars, second: TaskVars, literal: Literal | None) -> None:
    """The second begins after the first has ended and the way is done; under `literal` if there is one."""
    if literal is None and _is_apart(first, second, max(site_lags(model, first, second).values())):
        return
    always = (*first.there, *second.there, *((literal,) if literal is not None else ()))
    for least, chosen, wanted in ways(model, first, second):
        constraint = model.cp.add(second.start >= first.end + least)
        constraint.only_enforce_if(*always, *chosen)
        model.require(wanted, constraint)


def ways(model: Model, first: TaskVars, second: TaskVars) -> Sequence[Way]:
    """The least minutes between two tasks in any case, then what is more under the venues that need more.

    While explaining, the ways are requirements of their own: without them only the bodies must not overlap. What a ride
    may make shorter is asked for unless one lies between; what it leaves is the matter of the ways to it and from it.
    """
    key = (first.task.id, second.task.id)
    known = model.ways.get(key)
    if known is None:
        known = tuple(_ways(model, first, second))
        if not rides(model, first, second):  # each copy of a model has literals of its own for these
            model.ways[key] = known
    return known


def _ways(model: Model, first: TaskVars, second: TaskVars) -> Iterator[Way]:
    direct, lags = site_lags(model, first, second), _at_least(model, first, second)
    minimum = 0 if model.explaining else min(lags.values())
    yield minimum, (), None
    for (i, j), minutes in lags.items():
        if max(minutes, direct[i, j]) == minimum:
            continue
        key = (first.task.sites[i].destination or "", second.task.sites[j].origin or "")
        chosen, wanted = _site_literals(first, second, i, j), model.problem.travel_requirements.get(key)
        is_shorter = direct[i, j] > minutes
        if minutes > minimum and not (model.explaining and is_shorter):
            yield minutes, chosen, wanted
        if is_shorter:
            unless = (~lies_between(model, ride, first, second) for ride in rides(model, first, second))
            yield direct[i, j], (*chosen, *unless), wanted


def _is_apart(first: TaskVars, second: TaskVars, minutes: int) -> bool:
    return first.latest + first.task.most + minutes <= second.earliest


def _site_literals(first: TaskVars, second: TaskVars, i: int, j: int) -> tuple[Literal, ...]:
    """The literals of two venues, where there is a choice."""
    both = ((first, i), (second, j))
    return tuple(variables.sites[number] for variables, number in both if len(variables.sites) > 1)

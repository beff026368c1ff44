"""Between two places lies the way, and what has no place and lies between them too does not break it in two.

Without this an hour of rest, a telephone call or another commitment would overlap the drive: none of them has a place,
so nothing else keeps the two apart. So everybody with something placeless stays somewhere from one way to the next: at
the place of each task, from some minute before it to some minute after it. The ways lie between two stays, and what is
placeless lies inside one. That takes a literal for each of these and each task; asking it of every two tasks with
something between them would take thousands. Protected time is judged by the rule `protected-block` as well; of all the
rest `way-in-one-piece` says how much it weighs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, permutations

from placet.model.ids import PartyId
from placet.model.profile import Grade
from placet.planner.constraints.together import can_precede, lag, longest_way, site_lags, ways
from placet.planner.cp_sat import cp_model
from placet.planner.request import PlanRequest
from placet.planner.tasks.problem import Interval, Requirement, Task
from placet.planner.variables import AroundPlaceless, Literal, Model, TaskVars, value_of

RULE = "way-in-one-piece"
HALF_A_DAY = 12 * 60
"""Minutes: what lies further from what is placeless than this leaves room for any way inside a city."""


@dataclass(frozen=True, slots=True)
class Stay:
    """How long somebody is where a task is: from `since`, no later than it takes them, to `until`, not before it ends.

    Boarding before it and formalities after it are part of that. All of it lies between `opens` and `closes`.
    """

    task: TaskVars
    since: cp_model.IntVar
    until: cp_model.IntVar
    opens: int
    closes: int


def post(model: Model, request: PlanRequest, parties: Collection[PartyId] | None = None) -> None:
    """For everybody who has something placeless: the stays, the ways between them, and inside them what is placeless.

    With `parties`, for these alone. Where only the least weight of a repair is looked for, what no solution has broken
    yet waits (`add_broken`).
    """
    grade = request.rulebook.grade(RULE)
    looks = grade is Grade.MUST or not (model.explaining or model.only_required or grade is Grade.OFF)
    missing: dict[str, Literal | None] = {}
    for around in _around_everybody(model, parties, beyond_blocks=looks):
        for variables in around.placeless:
            name = variables.task.id
            if variables.task.kind != "block" and name not in missing:
                missing[name] = model.wish(grade, RULE, (name,), weight=2)
        for stretch in _apart(model, replace(around, missing=missing)):
            if _says_nothing(model, stretch):
                continue
            if model.broken is None or any(it.task.id in model.broken for it in stretch.placeless):
                _post(model, stretch)
            else:
                model.waiting.append(stretch)


def _around_everybody(
    model: Model, parties: Collection[PartyId] | None, *, beyond_blocks: bool
) -> Iterator[AroundPlaceless]:
    """What each has that is placeless, and what lies about it; once for all who have the same."""
    placeless: dict[PartyId, list[TaskVars]] = {}
    located: dict[PartyId, list[TaskVars]] = {}
    for variables in model.tasks.values():
        task = variables.task
        found = located if _is_somewhere(task) else placeless
        if found is located or (task.is_placeless and (beyond_blocks or task.kind == "block")):
            for party in task.parties:
                found.setdefault(party, []).append(variables)
    seen: set[tuple[tuple[str, ...], tuple[str, ...]]] = set()
    for party in sorted(placeless.keys() & located.keys()):
        own, about = placeless[party], located[party]
        key = (tuple(it.task.id for it in own), tuple(it.task.id for it in about))
        if key not in seen and (parties is None or party in parties):
            seen.add(key)
            yield AroundPlaceless(party, own, _close_by(model, own, about), about)


def _is_somewhere(task: Task) -> bool:
    """Whether a task has a place, or is a journey: one without any may be the way itself."""
    return task.kind == "journey" or any(site.origin is not None or site.destination is not None for site in task.sites)


def _close_by(model: Model, placeless: Sequence[TaskVars], located: Sequence[TaskVars]) -> Sequence[TaskVars]:
    """What may matter to it: everything, unless each has something that is surely near it."""
    if all(any(_is_surely_near(model, one, it) for one in located) for it in placeless):
        return [variables for variables in located if any(_may_be_near(variables, it) for it in placeless)]
    return located


def add_broken(model: Model, values: list[int]) -> set[str]:
    """Post what waits and a solution has broken; what is placeless in it."""
    broken = [stretch for stretch in model.waiting if _is_broken(model, stretch, values)]
    for stretch in broken:
        model.waiting.remove(stretch)
        _post(model, stretch)
    return {kept.task.id for stretch in broken for kept in stretch.placeless}


def _is_broken(model: Model, stretch: AroundPlaceless, values: list[int]) -> bool:
    """Whether some way fits into no gap between what is placeless along it."""
    there = sorted(
        (value_of(v.start, values), value_of(v.end, values), v.task.is_placeless, number)
        for number, v in enumerate((*stretch.located, *stretch.placeless))
        if values[v.present.index]
    )
    last: tuple[int, int] | None = None
    gap, leaves = 0, 0
    for begins, ends, is_placeless, number in there:
        if is_placeless:
            gap, leaves = max(gap, begins - leaves), max(leaves, ends)
            continue
        variables = stretch.located[number]
        site = next(n for n, literal in enumerate(variables.sites) if values[literal.index])
        if last is not None:
            way = site_lags(model, stretch.located[last[0]], variables)[last[1], site]
            if max(gap, begins - leaves) < way:
                return True
        last, gap, leaves = (number, site), 0, ends
    return False


def _says_nothing(model: Model, stretch: AroundPlaceless) -> bool:
    """Whether all is held, and as it is asked for; where overruns are counted the stays are needed all the same."""
    if not (model.repairs or model.only_required or model.explaining):
        return False
    everything_is_held = all(variables.is_held for variables in (*stretch.placeless, *stretch.located))
    return everything_is_held and _are_inside(model, stretch.placeless, stretch.located)


def _post(model: Model, stretch: AroundPlaceless) -> None:
    held = sorted((v for v in stretch.located if v.is_held and _is_there(model, v)), key=lambda v: v.earliest)
    near = {kept.task.id: _near(model, stretch, kept, held) for kept in stretch.placeless}
    inside: dict[str, list[TaskVars]] = {variables.task.id: [] for variables in stretch.located}
    for kept in stretch.placeless:
        for variables in near[kept.task.id]:
            inside[variables.task.id].append(kept)
    stays = {it.task.id: _stay(model, stretch.party, it, inside[it.task.id]) for it in stretch.located}
    reach = longest_way(model)
    for first, second in permutations(stays.values(), 2):
        if second.opens < first.closes + reach and not _is_known(model, first.task, second.task, held):
            go(model, first, second)
    for kept in stretch.placeless:
        _keep_inside(model, stretch, kept, [stays[it.task.id] for it in near[kept.task.id]])


def _apart(model: Model, everything: AroundPlaceless) -> Iterator[AroundPlaceless]:
    """The stretches between which any way fits, and nothing can be put.

    Whatever may be in two of them belongs to both. What happens in one says nothing to another: the way from one to the
    next lies between them. Only where a programme that stands is repaired: what is held leaves such gaps, and most
    stretches hold nothing else.
    """
    if not model.repairs or model.explaining:
        yield everything
        return
    gap = longest_way(model)
    placeless, located = everything.placeless, everything.located
    reaches = sorted((*reach, number) for number, v in enumerate((*placeless, *located)) for reach in _reach(v))
    found: list[tuple[Interval, set[int]]] = []
    for low, high, number in reaches:
        (opens, closes), numbers = found.pop() if found else ((low, high), set())
        if low >= closes + gap:
            found.append(((opens, closes), numbers))
            (opens, closes), numbers = (low, high), set()
        found.append(((opens, max(closes, high)), numbers | {number}))
    for span, numbers in found:
        own = [it for number, it in enumerate(placeless) if number in numbers]
        about = [it for number, it in enumerate(located, len(placeless)) if number in numbers]
        if own and about:
            yield replace(everything, placeless=own, located=about, span=span)


def _reach(variables: TaskVars) -> list[Interval]:
    """The minutes in which a task may be."""
    if variables.is_held:
        return [(variables.earliest, variables.latest + variables.task.most)]
    starts = variables.task.starts() or ((variables.earliest, variables.latest),)
    return [(low, high + variables.task.most) for low, high in starts]


def _are_inside(model: Model, placeless: Sequence[TaskVars], located: Sequence[TaskVars]) -> bool:
    """Whether of what is all held every way lies in the first gap between what is placeless that is long enough for it.

    Then there is nothing to ask. False says nothing.
    """
    everything = sorted((*placeless, *located), key=lambda v: v.earliest)
    if not all(_is_there(model, variables) for variables in located) or any(
        one.latest + one.task.most > other.earliest for one, other in pairwise(everything)
    ):
        return False
    along = sorted(located, key=lambda v: v.earliest)
    sets_out: list[int] = []
    for one, other in pairwise(along):
        between = [v for v in everything if one.earliest <= v.earliest <= other.earliest]
        gaps = ((a.latest + a.task.most, b.earliest) for a, b in pairwise(between))
        way = _way(model, one, other)
        leaves = next((begins for begins, ends in gaps if ends - begins >= way), None)
        if leaves is None:
            return False
        arrives = leaves + way
        sets_out.append(leaves)
        if any(arrives - out < _way(model, before, other) for before, out in zip(along, sets_out, strict=False)):
            return False
    return True


def _stay(model: Model, party: PartyId, variables: TaskVars, near: Sequence[TaskVars]) -> Stay:
    """`near` is what is placeless and may lie inside it: for nothing else does anybody come sooner, or stay longer."""
    task, (low, high) = variables.task, variables.task.horizon
    opens = max(low, min((variables.earliest - task.lead, *(it.earliest for it in near))))
    closes = min(high, max((variables.latest + task.most + task.tail, *(it.latest + it.task.most for it in near))))
    since = model.cp.new_int_var(min(opens, variables.latest), variables.latest, f"{party} at {task.id} since")
    until = model.cp.new_int_var(variables.earliest, max(closes, variables.earliest), f"{party} at {task.id} until")
    model.cp.add(since <= variables.start - task.lead)
    model.cp.add(until >= variables.end + task.tail)
    return Stay(variables, since, until, opens, closes)


def _is_known(model: Model, first: TaskVars, second: TaskVars, held: Sequence[TaskVars]) -> bool:
    """Whether the way from one to another that are both held follows from the ways to and from the one between them."""
    ends = first.latest + first.task.most
    if second.earliest < ends or not (first.is_held and second.is_held):
        return False
    middle = next((it for it in held if it.earliest >= ends and it is not first), second)
    if middle is second or second.earliest < middle.latest + middle.task.most:
        return False
    return lag(model, first, middle) + middle.task.most + lag(model, middle, second) >= _way(model, first, second)


def _way(model: Model, first: TaskVars, second: TaskVars) -> int:
    """The least minutes between two tasks where no journey lies between them."""
    return min(site_lags(model, first, second).values())


def _is_there(model: Model, variables: TaskVars) -> bool:
    """Whether a task takes place in any case, or nothing hangs on it where it does not."""
    return not variables.there or variables.task.id in model.may_vanish


def go(model: Model, first: Stay, second: Stay) -> None:
    """If the second comes after the first, the whole way lies between the two stays."""
    one, other = first.task, second.task
    ground = one.task.tail + other.task.lead  # part of the stays
    if not can_precede(model, one, other):
        return
    order = model.first(one.task.id, other.task.id)
    always = (*one.there, *other.there, *((order,) if order is not None else ()))
    for least, chosen, wanted in ways(model, one, other):
        constraint = model.cp.add(second.since >= first.until + max(0, least - ground))
        constraint.only_enforce_if(*always, *chosen)
        model.require(wanted, constraint)


def _near(model: Model, stretch: AroundPlaceless, kept: TaskVars, held: Sequence[TaskVars]) -> list[TaskVars]:
    """The tasks at which it may lie: what may be near it, or everything where nothing surely is."""
    near = [variables for variables in stretch.located if _may_be_near(variables, kept)]
    if not any(_is_surely_near(model, variables, kept) for variables in near):
        near = list(stretch.located)
    return [variables for variables in near if not _is_beyond(variables, kept, held)] if kept.is_held else near


def _keep_inside(model: Model, stretch: AroundPlaceless, kept: TaskVars, near: Sequence[Stay]) -> None:
    """What is placeless lies in the stay before it or in the one after it, unless there is none."""
    broken = stretch.missing.get(kept.task.id)
    inside: list[Literal] = [~kept.present, *_excuses(model, kept, stretch), *([broken] if broken is not None else [])]
    for stay in near:
        here = model.cp.new_bool_var(f"{kept.task.id} at {stay.task.task.id}")
        for there in stay.task.there:
            model.cp.add_implication(here, there)
        model.cp.add(stay.since <= kept.start).only_enforce_if(here)
        model.cp.add(stay.until >= kept.end).only_enforce_if(here)
        model.inside[stretch.party, kept.task.id, stay.task.task.id] = here
        inside.append(here)
    if all(stay.task.there for stay in near):
        alone = model.cp.new_bool_var(f"{kept.task.id} with nothing else")
        for stay in near:
            model.cp.add_implication(alone, ~stay.task.present)
        inside.append(alone)
    model.require(_wanted(kept.task), model.cp.add_bool_or(inside))


def _wanted(task: Task) -> Requirement | None:
    """That nobody is on the way meanwhile, as a line of a clash; of protected time that goes without saying."""
    if task.kind == "block" or task.takes_place is None:
        return None
    return Requirement("unbroken", task.takes_place.subjects, ("rules", RULE))


def _excuses(model: Model, kept: TaskVars, stretch: AroundPlaceless) -> Iterator[Literal]:
    """What vanishes may be just where a way needs it: next to it, with nothing of the party between the two."""
    begins, ends = kept.earliest, kept.latest + kept.task.most
    for variables in stretch.everywhere:
        reaches = model.may_vanish.get(variables.task.id, ())
        if not any(low <= stretch.span[1] and stretch.span[0] <= high for low, high in reaches if stretch.span):
            continue
        since = min((max(low, begins) for low, high in reaches if high > begins), default=None)
        until = max((min(high, ends) for low, high in reaches if low < ends), default=None)
        for bound, is_after in ((since, True), (until, False)):
            if bound is not None:
                literal = model.cp.new_bool_var(f"{variables.task.id} would be next to {kept.task.id}")
                model.cp.add_implication(literal, ~variables.present)
                for it in stretch.located:
                    if it is not variables:
                        _is_not_between(model, it, kept, bound, literal, is_after=is_after)
                yield literal


def _is_not_between(model: Model, it: TaskVars, kept: TaskVars, bound: int, under: Literal, *, is_after: bool) -> None:
    """Something lies on the other side of it, or beyond the minute nearest to it where what vanished may be."""
    beyond = it.earliest >= bound if is_after else it.latest + it.task.most <= bound
    on_this_side = can_precede(model, kept, it) if is_after else can_precede(model, it, kept)
    if beyond or not on_this_side:
        return
    pair = (it.task.id, kept.task.id) if is_after else (kept.task.id, it.task.id)
    order = model.first(*pair)
    either = [order] if order is not None else []
    if it.latest >= bound if is_after else it.earliest + it.task.least <= bound:
        far = model.cp.new_bool_var(f"{it.task.id} lies beyond")
        model.cp.add(it.start >= bound if is_after else it.end <= bound).only_enforce_if(far)
        either.append(far)
    model.cp.add_bool_or([~under, ~it.present, *either])


def _is_beyond(stay: TaskVars, kept: TaskVars, held: Sequence[TaskVars]) -> bool:
    """Whether something else that is held lies wholly between a task and what is placeless, both held."""
    if not stay.is_held:
        return False
    begins, ends = stay.latest + stay.task.most, kept.earliest
    if stay.earliest >= kept.latest + kept.task.most:
        begins, ends = kept.latest + kept.task.most, stay.earliest
    return any(
        begins <= it.earliest and it.latest + it.task.most <= ends and it is not stay and it.task.most for it in held
    )


def _may_be_near(variables: TaskVars, kept: TaskVars) -> bool:
    """Whether a task may lie within half a day of it; what lies further leaves time for any way between."""
    begins, ends = kept.earliest - HALF_A_DAY, kept.latest + kept.task.most + HALF_A_DAY
    return variables.latest + variables.task.most >= begins and variables.earliest <= ends


def _is_surely_near(model: Model, variables: TaskVars, kept: TaskVars) -> bool:
    """Whether a task takes place and lies, wherever both are put, within half a day of what is placeless."""
    begins, ends = kept.latest + kept.task.most - HALF_A_DAY, kept.earliest + HALF_A_DAY
    is_sure = not variables.task.optional or variables.task.id in model.may_vanish
    return is_sure and variables.earliest >= begins and variables.latest <= ends

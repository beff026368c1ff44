"""Between two places lies the way, and a protected block that lies between them too does not break it in two.

Without this, an hour of rest would overlap the drive: the block itself has no place, so nothing else keeps the two
apart. So everybody with such a block stays somewhere from one way to the next: at the place of each task, from some
minute before it to some minute after it. The ways lie between two stays, and a block lies inside one. That takes a
literal for each block and task; asking it of every two tasks with a block between them would take thousands. Judged by
the rule `protected-block`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, permutations

from ortools.sat.python import cp_model

from placet.model.ids import PartyId
from placet.planner.constraints.together import can_precede, lag, longest_way, site_lags, ways
from placet.planner.problem import Interval
from placet.planner.variables import AroundBlocks, Literal, Model, TaskVars, value_of

HALF_A_DAY = 12 * 60
"""Minutes: what lies further from a block than this leaves room for any way inside a city."""


@dataclass(frozen=True, slots=True)
class Stay:
    """How long somebody is where a task is: from `since`, no later than its start, to `until`, not before its end."""

    task: TaskVars
    since: cp_model.IntVar
    until: cp_model.IntVar


def post(model: Model) -> None:
    """For everybody who has a block without a place: the stays, the ways between them, the blocks inside them.

    Where only the least weight of a repair is looked for, what no solution has broken yet waits (`add_broken`).
    """
    blocks: dict[PartyId, list[TaskVars]] = {}
    for block in model.tasks.values():
        if block.task.kind == "block" and block.task.sites[0].origin is None:
            (party,) = block.task.parties
            blocks.setdefault(party, []).append(block)
    for party, own in blocks.items():
        located = [v for v in model.tasks.values() if party in v.task.parties and v.task.sites[0].origin is not None]
        for stretch in _apart(model, AroundBlocks(party, own, located, located)):
            if _says_nothing(model, stretch):
                continue
            if model.broken is None or any(block.task.id in model.broken for block in stretch.blocks):
                _post(model, stretch)
            else:
                model.waiting.append(stretch)


def add_broken(model: Model, values: list[int]) -> set[str]:
    """Post what waits and a solution has broken; the blocks it is about."""
    broken = [stretch for stretch in model.waiting if _is_broken(model, stretch, values)]
    for stretch in broken:
        model.waiting.remove(stretch)
        _post(model, stretch)
    return {block.task.id for stretch in broken for block in stretch.blocks}


def _is_broken(model: Model, stretch: AroundBlocks, values: list[int]) -> bool:
    """Whether some way fits into no gap between the blocks that lie along it."""
    there = sorted(
        (value_of(v.start, values), value_of(v.end, values), v.task.kind == "block", number)
        for number, v in enumerate((*stretch.located, *stretch.blocks))
        if values[v.present.index]
    )
    last: tuple[int, int] | None = None
    gap, leaves = 0, 0
    for begins, ends, is_block, number in there:
        if is_block and number >= len(stretch.located):
            gap, leaves = max(gap, begins - leaves), ends
            continue
        variables = stretch.located[number]
        site = next(n for n, literal in enumerate(variables.sites) if values[literal.index])
        if last is not None:
            way = site_lags(model, stretch.located[last[0]], variables)[last[1], site]
            if max(gap, begins - leaves) < way:
                return True
        last, gap, leaves = (number, site), 0, ends
    return False


def _says_nothing(model: Model, stretch: AroundBlocks) -> bool:
    everything_is_held = all(variables.is_held for variables in (*stretch.blocks, *stretch.located))
    return everything_is_held and (
        (model.only_required and not model.repairs) or _are_inside(model, stretch.blocks, stretch.located)
    )


def _post(model: Model, stretch: AroundBlocks) -> None:
    stays = [_stay(model, stretch.party, variables) for variables in stretch.located]
    held = sorted((v for v in stretch.located if v.is_held and _is_there(model, v)), key=lambda v: v.earliest)
    for first, second in permutations(stays, 2):
        if not _is_known(model, first.task, second.task, held):
            go(model, first, second)
    for block in stretch.blocks:
        _keep_inside(model, block, stays, held, list(_excuses(model, block, stretch)))


def _apart(model: Model, everything: AroundBlocks) -> Iterator[AroundBlocks]:
    """The stretches between which any way fits, and nothing can be put.

    Whatever may be in two of them belongs to both. What happens in one says nothing to another: the way from one to the
    next lies between them. Only where a programme that stands is repaired: what is held leaves such gaps, and most
    stretches hold nothing else.
    """
    if not model.repairs or model.explaining:
        yield everything
        return
    gap = longest_way(model)
    blocks, located = everything.blocks, everything.located
    reaches = sorted((*reach, number) for number, v in enumerate((*blocks, *located)) for reach in _reach(v))
    found: list[tuple[Interval, set[int]]] = []
    for low, high, number in reaches:
        (opens, closes), numbers = found.pop() if found else ((low, high), set())
        if low >= closes + gap:
            found.append(((opens, closes), numbers))
            (opens, closes), numbers = (low, high), set()
        found.append(((opens, max(closes, high)), numbers | {number}))
    for span, numbers in found:
        own = [block for number, block in enumerate(blocks) if number in numbers]
        about = [it for number, it in enumerate(located, len(blocks)) if number in numbers]
        if own and about:
            yield replace(everything, blocks=own, located=about, span=span)


def _reach(variables: TaskVars) -> list[Interval]:
    """The minutes in which a task may be."""
    if variables.is_held:
        return [(variables.earliest, variables.latest + variables.task.most)]
    starts = variables.task.starts() or ((variables.earliest, variables.latest),)
    return [(low, high + variables.task.most) for low, high in starts]


def _are_inside(model: Model, blocks: Sequence[TaskVars], located: Sequence[TaskVars]) -> bool:
    """Whether of what is all held every way lies in the first gap between blocks that is long enough for it.

    Then there is nothing to ask. False says nothing.
    """
    everything = sorted((*blocks, *located), key=lambda v: v.earliest)
    if not all(_is_there(model, variables) for variables in located) or any(
        one.latest + one.task.most > other.earliest for one, other in pairwise(everything)
    ):
        return False
    along = sorted(located, key=lambda v: v.earliest)
    sets_out: list[int] = []
    for one, other in pairwise(along):
        between = [v for v in everything if one.earliest <= v.earliest <= other.earliest]
        gaps = ((a.latest + a.task.most, b.earliest) for a, b in pairwise(between))
        way = lag(model, one, other)
        leaves = next((begins for begins, ends in gaps if ends - begins >= way), None)
        if leaves is None:
            return False
        arrives = leaves + way
        sets_out.append(leaves)
        if any(arrives - out < lag(model, before, other) for before, out in zip(along, sets_out, strict=False)):
            return False
    return True


def _stay(model: Model, party: PartyId, variables: TaskVars) -> Stay:
    low, high = variables.task.horizon
    since = model.cp.new_int_var(low, variables.latest, f"{party} at {variables.task.id} since")
    until = model.cp.new_int_var(variables.earliest, high, f"{party} at {variables.task.id} until")
    model.cp.add(since <= variables.start)
    model.cp.add(until >= variables.end)
    return Stay(variables, since, until)


def _is_known(model: Model, first: TaskVars, second: TaskVars, held: Sequence[TaskVars]) -> bool:
    """Whether the way from one to another that are both held follows from the ways to and from the one between them."""
    ends = first.latest + first.task.most
    if second.earliest < ends or not (first.is_held and second.is_held):
        return False
    middle = next((it for it in held if it.earliest >= ends and it is not first), second)
    if middle is second or second.earliest < middle.latest + middle.task.most:
        return False
    return lag(model, first, middle) + middle.task.most + lag(model, middle, second) >= lag(model, first, second)


def _is_there(model: Model, variables: TaskVars) -> bool:
    """Whether a task takes place in any case, or nothing hangs on it where it does not."""
    task = variables.task
    certain = not task.optional and task.soft is None and task.id not in model.problem.stretches
    return certain or task.id in model.may_vanish


def go(model: Model, first: Stay, second: Stay) -> None:
    """If the second comes after the first, the whole way lies between the two stays."""
    one, other = first.task, second.task
    if not can_precede(model, one, other):
        return
    order = model.first(one.task.id, other.task.id)
    always: list[Literal] = [one.present, other.present, *([order] if order is not None else [])]
    for least, chosen, wanted in ways(model, one, other):
        constraint = model.cp.add(second.since >= first.until + least)
        constraint.only_enforce_if([*always, *chosen])
        model.require(wanted, constraint)


def _keep_inside(
    model: Model, block: TaskVars, stays: list[Stay], held: Sequence[TaskVars], excuses: Sequence[Literal]
) -> None:
    """The block lies in the stay before it or in the one after it, unless there is none."""
    near = [stay for stay in stays if _may_be_near(stay.task, block)]
    if not any(_is_surely_near(model, stay.task, block) for stay in near):
        near = stays
    if block.is_held:
        near = [stay for stay in near if not _is_beyond(stay.task, block, held)]
    inside: list[Literal] = [~block.present, *excuses]
    for stay in near:
        here = model.cp.new_bool_var(f"{block.task.id} at {stay.task.task.id}")
        model.cp.add_implication(here, stay.task.present)
        model.cp.add(stay.since <= block.start).only_enforce_if(here)
        model.cp.add(stay.until >= block.end).only_enforce_if(here)
        model.inside[block.task.id, stay.task.task.id] = here
        inside.append(here)
    if all(_may_be_absent(model, stay.task) for stay in near):
        alone = model.cp.new_bool_var(f"{block.task.id} with nothing else")
        for stay in near:
            model.cp.add_implication(alone, ~stay.task.present)
        inside.append(alone)
    model.cp.add_bool_or(inside)


def _excuses(model: Model, block: TaskVars, stretch: AroundBlocks) -> Iterator[Literal]:
    """What vanishes may be just where a way needs it: next to the block, with nothing of the party between the two."""
    begins, ends = block.earliest, block.latest + block.task.most
    for variables in stretch.everywhere:
        reaches = model.may_vanish.get(variables.task.id, ())
        if not any(low <= stretch.span[1] and stretch.span[0] <= high for low, high in reaches if stretch.span):
            continue
        since = min((max(low, begins) for low, high in reaches if high > begins), default=None)
        until = max((min(high, ends) for low, high in reaches if low < ends), default=None)
        for bound, is_after in ((since, True), (until, False)):
            if bound is not None:
                literal = model.cp.new_bool_var(f"{variables.task.id} would be next to {block.task.id}")
                model.cp.add_implication(literal, ~variables.present)
                for it in stretch.located:
                    if it is not variables:
                        _is_not_between(model, it, block, bound, literal, is_after=is_after)
                yield literal


def _is_not_between(model: Model, it: TaskVars, block: TaskVars, bound: int, under: Literal, *, is_after: bool) -> None:
    """Something lies on the other side of a block, or beyond the minute nearest to it where what vanished may be."""
    beyond = it.earliest >= bound if is_after else it.latest + it.task.most <= bound
    on_this_side = can_precede(model, block, it) if is_after else can_precede(model, it, block)
    if beyond or not on_this_side:
        return
    pair = (it.task.id, block.task.id) if is_after else (block.task.id, it.task.id)
    order = model.first(*pair)
    either = [order] if order is not None else []
    if it.latest >= bound if is_after else it.earliest + it.task.least <= bound:
        far = model.cp.new_bool_var(f"{it.task.id} lies beyond")
        model.cp.add(it.start >= bound if is_after else it.end <= bound).only_enforce_if(far)
        either.append(far)
    model.cp.add_bool_or([~under, ~it.present, *either])


def _is_beyond(stay: TaskVars, block: TaskVars, held: Sequence[TaskVars]) -> bool:
    """Whether something else that is held lies wholly between a task and a block that are both held."""
    if not stay.is_held:
        return False
    begins, ends = stay.latest + stay.task.most, block.earliest
    if stay.earliest >= block.latest + block.task.most:
        begins, ends = block.latest + block.task.most, stay.earliest
    return any(
        begins <= it.earliest and it.latest + it.task.most <= ends and it is not stay and it.task.most for it in held
    )


def _may_be_near(variables: TaskVars, block: TaskVars) -> bool:
    """Whether a task may lie within half a day of a block; what lies further leaves time for any way between."""
    begins, ends = block.earliest - HALF_A_DAY, block.latest + block.task.most + HALF_A_DAY
    return variables.latest + variables.task.most >= begins and variables.earliest <= ends


def _is_surely_near(model: Model, variables: TaskVars, block: TaskVars) -> bool:
    """Whether a task takes place and lies, wherever both are put, within half a day of a block."""
    begins, ends = block.latest + block.task.most - HALF_A_DAY, block.earliest + HALF_A_DAY
    is_sure = not variables.task.optional or variables.task.id in model.may_vanish
    return is_sure and variables.earliest >= begins and variables.latest <= ends


def _may_be_absent(model: Model, variables: TaskVars) -> bool:
    """Whether a task may be left out; while a clash is explained, everything may."""
    return variables.task.optional or variables.task.soft is not None or model.explaining

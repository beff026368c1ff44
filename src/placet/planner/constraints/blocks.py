"""Between two places lies the way, and a protected block that lies between them too does not break it in two.

Without this, an hour of rest would overlap the drive: the block itself has no place, so nothing else keeps the two
apart. The way lies wholly before the block or wholly after it; where there are two blocks, also between them. Judged by
the rule `protected-block`.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations

from placet.model.ids import PartyId
from placet.planner.constraints.together import can_precede, site_lags
from placet.planner.variables import Literal, Model, TaskVars

HALF_A_DAY = 12 * 60
"""Minutes: what ends or begins further from a block than this leaves room for any way inside a city."""


@dataclass(frozen=True, slots=True)
class _Way:
    """The way from one task to another: its minutes under the literals of each pair of places."""

    first: TaskVars
    second: TaskVars
    lags: tuple[tuple[int, tuple[Literal, ...]], ...]


def post(model: Model) -> None:
    """For each two tasks of somebody at different places, and each block without a place that can lie between them."""
    blocks: dict[PartyId, list[TaskVars]] = {}
    for block in model.tasks.values():
        if block.task.kind == "block" and block.task.sites[0].origin is None:
            (party,) = block.task.parties
            blocks.setdefault(party, []).append(block)
    for party, own in blocks.items():
        others = [v for v in model.tasks.values() if party in v.task.parties and v.task.sites[0].origin is not None]
        for first, second in permutations(others, 2):
            way = _Way(first, second, tuple(_lags(model, first, second)))
            between = [block for block in own if _can_surround(model, way, block)]
            if way.lags and _is_near(way, between):
                before = [_surround(model, way, block) for block in between]
                for (one, after), (other, ahead) in permutations(zip(between, before, strict=True), 2):
                    _between_blocks(model, way, (one, after), (other, ahead))


def _lags(model: Model, first: TaskVars, second: TaskVars) -> list[tuple[int, tuple[Literal, ...]]]:
    """The least way in any case, and what is more under the places that need more."""
    lags = site_lags(model, first, second)
    least = min(lags.values())
    found: list[tuple[int, tuple[Literal, ...]]] = [(least, ())] if least > 0 else []
    for (i, j), minutes in lags.items():
        chosen = [first.sites[i]] if len(first.sites) > 1 else []
        chosen += [second.sites[j]] if len(second.sites) > 1 else []
        if minutes > least:
            found.append((minutes, tuple(chosen)))
    return found


def _can_surround(model: Model, way: _Way, block: TaskVars) -> bool:
    """Whether both can lie on the block's day, on its two sides: a night between leaves time for any way."""
    morning, night = block.earliest - HALF_A_DAY, block.latest + block.task.most + HALF_A_DAY
    before = any(low <= block.latest and high + way.first.task.most >= morning for low, high in way.first.task.starts())
    after = any(low <= night and high >= block.earliest for low, high in way.second.task.starts())
    return before and after and can_precede(model, way.first, block) and can_precede(model, block, way.second)


def _is_near(way: _Way, between: list[TaskVars]) -> bool:
    """Whether the way may not fit before all the blocks, nor after them all, wherever everything is put."""
    longest = max(minutes for minutes, _ in way.lags)
    reached = way.first.latest + way.first.task.most + longest
    all_before = all(reached <= block.earliest for block in between)
    all_after = all(block.latest + block.task.most + longest <= way.second.earliest for block in between)
    return not all_before and not all_after


def _surround(model: Model, way: _Way, block: TaskVars) -> Literal:
    """The way comes before the block (the literal given back), or after it."""
    before = model.cp.new_bool_var(f"from {way.first.task.id} to {way.second.task.id} before {block.task.id}")
    inside = _inside(model, way, block)
    for minutes, chosen in way.lags:
        model.cp.add(block.start >= way.first.end + minutes).only_enforce_if([*inside, *chosen, before])
        model.cp.add(way.second.start >= block.end + minutes).only_enforce_if([*inside, *chosen, ~before])
    return before


def _inside(model: Model, way: _Way, block: TaskVars) -> list[Literal]:
    """The literals under which a block lies between two tasks."""
    inside: list[Literal] = [way.first.present, block.present, way.second.present]
    for one, other in ((way.first, block), (block, way.second)):
        order = model.first(one.task.id, other.task.id)
        if order is not None:
            inside.append(order)
    return inside


def _between_blocks(model: Model, way: _Way, one: tuple[TaskVars, Literal], other: tuple[TaskVars, Literal]) -> None:
    """After the one block and before the other: then the way fits between the two."""
    (earlier, before_earlier), (later, before_later) = one, other
    if not can_precede(model, earlier, later):
        return
    order = model.first(earlier.task.id, later.task.id)
    under = [*_inside(model, way, earlier), *_inside(model, way, later), *([order] if order is not None else [])]
    for minutes, chosen in way.lags:
        constraint = model.cp.add(later.start >= earlier.end + minutes)
        constraint.only_enforce_if([*under, *chosen, ~before_earlier, before_later])

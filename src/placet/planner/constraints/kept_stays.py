"""What is kept free for a guest lies between the guest's coming and going; where that is too short, it is not kept.

Judged by the rules `protected-block` and `prayer-kept`. To let guests come later, or leave earlier, so that they lose
what the file keeps for them weighs as much as a wish that is not met. Who leaves before a prayer says it elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from placet.model.profile import Grade
from placet.planner.variables import Linear, Literal, Model, TaskVars


@dataclass(frozen=True, slots=True)
class _End:
    """A minute at which the time for a block begins or ends, with its bounds; `under` what must take place for it."""

    minute: Linear
    earliest: int
    latest: int
    under: tuple[Literal, ...] = ()


def post(model: Model) -> None:
    """Put each block between what its guest comes and goes with, or let it be missed for want of time."""
    for name, stretch in model.problem.stretches.items():
        block = model.tasks[name]
        opens, closes = _hours(block)
        comes = [end for end in (_coming(model.tasks[it]) for it in stretch.comes) if end.latest > opens]
        goes = [end for end in (_going(model.tasks[it]) for it in stretch.goes) if end.earliest < closes]
        for end in comes:
            model.cp.add(block.start >= end.minute).only_enforce_if(block.present, *end.under)
        for end in goes:
            model.cp.add(block.end <= end.minute).only_enforce_if(block.present, *end.under)
        begins = [_End(opens, opens, opens), *comes]
        ends = [_End(closes, closes, closes), *goes]
        needed = min(block.task.least, closes - opens)
        model.missed[name] = _missed(model, begins, ends, needed)
        if block.task.soft is None:
            gone = model.excuses((name, *stretch.comes, *stretch.goes))
            constraint = model.cp.add_bool_or([block.present, *model.missed[name], *gone])
            model.require(block.task.takes_place, constraint)
            leaves_time = max(end.earliest for end in begins) + needed <= min(end.latest for end in ends)
            if not model.explaining and leaves_time and not _is_prayer(block):
                violated = model.wish(Grade.SHOULD, "protected-block", (name,), weight=3)
                model.cp.add_bool_or([block.present, *([violated] if violated is not None else [])])


def _is_prayer(block: TaskVars) -> bool:
    """Whether a rule asks for it, and not the file."""
    return block.task.takes_place is not None and block.task.takes_place.kind == "prayer"


def _hours(block: TaskVars) -> tuple[int, int]:
    """The hours that a block was asked for in."""
    ((first, last),) = block.task.restrictions[0].allowed
    return first, last + block.task.least


def _coming(it: TaskVars) -> _End:
    earliest, latest = it.earliest + it.task.least, it.latest + it.task.most
    return _End(it.end + it.task.tail, earliest + it.task.tail, latest + it.task.tail, (it.present,))


def _going(it: TaskVars) -> _End:
    lead = it.task.lead
    return _End(it.start - lead, it.earliest - lead, it.latest - lead, (it.present,))


def _missed(model: Model, begins: Sequence[_End], ends: Sequence[_End], needed: int) -> list[Literal]:
    """For each begin and end of which one is a guest's own, the literal that too little lies between the two."""
    found: list[Literal] = []
    for begin, end in product(begins, ends):
        if (begin.under or end.under) and begin.latest + needed > end.earliest:
            literal = model.cp.new_bool_var("too short a stay")
            model.cp.add(end.minute - begin.minute <= needed - 1).only_enforce_if(literal)
            model.cp.add_bool_and([*begin.under, *end.under]).only_enforce_if(literal)
            found.append(literal)
    return found

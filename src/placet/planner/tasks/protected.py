"""Protected blocks and prior commitments as tasks."""

from __future__ import annotations

from collections.abc import Iterator

from placet.model.attendance import parties_of
from placet.model.ids import PartyId, Ref, Sort, attendee_ref
from placet.model.visit import Block
from placet.planner.tasks.ground import COSTS, GRID, Ground, whole
from placet.planner.tasks.problem import Interval, Requirement, Restriction, Site, Task
from placet.rules.commitments import commitments


def block_tasks(ground: Ground) -> Iterator[Task]:
    """Each block that nobody waived, for each of its people on each of its days."""
    for name, block in ground.visit.blocks.items():
        if block.waived is not None:
            continue
        for day in (block.day,) if block.day is not None else tuple(ground.timeline.days()):
            for party in sorted(parties_of(ground.visit, block.who)):
                yield _block(ground, name, block, day, party)


def _block(ground: Ground, name: str, block: Block, day: int, party: PartyId) -> Task:
    length = whole(block.length)
    zone = ground.zone_on(day)
    opens, closes = ground.hours_on(day, block.between, zone)
    wanted = Requirement(
        "block",
        (Ref(Sort.BLOCK, name), attendee_ref(party)),
        ("blocks", name),
        block.asked_by,
        cost=COSTS["block"],
        facts=(("day", day),),
    )
    return Task(
        id=f"{name}@{day}@{party}",
        kind="block",
        parties=frozenset({party}),
        sites=(Site(block.venue, block.venue, block.venue, None),),
        restrictions=(Restriction(((opens, closes - length),), wanted),),
        least=length,
        typical=length,
        most=length,
        grid=GRID,
        takes_place=wanted,
        horizon=ground.horizon,
        zone=zone,
        days=(day,),
    )


def commitment_tasks(ground: Ground) -> Iterator[Task]:
    """Other commitments, and the hours in which a withheld time may fall: fixed, and somewhere unknown."""
    for commitment in commitments(ground.visit, ground.timeline):
        entry, busy = commitment.entry, commitment.busy
        table = entry.sort.value
        for day in commitment.days:
            zone = ground.zone_on(day)
            span = ground.hours_on(day, busy.between, zone)
            on_dates = busy.day is None
            facts = (("day", day),) if on_dates else ()
            wanted = Requirement("busy", (entry,), (table, entry), cost=COSTS["busy"], facts=facts)
            name = f"{table}:{entry}@{day}" if on_dates else f"{table}:{entry}"
            yield fixed_task(ground.horizon, name, parties_of(ground.visit, busy.who), span, wanted, zone, (day,))


def fixed_task(
    horizon: Interval,
    name: str,
    parties: frozenset[PartyId],
    span: Interval,
    wanted: Requirement,
    zone: str,
    days: tuple[int, ...],
) -> Task:
    """Time in which somebody is taken, as a task that stays where it is."""
    length = span[1] - span[0]
    return Task(
        id=name,
        kind="busy",
        parties=parties,
        sites=(Site(None, None, None, None),),
        restrictions=(Restriction(((span[0], span[0]),), wanted),),
        least=length,
        typical=length,
        most=length,
        grid=1,
        takes_place=wanted,
        horizon=horizon,
        fixed_start=span[0],
        zone=zone,
        days=days,
    )

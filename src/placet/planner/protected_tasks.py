"""Protected blocks and prior commitments as tasks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from placet.model.attendance import parties_of
from placet.model.ids import PartyId, Ref, Sort, attendee_ref
from placet.model.visit import Block, Busy
from placet.planner.ground import COSTS, GRID, Ground, whole
from placet.planner.problem import Interval, Requirement, Restriction, Site, Task


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
    tables: tuple[tuple[str, Mapping[str, Busy]], ...] = (("busy", ground.visit.busy), ("diary", ground.visit.diary))
    for table, entries in tables:
        for name, busy in entries.items():
            zone = ground.zone_on(busy.day)
            span = ground.hours_on(busy.day, busy.between, zone)
            wanted = Requirement("busy", (Ref(Sort(table), name),), (table, name), cost=COSTS["busy"])
            yield _fixed(ground, f"{table}:{name}", parties_of(ground.visit, busy.who), span, wanted, zone, (busy.day,))


def _fixed(
    ground: Ground,
    name: str,
    parties: frozenset[PartyId],
    span: Interval,
    wanted: Requirement,
    zone: str,
    days: tuple[int, ...],
) -> Task:
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
        horizon=ground.horizon,
        fixed_start=span[0],
        zone=zone,
        days=days,
    )

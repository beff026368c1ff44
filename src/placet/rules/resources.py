"""Of vehicles, aircraft, guards and rooms no more is used at once than there is.

Looks at what engagements and stated movements say they use. An end that nobody stated is estimated and breaks no
`must`.

Source: practice C8 (default): quotas of cars, rooms and badges.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from placet.model.ids import Ref, ResourceId, Sort
from placet.model.spans import Window
from placet.rules.at_once import too_many_at_once
from placet.rules.case import Case, Item
from placet.rules.finding import Verdict, satisfied, violated


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """This rule has none."""


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """One verdict for each time a resource runs out; one for each resource that does not."""
    for name, resource in case.visit.resources.items():
        users = [item for item in case.items if _used(item, name)]
        sure = [item for item in users if item.surely_goes_on]
        certain = _short(sure, name, resource.capacity, lambda item: item.certain)
        likely = [
            crowd
            for crowd in _short(users, name, resource.capacity, lambda item: item.likely)
            if not any({item.id for item in crowd} <= {item.id for item in known} for known in certain)
        ]
        for crowd, surely in [(crowd, True) for crowd in certain] + [(crowd, False) for crowd in likely]:
            used = sum(_used(item, name) for item in crowd)
            names = (item.id for item in crowd)
            yield violated(
                *names, certain=surely, resource=Ref(Sort.RESOURCE, name), used=used, capacity=resource.capacity
            )
        if users and not certain and not likely:
            yield satisfied(Ref(Sort.RESOURCE, name))


def _short(
    users: Sequence[Item], name: ResourceId, capacity: int, span: Callable[[Item], Window]
) -> list[tuple[Item, ...]]:
    return list(too_many_at_once(users, capacity, span=span, weight=lambda item: _used(item, name)))


def _used(item: Item, name: ResourceId) -> int:
    wished = item.engagement if item.engagement is not None else item.movement
    return wished.uses.get(name, 0) if wished is not None else 0

"""What lies soon beside a coming or going: the welcome after it, the farewell before it.

Guests who have come are not left at the station until noon, and those who were seen off do not wait for their flight.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from placet.model.engagements import Kind
from placet.planner.tasks.problem import Order, Stay, Task

COMES, GOES = (Kind.ARRIVAL.value, Kind.WELCOME.value), (Kind.DEPARTURE.value, Kind.FAREWELL.value)


def close_by(tasks: Mapping[str, Task], orders: Sequence[Order], stays: Iterable[Stay]) -> Iterator[tuple[str, str]]:
    """Pairs of tasks of which the second should come soon after the first. What may be left out is in none."""
    journeys = {stay.task: stay.between[0] for stay in stays if len(stay.between) == 1}
    for name, task in tasks.items():
        other: str | None = None
        if task.kind in COMES:
            met = [order.before for order in orders if order.after == name and tasks[order.before].kind == COMES[0]]
            other = met[0] if met else journeys.get(name, (None, None))[0]
        elif task.kind in GOES:
            met = [order.after for order in orders if order.before == name and tasks[order.after].kind == GOES[0]]
            other = met[0] if met else journeys.get(name, (None, None))[1]
        if other is not None and not task.optional and not tasks[other].optional:
            yield (other, name) if task.kind in COMES else (name, other)

"""Small problems of the common part, and rows of a table as they would be measured."""

from typing import Any

from benchmarks.peers.problem import Engagement, Instance, Wait, Way

NINE = 9 * 60
TOWN = (Way("a", "b", 30), Way("b", "a", 30))


def engagement(name: str, *, who: str = "p", venue: str = "a", length: int = 60, **more: Any) -> Engagement:
    """An engagement of `p` at `a`, an hour long, at any time from 08:00 to 12:00."""
    return Engagement(name, tuple(who), venue, length, **{"opens": 8 * 60, "closes": 12 * 60} | more)


def instance(
    *engagements: Engagement, capacity: dict[str, int] | None = None, waits: tuple[Wait, ...] = ()
) -> Instance:
    """A day of these, half an hour between `a` and `b`."""
    return Instance("small", 1, engagements, TOWN, capacity or {}, waits)


def run(deviation: int | None, seconds: float = 1.0, **more: Any) -> dict[str, Any]:
    """A run that was proven, of a plan that the scorer accepted."""
    usual = {"claimed": deviation, "deviation": deviation, "faults": [], "first": None, "bound": None, "others": 0.01}
    return usual | {"seconds": seconds, "proven": deviation is not None, "infeasible": False} | more


def row(entrant: str, *runs: dict[str, Any], on: str = "small") -> dict[str, Any]:
    """What one entrant did on one instance."""
    return {"instance": on, "engagements": 2, "days": 1, "entrant": entrant, "runs": list(runs)}

"""A day on which the visit might begin, and what every reason may ask about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum

from placet.model.people import Side, SideRole
from placet.model.profile import Grade
from placet.model.visit import Visit

MOONLIT = frozenset({"lunar", "only-if", "lunar-together", "only-if-together"})
"""Cases of holidays that hang on a sighting of the moon: on a computed day or beside it, alone or several together."""


class Speaks(Enum):
    """Whether a reason speaks for a day or against it, or is only worth knowing."""

    FOR = "for"
    AGAINST = "against"
    NOTED = "noted"


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for or against a day. `name` is its rule, `case` the sentence that says it.

    `certain` is False where it hangs on a sighting of the moon or on a date that is known in part only. `on` are the
    days of the visit, as dates, that it is about; each counts.
    """

    name: str
    case: str
    speaks: Speaks
    grade: Grade
    on: tuple[date, ...] = ()
    certain: bool = True
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def hangs_on_the_moon(self) -> bool:
        """Whether a sighting of the moon may make it true or untrue."""
        return self.case in MOONLIT or (self.name == "fast" and not self.certain)


@dataclass(frozen=True, slots=True)
class Scene:
    """What is the same for all days: the visit, today, and the first day by which all can be ready."""

    visit: Visit
    length: int
    today: date
    prepared: date | None = None
    lead: Mapping[str, object] = field(default_factory=dict)
    """How long the preparation takes, as facts of its sentence."""

    def hosts(self) -> Mapping[date | int, str]:
        """For each day of the visit, the side that receives: that of its leg, else the host."""
        usual = next((name for name, side in self.visit.sides.items() if side.role is SideRole.HOST), "")
        found: dict[date | int, str] = {}
        for day in range(1, self.length + 1):
            legs = [leg for leg in self.visit.legs.values() if leg.first_day <= day <= leg.last_day]
            found[day] = next((leg.host for leg in legs if leg.host is not None), usual)
        return found


@dataclass(frozen=True, slots=True)
class Candidate:
    """One such day."""

    scene: Scene
    on: date

    @property
    def days(self) -> tuple[date, ...]:
        """The days of the visit."""
        return tuple(self.on + timedelta(days=number) for number in range(self.scene.length))

    def received_by(self, side: str) -> tuple[date, ...]:
        """The days on which a side receives."""
        hosts = self.scene.hosts()
        return tuple(on for number, on in enumerate(self.days, start=1) if hosts[number] == side)

    def travelled_by(self, side: str) -> tuple[date, ...]:
        """The days on which a side is away from home: those on which it does not receive."""
        received = self.received_by(side)
        return tuple(on for on in self.days if on not in received)

    def with_country(self) -> tuple[tuple[str, Side], ...]:
        """The sides whose calendar is known."""
        return tuple((name, side) for name, side in self.scene.visit.sides.items() if side.country is not None)

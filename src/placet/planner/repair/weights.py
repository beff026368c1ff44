"""What it weighs to change something that stands, and why: the whole table, public and in one place.

The parts that hold of an item add up. Freeze levels count from the first day of the visit (practice 4.2): F1 the
programme from D-7, F2 print from D-3, F3 names at table from D-1, F4 live from D on.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from placet.model.engagements import Engagement, Status
from placet.model.ids import EngagementId, MovementId
from placet.model.movements import Movement
from placet.model.visit import Secrecy, Visit

ITEM = "item"
STATED = "stated"
AGREED = "agreed"
FROZEN = "frozen"
PRINTED = "printed"
NAMES = "names"
LIVE = "live"
PUBLIC = "public"
UNSUITED = "unsuited"
FAR = "far"
BLOCK = "block"

WEIGHTS = {
    ITEM: 10,
    STATED: 5,
    AGREED: 100,
    FROZEN: 10,
    PRINTED: 30,
    NAMES: 30,
    LIVE: 50,
    PUBLIC: 300,
    UNSUITED: 40,
    FAR: 10,
    BLOCK: 2,
}
"""What each part weighs. Defaults: one agreed point is worth ten that nobody settled, one public item three of those.

`item` any engagement or stated journey; `stated` the file states its hour; `agreed` it is agreed, and moves beyond the
margin for which nobody need be asked; `frozen` F1; `printed` F2; `names` F3, for another venue; `live` F4, and it
begins within two hours; `public` the programme is public; `unsuited` it stood at an hour that suits it and comes to one
at which a rule would not have it, a dinner in the afternoon; `far` it moves by more than two hours, to another part of
the day; `block` protected time, which only its person is told of.
"""
FURTHER = 120
"""Minutes beyond which it is in another part of the day. Default."""
LEAVES_OUT = 5
"""How many times as much it weighs to leave something out as to move it."""
SOON = 120
"""Minutes before its beginning in which people are on their way already. Default."""


class Freeze(IntEnum):
    """How far the programme is frozen."""

    F0 = 0
    F1 = 1
    F2 = 2
    F3 = 3
    F4 = 4


DAYS_BEFORE = {Freeze.F1: 7, Freeze.F2: 3, Freeze.F3: 1, Freeze.F4: 0}
"""From how many days before the first on each level holds (practice 4.2)."""


def freeze_on(day: int | None) -> Freeze:
    """The level on a day, 1 being the first of the visit and 0 the eve; nothing is frozen where it is not known."""
    if day is None:
        return Freeze.F0
    return max((level for level, before in DAYS_BEFORE.items() if day >= 1 - before), default=Freeze.F0)


@dataclass(frozen=True, slots=True)
class Weight:
    """What changing one item weighs, part by part. `agreed` counts only beyond the item's margin."""

    parts: tuple[tuple[str, int], ...]
    agreed: int = 0
    other_venue: int = 0
    """What another venue weighs on top."""

    @property
    def moving(self) -> int:
        """To move it, or to change its length."""
        return sum(weight for _, weight in self.parts)

    @property
    def leaving_out(self) -> int:
        """To do without it."""
        return LEAVES_OUT * (self.moving + self.agreed)


def weight_of(visit: Visit, name: str, freeze: Freeze, *, is_soon: bool) -> Weight:
    """What changing an engagement or a stated journey weighs; anything else is protected time."""
    item: Engagement | Movement | None = visit.engagements.get(EngagementId(name))
    item = item or visit.movements.get(MovementId(name))
    if item is None:
        return Weight(((BLOCK, WEIGHTS[BLOCK]),))
    parts = [ITEM]
    parts += [STATED] if _is_stated(item) else []
    parts += [FROZEN] if freeze >= Freeze.F1 else []
    parts += [PRINTED] if freeze >= Freeze.F2 else []
    parts += [LIVE] if freeze >= Freeze.F4 and is_soon else []
    parts += [PUBLIC] if is_public(visit, item) else []
    names = WEIGHTS[NAMES] if freeze >= Freeze.F3 else 0
    agreed = WEIGHTS[AGREED] if is_agreed(item) else 0
    return Weight(tuple((part, WEIGHTS[part]) for part in parts), agreed, names)


def is_agreed(item: Engagement | Movement) -> bool:
    """Whether the sides have settled it."""
    return item.agreed is not None or item.status is Status.AGREED


def is_public(visit: Visit, item: Engagement | Movement) -> bool:
    """Whether its hour may be in the newspaper already."""
    is_kept_back = isinstance(item, Engagement) and (item.disclosed_on is not None or item.withheld is not None)
    return visit.secrecy is Secrecy.PROGRAMME_PUBLIC and not is_kept_back


def _is_stated(item: Engagement | Movement) -> bool:
    return item.at.is_placed if isinstance(item, Engagement) else item.departs.at.is_placed or item.arrives.at.is_placed

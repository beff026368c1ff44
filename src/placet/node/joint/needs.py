"""Which offices must each sign a text: of either side, as a person names them."""

from __future__ import annotations

from collections.abc import Sequence

from placet.agreement import limits
from placet.errors import Refused
from placet.node.joint.desk import Desk


def offices_named(desk: Desk, names: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Sides and their offices, from `RU/council`, or `council` for one of ours. Raises `Refused` for what is none."""
    known = offices_there(desk)
    shown = {f"{side}/{office}": (side, office) for side, office in known}
    wanted = [name if "/" in name else f"{desk.side}/{name}" for name in names]
    unknown = [name for name, full in zip(names, wanted, strict=True) if full not in shown]
    if unknown:
        raise Refused("no-such-office", found=", ".join(unknown), known=", ".join(shown))
    found = tuple(sorted({shown[full] for full in wanted}))
    if len(found) > limits.MAX_NEEDS:
        raise Refused("too-many-offices", most=limits.MAX_NEEDS)
    return found


def offices_there(desk: Desk) -> tuple[tuple[str, str], ...]:
    """Every side with each of its offices that can sign, by the newest keys that are known of it."""
    cards = {side: desk.record.last_card(side) for side in sorted(desk.opening.sides)}
    return tuple((side, office) for side, card in cards.items() if card is not None for office in sorted(card.offices))

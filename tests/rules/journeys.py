"""Plans of one day in which people go from the palace to the ministry, 20 min measured and 7 min loading away."""

from __future__ import annotations

from tests.rules.cases import engagement, plan, with_programme

from placet.formats.scalars import read_hours
from placet.model.ids import MovementId
from placet.model.movements import Transport
from placet.model.programme import Basis, Journey
from placet.rules.case import Case

TWO = engagement("talks", venues=["palace"]) + engagement("call", venues=["ministry"])


def way(span: str, origin: str = "palace", destination: str = "ministry", party: str = "president-ar") -> Journey:
    """A drive that a plan has put in on day 1."""
    window = plan("").timeline.window(1, read_hours(span), "Asia/Tehran")
    return Journey(
        id=MovementId(f"go:{origin}>{destination}"),
        movement=None,
        parties=(party,),
        by=Transport.CAR,
        origin=origin,
        destination=destination,
        leaves_at=window.opens,
        arrives_at=window.closes,
        basis=Basis.PLANNED,
    )


def going(*ways: Journey, text: str = TWO, **spans: str) -> Case:
    """Talks in the palace from 10:00 to 11:00 and a call at the ministry from 12:00 to 12:30, with these ways."""
    subject = plan(text, **({"talks": "10:00-11:00", "call": "12:00-12:30"} | spans))
    return with_programme(subject, journeys=ways)

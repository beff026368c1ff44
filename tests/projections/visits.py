"""Small days for projections and papers, laid over the common ground of `tests.rules.cases`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

from tests.rules.cases import case

from placet.model.declare import Layer
from placet.model.ids import BlockId, MovementId
from placet.model.movements import Transport
from placet.model.programme import Basis, Journey, KeptBlock
from placet.model.spans import Window
from placet.model.visit import Visit
from placet.node.judging import case_of
from placet.projections.current import project
from placet.projections.programme import Projection
from placet.rules.case import Case

FULL_DAY = """
illustrative = "Illustrative: everybody and everything is invented"
secrecy = "programme-public"
[sides.SE]
zone = "Europe/Moscow"
[agreements.treaty]
title = "Treaty of friendship"
tracks = { trade = "Trade", culture = "Culture" }
[commitments.fair]
title = "A fair every other year"
agreement = "treaty"
track = "trade"
owners = { AR = "Ministry of Trade" }
[tracks.main]
name = "Presidents"
members = ["president-ar", "president-se"]
[tracks.ministers]
name = "Ministers"
members = ["minister-ar", "minister-se"]
[delegations.guests]
name = "Delegation of Severia"
side = "SE"
members = ["president-se", "minister-se"]
[delegations.press]
name = "Travelling press"
side = "SE"
count = 20
[movements.flight]
title = "Flight to Arvand"
by = "plane"
departs = { place = "Sever, North Field", day = 1, at = "06:30 Europe/Moscow" }
arrives = { venue = "airport", day = 1, at = "09:00" }
who = ["guests"]
proposed_by = "SE"
[engagements.arrival]
title = "Arrival"
kind = "arrival"
day = 1
at = "09:00"
length = "15m"
venues = ["airport"]
who = ["guests", "minister-ar"]
roles = { minister-ar = "greets" }
proposed_by = "AR"
[engagements.talks]
title = "Talks"
kind = "talks"
format = "plenary"
day = 1
at = "10:00"
length = "45m"
venues = ["palace"]
who = ["president-ar", "guests"]
optional_who = ["press"]
interpretation = { mode = "consecutive", languages = ["fa", "ru"], named = ["interpreter-1"] }
press = "pool-at-start"
press_call = "30m"
dress = "Dark suit"
serves = ["fair"]
proposed_by = "SE"
agreed = "note 14"
cues = [{ after = "40m", what = "Photograph", who = ["president-ar"] }, { after = "0m", what = "Handshake" }]
[engagements.lunch]
title = "Lunch"
kind = "meal"
day = 1
at = "11:30"
length = "60m"
venues = ["hall"]
who = ["president-ar", "president-se"]
[engagements.ministers]
title = "Ministers' talks"
kind = "talks"
track = "ministers"
day = 1
at = "11:15"
length = "45m"
venues = ["ministry"]
[engagements.ball]
title = "Ball"
kind = "banquet"
day = 1
at = "22:30"
length = "2h"
venues = ["palace"]
"""


def full_day(on: date | None = None) -> Case:
    """A day with a flight, parallel tracks, cues, and a ball that ends after midnight."""
    return case(FULL_DAY, on)


def with_visit(subject: Case, visit: Visit) -> Case:
    """The same programme of another visit."""
    return case_of(visit, subject.programme, subject.timeline, subject.rulebook)


def seen(subject: Case, layer: Layer = Layer.SHARED) -> Projection:
    """The projection of a case for a layer."""
    return project(subject, layer)


def at(hour: int, minute: int = 0, day: int = 1) -> datetime:
    """An instant of the undated visit, on the clock of Tehran."""
    return datetime(2001, 1, day, hour, minute, tzinfo=timezone(timedelta(hours=3, minutes=30)))


def with_journeys(subject: Case, *journeys: Journey, blocks: tuple[KeptBlock, ...] = ()) -> Case:
    """A case with more journeys and protected time than its file states."""
    programme = replace(subject.programme, journeys=(*subject.programme.journeys, *journeys), blocks=blocks)
    return case_of(subject.visit, programme, subject.timeline, subject.rulebook)


def going(
    name: str,
    parties: tuple[str, ...],
    leaves: datetime,
    arrives: datetime,
    origin: str = "airport",
    destination: str = "palace",
) -> Journey:
    """A journey as the planner puts one in."""
    return Journey(
        id=MovementId(name),
        movement=None,
        parties=parties,
        by=Transport.CAR,
        origin=origin,
        destination=destination,
        leaves_at=leaves,
        arrives_at=arrives,
        basis=Basis.PLANNED,
    )


def resting() -> Case:
    """A full day with a walk to lunch and, before it, protected time: the guest 10:50 to 11:10, a minister later."""
    rest = '[blocks.rest]\nkind = "rest"\nwho = ["president-se"]\nbetween = "10:00–12:00"\nlength = "20m"\n'
    file = case(rest)
    subject = full_day()
    subject = with_visit(subject, replace(subject.visit, blocks=file.visit.blocks))
    first = KeptBlock(block=BlockId("rest"), party="president-se", window=Window(at(10, 50), at(11, 10)))
    later = KeptBlock(block=BlockId("rest"), party="minister-se", window=Window(at(12, 30), at(12, 50)))
    walk = going("go:walk", ("president-ar", "president-se"), at(11, 25), at(11, 30), "palace", "hall")
    alone = going("go:alone", ("interpreter-1",), at(11, 20), at(11, 30), "palace", "hall")
    return with_journeys(subject, walk, alone, blocks=(first, later))

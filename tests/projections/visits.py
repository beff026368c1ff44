"""Small days for projections and papers, laid over the common ground of `tests.rules.cases`."""

from __future__ import annotations

from datetime import date

from placet.model.declare import Layer
from placet.model.visit import Visit
from placet.node.judging import case_of
from placet.projections.current import project
from placet.projections.programme import Projection
from placet.rules.case import Case
from tests.rules.cases import case

FULL_DAY = """
illustrative = "Illustrative: everybody and everything is invented"
secrecy = "programme-public"
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

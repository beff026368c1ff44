"""The instances: cores of generated visits, by seed, and of published programmes.

A generated core keeps of a synthetic visit where each engagement was planted, its usual length, the window around the
planted time on the planted day, who is there, the ways and the waits; so it always has a solution. Added are preferred
starts: within an hour of the planted one for 60 %, of weight 1 to 5. Interpreters and blocks are left out.

A published programme is read from its JSON alone. What no programme prints is assumed, the same for every solver: 45
minutes for an engagement without an end, 15 minutes between two places of different names, and up to three hours to
either side of a printed hour. Every track is a party. Its engagements without an hour keep their place in the order.
"""

from __future__ import annotations

import json
import math
import random
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.generator import DAWN, DUSK, LOADING, synthetic
from benchmarks.peers.problem import DAY, GRID, Engagement, Instance, Wait, Way

PREFERRED = 0.6
"""The part of a generated visit's engagements that have a preferred start."""
ABOUT = 60
"""Minutes within which a preferred start lies of the planted one."""
USUAL = 45
BETWEEN = 15
AROUND = 180
MORNING, NIGHT = 7 * 60, 23 * 60
PARTS = {"morning": (7 * 60, 12 * 60), "afternoon": (12 * 60, 18 * 60), "evening": (17 * 60, 23 * 60)}


def generated(size: int, days: int, seed: int, family: str = "loose") -> Instance:
    """The core of a synthetic visit, and preferred starts drawn with its seed."""
    made = synthetic(size, days, seed, family, blocks=())
    draw = random.Random(f"core/{made.name}")
    engagements, waits = [], []
    for name, entry in made.data["engagements"].items():
        put = made.planted[name]
        length, midnight = put.ends - put.starts, (put.day - 1) * DAY
        opens, closes = (_minutes(clock) for clock in entry["at"].split("–")) if "at" in entry else (DAWN, DUSK)
        # A window may count on a shorter length; the core's is the usual one.
        closes = max(put.starts, min(closes, DUSK - length))
        preferred, weight = None, 0
        if draw.random() < PREFERRED:
            wished = put.starts + draw.randrange(-ABOUT, ABOUT + 1, GRID)
            preferred, weight = midnight + min(max(wished, opens), closes), draw.randint(1, 5)
        who = tuple(entry["who"])
        placed = (put.venue, length, midnight + opens, midnight + closes)
        engagements.append(Engagement(name, who, *placed, preferred, weight))
        waits += [
            Wait(follow["engagement"], name, _length(follow["least"]), _length(follow.get("most")))
            for follow in entry.get("after", [])
        ]
    ways = [
        Way(one, other, _length(way["time"]) + LOADING)
        for way in made.data["travel"]
        for one, other in ((way["origin"], way["destination"]), (way["destination"], way["origin"]))
    ]
    holds = {name: venue["simultaneous"] for name, venue in made.data["venues"].items()}
    return Instance(f"core-{made.name}", days, tuple(engagements), tuple(ways), holds, tuple(waits))


def planted(size: int, days: int, seed: int, family: str = "loose") -> dict[str, int]:
    """A solution of the core: where everything was planted."""
    made = synthetic(size, days, seed, family, blocks=())
    return {name: (put.day - 1) * DAY + put.starts for name, put in made.planted.items()}


def published(path: Path) -> Instance:
    """The core of a published programme."""
    programme = json.loads(path.read_text(encoding="utf-8"))
    engagements: list[Engagement] = []
    waits: list[Wait] = []
    for number, day in enumerate(programme["days"]):
        tracks: dict[str, list[dict[str, Any]]] = {}
        for item in day["items"]:
            if item.get("status") != "cancelled":
                tracks.setdefault(item.get("track") or "main", []).append(item)
        for track, items in tracks.items():
            made = [
                _engagement(f"d{number + 1}-{track}-{place + 1}", track, number * DAY, item)
                for place, item in enumerate(items)
            ]
            engagements += made
            waits += [
                Wait(before.id, after.id, 0)
                for before, after in pairwise(made)
                if before.preferred is None or after.preferred is None
            ]
    places = sorted({engagement.venue for engagement in engagements})
    ways = tuple(Way(a, b, BETWEEN) for a in places for b in places if a != b)
    return Instance(path.stem, len(programme["days"]), tuple(engagements), ways, {}, tuple(waits))


def _engagement(name: str, track: str, midnight: int, item: dict[str, Any]) -> Engagement:
    venue = item.get("place") or "somewhere"
    printed = _printed(item.get("time"))
    ends = _printed(item.get("end"))
    stated = str(item.get("duration_min"))
    length = math.ceil(float(stated)) if re.fullmatch(r"\d+(\.\d+)?", stated) else USUAL
    if printed is not None and ends is not None and ends > printed and not item.get("window"):
        length = ends - printed
    length = -(-length // GRID) * GRID
    if printed is None:
        opens, closes = PARTS.get(item.get("part") or "", (MORNING, NIGHT))
        return Engagement(name, (track,), venue, length, midnight + opens, midnight + max(opens, closes - length))
    preferred = printed // GRID * GRID
    opens, closes = max(0, preferred - AROUND), min(DAY - GRID, preferred + AROUND)
    return Engagement(name, (track,), venue, length, midnight + opens, midnight + closes, midnight + preferred, 1)


def _printed(clock: object) -> int | None:
    return _minutes(clock) if isinstance(clock, str) and len(clock) == 5 and clock[2] == ":" else None


def _minutes(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def _length(text: str | None) -> Any:
    return None if text is None else int(text.removesuffix("m"))

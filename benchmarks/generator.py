"""Synthetic visits: seeded, planted, blurred.

Every engagement and every protected block is first put at a place and time at which everybody has time for it, the
ways and the interpreters included; only then the facts are blurred into windows, alternates and least lengths. So a
visit of the families `loose` and `dense` can always be kept in full, and `Synthetic.planted` shows how. `over` cuts the
day short and makes everything optional; `contradictory` adds one clash whose members are known.

All randomness comes from `random.Random(seed)`: the same arguments give the same visit, on every machine.
"""

from __future__ import annotations

import itertools
import math
import pathlib
import random
from dataclasses import dataclass, field
from typing import Any

import tomli_w

from placet.formats.positions import Path
from placet.formats.toml import Tree
from placet.formats.visitfile import VisitFile, read_visit

GRID = 5
DAWN, DUSK = 7 * 60 + 30, 22 * 60 + 30
"""The day of a synthetic visit, in minutes."""
LOADING = 7
"""What the neutral profile adds to a measured drive; written ways are so much shorter than ways door to door."""
KILOMETRES = 14.0
ATTEMPTS = 6
"""How often, for each engagement, another one is drawn when nothing fits any more."""
OTHERS = ("principal", "spouse", "press-1", "press-2", "delegation-1", "delegation-2")
VALUES = (3, 10, 30, 100)
FAMILIES = ("loose", "dense", "over", "contradictory")
CLASHES = ("same-window", "travel", "closed", "crowd", "interpreters")
BLOCKS = {
    # kind: hours, length, press included
    "meal": ((11 * 60 + 30, 15 * 60), 45, True),
    "rest": ((15 * 60, 19 * 60 + 30), 30, False),
    "prayer-noon": ((12 * 60, 14 * 60 + 30), 15, False),
    "prayer-afternoon": ((14 * 60 + 30, 17 * 60), 15, False),
}


@dataclass(frozen=True, slots=True)
class Planted:
    """Where an engagement was planted: minutes of its day, and its venue."""

    day: int
    starts: int
    ends: int
    venue: str
    interpreter: str | None = None


@dataclass(frozen=True, slots=True)
class Synthetic:
    """A visit as plain data, and what is known about it because we made it."""

    name: str
    data: dict[str, Any]
    planted: dict[str, Planted]
    blocks: dict[tuple[str, int, str], int]
    """Where each block was planted: (block, day, party) to its start in minutes of the day."""
    values: dict[str, int] = field(default_factory=dict)
    """What optional engagements are worth: of the internal layer, so apart from the shared data."""
    clash: tuple[str, ...] = ()
    """Of the family `contradictory`: the engagements (and the venue) that clash."""

    def read(self) -> VisitFile:
        """The visit, through the door every file goes through."""
        private = {"engagements": {name: {"value": value} for name, value in self.values.items()}}
        lines: dict[Path, int] = {("engagements", name, "value"): 1 for name in self.values}
        return read_visit(Tree("visit.toml", self.data, {}), Tree("private.toml", private, lines))

    def write(self, folder: pathlib.Path) -> pathlib.Path:
        """Lay the visit in a folder as an office has it; the path of its `visit.toml`."""
        folder.mkdir(parents=True, exist_ok=True)
        private = {"engagements": {name: {"value": value} for name, value in self.values.items()}}
        (folder / "private.toml").write_text(tomli_w.dumps(private), encoding="utf-8")
        (folder / "visit.toml").write_text(tomli_w.dumps(self.data), encoding="utf-8")
        return folder / "visit.toml"


@dataclass(slots=True)
class _Draft:
    """One engagement while it is being planted."""

    name: str
    kind: str
    who: list[str]
    typical: int
    interpreted: bool
    planted: Planted | None = None


@dataclass(slots=True)
class _Town:
    """Venues, the ways between them door to door, and who is busy where."""

    ways: dict[tuple[str, str], int]
    capacity: dict[str, int]
    taken: dict[tuple[str, int], list[tuple[int, int, str | None]]] = field(default_factory=dict)
    """By party and day: spans in order, each with its venue; a block has none."""
    held: dict[tuple[str, int], list[tuple[int, int]]] = field(default_factory=dict)

    def has_room(self, venue: str, day: int, starts: int, ends: int) -> bool:
        """Whether a venue can hold one more engagement then."""
        over = [span for span in self.held.get((venue, day), []) if span[0] < ends and starts < span[1]]
        moments = [starts, *(span[0] for span in over if span[0] > starts)]
        most = max(sum(1 for span in over if span[0] <= moment < span[1]) for moment in moments)
        return most < self.capacity[venue]

    def is_free(self, party: str, day: int, starts: int, ends: int, venue: str | None) -> bool:
        """Whether a party can do this as well, its ways included; a way is never interrupted."""
        spans = sorted([*self.taken.get((party, day), []), (starts, ends, venue)], key=lambda span: span[:2])
        if any(first[1] > second[0] for first, second in itertools.pairwise(spans)):
            return False
        located = [index for index, span in enumerate(spans) if span[2] is not None]
        for first, second in itertools.pairwise(located):
            gaps = (spans[i + 1][0] - spans[i][1] for i in range(first, second))
            if max(gaps) < self.ways[(spans[first][2] or "", spans[second][2] or "")]:
                return False
        return True

    def take(self, party: str, day: int, starts: int, ends: int, venue: str | None) -> None:
        """Write it into a party's day."""
        self.taken.setdefault((party, day), []).append((starts, ends, venue))


def synthetic(
    engagements: int,
    days: int,
    seed: int,
    family: str = "loose",
    *,
    cut: float = 0.4,
    clash: str = "crowd",
    blocks: tuple[str, ...] = tuple(BLOCKS),
    parties: int | None = None,
) -> Synthetic:
    """A visit of one family. `cut` is how much of the day `over` takes away, `clash` what `contradictory` plants.

    With `parties`, so many have engagements, ministers for the most part; without, as many as usual.
    """
    if family not in FAMILIES or clash not in CLASHES:
        raise ValueError(f"not a family or clash: {family}, {clash}")
    draw = random.Random(f"{family}/{engagements}/{days}/{seed}")
    town = _town(draw, engagements)
    count = 4 + engagements // 30 if parties is None else parties - len(OTHERS)
    ministers = [f"minister-{number}" for number in range(1, count + 1)]
    interpreters = [f"interpreter-{number}" for number in range(1, 4 + engagements // 40)]
    everybody = [OTHERS[0], *ministers, *OTHERS[1:]]
    kept = _plant_blocks(draw, town, everybody, days, blocks)
    drafts: list[_Draft] = []
    for _ in range(ATTEMPTS * engagements):
        if len(drafts) == engagements:
            break
        draft = _drafted(draw, f"e{len(drafts) + 1:03d}", ministers)
        if _plant(draw, town, draft, days, interpreters):
            drafts.append(draft)
    data = _frame(town, everybody, ministers, interpreters, days)
    data["blocks"] = {name: _block(name, everybody) for name in blocks}
    data["engagements"] = {draft.name: _blurred(draw, town, draft, days) for draft in drafts}
    values = {draft.name: draw.choice(VALUES) for draft in drafts if draw.random() < 0.1}
    _precedences(draw, data["engagements"], drafts, engagements // 6)
    planted = {draft.name: draft.planted for draft in drafts if draft.planted is not None}
    name = f"{family}-{engagements}-{days}-{seed}"
    if family == "over":
        _cut_short(data, cut)
        values = {draft.name: draw.choice(VALUES) for draft in drafts}
        name = f"{name}-{round(cut * 100)}"
    members: tuple[str, ...] = ()
    if family == "contradictory":
        members = _contradict(draw, data, town, clash, interpreters)
        name = f"{name}-{clash}"
    for optional in values:
        data["engagements"][optional]["optional"] = True
    return Synthetic(name, data, planted, kept, values, members)


# ── the ground ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _town(draw: random.Random, engagements: int) -> _Town:
    names = ["residence", *(f"venue-{number}" for number in range(1, 12 + engagements // 12))]
    spots = {name: (draw.uniform(0, KILOMETRES), draw.uniform(0, KILOMETRES)) for name in names}
    ways = {
        (a, b): 0 if a == b else math.ceil((6 + 2.2 * math.dist(spots[a], spots[b])) / GRID) * GRID
        for a in names
        for b in names
    }
    for through in names:  # Floyd and Warshall: no way around is quicker
        for a in names:
            for b in names:
                ways[(a, b)] = min(ways[(a, b)], ways[(a, through)] + ways[(through, b)])
    capacity = {name: 1 if draw.random() < 0.7 else 2 for name in names}
    capacity["residence"] = 2
    return _Town(ways, capacity)


def _frame(town: _Town, parties: list[str], ministers: list[str], interpreters: list[str], days: int) -> dict[str, Any]:
    """Everything but the engagements."""
    names = list(town.capacity)
    people: dict[str, Any] = {
        "principal": {"side": "guest", "office": "President", "principal": True, "level": 1, "speaks": ["ru"]},
        "spouse": {"side": "guest", "office": "Spouse of the President", "level": 2, "speaks": ["ru"]},
    }
    people |= {name: {"side": "guest", "office": name.capitalize(), "level": 3, "speaks": ["ru"]} for name in ministers}
    people |= {
        name: {"side": "host", "office": "Interpreter", "speaks": ["fa", "ru"], "interprets": [["fa", "ru"]]}
        for name in interpreters
    }
    groups = [party for party in parties if party.startswith(("press", "delegation"))]
    return {
        "format_version": 1,
        "title": "A synthetic visit",
        "illustrative": "Made by benchmarks/generator.py",
        "sides": {
            "host": {"name": "Arvandia", "role": "host", "languages": ["fa"]},
            "guest": {"name": "Severia", "role": "guest", "languages": ["ru"]},
        },
        "legs": {
            "city": {
                "city": "Arvand",
                "zone": "Asia/Tehran",
                "first_day": 1,
                "last_day": days,
                "day": _hours(DAWN, DUSK),
            }
        },
        "venues": {
            name: {
                "name": name.capitalize(),
                "leg": "city",
                "simultaneous": town.capacity[name],
                "turnover": "0m",
                "inspection": "inspected",
            }
            for name in names
        },
        "travel": [
            {
                "origin": a,
                "destination": b,
                "time": f"{town.ways[(a, b)] - LOADING}m",
                "basis": "measured",
            }
            for number, a in enumerate(names)
            for b in names[number + 1 :]
        ],
        "people": people,
        "delegations": {name: {"name": name.capitalize()} for name in groups},
    }


# ── planting ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _plant_blocks(
    draw: random.Random, town: _Town, parties: list[str], days: int, blocks: tuple[str, ...]
) -> dict[tuple[str, int, str], int]:
    kept = {}
    for day in range(1, days + 1):
        for party in parties:
            for name in blocks:
                (opens, closes), length, press_too = BLOCKS[name]
                if party.startswith("press") and not press_too:
                    continue
                starts = range(opens, closes - length + 1, GRID)
                free = [at for at in starts if town.is_free(party, day, at, at + length, None)]
                at = draw.choice(free)
                town.take(party, day, at, at + length, None)
                kept[(name, day, party)] = at
    return kept


def _drafted(draw: random.Random, name: str, ministers: list[str]) -> _Draft:
    """What sort of engagement it is: 35 % the principal's, 40 % a minister's, 15 % the spouse's, 10 % the press's."""
    sort = draw.random()
    if sort < 0.35:
        who = ["principal", *draw.sample(ministers, draw.randint(0, 3))]
        who += [draw.choice(["press-1", "press-2"])] if draw.random() < 0.5 else []
        return _Draft(
            name, draw.choice(["talks", "courtesy-call", "site-visit"]), who, _length(draw, 20, 90), draw.random() < 0.7
        )
    if sort < 0.75:
        who = [draw.choice(ministers)]
        who += [draw.choice(["delegation-1", "delegation-2"])] if draw.random() < 0.4 else []
        return _Draft(
            name, draw.choice(["talks", "courtesy-call", "business"]), who, _length(draw, 30, 90), draw.random() < 0.6
        )
    if sort < 0.9:
        return _Draft(name, "cultural", ["spouse"], _length(draw, 45, 120), draw.random() < 0.3)
    return _Draft(name, "press", [draw.choice(["press-1", "press-2"])], _length(draw, 20, 45), False)


def _length(draw: random.Random, least: int, most: int) -> int:
    return draw.randrange(least, most + 1, GRID)


def _plant(draw: random.Random, town: _Town, draft: _Draft, days: int, interpreters: list[str]) -> bool:
    """Put it at the first place and time that fit, from a random offset on; False when nothing fits any more."""
    venues = list(town.capacity)
    draw.shuffle(venues)
    slots = [(day, at) for day in range(1, days + 1) for at in range(DAWN, DUSK - draft.typical + 1, GRID)]
    offset = draw.randrange(len(slots))
    for day, at in slots[offset:] + slots[:offset]:
        for venue in venues[:6]:
            if _fits(town, draft, day, at, venue):
                speaker = next((i for i in interpreters if town.is_free(i, day, at, at + draft.typical, venue)), None)
                if draft.interpreted and speaker is None:
                    continue
                speaker = speaker if draft.interpreted else None
                for party in [*draft.who, *([speaker] if speaker else [])]:
                    town.take(party, day, at, at + draft.typical, venue)
                town.held.setdefault((venue, day), []).append((at, at + draft.typical))
                draft.planted = Planted(day, at, at + draft.typical, venue, speaker)
                return True
    return False


def _fits(town: _Town, draft: _Draft, day: int, at: int, venue: str) -> bool:
    ends = at + draft.typical
    return town.has_room(venue, day, at, ends) and all(town.is_free(party, day, at, ends, venue) for party in draft.who)


# ── blurring ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _blurred(draw: random.Random, town: _Town, draft: _Draft, days: int) -> dict[str, Any]:
    """The facts as a file would state them: wider than what was planted, never narrower."""
    put = draft.planted
    if put is None:
        raise ValueError(f"{draft.name} was not planted")
    least = math.floor(draft.typical * 0.75 / GRID) * GRID
    others = [name for name in town.capacity if name != put.venue]
    more = draw.sample(others, draw.randint(1, 2)) if draw.random() < 0.4 else []
    venues = [put.venue, *more]
    draw.shuffle(venues)
    entry: dict[str, Any] = {
        "title": f"Engagement {draft.name}",
        "kind": draft.kind,
        "who": draft.who,
        "venues": venues,
        "length": {"least": f"{least}m", "typical": f"{draft.typical}m", "most": f"{draft.typical}m"},
    }
    if draw.random() >= 0.3:
        opens = max(DAWN, put.starts - draw.randrange(30, 181, GRID))
        closes = min(DUSK - least, put.starts + draw.randrange(30, 241, GRID))
        entry["at"] = _hours(opens, max(opens + GRID, put.starts, closes))
    if days > 1 and draw.random() < 0.25:
        entry["days"] = sorted({put.day, draw.choice([day for day in range(1, days + 1) if day != put.day])})
    else:
        entry["day"] = put.day
    if draft.interpreted:
        entry["interpretation"] = {"mode": "consecutive", "languages": ["fa", "ru"]}
    return entry


def _precedences(draw: random.Random, entries: dict[str, Any], drafts: list[_Draft], count: int) -> None:
    """Orders with lags that what was planted keeps."""
    made: set[tuple[str, str]] = set()
    for _ in range(count * 10):
        if len(made) >= count or len(drafts) < 2:
            return
        first, second = draw.sample(drafts, 2)
        if first.planted is None or second.planted is None or first.planted.day != second.planted.day:
            continue
        gap = second.planted.starts - first.planted.ends
        if gap < 0 or gap > 300 or (first.name, second.name) in made:
            continue
        follow: dict[str, Any] = {"engagement": first.name, "least": f"{min(gap, draw.randrange(0, 31, GRID))}m"}
        if draw.random() < 0.3:
            follow["most"] = f"{gap + draw.randrange(0, 61, GRID)}m"
        entries[second.name].setdefault("after", []).append(follow)
        made.add((first.name, second.name))


def _cut_short(data: dict[str, Any], cut: float) -> None:
    """Squeeze every window towards the morning."""

    def squeezed(minute: int) -> int:
        return DAWN + math.floor((minute - DAWN) * (1 - cut) / GRID) * GRID

    data["legs"]["city"]["day"] = _hours(DAWN, squeezed(DUSK))
    for entry in data["engagements"].values():
        if "at" in entry:
            opens, closes = (squeezed(_minutes(clock)) for clock in entry["at"].split("–"))
            entry["at"] = _hours(opens, max(opens + GRID, closes))
    for block in data["blocks"].values():
        opens, closes = (squeezed(_minutes(clock)) for clock in block["between"].split("–"))
        block["between"] = _hours(opens, max(opens + _length_of(block) + 30, closes))


# ── contradicting ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _contradict(
    draw: random.Random, data: dict[str, Any], town: _Town, clash: str, interpreters: list[str]
) -> tuple[str, ...]:
    """Add engagements that cannot all take place, of a person who has nothing else to do."""
    data["people"]["envoy"] = {"side": "guest", "office": "Envoy", "level": 4, "speaks": ["ru"]}
    a, b = max(town.ways, key=lambda pair: (town.ways[pair], pair))

    def add(name: str, at: str, minutes: int, venue: str, **more: Any) -> str:
        entry = {"title": name, "kind": "site-visit", "who": ["envoy"], "day": 1, "at": at, "venues": [venue]}
        data["engagements"][name] = entry | {"length": f"{minutes}m"} | more
        return name

    match clash:
        case "same-window":
            return (add("x1", "10:00", 60, a), add("x2", "10:30", 60, a))
        case "travel":
            return (add("x1", "10:00", 30, a), add("x2", _clock(10 * 60 + 30 + town.ways[(a, b)] - GRID), 30, b))
        case "closed":
            data["venues"]["shut"] = {"name": "Shut", "leg": "city", "openings": [{"hours": "14:00–16:00"}]}
            return (add("x1", "10:00–11:00", 60, "shut"), "shut")
        case "crowd":
            count = draw.randint(4, 6)
            # One window for all: together they last five minutes longer than it does.
            span = count * 60 - GRID
            closes = 9 * 60 + span
            return tuple(
                add(f"x{number}", _hours(9 * 60, closes - 60), 60, a, ends=f"by {_clock(closes)}")
                for number in range(1, count + 1)
            )
        case _:
            names = []
            for number in range(1, len(interpreters) + 2):
                guest = f"envoy-{number}"
                data["people"][guest] = {"side": "guest", "office": "Envoy", "level": 4, "speaks": ["ru"]}
                venue = f"room-{number}"
                data["venues"][venue] = {"name": venue, "leg": "city"}
                spoken = {"mode": "consecutive", "languages": ["fa", "ru"]}
                names.append(add(f"x{number}", "22:00", 30, venue, who=[guest], interpretation=spoken))
            return tuple(names)


# ── small notations ───────────────────────────────────────────────────────────────────────────────────────────────────


def _block(name: str, parties: list[str]) -> dict[str, Any]:
    (opens, closes), length, press_too = BLOCKS[name]
    who = [party for party in parties if press_too or not party.startswith("press")]
    kind = name.split("-")[0]
    return {"kind": kind, "who": who, "between": _hours(opens, closes), "length": f"{length}m"}


def _length_of(block: dict[str, Any]) -> int:
    return int(block["length"].removesuffix("m"))


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def _hours(opens: int, closes: int) -> str:
    return f"{_clock(opens)}–{_clock(closes)}"


def _minutes(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)

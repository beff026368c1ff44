"""Visits that a machine invents: small, with every feature that binds, as plain data over the common ground."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

VENUES = ("a", "b", "c", "d")
PEOPLE = ("p", "q", "r")
HALF_HOURS = 30


def clock(minutes: int) -> str:
    """Minutes of a day as people write them."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def hours(opens: int, closes: int) -> str:
    """A span of the day as people write it."""
    return f"{clock(opens)}–{clock(closes)}"


@st.composite
def where(draw: st.DrawFn) -> dict[str, Any]:
    """Venues, and perhaps interpreters; or none of both, as nobody plans the ways of those who interpret nowhere."""
    if draw(st.integers(0, 5)) == 0:
        return {}
    found: dict[str, Any] = {"venues": draw(st.lists(st.sampled_from(VENUES), min_size=1, max_size=3, unique=True))}
    if draw(st.integers(0, 2)) == 0:
        found["interpretation"] = {"languages": ["fa", "ru"], "interpreters": draw(st.integers(1, 2))}
    return found


@st.composite
def engagement(draw: st.DrawFn, name: str, earlier: tuple[str, ...], step: int) -> dict[str, Any]:
    """One engagement; it may follow one of those before it."""

    def minutes(low: int, high: int) -> int:
        return step * draw(st.integers(low // step, high // step))

    least = minutes(30, 90)
    typical = least + minutes(0, 30)
    entry: dict[str, Any] = {
        "title": name.upper(),
        "who": draw(st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=2, unique=True)),
        "length": {"least": f"{least}m", "typical": f"{typical}m", "most": f"{typical}m"},
    }
    opens = 480 + minutes(0, 480)
    match draw(st.sampled_from(["free", "window", "from", "by", "exact", "about"])):
        case "window":
            entry["at"] = hours(opens, opens + max(step, minutes(0, 180)))
        case "from":
            entry["at"] = f"from {clock(opens)}"
        case "by":
            entry["at"] = f"by {clock(opens + 60)}"
        case "exact":
            entry["at"] = clock(opens)
        case "about":
            entry["at"] = f"about {clock(opens)}" if step < HALF_HOURS else clock(opens)
    if draw(st.booleans()):
        entry |= {"optional": True, "value": draw(st.integers(1, 30))}
    if earlier and draw(st.integers(0, 3)) == 0:
        follow: dict[str, Any] = {"engagement": draw(st.sampled_from(earlier)), "least": f"{minutes(0, 60)}m"}
        if draw(st.booleans()):
            follow["most"] = f"{60 + minutes(0, 180)}m"
        entry["after"] = [follow]
    entry |= draw(where())
    if draw(st.integers(0, 5)) == 0:
        entry["who"].append("i1")
    if draw(st.integers(0, 3)) == 0:
        entry["uses"] = {"cars": draw(st.integers(1, 2))}
    return entry


@st.composite
def ride(draw: st.DrawFn, step: int) -> dict[str, Any]:
    """A drive with its times; it may be quicker than the way, and need not say from where to where it leads."""
    leaves = 480 + step * draw(st.integers(0, 480 // step))
    ends: dict[str, Any] = {"departs": {"day": 1, "at": clock(leaves)}, "arrives": {"day": 1, "at": clock(leaves + 30)}}
    for end in ends.values():
        if draw(st.booleans()):
            end["venue"] = draw(st.sampled_from(VENUES))
    who = draw(st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=2, unique=True))
    return {"title": "Ride", "who": who, "by": "car"} | ends


@st.composite
def flight_out(draw: st.DrawFn, step: int) -> dict[str, Any]:
    """A flight that takes guests out of the visit while some of what is asked of them may still be to come."""
    leaves = 720 + step * draw(st.integers(0, 360 // step))
    who = draw(st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=2, unique=True))
    return {
        "title": "Flight out",
        "who": who,
        "by": "plane",
        "departs": {"day": 1, "at": clock(leaves), "venue": draw(st.sampled_from(VENUES))},
        "arrives": {"day": 1, "at": clock(leaves + 60), "place": "Abroad"},
    }


@st.composite
def visits(draw: st.DrawFn, *, most: int = 6, step: int = 5, blocks: bool = True) -> dict[str, Any]:
    """A visit of one day. With a step of 30 minutes every time and length is a multiple of half an hour."""
    names = tuple("uvwxyz"[: draw(st.integers(1, most))])
    data: dict[str, Any] = {
        "engagements": {name: draw(engagement(name, names[:index], step)) for index, name in enumerate(names)},
        "resources": {"cars": {"name": "Cars", "capacity": 2}},
    }
    for name, kind in zip(names, ("arrival", "departure"), strict=False):
        data["engagements"][name]["kind"] = draw(st.sampled_from(["other", kind]))
    ways = {("a", "b"), ("a", "c"), ("b", "c"), ("d", "b"), ("d", "c")}
    data["travel"] = [
        {
            "origin": origin,
            "destination": destination,
            "time": f"{step * draw(st.integers(-(-30 // step), -(-60 // step)))}m",
            "basis": "measured",
        }
        for origin, destination in sorted(ways)
    ]
    if step >= HALF_HOURS:  # no walk of five minutes
        data["travel"].append({"origin": "a", "destination": "d", "time": "0m", "basis": "measured"})
    places: dict[str, Any] = {}
    for venue in VENUES:
        places[venue] = {"simultaneous": draw(st.sampled_from([1, 1, 2]))}
        if draw(st.integers(0, 3)) == 0:
            opens = 480 + step * draw(st.integers(0, 240 // step))
            places[venue]["openings"] = [{"hours": hours(opens, opens + 300)}]
        if places[venue]["simultaneous"] == 1 and draw(st.booleans()):
            places[venue]["turnover"] = f"{step * draw(st.integers(0, 30 // step))}m"
    data["venues"] = places
    if draw(st.booleans()):
        opens = 480 + step * draw(st.integers(0, 480 // step))
        who = draw(st.sampled_from(PEOPLE))
        table = draw(st.sampled_from(["busy", "diary"]))
        data[table] = {"taken": {"who": [who], "day": 1, "between": hours(opens, opens + 60)}}
    if draw(st.integers(0, 2)) == 0:
        opens = 480 + step * draw(st.integers(0, 120 // step))
        data["people"] = {"r": {"presence": [{"from_at": clock(opens), "until_day": 1, "until_at": "18:00"}]}}
    match draw(st.integers(0, 7)):
        case 0 | 1:
            data["movements"] = {"ride": draw(ride(step))}
        case 2 | 3:
            data["movements"] = {"flight": draw(flight_out(step))}
    if blocks and draw(st.booleans()):
        opens = 600 + step * draw(st.integers(0, 240 // step))
        who = draw(st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=2, unique=True))
        data["blocks"] = {"rest": {"kind": "rest", "who": who, "between": hours(opens, opens + 120), "length": "30m"}}
    return data

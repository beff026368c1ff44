"""What one printed item says, read into the model's words; each function looks at one item and knows nothing else.

An item is a JSON object of any content. What is not understood gives None (or an empty result), never a fault: the item
is kept verbatim beside every interpretation. Results are plain data, as a visit file would state them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import time
from typing import Any

from placet.formats import limits
from placet.model.engagements import Format, Kind, PressMode, Status
from placet.model.movements import FLIGHTS, Transport
from placet.model.spans import PARTS_OF_DAY

_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)\Z", re.ASCII)
_MINUTES = re.compile(r"(\d{1,4}(?:\.\d{1,4})?)(?:\s*[-–]\s*(\d{1,4}(?:\.\d{1,4})?))?\Z", re.ASCII)
_MOST_MINUTES = 3 * 24 * 60  # longer than any item or flight

_KINDS = {
    "courtesy_visit": Kind.COURTESY_CALL,
    "delegation_talks": Kind.TALKS,
    "mass_or_religious": Kind.RELIGIOUS,
    "site_visit": Kind.SITE_VISIT,
    "tete_a_tete": Kind.TALKS,
    "transfer": Kind.OTHER,
    "welcome_ceremony": Kind.WELCOME,
}
_FORMATS = {"tete_a_tete": Format.ONE_TO_ONE, "delegation_talks": Format.PLENARY}
_PRESS = {
    "closed": PressMode.CLOSED,
    "open": PressMode.OPEN,
    "livestream": PressMode.LIVESTREAM,
    "pool": PressMode.POOL,
    "travel pool": PressMode.POOL,
    "limited pool": PressMode.POOL,
    "pool at start": PressMode.POOL_AT_START,
    "pool at opening": PressMode.POOL_AT_START,
    "pool photo at start": PressMode.POOL_AT_START,
    "pool at end": PressMode.POOL_AT_END,
    "stills at end": PressMode.POOL_AT_END,
}
_HALF = re.compile("[\ud800-\udfff]")
_TRANSPORT = {"on foot": Transport.FOOT, "walk": Transport.FOOT, "flight": Transport.PLANE}


def words(value: Any) -> str | None:
    """A text that says something, cut to what a visit file takes; for half a character stands a mark."""
    if not isinstance(value, str) or not value.strip():
        return None
    return _HALF.sub("\N{REPLACEMENT CHARACTER}", value[: limits.MAX_TEXT_CHARS])


def wall_clock(value: Any) -> time | None:
    """A printed `HH:MM`."""
    match = _TIME.match(value) if isinstance(value, str) else None
    return time(int(match[1]), int(match[2])) if match is not None else None


def title(item: Any) -> str:
    """What the item is called: its text, else its kind, else an ellipsis."""
    if not isinstance(item, dict):
        return "…"
    return words(item.get("text")) or words(item.get("kind")) or "…"


def kind(item: Mapping[str, Any]) -> Kind:
    """The nearest of our kinds; `other` for a move and for what is not known."""
    printed = item.get("kind")
    if isinstance(printed, str):
        known = next((ours for ours in Kind if ours.value == printed), Kind.OTHER)
        return _KINDS.get(printed, known)
    return Kind.OTHER


def talks_format(item: Mapping[str, Any]) -> Format | None:
    """One-to-one or plenary, where the kind says so."""
    printed = item.get("kind")
    return _FORMATS.get(printed) if isinstance(printed, str) else None


def status(item: Mapping[str, Any]) -> Status | None:
    """The item's own status; what is said of one of its details (`host attendance tbc`) is none."""
    printed = item.get("status")
    if not isinstance(printed, str):
        return Status.ADDED if item.get("added_in_revision") is True else None
    plain = printed.strip().casefold()
    if plain in ("added", "canceled") or plain.startswith("added "):
        return Status.ADDED if plain.startswith("added") else Status.CANCELLED
    return next((ours for ours in Status if ours.value == plain), None)


def press(item: Mapping[str, Any]) -> PressMode | None:
    """Which cameras, where the words are clear."""
    printed = item.get("press")
    return _PRESS.get(printed.strip().casefold()) if isinstance(printed, str) else None


def transport(item: Mapping[str, Any]) -> Transport | None:
    """How people travel, where it is printed."""
    printed = item.get("transport")
    if not isinstance(printed, str):
        return None
    plain = printed.strip().casefold()
    return _TRANSPORT.get(plain) or next((ours for ours in Transport if ours.value == plain), None)


def is_flight(item: Mapping[str, Any]) -> bool:
    """Whether the item is one end of a flight that stands alone: its hour is nobody's to move."""
    text = (words(item.get("text")) or "").casefold()
    moves = item.get("kind") in ("departure", "arrival") and transport(item) in FLIGHTS
    return moves or any(word in text for word in ("flight", "landing", "take-off", "takeoff"))


def part_of_day(item: Mapping[str, Any]) -> str | None:
    """A part of the day that has hours here."""
    printed = item.get("part")
    plain = printed.strip().casefold().replace(" ", "-") if isinstance(printed, str) else ""
    return plain if plain in PARTS_OF_DAY else None


def minutes(value: Any) -> tuple[int, int] | None:
    """A number of minutes, or a range: `25`, `"4.5"` (five: a part of a minute counts as one), `"150-180"`."""
    if isinstance(value, bool):
        return None
    text = str(value) if isinstance(value, int | float) else value
    match = _MINUTES.match(text.strip()) if isinstance(text, str) and len(text) < limits.MAX_NUMBER_CHARS else None
    if match is None:
        return None
    least = math.ceil(float(match[1]))
    most = math.ceil(float(match[2])) if match[2] is not None else least
    return (least, most) if 0 < least <= most <= _MOST_MINUTES else None


def length(item: Mapping[str, Any]) -> str | dict[str, str] | None:
    """The printed duration, or else the printed time of travel, as a length: `25m`, or a range with its middle."""
    found = minutes(item.get("duration_min")) or minutes(item.get("travel_min"))
    if found is None:
        return None
    least, most = found
    if least == most:
        return f"{least}m"
    return {"least": f"{least}m", "typical": f"{-(-(least + most) // 2)}m", "most": f"{most}m"}


def documents(item: Mapping[str, Any]) -> int | None:
    """How many documents are signed."""
    printed = item.get("documents")
    if isinstance(printed, str) and re.fullmatch(r"\d{1,3}", printed.strip(), re.ASCII):
        printed = int(printed)
    return printed if isinstance(printed, int) and not isinstance(printed, bool) and 0 <= printed < 1000 else None


def place(item: Mapping[str, Any]) -> str | None:
    """The place in words; none where the source says that the place is open."""
    return None if item.get("place_tbc") is True else words(item.get("place"))


def press_call(item: Mapping[str, Any]) -> str | None:
    """How long before the start the press is called, from the two printed hours."""
    start, call = wall_clock(item.get("time")), wall_clock(item.get("press_call"))
    if start is None or call is None or call >= start:
        return None
    return f"{(start.hour - call.hour) * 60 + start.minute - call.minute}m"


def details(item: Mapping[str, Any]) -> dict[str, Any]:
    """What an item says beside its time and place, as fields of an engagement; what it does not say is left out."""
    chosen = {
        "format": talks_format(item),
        "status": status(item),
        "press": press(item),
    }
    fields: dict[str, Any] = {name: choice.value for name, choice in chosen.items() if choice is not None}
    fields |= {
        "kind": kind(item).value,
        "place": place(item),
        "dress": words(item.get("dress")),
        "documents": documents(item),
        "press_call": press_call(item),
        "anchor": True if is_flight(item) else None,
        "outdoor": True if item.get("outdoor") is True else None,
        "speech": True if item.get("speech") is True else None,
    }
    return {name: value for name, value in fields.items() if value is not None}

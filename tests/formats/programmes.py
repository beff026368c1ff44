"""Invented published programmes: any JSON value of the shape, from plausible ones to absurd ones."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

TEXTS = st.text(max_size=30)
ANY_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**40), 10**40)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS
    | st.text(alphabet=st.characters(), max_size=5)
    | st.sampled_from(["\ud800", "\r\n", "\x00\x7f", "\u2028", '"""', "'", "[x]", "# no comment", "🜚"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(TEXTS | st.sampled_from(["json", "nulls", "", "a.b", "items"]), inner, max_size=4)
    ),
    max_leaves=12,
)
CLOCKS = st.sampled_from(["08:10", "9:05", "11:40", "23:30", "00:15", "02:30", "24:00", "noon", "", "12:60"])
ZONES = st.sampled_from(["Europe/Rome", "Asia/Colombo", "America/St_Johns", "EST", "Etc/GMT+3", "Mars/Olympus", "UTC"])
KINDS = st.sampled_from(
    ["arrival", "departure", "transfer", "meal", "tete_a_tete", "delegation_talks", "signing", "welcome_ceremony", "x"]
)
PLAUSIBLE: dict[str, st.SearchStrategy[Any]] = {
    "time": st.none() | CLOCKS,
    "end": st.none() | CLOCKS,
    "text": st.sampled_from(["Landing", "Arrive at the hotel", "Talks", "Talks", ""]) | TEXTS,
    "place": st.none() | st.sampled_from(["Rome airport", "Palace, room 3", "Colombo", "in flight"]),
    "kind": KINDS,
    "participants": st.none() | TEXTS,
    "tz": ZONES,
    "track": st.sampled_from(["spouse", "host only", "main", "Пресса", " "]),
    "part": st.sampled_from(["morning", "evening", "small hours"]),
    "approx": st.booleans(),
    "window": st.booleans(),
    "deadline": st.booleans(),
    "relative": st.sampled_from(["after previous", "before next"]),
    "duration_min": st.sampled_from([4.5, "4.5", "150-180", 25, -1, 0, "long", 10**30, True]),
    "travel_min": st.sampled_from(["150-180", "180-150", 15]),
    "transport": st.sampled_from(["plane", "car", "helicopter", "mule"]),
    "press": st.sampled_from(["pool at end", "open", "by invitation"]),
    "press_call": CLOCKS,
    "speech": st.booleans(),
    "documents": st.sampled_from(["7", 20, -3, "seven"]),
    "status": st.sampled_from(["tbc", "cancelled", "added during the visit", "host attendance tbc"]),
    "outdoor": st.booleans(),
    "place_tbc": st.booleans(),
    "dress": TEXTS,
}


def _laid_over(base: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    return {**base, **more}


ITEMS = (
    st.fixed_dictionaries({}, optional=PLAUSIBLE)
    | st.builds(
        _laid_over,
        st.fixed_dictionaries({}, optional=PLAUSIBLE),
        st.dictionaries(TEXTS | st.sampled_from(["time", "kind", "tz", "nulls", "json", "text"]), ANY_JSON, max_size=3),
    )
    | ANY_JSON
)
DATES = st.sampled_from(["2019-11-24", "2019-11-25", "2019-11-30", "1850-01-01", "2019-02-30", "", "24 November"])
DAYS = st.builds(
    lambda heading, items: {**heading, "items": items},
    st.fixed_dictionaries(
        {},
        optional={
            "date": st.none() | DATES | ANY_JSON,
            "city": st.none() | st.sampled_from(["Rome", "Rome - Colombo - Rome", "Colombo – Galle"]) | ANY_JSON,
            "note": ANY_JSON,
        },
    ),
    st.lists(ITEMS, max_size=6),
)
PROGRAMMES = st.builds(
    lambda head, days: {**head, "days": days},
    st.fixed_dictionaries(
        {},
        optional={
            "title": TEXTS | ANY_JSON,
            "kind": st.sampled_from(["state visit", "papal journey", "garden party"]) | ANY_JSON,
            "host": TEXTS,
            "guest": st.none() | TEXTS,
            "year": st.integers(1900, 2100),
            "timezones": st.lists(ZONES | ANY_JSON, max_size=3) | ANY_JSON,
            "nulls": ANY_JSON,
            "json": TEXTS,
        },
    ),
    st.lists(DAYS, max_size=5),
)
"""Any programme of the shape."""

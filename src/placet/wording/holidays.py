"""What a public holiday is called. The tables have English names for all states; ours are by those."""

from __future__ import annotations

import re
from datetime import date

from placet.wording.dates import plain_date
from placet.wording.language import Language

_OBSERVED = " (observed)"
_SUBSTITUTED = re.compile(r"Day off \(substituted from (\d\d)/(\d\d)/(\d{4})\)")
"""Month, day and year, as the table writes them."""


def holiday_name(name: str, spoken: Language) -> str:
    """In the language of the reader; as the tables or the file have it where that is not known."""
    words = spoken.words("holidays")
    if (day := _day_instead(name)) is not None:
        return spoken.fill(words["substituted"], {"day": plain_date(day, spoken)})
    known = words["names"].get(name.removesuffix(_OBSERVED), name.removesuffix(_OBSERVED))
    return spoken.fill(words["observed"], {"holiday": known}) if name.endswith(_OBSERVED) else str(known)


def _day_instead(name: str) -> date | None:
    """Of which day this is the day off, if a table says so; a file may write what looks like it and is no day."""
    instead = _SUBSTITUTED.fullmatch(name)
    if instead is None:
        return None
    month, day, year = map(int, instead.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None

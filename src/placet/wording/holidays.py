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
    if (instead := _SUBSTITUTED.fullmatch(name)) is not None:
        month, day, year = map(int, instead.groups())
        return spoken.fill(words["substituted"], {"day": plain_date(date(year, month, day), spoken)})
    if name.endswith(_OBSERVED):
        return spoken.fill(words["observed"], {"holiday": holiday_name(name.removesuffix(_OBSERVED), spoken)})
    return str(words["names"].get(name, name))

"""What stays on one line: a date, and the point between two things with the one before it.

Both typesetters break a line at any space. Half a date at the end of one reads as another date, and a point that
begins a line as the mark of a list.
"""

from __future__ import annotations

import re

HELD = "\u00a0"
"""A space that no line is broken at."""
_MONTH = "[^\\W\\d_]+(?:\u200c[^\\W\\d_]+)*\\.?"
"""A word; a Persian one may be put together of several."""
_DATE = re.compile(rf"(?<!\d)(\d{{1,2}}) ({_MONTH}) (\d{{4}})(?!\d)(?: (г)(?=\.))?")
"""Day, month and year, in the digits of any language; in Russian with the sign of the year."""


def unbroken(said: str) -> str:
    """The text with spaces that hold, where a line must not end. Foreign text with a date in it is no different."""
    return _DATE.sub(lambda found: HELD.join(filter(None, found.groups())), said).replace(" · ", f"{HELD}· ")

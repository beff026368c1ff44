"""How many lines a text takes, before it is set: to choose a size of type without setting everything twice.

Widths are averages of the faces that come with Placet, in ems, rounded up: a page is rather set a little smaller than
it could be than go on overleaf.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_SPACE = 0.27
_WIDTHS = {"Lu": 0.68, "Ll": 0.57, "Lo": 0.52, "Nd": 0.57, "Mn": 0.0, "Cf": 0.0}
"""By Unicode's category: capitals, small letters, letters of scripts without either, digits, marks."""
_OTHER = 0.4


@lru_cache(maxsize=4096)
def lines(said: str, ems: float) -> int:
    """The lines of a text in a column of so many ems; none of an empty one. A word wider than that takes several."""
    taken, across = 0, ems + 1
    for word in said.split():
        width = sum(_WIDTHS.get(unicodedata.category(letter), _OTHER) for letter in word)
        if across + _SPACE + width <= ems:
            across += _SPACE + width
        else:
            taken += max(1, -int(-width // ems))
            across = width % ems if width > ems else width
    return taken

"""Our own texts are written in Unicode's normal form C, so that what looks the same is the same from our hand.

Of others nothing of the kind is asked (`placet.formats.canonical` says why): `deceptive` shows it to whoever signs.
"""

from __future__ import annotations

import unicodedata
from typing import Any

from placet.errors import Refused


def composed(value: Any) -> Any:
    """The same value with every text in normal form C; keys are left alone, they are plain letters."""
    match value:
        case str():
            return unicodedata.normalize("NFC", value)
        case list():
            return [composed(item) for item in value]
        case dict():
            return {key: composed(item) for key, item in value.items()}
        case _:
            return value


def refuse_uncomposed(value: Any) -> None:
    """Raise `Refused` where a text that we are about to write down is not in normal form C."""
    if composed(value) != value:
        raise Refused("not-nfc")

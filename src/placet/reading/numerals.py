"""Digits of three scripts as ASCII digits. Knows nothing else, and moves no letter from its place."""

from __future__ import annotations

_PERSIAN, _ARABIC, _ASCII = "۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩", "0123456789"
_DIGITS = str.maketrans(_PERSIAN + _ARABIC, _ASCII * 2)


def ascii_digits(text: str) -> str:
    """The same text, as long as before, with every Persian and Arabic digit as an ASCII digit."""
    return text.translate(_DIGITS)

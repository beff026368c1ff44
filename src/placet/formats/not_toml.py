"""Why a file is not TOML: the parser's own complaints are made for programmers, and become words of the catalogue."""

from __future__ import annotations

from placet.errors import Word

_LINE, _QUOTES, _CLOSE, _HIDDEN, _BACKSLASH, _TWICE = "line", "quotes", "close", "hidden", "backslash", "twice"
_COMPLAINTS = {
    "Invalid value": _QUOTES,
    "Expected newline": _QUOTES,
    "Expected '=' after": _LINE,
    "Invalid statement": _LINE,
    "Invalid initial character": _LINE,
    "Expected": _CLOSE,
    "Unclosed": _CLOSE,
    "Unterminated": _CLOSE,
    "Illegal character": _HIDDEN,
    "Found invalid character": _HIDDEN,
    "Unescaped": _BACKSLASH,
    "Escaped": _BACKSLASH,
    "Hex value": _BACKSLASH,
    "Cannot": _TWICE,
    "Duplicate": _TWICE,
    "Invalid date": "no-such-date",
}
"""How a complaint begins, and which word says what to do about it; the first that fits counts."""
_BEGINNINGS = {
    b"PK\x03\x04": "office",
    b"\xd0\xcf\x11\xe0": "old-office",
    b"%PDF": "pdf",
    b"{": "json",
    b"<": "web-page",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}


def foreign(content: bytes) -> str:
    """What kind of file this is when it is none of ours; nothing when its beginning does not say.

    A key of the tables `kinds`, which names it, and `other-files`, which says what to do with it.
    """
    start = content[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    return next((kind for beginning, kind in _BEGINNINGS.items() if start.startswith(beginning)), "")


def why_not(complaint: str) -> Word:
    """What to do about a complaint of the parser."""
    key = next((key for beginning, key in _COMPLAINTS.items() if complaint.startswith(beginning)), _LINE)
    return Word("syntax", key)

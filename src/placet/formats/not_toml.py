"""Why a file is not TOML, in words: the parser's own complaints are made for programmers."""

from __future__ import annotations

from dataclasses import dataclass

_LINE = "A line is `key = value` or `[table]`."
_QUOTES = "Put a text in quotes; numbers, true, false, lists and dates stand without."
_CLOSE = "Close every bracket and every quote where it was opened."
_HIDDEN = "A text that is opened in quotes ends in the same line; take out characters that cannot be seen."
_BACKSLASH = "Write a backslash twice, or put the text in single quotes."
_TWICE = "What stands here was given a value, or opened as a table, before: take one of the two out."

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
    "Invalid date": "There is no such day, or no such hour.",
}
"""How a complaint begins, and what to do about it; the first that fits counts."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Another kind of file, and what to do with it."""

    found: str
    advice: str


_BEGINNINGS = {
    b"PK\x03\x04": Kind("a spreadsheet or another office document", "An Excel workbook of a visit ends in .xlsx."),
    b"\xd0\xcf\x11\xe0": Kind("a spreadsheet or another office document", "Begin a visit file with: placet new DIR"),
    b"%PDF": Kind("a PDF", "Begin a visit file with: placet new DIR"),
    b"{": Kind("JSON", "A published programme is taken in with: placet import FILE --out DIR"),
    b"<": Kind("a web page", "Give the visit's file, or the folder that holds visit.toml."),
    b"\xff\xfe": Kind("a text in UTF-16", "Save the file as UTF-8."),
    b"\xfe\xff": Kind("a text in UTF-16", "Save the file as UTF-8."),
}


def foreign(content: bytes) -> Kind | None:
    """What kind of file this is when it is none of ours; None when its beginning does not say."""
    start = content[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    return next((kind for beginning, kind in _BEGINNINGS.items() if start.startswith(beginning)), None)


def why_not(complaint: str) -> str:
    """What to do about a complaint of the parser."""
    return next((said for beginning, said in _COMPLAINTS.items() if complaint.startswith(beginning)), _LINE)

"""The data that goes with a paper of ours, read back: hostile until it has proved to be a visit and its programme."""

from __future__ import annotations

from dataclasses import dataclass

from placet.errors import FormatError, UnsupportedVersion, VisitFileError
from placet.formats.jsontext import parse_json
from placet.formats.programme import read_programme
from placet.formats.toml import parse_toml
from placet.formats.visitfile import read_visit
from placet.model.programme import Programme
from placet.model.visit import Visit

FORMAT = "placet-programme"
VERSION = 1
_PARTS = ("visit", "programme")


@dataclass(frozen=True, slots=True)
class Attached:
    """A visit and its programme as the paper shows them, and the text of both files."""

    visit: Visit
    programme: Programme
    visit_text: str
    programme_text: str


def read_attached(content: bytes, file: str) -> Attached:
    """The visit and programme in a paper's data.

    Raises `FormatError` for what is not that, `UnsupportedVersion` for the data of a newer Placet, `TooLarge` beyond
    the bounds of any visit file.
    """
    data = parse_json(file, content)
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise FormatError(file, "damaged-data")
    if data.get("format_version") != VERSION:
        raise UnsupportedVersion(file, "newer-paper")
    visit_text, programme_text = (_text(file, data.get(part)) for part in _PARTS)
    try:
        visit = read_visit(parse_toml(file, visit_text.encode())).visit
        programme = read_programme(parse_toml(file, programme_text.encode()), visit, visit.starts_on)
    except (VisitFileError, UnicodeEncodeError):
        raise FormatError(file, "damaged-data") from None
    return Attached(visit, programme, visit_text, programme_text)


def _text(file: str, lines: object) -> str:
    if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
        raise FormatError(file, "damaged-data")
    return "\n".join(lines)

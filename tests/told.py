"""What is told of an error in English: tests say what a person reads, and leave reasons to the catalogue."""

from __future__ import annotations

from typing import NamedTuple

from placet.errors import Fault, FileError, Line, PlacetError
from placet.wording import errors
from placet.wording.language import language

ENGLISH = language("en")


class Told(NamedTuple):
    """A fault in words."""

    file: str
    line: Line | None
    field: str
    found: str
    expected: str
    advice: str = ""


def told(fault: Fault) -> Told:
    parts = errors.fault_parts(fault, ENGLISH)
    return Told(fault.file, fault.line, fault.field, parts.found, parts.expected, parts.advice)


def problem(error: FileError) -> str:
    return str(errors.problem(error, ENGLISH))


def advice(error: PlacetError) -> str:
    return errors.advice(error, ENGLISH)

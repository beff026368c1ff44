"""Errors in sentences: what is wrong, where, and what to do next."""

from __future__ import annotations

import errno
from dataclasses import dataclass

from placet.errors import (
    Cell,
    Fault,
    ForeignFileError,
    FormatError,
    Line,
    NotFoundError,
    PlacetError,
    StorageError,
    VisitFileError,
)
from placet.wording.language import Language
from placet.wording.language import language as language_of

SHOWN = 40
"""Faults that are shown at once; the rest follow when these are mended."""


@dataclass(frozen=True, slots=True)
class FaultLines:
    """One fault as a reader sees it: where, what stands there, and what would be right."""

    place: str
    found: str
    remedy: str


def fault_lines(fault: Fault, language: str = "en") -> FaultLines:
    """One fault in words."""
    spoken = language_of(language)
    words = spoken.words("errors")["visit-file"]
    place = place_said(fault.file, fault.line, language)
    key = "found" if fault.field and fault.found else "found-without-field"
    if fault.field.rpartition(".")[2] == fault.found:  # a key that is unknown: said once
        return FaultLines(place, fault.field, _remedy(fault, spoken))
    found = spoken.fill(words[key], {"field": fault.field, "found": fault.found})
    return FaultLines(place, found, _remedy(fault, spoken))


def place_said(file: str, line: Line | None, language: str = "en") -> str:
    """Where something stands: `visit.toml:12`, or sheet and cell of a workbook."""
    if isinstance(line, Cell):
        spoken = language_of(language)
        said = spoken.words("errors")["visit-file"]["cell"]
        return spoken.fill(said, {"file": file, "sheet": line.sheet, "cell": line.address})
    return file if line is None else f"{file}:{line}"


def _remedy(fault: Fault, spoken: Language) -> str:
    said = spoken.words("errors")["visit-file"]["expected"]
    expected = spoken.fill(said, {"expected": fault.expected.rstrip(".")}) if fault.expected else ""
    return spoken.joined(filter(None, (expected, fault.advice)), " ")


def faults_head(faults: tuple[Fault, ...], language: str = "en") -> str:
    """How many things are to be mended."""
    spoken = language_of(language)
    return spoken.fill(spoken.words("errors")["visit-file"]["head"], {"n": len(faults)})


def faults_more(faults: tuple[Fault, ...], language: str = "en") -> str:
    """How many are not shown yet; nothing when all are."""
    spoken, rest = language_of(language), len(faults) - SHOWN
    return spoken.fill(spoken.words("errors")["visit-file"]["more"], {"n": rest}) if rest > 0 else ""


def system_problem(error: Exception, language: str = "en") -> str:
    """Why the system will not open or write something. A `ValueError` is a name that no file can have."""
    spoken = language_of(language)
    words = spoken.words("errors")["system"]
    if not isinstance(error, OSError):
        return str(words["no-name"])
    known = words.get(errno.errorcode.get(error.errno or 0, ""))
    return str(known) if known else spoken.fill(words["other"], {"number": error.errno or 0})


def sentence(error: PlacetError, language: str = "en") -> str:
    """What is wrong, in one sentence."""
    spoken = language_of(language)
    words = spoken.words("errors")
    match error:
        case VisitFileError():
            return faults_head(error.faults, language)
        case NotFoundError():
            return spoken.fill(words["not-found"]["said"], {"name": error.name})
        case ForeignFileError():
            return _of_foreign(error, language, "said")
        case FormatError():
            return spoken.fill(words["format"]["said"], {"file": error.file, "problem": error.problem.rstrip(".")})
        case StorageError():
            return spoken.fill(words["storage"]["said"], {"path": error.path, "problem": error.problem.rstrip(".")})
        case _:
            return str(error)


def advice(error: PlacetError, language: str = "en") -> str:
    """What to do next, or nothing."""
    if isinstance(error, NotFoundError):
        spoken = language_of(language)
        said = spoken.words("errors")["not-found"]["nearest"]
        return spoken.fill(said, {"nearest": spoken.joined(error.nearest)}) if error.nearest else ""
    if isinstance(error, ForeignFileError):
        return _of_foreign(error, language, "advice")
    if isinstance(error, FormatError | StorageError):
        return error.advice
    return ""


def _of_foreign(error: ForeignFileError, language: str, part: str) -> str:
    spoken = language_of(language)
    said = spoken.words("errors")["foreign-file"][error.reason][part]
    return spoken.fill(said, {"file": error.file, **error.facts})

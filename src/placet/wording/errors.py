"""Errors in sentences: what is wrong, where, and what to do next."""

from __future__ import annotations

import errno
from dataclasses import dataclass

from placet.errors import Cell, Fault, FormatError, Line, NotFoundError, PlacetError, StorageError, VisitFileError
from placet.wording.catalogues import catalogue, filled

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
    words = catalogue(language, "errors")["visit-file"]
    place = place_said(fault.file, fault.line, language)
    key = "found" if fault.field and fault.found else "found-without-field"
    if fault.field.rpartition(".")[2] == fault.found:  # a key that is unknown: said once
        return FaultLines(place, fault.field, _remedy(fault, words))
    found = filled(words[key], {"field": fault.field, "found": fault.found})
    return FaultLines(place, found, _remedy(fault, words))


def place_said(file: str, line: Line | None, language: str = "en") -> str:
    """Where something stands: `visit.toml:12`, or sheet and cell of a workbook."""
    if isinstance(line, Cell):
        words = catalogue(language, "errors")["visit-file"]
        return filled(words["cell"], {"file": file, "sheet": line.sheet, "cell": line.address})
    return file if line is None else f"{file}:{line}"


def _remedy(fault: Fault, words: dict[str, str]) -> str:
    expected = filled(words["expected"], {"expected": fault.expected.rstrip(".")}) if fault.expected else ""
    return " ".join(part for part in (expected, fault.advice) if part)


def count_of(n: int, words: dict[str, str], key: str) -> str:
    """The sentence for a number of things: there is one of its own for exactly one."""
    return filled(words[f"{key}-one" if n == 1 else key], {"n": n})


def faults_head(faults: tuple[Fault, ...], language: str = "en") -> str:
    """How many things are to be mended."""
    return count_of(len(faults), catalogue(language, "errors")["visit-file"], "head")


def faults_more(faults: tuple[Fault, ...], language: str = "en") -> str:
    """How many are not shown yet; nothing when all are."""
    rest = len(faults) - SHOWN
    return filled(catalogue(language, "errors")["visit-file"]["more"], {"n": rest}) if rest > 0 else ""


def system_problem(error: Exception, language: str = "en") -> str:
    """Why the system will not open or write something. A `ValueError` is a name that no file can have."""
    words = catalogue(language, "errors")["system"]
    if not isinstance(error, OSError):
        return str(words["no-name"])
    known = words.get(errno.errorcode.get(error.errno or 0, ""))
    return str(known) if known else filled(words["other"], {"number": error.errno or 0})


def sentence(error: PlacetError, language: str = "en") -> str:
    """What is wrong, in one sentence."""
    words = catalogue(language, "errors")
    match error:
        case VisitFileError():
            return faults_head(error.faults, language)
        case NotFoundError():
            return filled(words["not-found"]["said"], {"name": error.name})
        case FormatError():
            return filled(words["format"]["said"], {"file": error.file, "problem": error.problem.rstrip(".")})
        case StorageError():
            return filled(words["storage"]["said"], {"path": error.path, "problem": error.problem.rstrip(".")})
        case _:
            return str(error)


def advice(error: PlacetError, language: str = "en") -> str:
    """What to do next, or nothing."""
    if isinstance(error, NotFoundError):
        words = catalogue(language, "errors")["not-found"]
        return filled(words["nearest"], {"nearest": ", ".join(error.nearest)}) if error.nearest else ""
    if isinstance(error, FormatError | StorageError):
        return error.advice
    return ""

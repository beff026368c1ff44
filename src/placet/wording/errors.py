"""Errors in sentences: what is wrong, where, and what to do next, made of a reason and its facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from shlex import quote
from typing import Any

from placet.errors import (
    Cell,
    Declared,
    Fact,
    Facts,
    Fault,
    FileError,
    Line,
    NotFoundError,
    PlacetError,
    Refused,
    ReplyTrouble,
    UnreadReplies,
    VisitFileError,
    Word,
)
from placet.wording.dates import clock, plain_date
from placet.wording.isolates import Said
from placet.wording.language import Language
from placet.wording.meanings import meaning

SHOWN = 40
"""Faults that are shown at once; the rest follow when these are mended."""
OTHER = "other"
"""The entry of a table that is said of what has none of its own."""


@dataclass(frozen=True, slots=True)
class FaultParts:
    """One fault in words: what was found, what is expected, and what to do next. Each may be empty."""

    found: str
    expected: str
    advice: str


@dataclass(frozen=True, slots=True)
class FaultLines:
    """One fault as a reader sees it: where, what stands there, and what would be right."""

    place: str
    found: str
    remedy: str


def fault_parts(fault: Fault, spoken: Language) -> FaultParts:
    """What the catalogue says of a fault. In a cell of a workbook some things are said otherwise than of a line."""
    entry = spoken.words("errors")["faults"][fault.reason]
    in_cell = isinstance(fault.line, Cell)
    said = facts_said(fault.facts, spoken, in_cell=in_cell)
    found, expected, advice = (_part(entry, part, in_cell=in_cell) for part in ("found", "expected", "advice"))
    if not found and "found" in said:
        found = "{found}"
    if said.get("meant"):
        advice = spoken.words("errors")["visit-file"]["meant"]
    return FaultParts(*(spoken.fill(part, said) for part in (found, expected, advice)))


def _part(entry: Mapping[str, str], part: str, *, in_cell: bool) -> str:
    own = f"{part}-in-cell"
    return entry[own] if in_cell and own in entry else entry.get(part, "")


def facts_said(facts: Facts, spoken: Language, *, in_cell: bool = False) -> dict[str, Said]:
    """Facts as a reader of the language expects them."""
    return {name: fact_said(fact, spoken, in_cell=in_cell) for name, fact in facts.items()}


def fact_said(fact: Fact, spoken: Language, *, in_cell: bool = False) -> Said:
    """One fact."""
    match fact:
        case Word():
            return word_said(fact, spoken, in_cell=in_cell)
        case Declared():
            return Said(meaning(fact, spoken))
        case Fault():
            parts = fault_parts(fact, spoken)
            said = spoken.words("errors")["visit-file"]["instead"]
            return spoken.fill(said, {"found": parts.found, "expected": parts.expected})
        case date():
            return Said(plain_date(fact, spoken))
        case time():
            return Said(clock(fact, spoken))
        case tuple():
            return spoken.joined(fact)
        case int():
            return spoken.number(fact)
        case _:
            return spoken.isolated(fact)


def word_said(word: Word, spoken: Language, *, in_cell: bool = False) -> Said:
    """A word of the catalogue with its facts; what has no entry of its own is said as any other."""
    table: Mapping[str, str] = spoken.words("errors")[word.table]
    said = _part(table, word.key, in_cell=in_cell) or table[OTHER]
    return spoken.fill(said, facts_said(word.facts, spoken, in_cell=in_cell))


def fault_lines(fault: Fault, spoken: Language) -> FaultLines:
    """One fault in words."""
    words = spoken.words("errors")["visit-file"]
    place = place_said(fault.file, fault.line, spoken)
    parts = fault_parts(fault, spoken)
    remedy = spoken.joined(filter(None, (_expected(parts, spoken), parts.advice)), " ")
    if fault.field.rpartition(".")[2] == fault.facts.get("found"):  # a key that is unknown: said once
        return FaultLines(place, spoken.isolated(fault.field), remedy)
    is_named = fault.field and fault.field != fault.file.removeprefix("--")  # an option is its own name
    key = "found" if is_named and parts.found else "found-without-field"
    return FaultLines(place, spoken.fill(words[key], {"field": fault.field, "found": parts.found}), remedy)


def _expected(parts: FaultParts, spoken: Language) -> str:
    said = spoken.words("errors")["visit-file"]["expected"]
    return spoken.fill(said, {"expected": Said(parts.expected.rstrip("."))}) if parts.expected else ""


def place_said(file: str, line: Line | None, spoken: Language) -> Said:
    """Where something stands: `visit.toml:12`, or sheet and cell of a workbook."""
    if isinstance(line, Cell):
        said = spoken.words("errors")["visit-file"]["cells" if line.last_row or line.last_column else "cell"]
        return spoken.fill(said, {"file": file, "sheet": line.sheet, "cell": line.address})
    return spoken.isolated(file if line is None else f"{file}:{line}")


def faults_head(faults: tuple[Fault, ...], spoken: Language) -> Said:
    """How many things are to be mended."""
    return spoken.fill(spoken.words("errors")["visit-file"]["head"], {"n": len(faults)})


def faults_more(faults: tuple[Fault, ...], spoken: Language) -> str:
    """How many are not shown yet; nothing when all are."""
    rest = len(faults) - SHOWN
    return spoken.fill(spoken.words("errors")["visit-file"]["more"], {"n": rest}) if rest > 0 else ""


def sentence(error: PlacetError, spoken: Language) -> str:
    """What is wrong, in one sentence."""
    words = spoken.words("errors")
    match error:
        case VisitFileError():
            return faults_head(error.faults, spoken)
        case NotFoundError():
            return spoken.fill(words["not-found"]["said"], {"name": error.name})
        case FileError():
            return spoken.fill(words["file"]["said"], {"file": error.file, "problem": problem(error, spoken)})
        case UnreadReplies():
            return spoken.fill(words["replies"]["head"], {"n": len(error.troubles)})
        case Refused():
            return _of_refusal(error, spoken, "said")
        case _:
            return str(error)


def problem(error: FileError, spoken: Language) -> Said:
    """What is wrong with a file, without its name."""
    return _of_file(error, spoken, "problem")


def advice(error: PlacetError, spoken: Language) -> str:
    """What to do next, or nothing."""
    if isinstance(error, NotFoundError):
        said = spoken.words("errors")["not-found"]["nearest"]
        return spoken.fill(said, {"nearest": spoken.joined(error.nearest)}) if error.nearest else ""
    if isinstance(error, Refused):
        return _of_refusal(error, spoken, "advice")
    return _of_file(error, spoken, "advice") if isinstance(error, FileError) else ""


def trouble_lines(trouble: ReplyTrouble, spoken: Language) -> FaultLines:
    """One line of a typed reply that is not taken: which, what stands there, and what to do."""
    said = spoken.fill(spoken.words("errors")["replies"]["line"], {"line": trouble.line})
    remedy = spoken.joined((sentence(trouble.refusal, spoken), advice(trouble.refusal, spoken)), " ")
    return FaultLines(said, spoken.isolated(trouble.shown), remedy)


def _of_refusal(error: Refused, spoken: Language, part: str) -> Said:
    """What is said of a code; of one that has no sentence, that something is not as it must be."""
    words = spoken.words("refusals")
    entry: Mapping[str, str] = words["codes"].get(error.code, words["codes"][OTHER])
    return spoken.fill(entry[part], {"code": error.code, **error.facts})


def _of_file(error: FileError, spoken: Language, part: str) -> Said:
    """What is said of a file; advice names it as it is typed in a command."""
    entry: Mapping[str, Any] = spoken.words("errors")[error.code][error.reason]
    file = spoken.isolated(quote(error.file) if part == "advice" else error.file)
    return spoken.fill(entry.get(part, ""), {"file": file, **facts_said(error.facts, spoken)})

"""Read an office's old programme, or a paper of ours that came back, into a draft visit and a report.

Nothing is written until everything was read, and what is written is first read back as a visit file.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from placet.errors import FormatError, TooLarge, VisitFileError
from placet.formats.scalars import write_when
from placet.formats.toml import parse_toml
from placet.formats.visitfile import read_visit
from placet.formats.writing import write_visit
from placet.model.spans import UNKNOWN, Precision
from placet.node.files import LAST, VISIT
from placet.node.folders import refuse_folder, write_folder
from placet.node.printed_lines import printed_lines
from placet.node.reading_progress import UNWATCHED, Watcher
from placet.reading.attached import Attached, read_attached
from placet.reading.changes import edits_of
from placet.reading.draft import draft_text
from placet.reading.edits import Edit
from placet.reading.findings import Doubt, Entry, Left, Reading
from placet.reading.gate import read_grid
from placet.reading.grid import Grid
from placet.reading.saying import (
    asked,
    beside,
    changes_report,
    counts,
    edit_lines,
    meanwhile,
    note_lines,
    question,
    report_of,
    where_said,
    why_not,
    words_of,
)
from placet.reading.taking_over import taken_over
from placet.reading.understand import understand
from placet.wording.isolates import without_isolates
from placet.wording.language import Language

REPORT = "report.txt"
"""Name of the report beside the draft."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a file holds: a reading of a foreign one, or of a paper of ours its data and what was changed by hand."""

    file: str
    reading: Reading | None = None
    attached: Attached | None = None
    edits: tuple[Edit, ...] = ()


def find(path: Path, starts_on: date | None = None, watcher: Watcher = UNWATCHED) -> Found:
    """Let a file in and understand it. Raises `ForeignFileError` where it is not read, `FormatError` for nothing."""
    return found_in(read_grid(path, path.name or str(path), watcher.stops), path.name or str(path), starts_on, watcher)


def found_in(grid: Grid, file: str, starts_on: date | None = None, watcher: Watcher = UNWATCHED) -> Found:
    """What a grid holds. Raises `FormatError` where nothing in it can be understood as a programme."""
    if grid.attached is not None:
        attached = read_attached(grid.attached, file)
        return Found(file=file, attached=attached, edits=edits_of(grid, attached, printed_lines(attached)))
    reading = understand(grid, starts_on, watcher.looked)
    if not reading.entries:
        raise FormatError(file, "nothing-understood")
    return Found(file=file, reading=reading)


def write_found(found: Found, folder: Path, language: Language, accepted: Collection[int] = ()) -> tuple[Path, ...]:
    """Write what `drafted` gives. Raises `StorageError` where a visit is there already, and what that raises."""
    refuse_folder(folder, [VISIT, REPORT])
    return write_drafted(folder, drafted(found, language, accepted))


def write_drafted(folder: Path, contents: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write a draft. Raises `StorageError` where a visit is there already, and then nothing is changed."""
    return write_folder(folder, contents)


def drafted(found: Found, language: Language, accepted: Collection[int] = ()) -> dict[str, bytes]:
    """The draft and the report; of a paper of ours, the visit with the accepted changes (numbered from 1).

    Raises `TooLarge` for more than a visit file may hold.
    """
    contents = _contents(found, language, accepted)
    try:
        read_visit(parse_toml(VISIT, contents[VISIT].encode()))
    except VisitFileError as error:
        raise TooLarge(found.file, "visit-file", fault=error.faults[0]) from None
    return {name: text.encode() for name, text in contents.items()}


def _contents(found: Found, language: Language, accepted: Collection[int]) -> dict[str, str]:
    if found.attached is None:
        if found.reading is None:
            raise ValueError("a file holds a reading or data of ours")
        return {
            VISIT: draft_text(found.reading, found.file, language),
            REPORT: report_of(found.reading, found.file, language),
        }
    report = changes_report(found.edits, accepted, found.file, language)
    if not accepted:  # as it was sent, word for word
        return {VISIT: found.attached.visit_text, LAST: found.attached.programme_text, REPORT: report}
    waived = str(words_of(language)["changes"]["waived"])
    visit = taken_over(found.attached.visit, found.edits, accepted, waived)
    return {VISIT: write_visit(visit).shared, REPORT: report}


def found_data(
    found: Found, written: tuple[Path, ...], accepted: Collection[int], language: Language
) -> dict[str, Any]:
    """What was found, as plain data with stable keys."""
    reading = found.reading
    return {
        "outcome": "read",
        "file": found.file,
        "ours": found.attached is not None,
        "title": reading.title if reading is not None else None,
        "starts_on": reading.starts_on.isoformat() if reading is not None and reading.starts_on else None,
        "entries": [_entry(entry, reading, language) for entry in reading.entries] if reading is not None else [],
        "questions": [_question(doubt, language) for doubt in reading.questions] if reading is not None else [],
        "left": [_left(left, language) for left in reading.left] if reading is not None else [],
        "changes": [
            {
                "number": number,
                "where": _plain(where_said(edit.where, language)),
                "change": edit.change.value,
                "said": _plain(line),
                "why_not": _plain(why_not(edit, language)) or None,
                "taken": number in accepted,
            }
            for number, (edit, line) in enumerate(zip(found.edits, edit_lines(found.edits, language), strict=True), 1)
        ],
        "written": [str(path) for path in written],
    }


def _entry(entry: Entry, reading: Reading, language: Language) -> dict[str, Any]:
    on = next((day.on for day in reading.days if day.number == entry.day), None)
    return {
        "where": _plain(where_said(entry.where, language)),
        "date": on.isoformat() if on is not None else None,
        "day": entry.day,
        "starts": write_when(entry.at) if entry.at != UNKNOWN else None,
        "ends": write_when(entry.ends) if entry.ends != UNKNOWN else None,
        "about": entry.at.precision is Precision.ABOUT,
        "title": next(iter(entry.title.values())),
        "titles": dict(entry.title),
        "place": entry.place,
        "people": entry.people,
        "kind": entry.kind.value,
        "notes": list(entry.notes),
        "doubts": [_plain(question(doubt, language)) for doubt in reading.asked_of(entry)],
    }


def _left(left: Left, language: Language) -> dict[str, Any]:
    return {"where": _plain(where_said(left.where, language)), "text": left.text}


def _plain(said: str) -> str:
    return without_isolates(said)


def _question(doubt: Doubt, language: Language) -> dict[str, Any]:
    return {
        "where": _plain(where_said(doubt.where, language)),
        "about": doubt.about.value,
        "case": doubt.case,
        "question": _plain(question(doubt, language)),
        "meanwhile": _plain(meanwhile(doubt, language)),
        "chosen": doubt.chosen,
        "others": list(doubt.others),
    }


@dataclass(frozen=True, slots=True)
class Lines:
    """A reading in lines: how much of it, what the door left out, every question, and what is left."""

    counts: str
    notes: tuple[str, ...]
    questions: tuple[str, ...]
    left: tuple[str, ...]


def question_lines(found: Found, language: Language) -> Lines:
    """What is shown of a foreign file."""
    if found.reading is None:
        raise ValueError("a paper of ours leaves no question")
    questions = (asked(doubt, language) for doubt in found.reading.questions)
    left = (beside(left.where, left.text, language) for left in found.reading.left)
    notes = tuple(note_lines(found.reading, language))
    return Lines(counts(found.reading, language), notes, tuple(questions), tuple(left))


def change_lines(found: Found, language: Language) -> list[tuple[int, str]]:
    """What was changed by hand, numbered from 1."""
    return list(enumerate(edit_lines(found.edits, language), 1))


def acceptable(found: Found) -> tuple[int, ...]:
    """The numbers of the changes that can be taken over."""
    return tuple(number for number, edit in enumerate(found.edits, 1) if edit.why_not is None)


def why_not_line(found: Found, number: int, language: Language) -> str:
    """Why the change of a number cannot be taken over; empty where it can."""
    return why_not(found.edits[number - 1], language)


def said(language: Language) -> Any:
    """The words of the command."""
    return words_of(language)

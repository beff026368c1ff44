"""Import a published programme into a visit folder, and export it again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from placet.errors import TooLarge, VisitFileError
from placet.formats.published import published, published_bytes, read_published, visit_file_of
from placet.formats.toml import parse_toml
from placet.formats.visitfile import read_visit
from placet.node.files import VISIT, open_visit, read_bytes
from placet.node.folders import refuse_folder, write_folder
from placet.wording.language import Language
from placet.wording.visit_files import imported_from


def import_published(source: Path, folder: Path, spoken: Language) -> tuple[Path, ...]:
    """Write `visit.toml` with everything that a published programme (JSON) says; gives the files written.

    How to go on stands in it as a comment, in the language `spoken`.

    Before anything is written, the file is read back and compared with the source, value for value. Raises
    `FormatError` for a source of another shape, `TooLarge` for one whose visit file would pass a bound, `StorageError`
    where the folder has a `visit.toml` that Placet did not write.
    """
    refuse_folder(folder, [VISIT])
    programme = read_published(str(source), read_bytes(source))
    content = visit_file_of(programme, imported_from(source.name, spoken))
    try:
        kept = published(read_visit(parse_toml(VISIT, content)).visit)
    except VisitFileError as error:
        raise TooLarge(str(source), "visit-file", fault=error.faults[0]) from None
    if kept != programme:
        raise RuntimeError("an imported programme differs from its source")
    return write_folder(folder, {VISIT: content})


def export_published(path: Path) -> dict[str, Any]:
    """The published programme that an imported visit holds now. Raises `FormatError` for a visit not imported."""
    return published(open_visit(path).visit, str(path))


def exported_json(path: Path) -> bytes:
    """The same as a JSON file. Same visit, same bytes."""
    return published_bytes(export_published(path))

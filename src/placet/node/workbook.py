"""Write a visit as an Excel workbook."""

from __future__ import annotations

from pathlib import Path

from placet.formats.workbook.writing import write_workbook
from placet.node.files import open_stated
from placet.node.folders import write_new_file
from placet.wording.workbook import workbook_labels


def save_workbook(visit: Path, target: Path, *, shared_only: bool = False, language: str | None = None) -> Path:
    """Write the visit at `visit` into a new file, headed in its own language or in `language`.

    Nothing that stays in this office is in it with `shared_only`. Raises what opening the visit raises, `StorageError`
    where the file is there already, `TooLarge` for a text that no cell holds.
    """
    stated = open_stated(visit).visit
    labels = workbook_labels(language or stated.language)
    return write_new_file(target, write_workbook(stated, labels, shared_only=shared_only))

"""Keep the last programme of a visit beside its papers, and tell what moved since."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from placet.errors import FormatError, StorageError, TooLarge, VisitFileError
from placet.formats.programme import read_programme, write_programme
from placet.formats.toml import parse_toml
from placet.formats.visitfile import VisitFile
from placet.model.changes import Difference, difference
from placet.model.programme import Programme
from placet.node.files import LAST, read_bytes
from placet.node.folders import marks_of, refuse_folder, write_folder
from placet.node.papers import OFFICE, paper_names

STAYS_HERE = frozenset({LAST, OFFICE})
"""Files of an issue that are made from what only this office may see; all others may be handed over."""


def staying_here(written: Iterable[Path]) -> frozenset[Path]:
    """Those of an issue that stay in this office."""
    return frozenset(path for path in written if path.name in STAYS_HERE)


def last_programme(folder: Path) -> Programme | None:
    """The programme that was kept there last; None where there is none, or none that can be read."""
    try:
        return read_programme(parse_toml(LAST, read_bytes(folder / LAST)))
    except (StorageError, VisitFileError, FormatError):
        return None


def moved_since(folder: Path, programme: Programme) -> Difference | None:
    """What changed since the programme kept in a folder; None where none was kept."""
    last = last_programme(folder)
    return difference(last, programme) if last is not None else None


def refuse_keeping(folder: Path, visit_file: VisitFile, languages: tuple[str, ...] = ()) -> None:
    """Raise what `keep` would raise for this folder, so that nobody waits for a programme in vain."""
    refuse_folder(folder, (LAST, *paper_names(visit_file.visit, languages)), marks_of(visit_file))


def last_paper(folder: Path, name: str) -> bytes | None:
    """A paper as it was kept there last; None where there is none."""
    try:
        return read_bytes(folder / name)
    except (StorageError, TooLarge):
        return None


def keep(folder: Path, programme: Programme, visit_file: VisitFile, papers: dict[str, bytes]) -> tuple[Path, ...]:
    """Write the programme file and the papers made from it. Raises `StorageError`, and then keeps what was there."""
    written = write_programme(programme, visit_file.visit).encode()
    return write_folder(folder, {LAST: written, **papers}, marks_of(visit_file), whole=True)

"""What to write where in a visit's file, by hand: a sentence with the place, and the lines as the file has them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from placet.formats.field_changes import Edit, FieldChange, Where
from placet.formats.writing import toml_key
from placet.wording.errors import place_said
from placet.wording.isolates import Said
from placet.wording.language import Language

Remarks = Callable[[FieldChange], Iterable[str]]
"""What is to stand above a field, as comments."""


def place_of_edit(edit: Edit, spoken: Language) -> Said:
    """Where its lines are to be written."""
    file, line = edit.place
    place = place_said(Path(file).name, line, spoken)
    return spoken.fill(spoken.words("outcome")["edits"][edit.where.value], {"place": place})


def lines_of_edit(edit: Edit, spoken: Language, remarks: Remarks = lambda _: ()) -> Iterator[str]:
    """The lines, to be copied: what is no more, or stood there before, is a comment."""
    if edit.where is Where.AT_END:
        yield edit.head
    words = spoken.words("outcome")["edits"]
    for change in edit.changes:
        yield from (f"# {remark}" for remark in remarks(change))
        key = toml_key(change.path[-1])
        if change.parts:
            yield f"{key} = ["
            yield from (f"  {part}," for part in change.parts)
            yield "]"
        elif not change.after:
            yield f"# {key} = {change.before}"
        else:
            was = spoken.fill(words["was"], {"before": change.before}) if change.before else ""
            yield f"{key} = {change.after}   # {was}" if was else f"{key} = {change.after}"

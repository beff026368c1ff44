"""Letters of a visit that its PDFs cannot show, with where each stands first, so that it can be mended there."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from placet.documents.typeset.typefaces import letters_of, texts_of, undrawn
from placet.errors import Line
from placet.formats.plain import write
from placet.formats.visitfile import VisitFile
from placet.model.declare import Layer
from placet.projections.seen import seen_by

_CONTROL = "Cc"


@dataclass(frozen=True, slots=True)
class Undrawn:
    """A letter that no type at hand draws, and its first place. One that steers instead is drawn by none anywhere."""

    letter: str
    place: tuple[str, Line] | None

    @property
    def is_control(self) -> bool:
        """Whether it is a control character."""
        return unicodedata.category(self.letter[0]) == _CONTROL


def undrawn_in(visit_file: VisitFile, printed: object = None) -> tuple[Undrawn, ...]:
    """All of what papers may print, or of what these have `printed`, in the order of the file."""
    texts = list(_texts((), write(seen_by(visit_file.visit, Layer.SHARED))))
    lost = undrawn((said for _, said in texts) if printed is None else texts_of(printed))
    found = dict[str, Undrawn]()
    for path, said in texts if lost else ():
        for letter in letters_of(said):
            if letter in lost and letter not in found:
                found[letter] = Undrawn(letter, visit_file.place_of(*path))
    return tuple(found.values())


def undrawn_of(printed: object) -> tuple[Undrawn, ...]:
    """The same of what comes from a record: no file of ours has the place."""
    return tuple(Undrawn(letter, None) for letter in sorted(undrawn(texts_of(printed))))


def _texts(path: tuple[str, ...], value: object) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, part in value.items():
            yield from _texts((*path, str(key)), part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(path, part)

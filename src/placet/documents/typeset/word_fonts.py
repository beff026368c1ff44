"""The faces of Word documents: which are asked for, what stands in for them, and the one that travels along.

An office in Tehran may have any Persian face, and one in Moscow none that is fit to print: a document with Persian
in it carries its own, in the form that Word reads (ECMA-376, part 1, 17.8.1). Latin and Cyrillic faces every Word has.
What a program counts itself, in digits that are not its own, is set in a face that draws them (`digit_face`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from docx.document import Document as DocumentType
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls

from placet.documents.typeset.digit_face import digit_face

LATIN, ARABIC = "Noto Sans", "Vazirmatn"
"""Faces asked for; where an office has not got the first, its own stands in."""
_DIGITS = "0123456789"
_VEILED = 32
"""Bytes at the beginning of a face that are veiled."""
_FACE = '<w:font w:name="{name}"><w:altName w:val="{other}"/><w:family w:val="swiss"/>{carried}</w:font>'
_KIND = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
_LINK = f"{RELATIONSHIP_TYPE.FONT_TABLE.rpartition('/')[0]}/font"


@dataclass(frozen=True, slots=True)
class _Carried:
    """A face that travels along: whose it is, how Word refers to its weight, the format's key for it, and the file."""

    family: str
    weight: str
    key: str
    face: bytes


def counted_in(digits: str) -> str:
    """The face for numbers that a program counts in 0 to 9 and that are shown in these digits; empty for 0 to 9."""
    return f"{ARABIC} {ord(digits[0]):04X}" if digits and digits != _DIGITS else ""


def name_fonts(document: DocumentType, *, carry: bool, counted: Iterable[str]) -> dict[str, bytes]:
    """Name the faces and what may stand in for them; with `carry`, make room for the Persian one in the document.

    `counted` are the digits in which it has numbers that the program counts. Returns what belongs there, by the name
    in the file: it is the most of a document, and is packed only once.
    """
    table = next(rel.target_part for rel in document.part.rels.values() if rel.reltype == RELATIONSHIP_TYPE.FONT_TABLE)
    others = {counted_in(digits): digits for digits in counted if counted_in(digits)}
    carried = (*(_persian() if carry else ()), *_counting(others))
    places = {one.key: f"/word/fonts/font{number}.odttf" for number, one in enumerate(carried, start=1)}
    links = [(one, _linked(table, one, places[one.key])) for one in carried]
    faces = [(LATIN, "Segoe UI"), (ARABIC, "Tahoma"), *((family, ARABIC) for family in others)]
    named = "".join(
        _FACE.format(name=name, other=other, carried="".join(link for one, link in links if one.family == name))
        for name, other in faces
    )
    table._blob = f"<w:fonts {nsdecls('w', 'r')}>{named}</w:fonts>".encode()  # it has no other way to be written
    if carried:
        document.settings.element.insert(1, OxmlElement("w:embedTrueTypeFonts"))  # kept when Word saves it
    return {places[one.key][1:]: _veiled(one.face, one.key) for one in carried}


def _linked(table: Part, one: _Carried, place: str) -> str:
    part = Part(PackURI(place), _KIND, b"", table.package)
    return f'<w:{one.weight} r:id="{table.relate_to(part, _LINK)}" w:fontKey="{{{one.key}}}"/>'


@cache
def _persian() -> Sequence[_Carried]:
    folder = files("placet.documents.typeset").joinpath("fonts")
    return tuple(
        _Carried(ARABIC, f"embed{weight}", _key(number), folder.joinpath(f"Vazirmatn-{weight}.ttf").read_bytes())
        for number, weight in enumerate(("Regular", "Bold"), start=1)
    )


def _counting(families: Mapping[str, str]) -> Iterator[_Carried]:
    for number, (family, digits) in enumerate(families.items(), start=3):
        yield _Carried(family, "embedRegular", _key(number), digit_face(digits, family))


def _key(number: int) -> str:
    """With which the format veils the beginning of a face."""
    return f"50C3A9F1-6E0B-4B43-9C9E-1D1D6B8A7A{number:02}"


@cache
def _veiled(face: bytes, key: str) -> bytes:
    """A face as Word keeps it: its first bytes combined with those of the key, last byte first, twice over."""
    veil = bytes.fromhex(key.replace("-", ""))[::-1] * 2
    return bytes(a ^ b for a, b in zip(face[:_VEILED], veil, strict=True)) + face[_VEILED:]

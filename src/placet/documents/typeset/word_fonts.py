"""The faces of Word documents: which are asked for, what stands in for them, and the one that travels along.

An office in Tehran may have any Persian face, and one in Moscow none that is fit to print: a document with Persian
in it carries its own, in the form that Word reads (ECMA-376, part 1, 17.8.1). Latin and Cyrillic faces every Word has.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from docx.document import Document as DocumentType
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls

LATIN, ARABIC = "Noto Sans", "Vazirmatn"
"""Faces asked for; where an office has not got the first, its own stands in."""
_WEIGHTS = (
    ("embedRegular", "Vazirmatn-Regular.ttf", "50C3A9F1-6E0B-4B43-9C9E-1D1D6B8A7A01"),
    ("embedBold", "Vazirmatn-Bold.ttf", "50C3A9F1-6E0B-4B43-9C9E-1D1D6B8A7A02"),
)
"""How Word refers to each weight, its file, and the key that the format veils its beginning with."""
_VEILED = 32
"""Bytes at the beginning of a face that are veiled."""
_FACE = '<w:font w:name="{name}"><w:altName w:val="{other}"/><w:family w:val="swiss"/>{carried}</w:font>'
_KIND = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
_LINK = f"{RELATIONSHIP_TYPE.FONT_TABLE.rpartition('/')[0]}/font"


def name_fonts(document: DocumentType, *, carry: bool) -> dict[str, bytes]:
    """Name the faces and what may stand in for them; with `carry`, make room for the Persian one in the document.

    Returns what belongs there, by the name in the file: it is the most of a document, and is packed only once.
    """
    table = next(rel.target_part for rel in document.part.rels.values() if rel.reltype == RELATIONSHIP_TYPE.FONT_TABLE)
    carried = "".join(_carried(table)) if carry else ""
    faces = _FACE.format(name=LATIN, other="Segoe UI", carried="")
    faces += _FACE.format(name=ARABIC, other="Tahoma", carried=carried)
    table._blob = f"<w:fonts {nsdecls('w', 'r')}>{faces}</w:fonts>".encode()  # it has no other way to be written
    if carry:
        document.settings.element.insert(1, OxmlElement("w:embedTrueTypeFonts"))  # kept when Word saves it
    return {_place(number)[1:]: _veiled(file, key) for number, (_, file, key) in _numbered()} if carry else {}


def _carried(table: Part) -> list[str]:
    links = []
    for number, (weight, _, key) in _numbered():
        part = Part(PackURI(_place(number)), _KIND, b"", table.package)
        links.append(f'<w:{weight} r:id="{table.relate_to(part, _LINK)}" w:fontKey="{{{key}}}"/>')
    return links


def _numbered() -> Iterator[tuple[int, tuple[str, str, str]]]:
    return enumerate(_WEIGHTS, start=1)


def _place(number: int) -> str:
    return f"/word/fonts/font{number}.odttf"


@cache
def _veiled(file: str, key: str) -> bytes:
    """A face as Word keeps it: its first bytes combined with those of the key, last byte first, twice over."""
    face = files("placet.documents.typeset").joinpath("fonts", file).read_bytes()
    veil = bytes.fromhex(key.replace("-", ""))[::-1] * 2
    return bytes(a ^ b for a, b in zip(face[:_VEILED], veil, strict=True)) + face[_VEILED:]

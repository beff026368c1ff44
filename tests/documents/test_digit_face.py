"""The face in which a program's own numbers look like those of a language."""

from __future__ import annotations

import struct
from importlib.resources import files

import pypdfium2
import pytest
import typst

from placet.documents.typeset import digit_face
from placet.documents.typeset.digit_face import digit_face as face_of

PERSIAN = "۰۱۲۳۴۵۶۷۸۹"
ARABIC = "٠١٢٣٤٥٦٧٨٩"


def drawn(text: str, family: str, folder: str) -> bytes:
    """The dots of a text, set by a program that shares nothing with ours."""
    source = f'#set page(width: 90mm, height: 20mm)\n#set text(font: "{family}", size: 20pt, fallback: false)\n{text}'
    paper = typst.compile(source.encode(), font_paths=[folder], ignore_system_fonts=True)
    return bytes(pypdfium2.PdfDocument(paper)[0].render(scale=2).buffer)


@pytest.mark.parametrize("digits", [PERSIAN, ARABIC])
def test_zero_to_nine_look_as_the_digits_of_the_language_do_in_the_face_of_the_papers(digits, tmp_path):
    (tmp_path / "digits.ttf").write_bytes(face_of(digits, "Counted"))
    fonts = str(files("placet.documents.typeset").joinpath("fonts"))
    wanted = drawn(digits, "Vazirmatn", fonts)
    assert len(set(wanted)) > 2  # something is drawn there
    assert drawn("0123456789", "Counted", str(tmp_path)) == wanted
    assert drawn(digits, "Counted", str(tmp_path)) == wanted
    assert drawn("0123456789", "Vazirmatn", fonts) != wanted


def test_every_table_of_the_face_adds_up_to_the_sum_that_is_stated():
    face = face_of(PERSIAN, "Counted")
    (count,) = struct.unpack_from(">H", face, 4)
    assert count == 10
    for number in range(count):
        tag, stated, offset, length = struct.unpack_from(">4sIII", face, 12 + 16 * number)
        table = bytearray(face[offset : offset + length])
        if tag == b"head":
            table[8:12] = bytes(4)  # that of the whole file is not part of its own table's
        table += bytes(-length % 4)
        assert sum(struct.unpack(f">{len(table) // 4}I", table)) & 0xFFFFFFFF == stated, tag
    # The sum over the whole file is a number that the format states.
    assert sum(struct.unpack(f">{len(face) // 4}I", face)) & 0xFFFFFFFF == 0xB1B0AFBA


def test_the_face_has_nothing_but_the_digits_so_that_it_weighs_little():
    assert len(face_of(PERSIAN, "Counted")) < 20_000
    assert digit_face.digit_face(PERSIAN, "Counted") is face_of(PERSIAN, "Counted")  # cut once in a process


def test_digits_that_the_papers_have_no_drawings_of_are_refused():
    with pytest.raises(ValueError, match="no drawings"):
        face_of("०१२३४५६७८९", "Counted")

"""Letters that the type of Placet does not draw: asked of this machine, and marked where nobody has them."""

from __future__ import annotations

import struct
from datetime import date

import pytest
from tests.documents.papers import text_of_pdf

from placet.documents.typeset.digit_face import digit_face
from placet.documents.typeset.pdf import typeset
from placet.documents.typeset.typefaces import NO_LETTER, drawable, every_type, letters_of, undrawn

ON = date(2026, 5, 3)
PAGE = '#import "page.typ": faces\n#set text(font: faces)\n#json("content.json").said'
UNASSIGNED = "\u0378"
"""A place between the Greek letters that Unicode has given to none, so that no font draws it."""
CONTROL = "\x1b"


def printed(said: str) -> str:
    return text_of_pdf(typeset(PAGE, {"said": said}, on=ON))


def test_letters_that_are_drawn_are_printed_as_they_are():
    assert printed("Talks, Переговоры, é") == "Talks, Переговоры, é"


@pytest.mark.parametrize("letter", [UNASSIGNED, CONTROL])
def test_a_letter_that_nothing_draws_is_printed_as_a_mark(letter):
    assert printed(f"Materials {letter} laboratory") == f"Materials {NO_LETTER} laboratory"


def test_it_is_named():
    assert undrawn(["Talks", f"a{UNASSIGNED}b", f"{CONTROL}é"]) == {UNASSIGNED, CONTROL}


def test_texts_are_marked_wherever_they_stand_and_nothing_else_is_changed():
    content = {"rows": ({"said": CONTROL, "n": 1},), "late": True, "none": None}
    assert drawable(content) == {"rows": [{"said": NO_LETTER, "n": 1}], "late": True, "none": None}


def test_a_letter_goes_with_the_marks_on_it_and_with_what_is_joined_to_it():
    assert list(letters_of("ae\u0301b👨\u200d👩c")) == ["a", "e\u0301", "b", "👨\u200d👩", "c"]
    assert list(letters_of("")) == []


def test_a_layout_that_does_not_compile_is_our_mistake():
    with pytest.raises(RuntimeError, match="unknown variable"):
        typeset("#nothing-of-the-kind", {}, on=ON)


def face_with(letter: str) -> bytes:
    """A font that draws `letter`, by the segment that it has for the last of its Persian digits."""
    cut = digit_face("۰۱۲۳۴۵۶۷۸۹", "A Face Of Another Script")
    old, new = ord("۹"), ord(letter)
    end = struct.pack(">HH", old, 0xFFFF)  # the last two segments: the digit, and the one that the format ends with
    first, second = (at for at in range(len(cut)) if cut.startswith(end, at))  # where segments end, where they begin
    count = 22  # a space, 0 to 9, ten Persian digits, and the last
    delta = second + 2 * count
    made = bytearray(cut)
    for at in (first, second):
        struct.pack_into(">H", made, at, new)
    (before,) = struct.unpack_from(">H", cut, delta)
    struct.pack_into(">H", made, delta, (before + old - new) & 0xFFFF)
    return bytes(made)


def test_a_letter_that_a_font_of_this_machine_draws_is_printed(tmp_path, monkeypatch):
    letter = "\uf8f0"  # for private use, so that nobody else's font draws it
    assert undrawn([letter]) == {letter}
    (tmp_path / ".fonts").mkdir()
    (tmp_path / ".fonts" / "face.ttf").write_bytes(face_with(letter))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    every_type.cache_clear()
    try:
        assert printed(f"Talks {letter}") == f"Talks {letter}"
    finally:
        every_type.cache_clear()

"""Letters that may deceive whoever signs, and good writing of many scripts that must not be suspected."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.thorough import thorough

from placet.agreement.composed import composed, refuse_uncomposed
from placet.agreement.deceptive import Deceit, Mark, marks_of, suspicions
from placet.agreement.letters import TWINS, is_disguised, looks_like, script_of

GOOD = {
    "English": "Talks in private, 10:00–10:40; naïve café – “quoted”, 1º, ½, №, m², 25 °C, €5.",
    "French with narrow spaces": "Entretiens\u202f: 10\u00a0h\u202f30",
    "Russian with a king, a century and a name in Latin letters": "Елизавета II, XX век, отель Ritz, Wi-Fi-сеть, А4",
    "Persian with joiners": "گفت‌وگوهای رسمی می‌شود؛ ۱۲‌ام، خانه‌ها، «تهران»",
    "Arabic with vowel points": "نُصُوصٌ مَشْكُولَةٌ، ٣:٣٠",
    "Hebrew with accents": "בְּרֵאשִׁ֖ית",
    "Devanagari with a joiner": "क्‍ष और नमस्ते",
    "Chinese, Japanese and Korean": "会談は東京タワーで、한국어 韓國語",
    "Vietnamese": "Hội đàm tại Hà Nội",
    "Thai": "น้ำ",
    "Georgian and Armenian": "საქართველო Հայաստան",
    "lines and columns": "one\ttwo\nthree",
    "nothing": "",
}


@pytest.mark.parametrize("text", GOOD.values(), ids=GOOD)
def test_good_writing_has_no_mark(text):
    assert marks_of(text) == ()


D, H, C, U = Deceit.DIRECTION, Deceit.INVISIBLE, Deceit.CONTROL, Deceit.UNKNOWN
M, L, S, N = Deceit.MIXED_SCRIPTS, Deceit.LOOKALIKE, Deceit.STACKED, Deceit.NOT_NFC

BAD = {
    # direction
    "an override that turns a sum round": ("pay \u202e001\u202c", [(4, D), (8, D)]),
    "an isolate": ("a\u2066b\u2069c", [(1, D), (3, D)]),
    "a mark of direction": ("a\u200eb\u200fc\u061cd", [(1, D), (3, D), (5, D)]),
    # invisible
    "a space of no width": ("not\u200b agreed", [(3, H)]),
    "a joiner between Latin letters": ("no\u200dt", [(2, H)]),
    "a joiner at the end": ("می\u200c", [(2, H)]),
    "a joiner at the beginning": ("\u200cمی", [(0, H)]),
    "a joiner between words": ("می \u200cشود", [(3, H)]),
    "two joiners": ("می\u200c\u200cشود", [(2, H), (3, H)]),
    "a joiner after a Latin letter": ("a\u200cشود", [(1, H)]),
    "a soft hyphen": ("re\u00adsign", [(2, H)]),
    "a mark of byte order within": ("a\ufeffb", [(1, H)]),
    "a filler of Hangul": ("a\u3164b", [(1, H), (1, M)]),
    "an empty pattern of Braille": ("a\u2800b", [(1, H)]),
    "letters of a hidden tag": ("a\U000e0041\U000e007f", [(1, H), (2, H)]),
    "a variation": ("a\ufe0f", [(1, H)]),
    # control
    "a return over the line": ("agreed\rnot agreed", [(6, C)]),
    "an escape to the terminal": ("a\x1b[2Jb", [(1, C)]),
    "a nought": ("a\x00b", [(1, C)]),
    "a backspace": ("ab\x08", [(2, C)]),
    "a separator of lines": ("a\u2028b\u2029c", [(1, C), (3, C)]),
    # unknown
    "a letter for private use": ("a\ue000", [(1, U)]),
    "no letter": ("a\U0010ffff", [(1, U)]),
    "half a pair": ("a\ud800", [(1, U)]),
    # scripts
    "a Cyrillic letter in a Latin word": ("Mоscow", [(1, M)]),
    "a Latin letter in a Cyrillic word": ("Мoсква", [(1, M)]),
    "a Greek letter in a Latin word": ("Αthens", [(0, M)]),
    "a Latin letter in an Arabic word": ("تهرaن", [(3, M)]),
    "digits of two systems in a number": ("1٢3", [(1, M)]),
    "a Persian digit in an Arabic number": ("٣۴٥", [(1, M)]),
    # lookalikes
    "a Cyrillic word in an English text": ("the ОРЕС meets", [(4, L), (5, L), (6, L), (7, L)]),
    "a Latin word in a Russian text": ("слово COP и дело", [(6, L), (7, L), (8, L)]),
    "a Greek letter in an English text": ("see annex Α", [(10, L)]),
    "letters of full width": ("Ｎo", [(0, L)]),
    "letters of mathematics": ("𝐍𝐨", [(0, L), (1, L)]),
    "digits of mathematics": ("𝟏0", [(0, L), (1, M)]),
    "a ligature": ("ﬁnal", [(0, L)]),
    "an old form of an Arabic letter": ("ﺕ", [(0, L)]),
    "Arabic yeh in a Persian text": ("ايران، ریاست، تهرانی", [(1, L)]),
    "Arabic kaf in a Persian text": ("كشور، کشور، کتاب", [(0, L)]),
    # marks
    "a word struck out": ("no\u0336t\u0336", [(2, S), (4, S)]),
    "five marks on a letter": ("x\u0323\u0325\u0330\u0331\u0332", [(5, S)]),
    "a mark on nothing": ("\u0301a", [(0, S)]),
    "a mark on a line break": ("a\n\u0301", [(2, S)]),
    # normal form
    "two letters for one": ("Cafe\u0301", [(3, N)]),
    "marks in another order": ("a\u0301\u0323", [(0, N)]),
    "a sign that is a letter": ("\u212b", [(0, N)]),
    "vowels of Hangul apart": ("\u1112\u1161\u11ab", [(0, N)]),
    "a letter that melts into the one before": ("\u09c7\u09be", [(0, N)]),
}


@pytest.mark.parametrize(("text", "marks"), BAD.values(), ids=BAD)
def test_what_may_deceive_is_marked_at_its_place(text, marks):
    assert list(marks_of(text)) == [Mark(at, kind) for at, kind in sorted(marks)]


def test_every_letter_that_turns_text_round_or_shows_nothing_is_marked():
    """By Unicode's own properties, so that a list of ours that forgot one would be found out."""
    controls = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    letters = [chr(number) for number in range(sys.maxunicode + 1)]
    turning = [letter for letter in letters if unicodedata.bidirectional(letter) in controls]
    assert len(turning) == 9
    assert {kind for letter in turning for kind in kinds_of(f"a{letter}b")} == {D}
    formats = [letter for letter in letters if unicodedata.category(letter) == "Cf"]
    shown = [letter for letter in formats if not kinds_of(f"a{letter}b") & {D, H}]
    assert [unicodedata.name(letter) for letter in shown] == [
        "ARABIC NUMBER SIGN", "ARABIC SIGN SANAH", "ARABIC FOOTNOTE MARKER", "ARABIC SIGN SAFHA", "ARABIC SIGN SAMVAT",
        "ARABIC NUMBER MARK ABOVE", "ARABIC END OF AYAH", "SYRIAC ABBREVIATION MARK", *shown_later(),
        "ARABIC DISPUTED END OF AYAH",
    ]  # fmt: skip


def shown_later() -> list[str]:
    """Signs that this Python's Unicode already has."""
    return [name for letter in "\u0890\u0891" if (name := unicodedata.name(letter, ""))]


def kinds_of(text: str) -> set[Deceit]:
    return {mark.kind for mark in marks_of(text)}


def test_a_long_run_of_marks_is_not_put_in_order():
    """To order n marks takes a time of n²; a hostile text has a hundred thousand. All but the first four are marked."""
    assert [mark.at for mark in marks_of("a" + "\u0316\u0301" * 50_000) if mark.kind is S] == list(range(5, 100_001))


def test_a_run_that_is_long_and_in_order_ends_where_the_next_letter_begins():
    text = "a" + "\u0316" * 40 + "e\u0301"
    assert [mark for mark in marks_of(text) if mark.kind is N] == [Mark(41, N)]


@thorough
@given(st.text())
def test_marks_stand_in_the_text_and_in_order(text):
    marks = marks_of(text)
    assert list(marks) == sorted(set(marks))
    assert all(0 <= mark.at < len(text) for mark in marks)


@thorough
@given(st.text(st.characters(max_codepoint=0x1200, exclude_categories=["Cs"]), max_size=20))
def test_a_text_has_the_mark_of_the_normal_form_exactly_where_it_is_not_in_it(text):
    assert (N in kinds_of(text)) is (unicodedata.normalize("NFC", text) != text)


def test_every_text_of_a_content_is_looked_at_and_found_by_its_path():
    content = {"title": {"en": "Talks", "fa": "a\u202eb"}, "notes": ["good", "a\u200bb"], "count": 1, "open": True}
    found = list(suspicions(content))
    assert [(each.path, each.text, each.marks) for each in found] == [
        (("title", "fa"), "a\u202eb", (Mark(1, D),)),
        (("notes", 1), "a\u200bb", (Mark(1, H),)),
    ]


def test_the_script_of_a_letter_is_the_one_it_is_named_after():
    assert [script_of(letter) for letter in "aяωش한漢ァʼ\u0301\ue000"] == [
        "LATIN", "CYRILLIC", "GREEK", "ARABIC", "EAST ASIAN", "EAST ASIAN", "EAST ASIAN", None, None, None,
    ]  # fmt: skip


def test_twins_are_of_two_scripts():
    assert {script_of(letter) for letter in TWINS["CYRILLIC"]} == {"CYRILLIC"}
    assert {script_of(letter) for letter in TWINS["GREEK"]} == {"GREEK"}
    assert {script_of(letter) for twins in TWINS.values() for letter in twins.values()} == {"LATIN"}
    assert not looks_like("вода", "CYRILLIC", "GREEK")


@pytest.mark.parametrize(
    ("letter", "is_one"), [("Ａ", True), ("\u0661", False), ("º", False), ("Å", False), ("½", False)]
)
def test_a_letter_in_a_costume(letter, is_one):
    assert is_disguised(letter) is is_one


# ------------------------------------------------------------------------------ our own texts


def test_our_own_texts_are_put_into_normal_form_c():
    value = {"title": {"en": "Cafe\u0301"}, "list": ["e\u0301", 1, True]}
    assert composed(value) == {"title": {"en": "Café"}, "list": ["é", 1, True]}
    refuse_uncomposed(composed(value))

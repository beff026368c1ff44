"""Whoever searches a paper for what the visit calls something finds it, in every language, as PDFium reads the page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import pytest
from tests.documents.papers import ISSUE, ON, text_of_pdf
from tests.documents.test_languages import SAMPLES, texts
from tests.documents.test_reading_order import TIMES, projection_of

from placet.documents import booklet, working_programme

HYPHEN_AT_END = "\ufffe", "-"
"""How PDFium reads one at the end of a line, which it takes away."""


def searched(said: str) -> str:
    """As a search compares: without what cannot be seen and without line ends.

    Times go, since they stand between the lines of what is beside them; brackets are any bracket, for PDFium mirrors
    those of Persian lines.
    """
    plain = "".join(letter for letter in said.replace(*HYPHEN_AT_END) if unicodedata.category(letter) != "Cf")
    return re.sub(r"[()]", "|", " ".join(TIMES.sub(" ", plain).split()))


def called(sample: str, code: str) -> Iterator[str]:
    """What the visit calls its engagements, venues and people in a language.

    Not what has vowel signs, which PDFium puts before their letters, nor, in Persian, a foreign name of several words:
    PDFium takes all lines to run as the file does, and turns its words round.
    """
    visit = projection_of(sample).seen
    names = [engagement.title for engagement in visit.engagements.values()]
    names += [venue.name for venue in visit.venues.values()]
    names += [person.office.name for person in visit.people.values()]
    said = {visit.title.in_language(code), *(name.in_language(code) for name in names)}
    for name in said:
        is_turned = code == "fa" and " " in name and re.search("[A-Za-z]", name)
        if not is_turned and not any(unicodedata.category(letter) == "Mn" for letter in name):
            yield name


def missed(sample: str, code: str, content: object, pdf: bytes) -> set[str]:
    """The names that a paper says and that cannot be found in it."""
    said, read = [searched(text) for text in texts(content)], searched(text_of_pdf(pdf))
    names = {name for name in called(sample, code) if any(searched(name) in text for text in said)}
    assert names
    return {name for name in names if searched(name) not in read}


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("code", ["en", "fa", "ru"])
def test_every_name_on_a_paper_can_be_found_in_it(sample, code):
    projection = projection_of(sample)
    working = working_programme.content(projection, None, code, ISSUE)
    assert missed(sample, code, working, working_programme.lay_out([working], on=ON, attached=b"")) == set()
    bound = booklet.content(projection, None, code, ISSUE)
    assert missed(sample, code, bound, booklet.lay_out(bound, on=ON, attached=b"", emblems={})) == set()


@pytest.mark.parametrize("code", ["en", "ru"])
def test_the_words_above_the_title_of_a_booklet_are_read_as_words(code):
    said = booklet.content(projection_of(SAMPLES[0]), None, code, ISSUE)
    cover = text_of_pdf(booklet.lay_out(said, on=ON, attached=b"", emblems={})).split("\r\n")
    assert said.imprint.paper in cover


def test_lam_and_alef_are_read_in_their_order_and_so_is_a_heh_with_hamza():
    """Both are drawn as one: «اسلامی» was read «اسالمی», which no search for the country's name finds."""
    said = booklet.content(projection_of("examples/tehran-moscow"), None, "fa", ISSUE)
    read = text_of_pdf(booklet.lay_out(said, on=ON, attached=b"", emblems={}))
    assert "جمهوری اسلامی ایران" in read
    assert "همهٔ ساعت" in read

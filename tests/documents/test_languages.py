"""Every paper in every language: no sentence of another, and what runs the other way keeps its direction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path

import pytest
from tests.documents.papers import ISSUE
from tests.untranslated import WORDS, english_in

from placet.documents import booklet, calendar, outline_programme, pocket_programme, working_programme
from placet.documents.programme_page.content import content as page_content
from placet.documents.programme_page.phrases import Phrases
from placet.model.declare import Layer
from placet.model.movements import Transport
from placet.node.opening import open_dated
from placet.node.papers import ways_in
from placet.node.planned import PlanReport
from placet.node.planning import plan_visit
from placet.projections.current import project
from placet.wording.isolates import END, ISOLATE

CHECKOUT = Path(__file__).resolve().parents[2]
SAMPLES = ("examples/tehran-moscow", "tests/visits/state_visit")


@cache
def planned(sample: str) -> PlanReport:
    return plan_visit(open_dated(CHECKOUT / sample, None), seconds=60)


def texts(content: object) -> Iterator[str]:
    """Every text of a content."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, tuple):
        for part in content:
            yield from texts(part)
    elif is_dataclass(content):
        for field in fields(content):
            yield from texts(getattr(content, field.name))


def everything(sample: str, code: str) -> list[str]:
    """All that all papers say."""
    report = planned(sample)
    said: list[str] = []
    for layer in (Layer.INTERNAL, Layer.SHARED):
        projection = project(report.case, layer, ways_in(report, layer, code))
        papers = [
            page_content(projection, None, code),
            booklet.content(projection, None, code, ISSUE),
            working_programme.content(projection, None, code, ISSUE),
            outline_programme.content(projection, None, code, ISSUE),
            *(pocket_programme.content(projection, person, code, ISSUE) for person in projection.seen.people),
            calendar.content(projection, None, code),
        ]
        said += [text for paper in papers for text in texts(paper)]
    return said


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("code", ["fa", "ru"])
def test_no_paper_has_an_english_sentence_of_ours(sample, code):
    said = "\n".join(everything(sample, code))
    written = (CHECKOUT / sample / "visit.toml").read_text("utf-8")
    private = CHECKOUT / sample / "private.toml"
    written += private.read_text("utf-8") if private.is_file() else ""
    assert english_in(said, theirs=written) == set()


@pytest.mark.parametrize("sample", SAMPLES)
def test_in_english_the_same_search_finds_ours(sample):
    """So that the test above cannot pass because it looks for nothing."""
    said = "\n".join(everything(sample, "en"))
    assert len(english_in(said)) > 20


def test_in_a_persian_line_latin_words_stand_isolated():
    """A text that is all foreign needs no isolate: it is the line."""
    mixed = [text for text in everything(SAMPLES[0], "fa") if re.search("[\u0621-\u06cc]", text) and WORDS.search(text)]
    outside = [re.sub(rf"{ISOLATE}[^{END}]*{END}|UTC|\{{[^}}]*\}}", "", text) for text in mixed]
    assert mixed
    assert [text for text in outside if WORDS.search(text)] == []


def test_every_digit_of_ours_is_persian_on_a_persian_paper():
    """Digits between isolates are the visit's own: a telephone, a flight."""
    said = [re.sub(f"{ISOLATE}[^{END}]*{END}", "", text) for text in everything(SAMPLES[0], "fa")]
    times = [text for text in said if re.search(r"\b\d{1,2}:\d\d\b", text)]
    assert times
    assert [text for text in times if re.search("[0-9]:[0-9]", text)] == []


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("code", ["en", "fa", "ru"])
def test_a_length_stays_on_one_line_on_every_paper(sample, code):
    """`2 мин` is neither broken between number and unit nor, in hours, between its parts."""
    unit = {"en": "min|h", "fa": "دقیقه|ساعت", "ru": "мин|ч"}[code]
    said = working_programme.content(project(planned(sample).case, Layer.SHARED), None, code, ISSUE)
    lengths = [text for text in texts(said) if re.search(rf"\d\u00a0(?:{unit})\b", text)]
    assert lengths
    assert [text for text in texts(said) if re.search(rf"\d (?:{unit})\b", text)] == []


def test_a_way_is_told_as_each_language_tells_it():
    told = {code: Phrases(project(planned(SAMPLES[0]).case, Layer.SHARED), None, code) for code in ("en", "ru")}
    assert told["en"].journey(Transport.CAR, "A → B") == "By car · A → B"
    assert told["ru"].journey(Transport.CAR, "A → B") == "Переезд A → B"
    assert told["ru"].journey(Transport.PLANE, "→ B") == "Перелёт → B"

"""Text that programs read in the papers stands in reading order: a range begins with its beginning, in every script."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import cache

import pytest
from tests.documents.papers import ISSUE, ON, text_of_pdf
from tests.documents.test_languages import SAMPLES, planned, texts

from placet.documents import booklet, outline_programme, pocket_programme, working_programme
from placet.model.declare import Layer
from placet.projections.current import project
from placet.projections.programme import Projection

BOTH_CLOCKS = replace(ISSUE, other_clock=True)
TIME = "[0-9۰-۹]{2}:[0-9۰-۹]{2}[⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹]*"
TIMES = re.compile(f"{TIME}(?:–{TIME})?")
"""A time, or a range from one to another."""


@cache
def projection_of(sample: str) -> Projection:
    return project(planned(sample).case, Layer.SHARED)


def times_said(*contents: object) -> Counter[str]:
    return Counter(found for content in contents for text in texts(content) for found in TIMES.findall(text))


def times_read(pdf: bytes) -> Counter[str]:
    return Counter(TIMES.findall(text_of_pdf(pdf)))


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("issue", [ISSUE, BOTH_CLOCKS], ids=["local", "both-clocks"])
@pytest.mark.parametrize("codes", [("fa",), ("ru",), ("fa", "ru"), ("fa", "en")], ids="-".join)
def test_every_time_of_a_working_programme_is_read_as_it_is_said(sample, issue, codes):
    said = [working_programme.content(projection_of(sample), None, code, issue) for code in codes]
    read = times_read(working_programme.lay_out(said, on=ON, attached=b""))
    expected = times_said(*said)
    # Offsets stand in the headings of days, which are repeated where a day goes on overleaf.
    offsets = {time for paper in said for day in paper.days for time in TIMES.findall(day.clock)}
    assert {time: n for time, n in read.items() if time not in offsets} == {
        time: n for time, n in expected.items() if time not in offsets
    }


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("code", ["fa", "ru"])
def test_every_time_of_a_booklet_and_of_an_outline_is_read_as_it_is_said(sample, code):
    projection = projection_of(sample)
    said = booklet.content(projection, None, code, BOTH_CLOCKS)
    assert times_read(booklet.lay_out(said, on=ON, attached=b"", emblems={})) == times_said(said)
    outline = outline_programme.content(projection, None, code, ISSUE)
    assert times_read(outline_programme.lay_out(outline, on=ON, attached=b"")) == times_said(outline)


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_time_of_every_persian_card_is_read_as_it_is_said(sample):
    projection = projection_of(sample)
    for person in projection.seen.people:
        said = pocket_programme.content(projection, person, "fa", BOTH_CLOCKS)
        assert times_read(pocket_programme.lay_out(said, on=ON)) == times_said(said), person

"""The lines of a programme as papers print them, in every language: what a paper that comes back is compared with."""

from __future__ import annotations

from collections.abc import Iterable

from placet.almanac.timeline import Timeline
from placet.documents.lines import Line, lines_of
from placet.documents.programme_page.phrases import Phrases
from placet.documents.programme_page.sheet import sheet_of
from placet.model.declare import Layer
from placet.model.ids import Sort
from placet.node.judging import case_of
from placet.node.rulebook import rulebook_for
from placet.projections.current import project
from placet.projections.programme import Day
from placet.reading.attached import Attached
from placet.reading.tagged import PrintedLine, plain
from placet.wording.catalogues import languages


def printed_lines(attached: Attached) -> tuple[PrintedLine, ...]:
    """Every line of every day, in the order of the paper."""
    visit, programme = attached.visit, attached.programme
    timeline = Timeline(visit, programme.starts_on)
    projection = project(case_of(visit, programme, timeline, rulebook_for(visit)), Layer.SHARED)
    spoken = [Phrases(projection, None, code) for code in dict.fromkeys((visit.language, *languages()))]
    return tuple(line for day in projection.days for line in _lines(day, spoken))


def _lines(day: Day, spoken: list[Phrases]) -> Iterable[PrintedLine]:
    """The same lines in several languages: they stand in the same order in all."""
    sorts = [Sort(row.kind) for row in sheet_of(spoken[0], day, {}).rows]
    told = (lines_of(phrases, day, other_clock=True).lines for phrases in spoken)
    for sort, *alike in zip(sorts, *told, strict=True):
        texts = {
            field: frozenset(plain(text) for line in alike for text in _texts(line, field)) - {""}
            for field in ("time", "beside", "title", "place")
        }
        yield PrintedLine(sort=sort, id=alike[0].id, day=day.number, texts=texts)


def _texts(line: Line, field: str) -> tuple[str, ...]:
    said: str | tuple[str, ...] = getattr(line, field)
    return (said,) if isinstance(said, str) else said

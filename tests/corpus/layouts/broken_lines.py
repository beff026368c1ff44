"""Word, as if scanned: lines end in mid-title, and the hours stand on lines of their own."""

from __future__ import annotations

import textwrap

from tests.corpus import word
from tests.corpus.drawing import choices, varied
from tests.corpus.headings import head, heading
from tests.corpus.languages import ENGLISH, clock
from tests.corpus.programmes import Programme
from tests.corpus.truth import Rendered, rendered, shown

COLUMN = 34
"""Characters in a line of the narrow column that was scanned."""


def render(programme: Programme) -> Rendered:
    """One file. The venue begins a line, after `Venue:`."""
    drawn = choices("broken-lines", programme)
    programme = varied(programme, "broken-lines", ends=drawn.ends)
    made = word.paper(head(ENGLISH, programme, drawn))
    truth = []
    for day in programme.days:
        word.line(made, heading(ENGLISH, programme, drawn, day.date).upper())
        for one in day.engagements:
            place = textwrap.wrap(f"Venue: {one.place}", COLUMN) if one.place else []
            for text in (clock(ENGLISH, one, later=True), *textwrap.wrap(one.title, COLUMN), *place):
                word.line(made, text)
            truth.append(shown(programme, day, one, drawn))
    return rendered("docx", word.packed(made), truth, drawn)

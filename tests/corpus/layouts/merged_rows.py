"""Word: one table for the whole visit, a row merged across for each day, with the city."""

from __future__ import annotations

from tests.corpus import word
from tests.corpus.drawing import choices, varied
from tests.corpus.headings import head, heading
from tests.corpus.languages import ENGLISH, clock
from tests.corpus.programmes import Programme
from tests.corpus.truth import Rendered, rendered, shown


def render(programme: Programme) -> Rendered:
    """One file."""
    drawn = choices("merged-rows", programme)
    programme = varied(programme, "merged-rows", ends=drawn.ends)
    made = word.paper(head(ENGLISH, programme, drawn))
    rows, merged, truth = [tuple(ENGLISH.labels[column] for column in ("time", "event", "place"))], {}, []
    for day in programme.days:
        merged[len(rows)] = f"{heading(ENGLISH, programme, drawn, day.date)} – {day.city}"
        rows.append(("", "", ""))
        for one in day.engagements:
            rows.append((clock(ENGLISH, one, mark=":", between="–"), one.title, one.place))
            truth.append(shown(programme, day, one, drawn))
    grid = word.table(made, rows, (3, 8.5, 5.5), head=True)
    for row, text in merged.items():
        word.across(grid, row, text)
    return rendered("docx", word.packed(made), truth, drawn)

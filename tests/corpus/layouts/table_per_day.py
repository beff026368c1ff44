"""Word: for each day a heading and a table of time, engagement, venue and participants."""

from __future__ import annotations

from tests.corpus import word
from tests.corpus.drawing import choices, varied
from tests.corpus.headings import head, heading
from tests.corpus.languages import ENGLISH, clock
from tests.corpus.programmes import Programme
from tests.corpus.truth import Rendered, rendered, shown

COLUMNS = ("time", "event", "place", "who")


def render(programme: Programme) -> Rendered:
    """One file."""
    drawn = choices("table-per-day", programme)
    programme = varied(programme, "table-per-day", ends=drawn.ends)
    made = word.paper(head(ENGLISH, programme, drawn))
    truth = []
    for day in programme.days:
        word.line(made, heading(ENGLISH, programme, drawn, day.date), bold=True)
        rows = [tuple(ENGLISH.labels[column] for column in COLUMNS)]
        for one in day.engagements:
            rows.append((clock(ENGLISH, one), one.title, one.place, one.people))
            truth.append(shown(programme, day, one, drawn))
        word.table(made, rows, (3, 6.5, 4, 3.5), head=True)
    word.line(made, "This programme may be changed without notice.", size=9)
    return rendered("docx", word.packed(made), truth, drawn)

"""Word: Russian left, Persian right, the hours between them; the venue under the title in the same cell."""

from __future__ import annotations

from tests.corpus import word
from tests.corpus.drawing import choices, varied
from tests.corpus.headings import head, heading
from tests.corpus.languages import PERSIAN, RUSSIAN, clock
from tests.corpus.programmes import Programme
from tests.corpus.truth import Rendered, rendered, shown


def render(programme: Programme) -> Rendered:
    """One file. Days stand in both calendars, hours once, in European digits."""
    drawn = choices("bilingual-table", programme)
    programme = varied(programme, "bilingual-table", ends=drawn.ends)
    made = word.paper(head(RUSSIAN, programme, drawn))
    word.line(made, head(PERSIAN, programme, drawn), bold=True, rtl=True)
    truth = []
    for day in programme.days:
        rows = [(heading(RUSSIAN, programme, drawn, day.date), "", heading(PERSIAN, programme, drawn, day.date))]
        for one, russian, persian in zip(day.engagements, RUSSIAN.titles(day), PERSIAN.titles(day), strict=True):
            places = (RUSSIAN.spelt(one.place), PERSIAN.spelt(one.place))
            left, right = (f"{title}\n{place}".strip() for title, place in zip((russian, persian), places, strict=True))
            rows.append((left, clock(RUSSIAN, one), right))
            truth.append(shown(programme, day, one, drawn, titles=(russian, persian), places=places))
        grid = word.table(made, rows, (7, 3, 7), head=True)
        word.turn(grid, column=2)
    return rendered("docx", word.packed(made), truth, drawn)

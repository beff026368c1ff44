"""Word in Persian: right to left, Persian digits, days of the Solar Hijri calendar."""

from __future__ import annotations

from tests.corpus import word
from tests.corpus.drawing import choices, varied
from tests.corpus.headings import head, heading
from tests.corpus.languages import PERSIAN, clock
from tests.corpus.programmes import Programme
from tests.corpus.truth import Rendered, rendered, shown


def render(programme: Programme) -> Rendered:
    """One file."""
    drawn = choices("persian-table", programme)
    programme = varied(programme, "persian-table", ends=drawn.ends)
    made = word.paper(head(PERSIAN, programme, drawn), rtl=True)
    truth = []
    for day in programme.days:
        word.line(made, heading(PERSIAN, programme, drawn, day.date), bold=True, rtl=True)
        rows = [tuple(PERSIAN.labels[column] for column in ("time", "event", "place"))]
        for one, title in zip(day.engagements, PERSIAN.titles(day), strict=True):
            place = PERSIAN.spelt(one.place)
            rows.append((clock(PERSIAN, one, mark=":", between=" تا "), title, place))
            truth.append(shown(programme, day, one, drawn, titles=(title,), places=(place,)))
        word.table(made, rows, (4, 8, 5), head=True, rtl=True)
    return rendered("docx", word.packed(made), truth, drawn)

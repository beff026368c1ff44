"""A PDF with text, printed from a table for each day."""

from __future__ import annotations

import json

import typst
from tests.corpus.drawing import choices, varied
from tests.corpus.headings import head, heading
from tests.corpus.languages import ENGLISH, clock
from tests.corpus.programmes import Programme
from tests.corpus.truth import Rendered, rendered, shown

LAYOUT = """
#let data = json(bytes(sys.inputs.data))
#set page(paper: "a4", margin: 2cm, footer: align(center, context counter(page).display("1 / 1", both: true)))
#set text(size: 10.5pt)
#align(center, text(size: 14pt, weight: "bold", data.title))
#for day in data.days {
  heading(level: 2, day.heading)
  table(columns: (3.2cm, 1fr, 5cm), stroke: 0.4pt + gray, table.header(..data.head.map(strong)),
    ..day.rows.flatten())
}
"""


def render(programme: Programme) -> Rendered:
    """One file."""
    drawn = choices("pdf-table", programme)
    programme = varied(programme, "pdf-table", ends=drawn.ends)
    days, truth = [], []
    for day in programme.days:
        rows = []
        for one in day.engagements:
            rows.append((clock(ENGLISH, one, mark=":", between=" – "), one.title, one.place))
            truth.append(shown(programme, day, one, drawn))
        days.append({"heading": heading(ENGLISH, programme, drawn, day.date), "rows": rows})
    columns = [ENGLISH.labels[column] for column in ("time", "event", "place")]
    data = json.dumps({"title": head(ENGLISH, programme, drawn), "head": columns, "days": days})
    made = typst.compile(LAYOUT.encode(), sys_inputs={"data": data}, format="pdf")
    return rendered("pdf", made, truth, drawn)

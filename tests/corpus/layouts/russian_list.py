"""Word in Russian: «Вторник, 12 мая 2026 г.», `10.00 – 10.45` before a tab, the venue on the next line."""

from __future__ import annotations

from tests.corpus import word
from tests.corpus.drawing import choices, varied
from tests.corpus.headings import head, heading
from tests.corpus.languages import RUSSIAN, clock
from tests.corpus.programmes import Programme
from tests.corpus.truth import Rendered, rendered, shown


def render(programme: Programme) -> Rendered:
    """One file."""
    drawn = choices("russian-list", programme)
    programme = varied(programme, "russian-list", ends=drawn.ends)
    made = word.paper(head(RUSSIAN, programme, drawn))
    truth = []
    for day in programme.days:
        word.line(made, heading(RUSSIAN, programme, drawn, day.date), bold=True)
        for one, title in zip(day.engagements, RUSSIAN.titles(day), strict=True):
            place = RUSSIAN.spelt(one.place)
            word.line(made, f"{clock(RUSSIAN, one, later=True)}\t{title}")
            if place:
                word.line(made, f"\tМесто: {place}")
            truth.append(shown(programme, day, one, drawn, titles=(title,), places=(place,)))
    return rendered("docx", word.packed(made), truth, drawn)

"""Word: lines of prose, `10.00 – 10.45  Talks, White Hall`, or the venue on a line of its own."""

from __future__ import annotations

from tests.corpus import word
from tests.corpus.drawing import choices, varied
from tests.corpus.drawing import drawn as draw
from tests.corpus.headings import head, heading
from tests.corpus.languages import ENGLISH, clock
from tests.corpus.programmes import Engagement, Programme
from tests.corpus.truth import Rendered, rendered, shown

COMMAS = "where the title ends and the venue begins, several commas leave open"


def render(programme: Programme) -> Rendered:
    """One file."""
    drawn = choices("prose-list", programme)
    own_line = draw((True, False), "prose-list", programme.name, "venue on its own line")
    programme = varied(programme, "prose-list", ends=drawn.ends)
    made = word.paper(head(ENGLISH, programme, drawn))
    truth = []
    for day in programme.days:
        word.line(made, heading(ENGLISH, programme, drawn, day.date), bold=True)
        for one in day.engagements:
            for text in _lines(one, own_line=own_line):
                word.line(made, text)
            open_commas = not own_line and "," in one.title + one.place
            truth.append(shown(programme, day, one, drawn, may_doubt=COMMAS if open_commas else ""))
    return rendered("docx", word.packed(made), truth, drawn, venue_on_its_own_line=own_line)


def _lines(one: Engagement, *, own_line: bool) -> list[str]:
    first = f"{clock(ENGLISH, one, later=True)}  {one.title}"
    if not one.place:
        return [first]
    return [first, f"Venue: {one.place}"] if own_line else [f"{first}, {one.place}"]

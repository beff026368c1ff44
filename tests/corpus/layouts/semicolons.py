"""A table of text with semicolons in the Russian Windows code page, as Excel exports it."""

from __future__ import annotations

import csv
import io

from tests.corpus.drawing import choices, varied
from tests.corpus.drawing import drawn as draw
from tests.corpus.languages import RUSSIAN
from tests.corpus.programmes import Programme
from tests.corpus.truth import Rendered, rendered, shown


def render(programme: Programme) -> Rendered:
    """One file. Dates are 12.05.2026, or 12.05 where no year is printed; in each row, or in the first of a day."""
    drawn = choices(
        "semicolons", programme, year=draw(("each heading", "each heading", "nowhere"), programme.name, "csv")
    )
    each_row = draw((True, False), "semicolons", programme.name, "date in each row")
    programme = varied(programme, "semicolons", ends=drawn.ends)
    text = io.StringIO()
    table = csv.writer(text, delimiter=";", lineterminator="\r\n")
    table.writerow([RUSSIAN.labels[column] for column in ("date", "start", "end", "event", "place")])
    truth = []
    for day in programme.days:
        on = f"{day.date:%d.%m.%Y}" if drawn.year == "each heading" else f"{day.date:%d.%m}"
        for number, (one, title) in enumerate(zip(day.engagements, RUSSIAN.titles(day), strict=True)):
            start = f"{RUSSIAN.about if one.about else ''}{one.start:%H:%M}" if one.start else ""
            end = f"{one.end:%H:%M}" if one.end else ""
            place = RUSSIAN.spelt(one.place)
            table.writerow([on if each_row or number == 0 else "", start, end, title, place])
            truth.append(shown(programme, day, one, drawn, titles=(title,), places=(place,)))
    return rendered("csv", text.getvalue().encode("cp1251"), truth, drawn, date_in_each_row=each_row)

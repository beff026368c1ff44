"""Excel: one sheet with columns for date, start, end, engagement and venue."""

from __future__ import annotations

from datetime import date, time

from tests.corpus import excel
from tests.corpus.drawing import choices, varied
from tests.corpus.drawing import drawn as draw
from tests.corpus.headings import SLASHES, either_way
from tests.corpus.languages import ENGLISH
from tests.corpus.programmes import Day, Engagement, Programme
from tests.corpus.truth import Rendered, rendered, shown


def render(programme: Programme) -> Rendered:
    """One file. Dates are real ones, or text as 12/05/2026; they stand in each row, or in the first of a day."""
    drawn = choices("excel-grid", programme, year="each heading")
    slashed = draw((False, False, True), "excel-grid", programme.name, "slashes")
    each_row = draw((True, False), "excel-grid", programme.name, "date in each row")
    programme = varied(programme, "excel-grid", ends=drawn.ends)
    either = slashed and either_way(programme)
    made = excel.book()
    sheet = made.create_sheet("Programme")
    sheet.append([programme.title])
    sheet.append([ENGLISH.labels[column] for column in ("date", "start", "end", "event", "place")])
    truth = []
    for day in programme.days:
        for number, one in enumerate(day.engagements):
            on = _date(day, slashed=slashed) if each_row or number == 0 else None
            sheet.append([on, _hour(one, one.start), one.end, one.title, one.place or None])
            truth.append(shown(programme, day, one, drawn, must_doubt=SLASHES if either else ""))
    excel.dress(sheet)
    return rendered("xlsx", excel.packed(made), truth, drawn, slashes=slashed, date_in_each_row=each_row)


def _date(day: Day, *, slashed: bool) -> date | str:
    return f"{day.date:%d/%m/%Y}" if slashed else day.date


def _hour(one: Engagement, hour: time | None) -> time | str | None:
    if one.about:
        return f"approx. {hour:%H:%M}"
    return ENGLISH.parts.get(one.part) if hour is None else hour

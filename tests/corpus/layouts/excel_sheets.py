"""Excel: a sheet for each day, its heading merged across, a venue merged down over the engagements it serves."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet
from tests.corpus import excel
from tests.corpus.drawing import choices, varied
from tests.corpus.headings import head, heading
from tests.corpus.languages import ENGLISH, clock
from tests.corpus.programmes import Day, Programme
from tests.corpus.truth import Rendered, rendered, shown

FIRST = 4
"""The row of the first engagement: above it stand the title, the day and the head of the table."""


def render(programme: Programme) -> Rendered:
    """One file. The sheets are called `12 May`; the day stands in full in the second row."""
    drawn = choices("excel-sheets", programme)
    programme = varied(programme, "excel-sheets", ends=drawn.ends)
    made = excel.book()
    truth = []
    for day in programme.days:
        sheet = made.create_sheet(f"{day.date.day} {day.date:%b}")
        sheet.append([head(ENGLISH, programme, drawn)])
        sheet.append([f"{heading(ENGLISH, programme, drawn, day.date)}, {day.city}"])
        sheet.append([ENGLISH.labels[column] for column in ("time", "event", "place")])
        for one in day.engagements:
            sheet.append([clock(ENGLISH, one, mark=":", between=" - ") or None, one.title, one.place or None])
            truth.append(shown(programme, day, one, drawn))
        excel.dress(sheet, (18, 60, 40))
        _merge(sheet, day)
    return rendered("xlsx", excel.packed(made), truth, drawn)


def _merge(sheet: Worksheet, day: Day) -> None:
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("A2:C2")
    places = [one.place for one in day.engagements]
    at = 0
    while at < len(places):
        until = at
        while places[at] and until + 1 < len(places) and places[until + 1] == places[at]:
            until += 1
        if until > at:
            sheet.merge_cells(start_row=FIRST + at, end_row=FIRST + until, start_column=3, end_column=3)
        at = until + 1

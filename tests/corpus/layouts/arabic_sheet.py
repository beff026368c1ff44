"""Excel in Arabic: one sheet from right to left, Arabic-Indic digits, a merged row for each day."""

from __future__ import annotations

from dataclasses import replace

from tests.corpus import excel
from tests.corpus.drawing import choices, varied
from tests.corpus.drawing import drawn as draw
from tests.corpus.headings import head, heading
from tests.corpus.languages import ARABIC, clock
from tests.corpus.programmes import Programme
from tests.corpus.truth import Rendered, rendered, shown


def render(programme: Programme) -> Rendered:
    """One file. Months have the names of Cairo or of Damascus."""
    drawn = choices("arabic-sheet", programme)
    months = draw((ARABIC.months, ARABIC.levantine_months), "arabic-sheet", programme.name, "months")
    language = replace(ARABIC, months=months)
    programme = varied(programme, "arabic-sheet", ends=drawn.ends)
    made = excel.book()
    sheet = made.create_sheet(language.labels["event"])
    sheet.sheet_view.rightToLeft = True
    sheet.append([head(language, programme, drawn)])
    sheet.append([language.labels[column] for column in ("time", "event", "place")])
    truth = []
    for day in programme.days:
        sheet.append([heading(language, programme, drawn, day.date)])
        sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=3)
        for one, title in zip(day.engagements, language.titles(day), strict=True):
            place = language.spelt(one.place)
            sheet.append([clock(language, one, mark=":", between=" - ") or None, title, place or None])
            truth.append(shown(programme, day, one, drawn, titles=(title,), places=(place,)))
    excel.dress(sheet, (22, 60, 40))
    return rendered("xlsx", excel.packed(made), truth, drawn, levantine_months=months == ARABIC.levantine_months)

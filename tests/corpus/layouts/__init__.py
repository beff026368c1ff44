"""A dozen and two ways in which programmes lie about in offices, one to a file."""

from __future__ import annotations

from collections.abc import Callable

from tests.corpus.layouts import (
    arabic_sheet,
    bilingual_table,
    broken_lines,
    calendar,
    excel_grid,
    excel_sheets,
    french_english,
    merged_rows,
    pdf_table,
    persian_table,
    prose_list,
    russian_list,
    semicolons,
    table_per_day,
)
from tests.corpus.programmes import Programme
from tests.corpus.truth import Rendered

_MODULES = (
    table_per_day,
    merged_rows,
    prose_list,
    bilingual_table,
    excel_grid,
    excel_sheets,
    semicolons,
    calendar,
    pdf_table,
    broken_lines,
    persian_table,
    french_english,
    arabic_sheet,
    russian_list,
)

LAYOUTS: dict[str, Callable[[Programme], Rendered]] = {
    module.__name__.rpartition(".")[2].replace("_", "-"): module.render for module in _MODULES
}
SENTENCES = {
    name: (module.__doc__ or "").strip().partition("\n")[0] for name, module in zip(LAYOUTS, _MODULES, strict=True)
}

"""What a workbook is headed with: sheets and fields in a reader's language."""

from __future__ import annotations

from placet.formats.workbook.layout import Labels
from placet.wording.catalogues import catalogue
from placet.wording.language import language


def workbook_labels(code: str) -> Labels:
    """The headings in a language; in English where there are none in it."""
    said = catalogue(language(code).speaks, "workbook")
    return Labels(
        language=language(code).speaks,
        sheets=said["sheets"],
        fields=said["fields"],
        private=said["private"],
        runs_right_to_left=lambda name: language(name).right_to_left,
    )

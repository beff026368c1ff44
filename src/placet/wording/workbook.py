"""What a workbook is headed with: sheets and fields in a reader's language, and what each of them means."""

from __future__ import annotations

from placet.errors import Declared
from placet.formats.workbook.layout import Labels
from placet.wording.isolates import without_isolates
from placet.wording.language import language
from placet.wording.meanings import meaning


def workbook_labels(code: str) -> Labels:
    """The headings in a language; in English where there are none in it."""
    spoken = language(code)
    said = spoken.words("workbook")

    def means(declared: Declared | None, usual: str) -> str:
        if declared is None:
            return str(said["comments"]["visit"])
        plain = meaning(declared, spoken).replace("`", "")
        if not usual:
            return plain
        return without_isolates(spoken.fill(said["comments"]["usual"], {"meaning": plain, "usual": usual}))

    return Labels(
        language=spoken.speaks,
        sheets=said["sheets"],
        fields=said["fields"],
        private=said["private"],
        own_id=said["comments"]["own-id"],
        belongs_to=said["comments"]["belongs-to"],
        meaning=means,
        runs_right_to_left=lambda name: language(name).right_to_left,
    )

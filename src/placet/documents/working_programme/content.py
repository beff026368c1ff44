"""What the working programme says: every line of every day, to the minute, in one language.

Who prepares and runs the visit works from it; findings and whose wish something was stay on the page of the office.
"""

from __future__ import annotations

from dataclasses import dataclass

from placet.documents.imprint import Imprint, Issue, imprint_of
from placet.documents.lines import DayLines, lines_of
from placet.documents.programme_page.phrases import Phrases
from placet.model.ids import SideId
from placet.projections.programme import Projection


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Everything the paper says. `columns` are the labels of time, engagement, place and people."""

    imprint: Imprint
    columns: tuple[str, str, str, str]
    sides: tuple[str, ...]
    days: tuple[DayLines, ...]
    untimed: tuple[str, ...]
    to_be_notified: str


def content(projection: Projection, reader: SideId | None, code: str, issue: Issue) -> Content:
    """What the working programme says to a side in a language."""
    phrases = Phrases(projection, reader, code)
    words = phrases.spoken.words("papers")["programme"]
    return Content(
        imprint=imprint_of(phrases, "working", issue),
        columns=(words["time"], words["item"], words["place"], words["who"]),
        sides=tuple(phrases.side(side) for side in phrases.sides),
        days=tuple(lines_of(phrases, day, other_clock=issue.other_clock) for day in projection.days if day.rows),
        untimed=tuple(phrases.name(projection.seen.engagements[name].title) for name in projection.untimed),
        to_be_notified=words["to_be_notified"],
    )

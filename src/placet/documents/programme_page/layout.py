"""The content as one HTML file."""

from __future__ import annotations

from placet.documents.one_file import laid_out
from placet.documents.programme_page.content import Content, content
from placet.model.ids import SideId
from placet.projections.programme import Projection
from placet.wording.language import language


def render(
    projection: Projection, reader: SideId | None, code: str, *, as_on: str, version: str, also: tuple[str, ...] = ()
) -> str:
    """The page. Same input, same bytes: `as_on`, `version` and what the imprint has `also` are handed in."""
    return lay_out(content(projection, reader, code), as_on=as_on, version=version, also=also)


def lay_out(page: Content, *, as_on: str, version: str, also: tuple[str, ...] = ()) -> str:
    """A content as HTML. No clock is read."""
    spoken = language(page.language)
    words = spoken.words("page")

    def say(table: str, key: str, **facts: object) -> str:
        return spoken.fill(words[table][key], facts)

    return laid_out(
        "placet.documents.programme_page",
        page=page,
        words=words,
        say=say,
        digits=spoken.in_digits,
        as_on=as_on,
        version=version,
        also=also,
    )

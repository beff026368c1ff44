"""The page as one HTML file."""

from __future__ import annotations

from placet.documents.countdown_page.content import Content
from placet.documents.one_file import laid_out


def lay_out(page: Content) -> str:
    """A content as HTML. Same input, same bytes."""
    return laid_out("placet.documents.countdown_page", page=page)

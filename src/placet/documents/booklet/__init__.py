"""The ceremonial booklet: cover, a page for each day, delegations, places, useful numbers. A5, for guests and hosts."""

from placet.documents.booklet.content import Content, content
from placet.documents.booklet.layout import Emblem, lay_out

__all__ = ["Content", "Emblem", "content", "lay_out"]

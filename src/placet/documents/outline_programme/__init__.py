"""The outline programme: the whole visit on one page, for those who decide about it."""

from placet.documents.outline_programme.content import Content, content
from placet.documents.outline_programme.layout import lay_out

__all__ = ["Content", "content", "lay_out"]

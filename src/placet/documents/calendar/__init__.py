"""Calendars: one for the whole visit, one for each person."""

from placet.documents.calendar.content import Content, content, following
from placet.documents.calendar.layout import lay_out

__all__ = ["Content", "content", "following", "lay_out"]

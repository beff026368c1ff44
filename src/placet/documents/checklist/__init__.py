"""The checklist of one office: its tasks by the day on which they are due, to be ticked off."""

from placet.documents.checklist.content import Content, Row
from placet.documents.checklist.layout import lay_out

__all__ = ["Content", "Row", "lay_out"]

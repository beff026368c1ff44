"""A calendar as an iCalendar file."""

from __future__ import annotations

from datetime import date

from placet.documents.calendar.content import Content
from placet.documents.typeset.ics import typeset


def lay_out(calendar: Content, *, on: date) -> bytes:
    """The file, importable everywhere."""
    return typeset(calendar.name, calendar.language, calendar.entries, on=on)

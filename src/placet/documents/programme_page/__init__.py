"""The programme on one self-contained page: at a glance, day by day, person by person, and everything worth noting."""

from __future__ import annotations

from placet.documents.programme_page.layout import render

__all__ = ["render"]

"""A picture of a preparation: every task as a bar over the days that are left, with what is late and the ways out."""

from placet.documents.countdown_page.layout import lay_out

__all__ = ["lay_out"]

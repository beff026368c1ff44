"""The open points on paper, each with its exact text and the code under which a reply can be typed in."""

from placet.documents.open_points.content import Content, Occasion, OpenPoint, content
from placet.documents.open_points.layout import lay_out, lay_out_text

__all__ = ["Content", "Occasion", "OpenPoint", "content", "lay_out", "lay_out_text"]

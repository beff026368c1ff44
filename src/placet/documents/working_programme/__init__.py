"""The working programme: who does what where, every day to the minute. A4, in one language or two."""

from placet.documents.working_programme.content import Content, content
from placet.documents.working_programme.layout import lay_out
from placet.documents.working_programme.word import lay_out_word

__all__ = ["Content", "content", "lay_out", "lay_out_word"]

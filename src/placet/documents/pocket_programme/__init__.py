"""The pocket programme of one person: a sheet that folds twice into a breast pocket."""

from placet.documents.pocket_programme.content import Contact, Content, content
from placet.documents.pocket_programme.layout import lay_out

__all__ = ["Contact", "Content", "content", "lay_out"]

"""A reply that another side gave outside Placet: on paper, by letter, by telephone. Never a signature."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Form(Enum):
    """What the evidence is."""

    NOTE_VERBALE = "note-verbale"
    LETTER = "letter"
    E_MAIL = "e-mail"
    MINUTES = "minutes"
    TELEPHONE = "telephone"
    PAPER = "paper"


class Said(Enum):
    """What the other side said of the text."""

    AGREED = "agreed"
    NO_OBJECTION = "no-objection"
    AD_REFERENDUM = "ad-referendum"
    UNDER_CONSIDERATION = "under-consideration"
    NOTED = "noted"
    NOT_NOW = "not-now"
    HANDED_OVER = "handed-over"
    """Of a request: the data came."""


AGREEING = frozenset({Said.AGREED, Said.NO_OBJECTION})
"""What agrees to a text without anything left open."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reply of another side, on paper or by telephone, about a point of the record or a draft."""

    about: str
    """Id of the point, or the draft's label."""
    text: str
    """Name of the text it answers; of a draft the code of its wording, empty in old homes."""
    by: str
    """The side that said it; empty where there is only one other."""
    form: Form
    said: Said
    reference: str
    """The number and date of the note, the letter; with whom, on the telephone."""
    at: str
    words: str = ""
    """What was said besides: a reason, or until when."""

"""What the other side said outside Placet, with its evidence: agreed on paper, which is never a signature.

It lies in the private store alone. A text that is agreed on paper and another that is agreed on paper later stand as
the papers say; nothing of it enters the rule of agreement.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from placet.node.joint.desk import Desk

KIND = "evidence"


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


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reply of another side, on paper or by telephone, about a point of the record or a draft."""

    about: str
    """Id of the point, or the draft's label."""
    text: str
    """Name of the text it answers; empty for a draft."""
    by: str
    """The side that said it; empty where there is only one other."""
    form: Form
    said: Said
    reference: str
    """The number and date of the note, the letter; with whom, on the telephone."""
    at: str


def keep_evidence(desk: Desk, evidence: Evidence) -> None:
    """Keep it."""
    document: dict[str, Any] = {
        "about": evidence.about,
        "at": evidence.at,
        "by": evidence.by,
        "form": evidence.form.value,
        "reference": evidence.reference,
        "said": evidence.said.value,
        "text": evidence.text,
    }
    desk.stores.private.keep(desk.file, KIND, document)


def evidence(desk: Desk) -> Iterator[Evidence]:
    """All of it, oldest first."""
    for _, document in desk.stores.private.documents(desk.file, KIND):
        yield Evidence(
            about=str(document["about"]),
            text=str(document["text"]),
            by=str(document["by"]),
            form=Form(document["form"]),
            said=Said(document["said"]),
            reference=str(document["reference"]),
            at=str(document["at"]),
        )


def is_agreed_on_paper(found: list[Evidence]) -> bool:
    """Whether the last that was said of a text, oral words left out, is that it is agreed."""
    written = [each for each in found if each.form is not Form.TELEPHONE]
    return bool(written) and written[-1].said in (Said.AGREED, Said.NO_OBJECTION)

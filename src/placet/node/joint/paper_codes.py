"""What a code on paper stands for at one desk: a text of the joint file, or a draft while nobody else can sign.

A draft's code comes of its content, so a paper that shows another wording than the one that is kept finds nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from placet.agreement.codes import Code, code_of, resolved
from placet.agreement.numbering import numbers_of
from placet.errors import Refused
from placet.formats.canonical import canonical
from placet.model.evidence import Evidence
from placet.node.joint.desk import Desk
from placet.node.joint.drafts import Draft, drafts
from placet.node.joint.texts import as_label
from placet.projections.standing import PointStanding, TextStanding


@dataclass(frozen=True, slots=True)
class Meant:
    """A text that a code stands for: of a point, or a draft of ours."""

    code: Code
    label: str
    point: PointStanding | None = None
    text: TextStanding | None = None
    draft: Draft | None = None

    @property
    def about(self) -> str:
        """Under which name evidence of it is kept."""
        return self.point.point if self.point is not None else self.label


def code_of_text(point: PointStanding, text: TextStanding) -> Code:
    """The code of a text of a point."""
    return code_of(point.number, text.text[1])


def code_of_draft(draft: Draft) -> Code:
    """The code of a draft as it is worded now."""
    said = canonical({"content": dict(draft.content), "draft": draft.number, "kind": draft.kind})
    return code_of(draft.number, hashlib.sha256(said).hexdigest())


def is_about(evidence: Evidence, draft: Draft) -> bool:
    """Whether a reply is about a draft as it is worded now; what was said of an earlier wording agrees to nothing."""
    return evidence.about == draft.label and evidence.text in ("", str(code_of_draft(draft)))


def open_drafts(desk: Desk) -> tuple[Draft, ...]:
    """Drafts that are not on the table, by number."""
    return tuple(draft for _, draft in sorted(drafts(desk).items()) if draft.tabled is None)


def draft_named(desk: Desk, name: str) -> Draft | None:
    """The draft that a person means: its label or, while there is no record, its number on paper: `P-02`.

    In a joint file that number is a point's, and never a draft's.
    """
    wanted = as_label(name.strip()).casefold()
    for draft in open_drafts(desk):
        if wanted == draft.label or (not desk.has_counterpart and wanted == as_label(str(draft.number)).casefold()):
            return draft
    return None


class Codes:
    """Everything that a code can mean at a desk now."""

    def __init__(self, desk: Desk) -> None:
        """Look it up once. `points` are those of the record, where they stand now."""
        self.points = desk.standings()
        self._texts = {text.text: (point, text) for point in self.points for text in point.texts}
        self._numbers: Mapping[int, str] = numbers_of(desk.record) if desk.has_counterpart else {}
        self._drafts = {code_of_draft(draft): draft for draft in open_drafts(desk)}

    def meant(self, code: Code) -> Meant:
        """What a code stands for. Raises `Refused` where it is nothing, or more than one thing."""
        draft = self._drafts.get(code)
        if draft is not None:
            return Meant(code, draft.label, draft=draft)
        if not self._texts:
            number = {each.number for each in self._drafts}
            raise Refused("code-unknown-text" if code.number in number else "code-unknown-point", shown=str(code))
        point, text = self._texts[resolved(code, self._numbers, self._texts)]
        return Meant(code, point.label, point, text)

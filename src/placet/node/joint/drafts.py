"""Drafts: points that have not left this office, or cannot because the other side has no Placet.

A draft is a chain of documents in the private store; the last one says how it is. Before it is put on the table it
is kept under which name it will lie there; it does only once the record has it. Of a draft that was thrown away its
number is left, and nothing of what it said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from placet.agreement.entry import Kind
from placet.agreement.tabling import Text
from placet.formats.points import Understood, kind_of, read_content, write_content
from placet.model.points import SCHEMA, Content
from placet.node.joint.desk import Desk
from placet.node.joint.office import Document

KIND = "draft"
GONE = "gone"
"""The field of a document that says of a draft nothing but that it was thrown away."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One draft. `item` is what it came from in our own visit file, such as `engagement` and `talks`.

    `answers` is the text on the table that it was written to answer.
    """

    number: int
    kind: str
    content: Mapping[str, Any]
    item: tuple[str, str] | None
    at: str
    tabled: Text | None
    answers: Text | None = None

    @property
    def label(self) -> str:
        """Its name in this office."""
        return f"draft-{self.number}"

    @property
    def understood(self) -> Understood:
        """What it says."""
        return read_content(self.kind, SCHEMA, self.content)


def drafts(desk: Desk) -> dict[int, Draft]:
    """Every draft as it is now, also those that are on the table since."""
    found: dict[int, Draft] = {}
    table = _on_the_table(desk)
    for _, document in desk.stores.private.documents(desk.file, KIND):
        number = int(document["draft"])
        if document.get(GONE):
            found.pop(number, None)
            continue
        item, tabled, answers = (document.get(key) for key in ("item", "tabled", "answers"))
        found[number] = Draft(
            number=number,
            kind=str(document["kind"]),
            content=document["content"],
            item=(str(item[0]), str(item[1])) if item else None,
            at=str(document["at"]),
            tabled=(str(tabled[0]), str(tabled[1])) if tabled and tuple(tabled) in table else None,
            answers=(str(answers[0]), str(answers[1])) if answers else None,
        )
    return found


def _on_the_table(desk: Desk) -> set[tuple[str, str]]:
    """The texts that we have put forward. A full disk may have stopped us after the name was kept, before the text."""
    if not desk.has_counterpart:
        return set()
    headers = (entry.header for entry in desk.record.chains[desk.side].entries)
    return {(str(header.point), str(header.revision)) for header in headers if header.type == Kind.PROPOSE}


def keep_draft(
    desk: Desk,
    content: Content,
    item: tuple[str, str] | None = None,
    number: int | None = None,
    answers: Text | None = None,
) -> Draft:
    """Keep a draft, or another wording of the draft with a number."""
    own = number if number is not None else _last_number(desk) + 1
    draft = Draft(own, kind_of(content).value, write_content(content), item, desk.means.stamp(), None, answers)
    desk.stores.private.keep(desk.file, KIND, _document(draft))
    return draft


def throw_away(desk: Desk, thrown: Sequence[Draft]) -> None:
    """Erase drafts that are not on the table, for good.

    Their numbers are given to no other draft: what was said of them on paper is kept under these numbers. The numbers
    are kept first; a full disk may then leave words behind that belong to no draft any more, and are erased next time.
    """
    marked = [(KIND, {"draft": draft.number, GONE: True}) for draft in thrown]
    desk.stores.private.keep_all(desk.file, marked)
    documents = list(desk.stores.private.documents(desk.file, KIND))
    gone = {said["draft"] for _, said in documents if said.get(GONE)}
    desk.stores.private.forget(kept for kept, said in documents if said["draft"] in gone and not said.get(GONE))


def _last_number(desk: Desk) -> int:
    """The highest number that was ever given to a draft; 0 where there was none."""
    documents = desk.stores.private.documents(desk.file, KIND)
    return max((int(said["draft"]) for _, said in documents), default=0)


def tabled_as(draft: Draft, text: Text) -> Document:
    """What is to be kept so that we remember under which name a draft is on the table."""
    return KIND, _document(replace(draft, tabled=text))


def _document(draft: Draft) -> dict[str, Any]:
    document: dict[str, Any] = {
        "at": draft.at,
        "content": dict(draft.content),
        "draft": draft.number,
        "kind": draft.kind,
    }
    if draft.item is not None:
        document["item"] = list(draft.item)
    if draft.tabled is not None:
        document["tabled"] = list(draft.tabled)
    if draft.answers is not None:
        document["answers"] = list(draft.answers)
    return document

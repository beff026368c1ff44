"""Drafts: points that have not left this office, or cannot because the other side has no Placet.

A draft is a chain of documents in the private store; the last one says how it is. Once it is on the table it only
remembers under which name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from placet.agreement.tabling import Text
from placet.formats.points import Understood, kind_of, read_content, write_content
from placet.model.points import SCHEMA, Content
from placet.node.joint.desk import Desk

KIND = "draft"


@dataclass(frozen=True, slots=True)
class Draft:
    """One draft. `item` is what it came from in our own visit file, such as `engagement` and `talks`."""

    number: int
    kind: str
    content: Mapping[str, Any]
    item: tuple[str, str] | None
    at: str
    tabled: Text | None

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
    for _, document in desk.stores.private.documents(desk.file, KIND):
        item, tabled = document.get("item"), document.get("tabled")
        number = int(document["draft"])
        found[number] = Draft(
            number=number,
            kind=str(document["kind"]),
            content=document["content"],
            item=(str(item[0]), str(item[1])) if item else None,
            at=str(document["at"]),
            tabled=(str(tabled[0]), str(tabled[1])) if tabled else None,
        )
    return found


def keep_draft(desk: Desk, content: Content, item: tuple[str, str] | None = None, number: int | None = None) -> Draft:
    """Keep a draft, or another wording of the draft with a number."""
    known = drafts(desk)
    own = number if number is not None else max(known, default=0) + 1
    draft = Draft(own, kind_of(content).value, write_content(content), item, desk.means.stamp(), None)
    _keep(desk, draft)
    return draft


def mark_tabled(desk: Desk, draft: Draft, text: Text) -> None:
    """Remember under which name a draft is on the table."""
    _keep(desk, Draft(draft.number, draft.kind, draft.content, draft.item, draft.at, text))


def _keep(desk: Desk, draft: Draft) -> None:
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
    desk.stores.private.keep(desk.file, KIND, document)

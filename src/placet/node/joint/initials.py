"""Initials before a signature: which offices of our own must have seen a text, and which have.

Private: no other side learns who was asked. An initial is for one text; when the text changes it counts no more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from placet.agreement.tabling import Text
from placet.errors import Refused
from placet.node.joint.desk import Desk

KIND, WANTED = "initial", "initials-wanted"
EVERY_KIND = "*"


@dataclass(frozen=True, slots=True)
class Initial:
    """An office has initialled a text, itself or by its deputy."""

    office: str
    text: Text
    deputy: str
    """The deputy who did it; empty where the office did itself."""
    at: str


def want_initials(desk: Desk, offices: Sequence[str], kind: str = EVERY_KIND, deputies: Sequence[str] = ()) -> None:
    """From now on these offices must initial texts of a kind before they are signed; none lifts the demand.

    `deputies` are pairs `office=deputy`: who may do it in the office's absence.
    """
    document = {"deputies": sorted(deputies), "kind": kind, "offices": sorted(offices)}
    desk.stores.private.keep(desk.file, WANTED, document)


def wanted(desk: Desk, kind: str) -> frozenset[str]:
    """The offices that must initial texts of a kind."""
    found: dict[str, frozenset[str]] = {}
    for _, document in desk.stores.private.documents(desk.file, WANTED):
        found[str(document["kind"])] = frozenset(map(str, document["offices"]))
    return found.get(kind, found.get(EVERY_KIND, frozenset()))


def deputies(desk: Desk) -> dict[str, frozenset[str]]:
    """By office, who may initial in its absence."""
    found: dict[str, set[str]] = {}
    for _, document in desk.stores.private.documents(desk.file, WANTED):
        for pair in map(str, document["deputies"]):
            office, _, deputy = pair.partition("=")
            found.setdefault(office, set()).add(deputy)
    return {office: frozenset(names) for office, names in found.items()}


def initial(desk: Desk, texts: Sequence[Text], office: str, deputy: str = "") -> None:
    """Note that an office has initialled texts. Raises `Refused` for a deputy whom nobody named."""
    if deputy and deputy not in deputies(desk).get(office, frozenset()):
        raise Refused("not-a-deputy", office=office, deputy=deputy)
    for text in texts:
        document = {"at": desk.means.stamp(), "deputy": deputy, "office": office, "text": list(text)}
        desk.stores.private.keep(desk.file, KIND, document)


def initials(desk: Desk, text: Text) -> tuple[Initial, ...]:
    """Who has initialled just this text, oldest first."""
    found = []
    for _, document in desk.stores.private.documents(desk.file, KIND):
        point, revision = document["text"]
        if (point, revision) == text:
            found.append(Initial(str(document["office"]), text, str(document["deputy"]), str(document["at"])))
    return tuple(found)


def missing(desk: Desk, text: Text, kind: str) -> frozenset[str]:
    """The offices that must still initial a text."""
    return wanted(desk, kind) - {each.office for each in initials(desk, text)}

"""Initials before a signature: which offices of our own must have seen a text, and which have.

Private: no other side learns who was asked. An initial is for one text, or for what a draft says: the text under which
that comes to the table has it too. When the words change it counts no more. Whoever has initialled a package has
initialled all that is in it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from placet.agreement.entry import Kind
from placet.agreement.tabling import Text
from placet.errors import Refused
from placet.formats.canonical import canonical
from placet.node.joint.desk import Desk
from placet.node.joint.drafts import Draft
from placet.projections.standing import TextStanding

KIND, WANTED = "initial", "initials-wanted"
EVERY_KIND = "*"


Covered = Sequence[tuple[str, TextStanding]]
"""What a signature covers: the kinds of the points with their texts."""


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


def _offices(desk: Desk) -> frozenset[str]:
    """The offices of our own that are known: those that sign, and those that must initial something."""
    named = (document["offices"] for _, document in desk.stores.private.documents(desk.file, WANTED))
    return frozenset(desk.keyring.card.card.offices).union(*(map(str, each) for each in named))


def deputies(desk: Desk) -> dict[str, frozenset[str]]:
    """By office, who may initial in its absence."""
    found: dict[str, set[str]] = {}
    for _, document in desk.stores.private.documents(desk.file, WANTED):
        for pair in map(str, document["deputies"]):
            office, _, deputy = pair.partition("=")
            found.setdefault(office, set()).add(deputy)
    return {office: frozenset(names) for office, names in found.items()}


def initial(desk: Desk, initialled: Sequence[Text | Draft], office: str, deputy: str = "") -> None:
    """Note that an office has initialled texts or drafts.

    Raises `Refused` for an office that signs nothing and need not initial anything, and for a deputy whom nobody named.
    """
    known = _offices(desk)
    if office not in known:
        raise Refused("nobody-initials", office=office, known=", ".join(sorted(known)))
    if deputy and deputy not in deputies(desk).get(office, frozenset()):
        raise Refused("not-a-deputy", office=office, deputy=deputy)
    for each in initialled:
        said = {"wording": _wording(each.kind, each.content)} if isinstance(each, Draft) else {"text": list(each)}
        document = {"at": desk.means.stamp(), "deputy": deputy, "office": office, **said}
        desk.stores.private.keep(desk.file, KIND, document)


def initials(desk: Desk, text: TextStanding) -> frozenset[str]:
    """The offices that have initialled just this text, or a draft in these very words."""
    names: list[object] = [text.text]
    if text.revision is not None and text.revision.kind != Kind.PACKAGE.value:
        names.append(_wording(text.revision.kind, text.revision.content))
    kept = (document for _, document in desk.stores.private.documents(desk.file, KIND))
    said = ((str(each["office"]), each.get("wording") or tuple(each["text"])) for each in kept)
    return frozenset(office for office, name in said if name in names)


def missing(desk: Desk, signed: TextStanding, covered: Covered) -> frozenset[str]:
    """The offices that must still initial what a signature covers. `signed`: the text, or the package around it."""
    found = {office for kind, text in covered for office in wanted(desk, kind) - initials(desk, text)}
    if signed.revision is not None and signed.revision.kind == Kind.PACKAGE.value:
        everywhere = (initials(desk, text) for _, text in covered)
        found |= wanted(desk, Kind.PACKAGE.value) - frozenset.intersection(*everywhere)
    return frozenset(found) - initials(desk, signed)


def missing_words(desk: Desk, kind: str, content: Mapping[str, Any]) -> frozenset[str]:
    """The offices that must still initial what is to be put on the table in these words."""
    kept = (document for _, document in desk.stores.private.documents(desk.file, KIND))
    words = _wording(kind, content)
    return wanted(desk, kind) - {str(each["office"]) for each in kept if each.get("wording") == words}


def _wording(kind: str, content: Mapping[str, Any]) -> str:
    """A name for the words themselves, whichever text they lie in."""
    return hashlib.sha256(canonical({"content": dict(content), "kind": kind})).hexdigest()

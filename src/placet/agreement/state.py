"""What a record comes to, in one number: two nodes that hold the same record have the same.

Covered are the opening; of each chain its last entry (and through it every header before it, in order), and where it
forked, both entries of the fork, or what all sides signed to go on after it; and all that follows: what is agreed, at
which level, in which order, by which entries it was signed, received, taken back or replaced, what is contested, and
whose seals are still awaited.

Not covered, so that they may differ between honest nodes: whether a body was erased, the bytes of signatures (one entry
may have several good ones), which entries are kept as envelopes or drafts, and everything private.
"""

from __future__ import annotations

from typing import Any

from placet.agreement.fold import Folded, Signed, fold
from placet.agreement.record import Chain, Record
from placet.agreement.sayings import Sayings
from placet.agreement.signing import Use, digest
from placet.agreement.tabling import Text
from placet.formats.canonical import canonical

SHORT_DIGITS = 16


def state_digest(record: Record) -> str:
    """The digest of a record's state, in hex. Tells of any difference named above; what arrived when is none."""
    return digest(Use.STATE, b"".join(canonical(part) + b"\n" for part in _parts(record)))


def short(found: str) -> str:
    """A digest as two officers compare it: its first sixteen digits in groups of four."""
    return " ".join(found[at : at + 4] for at in range(0, SHORT_DIGITS, 4))


def _parts(record: Record) -> list[Any]:
    """One value for each thing that is covered; none grows with the length of a chain."""
    folded = fold(record)
    return [
        record.opening.visit,
        [_chain(chain) for chain in record.chains.values()],
        *([side, _sayings(folded.sayings[side])] for side in folded.sides),
        *_signed_parts(folded),
    ]


def _chain(chain: Chain) -> dict[str, Any]:
    found: dict[str, Any] = {"side": chain.side}
    if chain.head is not None:
        found |= {"hash": chain.head.hash, "seq": chain.head.seq}
    if chain.fork is not None:
        found |= {"fork": [chain.fork.seq, chain.fork.kept.hash, chain.fork.other.hash]}
    if chain.resumptions:
        found |= {"resumed": [each.resumption.hash for each in chain.resumptions]}
    return found


def _signed_parts(folded: Folded) -> list[Any]:
    return [
        ["agreed", [list(each.bundle.key) for each in folded.agreed]],
        ["ad-referendum", [list(each.bundle.key) for each in folded.ad_referendum]],
        *(_signed(each) for found in (folded.any_level, folded.final) for _, each in sorted(found.items())),
    ]


def _signed(signed: Signed) -> dict[str, Any]:
    return {
        "assents": dict(signed.assents),
        "contested": sorted(signed.contested),
        "level": signed.level.value,
        "receipts": dict(signed.receipts),
        "replaced_by": {side: list(text) for side, text in signed.replaced_by.items()},
        "taken_back": sorted(signed.taken_back),
        "texts": _texts(signed.bundle.texts),
        "text": list(signed.bundle.key),
        "withdrawals": dict(signed.withdrawals),
        "wordings": {side: wording.value for side, wording in signed.wordings.items()},
    }


def _sayings(said: Sayings) -> dict[str, Any]:
    return {
        "awaited": [[*text, *sorted(offices)] for text, offices in sorted(said.partial.items())],
        "lapsed": _texts(said.lapsed),
        "taken_back": [
            [*text, *([back.seq, back.how.value] for back in backs)] for text, backs in sorted(said.taken_back.items())
        ],
    }


def _texts(texts: frozenset[Text] | set[Text]) -> list[list[str]]:
    return [list(text) for text in sorted(texts)]

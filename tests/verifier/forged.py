"""Certificates that nobody's fold would make: any record, any text, cut and changed at will, with real signatures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

import pytest

from placet import verifier
from placet.agreement.entry import Entry
from placet.agreement.record import Record
from placet.agreement.resumption import SignedResumption
from placet.agreement.tabling import Text
from placet.formats.canonical import canonical, parse_object

Fields = dict[str, Any]


@pytest.fixture
def remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was found out about a signature or a key need not be found out again: the same bytes, the same answer."""
    monkeypatch.setattr(verifier, "is_good_signature", _signature)
    monkeypatch.setattr(verifier, "is_safe_key", _key)


_signature: Callable[[bytes, bytes, bytes], bool] = cache(verifier.is_good_signature)
_key: Callable[[bytes], bool] = cache(verifier.is_safe_key)


def settled_by(statements: Sequence[SignedResumption]) -> Fields:
    """The statements about a chain as a certificate tells them, with the roots of the last."""
    roots = {side: [list(pair) for pair in pairs] for side, pairs in statements[-1].roots.items()}
    return {"roots": roots, "statements": [each.resumption.to_bytes().decode() for each in statements]}


def chain_of(entries: Sequence[Entry], statements: Sequence[SignedResumption] = ()) -> Fields:
    """A side's part of a certificate, with every body that there is."""
    told = {"resumptions": settled_by(statements)} if statements else {}
    return {
        **told,
        "bodies": [[entry.header.seq, entry.body.decode()] for entry in entries if entry.body is not None],
        "headers": [entry.raw.decode() for entry in entries],
        "signature": entries[-1].signature.hex(),
    }


def forged(record: Record, text: Text, bundle: Text | None = None, ends: Mapping[str, int] | None = None) -> bytes:
    """A certificate of whole chains, or of chains that end where `ends` has it, whether the text is agreed or not."""
    chains = {
        side: chain_of(chain.entries[: (ends or {}).get(side)], chain.resumptions)
        for side, chain in record.chains.items()
    }
    opening = record.opening.raw.decode()
    return canonical({"bundle": list(bundle or text), "chains": chains, "opening": opening, "text": list(text), "v": 1})


def parsed(raw: bytes) -> Fields:
    return dict(parse_object(raw, 64 << 20))


def refusal(raw: bytes) -> str:
    """The code with which the verifier refuses."""
    with pytest.raises(verifier.NotVerified) as caught:
        verifier.verified(raw)
    return caught.value.code

"""What is fuzzed: every parser of foreign bytes, as a function that takes any bytes and finds fault only with us.

A target returns for bytes that are refused or accepted rightly, and raises anything but `Refused` where the parser did,
or `AssertionError` where it accepted what it must not. Used by hypothesis in the tests and by atheris for hours.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import rfc8785
from tests.agreement.evil import EvilParty, Wire, offer, snapshot
from tests.agreement.hostile import CASES, Stage
from tests.agreement.parties import parties

from placet.agreement.acts import members_of, revision_of, sealing_of
from placet.agreement.cards import card_of, signed, signed_card_of
from placet.agreement.deceptive import marks_of, suspicions
from placet.agreement.entry import Entry, entry_of, header_of
from placet.agreement.opening import opening_of
from placet.agreement.signing import verifies, why_refused
from placet.errors import Refused
from placet.formats.canonical import canonical, canonicalised, parse_canonical
from placet.node.conformance import signature_answers

EVIL, HONEST = EvilParty.among("IR", "RU")
TEXT = EVIL.propose({"title": {"en": "Talks"}})
PROPOSAL = EVIL.record.chains["IR"].entries[-1]
ASSENT = EVIL.assent(TEXT)
PACKAGE_TEXT = EVIL.package(TEXT)
PACKAGE = EVIL.record.chains["IR"].entries[-1]
BEFORE = snapshot(HONEST.record)
SPLIT = b"\n"


def canonical_form(data: bytes) -> None:
    """What is read is what would be written, by us and by others; what is spelt is read again."""
    try:
        value = parse_canonical(data)
    except Refused:
        pass
    else:
        assert canonical(value) == data == rfc8785.dumps(value)
        list(suspicions(value))
    try:
        spelt = canonicalised(data)
    except Refused:
        return
    assert canonical(parse_canonical(spelt)) == spelt


def header(data: bytes) -> None:
    """A header that is read is written down again with the same meaning, and comes through as an entry."""
    try:
        found = header_of(data)
    except Refused:
        return
    assert header_of(found.to_bytes()) == found
    _acts(entry_of(data, bytes(64), None))


def entry(data: bytes) -> None:
    """Header, signature in hexadecimal and body, on three lines, at both doors of a record."""
    raw, _, rest = data.partition(SPLIT)
    signature, _, body = rest.partition(SPLIT)
    _knock(Wire(raw, _unhexed(signature), body or None))


def signed_header(data: bytes) -> None:
    """A header that the evil side signed, whatever it is, before a body: the door takes or refuses it."""
    raw, _, body = data.partition(SPLIT)
    _knock(EVIL.signed(raw, body or None))


def _knock(wire: Wire) -> None:
    """Both doors say the same, and what is refused leaves a record as it was."""
    one, heap = HONEST.record.copy(), HONEST.record.copy()
    try:
        offer(wire, one)
    except Refused as refusal:
        found = refusal.code
        assert snapshot(one) == BEFORE
    else:
        found = "taken"
        _acts(entry_of(wire.raw, wire.signature, wire.body))
    try:
        heap.admit_all([entry_of(wire.raw, wire.signature, wire.body)])
    except Refused as refusal:
        assert refusal.code == found  # noqa: PT017  # no test: a fuzzer runs this
        return
    assert snapshot(heap) == snapshot(one)


ABOUT: Mapping[str, Mapping[str, str]] = {
    "note": {},
    "keys": {},
    "propose": {"point": TEXT[0], "revision": TEXT[1]},
    "package": {"point": PACKAGE_TEXT[0], "revision": PACKAGE_TEXT[1]},
    "assent": {"point": TEXT[0], "revision": TEXT[1]},
    "withdraw": {"point": TEXT[0], "revision": TEXT[1]},
}
"""The kinds whose bodies are read, with what their headers name."""


def body(data: bytes) -> None:
    """A body that the evil side names and signs rightly, under one of the kinds that are read, by its length."""
    kind = list(ABOUT)[len(data) % len(ABOUT)]
    record = EVIL.record.copy()
    try:
        offer(EVIL.wire(kind, data, header=ABOUT[kind]), record)
    except Refused:
        return
    snapshot(record)
    _acts(record.chains["IR"].entries[-1])


def _acts(found: Entry) -> None:
    """What bodies say is asked of every entry that has a form; of a body that is not canonical it is refused."""
    try:
        fields = found.body_fields()
    except Refused:
        return
    revision_of(found)
    members_of(found)
    sealing = sealing_of(found.header, fields)
    if sealing is not None:
        sealing.under(EVIL.keys.card)


def _unhexed(digits: bytes) -> bytes:
    try:
        return bytes.fromhex(digits.decode("ascii"))
    except ValueError:
        return digits


def card(data: bytes) -> None:
    """A card, alone and in its file: each key of it is one that may be enrolled."""
    try:
        found = card_of(data)
    except Refused:
        pass
    else:
        assert len(set(found.keys)) == len(found.keys)
        assert len(found.fingerprint) == 35  # thirty digits, five spaces
    try:
        assert signed_card_of(data).to_bytes() is not None
    except Refused:
        return


def opening(data: bytes) -> None:
    """An opening."""
    try:
        found = opening_of(data)
    except Refused:
        return
    assert found.raw == data
    assert 2 <= len(found.sides) <= 8


def signature(data: bytes) -> None:
    """A key, a signature and a message, one after another: the code and the verdict agree."""
    key, made, message = data[:32], data[32:96], data[96:]
    assert (why_refused(key, message, made) is None) is verifies(key, message, made)


def question(data: bytes) -> None:
    """What is piped into the command that answers about signatures: one answer for each line."""
    lines = len(data.split(SPLIT)) - (data.endswith(SPLIT) or not data)
    assert len(list(signature_answers(io.BytesIO(data)))) == lines


def deceptive(data: bytes) -> None:
    """Any text, lone surrogates among it."""
    try:
        text = data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    marks = marks_of(text)
    assert all(0 <= mark.at < len(text) for mark in marks)


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "canonical": canonical_form,
    "header": header,
    "entry": entry,
    "signed-header": signed_header,
    "body": body,
    "card": card,
    "opening": opening,
    "signature": signature,
    "question": question,
    "deceptive": deceptive,
}


@cache
def seeds(name: str) -> list[bytes]:
    """Good and bad examples to begin with: honest documents, and what the hostile cases send."""
    join = EVIL.record.chains["IR"].entries[0]
    honest: dict[str, list[bytes]] = {
        "canonical": [b'{"a":[1,true,"\\u0000\xc3\xa9"],"b":{}}', b"[-9007199254740991]", join.raw, _body(join)],
        "header": [each.raw for each in EVIL.record.chains["IR"].entries],
        "entry": [_lines(each) for each in EVIL.record.chains["IR"].entries],
        "signed-header": [each.raw + SPLIT + _body(each) for each in EVIL.record.chains["IR"].entries],
        "body": [_body(each) for each in (join, PROPOSAL, ASSENT, PACKAGE)],
        "card": [EVIL.keys.card.raw, signed(EVIL.keys.card, {EVIL.keys.root.public: EVIL.keys.root.sign}).to_bytes()],
        "opening": [EVIL.opening.raw, parties("IR", "RU", "US")[0].opening.raw],
        "signature": [bytes.fromhex(EVIL.keys.card.node) + join.signature + join.raw, bytes(96)],
        "question": [b"00 - 00\n", b"x\n\n- - -\n"],
        "deceptive": ["Mоscow \u202e می‌شود e\u0301 1٢3".encode(), b"\xed\xa0\x80"],
    }
    return honest[name] + (_hostile() if name in ("entry", "signed-header", "header") else [])


@cache
def _hostile() -> list[bytes]:
    """What each case of the hostile counterpart puts on the wire, unless it is long."""
    cases = [case for case in CASES.values() if case.get("door", "entry") == "entry"]
    wires = [Stage.of(case).wire(case["sends"]) for case in cases]
    lines = [SPLIT.join((wire.raw, wire.signature.hex().encode(), wire.body or b"")) for wire in wires]
    return [line for line in lines if len(line) < 3000]


def _lines(each: Entry) -> bytes:
    return SPLIT.join((each.raw, each.signature.hex().encode(), _body(each)))


def _body(each: Entry) -> bytes:
    assert each.body is not None
    return each.body


def write_seeds(name: str, folder: Path) -> None:
    """The examples as files, as fuzzers take them."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(name)):
        (folder / f"{number:03}").write_bytes(seed)


def run(name: str, data: Any) -> None:
    """One input to one target."""
    TARGETS[name](bytes(data))

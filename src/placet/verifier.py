"""Was a text agreed? Reads one certificate and believes nothing else.

A second implementation of docs/formats/certificate.md, written from that page and from docs/formats/agreement.md.
It shares no code with Placet and needs nothing but Python: whoever doubts Placet takes this one file, reads it, and
runs `python verifier.py FILE`. Therefore it is one module, has arithmetic of its own for Ed25519, and is the only
module that holds its own sentences. It refuses to know records, stores, clocks and keys that are not in the file.
A signature takes 2 to 3 ms; the largest file that is read (64 MiB, 200,000 entries) takes half a minute.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

KIB, MIB = 1 << 10, 1 << 20
MOST_BYTES, MOST_ENTRIES, MOST_MARKS, MOST_DEPTH, MOST_SIGNATURES = 64 * MIB, 200_000, 2_000_000, 16, 4096
SENTENCES = {
    "certificate-too-large": "The file is larger than a certificate may be.",
    "certificate-form": "The file is not a certificate, or a part of it does not have the form that it must have.",
    "certificate-chain": "The entries of a side do not follow one another, or the side did not sign them.",
    "certificate-body": "What an entry says is missing, or is not what its side signed.",
    "certificate-keys": "A change of keys was not signed as it must be.",
    "certificate-text": "The text that is to be certified is not in the file.",
    "certificate-bundle": "The package that was signed does not hold the text that is to be certified.",
    "certificate-assent": "A side did not sign the text, or not with all offices that had to sign it.",
    "certificate-receipt": "A side did not confirm that it had received the signatures of all sides.",
    "certificate-withdrawn": "A side took its signature back before it had received those of all sides.",
    "certificate-contested": "A side has declared that the keys with which this was signed may have been stolen.",
}
CAVEATS = (
    "This does not show that the agreement was not withdrawn or replaced later: ask the sides for a newer one.",
    "This does not vouch for the keys: compare each fingerprint with the side itself, by voice.",
)

Text = tuple[str, str]  # a point and the name of a text of it
Json = Any  # whatever canonical JSON holds: every value is looked at before it is used
Check = Callable[[Json], bool]
Form = dict[str, Check]


class NotVerified(Exception):  # noqa: N818 (named for what it says of the certificate, as the tree of errors is)
    """The certificate shows no agreement. `code` is stable; `where` says at which side, entry or field."""

    def __init__(self, code: str, where: str = "") -> None:
        """Keep which rule failed first, and where."""
        super().__init__(f"{code} {where}".strip())
        self.code, self.where = code, where


@dataclass(frozen=True, slots=True)
class Signatory:
    """One side: who it says it is, the card to compare, and where in its chain it signed and received."""

    side: str
    names: dict[str, str]
    fingerprint: str
    offices: tuple[str, ...]
    assent: int
    assent_at: str
    receipt: int
    receipt_at: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What the certificate shows. `bundle` is what was signed: the text itself, or a package that holds it."""

    visit: str
    visit_title: dict[str, str]
    text: Text
    bundle: Text
    content: dict[str, Json]
    sides: tuple[Signatory, ...]

    @property
    def titles(self) -> dict[str, str]:
        """The title of the certified text by language; empty if it has none."""
        title = self.content.get("title")
        named = title.items() if isinstance(title, dict) else [("", title)]
        return {tongue: words for tongue, words in named if isinstance(words, str)}


# ------------------------------------------------------------------------------ Ed25519, by libsodium's rules

PRIME = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
CURVE = -121665 * pow(121666, -1, PRIME) % PRIME
ROOT = pow(2, (PRIME - 1) // 4, PRIME)
Point = tuple[int, int, int, int]  # extended coordinates X, Y, Z, XY/Z
NEUTRAL: Point = (0, 1, 1, 0)


def _added(one: Point, other: Point) -> Point:
    (x1, y1, z1, t1), (x2, y2, z2, t2) = one, other
    a, b = (y1 - x1) * (y2 - x2) % PRIME, (y1 + x1) * (y2 + x2) % PRIME
    c, d = 2 * CURVE * t1 * t2 % PRIME, 2 * z1 * z2 % PRIME
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % PRIME, g * h % PRIME, f * g % PRIME, e * h % PRIME


def _doubled(point: Point) -> Point:
    x, y, z, _ = point
    a, b = x * x % PRIME, y * y % PRIME
    h, g = a + b, a - b
    e, f = h - (x + y) * (x + y) % PRIME, 2 * z * z % PRIME + g
    return e * f % PRIME, g * h % PRIME, f * g % PRIME, e * h % PRIME


def _decoded(raw: bytes) -> Point | None:
    """The point of 32 bytes, or None where they are none or not the one way to write it."""
    number = int.from_bytes(raw, "little")
    y, odd = number & (1 << 255) - 1, number >> 255
    if y >= PRIME:
        return None
    square = (y * y - 1) * pow(CURVE * y * y + 1, -1, PRIME) % PRIME
    x = pow(square, (PRIME + 3) // 8, PRIME)
    if (x * x - square) % PRIME:
        x = x * ROOT % PRIME
    if (x * x - square) % PRIME or (not x and odd):
        return None
    x = x if x & 1 == odd else PRIME - x
    return x, y, 1, x * y % PRIME


def _encoded(point: Point) -> bytes:
    x, y, z, _ = point
    inverse = pow(z, -1, PRIME)
    return (y * inverse % PRIME | (x * inverse % PRIME & 1) << 255).to_bytes(32, "little")


def _multiples(point: Point) -> list[Point]:
    found = [NEUTRAL]
    for _ in range(15):
        found.append(_added(found[-1], point))
    return found


def _is_small(point: Point) -> bool:
    x, y, z, _ = _doubled(_doubled(_doubled(point)))
    return x == 0 and (y - z) % PRIME == 0


BASE = _decoded((4 * pow(5, -1, PRIME) % PRIME).to_bytes(32, "little")) or NEUTRAL
BASES = _multiples(BASE)


def _sum(number: int, other: int, point: Point) -> Point:
    """`number` times the base plus `other` times `point`, four bits at a time."""
    points, found = _multiples(point), NEUTRAL
    for shift in range(252, -4, -4):
        for _ in range(4):
            found = _doubled(found)
        found = _added(found, BASES[number >> shift & 15])
        found = _added(found, points[other >> shift & 15])
    return found


def is_safe_key(key: bytes) -> bool:
    """Whether a key may be enrolled: canonical, and in the subgroup of prime order, but not its neutral element."""
    point = _decoded(key)
    return point is not None and not _is_small(point) and _encoded(_sum(0, ORDER, point)) == _encoded(NEUTRAL)


def is_good_signature(key: bytes, signature: bytes, message: bytes) -> bool:
    """Whether `crypto_sign_verify_detached` accepts it."""
    scalar, point, first = int.from_bytes(signature[32:], "little"), _decoded(key), _decoded(signature[:32])
    if scalar >= ORDER or point is None or first is None or _is_small(point) or _is_small(first):
        return False
    digest = hashlib.sha512(signature[:32] + key + message).digest()
    x, y, z, t = point
    found = _sum(scalar, int.from_bytes(digest, "little") % ORDER, (PRIME - x, y, z, PRIME - t))
    return _encoded(found) == signature[:32]


# ----------------------------------------------------------------------------------- canonical JSON and forms


def _demand(fine: object, code: str = "certificate-form", where: str = "") -> None:
    if not fine:
        raise NotVerified(code, where)


def _whole(digits: str) -> int:
    _demand(len(digits) <= 17 and abs(int(digits)) < 1 << 53, where="number")
    return int(digits)


def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    _demand(len(found) == len(pairs) and all(re.fullmatch("[A-Za-z0-9_-]{1,64}", name) for name in found), where="keys")
    return found


def _bound(raw: bytes) -> None:
    """Refuse, before it is parsed, what nests too deep or would be far larger in memory than it is as bytes."""
    bare = raw.replace(rb"\\", b"").replace(rb"\"", b"")
    _demand(bare.count(b'"') <= MOST_MARKS, "certificate-too-large", "texts")
    outside, depth = b"".join(bare.split(b'"')[::2]), 0
    _demand(sum(map(outside.count, (b",", b"[", b"{"))) <= MOST_MARKS, "certificate-too-large", "values")
    _demand(not re.search(rb"null|[.EIN]|[0-9]e", outside), where="null or fraction")
    for mark in re.finditer(rb"[\[{}\]]", outside):
        depth += 1 if mark[0] in b"[{" else -1
        _demand(depth <= MOST_DEPTH, where="depth")


def _canonical(value: Json) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _parsed(raw: bytes, form: Form, where: str, most: int) -> dict[str, Json]:
    """The object that these bytes are the one writing of, if its fields have the form."""
    _demand(len(raw) <= most, where=where)
    _bound(raw)
    try:
        value = json.loads(raw.decode(), object_pairs_hook=_object, parse_int=_whole)
        _demand(isinstance(value, dict) and _canonical(value) == raw, where=where)
    except ValueError:  # not UTF-8, not JSON, or a lone surrogate
        raise NotVerified("certificate-form", where) from None
    wrong = [name for name, check in form.items() if not check(value.get(name))]
    _demand(not wrong, where=f"{where} {' '.join(wrong)}")
    return dict(value)


def _tagged(use: str, raw: bytes) -> bytes:
    return f"placet/{use}/v1\n".encode() + raw


def _hash(use: str, raw: bytes) -> str:
    return hashlib.sha256(_tagged(use, raw)).hexdigest()


def _text(value: Json) -> bool:
    return isinstance(value, str)


def _number(least: int, most: int) -> Check:
    return lambda value: type(value) is int and least <= value <= most  # not isinstance: a truth value is no number


def _like(pattern: str) -> Check:
    return lambda value: isinstance(value, str) and re.fullmatch(pattern, value) is not None


def _list(check: Check, least: int, most: int) -> Check:
    return lambda value: isinstance(value, list) and least <= len(value) <= most and all(map(check, value))


def _row(*checks: Check) -> Check:
    return lambda row: isinstance(row, list) and len(row) == len(checks) and all(c(v) for c, v in zip(checks, row))


def _names(value: Json) -> bool:
    return isinstance(value, dict) and 1 <= len(value) <= 12 and all(map(_text, value.values()))


def _if_there(check: Check) -> Check:
    return lambda value: value is None or check(value)


KEY, SIGNATURE, SIDE, WORD = (
    _like("[0-9a-f]{64}"),
    _like("[0-9a-f]{128}"),
    _like(r"[A-Z][A-Z0-9]{0,11}"),
    _like("[a-z][a-z0-9-]{0,31}"),
)
HASH, ONE, SEQ = KEY, _number(1, 1), _number(1, 1_000_000)
SEALS = _list(_row(KEY, SIGNATURE), 0, 64)
CERTIFICATE: Form = {
    "v": ONE, "opening": _text, "text": _row(HASH, HASH), "bundle": _row(HASH, HASH),
    "chains": lambda value: isinstance(value, dict) and all(
        isinstance(each, dict) and all(check(each.get(name)) for name, check in CHAIN.items())
        for each in value.values()
    ),
}  # fmt: skip
CHAIN: Form = {
    "headers": _list(_text, 1, MOST_ENTRIES), "signature": SIGNATURE, "bodies": _list(_row(SEQ, _text), 0, MOST_ENTRIES),
}  # fmt: skip
OPENING: Form = {
    "v": ONE, "level": ONE, "suite": _like("X1"), "policy": _like("all"), "salt": HASH, "title": _names,
    "sides": _list(_text, 2, 8),
}  # fmt: skip
CARD: Form = {
    "v": ONE, "side": SIDE, "names": _names, "roots": _list(KEY, 1, 32), "threshold": _number(1, 32),
    "seals": _list(_row(KEY, WORD), 1, 32), "node": KEY, "pouch": _like("[0-9a-f]{2432}"),
}  # fmt: skip
HEADER: Form = {
    "v": ONE, "visit": HASH, "side": SIDE, "seq": SEQ, "prev": HASH, "seen": _list(_row(SIDE, SEQ, HASH), 0, 7),
    "type": WORD, "at": _like("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z"), "body": HASH,
    "length": _number(2, 256 * KIB), "point": _if_there(HASH), "revision": _if_there(HASH),
    "needs": _if_there(_list(_row(SIDE, WORD), 0, 16)),
}  # fmt: skip
BODY: dict[str, Form] = {
    "assent": {"level": _like("ad-referendum|final"), "wording": _like("agree|no-objection"), "seals": SEALS},
    "keys": {"card": _text, "roots": SEALS, "last_good": _if_there(_number(0, 1_000_000))},
    "package": {"content": lambda value: isinstance(value, dict) and MEMBERS(value.get("members"))},
}
MEMBERS = _list(_row(HASH, HASH), 1, 1000)


# ------------------------------------------------------------------------------- opening, cards, entries, chains


class _Signatures:
    """Counts what it verifies: a hostile file may not keep the reader busy for hours."""

    def __init__(self) -> None:
        self._done = 0

    def good(self, key: str, signature: str, message: bytes) -> bool:
        self._count()
        return is_good_signature(bytes.fromhex(key), bytes.fromhex(signature), message)

    def safe(self, key: str) -> bool:
        self._count()
        return is_safe_key(bytes.fromhex(key))

    def signers(self, pairs: list[list[str]], keys: Iterable[str], message: bytes) -> set[str]:
        """Those of the keys that signed."""
        known = set(keys)
        return {key for key, signature in pairs if key in known and self.good(key, signature, message)}

    def _count(self) -> None:
        self._done += 1
        _demand(self._done <= MOST_SIGNATURES, "certificate-too-large", "signatures")


def _card(raw: bytes, signatures: _Signatures) -> dict[str, Json]:
    card = _parsed(raw, CARD, "card", 64 * KIB)
    keys = _keys(card)
    _demand(len(set(keys)) == len(keys) and card["threshold"] <= len(card["roots"]), where="keys of a card")
    _demand(all(map(signatures.safe, keys)), where="keys of a card")
    return card


def _keys(card: dict[str, Json]) -> list[str]:
    return [*card["roots"], *(key for key, _ in card["seals"]), card["node"]]


def _cards(opening: dict[str, Json], signatures: _Signatures) -> dict[str, dict[str, Json]]:
    cards = [_card(text.encode(), signatures) for text in opening["sides"]]
    sides, keys = [card["side"] for card in cards], [key for card in cards for key in _keys(card)]
    _demand(sides == sorted(set(sides)) and len(keys) == len(set(keys)), where="sides")
    return dict(zip(sides, cards, strict=True))


@dataclass(slots=True)
class _Entry:
    """An entry's header. Its fields are those of the page; `seen` holds number and hash by side."""

    raw: bytes
    fields: dict[str, Json]
    hash: str
    side: str
    seq: int
    type: str
    about: Text | None
    seen: dict[str, tuple[int, str]]
    body: dict[str, Json] | None = None
    offices: set[str] | None = None  # that sealed, once that was found out

    def said(self) -> dict[str, Json]:
        """The body, where it is needed."""
        _demand(self.body is not None, "certificate-body", f"{self.side} {self.seq}")
        return self.body or {}

    def reaches(self, side: str, seq: int) -> bool:
        """Whether its writer had that entry, its own counting as had."""
        return (self.seq if side == self.side else self.seen.get(side, (0, ""))[0]) >= seq


def _entry(raw: bytes) -> _Entry:
    found = _parsed(raw, HEADER, "header", 4 * KIB)
    seen, needs = {side: (seq, name) for side, seq, name in found["seen"]}, found.get("needs", [])
    _demand(list(seen) == sorted(seen) and len(seen) == len(found["seen"]) and found["side"] not in seen, where="seen")
    _demand(needs == sorted(needs) and all(a != b for a, b in zip(needs, needs[1:], strict=False)), where="needs")
    about = (found["point"], found["revision"]) if "point" in found and "revision" in found else None
    return _Entry(raw, found, _hash("entry", raw), found["side"], found["seq"], found["type"], about, seen)


class _Chain:
    """A side's entries from its first on. Each names the hash of the one before: who signs the last signs them all."""

    def __init__(self, visit: str, card: dict[str, Json], signatures: _Signatures) -> None:
        self.visit, self.side, self.signatures = visit, card["side"], signatures
        self.cards = [(1, card)]  # from which entry on each is in force
        self.entries: list[_Entry] = []
        self.doubted: list[tuple[int, int]] = []  # last good entry, and the change of keys that says so
        self.about: dict[Text, list[_Entry]] = defaultdict(list)

    def card(self, seq: int) -> dict[str, Json]:
        return next(card for since, card in reversed(self.cards) if since <= seq)

    def read(self, written: dict[str, Json]) -> None:
        bodies = dict(written["bodies"])
        _demand(list(bodies) == sorted(bodies) and len(bodies) == len(written["bodies"]), where="bodies")
        for text in written["headers"]:
            self.append(_entry(text.encode()), bodies.pop(len(self.entries) + 1, None))
        _demand(not bodies, where="bodies")
        last = self.entries[-1]
        nodes = {self.card(seq)["node"] for seq in ((last.seq, last.seq + 1) if last.type == "keys" else (last.seq,))}
        good = any(self.signatures.good(node, written["signature"], _tagged("entry", last.raw)) for node in nodes)
        _demand(good, "certificate-chain", f"{self.side} {last.seq}")

    def append(self, entry: _Entry, body: str | None) -> None:
        seq, last, where = (
            len(self.entries) + 1,
            self.entries[-1] if self.entries else None,
            f"{entry.side} {entry.seq}",
        )
        place = (entry.fields["visit"], entry.side, entry.seq, entry.fields["prev"])
        _demand(place == (self.visit, self.side, seq, last.hash if last else "0" * 64), "certificate-chain", where)
        _demand((entry.type == "join") == (seq == 1), "certificate-chain", where)
        rises = last is None or all(entry.reaches(side, number) for side, (number, _) in last.seen.items())
        _demand(rises, "certificate-chain", where)
        if body is not None:
            raw = body.encode()
            _demand(
                (_hash("body", raw), len(raw)) == (entry.fields["body"], entry.fields["length"]),
                "certificate-body",
                where,
            )
            entry.body = _parsed(raw, {"salt": HASH, **BODY.get(entry.type, {})}, f"body {where}", 256 * KIB)
        self.entries.append(entry)
        if entry.about:
            self.about[entry.about].append(entry)
        if entry.type == "keys":
            self.change_keys(entry, entry.said(), where)

    def change_keys(self, entry: _Entry, body: dict[str, Json], where: str) -> None:
        old, new = self.card(entry.seq), _card(body["card"].encode(), self.signatures)
        statement = {"card": body["card"], "prev": entry.fields["prev"], "seq": entry.seq, "visit": self.visit}
        if "last_good" in body:
            statement["last_good"] = body["last_good"]
            self.doubted.append((body["last_good"], entry.seq))
        signers = self.signatures.signers(
            body["roots"], old["roots"] + new["roots"], _tagged("keys", _canonical(statement))
        )
        enough = all(len(signers.intersection(card["roots"])) >= card["threshold"] for card in (old, new))
        _demand(enough and new["side"] == self.side, "certificate-keys", where)
        self.cards.append((entry.seq + 1, new))

    def offices(self, entry: _Entry) -> set[str]:
        """Those whose keys made good seals in an assent."""
        if entry.offices is None:
            body, header, (point, text) = entry.said(), entry.fields, entry.about or ("", "")
            said = {"at": header["at"], "level": body["level"], "wording": body["wording"], "side": self.side}
            message = _canonical({**said, "point": point, "revision": text, "visit": self.visit})
            office = dict(self.card(entry.seq)["seals"])
            entry.offices = {
                office[key] for key in self.signatures.signers(body["seals"], office, _tagged("seal", message))
            }
        return entry.offices


# ------------------------------------------------------------------------------------------------- agreement


def _is_told(entry: _Entry) -> bool:
    """Whether the body gives the name of the text that the header puts on the table."""
    body = entry.said()
    named = {name: body.get(name) for name in ("base", "content", "kind", "salt", "schema")}
    needs, (point, text) = entry.fields.get("needs", []), entry.about or ("", "")
    return (
        _hash("revision", _canonical({**named, "needs": needs, "point": point, "visit": entry.fields["visit"]})) == text
    )


class _Agreement:
    """What the rule of agreement asks of the chains of all sides."""

    def __init__(self, chains: dict[str, _Chain], bundle: Text) -> None:
        self.chains, self.bundle = chains, bundle
        self.texts = self.covered(bundle)
        self.points = dict(self.texts)

    def tabled(self, text: Text) -> list[_Entry]:
        found = [entry for chain in self.chains.values() for entry in chain.about.get(text, ())]
        return [entry for entry in found if entry.type in {"propose", "package"}]

    def covered(self, bundle: Text) -> set[Text]:
        """The texts that one signature under this covers."""
        packages = [entry for entry in self.tabled(bundle) if entry.type == "package" and _is_told(entry)]
        return {bundle, *((point, text) for entry in packages for point, text in entry.said()["content"]["members"])}

    def contradicts(self, bundle: Text) -> bool:
        return any(self.points.get(point, text) != text for point, text in self.covered(bundle))

    def needed(self, assent: _Entry, texts: set[Text]) -> set[str] | None:
        """The offices that must seal these texts for the assent's side; None unless it had every text before."""
        offices: set[str] = set()
        for text in texts:
            had = [
                e
                for e in self.tabled(text)
                if e.seq < assent.seq
                and e.side == assent.side
                or e.side != assent.side
                and assent.reaches(e.side, e.seq)
            ]
            if not had:
                return None
            offices.update(office for e in had for side, office in e.fields.get("needs", []) if side == assent.side)
        return offices

    def assents(self, side: str, bundle: Text) -> dict[str, _Entry]:
        """The first effective assent of a side to a bundle, at any level and at the final one."""
        sealed: dict[str, set[str]] = {"any": set(), "final": set()}
        found: dict[str, _Entry] = {}
        texts = self.covered(bundle)
        for entry in self.chains[side].about.get(bundle, ()):
            if entry.type == "withdraw" and sealed["any"]:
                break
            if entry.type == "assent" and (offices := self.chains[side].offices(entry)):
                needed = self.needed(entry, texts)
                for level in {"any", entry.said()["level"]} & set(sealed):
                    sealed[level] |= offices
                    if needed is not None and needed <= sealed[level]:
                        found.setdefault(level, entry)
        return found

    def assent(self, side: str) -> _Entry:
        found = self.assents(side, self.bundle).get("final")
        if found is None:
            raise NotVerified("certificate-assent", side)
        return found

    def receipt(self, side: str, assents: dict[str, _Entry]) -> _Entry:
        """The first entry of a side that reaches every side's assent. What it had seen must be in the file."""
        for entry in self.chains[side].entries:
            if all(entry.reaches(other, assent.seq) for other, assent in assents.items()):
                within = all(seq <= len(self.chains[other].entries) for other, (seq, _) in entry.seen.items())
                _demand(within, "certificate-receipt", f"{side} {entry.seq}")
                return entry
        raise NotVerified("certificate-receipt", side)

    def stands(self, assent: _Entry, receipt: _Entry) -> None:
        """Refuse a signature that its side took back, or does not vouch for."""
        side, between = assent.side, range(assent.seq + 1, receipt.seq)
        entries = self.chains[side].entries[assent.seq : receipt.seq - 1]
        for entry in entries:
            withdrawn = entry.type == "withdraw" and entry.about == self.bundle
            _demand(not withdrawn, "certificate-withdrawn", f"{side} {entry.seq}")
        for other in {entry.about for entry in entries if entry.type == "assent" and entry.about}:
            if self.contradicts(other):
                fine = all(entry.seq not in between for entry in self.assents(side, other).values())
                _demand(fine, "certificate-withdrawn", f"{side} {other[0]}")
        for last_good, seq in self.chains[side].doubted:
            fine = not any(last_good < entry.seq < seq for entry in (assent, receipt))
            _demand(fine, "certificate-contested", f"{side} {seq}")


def _same_history(chains: dict[str, _Chain]) -> None:
    """What a side says it has seen of another must be what stands there, as far as that is in the file."""
    for chain in chains.values():
        for entry in chain.entries:
            for side, (seq, name) in entry.seen.items():
                entries = chains[side].entries if side in chains else []
                fine = side in chains and (seq > len(entries) or entries[seq - 1].hash == name)
                _demand(fine, "certificate-chain", f"{entry.side} {entry.seq}")


def verified(raw: bytes) -> Verified:
    """What the certificate shows. Raises `NotVerified`, and nothing else, if it shows no agreement."""
    signatures = _Signatures()
    _demand(len(raw) <= MOST_BYTES, "certificate-too-large")
    found = _parsed(raw, CERTIFICATE, "certificate", MOST_BYTES)
    opening = _parsed(found["opening"].encode(), OPENING, "opening", 512 * KIB)
    visit, cards = _hash("opening", found["opening"].encode()), _cards(opening, signatures)
    _demand(set(found["chains"]) == set(cards), where="chains")
    _demand(sum(len(each["headers"]) for each in found["chains"].values()) <= MOST_ENTRIES, "certificate-too-large")
    chains = {side: _Chain(visit, card, signatures) for side, card in cards.items()}
    for side, chain in chains.items():
        chain.read(found["chains"][side])
    _same_history(chains)
    text, bundle = (found["text"][0], found["text"][1]), (found["bundle"][0], found["bundle"][1])
    agreement = _Agreement(chains, bundle)
    told = [entry for entry in agreement.tabled(text) if entry.body is not None and _is_told(entry)]
    _demand(told, "certificate-text")
    _demand(text in agreement.texts, "certificate-bundle")
    assents = {side: agreement.assent(side) for side in chains}
    receipts = {side: agreement.receipt(side, assents) for side in chains}
    for side in chains:
        agreement.stands(assents[side], receipts[side])
    sides = tuple(_signatory(cards[side], assents[side], receipts[side]) for side in chains)
    return Verified(visit, opening["title"], text, bundle, told[0].said()["content"], sides)


def _signatory(card: dict[str, Json], assent: _Entry, receipt: _Entry) -> Signatory:
    fingerprint = f"{int(_hash('card', _canonical(card)), 16) % 10**20:020d}"
    places = (assent.seq, assent.fields["at"], receipt.seq, receipt.fields["at"])
    return Signatory(card["side"], card["names"], fingerprint, tuple(sorted(assent.offices or ())), *places)


# -------------------------------------------------------------------------------------------------- by itself


def _shown(words: str) -> str:
    """Foreign text, with everything escaped that could deceive on a screen; Persian needs U+200C."""
    return "".join(c if c.isprintable() or c == "\u200c" else f"\\u{ord(c):04x}" for c in words)


def _named(names: dict[str, str]) -> str:
    return "; ".join(f"{words} ({tongue})" if tongue else words for tongue, words in names.items()) or "(no title)"


def told(found: Verified) -> str:
    """What the certificate shows, in plain English."""
    lines = [
        "VERIFIED. All sides agreed to this text.",
        f"Visit: {_named(found.visit_title)}",
        f"Text: {_named(found.titles)}",
    ]
    lines += [f"  {line}" for line in json.dumps(found.content, ensure_ascii=False, indent=1).splitlines()[1:-1]]
    if found.bundle != found.text:
        lines.append("It was signed as part of a package.")
    for side in found.sides:
        digits = " ".join(side.fingerprint[at : at + 5] for at in range(0, 20, 5))
        lines.append(f"{side.side}: {_named(side.names)}; fingerprint of its card {digits}")
        lines.append(
            f"  signed with entry {side.assent}, by its clock {side.assent_at}; offices: {', '.join(side.offices)}"
        )
        lines.append(f"  received all signatures with entry {side.receipt}, by its clock {side.receipt_at}")
    return "\n".join(map(_shown, [*lines, *CAVEATS]))


def main(arguments: list[str]) -> int:
    """Read a file, say what it shows; 0 if that is an agreement, else 1."""
    if len(arguments) != 1:
        sys.stdout.write("Usage: python verifier.py FILE\n")
        return 1
    try:
        with Path(arguments[0]).open("rb") as file:
            said, code = told(verified(file.read(MOST_BYTES + 1))), 0
    except OSError as wrong:
        said, code = f"The file cannot be read: {wrong.strerror}", 1
    except NotVerified as wrong:
        said, code = (
            f"NOT VERIFIED. {SENTENCES[wrong.code]} [{wrong.code}{wrong.where and ': ' + _shown(wrong.where)}]",
            1,
        )
    sys.stdout.buffer.write(said.encode("utf-8", "replace") + b"\n")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Was a text agreed? Reads one certificate and believes nothing else.

A second implementation of docs/formats/certificate.md, written from that page, docs/formats/agreement.md and
docs/formats/resumption.md.
It shares no code with Placet and needs nothing but Python: whoever doubts Placet takes this one file, reads it, and
runs `python verifier.py FILE`. Therefore it is one module, has arithmetic of its own for Ed25519, and is the only
module that holds its own sentences. It refuses to know records, stores, clocks and keys that are not in the file.
A signature takes 5 to 15 ms, and 4096 are looked at; TIMES
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

KIB, MIB = 1 << 10, 1 << 20
MOST_BYTES, MOST_ENTRIES, MOST_VALUES, MOST_DEPTH, MOST_SIGNATURES = 64 * MIB, 200_000, 2_000_000, 16, 4096
MOST_STATEMENTS, MOST_NAMED = 64, 5000  # of one chain that parted from itself; entries that one of them names
SENTENCES = {
    "certificate-too-large": "The file is larger than a certificate may be.",
    "certificate-form": "The file is not a certificate, or a part of it does not have the form that it must have.",
    "certificate-chain": "The entries of a side do not follow one another, or the side did not sign them.",
    "certificate-body": "What an entry says is missing, or is not what its side signed.",
    "certificate-resumption": "What was signed about a chain that had parted from itself does not fit this file.",
    "certificate-resumption-not-signed": "A side did not sign how a chain goes on that had parted from itself.",
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
    assent: int
    assent_at: str
    receipt: int
    receipt_at: str
    settled: int = 0
    """How many times its chain had parted from itself, and all sides signed which branch counts."""


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


def _is_small(point: Point) -> bool:
    x, y, z, _ = _doubled(_doubled(_doubled(point)))
    return x == 0 and (y - z) % PRIME == 0


BASE = _decoded((4 * pow(5, -1, PRIME) % PRIME).to_bytes(32, "little")) or NEUTRAL
BASES = list(accumulate([BASE] * 15, _added, initial=NEUTRAL))


def _sum(number: int, other: int, point: Point) -> Point:
    """`number` times the base plus `other` times `point`, four bits at a time."""
    points, found = list(accumulate([point] * 15, _added, initial=NEUTRAL)), NEUTRAL
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
    fine = len(found) == len(pairs) and all(re.fullmatch("[A-Za-z0-9_-]{1,64}", name) for name in found)
    _demand(fine, where="keys")
    return found


def _canonical(value: Json) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _tagged(use: str, raw: bytes) -> bytes:
    return f"placet/{use}/v1\n".encode() + raw


def _hash(use: str, raw: bytes) -> str:
    return hashlib.sha256(_tagged(use, raw)).hexdigest()


def _bounded(raw: bytes) -> bool:
    """Whether bytes nest no deeper than they may, have neither null nor fraction, and few values for their size."""
    bare, depth = raw.replace(rb"\\", b"").replace(rb"\"", b""), 0
    _demand(bare.count(b'"') <= MOST_VALUES, "certificate-too-large", "texts")
    outside = b"".join(bare.split(b'"')[::2])
    _demand(sum(map(outside.count, (b",", b"[", b"{"))) <= MOST_VALUES, "certificate-too-large", "values")
    for mark in re.finditer(rb"[\[{}\]]", outside):
        depth += 1 if mark[0] in b"[{" else -1
        if depth > MOST_DEPTH:
            return False
    return not re.search(rb"null|[.EIN]|[0-9]e", outside)


def _parsed(raw: bytes, form: Form, where: str, most: int) -> dict[str, Json]:
    """The object that these bytes are the one writing of, if its fields have the form."""
    _demand(len(raw) <= most and _bounded(raw), where=where)
    try:
        value = json.loads(raw.decode(), object_pairs_hook=_object, parse_int=_whole)
        _demand(_canonical(value) == raw, where=where)
    except ValueError:  # not UTF-8, not JSON, or half of a pair that is one character
        raise NotVerified("certificate-form", where) from None
    _demand(_has(form)(value), where=where)
    return dict(value)


def _number(least: int, most: int) -> Check:
    return lambda value: type(value) is int and least <= value <= most  # not isinstance: a truth value is no number


def _like(pattern: str) -> Check:
    return lambda value: isinstance(value, str) and re.fullmatch(pattern, value) is not None


def _list(check: Check, least: int, most: int) -> Check:
    return lambda value: isinstance(value, list) and least <= len(value) <= most and all(map(check, value))


def _row(*checks: Check) -> Check:
    return lambda row: isinstance(row, list) and len(row) == len(checks) and all(map(lambda c, v: c(v), checks, row))


def _has(form: Form) -> Check:
    """An object with these fields at least. No value is null, so None is what is not there."""
    return lambda value: isinstance(value, dict) and all(check(value.get(name)) for name, check in form.items())


def _each(check: Check) -> Check:
    return lambda value: isinstance(value, dict) and all(map(check, value.values()))


def _if_there(check: Check) -> Check:
    return lambda value: value is None or check(value)


TEXT = _like("(?s:.*)")
KEY = HASH = _like("[0-9a-f]{64}")
SIGNATURE, SIDE, WORD = _like("[0-9a-f]{128}"), _like("[A-Z][A-Z0-9]{0,11}"), _like("[a-z][a-z0-9-]{0,31}")
ONE, SEQ, NAMES = _number(1, 1), _number(1, 1_000_000), _each(TEXT)
SIGNED = _list(_row(KEY, SIGNATURE), 0, 32)
BODIES = _list(_row(SEQ, TEXT), 0, MOST_ENTRIES)
SETTLED = _has({"statements": _list(TEXT, 1, MOST_STATEMENTS), "roots": _each(SIGNED)})
CHAIN = {
    "headers": _list(TEXT, 1, MOST_ENTRIES), "signature": SIGNATURE, "bodies": BODIES,
    "resumptions": _if_there(SETTLED),
}  # fmt: skip
NAMED = _row(HASH, HASH)
CERTIFICATE = {"v": ONE, "opening": TEXT, "text": NAMED, "bundle": NAMED, "chains": _each(_has(CHAIN))}
OPENING = {
    "v": ONE, "level": ONE, "suite": _like("X1"), "policy": _like("all"), "salt": HASH, "title": NAMES,
    "sides": _list(TEXT, 2, 8),
}  # fmt: skip
CARD = {
    "v": ONE, "side": SIDE, "names": NAMES, "roots": _list(KEY, 1, 32), "threshold": _number(1, 32),
    "seals": _list(_row(KEY, WORD), 1, 32), "node": KEY, "pouch": _like("[0-9a-f]{2432}"),
}  # fmt: skip
HEADER = {
    "v": ONE, "visit": HASH, "side": SIDE, "seq": SEQ, "prev": HASH, "seen": _list(_row(SIDE, SEQ, HASH), 0, 7),
    "type": WORD, "at": _like("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z"), "body": HASH,
    "length": _number(2, 256 * KIB), "point": _if_there(HASH), "revision": _if_there(HASH),
    "needs": _if_there(_list(_row(SIDE, WORD), 1, 16)),
}  # fmt: skip
STATEMENT = {
    "v": ONE, "visit": HASH, "side": SIDE, "after": _number(0, 1_000_000), "prev": HASH, "follows": HASH,
    "counts": _list(HASH, 0, MOST_NAMED), "dropped": _list(_row(_number(0, 1_000_000), HASH), 0, MOST_NAMED),
    "card": _if_there(TEXT),
}  # fmt: skip
KEYS = _has({"card": TEXT, "roots": SIGNED, "last_good": _if_there(SEQ)})
ASSENT = _has({"level": _like("ad-referendum|final"), "wording": _like("agree|no-objection"), "seals": SIGNED})
TOLD = {"base": _list(HASH, 0, 1000), "kind": WORD, "schema": _number(1, 1 << 53), "salt": HASH, "content": _has({})}
PACKAGE = _has({"members": _list(NAMED, 1, 1000)})


# ------------------------------------------------------------------------------- opening, cards, entries, chains


class _Signatures:
    """Counts what it looks at: a hostile file may not keep the reader busy for hours."""

    done = named = 0

    def name(self, more: int) -> None:
        self.named += more
        _demand(self.named <= MOST_ENTRIES, "certificate-too-large", "names")

    def count(self) -> None:
        self.done += 1
        _demand(self.done <= MOST_SIGNATURES, "certificate-too-large", "signatures")

    def good(self, key: str, signature: str, message: bytes) -> bool:
        self.count()
        return is_good_signature(bytes.fromhex(key), bytes.fromhex(signature), message)

    def signers(self, pairs: list[list[str]], keys: Iterable[str], message: bytes) -> set[str]:
        """Those of the keys that signed."""
        known = set(keys)
        return {key for key, signature in pairs if key in known and self.good(key, signature, message)}

    def card(self, raw: bytes) -> dict[str, Json]:
        """The card that these bytes hold, if its keys are fit to be enrolled."""
        card = _parsed(raw, CARD, "card", 64 * KIB)
        _demand(card["threshold"] <= len(card["roots"]) and len(set(_keys(card))) == len(_keys(card)), where="card")
        for key in _keys(card):
            self.count()
            _demand(is_safe_key(bytes.fromhex(key)), where="key of a card")
        return card


def _keys(card: dict[str, Json]) -> list[str]:
    return [*card["roots"], *(key for key, _ in card["seals"]), card["node"]]


@dataclass(slots=True)
class _Entry:
    """`fields` are those of the header. `seen` holds number and hash by side; "" for a dropped one."""

    raw: bytes
    fields: dict[str, Json]
    hash: str
    side: str
    seq: int
    type: str
    about: Text | None
    seen: dict[str, tuple[int, str]]
    body: dict[str, Json] | None = None
    offices: set[str] | None = None  # that sealed it; this and the next once it was asked
    tied: set[Text] | None = None

    def said(self) -> dict[str, Json]:
        """The body, which is needed here."""
        _demand(self.body is not None, "certificate-body", f"{self.side} {self.seq}")
        return self.body or {}

    def saw(self, side: str) -> int:
        """How many entries of a side its writer had, this one included."""
        return self.seq if side == self.side else self.seen.get(side, (0, ""))[0]

    def tells(self) -> bool:
        """Whether the body gives the name of the text that the header puts on the table, single or a package."""
        body = self.said()
        return self.names() and _has(TOLD)(body) and (body["kind"] == "package") == (self.type == "package")

    def names(self) -> bool:
        """Whether the header puts the text on the table that it names: its name is made of the header alone."""
        point, text = self.about or ("", "")
        named = {"body": self.fields["body"], "needs": self.fields.get("needs", []), "point": point}
        named |= {"type": self.type, "visit": self.fields["visit"]}
        return self.type in ("propose", "package") and _hash("revision", _canonical(named)) == text

    def members(self) -> set[Text]:
        """The texts that a package ties together; none of a single text, or where they are not told as they must be."""
        if self.tied is None:
            content = self.said()["content"] if self.type == "package" and self.tells() else {}
            found = {(point, text) for point, text in content["members"]} if PACKAGE(content) else set()
            points = {point for point, _ in found} - {(self.about or ("", ""))[0]}
            self.tied = found if found and len(points) == len(content["members"]) else set()
        return self.tied


def _entry(raw: bytes) -> _Entry:
    found = _parsed(raw, HEADER, "header", 4 * KIB)
    seen, needs = {side: (seq, name) for side, seq, name in found["seen"]}, [tuple(e) for e in found.get("needs", [])]
    _demand([side for side, _, _ in found["seen"]] == sorted(set(seen) - {found["side"]}), where="seen")
    _demand(needs == sorted(set(needs)), where="needs")
    about = (found["point"], found["revision"]) if "point" in found and "revision" in found else None
    return _Entry(raw, found, _hash("entry", raw), found["side"], found["seq"], found["type"], about, seen)


class _Settled:
    """What all sides signed of a chain that had parted from itself, in one statement after the other."""

    def __init__(self, visit: str, side: str, told: dict[str, Json], signatures: _Signatures) -> None:
        self.where, self.roots, self.said = f"resumption of {side}", told["roots"], b""
        self.after = self.last = 0
        self.line: dict[int, str] = {}  # by number, the only entry that may stand there
        self.free: set[int] = set()  # numbers at which it is not looked at what is named as the one before
        self.links: dict[int, str] = {}  # by number, what the next entry names as the one before it
        self.dropped: dict[str, int] = {}  # entries that do not count; how many that do are before each
        self.cards: dict[int, str] = {}  # by number, the card that the entry under it must put in force
        self.times, follows = len(told["statements"]), "0" * 64
        for text in told["statements"]:
            self.said = text.encode()
            statement = _parsed(self.said, STATEMENT, self.where, MIB)
            signatures.name(len(statement["counts"]) + len(statement["dropped"]))
            place = (statement["visit"], statement["side"], statement["follows"])
            fits = place == (visit, side, follows) and statement.keys() | {"card"} == STATEMENT.keys()
            _demand(fits, "certificate-resumption", self.where)
            self._settle(statement)
            follows = self.links[self.last] = _hash("resume", self.said)

    def _settle(self, said: dict[str, Json]) -> None:
        after, counts, dropped = said["after"], said["counts"], {name: shared for shared, name in said["dropped"]}
        self.after, self.last = after, after + len(counts)
        once = len(dropped.keys() | {*counts}) == len(counts) + len(said["dropped"])
        within = all(after <= shared <= self.last for shared in dropped.values())
        before = self.line.get(after, said["prev"]) if after else "0" * 64
        _demand(once and within and said["prev"] == before, "certificate-resumption", self.where)
        line = {after: said["prev"], **dict(enumerate(counts, after + 1))}
        shared = next((n - 1 for n in range(after + 1, self.last + 1) if self.line.get(n) != line[n]), self.last)
        is_known = shared == self.last or shared + 1 in self.line  # else what counted there before is told by nothing
        left = {
            name: had for name, had in self.dropped.items() if name not in {*counts} and (had <= shared or is_known)
        }
        self.dropped = {name: min(had, shared) for name, had in left.items()} | dropped
        self.line = {n: name for n, name in self.line.items() if n <= after} | line
        self.free = {n for n in self.free if n <= after} | {*range(after + 1, self.last + 1)}
        self.links = {n: name for n, name in self.links.items() if n < after}
        self.cards = {n: card for n, card in self.cards.items() if n <= after}
        self.cards |= {self.last + 1: said["card"]} if "card" in said else {}


NOTHING_SETTLED: dict[str, Json] = {"statements": [], "roots": {}}


class _Chain:
    """A side's entries from its first on. Each names the hash of the one before: who signs the last signs them all."""

    def __init__(self, visit: str, card: Json, settled: dict[str, _Settled], signatures: _Signatures) -> None:
        self.visit, self.side, self.signatures = visit, card["side"], signatures
        self.settled = settled  # of every side
        self.cards = [(1, card)]  # from which entry on each is in force
        self.entries: list[_Entry] = []
        self.doubted: list[tuple[int, int]] = []  # last good entry, and the change of keys that says so
        self.about: dict[Text | None, list[_Entry]] = defaultdict(list)

    def card(self, seq: int) -> dict[str, Json]:
        return next(card for since, card in reversed(self.cards) if since <= seq)

    def read(self, written: dict[str, Json]) -> None:
        bodies = dict(written["bodies"])
        _demand([seq for seq, _ in written["bodies"]] == sorted(bodies), where="bodies")
        for text in written["headers"]:
            self.append(_entry(text.encode()), bodies.pop(len(self.entries) + 1, None))
        last, signature = self.entries[-1], written["signature"]
        nodes = {self.card(seq)["node"] for seq in (last.seq, last.seq + 1)}  # a change of keys may bear the new one's
        good = any(self.signatures.good(node, signature, _tagged("entry", last.raw)) for node in nodes)
        _demand(good and not bodies, "certificate-chain" if not good else "certificate-form", f"{self.side} {last.seq}")

    def append(self, entry: _Entry, body: str | None) -> None:
        seq, last, settled = len(self.entries) + 1, self.entries[-1] if self.entries else None, self.settled[self.side]
        _demand(settled.line.get(seq, entry.hash) == entry.hash, "certificate-resumption", f"{self.side} {seq}")
        before = settled.links.get(seq - 1, last.hash if last else "0" * 64)
        follows = seq in settled.free or entry.fields["prev"] == before
        fine = (entry.fields["visit"], entry.side, entry.seq) == (self.visit, self.side, seq) and follows
        for side in entry.seen.keys() & self.settled.keys():
            had = self.settled[side].dropped.get(entry.seen[side][1])
            entry.seen[side] = entry.seen[side] if had is None else (had, "")
        rises = last is None or all(entry.saw(side) >= number for side, (number, _) in last.seen.items())
        _demand(fine and rises and (entry.type == "join") == (seq == 1), "certificate-chain", f"{self.side} {seq}")
        if body is not None:
            said = (_hash("body", body.encode()), len(body.encode()))
            _demand(said == (entry.fields["body"], entry.fields["length"]), "certificate-body", f"{self.side} {seq}")
            entry.body = _parsed(body.encode(), {}, f"body of {self.side} {seq}", 256 * KIB)
        self.entries.append(entry)
        self.about[entry.about].append(entry)
        brings = entry.said().get("card") if entry.type == "keys" else None
        _demand(settled.cards.get(seq, brings) == brings, "certificate-resumption", f"{self.side} {seq}")
        if entry.type == "keys":
            self.change_keys(entry, entry.said())

    def change_keys(self, entry: _Entry, body: dict[str, Json]) -> None:
        where = f"{self.side} {entry.seq}"
        _demand(KEYS(body), "certificate-keys", where)
        old, new = self.card(entry.seq), self.signatures.card(body["card"].encode())
        said = {"card": body["card"], "prev": entry.fields["prev"], "seq": entry.seq, "visit": self.visit}
        said |= {"last_good": body["last_good"]} if "last_good" in body else {}
        roots = {*old["roots"], *new["roots"]}
        signers = self.signatures.signers(body["roots"], roots, _tagged("keys", _canonical(said)))
        enough = all(len(signers.intersection(card["roots"])) >= card["threshold"] for card in (old, new))
        last_good = body.get("last_good", entry.seq - 1)
        _demand(enough and new["side"] == self.side and last_good < entry.seq, "certificate-keys", where)
        self.cards.append((entry.seq + 1, new))
        self.doubted.append((last_good, entry.seq))

    def demand_settled_by(self, chains: dict[str, _Chain]) -> None:
        """Refuse a chain that goes on from a statement which not every side signed.

        The last speaks for those that it follows. A side that is seen to have gone on from it signed with keys that it
        had by then; any other with its last ones, so that nobody can use keys which it has replaced.
        """
        settled, end = self.settled[self.side], len(self.entries)
        if not settled.times:
            return
        _demand(settled.after <= end, "certificate-resumption", settled.where)
        for chain in chains.values():
            went_on = next((e.seq for e in chain.entries if settled.last < e.saw(self.side) <= end), None)
            cards = [card for since, card in chain.cards if since <= went_on] if went_on else [chain.cards[-1][1]]
            cards = [self.card(settled.after + 1)] if chain is self else cards
            keys = {key for card in cards for key in card["roots"]}
            signed = self.signatures.signers(settled.roots.get(chain.side, []), keys, _tagged("resume", settled.said))
            enough = any(len(signed.intersection(card["roots"])) >= card["threshold"] for card in cards)
            _demand(enough, "certificate-resumption-not-signed", f"{settled.where} by {chain.side}")

    def offices(self, entry: _Entry) -> set[str]:
        """Those whose keys made good seals in an assent."""
        if entry.offices is None:
            body, (point, text), office = entry.said(), entry.about or ("", ""), dict(self.card(entry.seq)["seals"])
            said = {name: body.get(name) for name in ("level", "wording")} | {"at": entry.fields["at"], "point": point}
            message = _tagged("seal", _canonical({**said, "revision": text, "side": self.side, "visit": self.visit}))
            seals = body["seals"] if ASSENT(body) else []
            entry.offices = {office[key] for key in self.signatures.signers(seals, office, message)}
        return entry.offices


# ------------------------------------------------------------------------------------------------- agreement

ANY, FINAL = "ad-referendum", "final"
LEVELS = {ANY, FINAL}


@dataclass(slots=True)
class _Seals:
    """What offices of a side have sealed of a text: by level the offices, and whether that made a signature."""

    texts: set[Text]
    offices: dict[str, dict[str, int]]  # by level, and in it by office the entry
    signed: dict[str, int]  # by level, with which entry

    def forget(self, since: int) -> None:
        """Take away the seals from an entry on, as far as they have not made a signature."""
        for level in LEVELS - self.signed.keys():
            self.offices[level] = {office: seq for office, seq in self.offices[level].items() if seq < since}


@dataclass(slots=True)
class _Signature:
    entry: _Entry
    bundle: Text
    texts: set[Text]
    level: str


class _Said:
    """What a side signed and took back, of the texts that are asked about, from its chain alone."""

    def __init__(self, agreement: _Agreement, chain: _Chain, asked: set[Text]) -> None:
        self.agreement, self.chain = agreement, chain
        self.signatures: list[_Signature] = []
        self.backs: dict[Text, list[int]] = defaultdict(list)  # by text that the side had sealed
        self.seals: dict[Text, _Seals] = {}
        self.touched: set[Text] = set()  # what it had sealed, whether or not that has an effect
        self.waiting: dict[str, dict[str, list[Text]]] = defaultdict(dict)  # by point and text: perhaps in part
        self.acts: list[tuple[int, Text]] = []
        doubted = {at: good for good, at in chain.doubted}
        for entry in chain.entries:
            if entry.seq in doubted:
                self.disown(doubted[entry.seq], entry.seq)
            elif entry.about in asked and entry.type == "withdraw" and entry.about in self.touched:
                self.backs[entry.about].append(entry.seq)
            elif entry.about in asked and entry.type == "assent" and (offices := chain.offices(entry)):
                self.touched.add(entry.about)
                self.seal(entry, entry.about, offices)

    def seal(self, entry: _Entry, bundle: Text, offices: set[str]) -> None:
        texts = set() if bundle in self.backs else self.agreement.covered(entry, bundle)
        if not texts:
            return
        seals = self.seals.setdefault(bundle, _Seals(texts, {level: {} for level in LEVELS}, {}))
        self.acts.append((entry.seq, bundle))
        needed = self.agreement.needed(entry, texts)
        for level in [ANY, FINAL] if entry.said()["level"] == FINAL else [ANY]:
            if level in seals.signed:
                continue
            seals.offices[level] = dict.fromkeys(offices, entry.seq) | seals.offices[level]
            if needed <= seals.offices[level].keys():
                seals.signed[level] = entry.seq
                self.signatures.append(_Signature(entry, bundle, texts, level))
                self.let_go_of_others(texts)
        for point, text in texts if LEVELS - seals.signed.keys() else ():
            self.waiting[point].setdefault(text, []).append(bundle)

    def let_go_of_others(self, texts: set[Text]) -> None:
        """Who signs a text takes back what its single offices had sealed of one that contradicts it."""
        for point, text in texts:
            for other in [each for each in self.waiting[point] if each != text]:
                for bundle in self.waiting[point].pop(other):
                    self.seals[bundle].forget(0)

    def disown(self, good: int, at: int) -> None:
        """What was signed with a stolen key is taken back; so are seals that have made no signature yet."""
        while self.acts and self.acts[-1][0] > good:
            seq, bundle = self.acts.pop()
            self.seals[bundle].forget(seq)
            if seq in self.seals[bundle].signed.values():
                self.backs[bundle].append(at)


def _puts(entry: _Entry) -> bool:
    """Whether it puts the text on the table that it names."""
    return entry.names() and (entry.type == "propose" or bool(entry.members()))


class _Agreement:
    """The rule of agreement, asked of the chains of all sides about one bundle."""

    def __init__(self, chains: dict[str, _Chain], bundle: Text) -> None:
        self.chains, self.bundle = chains, bundle
        self.tables: dict[Text, list[_Entry]] = {}
        asked = self.connected()
        self.said = {side: _Said(self, chain, asked) for side, chain in chains.items()}
        signed = {side: said.signatures for side, said in self.said.items()}
        effective = {side: self.read(side, signed, ANY)[0] for side in chains}
        self.replaced = {side: self.read(side, effective, FINAL)[1] for side in chains}
        self.final = {
            side: each for side in chains for each in effective[side] if (each.bundle, each.level) == (bundle, FINAL)
        }

    def connected(self) -> set[Text]:
        """Whatever anybody signed, or wished to, that has a point in common with the bundle, or with such a text."""
        signed = {e.about for chain in self.chains.values() for e in chain.entries if e.type == "assent" and e.about}
        told = {text: self.told(text) for text in signed | {self.bundle}}
        holding: dict[str, list[Text]] = defaultdict(list)
        for text, texts in told.items():
            for point, _ in texts:
                holding[point].append(text)
        found, wait = {self.bundle}, [self.bundle]
        while wait:
            near = {each for point, _ in told[wait.pop()] for each in holding.pop(point, ())} - found
            found |= near
            wait += near
        return found

    def tabled(self, text: Text) -> list[_Entry]:
        """With what each side first put it on the table; whoever does so again says the same under the same name."""
        if text not in self.tables:
            firsts = (next(filter(_puts, chain.about.get(text, ())), None) for chain in self.chains.values())
            self.tables[text] = [entry for entry in firsts if entry is not None]
        return self.tables[text]

    def told(self, bundle: Text) -> set[Text]:
        """The texts that anybody who put this on the table said it covers."""
        return {bundle, *(text for entry in self.tabled(bundle) for text in entry.members())}

    def had(self, assent: _Entry, text: Text) -> list[_Entry]:
        return [entry for entry in self.tabled(text) if entry.seq <= assent.saw(entry.side)]

    def covered(self, assent: _Entry, bundle: Text) -> set[Text]:
        """The texts under one signature, as far as its writer had them; none where it had not all, or one is tied."""
        had = self.had(assent, bundle)
        texts = {bundle, *(text for entry in had for text in entry.members())}
        is_tied = any(entry.members() for text in texts - {bundle} for entry in self.tabled(text))
        return texts if all(self.had(assent, text) for text in texts) and not is_tied else set()

    def needed(self, assent: _Entry, texts: set[Text]) -> set[str]:
        needs = [need for text in texts for entry in self.had(assent, text) for need in entry.fields.get("needs", [])]
        return {office for side, office in needs if side == assent.side}

    def read(
        self, side: str, signed: dict[str, list[_Signature]], level: str
    ) -> tuple[list[_Signature], dict[Text, int]]:
        """What has an effect; and by text where the side took it back, by signing another, before its receipt."""
        standing: dict[str, dict[str, list[Text]]] = defaultdict(dict)
        assents: dict[Text, dict[str, _Entry]] = defaultdict(dict)
        for each in (each for found in signed.values() for each in found if each.level == level):
            assents[each.bundle][each.entry.side] = each.entry
        receipts = {bundle: self.received(side, found) for bundle, found in assents.items()}
        effective: list[_Signature] = []
        replaced: dict[Text, int] = {}
        for each in signed[side]:
            if each.bundle in replaced:
                continue
            effective.append(each)
            for point, text in each.texts:
                for other in [found for found in standing[point] if found != text]:
                    for bundle in standing[point].pop(other):
                        receipt = receipts[bundle]
                        if receipt is None or receipt.seq > each.entry.seq:
                            replaced.setdefault(bundle, each.entry.seq)
                if each.level == level:
                    standing[point].setdefault(text, []).append(each.bundle)
        return effective, replaced

    def received(self, side: str, assents: dict[str, _Entry]) -> _Entry | None:
        """The first entry of a side that reaches every side's assent."""
        entries = self.chains[side].entries
        at = bisect_left(
            entries, 1, key=lambda entry: all(entry.saw(other) >= each.seq for other, each in assents.items())
        )
        return entries[at] if len(assents) == len(self.chains) and at < len(entries) else None

    def receipt(self, side: str) -> _Entry:
        """The receipt of a side. What it had seen must be in the file."""
        entry = self.received(side, {side: each.entry for side, each in self.final.items()})
        if entry is None:
            raise NotVerified("certificate-receipt", side)
        within = all(seq <= len(self.chains[other].entries) for other, (seq, _) in entry.seen.items())
        _demand(within, "certificate-receipt", f"{side} {entry.seq}")
        return entry

    def stands(self, side: str, receipt: _Entry) -> None:
        """Refuse a signature that its side took back before its receipt, or does not vouch for."""
        chain, assent = self.chains[side], self.final[side].entry
        disowned = {at for _, at in chain.doubted}  # who disowns a signature receives nothing with the same entry
        backs = [at for at in self.said[side].backs[self.bundle] if at < receipt.seq + (at in disowned)]
        backs += [self.replaced[side][self.bundle]] if self.bundle in self.replaced[side] else []
        _demand(not backs, "certificate-withdrawn", f"{side} {backs}")
        doubtful = [at for good, at in chain.doubted if good < assent.seq < at or good < receipt.seq < at]
        _demand(not doubtful, "certificate-contested", f"{side} {doubtful}")


def _chains(found: dict[str, Json], signatures: _Signatures) -> dict[str, _Chain]:
    opening = _parsed(found["opening"].encode(), OPENING, "opening", 512 * KIB)
    visit, cards = _hash("opening", found["opening"].encode()), [signatures.card(t.encode()) for t in opening["sides"]]
    sides, keys = [card["side"] for card in cards], [key for card in cards for key in _keys(card)]
    _demand(sides == sorted({*found["chains"]}) and len(keys) == len({*keys}), where="sides")
    told = {side: found["chains"][side].get("resumptions", NOTHING_SETTLED) for side in sides}
    settled = {side: _Settled(visit, side, told[side], signatures) for side in sides}
    chains = {card["side"]: _Chain(visit, card, settled, signatures) for card in cards}
    _demand(sum(len(each["headers"]) for each in found["chains"].values()) <= MOST_ENTRIES, "certificate-too-large")
    for side, chain in chains.items():
        chain.read(found["chains"][side])
    for entry in (entry for chain in chains.values() for entry in chain.entries):
        for side, (seq, name) in entry.seen.items():
            shown = chains[side].entries[seq - 1 : seq] if side in chains else [entry]
            fine = not name or all(each.hash == name for each in shown)
            _demand(fine, "certificate-chain", f"{entry.side} {entry.seq}")
    for chain in chains.values():
        chain.demand_settled_by(chains)
    return chains


def verified(raw: bytes) -> Verified:
    """What a certificate shows. Raises `NotVerified`, and nothing else, if it shows no agreement."""
    _demand(len(raw) <= MOST_BYTES, "certificate-too-large")
    found = _parsed(raw, CERTIFICATE, "certificate", MOST_BYTES)
    text, bundle = (found["text"][0], found["text"][1]), (found["bundle"][0], found["bundle"][1])
    chains = _chains(found, _Signatures())
    agreement = _Agreement(chains, bundle)
    tabled = [entry for chain in chains.values() for entry in chain.about.get(text, ()) if _puts(entry)]
    told = [entry for entry in tabled if entry.body is not None and entry.tells()]
    _demand(told, "certificate-text")
    _demand(text in agreement.told(bundle), "certificate-bundle")
    assents = {side: each.entry for side, each in agreement.final.items() if text in each.texts}
    _demand(len(assents) == len(chains), "certificate-assent", " ".join(sorted(chains.keys() - assents)))
    receipts = {side: agreement.receipt(side) for side in chains}
    for side in chains:
        agreement.stands(side, receipts[side])
    sides = tuple(_signatory(chains[side], assents[side], receipts[side]) for side in chains)
    title = json.loads(found["opening"])["title"]
    return Verified(assents[sides[0].side].fields["visit"], title, text, bundle, told[0].said()["content"], sides)


def _signatory(chain: _Chain, assent: _Entry, receipt: _Entry) -> Signatory:
    card, places = chain.card(1), (assent.seq, assent.fields["at"], receipt.seq, receipt.fields["at"])
    fingerprint = f"{int(_hash('card', _canonical(card)), 16) % 10**30:030d}"
    return Signatory(chain.side, card["names"], fingerprint, *places, chain.settled[chain.side].times)


# -------------------------------------------------------------------------------------------------- by itself


def _shown(words: str) -> str:
    """Foreign text, with everything escaped that could deceive on a screen; Persian needs U+200C."""
    return "".join(c if c.isprintable() or c == "\u200c" else f"\\u{ord(c):04x}" for c in words)


def _named(names: dict[str, str]) -> str:
    return "; ".join(f"{words} ({tongue})" if tongue else words for tongue, words in names.items()) or "(no title)"


def told(found: Verified) -> str:
    """What the certificate shows, in plain English."""
    lines = ["VERIFIED. All sides agreed to this text."]
    lines += [f"Visit: {_named(found.visit_title)}", f"Text: {_named(found.titles)}"]
    lines += [f"  {line}" for line in json.dumps(found.content, ensure_ascii=False, indent=1).splitlines()[1:-1]]
    lines += ["It was signed as part of a package."] if found.bundle != found.text else []
    for side in found.sides:
        digits = " ".join(side.fingerprint[at : at + 5] for at in range(0, 30, 5))
        lines.append(f"{side.side}: {_named(side.names)}; fingerprint of its card {digits}")
        lines.append(f"  signed with entry {side.assent}, by its clock {side.assent_at}")
        lines.append(f"  received all signatures with entry {side.receipt}, by its clock {side.receipt_at}")
        parted = "  its entries had parted into branches; all sides signed which counts, times: "
        lines += [f"{parted}{side.settled}"] if side.settled else []
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
        where = f": {_shown(wrong.where)}" if wrong.where else ""
        said, code = f"NOT VERIFIED. {SENTENCES[wrong.code]} [{wrong.code}{where}]", 1
    sys.stdout.buffer.write(said.encode("utf-8", "replace") + b"\n")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The rule of agreement once more, slowly: written from the protocol's text and from nothing in `placet.agreement`.

It reads entries as bytes with the standard library, verifies seals with another library, looks everything up in sets of
what a writer had received, and asks every question anew. Only the letter of the rule is to be the same.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

Key = tuple[str, str]
Place = tuple[str, int]
FINAL, ANY = "final", "ad-referendum"
_REMEMBERED = 1024
"""Answers: more than one history asks for again, and no more, because ten thousand histories are played in a row."""


class Written(Protocol):
    """An entry as it travels."""

    @property
    def raw(self) -> bytes: ...
    @property
    def body(self) -> bytes | None: ...


@dataclass(frozen=True)
class Word:
    """An entry, as far as the rule asks."""

    side: str
    seq: int
    type: str
    seen: tuple[Place, ...]
    key: Key | None
    covers: frozenset[Key] | None
    """What signing the text covers, where the entry puts one on the table."""
    needs: frozenset[tuple[str, str]]
    level: str
    offices: frozenset[str]
    """Offices whose seals are good."""
    is_lapse: bool
    last_good: int | None


def _digest(tag: str, content: bytes) -> str:
    return hashlib.sha256(f"placet/{tag}/v1\n".encode() + content).hexdigest()


def _written(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


@lru_cache(_REMEMBERED)
def _is_good(key: str, message: bytes, signature: str) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(signature), message)
    except (InvalidSignature, ValueError):
        return False
    return True


@lru_cache(_REMEMBERED)
def _read(raw: bytes) -> Any:
    return json.loads(raw)


def words_of(
    opening: bytes, chains: Mapping[str, Sequence[Written]], seen: Callable[[Any, str, int, str], int]
) -> dict[str, list[Word]]:
    """What was said. `seen(header, side, number, hash)` tells how many entries that count a head stands for."""
    cards = {card["side"]: card for card in map(json.loads, json.loads(opening)["sides"])}
    found: dict[str, list[Word]] = {}
    for side, entries in chains.items():
        card, found[side] = cards[side], []
        for entry in entries:
            found[side].append(_word(entry, card, seen))
            if found[side][-1].type == "keys":
                card = _read(_read(entry.body or b"{}")["card"].encode())
    return found


def _word(entry: Written, card: Any, seen: Callable[[Any, str, int, str], int]) -> Word:
    header, body = _read(entry.raw), _read(entry.body or b"{}")
    kind = header["type"]
    key = (header["point"], header["revision"]) if "point" in header and "revision" in header else None
    return Word(
        side=header["side"],
        seq=header["seq"],
        type=kind,
        seen=tuple((side, seen(header, side, seq, name)) for side, seq, name in header["seen"]),
        key=key,
        covers=_covered(header, body) if key and kind in ("propose", "package") else None,
        needs=frozenset(map(tuple, header.get("needs", ()))),
        level=body.get("level", "") if kind == "assent" else "",
        offices=_sealed(header, body, card) if key and kind == "assent" else frozenset(),
        is_lapse=body.get("reason") == "lapsed",
        last_good=body.get("last_good") if kind == "keys" else None,
    )


def _covered(header: Any, body: Any) -> frozenset[Key] | None:
    named = {name: header[name] for name in ("body", "point", "type", "visit")}
    if header["revision"] != _digest("revision", _written({**named, "needs": header.get("needs", [])})):
        return None
    own = (header["point"], header["revision"])
    if header["type"] == "propose":
        return frozenset({own})
    members = [tuple(member) for member in body["content"]["members"]]
    points = [point for point, _ in members]
    is_sound = len(points) == len({*points, own[0]}) - 1 and points and body["kind"] == "package"
    return frozenset({own, *members}) if is_sound else None


def _sealed(header: Any, body: Any, card: Any) -> frozenset[str]:
    fields = {name: header[name] for name in ("at", "point", "revision", "side", "visit")}
    message = b"placet/seal/v1\n" + _written({**fields, "level": body["level"], "wording": body["wording"]})
    held = dict(card["seals"])
    return frozenset(held[key] for key, seal in body["seals"] if key in held and _is_good(key, message, seal))


@dataclass(frozen=True)
class Judged:
    """One text at one level."""

    assents: Mapping[str, int]
    receipts: Mapping[str, int]
    taken_back: frozenset[str]
    ended_by: frozenset[str]
    contested: frozenset[str]

    @property
    def is_agreed(self) -> bool:
        return bool(self.receipts) and None not in self.receipts.values() and not self.taken_back


class Oracle:
    """The rule, for what was said. `fork` is the number from which on a side's chain is in doubt."""

    def __init__(self, words: Mapping[str, Sequence[Word]], forks: Mapping[str, int] | None = None) -> None:
        self.words, self.forks = words, forks or {}
        self._pasts: dict[Place, frozenset[Place]] = {}
        self.covers: dict[Key, frozenset[Key]] = {}
        for word in self._all():
            if word.covers is not None and word.key is not None:
                self.covers[word.key] = word.covers

    def _all(self) -> Iterable[Word]:
        return (word for chain in self.words.values() for word in chain)

    def past(self, side: str, seq: int) -> frozenset[Place]:
        """Everything that the writer of an entry had, and the entry."""
        place = (side, seq)
        if place not in self._pasts:
            word = self.words[side][seq - 1]
            before = [(side, seq - 1)] if seq > 1 else []
            heads = [head for head in (*before, *word.seen) if head[1] > 0]
            self._pasts[place] = frozenset({place}).union(*(self.past(*head) for head in heads))
        return self._pasts[place]

    def is_known(self, word: Word, key: Key) -> bool:
        """Whether a text lay before the writer."""
        return any(
            each.key == key and each.covers is not None and (each.side, each.seq) in self.past(word.side, word.seq)
            for each in self._all()
        )

    def is_signable(self, word: Word, key: Key) -> bool:
        """Whether it and all that it covers lay before the writer, and it ties no packages together."""
        covered = self.covers.get(key, frozenset())
        plain = all(len(self.covers.get(text, ())) < 2 for text in covered - {key})
        return bool(covered) and plain and all(self.is_known(word, text) for text in covered)

    def contradict(self, one: Key, other: Key) -> bool:
        return any(p == q and t != u for p, t in self.covers[one] for q, u in self.covers[other])

    def needed(self, side: str, key: Key) -> set[str]:
        return {
            office
            for word in self._all()
            if word.key in self.covers[key] and word.covers is not None
            for who, office in word.needs
            if who == side
        }

    def stretches(self, side: str) -> list[tuple[int, int]]:
        return [(word.last_good, word.seq) for word in self.words[side] if word.last_good is not None]

    @cached_property
    def signatures(self) -> dict[str, list[tuple[int, Key, str]]]:
        """By side, when it had signed which text at which level."""
        return {side: self._signatures(side) for side in self.words}

    def _signatures(self, side: str) -> list[tuple[int, Key, str]]:
        found: list[tuple[int, Key, str]] = []
        for word in self.words[side]:
            if not word.offices or word.key is None or self.backs(side, word.key, word.seq, found):
                continue
            for level in (ANY, FINAL):
                done = any(key == word.key and at == level for _, key, at in found)
                if not done and self._is_sealed(word, level, found):
                    found.append((word.seq, word.key, level))
        return found

    def backs(self, side: str, key: Key, before: int, found: Sequence[tuple[int, Key, str]]) -> list[tuple[int, str]]:
        """Where a side took a text back before a number, and how; each of its signatures that is disowned is one."""
        chain = [word for word in self.words[side] if word.seq < before]
        sealed = [word.seq for word in chain if word.key == key and word.offices]
        stretches = self.stretches(side)
        said = [
            (word.seq, "stolen" if _within(word.seq, stretches) else "lapsed" if word.is_lapse else "withdrawn")
            for word in chain
            if word.type == "withdraw" and word.key == key and any(seq < word.seq for seq in sealed)
        ]
        disowned = [
            (at, "disowned")
            for good, at in stretches
            if at < before
            for seq in {seq for seq, signed, _ in found if signed == key}
            if good < seq < at
        ]
        return said + disowned

    def _is_sealed(self, now: Word, level: str, found: Sequence[tuple[int, Key, str]]) -> bool:
        """Whether every office that is needed has sealed by now, at this level or the higher one."""
        assert now.key is not None
        offices = self._sealing(now, now.key, level, found)
        return bool(offices) and self.needed(now.side, now.key) <= offices

    def _sealing(self, now: Word, key: Key, level: str, found: Sequence[tuple[int, Key, str]]) -> set[str]:
        """Offices whose seals under a text stand by now."""
        offices = set[str]()
        for word in self.words[now.side][: now.seq]:
            counts = word.key == key and word.offices and (word.level == level or word.level == FINAL)
            if counts and self.is_signable(word, key) and not self._is_forgotten(word, now, found):
                offices |= word.offices
        return offices

    def _is_forgotten(self, word: Word, now: Word, found: Sequence[tuple[int, Key, str]]) -> bool:
        """Whether a seal was made with a stolen key, or the side has signed something that contradicts it since."""
        assert word.key is not None
        between = range(word.seq + 1, now.seq + 1)
        stolen = any(good < word.seq < at and at in between for good, at in self.stretches(word.side))
        return stolen or any(seq in between and self.contradict(key, word.key) for seq, key, _ in found)

    def partial(self, side: str) -> dict[Key, set[str]]:
        """Texts that wait for an office of a side, with the offices."""
        found = {}
        chain, signatures = self.words[side], self.signatures[side]
        for key in {word.key for word in chain if word.key is not None and word.offices}:
            if self.backs(side, key, len(chain) + 1, signatures):
                continue
            begun = [level for level in (ANY, FINAL) if self._sealing(chain[-1], key, level, signatures)]
            if begun and not any(text == key and level == begun[-1] for _, text, level in signatures):
                found[key] = self.needed(side, key) - self._sealing(chain[-1], key, begun[-1], signatures)
        return found

    def receipt(self, side: str, assents: Mapping[str, int]) -> int | None:
        """The first entry whose writer had all these."""
        if set(assents) != set(self.words):
            return None
        wanted = set(assents.items())
        return next((word.seq for word in self.words[side] if wanted <= self.past(side, word.seq)), None)

    @cached_property
    def effective(self) -> dict[str, list[tuple[int, Key, str]]]:
        """Signatures without those on a text that was signed ad referendum and taken back by a counter-text."""
        found: dict[str, list[tuple[int, Key, str]]] = {}
        for side, signatures in self.signatures.items():
            found[side] = []
            for seq, key, level in signatures:
                if self._replaced(side, key, ANY, found[side]) is None:
                    found[side].append((seq, key, level))
        return found

    def assents(self, key: Key, level: str) -> dict[str, int]:
        signed = self.signatures if level == ANY else self.effective
        return {side: seq for side in self.words for seq, text, at in signed[side] if (text, at) == (key, level)}

    def _replaced(self, side: str, key: Key, level: str, signed: Sequence[tuple[int, Key, str]]) -> int | None:
        assents = self.assents(key, level)
        if side not in assents:
            return None
        receipt = self.receipt(side, assents)
        return next(
            (
                seq
                for seq, other, _ in signed
                if seq > assents[side] and self.contradict(key, other) and (receipt is None or receipt > seq)
            ),
            None,
        )

    def judged(self, level: str) -> dict[Key, Judged]:
        """Every text that somebody signed at this level."""
        signed = self.signatures if level == ANY else self.effective
        keys = {key for found in signed.values() for _, key, at in found if at == level}
        return {key: self._judge(key, level) for key in keys}

    def _judge(self, key: Key, level: str) -> Judged:
        assents = self.assents(key, level)
        receipts = {side: self.receipt(side, assents) for side in self.words}
        early, ended, contested = set(), set(), set()
        for side, assent in assents.items():
            receipt = receipts[side]
            backs = self.backs(side, key, len(self.words[side]) + 1, self.signatures[side])
            replaced = self._replaced(side, key, level, self.effective[side])
            before = [
                seq for seq, how in backs if receipt is None or seq < receipt or (how == "disowned" and seq == receipt)
            ]
            if before or replaced is not None:
                early.add(side)
            elif any(how == "withdrawn" for _, how in backs):
                ended.add(side)
            touched = [assent, receipt, replaced, *(seq for seq, _ in backs)]
            if any(self._is_doubtful(side, seq) for seq in touched if seq is not None):
                contested.add(side)
        known = {side: seq for side, seq in receipts.items() if seq is not None}
        return Judged(assents, known, frozenset(early), frozenset(ended), frozenset(contested))

    def _is_doubtful(self, side: str, seq: int) -> bool:
        return _within(seq, self.stretches(side)) or seq >= self.forks.get(side, seq + 1)

    def agreed(self, level: str) -> dict[Key, Judged]:
        """What is agreed at this level."""
        everyone = set(self.words)
        return {
            key: each
            for key, each in self.judged(level).items()
            if set(each.receipts) == everyone and not each.taken_back
        }

    def is_in_one_order(self, level: str) -> bool:
        """Whether any two agreed texts that contradict each other were signed in one order by every side."""
        agreed = self.agreed(level)
        return all(
            len({one.assents[side] < other.assents[side] for side in self.words}) == 1
            for first, one in agreed.items()
            for second, other in agreed.items()
            if first != second and self.contradict(first, second)
        )


def appendix_a(words: Mapping[str, Sequence[Word]]) -> set[Key]:
    """What is agreed, by the function that the protocol's appendix A gives, once for each point. Final assents only."""
    points = {word.key[0] for chain in words.values() for word in chain if word.key is not None}
    return {(point, text) for point in points for text in _appendix_a(words, point)}


def _appendix_a(words: Mapping[str, Sequence[Word]], point: str) -> set[str]:
    assents: dict[str, dict[str, int]] = {side: {} for side in words}
    withdrawn: dict[str, dict[str, int]] = {side: {} for side in words}
    for side, chain in words.items():
        for word in chain:
            if word.key is None or word.key[0] != point:
                continue
            text = word.key[1]
            if word.type == "assent" and text not in assents[side] and text not in withdrawn[side]:
                assents[side][text] = word.seq
            elif word.type == "withdraw" and text in assents[side] and text not in withdrawn[side]:
                withdrawn[side][text] = word.seq
    full = set.intersection(*(set(assents[side]) for side in words))
    receipts = {
        side: {
            text: next((w.seq for w in chain if all(_has(w, other, assents[other][text]) for other in words)), None)
            for text in full
        }
        for side, chain in words.items()
    }
    for side in words:  # signing another text withdraws an unconfirmed one
        for text, seq in assents[side].items():
            for other, later in assents[side].items():
                receipt = receipts[side].get(text)
                if other != text and later > seq and not (receipt and receipt < later):
                    withdrawn[side][text] = min(withdrawn[side].get(text, later), later)
    return {
        text
        for text in full
        if all(
            (receipt := receipts[side][text]) and not withdrawn[side].get(text, receipt + 1) < receipt for side in words
        )
    }


def _has(word: Word, side: str, seq: int) -> bool:
    return dict(word.seen).get(side, word.seq if side == word.side else 0) >= seq


def _within(seq: int, stretches: Sequence[tuple[int, int]]) -> bool:
    return any(good < seq < at for good, at in stretches)

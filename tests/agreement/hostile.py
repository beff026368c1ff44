"""Cases of a hostile counterpart as files: how one is read and played. The cases are in `tests/vectors/hostile`, with a
README that says what each field means.

A case is one JSON object. Its first side is the evil one, the second is the honest one whose door is tried.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.agreement.evil import GONE, EvilParty, Wire, offer
from tests.agreement.parties import Keys, Party, parties, secret

from placet.agreement.acts import Level
from placet.agreement.cards import SignedCard, card_of, signed_card_of
from placet.agreement.entry import entry_of
from placet.agreement.fold import fold
from placet.agreement.opening import opening_of
from placet.agreement.record import Record
from placet.agreement.signing import SecretKey, Use
from placet.formats.canonical import canonical, parse_object

FOLDER = Path(__file__).parent.parent / "vectors" / "hostile"
CASES = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.json"))}


def fails(case: Mapping[str, Any]) -> bool:
    """Whether the counterpart gets nothing by it: it is refused, or it is kept and nothing comes of it."""
    return case["expected"] not in ("taken", "known", "read") or case.get("effect") == "none"


@dataclass
class Stage:
    """The sides of a case, and what it has given names to."""

    evil: EvilParty
    honest: Party
    others: Mapping[str, Party]
    texts: dict[str, tuple[str, str]] = field(default_factory=dict)
    kept: dict[str, Wire] = field(default_factory=dict)
    keys: dict[str, Keys] = field(default_factory=dict)

    @classmethod
    def of(cls, case: Mapping[str, Any]) -> Stage:
        sides = case.get("sides", ["IR", "RU"])
        members = parties(*sides, offices=case.get("offices"))
        evil = EvilParty.in_place_of(members[0])
        every: dict[str, Party] = {sides[0]: evil, **{party.side: party for party in members[1:]}}
        stage = cls(evil, members[1], every, keys={party.side: party.keys for party in members})
        for side in sides:
            stage.keys[f"{side}-new"] = Keys(side, generation=1)
        for step in case.get("before", []):
            stage.play(*step)
        return stage

    # ---------------------------------------------------------------------------- what happens before

    def play(self, side: str, verb: str, *given: Any) -> None:
        """One step of the honest history, or of the preparations."""
        party = self.others[side]
        match verb:
            case "hear":
                party.hear(self.others[given[0]])
            case "propose":
                needs = [(side, office) for side, office in given[1:]]
                self.texts[given[0]] = party.propose({"title": {"en": given[0]}}, needs=needs)
            case "counter":
                self.texts[given[0]] = party.propose({"title": {"en": given[0]}}, point=self.texts[given[1]][0])
            case "package":
                self.texts[given[0]] = party.package(*(self.texts[name] for name in given[1:]))
            case "assent":
                party.assent(self.texts[given[0]], Level(given[1]) if given[1:] else Level.FINAL)
            case "withdraw":
                party.withdraw(self.texts[given[0]])
            case "acknowledge":
                party.acknowledge()
            case "keep":
                self.kept[given[0]] = self.wire(given[1])
            case "write":
                wire = self.wire(given[0])
                party.record.admit(entry_of(wire.raw, wire.signature, wire.body))
                if "new_keys" in given[0]:
                    party.keys = self.keys[given[0]["new_keys"]["card"]]
            case _:
                raise ValueError(verb)

    # ---------------------------------------------------------------------------- what is sent

    def wire(self, spec: Mapping[str, Any]) -> Wire:
        """What a case sends: the evil side's next entry, changed; or one that was kept or is in a record already."""
        found = self._forged(spec) if "again" not in spec else self._kept(spec["again"])
        for change in spec.get("then", []):
            found = self._damaged(found, *change)
        return found

    def _kept(self, place: str) -> Wire:
        if place in self.kept:
            return self.kept[place]
        side, seq = place.split(".")
        entry = self.others[side].record.entry(side, int(seq))
        assert entry is not None
        return Wire.of(entry)

    def _forged(self, spec: Mapping[str, Any]) -> Wire:
        evil = self.evil if "as" not in spec else EvilParty.in_place_of(self.others[spec["as"]])
        header = {
            name: GONE if value == "$gone" else self.value(value) for name, value in spec.get("header", {}).items()
        }
        key = self.key(spec["key"]) if "key" in spec else None
        use = Use[spec.get("use", "ENTRY")]
        wire = evil.wire(spec.get("kind", "note"), self._body(evil, spec), header=header, key=key, use=use)
        raw = wire.raw
        for old, new in spec.get("spelt", []):
            assert raw.count(self.value(old).encode()) == 1, old
            raw = raw.replace(self.value(old).encode(), self.bytes(new))
        return wire if raw == wire.raw else evil.signed(raw, wire.body, key=key, use=use)

    def _body(self, evil: EvilParty, spec: Mapping[str, Any]) -> Any:
        body = spec.get("body", {})
        if isinstance(body, list):
            return self.bytes(body)
        if "seal" in spec:
            how = dict(spec["seal"])
            text = self.texts[how.pop("text")]
            key = self.key(how.pop("key")) if "key" in how else None
            if "level" in how:
                how["level"] = Level(how["level"])
            return {**evil.seal(text, key=key, **{name: self.value(value) for name, value in how.items()}), **body}
        if "new_keys" in spec:
            how = spec["new_keys"]
            roots = tuple(self.keys[name] for name in how["roots"])
            return {**evil.change_keys(self.keys[how["card"]], how.get("last_good"), roots=roots), **body}
        return self.value(body)

    def _damaged(self, wire: Wire, part: str, how: str, *given: Any) -> Wire:
        """Change what was signed already, on its way."""
        if how == "gone":
            return wire.but(**{part: None})
        if how == "of":
            return wire.but(**{part: getattr(self.wire({"again": given[0]}), part)})
        data = bytearray(getattr(wire, part) or b"")
        match how:
            case "flip":
                data[given[0]] ^= 1
            case "cut":
                del data[given[0] :]
            case "add":
                data += self.bytes(given[0])
            case "set":
                data[:] = self.bytes(given[0])
            case "order":
                number = int.from_bytes(data[32:], "little") + 2**252 + 27742317777372353535851937790883648493
                data[32:] = number.to_bytes(32, "little")
            case _:
                raise ValueError(how)
        return wire.but(**{part: bytes(data)})

    # ---------------------------------------------------------------------------- words that stand for something

    def key(self, name: str) -> SecretKey:
        owner, _, purpose = name.partition(".")
        if owner == "stranger":
            return SecretKey(secret("stranger", purpose))
        keys = self.keys[owner]
        return keys.seals["protocol"] if purpose == "seal" else getattr(keys, purpose)

    def value(self, value: Any) -> Any:
        """A value with every `$word` in it put for what it stands for."""
        if isinstance(value, list):
            if value[:1] == ["$many"]:
                return [self.value(value[1])] * value[2]
            if value[:1] == ["$long"]:
                return value[1] * value[2]
            return [self.value(each) for each in value]
        if isinstance(value, dict):
            return {name: self.value(each) for name, each in value.items()}
        if not isinstance(value, str) or not value.startswith("$"):
            return value
        word, *more = value[1:].split(".")
        return self._words()[word](*more)

    def _words(self) -> dict[str, Callable[..., Any]]:
        return {
            "visit": lambda: self.evil.opening.visit,
            "other-visit": lambda: parties("IR", "US")[0].opening.visit,
            "point": lambda name: self.texts[name][0],
            "revision": lambda name: self.texts[name][1],
            "hash": lambda side, seq: self._entry_hash(side, int(seq)),
            "public": lambda *path: self.key(".".join(path)).public,
            "card": lambda name: self.keys[name].card.raw.decode(),
        }

    def _entry_hash(self, side: str, seq: int) -> str:
        entry = self.others[side].record.entry(side, seq)
        assert entry is not None
        return entry.hash

    def bytes(self, spelling: Any) -> bytes:
        """Text as bytes; `["$hex", "…"]` the bytes it names, `["$long", "…", n]` n times over; others one by one."""
        if isinstance(spelling, str):
            return str(self.value(spelling)).encode("utf-8", "surrogatepass")
        if spelling[:1] == ["$hex"]:
            return bytes.fromhex(spelling[1])
        if spelling[:1] == ["$long"]:
            return spelling[1].encode() * spelling[2]
        return b"".join(self.bytes(part) for part in spelling)


# -------------------------------------------------------------------------------- the doors


def knock(stage: Stage, case: Mapping[str, Any]) -> str:
    """Bring what the case sends to its door; what came of it. Raises what the door raises."""
    sent = case["sends"]
    match case.get("door", "entry"):
        case "entry":
            return offer(stage.wire(sent), stage.honest.record).value
        case "card":
            card_of(_document(stage, sent, stage.evil.keys.card.raw))
        case "card-file":
            signed_card_of(_card_file(stage, sent))
        case "opening":
            opening_of(_document(stage, sent, stage.evil.opening.raw))
        case door:
            raise ValueError(door)
    return "read"


def _document(stage: Stage, sent: Mapping[str, Any], honest: bytes) -> bytes:
    if "bytes" in sent:
        return stage.bytes(sent["bytes"])
    fields = {**parse_object(honest), **sent.get("fields", {})}
    raw = canonical({name: stage.value(value) for name, value in fields.items() if value != "$gone"})
    for old, new in sent.get("spelt", []):
        assert raw.count(old.encode()) == 1, old
        raw = raw.replace(old.encode(), stage.bytes(new))
    return raw


def _card_file(stage: Stage, sent: Mapping[str, Any]) -> bytes:
    """A card under signatures: `[key, use]` pairs, each by the key it names."""
    card = card_of(_document(stage, sent, stage.evil.keys.card.raw))
    made = []
    for name, use in sent["signatures"]:
        key = stage.key(name)
        made.append((key.public, key.sign(Use[use], card.raw)))
    return SignedCard(card, tuple(made)).to_bytes()


def standing(record: Record) -> Any:
    """What follows from a record, without its heads: what may not change by an entry that has no effect."""
    folded = fold(record)
    return folded.agreed, folded.ad_referendum, folded.final, folded.any_level, folded.sayings

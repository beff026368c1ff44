"""Random histories of claims, denials, answers, doubts and restores, against a plain account of each."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from random import Random  # noqa: TID251  # seeded

import pytest

from placet.agreement.header import Head
from placet.errors import Refused
from placet.node.joint.ports import Claim
from placet.stores.own_heads import OwnHeads, own_heads_of

FILES = ("0a" * 32, "0b" * 32)
NEW = "0c" * 32
"""A file that is not here."""
CARD = "0d" * 32
HASHES = tuple(f"{number:02x}" * 32 for number in range(1, 5))


def claim(name: str, *, replaced: bool = False) -> Claim:
    return Claim("RU", 7, Head("IR", 9, name), replaced)


@dataclass
class Account:
    """What happened, in plain words."""

    stopped: set[str] = field(default_factory=set)
    open_claims: set[tuple[str, str]] = field(default_factory=set)
    denied: set[tuple[str, str]] = field(default_factory=set)
    went_back: bool = False
    drawn: bool = False


def step(kind: str, visit: str, name: str, own: OwnHeads, account: Account) -> OwnHeads:
    match kind:
        case "claim" if (visit, name) not in account.denied:
            if visit not in account.stopped or any(each == visit for each, _ in account.open_claims):
                account.stopped.add(visit)
                account.open_claims.add((visit, name))
                own = own.with_claim(visit, claim(name))
        case "vouch" if visit in account.stopped:
            account.denied |= {each for each in account.open_claims if each[0] == visit}
            account.open_claims -= account.denied
            account.stopped.discard(visit)
            own = own.with_denied(visit).with_confirmed(visit, own.heads[visit])
        case "answered" if visit in account.stopped:
            if any(each == visit for each, _ in account.open_claims):
                account.went_back, account.drawn = True, False
            account.open_claims = {each for each in account.open_claims if each[0] != visit}
            account.stopped.discard(visit)
            own = own.with_claims_believed(visit).with_confirmed(visit, own.heads[visit])
        case "doubt":
            account.stopped.add(visit)
            account.denied = {each for each in account.denied if each[0] != visit}
            account.went_back, account.drawn = True, False
            own = own.with_doubted(visit)
        case "draw":
            account.drawn = account.drawn or account.went_back
            own = own.with_drawn(CARD)
    return own


@pytest.mark.parametrize("seed", range(200))
def test_every_history_stands_as_a_plain_account_of_it_says(seed: int) -> None:
    chance = Random(seed)
    own = OwnHeads("IR", heads={visit: Head("IR", 3, "ff" * 32) for visit in FILES})
    account = Account()
    kinds = ("claim", "claim", "claim", "vouch", "answered", "doubt", "draw")
    for _ in range(40):
        kind = chance.choice(kinds)
        own = step(kind, chance.choice(FILES), chance.choice(HASHES), own, account)
        own = own_heads_of(own.to_bytes())
        for visit in FILES:
            assert own.footing(visit).may_write == (visit not in account.stopped)
            assert {each.shown.hash for each in own.claims_about(visit)} == {
                name for each, name in account.open_claims if each == visit
            }
        assert own.footing(NEW).may_write == (not account.went_back and not account.open_claims)
        assert own.is_new(NEW, CARD) == (account.drawn and not account.open_claims)
        assert set(own.denied) == account.denied


def test_of_many_claims_and_denials_the_newest_are_kept() -> None:
    own = OwnHeads("IR", heads={FILES[0]: Head("IR", 3, "ff" * 32)})
    names = [f"{number:064x}" for number in range(1, 67)]  # two more than the 64 that are kept
    for name in names:
        own = own.with_claim(FILES[0], claim(name))
    own = own.with_claim(FILES[1], claim(names[0]))
    assert [each.shown.hash for each in own.claims_about(FILES[0])] == names[2:]
    own = own.with_denied(FILES[0])
    assert [name for _, name in own.denied] == names[2:]
    own = own.with_claim(FILES[0], claim("ee" * 32)).with_denied(FILES[0])
    assert [name for _, name in own.denied] == [*names[3:], "ee" * 32]
    assert [each for each, _ in own.claims] == [FILES[1]]


@pytest.mark.parametrize("field", ["claims", "denied"])
def test_a_file_with_something_else_in_their_place_tells_nothing(field: str) -> None:
    line = json.loads(OwnHeads("IR").to_bytes().splitlines()[0])
    line[field] = [["x"]]
    raw = json.dumps(line, sort_keys=True, separators=(",", ":")).encode()
    with pytest.raises(Refused):
        own_heads_of(raw + b"\n" + hashlib.sha256(raw).hexdigest().encode() + b"\n")


def test_a_file_of_an_earlier_placet_has_neither() -> None:
    line = json.loads(OwnHeads("IR").to_bytes().splitlines()[0])
    del line["claims"], line["denied"]
    raw = json.dumps(line, sort_keys=True, separators=(",", ":")).encode()
    own = own_heads_of(raw + b"\n" + hashlib.sha256(raw).hexdigest().encode() + b"\n")
    assert (own.claims, own.denied) == ((), ())

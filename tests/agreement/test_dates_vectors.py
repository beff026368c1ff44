"""The golden exchange of docs/formats/common-dates.md: read, worked out again, and by a second implementation."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.agreement.second import SecondSide, canonical, encode, hashed, point, verdict
from tests.agreement.write_dates_vectors import FOLDER, files

from placet.agreement.dates.choice import choice_of
from placet.agreement.dates.offers import offers
from placet.agreement.dates.rounds import Conduct, conduct_of
from placet.agreement.dates.search import search_of
from placet.agreement.dates.turns import common_windows
from placet.agreement.entry import Entry, Kind, entry_of
from placet.agreement.fold import fold
from placet.agreement.opening import opening_of
from placet.agreement.record import Record

AGREED: dict[str, Any] = json.loads((FOLDER / "agreed.json").read_text(encoding="utf-8"))
BROKEN = sorted(path.stem for path in (FOLDER / "broken").iterdir())
STEPS = ["send", "return", "close"]


def entry(parts: list[str]) -> Entry:
    raw, signature, body = parts
    return entry_of(raw.encode(), bytes.fromhex(signature), body.encode())


def conducted(*entries: list[str]) -> Conduct:
    """What comes of entries under the golden opening."""
    record = Record(opening_of(AGREED["opening"].encode()))
    for parts in entries:
        record.admit(entry(parts))
    (text,) = {(each.header.point, each.header.revision) for each in record if each.header.type == Kind.PROPOSE}
    return conduct_of(record, search_of(record, fold(record), text))


def broken(name: str) -> dict[str, Any]:
    return json.loads((FOLDER / "broken" / f"{name}.json").read_text(encoding="utf-8"))


def test_the_vectors_are_what_the_code_writes() -> None:
    kept = {
        path.relative_to(FOLDER).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(Path(FOLDER).rglob("*.json"))
    }
    assert kept == files()


def test_the_golden_exchange_gives_both_sides_the_golden_windows() -> None:
    conduct = conducted(*AGREED["entries"])
    assert conduct.faults == ()
    for side in ("IR", "RU"):
        choice = choice_of(AGREED["choices"][side], conduct.search)
        common = common_windows(conduct.rounds[0], choice)
        assert [each.window.to_fields() for each in common] == AGREED["common"]
        found = [(each.revision.hash, each.revision.point) for each in offers(choice.meeting, common)]
        assert found == [(each["hash"], each["point"]) for each in AGREED["offers"]]


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_message_has_its_code_and_no_effect(name) -> None:
    vector = broken(name)
    before = AGREED["entries"][: STEPS.index(vector["instead_of"]) - 3]
    conduct = conducted(*before, vector["entry"])
    assert [fault.code for fault in conduct.faults] == [vector["code"]]
    assert (conduct.rounds, conduct.current) == (conducted(*before).rounds, conducted(*before).current)


# ------------------------------------------------------------------------------------ the second implementation


def context() -> dict[str, Any]:
    names = json.loads(AGREED["entries"][-1][0])
    return {"point": names["point"], "revision": names["revision"], "round": 1, "visit": names["visit"]}


def bodies() -> list[dict[str, Any]]:
    return [json.loads(parts[2]) for parts in AGREED["entries"][-3:]]


def second(side: str) -> SecondSide:
    return SecondSide(context(), side, AGREED["choices"][side], 4)


def test_a_second_implementation_hashes_windows_to_the_same_points() -> None:
    found = [
        encode(point("window", canonical(context()), each["arrival"].encode(), str(each["days"]).encode())).hex()
        for each in AGREED["elements"]
    ]
    assert found == [each["point"] for each in AGREED["elements"]]


def test_a_second_implementation_writes_the_same_messages() -> None:
    send, answer, close = bodies()
    ir, ru = second("IR"), second("RU")
    raised, back = ru.raise_all(ir.points), ir.raise_all(ru.points)
    told = {name: send[name] for name in ("key", "points", "proof")}
    assert told == {"key": ir.key.hex(), "points": [each.hex() for each in ir.points], "proof": ir.prove([], []).hex()}
    told = {name: answer[name] for name in ("key", "points", "proof", "raised")}
    assert told == {
        "key": ru.key.hex(),
        "points": [each.hex() for each in ru.points],
        "proof": ru.prove(ir.points, raised).hex(),
        "raised": [each.hex() for each in raised],
    }
    told = {name: close[name] for name in ("proof", "raised")}
    assert told == {"proof": ir.prove(ru.points, back).hex(), "raised": [each.hex() for each in back]}


def test_a_second_implementation_finds_the_same_windows_and_offers() -> None:
    ir, ru = second("IR"), second("RU")
    raised, back = ru.raise_all(ir.points), ir.raise_all(ru.points)
    met = [(ir.windows[own], end) for own, end in zip(ir.points, raised, strict=True) if end in back]
    found = sorted(met, key=lambda pair: (pair[0]["arrival"], pair[0]["days"]))
    assert [window for window, _ in found] == AGREED["common"]
    salts = [hashed("offer", canonical(context()), end)[:32].hex() for _, end in found]
    assert salts == [each["salt"] for each in AGREED["offers"]]


def test_a_second_implementation_lets_every_golden_message_count() -> None:
    facts = {**context(), "number": 4}
    assert [verdict(facts, ("IR", "RU"), bodies()[:count]) for count in (1, 2, 3)] == [None, None, None]


@pytest.mark.parametrize("name", BROKEN)
def test_a_second_implementation_refuses_a_broken_message_with_the_same_code(name) -> None:
    vector = broken(name)
    before = bodies()[: STEPS.index(vector["instead_of"])]
    facts = {**context(), "number": 4}
    assert verdict(facts, ("IR", "RU"), [*before, json.loads(vector["entry"][2])]) == vector["code"]

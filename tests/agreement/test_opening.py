"""The opening: which sides, with which keys, under which version; its hash is the file's name."""

from __future__ import annotations

from typing import Any

import pytest
from tests.agreement.parties import Keys, secret
from tests.agreement.refusals import code_of

from placet.agreement import limits
from placet.agreement.cards import card_of
from placet.agreement.opening import opened, opening_of
from placet.agreement.signing import Use, digest
from placet.formats.canonical import canonical, parse_object

IR, RU, US = (Keys(side) for side in ("IR", "RU", "US"))
OPENING = opened([RU.card, IR.card], {"en": "A visit"}, secret("opening"))
FIELDS = parse_object(OPENING.raw)


def with_fields(**fields: Any) -> bytes:
    return canonical({name: value for name, value in {**FIELDS, **fields}.items() if value is not None})


def changed(keys: Keys, **fields: Any) -> str:
    """The card of a side with other fields, as text."""
    return canonical({**parse_object(keys.card.raw), **fields}).decode()


def test_an_opening_is_what_was_opened():
    again = opening_of(OPENING.raw)
    assert again == OPENING
    assert again.visit == digest(Use.OPENING, OPENING.raw)
    assert (again.sides, dict(again.cards), again.title) == (
        ("IR", "RU"), {"IR": IR.card, "RU": RU.card}, {"en": "A visit"},
    )  # fmt: skip
    assert again.others("IR") == ("RU",)


def test_another_salt_is_another_file():
    assert opened([IR.card, RU.card], {"en": "A visit"}, secret("other")).visit != OPENING.visit


def test_a_field_that_we_do_not_know_is_part_of_the_name():
    later = opening_of(with_fields(purge="2040-01-01"))
    assert later.raw == with_fields(purge="2040-01-01")
    assert later.visit != OPENING.visit


def test_our_own_title_is_written_in_normal_form_c():
    assert code_of(opened, [IR.card, RU.card], {"en": "e\u0301"}, secret("opening")) == "not-nfc"


@pytest.mark.parametrize(
    "fields",
    [
        {"v": 2}, {"v": 0}, {"v": True}, {"v": None}, {"level": 0}, {"level": 2}, {"level": True}, {"level": "1"},
        {"level": None}, {"suite": "X0"}, {"suite": "X2"}, {"suite": None}, {"policy": "any"}, {"policy": None},
    ],
)  # fmt: skip
def test_a21_no_other_version_suite_or_policy_is_taken_for_this_one(fields):
    assert code_of(opening_of, with_fields(**fields)) == "level"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"salt": None}, "field-missing"),
        ({"salt": ""}, "field"),
        ({"title": {}}, "field-bound"),
        ({"title": None}, "field-missing"),
        ({"sides": None}, "field-missing"),
        ({"sides": []}, "field-bound"),
        ({"sides": [changed(IR)]}, "field-bound"),
        ({"sides": [changed(RU), changed(IR)]}, "not-in-order"),
        ({"sides": [changed(IR), changed(IR)]}, "not-in-order"),
        ({"sides": [changed(IR)] * (limits.MAX_SIDES + 1)}, "field-bound"),
        ({"sides": [1, 2]}, "field"),
        ({"sides": [changed(IR), "{}"]}, "level"),
        ({"sides": [changed(IR), " " + changed(RU)]}, "not-canonical"),
        ({"sides": [changed(IR), changed(IR, side="RU")]}, "key-used-twice"),
        ({"sides": [changed(IR), changed(RU, node=IR.node.public)]}, "key-used-twice"),
        ({"sides": [changed(IR), changed(RU, roots=[IR.node.public])]}, "key-used-twice"),
        ({"sides": [changed(IR), changed(RU, pouch=IR.card.pouch.hex())]}, "key-used-twice"),
        (
            {"sides": [changed(IR), changed(RU, pouch=(RU.card.pouch[:-32] + IR.card.pouch[-32:]).hex())]},
            "key-used-twice",
        ),
    ],
)
def test_an_opening_that_is_not_as_it_must_be_is_refused(fields, code):
    assert code_of(opening_of, with_fields(**fields)) == code


def test_an_opening_has_a_bound():
    room = limits.MAX_OPENING_BYTES - len(with_fields(more=""))
    assert opening_of(with_fields(more="a" * room)).sides == ("IR", "RU")
    assert code_of(opening_of, with_fields(more="a" * (room + 1))) == "too-large"


def test_as_many_sides_as_there_may_be_fit_in():
    cards = [Keys(f"S{number}").card for number in range(limits.MAX_SIDES)]
    assert len(opened(cards, {"en": "A summit"}, secret("summit")).sides) == 8
    more = [*cards, card_of(Keys("S8").card.raw)]
    assert code_of(opened, more, {"en": "A summit"}, secret("summit")) == "field-bound"

"""A statement may bring a side new keys: then nothing but their change can follow, whoever has the old ones."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.agreement.parties import Keys, Party, keys_of, parties
from tests.agreement.resuming import code_of, forked, own

from placet.agreement import limits
from placet.agreement.cards import Card, written
from placet.agreement.changed_keys import changing, key_change_fields
from placet.agreement.entry import Entry, Kind, body_of
from placet.agreement.entry import written as entry_written
from placet.agreement.record import Admission
from placet.agreement.resuming import rebuilt, resumed, undone_keys, unsigned_by, unsigned_cards
from placet.agreement.resumption import Resumption, SignedResumption, resumption_of, settling, signed_resumption_of
from placet.agreement.signing import SecretKey, Use, digest
from placet.errors import Refused
from placet.formats.canonical import canonical, parse_object


def newer(side: str, generation: int = 1) -> Keys:
    return keys_of(side, ("protocol",), generation)


def under(statement: Resumption, *roots: tuple[str, SecretKey]) -> SignedResumption:
    signed: dict[str, list[tuple[str, str]]] = {}
    for side, key in roots:
        signed.setdefault(side, []).append((key.public, key.sign(Use.RESUME, statement.to_bytes())))
    return SignedResumption(statement, signed)


def stated() -> tuple[Party, Party, Party, Resumption]:
    """IR, who has entries 2 and 3; a thief of IR's keys, who has another 2; RU; what they may sign, unsigned."""
    ir, thief, ru = forked()
    statement = replace(settling(own(ir), [own(thief)]), card=newer("IR").card)
    return ir, thief, ru, statement


def awaiting() -> tuple[Party, Party, Party]:
    """The same three, and it holds at each: the thief knows it too."""
    ir, thief, ru, statement = stated()
    signed = under(statement, ("IR", ir.keys.root), ("IR", newer("IR").root), ("RU", ru.keys.root))
    for party in (ir, ru):
        party.record = resumed(party.record, signed)
    thief.record = ir.record.copy()
    return ir, thief, ru


def refusal(party: Party, entry: Entry) -> str:
    with pytest.raises(Refused) as refused:
        party.record.admit(entry)
    return refused.value.code


def change_to(party: Party, card: Card, *roots: SecretKey) -> Entry:
    """An entry by the old machine key that would put a card in force, under these roots."""
    chain = party.record.chains[party.side]
    statement = changing(party.opening.visit, len(chain.entries) + 1, chain.previous, card, None)
    fields = key_change_fields(card, None, [(key.public, key.sign(Use.KEYS, statement)) for key in roots])
    return penned(party, Kind.KEYS, dict(fields))


def penned(party: Party, kind: Kind, fields: dict[str, object]) -> Entry:
    """What a pen writes that asks no record whether it may: signed with the machine key that it has, in its place."""
    body = body_of(fields, bytes(32))
    header = replace(party._header(kind), body=digest(Use.BODY, body), length=len(body))
    return entry_written(header, body, party.keys.node)


def test_no_keys_are_stated_for_the_first_entry_which_joins() -> None:
    *_, statement = stated()
    nothing = replace(statement, after=0, prev="0" * 64, counts=(), dropped=())
    with pytest.raises(Refused) as refused:
        resumption_of(nothing.to_bytes())
    assert refused.value.facts == {"field": "resumption.card"}
    assert resumption_of(replace(nothing, card=None).to_bytes()).last == 0


# ---------------------------------------------------------------------------------- the next entry


def test_the_chain_goes_on_with_the_change_of_keys_and_then_with_the_new_ones() -> None:
    ir, thief, ru = awaiting()
    assert ru.record.chains["IR"].awaits == newer("IR").card
    assert ru.record.chains["RU"].awaits is None
    change = ir.change_keys()
    assert (change.header.seq, ru.record.admit(change)) == (4, Admission.TAKEN)  # entries 2 and 3 count
    assert ru.record.chains["IR"].awaits is None
    assert ru.record.admit(ir.say(Kind.NOTE, {"with": "new keys"})) is Admission.TAKEN
    thief.record = ir.record.copy()
    assert refusal(ru, penned(thief, Kind.NOTE, {"with": "the old key"})) == "bad-signature"


def test_the_new_machine_key_may_sign_the_change_where_the_old_one_is_lost() -> None:
    ir, _, ru = awaiting()
    assert ru.record.admit(ir.change_keys(signed_by_new=True)) is Admission.TAKEN


def forgeries(thief: Party) -> dict[str, Entry]:
    """What whoever has the old machine key can write next; in the last three with the old root too."""
    old, new, other = thief.keys.root, newer("IR"), newer("IR", 2)
    return {
        "a note": penned(thief, Kind.NOTE, {"by": "a thief"}),
        "the change without its roots": change_to(thief, new.card),
        "the change of the old root alone": change_to(thief, new.card, old),
        "keys of its own": change_to(thief, other.card, old, other.root),
        "the old keys again": change_to(thief, thief.keys.card, old),
    }


KINDS = (
    "a note",
    "the change without its roots",
    "the change of the old root alone",
    "keys of its own",
    "the old keys again",
)


@pytest.mark.parametrize("kind", KINDS)
def test_whoever_has_the_old_keys_cannot_write_the_next_entry(kind: str) -> None:
    ir, thief, ru = awaiting()
    forged = forgeries(thief)[kind]
    without_roots = kind in ("the change without its roots", "the change of the old root alone")
    assert refusal(ru, forged) == ("bad-root-signature" if without_roots else "keys-awaited")
    assert ru.record.chains["IR"].awaits == newer("IR").card
    ru.record.admit(ir.change_keys())
    assert refusal(ru, forged) == "keys-awaited"  # nor does it prove a fork, once the change is there
    assert ru.record.chains["IR"].fork is None


def test_two_changes_to_the_same_new_keys_are_the_side_s_own_doing_and_prove_a_fork() -> None:
    ir, _, ru = awaiting()
    twin = ir.twin()
    one, other = ir.change_keys(), twin.change_keys()
    assert one.hash != other.hash
    ru.record.admit(one)
    assert ru.record.admit(other) is Admission.FORK


def test_where_the_counted_entries_are_not_here_yet_the_change_comes_after_them() -> None:
    ir, thief, ru = forked()
    statement = replace(settling(own(thief), [own(ir)]), card=newer("IR").card)
    signed = under(statement, ("IR", ir.keys.root), ("IR", newer("IR").root), ("RU", ru.keys.root))
    counted = own(thief)[1]
    for party in (ir, ru):
        party.record = resumed(party.record, signed)
        assert party.record.chains["IR"].awaits is None  # entry 2 is to come first
        party.record.admit(counted)
        assert party.record.chains["IR"].awaits == newer("IR").card
    assert ru.record.admit(ir.change_keys()) is Admission.TAKEN
    assert [since for since, _ in ru.record.chains["IR"].cards] == [1, 4]  # in force from 4 on


# ---------------------------------------------------------------------------------- who signs


def test_the_new_root_signs_the_statement_beside_the_old_one() -> None:
    ir, _, ru, statement = stated()
    old, new, theirs = ("IR", ir.keys.root), ("IR", newer("IR").root), ("RU", ru.keys.root)
    assert code_of(ru.record, under(statement, old, theirs)) == "resumption-new-root"
    assert code_of(ru.record, under(statement, new, theirs)) == "resumption-not-signed"
    assert code_of(ru.record, under(statement, old, new)) == "resumption-not-signed"
    assert unsigned_by(ru.record, under(statement, theirs)) == ("IR",)
    assert unsigned_cards(ru.record, under(statement, theirs), "IR") == (ir.keys.card, newer("IR").card)
    assert unsigned_cards(ru.record, under(statement, old), "IR") == (newer("IR").card,)
    assert unsigned_cards(ru.record, under(statement, old), "RU") == (ru.keys.card,)
    assert unsigned_by(ru.record, under(statement, old, new, theirs)) == ()


def test_without_its_keys_it_is_another_statement() -> None:
    """Whoever takes the card out, as a program does that knows no such field, has no signature for what is left."""
    ir, _, ru, statement = stated()
    whole = under(statement, ("IR", ir.keys.root), ("IR", newer("IR").root), ("RU", ru.keys.root))
    bare = replace(statement, card=None)
    assert bare.hash != statement.hash
    assert b"card" not in bare.to_bytes()
    assert code_of(ru.record, SignedResumption(bare, whole.roots)) == "resumption-not-signed"


def test_it_is_read_as_it_was_written() -> None:
    _, _, _, statement = stated()
    assert resumption_of(statement.to_bytes()) == statement
    assert statement.card is not None
    assert parse_object(statement.to_bytes(), 1 << 20)["card"] == statement.card.raw.decode()


@pytest.mark.parametrize(
    ("card", "code"),
    [
        (7, "field"),
        ("", "not-json"),
        ("{}", "level"),
        ("x" * (limits.MAX_CARD_BYTES + 1), "field-bound"),
        (newer("RU").card.raw.decode(), "unknown-side"),
    ],
)
def test_a_card_that_is_none_or_another_side_s_is_refused(card: object, code: str) -> None:
    _, _, _, statement = stated()
    fields = {**parse_object(statement.to_bytes(), 1 << 20), "card": card}
    with pytest.raises(Refused) as refused:
        resumption_of(canonical(fields))
    assert refused.value.code == code


def test_the_largest_statement_with_the_largest_keys_travels() -> None:
    side, names = "IR", [f"{number:064x}" for number in range(2 * limits.MAX_BRANCH)]
    keys = [SecretKey(bytes([*number.to_bytes(2, "big"), *bytes(30)])) for number in range(1, 2 + limits.MAX_KEYS * 2)]
    card = written(
        side=side,
        names={f"q{chr(97 + at)}": '"' * limits.MAX_NAME_CHARS for at in range(limits.MAX_LANGUAGES)},
        roots=[key.public for key in keys[: limits.MAX_KEYS]],
        threshold=limits.MAX_KEYS,
        seals={key.public: "o" * 32 for key in keys[limits.MAX_KEYS : -1]},
        node=keys[-1].public,
        pouch=newer(side).card.pouch,
    )
    last = limits.MAX_ENTRIES - limits.MAX_BRANCH
    dropped = tuple((last, name) for name in names[limits.MAX_BRANCH :])
    statement = Resumption("1" * 64, side, last, "1" * 64, tuple(names[: limits.MAX_BRANCH]), dropped, card=card)
    pair = ("1" * 64, "1" * 128)
    signed = SignedResumption(statement, {f"S{at}": [pair] * limits.MAX_KEYS for at in range(limits.MAX_SIDES)})
    found = signed_resumption_of(signed.to_bytes())
    assert (found.resumption, found.to_bytes()) == (statement, signed.to_bytes())


# ---------------------------------------------------------------------------------- later statements


def again(ir: Party, card: Card | None, *, after: int = 1) -> Resumption:
    """A statement that follows the one that holds, and counts what is held from a number on, with these keys."""
    held = ir.record.chains["IR"]
    first = held.resumptions[-1].resumption
    counts = tuple(entry.hash for entry in held.entries[after:])
    prev = held.entries[after - 1].hash
    return Resumption(first.visit, "IR", after, prev, counts, first.dropped, first.hash, card)


def test_keys_that_are_awaited_are_not_taken_back_without_their_roots() -> None:
    ir, _, ru = awaiting()
    new, other = newer("IR"), newer("IR", 2)
    back = under(again(ir, None), ("IR", ir.keys.root), ("RU", ru.keys.root))
    assert resumed(ru.record, back).chains["IR"].awaits is None  # by the rule for all
    assert undone_keys(ir.record, back) == new.card
    replaced = under(again(ir, other.card), ("IR", ir.keys.root), ("IR", other.root), ("RU", ru.keys.root))
    assert undone_keys(ir.record, replaced) == new.card
    assert undone_keys(ir.record, under(again(ir, other.card), ("IR", new.root))) is None
    assert undone_keys(ir.record, under(again(ir, new.card))) is None
    later = replace(again(ir, None, after=3), dropped=())  # begins where the change was to stand
    assert undone_keys(ir.record, under(later)) == new.card
    signed = under(later, ("IR", ir.keys.root), ("RU", ru.keys.root))
    assert resumed(ru.record, signed).chains["IR"].awaited == {}


def test_nor_are_they_once_they_are_in_force() -> None:
    ir, _, _ = awaiting()
    new, other = newer("IR"), newer("IR", 2)
    held = again(ir, None)  # before the change, which it would drop
    ir.change_keys()
    dropped = replace(held, dropped=(*held.dropped, (3, own(ir)[3].hash)))
    assert undone_keys(ir.record, under(dropped)) == new.card
    assert undone_keys(ir.record, under(again(ir, None))) is None  # it counts the change
    assert undone_keys(ir.record, under(again(ir, other.card))) == new.card  # and lets others follow it
    assert undone_keys(ir.record, under(again(ir, other.card), ("IR", new.root))) is None
    assert undone_keys(ir.record, under(again(ir, other.card, after=4))) is None  # from there on they sign themselves


def test_keys_that_an_earlier_statement_brought_stay_where_a_later_one_begins_after_them() -> None:
    ir, _, ru = awaiting()
    ru.record.admit(ir.change_keys())
    twin = ir.twin()
    ir.say(Kind.NOTE, {})  # 5
    ru.record.admit(own(ir)[4])
    ru.record.admit(twin.say(Kind.NOTE, {"another": 5}))
    first = ir.record.chains["IR"].resumptions[-1].resumption
    statement = settling(own(ir), [own(twin)], first.hash)
    ru.record = resumed(ru.record, under(statement, ("IR", ir.keys.root), ("RU", ru.keys.root)))
    assert sorted(ru.record.chains["IR"].awaited) == [4]
    third = replace(again(ru, None, after=1), follows=statement.hash)  # from 1 on only this one holds
    ru.record = resumed(ru.record, under(third, ("IR", newer("IR", 0).root), ("RU", ru.keys.root)))
    assert ru.record.chains["IR"].awaited == {}


def test_a_copy_of_a_record_waits_for_its_own_keys() -> None:
    ir, _, _ = awaiting()
    copied = ir.record.copy()
    copied.chains["IR"].awaited.clear()
    assert ir.record.chains["IR"].awaits == newer("IR").card


def test_a_record_is_rebuilt_from_its_entries_and_statements() -> None:
    ir, _, ru = awaiting()
    ru.record.admit(ir.change_keys())
    (signed,) = ru.record.chains["IR"].resumptions
    again_built = rebuilt(ru.opening, list(ru.record), [signed])
    assert again_built.heads() == ru.record.heads()
    assert again_built.chains["IR"].cards == ru.record.chains["IR"].cards


def test_parties_without_a_fork_wait_for_nothing() -> None:
    ir, _ = parties("IR", "RU")
    assert ir.record.chains["IR"].awaits is None

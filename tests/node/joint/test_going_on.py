"""After a fork: everybody reads both branches, all sign one statement, and everybody goes on from it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.node.joint.forked import digests, exchange, forked, frozen_at, signed_by, statement_of, take_in
from tests.node.joint.homes import SideHome, carry

from placet.agreement.envelopes.outstanding import Route, contents_for
from placet.agreement.envelopes.packing import Stamp, packed
from placet.agreement.resumption import SignedResumption
from placet.errors import NotFoundError, Refused
from placet.node.joint.going_on import drafted, frozen, joined, looked_at


@pytest.fixture
def two(tmp_path: Path) -> tuple[SideHome, ...]:
    return forked(tmp_path, "RU")


def code_of(home: SideHome, signed: SignedResumption) -> str:
    with pytest.raises(Refused) as refused:
        take_in(home, signed)
    return refused.value.code


def held(home: SideHome) -> list[str]:
    """The hashes of IR's chain as the store has kept it, every branch of it."""
    with home.office() as office:
        (visit,) = office.stores.shared.visits()
        return [each.hash for each in office.stores.shared.entries(visit) if each.header.side == "IR"]


def flaws(home: SideHome) -> list[object]:
    with home.office() as office:
        return list(office.stores.shared.flaws())


def test_both_hold_both_branches_and_neither_writes(two: tuple[SideHome, ...]) -> None:
    ir, ru = two
    # Joining, a receipt, and two entries on either branch.
    assert frozen_at(ir) == frozen_at(ru) == [("IR", 3, [4, 4])]
    with ir.desk() as mine, ru.desk() as theirs:
        ours, same = frozen(mine)[0].branches, frozen(theirs)[0].branches
        assert [entry.hash for entry in ours[0]] == [entry.hash for entry in same[1]]
        assert [entry.hash for entry in ours[1]] == [entry.hash for entry in same[0]]
    assert ir.refusal_of_writing() == "chain-closed"
    assert ru.refusal_of_writing() is None  # its own chain is whole


@pytest.mark.parametrize("number", [1, 2, 0])
def test_two_sides_go_on_from_what_all_signed(two: tuple[SideHome, ...], number: int) -> None:
    ir, ru = two
    signed = statement_of(two, ru, number)
    take_in(ir, signed)
    exchange(two)
    assert frozen_at(ir) == frozen_at(ru) == []
    for _ in range(2):
        exchange(two)
    assert ir.refusal_of_writing() is None
    assert ru.refusal_of_writing() is None
    for _ in range(2):
        exchange(two)
    assert len(digests(two)) == 1
    assert ir.own_numbers() == ru.chain_of("IR")
    assert ir.own_numbers()[2 : signed.resumption.last] == list(signed.resumption.counts)
    dropped = {name for _, name in signed.resumption.dropped}
    assert dropped <= {*held(ir), *(entry.hash for entry in evidence(ir))}
    assert flaws(ir) == flaws(ru) == []


def evidence(home: SideHome) -> list:
    with home.office() as office:
        (visit,) = office.stores.shared.visits()
        forks = [entry for fork in office.stores.shared.forks(visit) for entry in (fork.kept, fork.other)]
        return [*office.stores.shared.beside(visit), *forks]


def test_three_sides_one_of_whom_hears_of_it_by_envelope_alone(tmp_path: Path) -> None:
    everybody = forked(tmp_path, "RU", "TM")
    ir, ru, tm = everybody
    # Joining, a receipt for each of the others, and two entries on either branch: TM has both from others.
    assert frozen_at(tm) == [("IR", 4, [5, 5])]
    take_in(ru, statement_of(everybody, ru))
    carry(ru, ir)
    carry(ru, tm)
    for _ in range(3):
        exchange(everybody)
    assert ir.refusal_of_writing() is None
    for _ in range(2):
        exchange(everybody)
    assert len(digests(everybody)) == 1
    assert [flaws(home) for home in everybody] == [[], [], []]


def test_what_is_not_signed_by_all_or_is_about_something_else_is_refused(two: tuple[SideHome, ...]) -> None:
    ir, ru = two
    with ru.desk() as desk:
        draft = drafted(desk, 1)
    assert code_of(ru, draft) == "resumption-not-signed"
    assert code_of(ru, signed_by(ru, draft)) == "resumption-not-signed"
    signed = signed_by(ir, signed_by(ru, draft))
    foreign = replace(signed.resumption, visit="1" * 64)
    assert code_of(ru, replace(signed, resumption=foreign)) == "other-visit"
    changed = replace(signed.resumption, dropped=())
    assert code_of(ru, replace(signed, resumption=changed)) == "resumption-incomplete"
    later = replace(signed.resumption, follows="1" * 64)
    assert code_of(ru, replace(signed, resumption=later)) == "resumption-gap"
    assert frozen_at(ru) == [("IR", 3, [4, 4])]
    take_in(ru, signed)
    assert code_of(ru, signed) == "resumption-known"


def test_a_side_signs_one_statement_about_one_fork_and_another_is_refused(two: tuple[SideHome, ...]) -> None:
    ir, ru = two
    first = statement_of(two, ru, 1)
    with ru.desk() as desk:
        other = drafted(desk, 2)
    with pytest.raises(Refused) as refused:
        signed_by(ru, other)
    assert refused.value.code == "resumption-signed-other"
    assert signed_by(ru, first).resumption == first.resumption  # the same again is no other
    second = signed_by(ir, signed_by(ru, other, instead=True), instead=True)
    take_in(ru, first)
    assert code_of(ru, second) == "resumption-other"
    with pytest.raises(Refused) as differs:
        joined([first, second])
    assert differs.value.code == "resumption-differs"


def test_what_counts_must_be_here_to_read(two: tuple[SideHome, ...]) -> None:
    _, ru = two
    with ru.desk() as desk:
        draft = drafted(desk, 1)
        statement = draft.resumption
        beyond = replace(draft, resumption=replace(statement, counts=(*statement.counts, "1" * 64)))
        with pytest.raises(Refused) as refused:
            looked_at(desk, beyond)
    assert (refused.value.code, refused.value.facts["seq"]) == ("branch-not-held", 5)


def test_where_nothing_is_frozen_nothing_is_drafted(two: tuple[SideHome, ...]) -> None:
    _, ru = two
    with ru.desk() as desk, pytest.raises(NotFoundError):
        drafted(desk, 3)
    take_in(ru, statement_of(two, ru))
    with ru.desk() as desk, pytest.raises(Refused) as refused:
        drafted(desk, 1)
    assert refused.value.code == "nothing-frozen"


def with_statements(home: SideHome, to: str, *statements: SignedResumption) -> bytes:
    """An envelope from a side that has put these statements into it, whatever they are."""
    with home.desk() as desk:
        contents = contents_for(desk.record, Route(home.side, to))
        stamp = Stamp(desk.means.chance(16), 77)
        return packed(replace(contents, statements=statements), stamp, desk.keyring.node)


@pytest.mark.parametrize(
    ("lie", "code"),
    [
        (lambda signed: replace(signed, roots={"RU": signed.roots["RU"]}), "resumption-not-signed"),
        (lambda signed: replace(signed, resumption=replace(signed.resumption, visit="1" * 64)), "other-visit"),
        (lambda signed: replace(signed, resumption=replace(signed.resumption, side="XX")), "unknown-side"),
        (lambda signed: replace(signed, resumption=replace(signed.resumption, after=1)), "resumption-incomplete"),
        (lambda signed: replace(signed, resumption=replace(signed.resumption, follows="1" * 64)), "resumption-gap"),
    ],
    ids=["signed in part", "of another visit", "of no side", "of another place", "after an unknown one"],
)
def test_an_envelope_with_such_a_statement_is_refused_whole(two: tuple[SideHome, ...], lie, code: str) -> None:
    ir, ru = two
    signed = statement_of(two, ru)
    before = digests((ir,)), held(ir)
    with pytest.raises(Refused) as refused:
        ir.receive(with_statements(ru, "IR", lie(signed)))
    assert refused.value.code == code
    assert (digests((ir,)), held(ir)) == before
    assert ir.receive(with_statements(ru, "IR", signed)).statements == 1
    again = ir.receive(with_statements(ru, "IR", signed))  # played back: it holds already
    assert (again.statements, frozen_at(ir)) == (0, [])

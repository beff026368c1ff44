"""Points, scalars and proofs, held against plain arithmetic."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.agreement import second
from tests.agreement.test_dates_cheating import NOT_CANONICAL, OFF_THE_CURVE, ORDER_EIGHT, ORDER_TWO, mixed

from placet.agreement.dates.groups import (
    Statement,
    hashed,
    is_proven,
    is_safe,
    key_of,
    point_for,
    proven,
    raised,
    scalar_from,
)

KEY = scalar_from(b"test", b"a scalar")
POINTS = tuple(point_for(b"test", bytes([number])) for number in range(3))
STATEMENT = Statement(b"here", key_of(KEY), POINTS, tuple(raised(KEY, point) for point in POINTS))
NEUTRAL = second.encode(second.NEUTRAL)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=40), st.binary(max_size=40))
def test_hashing_to_the_group_is_what_the_page_says(one, other) -> None:
    assert point_for(b"label", one, other) == second.encode(second.point("label", one, other))
    assert scalar_from(b"label", one, other) == second.scalar("label", one, other).to_bytes(32, "little")


@settings(max_examples=60, deadline=None)
@given(st.binary(min_size=32, max_size=32))
def test_any_bytes_are_safe_or_not_alike(raw) -> None:
    assert is_safe(raw) == second.is_safe(raw)


def test_parts_do_not_run_together() -> None:
    assert len({hashed(b"a", b"bc"), hashed(b"ab", b"c"), hashed(b"a", b"b", b"c"), hashed(b"a", b"bc", b"")}) == 4


def test_points_of_small_order_are_points_and_are_not_safe() -> None:
    for order, raw in ((1, NEUTRAL), (2, ORDER_TWO), (8, ORDER_EIGHT)):
        point = second.decode(raw)
        assert point is not None
        assert second.encode(second.times(order, point)) == NEUTRAL
        assert not is_safe(raw)


def test_a_point_of_mixed_order_is_a_point_and_is_not_safe() -> None:
    point = second.decode(mixed(POINTS[0]))
    assert point is not None
    assert second.encode(second.times(second.L, point)) == ORDER_TWO
    assert not is_safe(mixed(POINTS[0]))
    assert is_safe(POINTS[0])


@pytest.mark.parametrize("raw", [NOT_CANONICAL, OFF_THE_CURVE, b"", POINTS[0][:31], POINTS[0] + b"\0"])
def test_what_is_no_point_is_not_safe(raw) -> None:
    assert not is_safe(raw)


def test_a_true_statement_is_proven_and_always_in_the_same_way() -> None:
    assert is_proven(STATEMENT, proven(STATEMENT, KEY))
    assert proven(STATEMENT, KEY) == proven(STATEMENT, KEY)
    known = Statement(b"here", key_of(KEY))
    assert is_proven(known, proven(known, KEY))


def test_a_proof_serves_for_its_own_statement_only() -> None:
    proof = proven(STATEMENT, KEY)
    others = [
        Statement(b"there", STATEMENT.key, STATEMENT.points, STATEMENT.results),
        Statement(b"here", key_of(scalar_from(b"x")), STATEMENT.points, STATEMENT.results),
        Statement(b"here", STATEMENT.key, STATEMENT.points[::-1], STATEMENT.results),
        Statement(b"here", STATEMENT.key, STATEMENT.points[:2], STATEMENT.results[:2]),
        Statement(b"here", STATEMENT.key),
    ]
    assert [is_proven(each, proof) for each in others] == [False] * 5


def test_two_statements_never_share_a_nonce() -> None:
    """With challenges c1, c2 and responses r1, r2 under one nonce, (r1 - r2) / (c2 - c1) would be the scalar."""
    proofs = [proven(Statement(context, STATEMENT.key), KEY) for context in (b"one", b"two")]
    (c1, r1), (c2, r2) = ([int.from_bytes(half, "little") for half in (each[:32], each[32:])] for each in proofs)
    assert (r1 - r2) * pow(c2 - c1, -1, second.L) % second.L != int.from_bytes(KEY, "little")


@given(st.integers(0, 511))
def test_a_proof_with_one_bit_changed_proves_nothing(bit) -> None:
    proof = bytearray(proven(Statement(b"here", STATEMENT.key), KEY))
    proof[bit // 8] ^= 1 << bit % 8
    assert not is_proven(Statement(b"here", STATEMENT.key), bytes(proof))


@given(st.binary(max_size=70))
def test_any_bytes_may_be_given_as_a_proof(proof) -> None:
    assert not is_proven(STATEMENT, proof)


def test_a_response_has_one_notation() -> None:
    proof = proven(STATEMENT, KEY)
    doubled = int.from_bytes(proof[32:], "little") + second.L
    assert not is_proven(STATEMENT, proof[:32] + doubled.to_bytes(32, "little"))


def test_zero_proves_nothing() -> None:
    proof = proven(STATEMENT, KEY)
    assert not is_proven(STATEMENT, bytes(32) + proof[32:])
    assert not is_proven(STATEMENT, proof[:32] + bytes(32))


def test_pairs_that_are_amiss_do_not_cancel_out() -> None:
    """The same point added to one result and taken from the other: their plain sum would be right."""
    one, other = (second.safe(raw) for raw in STATEMENT.results[:2])
    extra = second.safe(POINTS[2])
    minus = second.times(second.L - 1, extra)
    results = (second.encode(second.add(one, extra)), second.encode(second.add(other, minus)), STATEMENT.results[2])
    assert second.encode(second.add(second.add(one, extra), second.add(other, minus))) == second.encode(
        second.add(one, other)
    )
    false = Statement(b"here", STATEMENT.key, POINTS, results)
    assert not is_proven(false, proven(false, KEY))

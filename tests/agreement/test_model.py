"""Thousands of random histories: whatever happens to the mail and to the machines, what must hold holds.

Here a few hundred; `make release-model` plays the ten thousand and more that a release has to stand. A history is the
same for its seed. What fails is told with the shortest list of steps that still fails.
"""

from __future__ import annotations

import pytest
from tests.agreement.histories import FORKING, ORDINARY, PLAIN, history, play, shortened, violation
from tests.agreement.oracle import FINAL, Oracle, appendix_a, words_of
from tests.agreement.verdicts import our_rule
from tests.agreement.world import World

PIECE = 25
"""Histories of one test."""


def pieces(count: int) -> list[range]:
    return [range(first, first + PIECE) for first in range(0, count, PIECE)]


def all_hold(sides: int, seeds: range, weights: dict[str, int]) -> None:
    for seed in seeds:
        steps = history(seed, weights)
        shown = violation(sides, steps)
        assert shown is None, f"{shown}; seed {seed}, shortest: {shortened(sides, steps)}"


@pytest.mark.parametrize("seeds", pieces(200), ids=str)
def test_two_sides_come_to_the_same_and_nothing_agreed_is_undone(seeds: range) -> None:
    all_hold(2, seeds, ORDINARY)


@pytest.mark.parametrize("seeds", pieces(50), ids=str)
def test_three_sides_come_to_the_same_and_nothing_agreed_is_undone(seeds: range) -> None:
    all_hold(3, seeds, ORDINARY)


@pytest.mark.parametrize("seeds", pieces(25), ids=str)
def test_four_sides_come_to_the_same_and_nothing_agreed_is_undone(seeds: range) -> None:
    all_hold(4, seeds, ORDINARY)


@pytest.mark.parametrize("sides", [2, 3])
@pytest.mark.parametrize("seeds", pieces(50), ids=str)
def test_a_side_with_two_pens_is_found_out_frozen_and_resumed(sides: int, seeds: range) -> None:
    all_hold(sides, seeds, FORKING)


def test_the_histories_are_worth_playing() -> None:
    count = 40
    worlds = [play(2, history(seed)) for seed in range(count)]
    folded = [world.nodes[0].party.fold() for world in worlds]
    signed = [each for found in folded for each in (*found.final.values(), *found.any_level.values())]
    assert sum(len(found.agreed) for found in folded) > count / 5
    assert sum(len(found.ad_referendum) > len(found.agreed) for found in folded) > count / 20
    # None of these would be found if the generator had ceased to bring about what the rule is for.
    assert any(each.ended_by for each in signed)
    assert any(each.contested for each in signed)
    assert any(each.replaced_by for each in signed)
    assert any(len(each.bundle.texts) > 1 for found in folded for each in found.agreed)
    assert any(said.partial for found in folded for said in found.sayings.values())


@pytest.mark.parametrize("sides", [2, 3])
def test_no_clock_decides_anything(sides: int) -> None:
    for seed in range(10):
        right = play(sides, history(seed))
        wrong = play(sides, history(seed), clocks=(11, -7, 3, 0))
        assert [our_rule(node.record) for node in right.nodes] == [our_rule(node.record) for node in wrong.nodes]
        assert [len(node.record) for node in right.nodes] == [len(node.record) for node in wrong.nodes]


@pytest.mark.parametrize("sides", [2, 3])
def test_for_single_texts_the_rule_is_the_function_of_the_appendix(sides: int) -> None:
    found = 0
    for seed in range(20):
        world = World(sides)
        for step in history(seed, PLAIN):
            world.do(step)
            record = world.nodes[step[1] % sides].record
            chains = {side: chain.entries for side, chain in record.chains.items()}
            words = words_of(record.opening.raw, chains, lambda _header, _side, seq, _hash: seq)
            agreed = appendix_a(words)
            assert set(our_rule(record)[0]) == agreed
            found += len(agreed)
        assert set(Oracle(words).agreed(FINAL)) == agreed
    assert found > 50  # views of a node in which something is agreed

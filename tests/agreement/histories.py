"""Random histories, the same for the same seed; and the shortest one that still shows what a long one showed."""

from __future__ import annotations

from collections.abc import Sequence

from tests.agreement.verdicts import Rule, Violation, our_rule
from tests.agreement.world import Step, World

ORDINARY = {
    "propose": 3, "counter": 4, "package": 3, "retable": 1, "assent": 20, "refer": 5, "seal": 6, "forge": 1,
    "withdraw": 2, "lapse": 1, "speak": 1, "purge": 1, "erase": 1, "send": 6, "deliver": 8, "talk": 14, "gather": 8,
    "double": 1, "lose": 1, "part": 1, "heal": 1, "crash": 1, "backup": 1, "restore": 1, "rotate": 1, "steal": 1,
    "notice": 3,
}  # fmt: skip
"""How often each step is taken."""
PLAIN = {"propose": 2, "counter": 4, "assent": 20, "withdraw": 3, "send": 6, "deliver": 8, "talk": 14, "gather": 6}
"""What the protocol's appendix knows: single texts, one level."""
FORKING = {**ORDINARY, "clone": 4, "restore": 0, "backup": 0, "steal": 0, "notice": 0}


class Dice:
    """Numbers that look thrown, and are the same for the same seed (a linear congruential generator)."""

    def __init__(self, seed: int) -> None:
        self._state = (seed + 1) * 2862933555777941757 % 2**64

    def throw(self, sides: int) -> int:
        self._state = (self._state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self._state >> 33) % sides


def history(seed: int, weights: dict[str, int] = ORDINARY) -> list[Step]:
    """A random history of 30 to 109 steps."""
    dice = Dice(seed)
    verbs = [verb for verb, weight in weights.items() for _ in range(weight)]
    return [
        (
            verbs[dice.throw(len(verbs))],
            dice.throw(64),
            dice.throw(64) if dice.throw(2) else dice.throw(4),
            dice.throw(64),
        )
        for _ in range(30 + dice.throw(80))
    ]


def play(count: int, steps: Sequence[Step], rule: Rule = our_rule, clocks: Sequence[int] = (0, 0, 0, 0)) -> World:
    """Play a history to its end. Raises `Violation` where something does not hold."""
    world = World(count, rule, clocks)
    for step in steps:
        world.do(step)
    world.close()
    return world


def violation(count: int, steps: Sequence[Step], rule: Rule = our_rule) -> str | None:
    """What a history shows to be broken, if anything."""
    try:
        play(count, steps, rule)
    except Violation as shown:
        return str(shown)
    return None


def shortened(count: int, steps: Sequence[Step], rule: Rule = our_rule) -> list[Step]:
    """The steps of a violating history that are needed for it: none of them can be left out."""
    kept, at = list(steps), len(steps)
    while at > 0:
        at -= 1
        without = kept[:at] + kept[at + 1 :]
        if violation(count, without, rule) is not None:
            kept, at = without, min(at + 3, len(without))
    return kept

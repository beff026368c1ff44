"""A value compares and hashes by what it says, as a frozen dataclass does; the type checker sees to the rest."""

from __future__ import annotations

from dataclasses import field

import pytest

from placet.agreement.header import Head
from placet.agreement.values import value


@value(frozen=True, slots=True)
class Stamp:
    """A value for these tests."""

    office: str
    number: int
    ink: str = field(default="blue", compare=False)


def test_values_that_say_the_same_are_the_same() -> None:
    one, same, other = Stamp("protocol", 1), Stamp("protocol", 1, ink="red"), Stamp("protocol", 2)
    assert one == same != other
    assert {one, same, other} == {one, other}
    assert hash(one) == hash(same)


def test_values_of_two_kinds_are_never_the_same() -> None:
    assert Stamp("RU", 1) != Head("RU", 1, "blue")


def test_a_value_has_room_for_nothing_else() -> None:
    with pytest.raises(AttributeError):
        Stamp("protocol", 1).colour = "green"

"""What stands behind a clash: the people and the room that those which clash have in common."""

from __future__ import annotations

import pytest
from tests.planner.visits import clash


def engagement(name: str, at: str, who: str, venue: str = "a", more: str = "") -> str:
    return (
        f'[engagements.{name}]\ntitle = "{name}"\nwho = {who}\nvenues = ["{venue}"]\nday = 1\n'
        f'at = "{at}"\nlength = "60m"\n{more}\n'
    )


NAMED = 'interpretation = { mode = "consecutive", languages = ["fa", "ru"], named = ["i1"] }'
X = engagement("x", "10:00", '["p"]')


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a room that holds one engagement, of different people
        (X + engagement("y", "10:30", '["q"]'), [(("a",), ("x", "y"))]),
        # a person, in different rooms
        (X + engagement("y", "10:30", '["p", "q"]', "b"), [(("p",), ("x", "y"))]),
        # two people and the room as well
        (
            engagement("x", "10:00", '["p", "q"]') + engagement("y", "10:30", '["q", "p"]'),
            [(("p", "q"), ("x", "y")), (("a",), ("x", "y"))],
        ),
        # all three need p and are in a; q, whom two of them need as well, adds nothing
        (
            engagement("x", "from 10:00", '["p", "q"]')
            + engagement("y", "after x", '["p", "q"]')
            + engagement("z", "by 11:30", '["p"]', more='after = ["y"]'),
            [(("p",), ("x", "y", "z")), (("a",), ("x", "y", "z"))],
        ),
        # an interpreter asked for by name
        (
            engagement("x", "10:00", '["p"]', "a", NAMED) + engagement("y", "10:30", '["q"]', "b", NAMED),
            [(("i1",), ("x", "y"))],
        ),
        # a commitment elsewhere says itself whom it takes
        (X + '[busy.call]\nwho = ["p"]\nday = 1\nbetween = "09:30–10:30"\n', []),
    ],
)
def test_what_those_that_clash_share(text, expected):
    assert [(common.things, common.between) for common in clash(text).clashes[0].in_common] == expected


def test_a_room_that_holds_both_is_not_what_they_clash_over():
    # `a` holds two: only p is in the way.
    roomy = "[venues.a]\nsimultaneous = 2\n"
    found = clash(roomy + X + engagement("y", "10:30", '["p"]'))
    assert [common.things for common in found.clashes[0].in_common] == [("p",)]

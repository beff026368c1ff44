"""Two rules that look right are found out by the harness that ours has to pass: it can fail, and it fails for a reason.

For each the shortest history that was found is kept by name, with what it means in words.
"""

from __future__ import annotations

import pytest
from tests.agreement.histories import history, shortened, violation
from tests.agreement.verdicts import Rule
from tests.agreement.world import Step
from tests.agreement.wrong_rules import a_counter_text_takes_nothing_back, all_have_signed

IR, RU = 0, 1
TAKEN_BACK_UNDER_WAY: list[Step] = [
    ("propose", IR, 0, 1),
    ("assent", IR, 0, 0),
    ("gather", IR, 0, 0),
    ("assent", RU, 0, 0),  # RU sees two signatures and holds the text for agreed ...
    ("withdraw", IR, 0, 0),  # ... while IR, who has not received the second, takes the first back
]
SIGNED_IN_TWO_ORDERS: list[Step] = [
    ("propose", IR, 0, 1),
    ("assent", IR, 0, 0),
    ("counter", IR, 0, 1),
    ("assent", IR, 0, 0),  # IR signs the first text and then the second ...
    ("talk", IR, RU, 0),
    ("assent", RU, 0, 0),  # ... RU the second ...
    ("assent", RU, 1, 0),  # ... and then the first: which of the two holds?
]
UNDONE = "I1: something agreed is agreed no more"
TWO_ORDERS = "I3: two sides signed two agreed texts in two orders"


@pytest.mark.parametrize(
    ("rule", "steps", "shown"),
    [
        (all_have_signed, TAKEN_BACK_UNDER_WAY, UNDONE),
        (a_counter_text_takes_nothing_back, SIGNED_IN_TWO_ORDERS, TWO_ORDERS),
    ],
    ids=["all have signed", "a counter-text takes nothing back"],
)
def test_the_shortest_history_shows_what_is_wrong_and_ours_stands_it(rule: Rule, steps: list[Step], shown: str) -> None:
    assert violation(2, steps, rule) == shown
    assert shortened(2, steps, rule) == steps  # no step can be left out
    assert violation(2, steps) is None


@pytest.mark.parametrize(
    ("rule", "sides", "shown"),
    [
        (all_have_signed, 2, UNDONE),
        (all_have_signed, 3, UNDONE),
        (a_counter_text_takes_nothing_back, 2, TWO_ORDERS),
    ],
)
def test_random_histories_find_it_out(rule: Rule, sides: int, shown: str) -> None:
    found = (violation(sides, history(seed), rule) for seed in range(200))
    assert shown in found

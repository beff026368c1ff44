"""All rules together, and what a finding weighs."""

import pytest
from tests.rules.cases import case, engagement, entry

from placet.model.ids import Sort, engagement_ref, refs
from placet.model.profile import Grade
from placet.rules.catalogue import BY_NAME, RULES
from placet.rules.finding import Answer, cannot_judge, satisfied, violated
from placet.rules.judge import judge, weight

CLASH = engagement("one", "10:00", length="60m", venues=["palace"]) + engagement(
    "two", "10:30", length="60m", venues=["hall"]
)

ONE = engagement_ref("one")


def test_a_must_that_rests_on_an_estimate_weighs_should() -> None:
    assert weight(Grade.MUST, violated(ONE)) is Grade.MUST
    assert weight(Grade.MUST, violated(ONE, certain=False)) is Grade.SHOULD
    assert weight(Grade.COURTESY, violated(ONE, certain=False)) is Grade.COURTESY


def test_a_broken_must_makes_a_programme_unsound() -> None:
    judged = judge(case(CLASH))
    assert not judged.is_sound
    assert [finding.rule for finding in judged.violations if finding.is_unsound] == ["one-place-at-a-time"]


def test_nothing_placed_is_nothing_broken() -> None:
    judged = judge(case())
    assert judged.is_sound
    assert judged.rules == len(RULES)


def test_the_gravest_come_first() -> None:
    grades = [finding.grade for finding in judge(case(CLASH)).findings]
    assert grades == sorted(grades, key=list(Grade).index)


def test_a_rule_that_is_off_is_not_asked() -> None:
    off = entry("rules", "one-place-at-a-time", grade="off", reason="The two halls are one.")
    judged = judge(case(CLASH + off))
    assert judged.is_sound
    assert judged.rules == len(RULES) - 1


def test_what_cannot_be_judged_is_no_violation() -> None:
    judged = judge(case(engagement("one", "10:00", venues=["palace"])), [BY_NAME["venue-inspected"]])
    assert (len(judged.violations), len(judged.unjudged), judged.looked_at) == (0, 1, 1)


def test_the_three_answers() -> None:
    answers = [verdict.answer for verdict in (satisfied(ONE), violated(ONE), cannot_judge(ONE, missing="x"))]
    assert answers == list(Answer)
    assert refs(Sort.ATTENDEE, {"b", "a"}) == ("a", "b")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_names_its_source(rule) -> None:
    assert rule.source
    assert "practice" in rule.source or "default" in rule.source or "law" in rule.source

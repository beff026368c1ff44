"""Usual lengths."""

from tests.rules.cases import broken, case, engagement, missing, plan, verdicts


def test_a_courtesy_call_lasts_at_most_45_minutes() -> None:
    call = engagement("call", kind="courtesy-call")
    assert broken("usual-length", plan(call, call="10:00-10:45")) == []
    assert broken("usual-length", plan(call, call="10:00-10:46")) == [("call",)]


def test_and_at_least_15() -> None:
    call = engagement("call", kind="courtesy-call")
    assert broken("usual-length", plan(call, call="10:00-10:15")) == []
    assert broken("usual-length", plan(call, call="10:00-10:14")) == [("call",)]


def test_talks_have_lengths_by_format() -> None:
    talks = engagement("talks", kind="talks", format="plenary")
    assert broken("usual-length", plan(talks, talks="10:00-10:45")) == []
    assert broken("usual-length", plan(talks, talks="10:00-10:44")) == [("talks",)]


def test_each_document_makes_a_signing_longer() -> None:
    # 10 min + 4 x 3 min = 22 min at least
    signing = engagement("signing", kind="signing", documents=4)
    assert broken("usual-length", plan(signing, signing="10:00-10:22")) == []
    assert broken("usual-length", plan(signing, signing="10:00-10:21")) == [("signing",)]


def test_a_stated_length_is_taken_at_its_word() -> None:
    assert verdicts("usual-length", case(engagement("call", "10:00", kind="courtesy-call", length="3h"))) == []


def test_without_any_end_nobody_can_say() -> None:
    assert missing("usual-length", case(engagement("call", "10:00", kind="courtesy-call"))) == ["call.length"]

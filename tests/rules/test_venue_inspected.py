"""Venues are inspected."""

import pytest
from tests.rules.cases import broken, case, engagement, entry, missing, said, verdicts

TALKS = engagement("talks", "10:00", venues=["palace"])


@pytest.mark.parametrize("known", ["inspected", "waived"])
def test_inspected_or_waived_in_writing(known: str) -> None:
    assert broken("venue-inspected", case(entry("venues", "palace", inspection=known) + TALKS)) == []


@pytest.mark.parametrize("known", ["not-inspected", "refused"])
def test_not_inspected_or_refused(known: str) -> None:
    assert broken("venue-inspected", case(entry("venues", "palace", inspection=known) + TALKS)) == [("palace",)]


def test_what_is_held_there_is_named() -> None:
    text = entry("venues", "palace", inspection="not-inspected") + TALKS
    assert said("venue-inspected", case(text)) == ["Palace was not inspected. Held there: Talks."]


def test_nothing_stated_means_unknown() -> None:
    assert missing("venue-inspected", case(TALKS)) == ["palace.inspection"]


def test_a_plan_b_is_a_venue_in_use() -> None:
    text = entry("venues", "hall", inspection="refused") + engagement("walk", "10:00", plan_b={"venue": "hall"})
    assert broken("venue-inspected", case(text)) == [("hall",)]


def test_venues_that_are_not_used_are_not_looked_at() -> None:
    assert verdicts("venue-inspected", case(entry("venues", "hall", inspection="refused"))) == []

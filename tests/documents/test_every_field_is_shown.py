"""What an officer writes down is to be seen again: another value in a field makes another page of this office."""

from __future__ import annotations

from functools import cache

import pytest
from tests.documents.fields import changed, classes, declared
from tests.visits import load

from placet.documents.programme_page import render
from placet.model.declare import Layer
from placet.model.visit import Visit
from placet.node.judging import case_of
from placet.node.planning import plan_visit
from placet.projections import current
from placet.rules.case import Case

SOURCE = "the source in its own words; what they mean stands in the other fields"
PLACED = "what the programme made of it is shown: the page stands under that day, at that hour"
COUNTED = "the preparation is counted down by a command of its own"
NOT_SHOWN = {
    "Visit.format_version": "of the file, not of the visit",
    "Visit.title": "while the sample is held, its code name stands in the place of its title",
    "Visit.offices": COUNTED,
    "Visit.tasks": COUNTED,
    "Visit.own_tasks": "the sample has none; tests/projections/test_seen.py looks for them on the page of this office",
    "Visit.printed": SOURCE,
    "Visit.printed_days": SOURCE,
    "Engagement.day": PLACED,
    "Engagement.printed": SOURCE,
    "Engagement.printed_day": SOURCE,
    "Engagement.printed_no": SOURCE,
    "Engagement.track": PLACED,
    "Movement.who": PLACED,
    "Block.who": PLACED,
    "End.day": PLACED,
    "End.place": PLACED,
    "End.printed": SOURCE,
    "End.printed_day": SOURCE,
    "End.printed_no": SOURCE,
}
"""Fields that no page shows, each with the reason."""


@cache
def planned() -> Case:
    """The sample with almost every feature of the model, planned once."""
    case = plan_visit(load("state_visit"), seconds=60).case
    assert case is not None
    return case


@pytest.fixture(autouse=True)
def unjudged(monkeypatch):
    """A field that is only judged is not shown: findings are kept off the page."""
    monkeypatch.setattr(current, "judge", lambda _: current.NOBODY_JUDGED)


def page(visit: Visit) -> str:
    known = planned()
    case = case_of(visit, known.programme, known.timeline, known.rulebook)
    return render(current.project(case, Layer.INTERNAL), None, "en", as_on="3 May", version="1")


def is_shown(visit: Visit, field: str, instances: list[object], now: str) -> bool:
    return any(page(other) != now for one in instances for other in changed(visit, one, field))


SAMPLE = load("state_visit").visit
KNOWN = classes(SAMPLE)
TABLES = {own.name for own in declared(Visit)}


@pytest.mark.parametrize("of", KNOWN, ids=lambda of: of.__name__)
def test_every_field_is_shown_or_says_why_not(of):
    now = page(SAMPLE)
    names = [own.name for own in declared(of) if f"{of.__name__}.{own.name}" not in NOT_SHOWN]
    hidden = [name for name in names if not _is_table(of, name) and not is_shown(SAMPLE, name, KNOWN[of], now)]
    assert hidden == [], "show these on the page, or say in NOT_SHOWN why not"


def _is_table(of: type, name: str) -> bool:
    """A field that only holds parts: these are looked at themselves."""
    values = [getattr(one, name) for one in KNOWN[of]]
    held = [list(value.values()) if isinstance(value, dict) else value for value in values]
    return any(type(part) in KNOWN for one in held for part in (one if isinstance(one, list | tuple) else [one]))


def test_the_sample_has_something_of_every_class_of_the_model():
    assert {of.__name__ for of in KNOWN} == {
        "Agreement", "Block", "Busy", "Commitment", "Cue", "Delegation", "End", "Engagement", "ExternalEvent", "Follow",
        "HolidayRule", "Interpretation", "Leg", "Milestone", "Movement", "Opening", "PastVisit", "Person", "PlanB",
        "Prayer", "Presence", "Resource", "RuleOverride", "Side", "Title", "Track", "Travel", "Venue", "Visit",
        "WeekendRule",
    }  # fmt: skip


def test_no_exception_is_out_of_date():
    fields = {f"{of.__name__}.{own.name}" for of in KNOWN for own in declared(of)}
    assert sorted(set(NOT_SHOWN) - fields) == []

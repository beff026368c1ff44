"""Every example that Placet ships loads; the broken one has its six mistakes and no others."""

from __future__ import annotations

from collections import Counter

import pytest
from tests.told import told

from placet.errors import NotFoundError, VisitFileError
from placet.node.demo import example_names, example_path
from placet.node.files import open_visit
from placet.node.judging import judge_stated
from placet.node.planning import plan_visit
from placet.node.rulebook import rulebook_for

SOUND = ("tehran-moscow", "university-visit")


def test_these_are_the_examples():
    assert example_names() == ("broken", *SOUND)


def test_an_unknown_example_is_refused_with_names_that_look_alike():
    with pytest.raises(NotFoundError) as refused:
        example_path("teheran-moscow")
    assert refused.value.nearest == ("tehran-moscow",)


def test_a_path_is_no_name_of_an_example():
    with pytest.raises(NotFoundError):
        example_path("../docs")


@pytest.mark.parametrize("name", SOUND)
def test_an_example_loads_and_says_what_is_invented(name):
    visit_file = open_visit(example_path(name))
    _, judgement = judge_stated(visit_file, rulebook_for(visit_file.visit, visit_file))
    assert judgement.is_sound
    assert visit_file.visit.illustrative is not None
    assert {person.name for person in visit_file.visit.people.values()} == {None}  # offices only


@pytest.mark.parametrize("name", SOUND)
def test_every_text_of_an_example_is_in_all_its_languages(name):
    visit = open_visit(example_path(name)).visit
    languages = set(visit.title.by_language)
    texts = [each.title for each in visit.engagements.values()] + [each.name for each in visit.venues.values()]
    assert {frozenset(text.by_language) for text in texts} == {frozenset(languages)}


def test_the_founding_case_has_no_date_and_one_engagement_of_the_technological_track():
    visit = open_visit(example_path()).visit
    # The report gives the month of the treaty and neither its day nor its year.
    assert (visit.starts_on, str(visit.agreements["partnership"].signed_on)) == (None, "--01")
    assert (len(visit.sides), visit.last_day, len(visit.engagements), len(visit.people)) == (2, 2, 18, 26)
    serves = Counter(purpose for each in visit.engagements.values() for purpose in each.serves)
    assert (serves["political"], serves["economic"]) == (6, 5)
    assert [name for name, each in visit.engagements.items() if "technological" in each.serves] == ["technology-park"]
    assert visit.engagements["technology-park"].optional


@pytest.mark.slow
def test_the_technology_park_just_does_not_fit():
    # In the best order the day ends at the airport 16:45 with a lunch of 75 min; boarding begins at 16:30.
    report = plan_visit(open_visit(example_path()))
    assert report.case is not None
    assert report.case.programme.left_out == ("technology-park",)


def test_the_broken_example_has_six_mistakes_found_at_once():
    with pytest.raises(VisitFileError) as refused:
        open_visit(example_path("broken"))
    assert [(said.field, said.found, said.advice) for said in map(told, refused.value.faults)] == [
        (
            "movements.flight.departs.at",
            "MSK",
            "Abbreviations such as EST mean several zones; write a place.",
        ),
        ("engagements.welcome.dres", "dres", "Did you mean: dress"),
        ("engagements.talks.length", "60", 'Write a unit: "60m"'),
        ("engagements.lunch.venues[1]", "hall-3", "Did you mean: hall-2"),
        ("engagements.press.day", "day 2", "Or give the last leg a later last_day."),
        ("engagements.farewell.reason", "a field that must not leave this office", "Move it to private.toml."),
    ]
    assert all(fault.line is not None for fault in refused.value.faults)

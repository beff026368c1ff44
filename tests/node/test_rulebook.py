"""The rules for one visit: a profile and what the visit changes in it, or every fault of that."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

import pytest
from tests.rules.cases import COMMON
from tests.told import Told, told

from placet.errors import Fault, VisitFileError
from placet.formats.toml import parse_toml
from placet.formats.visitfile import VisitFile, read_visit
from placet.formats.writing import write_visit
from placet.model.declare import Layer
from placet.model.profile import Grade
from placet.model.spans import Hours, Length
from placet.node.rulebook import load_profile, profile_names, rulebook_for
from placet.projections.seen import seen_by
from placet.rules.catalogue import RULES

NAMES = ("germany", "india", "neutral", "russia", "uk")


def visit_file(text: str = "", top: str = "") -> VisitFile:
    return read_visit(parse_toml("visit.toml", (top + COMMON + text).encode()))


def faults(text: str = "", top: str = "") -> tuple[Fault, ...]:
    made = visit_file(text, top)
    with pytest.raises(VisitFileError) as refused:
        rulebook_for(made.visit, made)
    return refused.value.faults


END = COMMON.count("\n")


def test_every_profile_is_shipped_and_makes_a_rulebook_of_every_rule():
    assert profile_names() == NAMES
    for name in NAMES:
        book = rulebook_for(visit_file(top=f'profile = "{name}"\n').visit)
        assert book.profile == name
        assert list(book.entries) == [rule.name for rule in RULES]


def test_the_neutral_profile_is_the_one_of_a_visit_that_names_none():
    grades = {name: Grade(entry["grade"]) for name, entry in load_profile("neutral").data["rules"].items()}
    book = rulebook_for(visit_file().visit)
    assert {name: entry.grade for name, entry in book.entries.items()} == grades


def test_an_unknown_profile_is_refused_with_those_there_are():
    (fault,) = faults(top='profile = "rusia"\n')
    assert told(fault) == Told("visit.toml", 1, "profile", "rusia", "one of germany, india, neutral, russia, uk")


def test_an_unknown_profile_of_a_visit_without_a_file_has_no_line():
    with pytest.raises(VisitFileError) as refused:
        rulebook_for(visit_file(top='profile = "rusia"\n').visit)
    assert refused.value.faults[0].line is None


@pytest.mark.parametrize("name", ["../neutral", "neutral.toml", "", "NEUTRAL"])
def test_a_profile_is_a_name_and_never_a_path(name):
    (fault,) = faults(top=f'profile = "{name}"\n')
    assert (fault.field, told(fault).found) == ("profile", name)


def test_a_rule_may_be_given_another_grade_with_a_reason():
    made = visit_file('[rules.stated-time]\ngrade = "off"\nreason = "agreed so"\n')
    book = rulebook_for(made.visit, made)
    assert book.grade("stated-time") is Grade.OFF
    assert book.entries["stated-time"].override == made.visit.rules["stated-time"]


def test_a_reason_without_a_grade_leaves_the_grade_of_the_profile():
    made = visit_file('[rules.stated-time]\nreason = "agreed so"\n')
    assert rulebook_for(made.visit, made).grade("stated-time") is Grade.MUST


def test_a_reason_of_this_office_is_a_reason():
    private = parse_toml("private.toml", b'rules.stated-time.reason_internal = "ours"')
    shared = parse_toml("visit.toml", (COMMON + '[rules.stated-time]\ngrade = "off"\n').encode())
    assert rulebook_for(read_visit(shared, private).visit).grade("stated-time") is Grade.OFF


def test_a_parameter_may_differ_and_the_others_stay():
    text = '[rules.usual-length]\nreason = "many papers"\nparameters = { per_document = "7m" }\n'
    ours = rulebook_for(visit_file(text).visit).entries["usual-length"].parameters
    theirs = rulebook_for(visit_file().visit).entries["usual-length"].parameters
    assert (ours.per_document.total_seconds(), theirs.per_document.total_seconds()) == (420, 180)
    assert ours.lengths == theirs.lengths


def test_one_usual_length_may_differ_and_the_others_stay():
    text = '[rules.usual-length]\nreason = "they dine long"\nparameters.lengths = { banquet = { most = "4h" } }\n'
    ours = rulebook_for(visit_file(text).visit).entries["usual-length"].parameters.lengths
    theirs = rulebook_for(visit_file().visit).entries["usual-length"].parameters.lengths
    assert ours["banquet"] == replace(theirs["banquet"], most=timedelta(hours=4))  # least and typical stay too
    assert {**ours, "banquet": theirs["banquet"]} == theirs


def test_a_length_or_a_list_is_laid_over_as_a_whole():
    text = (
        '[rules.usual-length]\nreason = "x"\nparameters.lengths.talks = "50m"\n'
        '[rules.usual-hours]\nreason = "x"\nparameters.hours.welcome = ["06:00–07:00"]\n'
    )
    entries = rulebook_for(visit_file(text).visit).entries
    assert entries["usual-length"].parameters.lengths["talks"] == Length.exactly(timedelta(minutes=50))
    assert entries["usual-hours"].parameters.hours["welcome"] == (Hours(time(6), time(7)),)
    assert len(entries["usual-hours"].parameters.hours) > 1


def test_lengths_that_contradict_those_below_are_told_where_they_stand():
    text = '[rules.usual-length]\nreason = "x"\nparameters.lengths.talks = { least = "5h" }\n'
    (fault,) = faults(text)  # the neutral profile says 60m as typical and 120m at most
    assert (fault.line, fault.field) == (END + 3, "rules.usual-length.parameters.lengths.talks")
    assert told(fault).found == "a contradiction"


def test_every_fault_of_the_rules_is_told_at_once():
    text = (
        '[rules.stated-tyme]\nreason = "x"\n'
        '[rules.usual-length]\nparameters = { per_document = 7, per_paper = "1m" }\n'
        '[rules.stated-time]\ngrade = "off"\n'
    )
    found = {fault.field: told(fault) for fault in faults(text)}
    reason = ("no reason", "`reason`, or `reason_internal` in private.toml", "Say why this visit differs.")
    assert found == {
        "rules.stated-tyme": Told(
            "visit.toml", END + 1, "rules.stated-tyme", "stated-tyme", "the name of a rule", "placet rules lists them."
        ),
        "rules.usual-length.parameters.per_document": Told(
            "visit.toml",
            END + 4,
            "rules.usual-length.parameters.per_document",
            "7",
            "a length of time such as `45m` or `1h30`",
            'Write a unit: "7m"',
        ),
        "rules.usual-length.parameters.per_paper": Told(
            "visit.toml",
            END + 4,
            "rules.usual-length.parameters.per_paper",
            "per_paper",
            "a known key",
            "Known here: lengths, per_document",
        ),
        "rules.usual-length": Told("visit.toml", END + 3, "rules.usual-length", *reason),
        "rules.stated-time": Told("visit.toml", END + 5, "rules.stated-time", *reason),
    }


CHANGED = b'[rules.usual-length]\ngrade = "courtesy"\n'


def test_a_reason_is_asked_of_a_file_and_not_of_a_paper_whose_readers_may_not_see_it():
    visit = read_visit(
        parse_toml("visit.toml", b'title = "Visit"\n[legs.a]\ncity = "A"\nzone = "Europe/Rome"\n' + CHANGED),
        parse_toml("private.toml", b'[rules.usual-length]\nreason_internal = "Ours"\n'),
    )
    assert rulebook_for(visit.visit, visit).grade("usual-length") is Grade.COURTESY
    seen = seen_by(visit.visit, Layer.SHARED)
    assert seen.rules["usual-length"].reason_internal is None
    assert rulebook_for(seen).grade("usual-length") is Grade.COURTESY
    written = read_visit(parse_toml("visit.toml", write_visit(seen).shared.encode()))
    with pytest.raises(VisitFileError) as caught:
        rulebook_for(written.visit, written)
    assert [fault.reason for fault in caught.value.faults] == ["no-reason"]

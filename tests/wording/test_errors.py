"""Errors in sentences: what, where, what next."""

from __future__ import annotations

import pytest

from placet.errors import Fault, ForeignFileError, FormatError, NotFoundError, PlacetError, StorageError, VisitFileError
from placet.wording.errors import FaultLines, advice, fault_lines, faults_more, sentence


@pytest.mark.parametrize(
    ("error", "said", "next_"),
    [
        (NotFoundError("taks", ("talks", "walks")), "“taks” names no one thing here.", "Did you mean: talks, walks"),
        (NotFoundError("xyz", ()), "“xyz” names no one thing here.", ""),
        (FormatError("a.json", "not JSON", "Export it again."), "a.json: not JSON.", "Export it again."),
        (StorageError("/x", "not a file.", "Give the file."), "/x: not a file.", "Give the file."),
        (VisitFileError((Fault("v", 1, "a", "b", "c"),)), "1 thing to mend. Nothing was written.", ""),
        (
            ForeignFileError("a.doc", "old-office", {"save_as": ".docx"}),
            "a.doc: the form in which Office saved before 2007, or its binary form.",
            "Open it and save it as .docx.",
        ),
        (PlacetError("something else"), "something else", ""),
    ],
)
def test_a_sentence_and_what_to_do_next(error, said, next_):
    assert (sentence(error), advice(error)) == (said, next_)


@pytest.mark.parametrize(
    ("fault", "lines"),
    [
        (
            Fault("visit.toml", 41, "talks.length", "60", "a length", 'Write a unit: "60m"'),
            FaultLines("visit.toml:41", "talks.length: 60", 'Expected: a length. Write a unit: "60m"'),
        ),
        (
            Fault("visit.toml", 90, "talks.dres", "dres", "a known key", "Did you mean: dress"),
            FaultLines("visit.toml:90", "talks.dres", "Expected: a known key. Did you mean: dress"),
        ),
        (Fault("visit.toml", None, "", "byte 0xff", "text"), FaultLines("visit.toml", "byte 0xff", "Expected: text.")),
    ],
)
def test_a_fault_has_a_place_a_finding_and_a_remedy(fault, lines):
    assert fault_lines(fault) == lines


def test_of_very_many_faults_the_rest_is_counted():
    assert faults_more((Fault("v", 1, "a", "b", "c"),) * 43) == "3 more follow once these are mended."
    assert faults_more((Fault("v", 1, "a", "b", "c"),) * 40) == ""

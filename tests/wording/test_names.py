"""What the visit calls its things: each by the entry of its own table, whatever else has its id."""

from __future__ import annotations

import pytest
from tests.collisions import DECOYS, with_decoys

from placet.model.ids import Ref, Sort, attendee_ref
from placet.wording.names import Names

CROWDED = Names(with_decoys(DECOYS, ("x", "y")), "en")
"""Every table has `x`; people and delegations share their ids between them."""


@pytest.mark.parametrize(
    ("sort", "called"),
    [
        (Sort.SIDE, "Decoy side"),
        (Sort.LEG, "Decoy city"),
        (Sort.ENGAGEMENT, "Decoy engagement"),
        (Sort.MOVEMENT, "Decoy movement"),
        (Sort.BLOCK, "Decoy block"),
        (Sort.ATTENDEE, "Decoy office"),
        (Sort.TRACK, "Decoy track"),
        (Sort.VENUE, "Decoy venue"),
        (Sort.RESOURCE, "Decoy resource"),
        (Sort.BUSY, "Decoy commitment"),
        (Sort.DIARY, "Decoy entry"),
    ],
)
def test_one_id_is_called_differently_by_every_table(sort, called):
    assert CROWDED.of(Ref(sort, "x")) == called


def test_those_of_a_track_are_called_by_the_track_and_a_delegation_by_its_name():
    assert CROWDED.of(attendee_ref("track:x")) == "Decoy track"
    assert CROWDED.of(attendee_ref("y")) == "Decoy delegation"


def test_whoever_follows_the_main_programme_without_a_name_is_the_delegation():
    assert Names(DECOYS, "en").of(attendee_ref("track:main")) == "the delegation"


@pytest.mark.parametrize(
    ("ref", "called"),
    [
        (Ref(Sort.BLOCK, "midday-meal"), "a midday meal"),
        (Ref(Sort.BLOCK, "prayer-dhuhr"), "midday prayer"),
        (Ref(Sort.BLOCK, "siesta"), "siesta"),
        (Ref(Sort.LANGUAGE, "fa"), "Persian"),
        (Ref(Sort.LANGUAGE, "tlh"), "tlh"),
        (Ref(Sort.RULE, "night-rest"), "A night's rest"),
        (Ref(Sort.VISIT, "visit"), "visit"),
        (Ref(Sort.ENGAGEMENT, "gone"), "gone"),
    ],
)
def test_what_no_table_has_is_called_by_a_word_or_by_its_id(ref, called):
    assert Names(DECOYS, "en").of(ref) == called


def test_a_reference_equals_its_id_and_is_the_same_only_within_its_table():
    venue, engagement = Ref(Sort.VENUE, "x"), Ref(Sort.ENGAGEMENT, "x")
    assert venue == engagement == "x"
    assert venue.is_same(Ref(Sort.VENUE, "x"))
    assert not venue.is_same(engagement)

"""What a page says of an engagement that found no room: wishes and ways in are for this office."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.documents.test_programme_page import RICH, RICH_PRIVATE, said
from tests.projections.visits import seen
from tests.rules.cases import case

from placet.documents.programme_page import render
from placet.model.declare import Layer
from placet.node.judging import case_of


def without_talks():
    subject = case(RICH, private=RICH_PRIVATE)
    placed = {name: one for name, one in subject.programme.placements.items() if name != "talks"}
    programme = replace(subject.programme, placements=placed, left_out=("talks",))
    return case_of(subject.visit, programme, subject.timeline, subject.rulebook)


def test_a_left_out_engagement_says_what_was_wished_of_it_and_why():
    (missed,) = said(without_talks(), layer=Layer.INTERNAL).summary.left_out
    assert missed.sentence == "Left out: Meeting."
    assert missed.details[0] == "talks · flags: both · host: The Foreign Ministry"
    assert missed.private[0] == "worth 80 of 100"


@pytest.mark.parametrize(("layer", "times"), [(Layer.INTERNAL, 2), (Layer.SHARED, 0)])
def test_that_no_way_in_was_found_is_told_in_this_office_alone(layer, times):
    # At a glance and among what was left out. Outside, ways may have been kept back: "nobody found one" is not known.
    text = render(seen(without_talks(), layer), "AR", "en", as_on="3 May 2026, 09:00", version="1.2")
    assert text.count("Left out: ") == 2
    assert text.count("Nobody found a way to bring it in.") == times

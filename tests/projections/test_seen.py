"""What leaves is built up from an allow-list: a private value has no path to it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import time

import pytest
from tests.projections.private import BY_NAME, canaries, private_names, with_private
from tests.projections.visits import at, full_day, going, seen, with_journeys, with_visit
from tests.visits import load

from placet.documents.programme_page import render
from placet.model.declare import Layer
from placet.model.people import Prayer
from placet.model.programme import RESIDENCE, KeptBlock
from placet.model.spans import Hours, Window
from placet.model.visit import Secrecy
from placet.node.planning import plan_visit
from placet.projections.seen import programme_seen_by, seen_by

HOURS_TOLD_LATER = frozenset({"withheld"})
"""That a time is withheld is told; the hours are not. So this field is flipped apart from the others."""


def page(subject, layer=Layer.SHARED):
    return render(seen(subject, layer), None, "en", as_on="3 May", version="1.0")


def test_the_canaries_fill_every_private_field_there_is():
    subject = full_day()
    private = private_names(with_private(subject.visit, "full"))
    strings = {"note", "reason", "assessment", "reason_internal"}
    assert private <= strings | set(BY_NAME), "tell tests/projections/private.py how to fill the new field in"


@pytest.mark.parametrize("left_alone", [frozenset(), HOURS_TOLD_LATER], ids=["all", "all-but-withheld"])
def test_no_private_value_reaches_the_shared_page(left_alone):
    subject = full_day()
    told = page(with_visit(subject, with_private(subject.visit, "leak", but=left_alone)))
    assert "CANARY" not in told


def test_the_canaries_do_reach_this_offices_findings():
    """The test above can fail: the same visit, seen by this office, names the private commitment."""
    subject = full_day()
    told = page(with_visit(subject, with_private(subject.visit, "leak", but=HOURS_TOLD_LATER)), Layer.INTERNAL)
    assert "CANARY-leak" in told


@pytest.mark.parametrize("name", ["courtesy_call", "working_visit", "state_visit"])
def test_every_private_word_is_on_the_page_of_this_office_and_on_no_other(name):
    """On no page for the sides, in whatever language, and not on the one for the public."""
    subject = plan_visit(load(name), seconds=60).case
    assert subject is not None
    filled = with_private(replace(subject.visit, secrecy=Secrecy.PROGRAMME_PUBLIC), "leak", but=HOURS_TOLD_LATER)
    known = with_visit(subject, filled)
    ours = render(seen(known, Layer.INTERNAL), None, "en", as_on="3 May", version="1.0")
    assert {mark for mark in canaries(filled) if mark not in ours} == set()
    for layer, language in [(Layer.SHARED, "en"), (Layer.SHARED, "fa"), (Layer.SHARED, "ru"), (Layer.PUBLIC, "en")]:
        assert "CANARY" not in render(seen(known, layer), None, language, as_on="3 May", version="1.0")


def test_flipping_every_private_field_changes_no_byte_of_the_shared_page():
    subject = full_day()
    one, other = (with_private(subject.visit, mark, but=HOURS_TOLD_LATER) for mark in ("one", "another"))
    assert page(with_visit(subject, one)) == page(with_visit(subject, other)) == page(subject)


def test_the_hours_of_a_withheld_time_change_no_byte_of_the_shared_page():
    subject = full_day()

    def withheld(opens, closes):
        talks = replace(subject.visit.engagements["talks"], withheld=Hours(time(opens), time(closes)))
        return with_visit(subject, replace(subject.visit, engagements={**subject.visit.engagements, "talks": talks}))

    told = page(withheld(10, 13))
    assert told == page(withheld(8, 12))
    assert "Time to be notified: Talks." in told
    assert "10:00" not in told


def test_the_public_sees_no_people_no_wishes_and_no_findings():
    public = seen(full_day(), Layer.PUBLIC)
    assert not public.seen.people
    assert not public.seen.delegations
    assert not public.findings
    assert public.items == {}
    assert public.seen.engagements["talks"].who == ()
    assert public.seen.engagements["talks"].title == full_day().visit.engagements["talks"].title


def test_nothing_is_public_before_the_programme_is():
    with pytest.raises(ValueError, match="nothing is public"):
        seen_by(replace(full_day().visit, secrecy=Secrecy.ANNOUNCED), Layer.PUBLIC)


def test_this_office_sees_everything():
    visit = with_private(full_day().visit, "ours")
    assert seen_by(visit, Layer.INTERNAL) == visit


def test_the_ways_to_a_withheld_time_are_withheld_too():
    subject = full_day()
    talks = replace(subject.visit.engagements["talks"], withheld=Hours(time(10), time(13)))
    visit = replace(subject.visit, engagements={**subject.visit.engagements, "talks": talks})
    programme = programme_seen_by(visit, subject.programme, Layer.SHARED)
    assert "talks" not in programme.placements
    assert programme.untimed[-1] == "talks"
    assert [journey.id for journey in programme.journeys] == ["flight"]


def test_time_at_the_residence_tells_nothing_of_a_withheld_time():
    """Up to the drive to talks that are withheld it is not told; up to another drive it is."""
    subject = full_day()
    palace = subject.programme.placements["talks"].starts_at
    drive = going("go:night>talks", ("president-se",), at(9, 30), palace, "airport", "palace")
    rests = tuple(
        KeptBlock(block=RESIDENCE, party="president-se", window=Window(at(hour), at(hour, 30))) for hour in (9, 20)
    )
    programme = with_journeys(subject, drive, blocks=rests).programme
    talks = replace(subject.visit.engagements["talks"], withheld=Hours(time(10), time(13)))
    visit = replace(subject.visit, engagements={**subject.visit.engagements, "talks": talks})
    assert programme_seen_by(visit, programme, Layer.SHARED).blocks == rests[1:]
    assert programme_seen_by(visit, programme, Layer.INTERNAL).blocks == rests


def test_a_prayer_is_told_to_those_who_know_that_it_was_asked_for():
    subject = full_day()
    asked = replace(subject.visit.people["president-se"], prayer=Prayer())
    visit = replace(subject.visit, people={**subject.visit.people, "president-se": asked})
    window = Window(at(12), at(12, 20))
    kept = tuple(KeptBlock(block="prayer-dhuhr", party=it, window=window) for it in ("president-se", "minister-se"))
    programme = with_journeys(subject, blocks=kept).programme
    assert programme_seen_by(visit, programme, Layer.SHARED).blocks == kept[:1]
    public = replace(visit, secrecy=Secrecy.PROGRAMME_PUBLIC)
    assert programme_seen_by(public, programme, Layer.PUBLIC).blocks == ()


def test_a_kind_of_value_that_nobody_spoke_of_is_refused():
    @dataclass(frozen=True)
    class Bare:
        pass

    visit = replace(full_day().visit, printed={"of": object()})
    with pytest.raises(TypeError, match="nobody said who may see"):
        seen_by(visit, Layer.SHARED)

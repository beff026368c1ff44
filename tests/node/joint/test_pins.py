"""What is agreed, as the planner gets it."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from placet.model.engagements import Status
from placet.model.ids import EngagementId
from placet.model.spans import Clock, Precision, When
from placet.node.files import open_visit
from placet.node.joint import rehearsal
from placet.node.joint.agreed_visit import agreed_visit
from placet.node.joint.countering import Change, counter
from placet.node.joint.desk import Stores
from placet.node.joint.means import REAL
from placet.node.joint.pins import with_agreed
from placet.node.joint.proposing import propose
from placet.node.joint.signing import agree
from placet.node.joint.wishes import named, put_forward, stated
from placet.stores.home import begin_home

SIDES = {"IR": {"en": "Iran"}, "RU": {"en": "Russia"}}
WREATH = EngagementId("wreath")


def at(hour: int, minute: int = 0) -> When:
    return When(Precision.EXACT, Clock(time(hour, minute), "Asia/Tehran"))


@pytest.fixture
def talks(tmp_path, checkout):
    """Two offices with the founding case. The host has proposed the wreath on the second day from 10:00 to 10:20."""
    path = checkout / "examples" / "tehran-moscow"
    visit_file = open_visit(path)
    wreath = replace(visit_file.visit.engagements[WREATH], at=at(10))
    visit = replace(visit_file.visit, engagements={**visit_file.visit.engagements, WREATH: wreath})
    timed = replace(visit_file, visit=visit)
    homes = {side: begin_home(tmp_path / side, side) for side in SIDES}
    play = rehearsal.begin(tmp_path, {s: Stores(h.record, h.private) for s, h in homes.items()}, SIDES, REAL)
    rehearsal.open_file(play, path, timed)
    put_forward(play.host.desk(), named(play.host.desk(), timed, stated(timed), ["wreath"]), play.host.seals())
    play.carry(play.host, play.guest)
    yield play, path, visit
    for home in homes.values():
        home.close()


def agreed_at_half_past_ten(play):
    """The guest answers 10:30; the host agrees; receipts go round."""
    disputed = play.point(play.guest, "wreath")
    propose(play.guest.desk(), [[counter(disputed, Change(starts=time(10, 30)))]], play.guest.seals())
    play.carry(play.guest, play.host)
    agree(play.host.desk(), [play.point(play.host, "wreath")], play.host.seals())
    play.exchange()


def test_what_is_only_proposed_fixes_nothing(talks):
    play, _, visit = talks
    pinned = with_agreed(visit, play.host.desk())
    assert pinned.placed == pinned.elsewhere == ()
    assert pinned.visit == visit


def test_what_is_agreed_beats_the_hour_in_our_own_file_and_is_named_by_its_point(talks):
    play, _, visit = talks
    agreed_at_half_past_ten(play)
    pinned = with_agreed(visit, play.host.desk())
    wreath = pinned.visit.engagements[WREATH]
    label = play.point(play.host, "wreath").label
    assert pinned.placed == (label,)
    # The whole of twenty minutes moved with its beginning.
    assert (wreath.at, wreath.ends) == (at(10, 30), at(10, 50))
    assert (wreath.agreed, wreath.status, wreath.margin) == (label, Status.AGREED, visit.engagements[WREATH].margin)
    others = {name: each for name, each in visit.engagements.items() if name != WREATH}
    assert {name: each for name, each in pinned.visit.engagements.items() if name != WREATH} == others


def test_what_is_agreed_and_not_in_our_file_is_named(talks):
    play, _, visit = talks
    agreed_at_half_past_ten(play)
    rest = {name: each for name, each in visit.engagements.items() if name != WREATH}
    pinned = with_agreed(replace(visit, engagements=rest), play.host.desk())
    assert pinned.placed == ()
    assert pinned.elsewhere == (play.point(play.host, "wreath").label,)


def test_the_other_side_finds_the_engagement_by_its_title(talks):
    """Ids of files are never sent: the guest's file calls it what it likes."""
    play, _, visit = talks
    agreed_at_half_past_ten(play)
    own = dict(visit.engagements)
    theirs = replace(visit, engagements={**own, EngagementId("flowers"): own.pop(WREATH)})
    theirs = replace(theirs, engagements={k: v for k, v in theirs.engagements.items() if k != WREATH})
    pinned = with_agreed(theirs, play.guest.desk())
    assert pinned.visit.engagements[EngagementId("flowers")].at == at(10, 30)


def test_the_joint_file_is_that_which_the_visit_file_was_opened_for(talks):
    play, path, _ = talks
    agreed_at_half_past_ten(play)
    found = agreed_visit(play.host.office, path)
    assert found.visit_file.visit.engagements[WREATH].at == at(10, 30)
    assert found.data() == {"placed": [play.point(play.host, "wreath").label], "elsewhere": []}

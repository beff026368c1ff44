"""What a side can take back: its last word that still binds it, and nothing twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.node.joint.offices import CATEGORY, point, put, two_offices

from placet.errors import Refused
from placet.model.visit import VisitKind
from placet.node.joint.countering import Change, counter
from placet.node.joint.proposing import propose
from placet.node.joint.rehearsal import Rehearsal, Rehearsing
from placet.node.joint.signing import agree, withdraw
from placet.projections.standing import Standing


@pytest.fixture
def play(tmp_path: Path) -> Iterator[Rehearsal]:
    with two_offices(tmp_path) as play:
        put(play.host, [CATEGORY])
        play.carry(play.host, play.guest)
        yield play


def agreed(play: Rehearsal) -> None:
    agree(play.guest.desk(), [point(play.guest, "P-01")], play.guest.seals())
    play.carry(play.guest, play.host)
    play.carry(play.host, play.guest)


def take_back(office: Rehearsing) -> None:
    withdraw(office.desk(), [point(office, "P-01")])


def refused(office: Rehearsing) -> bool:
    count = len(list(office.desk().record))
    with pytest.raises(Refused) as refusal:
        take_back(office)
    assert len(list(office.desk().record)) == count
    return refusal.value.code == "nothing-to-withdraw"


def test_a_proposal_is_taken_back_once(play: Rehearsal) -> None:
    take_back(play.host)
    assert refused(play.host)


def test_an_agreement_is_withdrawn_once_by_each_side(play: Rehearsal) -> None:
    agreed(play)
    take_back(play.host)
    assert refused(play.host)
    take_back(play.guest)
    assert refused(play.guest)


def test_a_counter_text_that_was_taken_back_does_not_stand_before_the_agreement(play: Rehearsal) -> None:
    agreed(play)
    desk = play.host.desk()
    propose(desk, [[counter(point(play.host, "P-01"), Change(category=VisitKind.WORKING))]], play.host.seals())
    take_back(play.host)
    assert point(play.host, "P-01").standing is Standing.AGREED
    take_back(play.host)
    assert point(play.host, "P-01").standing is Standing.ENDED
    assert refused(play.host)


def test_what_an_agreement_replaced_stands_again_without_it_and_is_withdrawn_in_its_turn(play: Rehearsal) -> None:
    agreed(play)
    desk = play.host.desk()
    propose(desk, [[counter(point(play.host, "P-01"), Change(category=VisitKind.WORKING))]], play.host.seals())
    play.carry(play.host, play.guest)
    agreed(play)
    take_back(play.host)
    assert point(play.host, "P-01").in_force == point(play.host, "P-01").texts[0]
    take_back(play.host)
    assert refused(play.host)

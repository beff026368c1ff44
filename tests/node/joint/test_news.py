"""What an envelope report lists as waiting for an answer, and what it does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from tests.node.joint.offices import CATEGORY, MATTER, TODAY, point, put, talks, two_offices

from placet.model.points import Stay, WindowContent, WindowStage
from placet.model.text import Text
from placet.node.joint.countering import Change, counter
from placet.node.joint.envelopes import receive, seal
from placet.node.joint.news import News, news_of
from placet.node.joint.proposing import propose
from placet.node.joint.regrouping import regrouped
from placet.node.joint.rehearsal import Rehearsal, Rehearsing
from placet.node.joint.signing import agree, withdraw
from placet.projections.standing import PointStanding, Standing
from placet.wording.joint import JointWords
from placet.wording.language import language

HOLD = WindowContent(
    type=WindowStage.HOLD, window=Stay(arrival=date(2027, 5, 24), days=2), until="2027-03-20T00:00:00Z"
)


def told(points: tuple[PointStanding, ...]) -> dict[str, Standing]:
    return {each.label: each.standing for each in points}


def days_later(office: Rehearsing, days: int) -> None:
    """Set the clock of an office on."""
    at = TODAY + timedelta(days=days)
    office.office = replace(office.office, means=replace(office.office.means, now=lambda: at))


def carried(play: Rehearsal) -> News:
    """An envelope of Moscow comes to Tehran."""
    return news_of(play.carry(play.guest, play.host))


def test_a_hold_of_ours_that_lapsed_waits_for_no_answer(tmp_path: Path) -> None:
    with two_offices(tmp_path) as play:
        put(play.host, [HOLD])
        put(play.host, [CATEGORY])
        play.carry(play.host, play.guest)
        days_later(play.host, 30)  # 3 April: the hold ended on 20 March
        put(play.host, [MATTER])
        news = carried(play)
        assert told(news.over) == {point(play.host, "P-01").label: Standing.LAPSED}
        assert [each.kind for each in news.ours] == ["matter"]
        assert point(play.host, "P-01").turn == frozenset()


def test_what_we_took_back_waits_for_no_answer(tmp_path: Path) -> None:
    with two_offices(tmp_path) as play:
        put(play.host, [CATEGORY])
        play.carry(play.host, play.guest)
        withdraw(play.host.desk(), [point(play.host, "P-01")])
        news = carried(play)
        assert (told(news.over), news.ours) == ({"P-01": Standing.WITHDRAWN}, ())


def test_a_package_in_whose_place_something_else_was_signed_is_replaced(tmp_path: Path) -> None:
    """Tehran ties two talks together; Moscow answers one of them with another remark, and Tehran agrees to that."""
    with two_offices(tmp_path) as play:
        put(play.host, [talks(10, "First"), talks(12, "Second")])
        play.carry(play.host, play.guest)
        ours = {each.kind: each for each in play.guest.desk().standings()}
        package = ours["package"].point
        member = next(each for each in play.guest.desk().standings() if each.kind == "engagement")
        answer = counter(member, Change(remark=Text({"en": "In the small hall"})))
        propose(play.guest.desk(), [[answer]], play.guest.seals())
        play.carry(play.guest, play.host)
        countered = [each for each in play.host.desk().standings() if each.point == member.point]
        groups = regrouped(play.host.desk(), countered)
        agree(play.host.desk(), countered, play.host.seals())
        if groups:
            propose(play.host.desk(), groups, play.host.seals())
        play.carry(play.host, play.guest)
        for office in (play.host, play.guest):
            desk = office.desk()
            (found,) = [each for each in desk.standings() if each.point == package]
            assert (found.standing, found.latest.replaced_by) == (Standing.REPLACED, countered[0].label)
            said = [str(JointWords(desk.opening, desk.side, language(code)).standing(found)) for code in ("en", "ru")]
            assert said == [f"Replaced by {countered[0].label}", f"Заменено: {countered[0].label}"]


def test_an_envelope_that_comes_again_tells_what_its_sender_held_last(tmp_path: Path) -> None:
    with two_offices(tmp_path) as play:
        put(play.host, [MATTER])
        play.carry(play.host, play.guest)
        first = seal(play.guest.desk(), "IR").raw
        receive(play.host.office, first)
        put(play.host, [CATEGORY])
        play.carry(play.host, play.guest)
        last = play.carry(play.guest, play.host)
        again = receive(play.host.office, first)
        assert (again.is_again, again.their_hold) == (True, last.their_hold)
        assert news_of(again).ours == ()

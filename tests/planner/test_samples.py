"""The sample visits and the examples are planned in full, dated and undated, and what rules ask for is kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.told import ENGLISH
from tests.visits import path_of

from placet.model.engagements import Kind
from placet.model.ids import DelegationId
from placet.model.programme import PRAYERS
from placet.node.files import open_visit
from placet.node.new import new_visit
from placet.node.planned import PlanReport
from placet.node.planning import plan_visit
from placet.planner.outcome import Planned
from placet.rules.finding import Answer


def planned(path: Path, on: date | None = None) -> tuple[PlanReport, Planned]:
    report = plan_visit(open_visit(path), starts_on=on)
    assert isinstance(report.outcome, Planned)
    assert report.judgement is not None
    assert report.judgement.is_sound
    return report, report.outcome


@pytest.mark.parametrize("name", ["courtesy_call", "working_visit", "state_visit"])
def test_a_sample_is_planned_in_full_and_proven(name: str) -> None:
    _, outcome = planned(path_of(name))
    assert outcome.programme.left_out == ()
    assert outcome.is_proven
    assert outcome.reproducible


def test_prayers_that_a_principal_asked_for_are_kept_once_the_visit_is_dated() -> None:
    # The President of Arvandia asks for dhuhr and the Friday prayer; 10 September 2027 is a Friday.
    report, outcome = planned(path_of("state_visit"))
    assert report.judgement is not None
    kept = [f for f in report.judgement.findings if f.rule == "prayer-kept" and f.verdict.answer is Answer.VIOLATED]
    assert kept == []
    prayers = [(block.block, block.party) for block in outcome.programme.blocks if block.block in PRAYERS]
    assert {party for _, party in prayers} == {"president-ar"}
    assert {block for block, _ in prayers} == {"prayer-dhuhr", "prayer-friday"}


@pytest.mark.parametrize("template", ["official", "state"])
def test_what_is_kept_for_guests_lies_between_their_arrival_and_their_departure(template: str, tmp_path: Path) -> None:
    new_visit(tmp_path / "visit", template, spoken=ENGLISH)
    for on in (None, date(2027, 9, 7)):
        report, outcome = planned(tmp_path / "visit", on)
        visit, programme = report.visit_file.visit, outcome.programme
        met = {visit.engagements[name].kind: placement for name, placement in programme.placements.items()}
        guests = visit.delegations[DelegationId("guest-delegation")].members
        kept = [block for block in programme.blocks if block.party in guests]
        assert {block.block for block in kept if block.block in visit.blocks} == {"lunch-on-arrival", "rest"}
        for block in kept:
            assert met[Kind.ARRIVAL].ends_at <= block.window.opens
            assert block.window.closes <= met[Kind.DEPARTURE].starts_at


def test_the_founding_case_is_planned_on_a_date(checkout: Path) -> None:
    # 7 September 2027 is a Tuesday; Iran and Russia keep no holiday then.
    report, outcome = planned(checkout / "examples" / "tehran-moscow", date(2027, 9, 7))
    assert outcome.programme.starts_on == date(2027, 9, 7)
    assert [report.timeline.date_of(day).isoweekday() for day in report.timeline.days()] == [2, 3]


def test_the_founding_case_comes_out_the_same_each_time(checkout: Path) -> None:
    path = checkout / "examples" / "tehran-moscow"
    assert planned(path)[1].programme == planned(path)[1].programme

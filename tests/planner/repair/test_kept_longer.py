"""Protected time of which the programme kept more than is asked for: it stays so long where it can, and is kept shorter
where it cannot."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.planner.repair.repairs import outcome_for, programme_of, touched
from tests.planner.visits import engagement, visit_file

from placet.almanac.timeline import Timeline
from placet.model.ids import BlockId, PartyId
from placet.model.programme import KeptBlock
from placet.model.spans import Window
from placet.planner.outcome import Infeasible
from placet.planner.repair.outcome import Answer, Repaired, RepairOutcome

REST = '[blocks.rest]\nkind = "rest"\nwho = ["p"]\nlength = "30m"\nbetween = "11:00–12:00"\n'


def outcome_where_an_hour_was_kept(change: str, now: str | None = None) -> RepairOutcome:
    """Talks at ten, and the whole hour after them kept for half an hour of rest."""
    file = visit_file(engagement("talks", who=["p", "q"]) + REST)
    timeline = Timeline(file.visit)
    opens, closes = (timeline.wall(1, hour * 60, "Asia/Tehran") for hour in (11, 12))
    rest = KeptBlock(block=BlockId("rest"), party=PartyId("p"), window=Window(opens, closes))
    before = replace(programme_of(file, talks="10:00–11:00 a"), blocks=(rest,))
    return outcome_for(file, before, change, now=now)


def rest_in(answer: Answer) -> str:
    (kept,) = answer.programme.blocks
    return f"{kept.window.opens:%H:%M}–{kept.window.closes:%H:%M}"


def first(outcome: RepairOutcome) -> Answer:
    assert isinstance(outcome, Repaired)
    return outcome.answers[0]


def test_it_stays_as_long_as_it_was() -> None:
    answer = first(outcome_where_an_hour_was_kept("q away 18:00-19:00"))
    assert touched(answer) == {}
    assert rest_in(answer) == "11:00–12:00"


@pytest.mark.parametrize(
    ("change", "rest", "steps"),
    [
        # Talks until 11:10, then 11:30: rest begins two steps of five minutes later, then six. It still ends at 12:00.
        ("talks +10", "11:10–12:00", 2),
        ("talks +30", "11:30–12:00", 6),
    ],
)
def test_it_is_kept_shorter_and_moves_by_no_more_than_it_must(change: str, rest: str, steps: int) -> None:
    answer = first(outcome_where_an_hour_was_kept(change))
    assert touched(answer) == {"rest@1@p moved": 2}
    assert rest_in(answer) == rest
    assert [level.amount for level in answer.levels] == [2, 0, steps]


def test_it_is_not_kept_shorter_than_is_asked_for() -> None:
    # Talks until 11:40 leave twenty minutes.
    assert isinstance(outcome_where_an_hour_was_kept("talks +40"), Infeasible)


def test_what_ran_over_into_rest_that_is_past_has_cut_it() -> None:
    # At 12:30 all of it is over: that the talks ran on until 11:40 leaves twenty minutes, and is a fact.
    answer = first(outcome_where_an_hour_was_kept("talks ends +40", now="12:30"))
    assert touched(answer) == {}
    assert answer.programme.blocks == ()


def test_rest_that_is_past_stays_where_nothing_ran_into_it() -> None:
    answer = first(outcome_where_an_hour_was_kept("q away 18:00-19:00", now="12:30"))
    assert rest_in(answer) == "11:00–12:00"

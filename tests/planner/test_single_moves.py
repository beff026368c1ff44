"""No single move mends a plan: were there one, the objective would not know a rule that is declared as searched."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from tests.planner.visits import engagement, request_for, unsound, visit_file
from tests.visits.toml import entry

from placet.formats.visitfile import VisitFile
from placet.model.ids import EngagementId
from placet.model.profile import Grade
from placet.model.programme import Placement, Programme
from placet.node.judging import case_of
from placet.planner.outcome import Planned
from placet.planner.searched import ADVISABLE
from placet.planner.solve import plan
from placet.rules.finding import Answer
from placet.rules.judge import judge

MINUTES = [sign * step for step in range(5, 65, 5) for sign in (-1, 1)]
SOFT = tuple(sorted(ADVISABLE))
KINDS = ("talks", "courtesy-call", "signing", "press", "meal", "banquet", "cultural", "wreath", "welcome", "farewell")
NO_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)
OPENS, CLOSES = 8 * 60, 20 * 60
"""The day of the common visit."""


@st.composite
def visits(draw: st.DrawFn) -> tuple[str, date]:
    """Two days in Tehran with four to six engagements: in midwinter, from a Friday on, or in the month of the fast."""
    text = entry("legs", "city", last_day=2, latitude=35.7, longitude=51.4, country="IR")
    text += entry("sides", "AR", country="IR") + entry("venues", "d", outdoor=True)
    text += entry("people", "q", diet=["fasting"])
    for number, kind in enumerate(draw(st.lists(st.sampled_from(KINDS), min_size=4, max_size=6, unique=True))):
        opens = draw(st.integers(8, 16))
        text += engagement(
            f"e{number}",
            draw(st.sampled_from([None, None, f"from {opens:02d}:00", f"by {opens + 3:02d}:00"])),
            kind=kind,
            venues=draw(st.lists(st.sampled_from("abcd"), min_size=1, max_size=2, unique=True)),
            who=draw(st.sampled_from([["p"], ["p", "q"], ["q"]])),
            length=draw(st.sampled_from([None, "60m"])),
            **draw(st.sampled_from([{"day": 1}, {"day": 2}, {"days": [1, 2]}])),
        )
    on = draw(st.sampled_from([date(2026, 12, 10), date(2026, 5, 22), date(2027, 2, 18)]))
    return text, on


def advisable(file: VisitFile, programme: Programme, on: date) -> set[tuple[str, ...]]:
    """What the rules that are searched find not kept, below `must`."""
    request = request_for(file, on)
    found = judge(case_of(file.visit, programme, request.timeline, request.rulebook)).findings
    return {
        (finding.rule, *map(str, finding.verdict.subjects))
        for finding in found
        if finding.rule in ADVISABLE and finding.grade is Grade.SHOULD and finding.verdict.answer is Answer.VIOLATED
    }


def moves(file: VisitFile, programme: Programme) -> Iterator[Programme]:
    """The programme with one engagement at another time of its day, or on another of its days."""
    for name, put in programme.placements.items():
        days = file.visit.engagements[name].days
        today = put.starts_at.date()
        first = min(it.starts_at.date() for it in programme.placements.values())
        others = [timedelta(days=sign) for sign in (-1, 1) if days and 0 <= (today - first).days + sign <= 1]
        for shift in [*(timedelta(minutes=minutes) for minutes in MINUTES), *others]:
            moved = replace(put, starts_at=put.starts_at + shift, ends_at=(put.ends_at or put.starts_at) + shift)
            if _is_by_day(moved):
                yield _with(programme, name, moved)


def _is_by_day(put: Placement) -> bool:
    begins = put.starts_at.hour * 60 + put.starts_at.minute
    length = (put.ends_at or put.starts_at) - put.starts_at
    return begins >= OPENS and begins + length // timedelta(minutes=1) <= CLOSES


def _with(programme: Programme, name: EngagementId, moved: Placement) -> Programme:
    """Drives are laid anew for every plan, and those who may come are asked again."""
    placements = {one: replace(put, attending=()) for one, put in {**programme.placements, name: moved}.items()}
    return replace(programme, placements=placements, journeys=())


@settings(max_examples=12, phases=NO_SHRINKING, suppress_health_check=[HealthCheck.too_slow])
@given(visits())
def test_no_single_move_keeps_more_of_what_is_advisable(invented: tuple[str, date]) -> None:
    text, on = invented
    file = visit_file(text, soft=SOFT)
    outcome = plan(request_for(file, on))
    assume(isinstance(outcome, Planned))
    assert isinstance(outcome, Planned)
    broken = advisable(file, outcome.programme, on)
    for other in moves(file, outcome.programme) if broken else ():
        left = advisable(file, other, on)
        assert not left < broken or unsound(file, other, on), (broken - left, other.placements)

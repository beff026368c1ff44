"""The published programmes, their times forgotten: a sound programme exists, and no day of it ends much later.

Later than printed by no more than what the plan may put the last engagement off for buffers, and no less than the one
rest before it that `buffer-after` asks for: the printed times may have left neither.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tests.told import ENGLISH

from placet.model.programme import Programme
from placet.model.visit import Visit
from placet.node.files import open_visit
from placet.node.planning import plan_visit
from placet.node.published import import_published
from placet.planner.levels.day_ends import PUT_OFF
from placet.planner.outcome import Planned
from placet.rules import buffer_after
from placet.rules.stated import stated_programme

WELL_TIMED = 0.9
"""Share of a day's engagements that print a time, from which on the day is well timed (grade A of the collection)."""
FEW = 5
"""Fewer engagements make no day to compare."""


def names(shared: Path) -> list[Path]:
    return sorted((shared / "data" / "programmes").glob("*.json"))


@pytest.mark.slow
@pytest.mark.parametrize("part", range(9))
def test_with_its_times_forgotten_it_is_planned_and_no_day_ends_much_later(
    shared: Path, tmp_path: Path, part: int
) -> None:
    for source in names(shared)[part::9]:
        folder = tmp_path / source.stem
        import_published(source, folder, ENGLISH)
        file = open_visit(folder)
        report = plan_visit(file, forget_times=True, seconds=120)
        assert isinstance(report.outcome, Planned), source.stem
        assert report.judgement is not None
        assert report.judgement.is_sound, source.stem
        printed = stated_programme(file.visit, report.timeline)
        rest = report.rulebook.parameters("buffer-after", buffer_after.Parameters).buffer
        rest = max(rest, timedelta(minutes=PUT_OFF))  # by which the plan may put the last off for buffers
        for day, planned, stated in last_starts(file.visit, report.outcome.programme, printed):
            assert planned <= stated + rest, f"{source.stem}, day {day}"


def last_starts(visit: Visit, plan: Programme, printed: Programme) -> Iterator[tuple[int, datetime, datetime]]:
    """For each well-timed day, the last start planned and printed, of the engagements that print a time."""
    days = {engagement.day for engagement in visit.engagements.values() if engagement.day is not None}
    for day in sorted(days):
        wished = [name for name, e in visit.engagements.items() if e.day == day and not e.is_cancelled]
        timed = [name for name in wished if name in printed.placements]
        if len(wished) >= FEW and len(timed) >= WELL_TIMED * len(wished):
            planned = max(plan.placements[name].starts_at for name in timed)
            yield day, planned, max(printed.placements[name].starts_at for name in timed)

"""The published programmes with their times kept: what the rules find no fault with, the planner finds possible.

The two read the same file apart from one another, and what binds a plan, its estimates, is made so that what was
published remains possible.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.told import ENGLISH

from placet.node.checking import check_visit
from placet.node.files import open_visit
from placet.node.planning import plan_visit
from placet.node.published import import_published
from placet.planner.outcome import Planned


@pytest.mark.parametrize("part", range(9))
def test_what_is_printed_can_be_planned_as_it_is_printed(shared: Path, tmp_path: Path, part: int) -> None:
    sources = sorted((shared / "data" / "programmes").glob("*.json"))
    for source in sources[part::9]:
        folder = tmp_path / source.stem
        import_published(source, folder, ENGLISH)
        file = open_visit(folder)
        assert check_visit(file).judgement.is_sound, source.stem
        report = plan_visit(file, work=0.1, seconds=120)
        assert isinstance(report.outcome, Planned), source.stem
        assert report.judgement is not None
        assert report.judgement.is_sound, source.stem

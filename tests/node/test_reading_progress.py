"""Whoever waits for a reading is told how far it is, and may end it at every step."""

from __future__ import annotations

import pytest

from placet.node.reading import find
from placet.node.reading_progress import ReadingProgress, Watcher
from placet.reading.gate import TICK

PAPER = "Tuesday 12 May 2026\n10:00 Talks\n11:00 Lunch\n"


@pytest.fixture
def paper(tmp_path):
    path = tmp_path / "old.txt"
    path.write_text(PAPER)
    return path


def test_rows_are_told_one_by_one_and_all_at_the_end(paper):
    told = []
    find(paper, watcher=Watcher(told.append, lambda: False))
    rows = [(progress.done, progress.of) for progress in told if progress.step == "rows"]
    assert rows == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_seconds_are_counted_by_looks():
    told = []
    watcher = Watcher(told.append, lambda: False)
    for _ in range(round(2 / TICK)):
        assert not watcher.stops()
    assert (told[0], told[-1]) == (
        ReadingProgress(step="file", done=0, of=30),
        ReadingProgress(step="file", done=2, of=30),
    )


def test_a_reading_ends_in_the_middle_of_its_rows(paper):
    told = []
    watcher = Watcher(told.append, lambda: any(progress.done == 1 and progress.step == "rows" for progress in told))
    with pytest.raises(KeyboardInterrupt):
        find(paper, watcher=watcher)
    assert told[-1] == ReadingProgress(step="rows", done=1, of=3)


def test_a_reading_ends_while_the_file_is_read_or_before_the_draft(paper):
    watcher = Watcher([].append, lambda: True)
    with pytest.raises(KeyboardInterrupt):
        find(paper, watcher=watcher)
    with pytest.raises(KeyboardInterrupt):
        watcher.drafts()

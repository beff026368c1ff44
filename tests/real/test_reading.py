"""Old programmes of every layout are read: nearly all right, and what is wrong is hardly ever unmarked."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.corpus.corpus import write_corpus
from tests.corpus.layouts import LAYOUTS
from tests.corpus.reader import measured
from tests.corpus.score import Score

SAMPLE = ("ep-japan-interparliamentary-2006", "eu-fac-korea-2018", "papal-srilanka-philippines-2015")
"""A working draft with blanks, six approximate hours, and eight days over three zones."""
RIGHT_AT_LEAST = 0.95
WRONG_BELOW = 0.01


@pytest.mark.slow
def test_of_a_sample_in_every_layout_nearly_all_is_right_and_hardly_anything_wrong_unmarked(
    shared: Path, tmp_path: Path
) -> None:
    sources = [shared / "data" / "programmes" / f"{name}.json" for name in SAMPLE]
    files = write_corpus(sources, tmp_path / "corpus")
    assert len(files) == 3 * len(LAYOUTS)
    of_layout = dict.fromkeys(LAYOUTS, Score())
    for number, file in enumerate(files):
        of_layout[file.layout] += measured(file, tmp_path / f"draft-{number}")
    # 23 + 6 + 32 engagements in each layout.
    assert {layout: score.engagements for layout, score in of_layout.items()} == dict.fromkeys(LAYOUTS, 61)
    wrong = {layout: score.faults for layout, score in of_layout.items() if score.share_wrong >= WRONG_BELOW}
    assert wrong == {}
    assert [layout for layout, score in of_layout.items() if score.share_right < RIGHT_AT_LEAST] == []

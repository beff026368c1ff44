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
WRONG_AT_MOST = 0.01


@pytest.mark.slow
def test_of_a_sample_in_every_layout_nearly_all_is_right_and_hardly_anything_wrong_unmarked(
    shared: Path, tmp_path: Path
) -> None:
    sources = [shared / "data" / "programmes" / f"{name}.json" for name in SAMPLE]
    files = write_corpus(sources, tmp_path / "corpus")
    assert len(files) == 3 * len(LAYOUTS)
    scores = [measured(file, tmp_path / f"draft-{number}") for number, file in enumerate(files)]
    total = sum(scores, Score())
    # 23 + 6 + 32 engagements in each layout.
    assert total.engagements == 61 * len(LAYOUTS)
    assert total.share_wrong < WRONG_AT_MOST, "\n".join(total.faults)
    assert total.share_right >= RIGHT_AT_LEAST, "\n".join(total.faults)

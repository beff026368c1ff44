"""The old programme among the examples is what its script writes, and says that it is invented."""

from __future__ import annotations

import io
import zipfile
from datetime import date

from docx import Document
from scripts.write_old_programme import DAYS, TARGET, old_programme


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def test_what_is_committed_is_what_the_script_writes():
    assert parts(TARGET.read_bytes()) == parts(old_programme())


def test_it_says_that_it_is_invented():
    paper = Document(str(TARGET))
    assert [paragraph.text.partition(":")[0] for paragraph in paper.paragraphs][-1] == "Illustrative"


def test_it_has_the_two_faults_that_its_script_promises():
    # 13 to 15 May 2025 were a Tuesday, a Wednesday and a Thursday; 4 + 9 + 4 lines, one without an hour.
    assert [
        f"{date(2025, 5, day):%A}" == heading.partition(",")[0] for day, heading in zip((13, 14, 15), DAYS, strict=True)
    ] == [
        True,
        True,
        False,
    ]
    lines = [line for day in DAYS.values() for line in day]
    assert (len(lines), [line[1] for line in lines if not line[0]]) == (17, ["Visit to the National Library"])

"""The gate: a process of its own that can do nothing else, and an answer that is not believed."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import threading
import time

import pytest
from tests.reading.files import calendar, event, p, pdf, tbl, tc, tr, word, workbook
from tests.reading.grids import spot

from placet.cli.exits import Exit, exit_of
from placet.errors import ForeignFileError
from placet.reading import child, gate, limits, sealing
from placet.reading.answer import BadAnswer, heard, said
from placet.reading.grid import Event, FileKind, Grid, Note, Row
from placet.reading.readers import read
from placet.reading.refusal import Refused

ORDINARY = {
    "word": word(p("روز ۱") + tbl(tr(tc("09:00"), tc("Arrival")))),
    "excel": workbook(("09:00", "Arrival")),
    "table": "время;событие\n10:00;Переговоры\n".encode("cp1251"),
    "calendar": calendar(*event("DTEND:20261124T070000Z")),
    "calendar of days": calendar(*event(starts="DTSTART;VALUE=DATE:20261124")),
}
GRID = Grid(
    kind=FileKind.WORD,
    rows=(
        Row(where=spot("paragraph 1"), cells=("a",), table=1, is_heading=True, tags=("t",), tagged=("x",)),
        Row(where=spot("page 1, line 2"), cells=("", "b"), table=1, merged=(0,), is_rest=True, wrapped=(1,)),
    ),
    events=(Event(where=spot("entry 1"), starts=None, ends=None, title="", place="", text="", uid=""),),
    attached=b"data",
    notes=(Note(what="encoding", found="cp1251"),),
)


@pytest.mark.parametrize("name", ORDINARY)
def test_an_ordinary_file_is_read_in_a_process_as_it_is_here(name, tmp_path):
    path = tmp_path / "file"
    path.write_bytes(ORDINARY[name])
    assert read_grid_of(path) == read(ORDINARY[name])
    assert list(tmp_path.iterdir()) == [path]


def read_grid_of(path):
    return gate.read_grid(path, path.name)


def sealed(code: str) -> str:
    """What a sealed process prints when it tries this."""
    script = f"""
import os, socket, subprocess, sys
from placet.reading import child
child.seal()
try:
    {code}
except BaseException as error:
    print(type(error).__name__)
else:
    print("done")
"""
    env = {"PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run([sys.executable, "-P", "-c", script], capture_output=True, text=True, env=env).stdout.strip()


@pytest.mark.parametrize(
    "code",
    [
        "socket.socket()",
        "socket.getaddrinfo('localhost', 80)",
        "open('/tmp/placet-was-here', 'w')",
        "os.open('/tmp/placet-was-here', os.O_RDONLY)",
        "open('/etc/hostname')",
        "subprocess.run(['true'])",
        "os.system('true')",
        "os.fork()",
        "os.execv('/bin/true', ['true'])",
        "os.remove('/tmp/placet-was-here')",
        "x = bytearray(2 * 1024 ** 3)",
    ],
)
def test_a_sealed_process_can_do_nothing_but_read(code):
    assert sealed(code) in ("PermissionError", "OSError", "MemoryError")


def test_a_sealed_process_can_think():
    assert sealed("x = sum(range(10))") == "done"


@pytest.mark.parametrize(
    ("event_", "arguments"),
    [("socket.connect", ()), ("subprocess.Popen", ()), ("open", ("x", "w", 0)), ("open", ("x", None, 0)), ("open", ())],
)
def test_the_guard_refuses(event_, arguments):
    with pytest.raises(PermissionError):
        sealing.guard(event_, arguments)


def test_the_guard_lets_reading_pass():
    sealing.guard("open", ("x", "rb", 0))
    sealing.guard("import", ("x",))


def test_the_environment_does_not_reach_the_child(monkeypatch):
    monkeypatch.setenv("PLACET_SECRET", "x")
    monkeypatch.setattr(gate, "_GRIDS", "tests.reading.telling_child")
    grid = gate.read_grid(b"", "x")
    names = {row.cells[0] for row in grid.rows}
    assert names <= {"PYTHONPATH", "LC_CTYPE"}


def test_the_child_loads_its_readers_and_nothing_large_without_which_they_read_as_well(monkeypatch):
    monkeypatch.setattr(gate, "_GRIDS", "tests.reading.loaded_child")
    loaded = {row.cells[0] for row in gate.read_grid(b"", "x").rows}
    assert loaded & {"docx", "icalendar", "numpy", "openpyxl", "ortools", "pypdfium2"} == {
        "docx", "icalendar", "openpyxl", "pypdfium2",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("module", "reason"),
    [("tests.reading.endless_child", "too-slow"), ("tests.reading.dying_child", "too-heavy")],
)
def test_a_child_that_hangs_or_dies_is_a_refusal(monkeypatch, module, reason):
    monkeypatch.setattr(gate, "_GRIDS", module)
    monkeypatch.setattr(limits, "SECONDS", 2)
    with pytest.raises(ForeignFileError) as refused:
        gate.read_grid(b"x" * 1_000_000, "x")
    assert refused.value.reason == reason


def test_a_child_that_answers_without_end_is_a_refusal(monkeypatch):
    monkeypatch.setattr(limits, "MAX_ANSWER", 10)
    with pytest.raises(ForeignFileError) as refused:
        gate.read_grid(ORDINARY["table"], "x")
    assert refused.value.reason == "too-heavy"


@pytest.mark.parametrize("answer", [b"nonsense", said(Refused("no such reason"))])
def test_an_answer_that_makes_no_sense_is_a_refusal(monkeypatch, tmp_path, answer):
    (tmp_path / "strange_child.py").write_text(
        f"import sys; sys.stdin.buffer.read(); sys.stdout.buffer.write({answer!r})"
    )
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(gate, "_GRIDS", "strange_child")
    with pytest.raises(ForeignFileError) as refused:
        gate.read_grid(b"x", "x")
    assert refused.value.reason == "broken"


def test_reading_ends_when_somebody_wants_to_stop(monkeypatch):
    monkeypatch.setattr(gate, "_GRIDS", "tests.reading.endless_child")
    asked = threading.Event()
    threading.Timer(0.5, asked.set).start()
    before = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        gate.read_grid(b"x", "x", stop=asked.is_set)
    assert time.monotonic() - before < 10


def test_the_child_answers_with_a_grid_or_a_reason(monkeypatch):
    assert heard(child.answer_to(ORDINARY["excel"])) == read(ORDINARY["excel"])
    with pytest.raises(Refused, match="empty"):
        heard(child.answer_to(b""))

    def exhausted(content):
        raise MemoryError

    monkeypatch.setattr(child, "read", exhausted)
    with pytest.raises(Refused, match="too-heavy"):
        heard(child.answer_to(b"x"))


def test_the_child_seals_itself_between_reading_and_looking():
    source, target, told = io.BytesIO(ORDINARY["excel"]), io.BytesIO(), []
    child.main(source, target, lambda: told.append((source.tell() > 0, target.tell())))
    assert told == [(True, 0)]
    assert heard(target.getvalue()) == read(ORDINARY["excel"])


def test_memory_that_runs_out_in_a_reader_is_a_reason_of_its_own(monkeypatch):
    monkeypatch.setattr("placet.reading.excel.load_workbook", lambda *_, **__: 1 / 0)
    with pytest.raises(Refused, match="broken"):
        read(ORDINARY["excel"])

    def exhausted(*_, **__):
        raise MemoryError

    monkeypatch.setattr("placet.reading.excel.load_workbook", exhausted)
    with pytest.raises(Refused, match="too-heavy"):
        read(ORDINARY["excel"])


def test_a_grid_comes_back_as_it_was():
    assert heard(said(GRID)) == GRID


def test_the_city_of_a_clock_comes_through_the_process(tmp_path):
    path = tmp_path / "file"
    lines = ("BEGIN:VTIMEZONE", "TZID:Asia/Tehran", "END:VTIMEZONE")
    path.write_bytes(calendar(*lines, *event(starts="DTSTART;TZID=Asia/Tehran:20261124T090000")))
    (entry,) = read_grid_of(path).events
    assert (entry.starts.tzinfo.key, entry.starts.isoformat()) == ("Asia/Tehran", "2026-11-24T09:00:00+03:30")


def changed(**more):
    return json.dumps({**json.loads(said(GRID)), **more}).encode()


EVENT = {"where": [], "starts": None, "ends": None, "title": "", "place": "", "text": "", "uid": ""}
ROW = {
    "where": [],
    "cells": [],
    "table": None,
    "is_heading": False,
    "merged": [],
    "is_rest": False,
    "wrapped": [],
    "tags": [],
    "tagged": [],
}


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"[]",
        b"[" * 100_000,
        b"{}",
        b'{"a": ' + b"9" * 5_000 + b"}",
        changed(kind="exe"),
        changed(kind=[]),
        changed(rows={}),
        changed(rows=["x"]),
        changed(rows=[ROW] * (limits.MAX_ROWS + 1)),
        changed(rows=[{**ROW, "cells": ["x"] * (limits.MAX_CELLS + 1)}]),
        changed(rows=[{**ROW, "cells": ["x" * (limits.MAX_TEXT_CHARS + 1)]}]),
        changed(rows=[{**ROW, "cells": [1]}]),
        changed(rows=[{**ROW, "cells": ["\ud800"]}]),
        changed(rows=[{**ROW, "table": 0}]),
        changed(rows=[{**ROW, "table": True}]),
        changed(rows=[{**ROW, "merged": [limits.MAX_CELLS]}]),
        changed(rows=[{**ROW, "merged": [True]}]),
        changed(rows=[{**ROW, "wrapped": [-1]}]),
        changed(rows=[{**ROW, "wrapped": 1}]),
        changed(attached="?"),
        changed(events=[{"where": [], "starts": "soon"}]),
        changed(events=[{**EVENT, "starts": "2026-11-24T09:00:00+03:30[../etc/passwd]"}]),
        changed(events=[{**EVENT, "starts": "2026-11-24T09:00:00[Asia/Tehran]"}]),
        b'{"reason": "empty", "facts": {"reason": 1}}',
        b'{"reason": "empty", "facts": []}',
        b'{"reason": "empty"}',
        b'{"reason": 1, "facts": {}}',
    ],
)
def test_an_answer_is_not_believed(answer):
    with pytest.raises(BadAnswer):
        heard(answer)


def test_a_refusal_ends_the_command_as_a_wrong_file():
    assert exit_of(ForeignFileError("x", "empty")) is Exit.WRONG_FILE


def test_a_pdf_is_read_in_the_process_too():
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
    text = "BT /F 12 Tf 20 200 Td (Talks) Tj ET"
    font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    stream = f"<</Length {len(text)}>>\nstream\n{text}\nendstream"
    made = pdf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", page, stream, font)
    assert gate.read_grid(made, "x") == read(made)

"""The doors for tests from outside: an answer or a code to everything, and never a traceback."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.agreement.broken_pouches import OUTSIDE
from tests.agreement.parties import parties
from tests.cli.running import placet
from tests.cli.visits import SMALL, WRONG, written

from placet.agreement.entry import Entry
from placet.agreement.envelopes.segments import MAX_POUCH_BYTES
from placet.cli import main
from placet.node.conformance import MAX_ENTRY_FILE_BYTES, MAX_LINE_BYTES

# RFC 8032, section 7.1, tests 1 and 2: an empty message, and one byte.
KEY_1 = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
MADE_1 = (
    "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
    "d25bf5f0595bbe24655141438e7a100b"
)
KEY_2 = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"
MADE_2 = (
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
    "387b2eaeb4302aeeb00d291612bb0c00"
)


def asked(*args: object, piped: bytes = b"") -> Result:
    return CliRunner().invoke(main, ["conformance", *map(str, args)], input=piped)


def answers(*lines: str) -> list[str]:
    result = asked("verify-signature", piped="".join(f"{line}\n" for line in lines).encode())
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout.splitlines()


def told(result: Result) -> str:
    """The code of a refusal; the rest is as it must be."""
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.count("\n") == 1
    code, _, message = result.stderr.partition(": ")
    assert len(message.split()) > 3, message  # a sentence, and not a word
    return code


# ------------------------------------------------------------------------------ signatures


def test_each_line_has_its_answer_in_its_order():
    assert answers(
        f"{KEY_1} - {MADE_1}",
        f"{KEY_2} 72 {MADE_2}",
        f"{KEY_2} 73 {MADE_2}",
        f"{KEY_2.upper()}  72\t{MADE_2.upper()}\r",
    ) == ["accept", "accept", "reject signature-wrong", "accept"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("", "line-malformed"),
        ("- -", "line-malformed"),
        ("- - - -", "line-malformed"),
        ("zz - 00", "line-malformed"),
        ("0 - 00", "line-malformed"),
        ("é - -", "line-malformed"),
        ("\x00", "line-malformed"),
        ("- - -", "key-length"),
        (f"{KEY_1[2:]} - {MADE_1}", "key-length"),
        (f"{KEY_1} - -", "signature-length"),
        (f"{KEY_1} - {MADE_1}00", "signature-length"),
        (f"{'01' + '00' * 31} 72 {MADE_2}", "key-small-order"),
        (f"{'02' + '00' * 31} 72 {MADE_2}", "key-not-on-curve"),
        (f"{'ff' * 32} 72 {MADE_2}", "key-not-canonical"),
        (f"{KEY_2} 72 {MADE_2[:64]}{'ff' * 32}", "signature-not-canonical"),
        (f"{KEY_2} 72 {'01' + '00' * 31}{MADE_2[64:]}", "signature-small-order"),
    ],
)
def test_what_is_not_accepted_is_rejected_with_its_code(line, code):
    assert answers(line, f"{KEY_1} - {MADE_1}") == [f"reject {code}", "accept"]


def test_a_line_of_any_length_is_one_line():
    long = "00" * (MAX_LINE_BYTES // 2)
    assert answers(f"{KEY_1} {long} {MADE_1}", long * 3, f"{KEY_1} - {MADE_1}") == [
        "reject line-too-long", "reject line-too-long", "accept",
    ]  # fmt: skip


def test_the_last_line_needs_no_end():
    assert asked("verify-signature", piped=f"{KEY_1} - {MADE_1}".encode()).stdout == "accept\n"
    assert asked("verify-signature", piped=b"0" * (MAX_LINE_BYTES + 5)).stdout == "reject line-too-long\n"
    assert asked("verify-signature").stdout == ""


def test_an_answer_comes_before_the_next_question():
    command = [sys.executable, "-m", "placet", "conformance", "verify-signature"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for line, answer in ((f"{KEY_1} - {MADE_1}", b"accept\n"), ("?", b"reject line-malformed\n")):
            process.stdin.write(f"{line}\n".encode())
            process.stdin.flush()
            assert process.stdout.readline() == answer
        process.stdin.close()
        assert process.wait() == 0


# ------------------------------------------------------------------------------ canonical form


def test_the_canonical_bytes_are_all_that_is_written():
    result = asked("canonical", piped=b' {"b" : 1, "a": ["\\u0041", true]}\n')
    assert (result.exit_code, result.stdout_bytes, result.stderr) == (0, b'{"a":["A",true],"b":1}', "")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"", "not-json"),
        (b"NaN", "not-json"),
        (b"\xff", "not-utf8"),
        (b'"\\ud800"', "not-unicode"),
        (b'{"a":1,"a":1}', "key-twice"),
        (b"[" * 2_000_000, "too-deep"),
        (b"9" * 100_000, "number-too-large"),
        (b"1.0", "fraction"),
        (b"null", "null"),
        (b'{"a b":1}', "bad-key"),
        (b" " * 3_000_000, "too-large"),
    ],
)
def test_what_has_no_canonical_form_is_told_in_one_line(text, code):
    assert told(asked("canonical", piped=text)) == code


def test_each_code_of_the_canonical_form_has_its_own_sentence():
    texts = (
        b"",
        b"\xff",
        b'"\\ud800"',
        b'{"a":1,"a":1}',
        b"[" * 99 + b"]" * 99,
        b"9" * 99,
        b"1.0",
        b"null",
        b'{"a b":1}',
    )
    said = {asked("canonical", piped=text).stderr.partition(": ")[2] for text in texts}
    assert len(said) == len(texts)
    assert (
        "This holds a null, which the form that the sides have in common does not know. Nothing has changed here.\n"
        in said
    )


# ------------------------------------------------------------------------------ files


def test_a_visit_is_accepted_as_every_command_takes_it(tmp_path):
    folder = written(tmp_path, SMALL)
    (folder / "private.toml").write_text("", encoding="utf-8")
    for path in (folder, folder / "visit.toml", folder / "private.toml"):
        result = asked("parse", "visit", path)
        assert (result.exit_code, result.stdout, result.stderr) == (0, "accept\n", "")


def test_a_workbook_is_accepted_too(tmp_path):
    book = tmp_path / "visit.xlsx"
    assert placet("workbook", written(tmp_path / "visit", SMALL), "-o", book).exit_code == 0
    assert asked("parse", "visit", book).stdout == "accept\n"


def test_a_visit_that_is_not_accepted_is_told_in_one_line(tmp_path):
    assert told(asked("parse", "visit", written(tmp_path / "wrong", WRONG))) == "visit-file"
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(b"PK\x03\x04" + b"\0" * 100)
    assert told(asked("parse", "visit", bad)) == "format"
    alone = tmp_path / "clock" / "visit.toml"
    alone.parent.mkdir()
    alone.write_text(SMALL + "\x1b[2J\n", encoding="utf-8")
    assert "\x1b" not in asked("parse", "visit", alone).stderr
    assert told(asked("parse", "visit", alone)) == "visit-file"


def test_what_cannot_be_read_at_all_is_told_as_by_every_command(tmp_path):
    for kind in ("visit", "entry", "pouch"):
        result = asked("parse", kind, tmp_path / "nowhere")
        assert (result.exit_code, result.stdout) == (7, "")
        assert "is not there" in " ".join(result.stderr.split())
    assert asked("parse", "entry", tmp_path).exit_code == 7
    assert asked("parse", "visit", "/dev/null").exit_code == 7


def an_entry() -> Entry:
    ir, _ = parties("IR", "RU")
    ir.propose({"title": {"en": "Talks"}})
    return ir.record.chains["IR"].entries[-1]


ENTRY = an_entry()
assert ENTRY.body is not None
LINES = [ENTRY.raw, ENTRY.signature.hex().encode(), ENTRY.body]


def entry_file(tmp_path: Path, *lines: bytes, end: bytes = b"\n") -> Path:
    path = tmp_path / "entry"
    path.write_bytes(b"\n".join(lines) + end)
    return path


def test_an_entry_is_three_lines(tmp_path):
    for lines in (LINES, [*LINES[:2], b"-"]):
        result = asked("parse", "entry", entry_file(tmp_path, *lines))
        assert (result.exit_code, result.stdout, result.stderr) == (0, "accept\n", "")


@pytest.mark.parametrize(
    ("lines", "end", "code"),
    [
        ([], b"", "entry-file"),
        (LINES, b"", "entry-file"),
        (LINES, b"\n\n", "entry-file"),
        (LINES, b"\n ", "entry-file"),
        (LINES[:2], b"\n", "entry-file"),
        ([*LINES, b""], b"\n", "entry-file"),
        ([LINES[0], LINES[1].upper(), LINES[2]], b"\n", "signature-malformed"),
        ([LINES[0], LINES[1] + b"\r", LINES[2]], b"\n", "signature-malformed"),
        ([LINES[0], b"\xff" * 128, LINES[2]], b"\n", "signature-malformed"),
        ([LINES[0] + b"\r", *LINES[1:]], b"\n", "not-canonical"),
        ([b"{}", *LINES[1:]], b"\n", "level"),
        ([b"[]", *LINES[1:]], b"\n", "not-an-object"),
        ([*LINES[:2], LINES[2] + b"\r"], b"\n", "body-differs"),
        ([*LINES[:2], b""], b"\n", "body-differs"),
        ([LINES[0].replace(b'"propose"', b'"assent"'), LINES[1], b"-"], b"\n", "body-missing"),
        ([b"a" * MAX_ENTRY_FILE_BYTES], b"\n", "too-large"),
    ],
)
def test_an_entry_that_is_not_as_it_must_be_is_told_in_one_line(tmp_path, lines, end, code):
    assert told(asked("parse", "entry", entry_file(tmp_path, *lines, end=end))) == code


def test_facts_are_told_too(tmp_path):
    wrong = [LINES[0].replace(b'"seq":2', b'"seq":0'), *LINES[1:]]
    assert asked("parse", "entry", entry_file(tmp_path, *wrong)).stderr == (
        "field-bound: What stands under header.seq is beyond its bounds. Nothing has changed here.\n"
    )


POUCHES = Path(__file__).resolve().parent.parent / "vectors" / "pouches"


@pytest.mark.parametrize("path", sorted((POUCHES / "good").glob("*.pouch")), ids=lambda path: path.stem)
def test_the_outside_of_a_golden_envelope_is_accepted(path):
    result = asked("parse", "pouch", path)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "accept\n", "")


@pytest.mark.parametrize("path", sorted((POUCHES / "broken").glob("*.pouch")), ids=lambda path: path.stem)
def test_a_broken_envelope_is_told_by_its_code_where_it_is_broken_outside(path):
    """What is broken inside the sealing cannot be seen without a key; then the outside is good."""
    name, code = path.stem, json.loads(path.with_suffix(".json").read_text())["code"]
    result = asked("parse", "pouch", path)
    sealed_elsewhere = {"pouch-other-key", "pouch-seal"}  # of OUTSIDE, the codes that only whoever has a key can give
    if name in OUTSIDE and code not in sealed_elsewhere:
        assert told(result) == code
    else:
        assert result.stdout == "accept\n"


GOOD_POUCH = (POUCHES / "good" / "first.pouch").read_bytes()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "pouch-truncated"),
        (b"\x1b[2J", "not-a-pouch"),
        (GOOD_POUCH[:-1], "pouch-truncated"),
        (GOOD_POUCH + b"\n", "pouch-longer"),
        (GOOD_POUCH.replace(b'"n":1', b'"n":2'), "pouch-segment-length"),
        (GOOD_POUCH.replace(b'"n":1', b'"n":9'), "pouch-too-many"),
        (GOOD_POUCH.replace(b'"n":1', b'"n":1e3'), "pouch-header"),
        (GOOD_POUCH.replace(b"POUCH/1", b"POUCH/2"), "pouch-version"),
        (GOOD_POUCH.replace(b'"X1"', b'"X0"'), "pouch-suite"),
        (GOOD_POUCH[:15] + b"[" * 10_000, "pouch-header"),
    ],
)  # fmt: skip
def test_an_envelope_that_is_not_as_it_must_be_is_told_in_one_line(tmp_path, content, code):
    path = tmp_path / "pouch"
    path.write_bytes(content)
    assert told(asked("parse", "pouch", path)) == code


def test_an_envelope_larger_than_any_is_not_read_to_its_end(tmp_path):
    path = tmp_path / "pouch"
    with path.open("wb") as file:
        file.truncate(MAX_POUCH_BYTES + 1)
    # 15 bytes of the first line, 256 of the second, 8 segments of 4 + 8,388,608 + 1,136.
    assert MAX_POUCH_BYTES == 15 + 256 + 8 * 8_389_748
    assert told(asked("parse", "pouch", path)) == "too-large"
    with path.open("wb") as file:
        file.truncate(MAX_POUCH_BYTES)
    assert told(asked("parse", "pouch", path)) == "not-a-pouch"


# ------------------------------------------------------------------------------ whatever comes


@pytest.mark.parametrize(
    "args",
    [
        (), ("sing",), ("parse",), ("parse", "visit"), ("parse", "pigeon", "x"), ("canonical", "visit", "x"),
        ("verify-signature", "entry"), ("parse", "visit", ""), ("parse", "visit", "a", "b"),
    ],
)  # fmt: skip
def test_a_wrong_call_is_told(args):
    result = asked(*args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("task", ["verify-signature", "canonical"])
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(piped=st.one_of(st.binary(max_size=300), st.text('0123456789abcdef- \n[]{}",:', max_size=300).map(str.encode)))
def test_any_bytes_are_answered(task, piped):
    result = asked(task, piped=piped)
    assert result.exit_code in (0, 3)
    if task == "verify-signature":
        # A last line without an end is a line too.
        assert len(result.stdout.splitlines()) == len(piped.split(b"\n")) - piped.endswith(b"\n") - (piped == b"")


@pytest.mark.parametrize("kind", ["visit", "entry", "pouch"])
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(content=st.binary(max_size=300))
@pytest.mark.parametrize("ending", ["toml", "xlsx"])
def test_any_file_is_accepted_or_told(tmp_path, kind, ending, content):
    path = tmp_path / f"any.{ending}"
    path.write_bytes(content)
    result = asked("parse", kind, path)
    assert result.exit_code in (0, 3)
    if result.exit_code == 3:
        told(result)


@pytest.mark.parametrize("how", ["<&-", ">&-", "<&- >&-", "2>&-", "</dev/null", "| true"])
@pytest.mark.parametrize("task", ["verify-signature", "canonical"])
def test_closed_streams_get_no_traceback(task, how):
    run = subprocess.run(
        ["/bin/sh", "-c", f'"{sys.executable}" -m placet conformance {task} {how}'],
        input="[1]\n" * 3, capture_output=True, text=True,
    )  # fmt: skip
    assert "Traceback" not in run.stderr
    assert "mistake in Placet" not in run.stderr
    assert run.returncode in (0, 3)


def test_a_reader_who_leaves_in_the_middle_gets_no_traceback():
    command = f'"{sys.executable}" -m placet conformance verify-signature | head -n 1'
    run = subprocess.run(["/bin/sh", "-c", command], input="x\n" * 50_000, capture_output=True, text=True)
    assert (run.stdout, run.stderr) == ("reject line-malformed\n", "")

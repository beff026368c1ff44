"""Opening what a user names, whatever it is, and writing only over what is ours."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from tests.rules.cases import COMMON

from placet.errors import StorageError, TooLarge, VisitFileError
from placet.formats import limits
from placet.node.files import OURS, has_visit, open_visit, read_bytes, write_folder

GIVE = "Give the visit's file, or the folder that holds visit.toml."
CHECK = "Check the name and that you may read it."


def pipe(folder: Path) -> Path:
    os.mkfifo(folder / "pipe")
    return folder / "pipe"


def loop(folder: Path) -> Path:
    (folder / "loop").symlink_to("loop")
    return folder / "loop"


def below_a_file(folder: Path) -> Path:
    (folder / "file").write_text("mine")
    return folder / "file" / "below"


@pytest.mark.parametrize(
    ("made", "problem", "advice"),
    [
        (lambda folder: folder, "not a file", GIVE),
        (pipe, "not a file", GIVE),
        (lambda _: Path("/dev/zero"), "not a file", GIVE),
        (loop, "Too many levels of symbolic links", CHECK),
        (lambda folder: folder / "none", "No such file or directory", CHECK),
        (below_a_file, "Not a directory", CHECK),
        (lambda folder: folder / ("x" * 300), "File name too long", CHECK),
        (lambda folder: folder / "a\x00b", "embedded null byte", CHECK),
    ],
    ids=["folder", "pipe", "device", "loop", "missing", "below-a-file", "long-name", "nul"],
)
def test_what_is_no_file_is_refused_at_once(made, problem, advice, tmp_path):
    path = made(tmp_path)
    with pytest.raises(StorageError) as refused:
        read_bytes(path)
    assert (refused.value.path, refused.value.problem, refused.value.advice) == (str(path), problem, advice)


def test_a_file_is_read_up_to_its_bound_and_refused_beyond(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(b"x" * 10)
    assert read_bytes(path, 10) == b"x" * 10
    with pytest.raises(TooLarge) as refused:
        read_bytes(path, 9)
    assert (refused.value.problem, refused.value.advice) == (
        "larger than 9 bytes",
        "Check that it is the right file.",
    )


def test_a_visit_that_is_too_large_is_refused(tmp_path):
    (tmp_path / "visit.toml").write_bytes(b"#" * (limits.MAX_FILE_BYTES + 1))
    with pytest.raises(TooLarge):
        open_visit(tmp_path)


def test_a_visit_is_opened_by_its_file_or_by_its_folder_with_the_private_file(tmp_path):
    (tmp_path / "visit.toml").write_text(COMMON)
    (tmp_path / "private.toml").write_text("notes.line = 'red'")
    assert open_visit(tmp_path) == open_visit(tmp_path / "visit.toml")
    assert open_visit(tmp_path).visit.notes == {"line": "red"}
    assert has_visit(tmp_path)


def test_a_file_of_another_name_has_no_private_file(tmp_path):
    (tmp_path / "other.toml").write_text(COMMON)
    (tmp_path / "private.toml").write_text("nonsense")
    assert open_visit(tmp_path / "other.toml").visit.notes == {}
    assert not has_visit(tmp_path)


def test_a_private_file_that_cannot_be_read_is_not_passed_over(tmp_path):
    (tmp_path / "visit.toml").write_text(COMMON)
    (tmp_path / "private.toml").symlink_to("nowhere")
    with pytest.raises(StorageError) as refused:
        open_visit(tmp_path)
    assert refused.value.path == str(tmp_path / "private.toml")


def test_a_folder_without_a_visit_says_how_one_is_begun(tmp_path):
    with pytest.raises(StorageError) as refused:
        open_visit(tmp_path)
    assert refused.value.problem == "no visit.toml in this folder"
    assert refused.value.advice == f"Begin one with: placet new {tmp_path}"


@pytest.mark.parametrize("name", ["a\x00b", "x" * 300, "none"])
def test_a_name_that_no_file_can_have_is_refused(name, tmp_path):
    with pytest.raises(StorageError) as refused:
        open_visit(tmp_path / name)
    assert refused.value.path == str(tmp_path / name)


def test_a_system_that_will_not_tell_what_a_path_is_is_quoted(tmp_path, monkeypatch):
    def fail(_: Path) -> bool:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "is_dir", fail)
    with pytest.raises(StorageError) as refused:
        open_visit(tmp_path)
    assert (refused.value.problem, refused.value.advice) == ("Input/output error", "Check the name.")


def test_faults_name_the_path_of_the_file(tmp_path):
    (tmp_path / "visit.toml").write_text("a =")
    with pytest.raises(VisitFileError) as refused:
        open_visit(tmp_path)
    assert [fault.file for fault in refused.value.faults] == [str(tmp_path / "visit.toml")]


def test_files_are_written_with_a_list_of_what_is_ours(tmp_path):
    folder = tmp_path / "new" / "out"
    assert write_folder(folder, {"b.html": b"B", "sub/a.html": b"A"}) == (folder / "b.html", folder / "sub/a.html")
    assert (folder / "sub" / "a.html").read_bytes() == b"A"
    assert json.loads((folder / OURS).read_text()) == ["b.html", "sub/a.html"]
    assert sorted(path.name for path in folder.rglob("*")) == [OURS, "a.html", "b.html", "sub"]


def test_our_own_files_are_replaced_and_the_list_is_kept(tmp_path):
    write_folder(tmp_path, {"a": b"1", "b": b"1"})
    write_folder(tmp_path, {"a": b"2"})
    assert ((tmp_path / "a").read_bytes(), (tmp_path / "b").read_bytes()) == (b"2", b"1")
    assert json.loads((tmp_path / OURS).read_text()) == ["a", "b"]


def test_a_file_of_somebody_else_is_refused_before_anything_is_written(tmp_path):
    (tmp_path / "b").write_text("mine")
    with pytest.raises(StorageError) as refused:
        write_folder(tmp_path, {"a": b"1", "b": b"2"})
    assert refused.value.path == str(tmp_path / "b")
    assert refused.value.problem == "is there already and is not a paper that Placet wrote"
    assert refused.value.advice == "Choose another folder."
    assert [path.name for path in tmp_path.iterdir()] == ["b"]
    assert (tmp_path / "b").read_text() == "mine"


@pytest.mark.parametrize("listing", [b"nonsense", b"{}", b"[1, null]", b"\xff", b"[" * 100_000, b'"a"'])
def test_a_list_that_cannot_be_read_makes_nothing_ours(listing, tmp_path):
    (tmp_path / OURS).write_bytes(listing)
    (tmp_path / "a").write_text("mine")
    with pytest.raises(StorageError):
        write_folder(tmp_path, {"a": b"1"})
    assert (tmp_path / "a").read_text() == "mine"


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    folder = below_a_file(tmp_path)
    with pytest.raises(StorageError) as refused:
        write_folder(folder, {"a": b"1"})
    assert (refused.value.path, refused.value.problem) == (str(folder), "Not a directory")
    assert refused.value.advice == "Check that you may write there."
    assert (tmp_path / "file").read_text() == "mine"

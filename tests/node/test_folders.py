"""Writing into a user's folder: whole or not at all, and only over what is ours and as we left it."""

from __future__ import annotations

import errno
import json
import os
from hashlib import sha256
from pathlib import Path

import pytest
from tests.rules.cases import COMMON
from tests.told import advice, problem

from placet.errors import StorageError
from placet.node.files import open_visit
from placet.node.folders import OURS, marks_of, refuse_folder, write_folder

ONE, OTHER = frozenset({"place-1", "title-1"}), frozenset({"place-2", "title-2"})


def listing(folder: Path) -> dict[str, object]:
    return json.loads((folder / OURS).read_text(encoding="utf-8"))


def digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*"))


def test_files_are_written_with_a_list_of_what_is_ours(tmp_path):
    folder = tmp_path / "new" / "out"
    written = write_folder(folder, {"b.html": b"B", "sub/a.html": b"A"}, frozenset({"mark"}))
    assert written == (folder / "b.html", folder / "sub/a.html")
    assert (folder / "sub" / "a.html").read_bytes() == b"A"
    assert listing(folder) == {"visit": ["mark"], "files": {"b.html": digest(b"B"), "sub/a.html": digest(b"A")}}
    assert names(folder) == [OURS, "a.html", "b.html", "sub"]


def test_our_own_files_are_replaced_and_the_list_is_kept(tmp_path):
    write_folder(tmp_path, {"a": b"1", "b": b"1"})
    write_folder(tmp_path, {"a": b"2"})
    assert ((tmp_path / "a").read_bytes(), (tmp_path / "b").read_bytes()) == (b"2", b"1")
    assert listing(tmp_path)["files"] == {"a": digest(b"2"), "b": digest(b"1")}


def test_the_visit_itself_is_never_ours_again(tmp_path):
    write_folder(tmp_path, {"visit.toml": b"1"})
    assert listing(tmp_path)["files"] == {}
    with pytest.raises(StorageError):
        write_folder(tmp_path, {"visit.toml": b"2"})


def test_a_file_of_somebody_else_is_refused_before_anything_is_written(tmp_path):
    (tmp_path / "b").write_text("mine")
    with pytest.raises(StorageError) as refused:
        write_folder(tmp_path, {"a": b"1", "b": b"2"})
    assert refused.value.file == str(tmp_path / "b")
    assert problem(refused.value) == "is there already and is not a paper that Placet wrote"
    assert advice(refused.value) == "Choose another folder."
    assert names(tmp_path) == ["b"]
    assert (tmp_path / "b").read_text() == "mine"


def test_a_link_to_nowhere_is_somebody_elses_too(tmp_path):
    (tmp_path / "a").symlink_to("nowhere")
    with pytest.raises(StorageError):
        write_folder(tmp_path, {"a": b"1"})
    assert (tmp_path / "a").is_symlink()


def test_a_paper_that_was_changed_by_hand_is_kept_with_all_others(tmp_path):
    write_folder(tmp_path, {"a": b"1", "b": b"1"})
    (tmp_path / "b").write_bytes(b"1 and a remark")
    with pytest.raises(StorageError) as refused:
        write_folder(tmp_path, {"a": b"2", "b": b"2"})
    assert (refused.value.file, problem(refused.value)) == (str(tmp_path / "b"), "was changed after Placet wrote it")
    assert advice(refused.value) == "Give it another name to keep it, or choose another folder."
    assert ((tmp_path / "a").read_bytes(), (tmp_path / "b").read_bytes()) == (b"1", b"1 and a remark")
    (tmp_path / "b").rename(tmp_path / "mine")
    write_folder(tmp_path, {"a": b"2", "b": b"2"})
    assert names(tmp_path) == [OURS, "a", "b", "mine"]


def test_the_papers_of_another_visit_are_kept(tmp_path):
    write_folder(tmp_path, {"a": b"1"}, ONE)
    with pytest.raises(StorageError) as refused:
        write_folder(tmp_path, {"b": b"2"}, OTHER)
    assert (refused.value.file, problem(refused.value)) == (str(tmp_path), "holds the papers of another visit")
    assert names(tmp_path) == [OURS, "a"]


@pytest.mark.parametrize("later", [{"place-1", "title-2"}, {"place-2", "title-1"}], ids=["renamed", "moved"])
def test_a_visit_that_was_moved_or_renamed_still_has_its_papers(later, tmp_path):
    write_folder(tmp_path, {"a": b"1"}, ONE)
    write_folder(tmp_path, {"a": b"2"}, frozenset(later))
    assert (tmp_path / "a").read_bytes() == b"2"
    assert listing(tmp_path)["visit"] == sorted(later)


def test_a_visit_is_marked_by_its_place_and_its_title_and_neither_can_be_read(tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        folder.mkdir()
        (folder / "visit.toml").write_text(COMMON)
        (folder / "private.toml").write_text("notes.line = 'red'")
    here, there = marks_of(open_visit(first)), marks_of(open_visit(second))
    assert (len(here), len(there), len(here & there)) == (2, 2, 1)  # the title is the same, the place is not
    assert all(len(mark) == 64 and "/" not in mark for mark in here)
    assert marks_of(open_visit(first / "visit.toml")) == here


@pytest.mark.parametrize(
    "listed",
    [
        b"nonsense",
        b"{}",
        b"[1, null]",
        b"\xff",
        b"[" * 100_000,
        b'"a"',
        b'{"visit": [], "files": {"a": 1}}',
        b'{"visit": 1, "files": {}}',
        b'{"visit": [], "files": []}',
    ],
)
def test_a_list_that_cannot_be_read_makes_nothing_ours(listed, tmp_path):
    (tmp_path / OURS).write_bytes(listed)
    (tmp_path / "a").write_text("mine")
    with pytest.raises(StorageError):
        write_folder(tmp_path, {"a": b"1"})
    assert (tmp_path / "a").read_text() == "mine"


@pytest.mark.parametrize("below", [(), ("papers",)], ids=["the file", "below it"])
def test_a_file_in_the_place_of_the_folder_is_told(below, tmp_path):
    file = tmp_path / "file"
    file.write_text("mine")
    with pytest.raises(StorageError) as refused:
        write_folder(file.joinpath(*below), {"a": b"1"})
    assert (refused.value.file, problem(refused.value)) == (str(file), "is a file, not a folder")
    assert file.read_text() == "mine"


def test_a_folder_that_may_not_be_written_to_is_told_before_the_search(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # noqa: ARG005  # root may write anywhere
    with pytest.raises(StorageError) as refused:
        refuse_folder(tmp_path / "out", ())
    assert (refused.value.file, problem(refused.value)) == (str(tmp_path), "you may not write there")


def test_a_name_that_no_folder_can_have_is_told(tmp_path):
    with pytest.raises(StorageError) as refused:
        write_folder(tmp_path / ("x" * 300), {"a": b"1"})
    assert problem(refused.value) == "has a name that is too long"


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])  # the disk, a quota, the largest file
def test_a_disk_that_is_full_leaves_the_papers_as_they_were(tmp_path, monkeypatch, number):
    write_folder(tmp_path, {"a": b"1", "b": b"1"})
    real = Path.open

    def fills_up(path: Path, *args: object, **kwargs: object):
        file = real(path, *args, **kwargs)
        if path.name == ".placet-b.part":
            file.write(b"half")
            file.close()
            raise OSError(number, "no room")
        return file

    monkeypatch.setattr(Path, "open", fills_up)
    with pytest.raises(StorageError) as refused:
        write_folder(tmp_path, {"a": b"2", "b": b"2"})
    assert problem(refused.value) == "the disk is full"
    assert advice(refused.value) == "Make room and try again; nothing is half done."
    assert ((tmp_path / "a").read_bytes(), (tmp_path / "b").read_bytes()) == (b"1", b"1")
    assert names(tmp_path) == [OURS, "a", "b"]


def test_what_a_killed_process_left_is_cleared_away(tmp_path):
    (tmp_path / ".placet-a.part").write_text("half")
    write_folder(tmp_path, {"a": b"1"})
    assert names(tmp_path) == [OURS, "a"]

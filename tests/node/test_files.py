"""Opening what a user names, whatever it is."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from tests.rules.cases import COMMON
from tests.told import advice, problem

from placet.errors import FormatError, StorageError, TooLarge, VisitFileError
from placet.formats import limits
from placet.node.files import has_visit, open_visit, read_bytes

GIVE = "Give the file itself, no folder and no device."
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
    ("made", "said", "remedy"),
    [
        (lambda folder: folder, "is not a file", GIVE),
        (pipe, "is not a file", GIVE),
        (lambda _: Path("/dev/zero"), "is not a file", GIVE),
        (loop, "is a link that leads back to itself", CHECK),
        (lambda folder: folder / "none", "is not there", CHECK),
        (below_a_file, "would lie in a file, which is no folder", CHECK),
        (lambda folder: folder / ("x" * 300), "has a name that is too long", CHECK),
        (lambda folder: folder / "a\x00b", "has a name that no file can have", CHECK),
    ],
    ids=["folder", "pipe", "device", "loop", "missing", "below-a-file", "long-name", "nul"],
)
def test_what_is_no_file_is_refused_at_once(made, said, remedy, tmp_path):
    path = made(tmp_path)
    with pytest.raises(StorageError) as refused:
        read_bytes(path)
    assert (refused.value.file, problem(refused.value), advice(refused.value)) == (str(path), said, remedy)


def test_a_file_is_read_up_to_its_bound_and_refused_beyond(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(b"x" * 10)
    assert read_bytes(path, 10) == b"x" * 10
    with pytest.raises(TooLarge) as refused:
        read_bytes(path, 9)
    assert (problem(refused.value), advice(refused.value)) == (
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
    assert refused.value.file == str(tmp_path / "private.toml")


def test_a_folder_without_a_visit_says_how_one_is_begun(tmp_path):
    with pytest.raises(StorageError) as refused:
        open_visit(tmp_path)
    assert problem(refused.value) == "no visit.toml in this folder"
    assert advice(refused.value) == f"Begin one with: placet new {tmp_path}"


def test_the_folder_in_a_suggested_command_is_typed_as_the_shell_takes_it(tmp_path):
    folder = tmp_path / "a b; c"
    folder.mkdir()
    with pytest.raises(StorageError) as refused:
        open_visit(folder)
    assert advice(refused.value) == f"Begin one with: placet new '{folder}'"


@pytest.mark.parametrize("name", ["a\x00b", "x" * 300, "none"])
def test_a_name_that_no_file_can_have_is_refused(name, tmp_path):
    with pytest.raises(StorageError) as refused:
        open_visit(tmp_path / name)
    assert refused.value.file == str(tmp_path / name)


def test_a_system_that_will_not_tell_what_a_path_is_is_told(tmp_path, monkeypatch):
    def fail(_: Path) -> bool:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "is_dir", fail)
    with pytest.raises(StorageError) as refused:
        open_visit(tmp_path)
    assert problem(refused.value) == "the disk cannot be read or written here"
    assert advice(refused.value) == CHECK


def test_faults_name_the_path_of_the_file(tmp_path):
    (tmp_path / "visit.toml").write_text("a =")
    with pytest.raises(VisitFileError) as refused:
        open_visit(tmp_path)
    assert [fault.file for fault in refused.value.faults] == [str(tmp_path / "visit.toml")]


@pytest.mark.parametrize(
    ("name", "said", "remedy"),
    [
        ("private.toml", "private.toml without a visit.toml", "Put the visit's visit.toml beside it."),
        ("programme.toml", "these are the papers of a visit", "Give the folder that holds visit.toml."),
    ],
)
def test_what_lies_in_a_folder_without_a_visit_says_what_was_meant(name, said, remedy, tmp_path):
    (tmp_path / name).write_text("")
    with pytest.raises(StorageError) as refused:
        open_visit(tmp_path)
    assert (problem(refused.value), advice(refused.value)) == (said, remedy)


def test_the_private_part_alone_is_no_visit(tmp_path):
    (tmp_path / "visit.toml").write_text(COMMON)
    (tmp_path / "private.toml").write_text("notes.line = 'red'")
    with pytest.raises(FormatError) as refused:
        open_visit(tmp_path / "private.toml")
    assert problem(refused.value) == "this is the private part of a visit, not a visit"
    assert advice(refused.value) == f"Give the folder that holds it beside visit.toml: {tmp_path}"


def test_a_folder_that_may_not_be_looked_into_is_not_a_folder_without_a_visit(tmp_path, monkeypatch):
    def closed(_: Path) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "lstat", closed)
    with pytest.raises(StorageError) as refused:
        has_visit(tmp_path)
    assert (refused.value.file, problem(refused.value)) == (str(tmp_path), "the system does not let you in")
    assert advice(refused.value) == "Check that you may read it."

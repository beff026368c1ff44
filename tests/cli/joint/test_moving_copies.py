"""`placet move` where the folder of a home was copied: one copy is the home afterwards, and the other is told so."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests.cli.homes import Homes, copied, done
from tests.cli.joint.test_moving import FOLDER, moved, stopped
from tests.cli.running import placet
from tests.cli.served import laid_out, refused
from tests.stores.server import OWNER, RECORD_ROLE, Server

from placet.stores.database import Gone
from placet.stores.move_file import kept_move
from placet.stores.sqlite.moved import gone_to
from placet.wording.language import language


def stopped_on_the_way(home: Path, store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything has arrived, and somebody stops while it is verified."""
    with monkeypatch.context() as pressed:
        pressed.setattr("placet.stores.moving.flaws_of", stopped)
        assert placet("move", home, "--store", store, "--yes").exit_code == 130


def is_none(homes: Homes, home: Path) -> bool:
    """Whether a copy opens nowhere and says which one does."""
    commands = (("standing", home), ("propose", home, "lunch"), ("move", home, "--store", FOLDER, "--yes"))
    said = [refused(7, *command) for command in commands]
    assert all("with another copy of this folder (to: folder)" in each for each in said)
    assert all("Work with that copy, and put this one away" in each for each in said)
    return bool(homes.standing()["points"])


@pytest.mark.parametrize("begun", ["before-it-was-copied", "after-it-was-copied"])
def test_of_two_copies_that_are_moved_off_one_server_into_their_folders_one_is_the_home(
    homes: Homes, server: Server, database: str, begun: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The old store says *into the folder* of either: by its name alone the move is known."""
    moved(homes.tehran, laid_out(server, database))
    if begun == "before-it-was-copied":
        stopped_on_the_way(homes.tehran, FOLDER, monkeypatch)
    copy = copied(homes, homes.folder.parent / "copy").tehran
    if begun == "after-it-was-copied":
        stopped_on_the_way(copy, FOLDER, monkeypatch)
    done("propose", homes.tehran, "talks", "--yes")  # on the server still: the copy in the other folder lacks it
    moved(homes.tehran, FOLDER)
    assert is_none(homes, copy)
    done("propose", homes.tehran, "lunch", "--yes")


def test_a_folder_that_is_copied_while_its_rows_arrive_is_no_home(
    homes: Homes, server: Server, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The name is drawn once everything has arrived, so no copy that may be in parts bears it."""
    moved(homes.tehran, laid_out(server, database))
    copy = homes.folder / "copy"

    def copying(*_: object) -> Iterator[object]:
        shutil.copytree(homes.tehran, copy)
        return iter(())

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr("placet.stores.moving.flaws_of", copying)
        moved(homes.tehran, FOLDER)
    assert (copy / "shared.db").exists()
    assert is_none(homes, copy)


def test_every_move_has_a_name_of_its_own(
    homes: Homes, server: Server, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = set()
    for number in range(3):
        copy = copied(homes, homes.folder.parent / f"copy-{number}").tehran
        where = laid_out(server, server.new_database())
        with monkeypatch.context() as cut:
            cut.setattr("placet.stores.moving.finish", lambda *_: None)
            moved(copy, where)
        move = kept_move(copy)
        assert move is not None
        assert gone_to(copy / "shared.db") == move.gone == Gone(where, move.name)
        names.add(move.name)
    assert len(names) == 3
    assert {len(name) for name in names} == {32}  # sixteen bytes in hex


@pytest.mark.parametrize("to_server", [True, False])
def test_a_move_that_an_earlier_placet_did_not_finish_is_finished(
    homes: Homes, server: Server, database: str, monkeypatch: pytest.MonkeyPatch, *, to_server: bool
) -> None:
    """Neither its mark nor its file has a name."""
    where = laid_out(server, database)
    if not to_server:
        moved(homes.tehran, where)
    standing = homes.standing()
    stopped_on_the_way(homes.tehran, where if to_server else FOLDER, monkeypatch)
    source, target = (FOLDER, where) if to_server else (where, FOLDER)
    (homes.tehran / "moving").write_text(f'{{"from":"{source}","to":"{target}","v":1}}\n')
    if to_server:
        with closing(sqlite3.connect(homes.tehran / "shared.db")) as shared:
            shared.executescript(
                "CREATE TABLE moved (store TEXT NOT NULL) STRICT;"
                f"INSERT INTO moved VALUES ('{where}'); PRAGMA application_id = {0x506C634D};"
            )
    else:
        mark = f"INSERT INTO moved (number, store) VALUES (1, '{FOLDER}')"
        server.execute(mark, database, RECORD_ROLE, "placet_record")
    assert homes.standing() == standing
    done("propose", homes.tehran, "talks", "--yes")
    assert not (homes.tehran / "moving").exists()


@pytest.mark.parametrize("name", ["", "x", "0" * 31, "0A" * 16, "00" * 16 + "\\n"])
def test_a_name_that_is_none_is_told(homes: Homes, name: str) -> None:
    (homes.tehran / "moving").write_text(f'{{"from":"folder","name":"{name}","to":"postgresql:///x","v":1}}\n')
    if name:
        assert "does not tell from where to where" in refused(7, "standing", homes.tehran)
    else:
        done("standing", homes.tehran)


@pytest.mark.parametrize("code", ["en", "fa", "ru"])
def test_whoever_moves_back_to_a_server_that_was_left_is_told_what_works(
    homes: Homes, server: Server, database: str, code: str
) -> None:
    where = laid_out(server, database)
    moved(homes.tehran, where)
    moved(homes.tehran, FOLDER)
    said = refused(7, "move", homes.tehran, "--store", where, "--yes", "--say", code)
    advice = language(code).words("errors")["storage"]["left-before"]["advice"]
    assert " ".join(str(advice).split()) in said
    assert "placet store lay-out ADDRESS" in said
    assert "placet move HOME" not in said  # which could not succeed
    done("propose", homes.tehran, "talks", "--yes")
    assert not (homes.tehran / "moving").exists()


def test_what_it_advises_works(homes: Homes, server: Server, database: str) -> None:
    """The owner drops the database, makes it again under its name, and lays it out."""
    where = laid_out(server, database)
    moved(homes.tehran, where)
    moved(homes.tehran, FOLDER)
    standing = homes.standing()
    server.execute(f"DROP DATABASE {database} WITH (FORCE)")
    server.execute(f"CREATE DATABASE {database} TEMPLATE template1 OWNER {OWNER}")
    assert laid_out(server, database) == where
    moved(homes.tehran, where)
    assert homes.standing() == standing

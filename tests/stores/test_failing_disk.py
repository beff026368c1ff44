"""A full disk, a broken one and one that cannot be written: told in words, nothing half done, and well again after."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from tests.stores.faults import NOBODY, as_nobody, failing_disk
from tests.stores.talks import bytes_of, envelope
from tests.stores.test_home import trouble_of

from placet.errors import StorageError
from placet.node.joint.ports import Batch, Footing
from placet.stores.backup import Backup, back_up, restore
from placet.stores.examining import flaws_of
from placet.stores.home import SHARED, begin_home, open_home
from placet.stores.record import SqlRecord
from placet.stores.sealing import Cost
from placet.stores.sqlite.opening import opened
from placet.stores.sqlite.schema import RECORD_LAYOUT

MOST = 400
"""More calls than anything here makes; reaching it would mean that a loop does not end."""


def reason_of(error):
    return error.reason


@pytest.fixture
def model(tmp_path, talks):
    """A home with a joint file in it, to be copied for each fault."""
    folder = tmp_path / "model"
    with begin_home(folder, "IR") as home:
        home.record.open_file(talks.visit, talks.opening)
        home.record.append(Batch(talks.visit, talks.log))
        home.private.keep(talks.visit, "draft", {"n": 0})
    return folder


def fresh(model, tmp_path):
    shutil.rmtree(tmp_path / "home", ignore_errors=True)
    shutil.copytree(model, tmp_path / "home")
    return tmp_path / "home"


def verify(folder):
    shared = opened(folder / SHARED, RECORD_LAYOUT)
    assert list(flaws_of(SqlRecord(shared))) == []
    shared.close()


@pytest.mark.parametrize("kind", ["full", "broken"])
def test_every_single_call_of_an_append_may_fail(model, tmp_path, talks, kind):
    """For each n: the n-th write or sync fails, once. Then the same batch is given again, as the port says."""
    before, batch = bytes_of(talks.log), Batch(talks.visit, talks.spoken(5), envelope=envelope())
    reasons = set()
    with failing_disk(kind) as fault:
        for at in range(1, MOST):
            folder = fresh(model, tmp_path)
            with open_home(folder, "IR") as home:
                fault.arm(at)
                try:
                    home.record.append(batch)
                except StorageError as error:
                    reasons.add(reason_of(error))
                had_failed = fault.disarm()
                kept = bytes_of(home.record.entries(talks.visit))
                assert kept in (before, bytes_of(talks.log))
                if kind == "broken":  # after which only a new look tells what is on the disk
                    home.close()
                    home = open_home(folder, "IR")  # noqa: PLW2901  # the same home, opened again
                home.record.append(batch)
                assert bytes_of(home.record.entries(talks.visit)) == bytes_of(talks.log)
                assert home.record.found is Footing.IN_STEP
                home.close()
            verify(folder)
            if not had_failed:
                break
    assert at > 15  # the log, its sync, the file of own heads, its folder
    assert reasons == {"full": {"disk-full"}, "broken": {"disk-failed"}}[kind]


@pytest.mark.parametrize("kind", ["full", "broken"])
def test_every_single_call_of_making_a_home_may_fail(tmp_path, kind):
    with failing_disk(kind) as fault:
        for at in range(1, MOST):
            fault.arm(at)
            try:
                home = begin_home(tmp_path / "home", "IR")
            except StorageError:
                assert fault.left == 0
                assert not (tmp_path / "home").exists()
                home = begin_home(tmp_path / "home", "IR")
            home.close()
            had_failed = fault.disarm()
            open_home(tmp_path / "home", "IR").close()
            verify(tmp_path / "home")
            shutil.rmtree(tmp_path / "home")
            if not had_failed:
                break
    assert at > 40


@pytest.mark.parametrize("kind", ["full", "broken"])
def test_every_single_call_of_erasing_and_of_keeping_in_private_may_fail(model, tmp_path, talks, kind):
    with failing_disk(kind) as fault:
        for at in range(1, MOST):
            folder = fresh(model, tmp_path)
            numbers = []
            with open_home(folder, "IR") as home:
                fault.arm(at)
                try:
                    numbers.append(home.private.keep(talks.visit, "draft", {"n": 1}))
                    home.private.forget([1])
                except StorageError:
                    pass
                had_failed = fault.disarm()
            with open_home(folder, "IR") as home:
                assert set(numbers) <= {number for number, _ in home.private.documents(talks.visit, "draft")}
                home.private.forget([1])
                assert home.private.flaws() == ()
            if not had_failed:
                break
    assert at > 10


def test_every_single_call_of_a_backup_may_fail(model, tmp_path, talks):
    backup = Backup(tmp_path / "copy", "words")
    with failing_disk("full") as fault:
        for at in range(1, MOST):
            fault.arm(at)
            try:
                back_up(model, "IR", backup, cost=Cost(1, 1))
                failed = False
            except StorageError:
                failed = True
            had_failed = fault.disarm()
            assert failed == had_failed
            assert backup.path.exists() is not failed
            assert [path.name for path in [*model.iterdir(), *tmp_path.iterdir()] if "copy-" in path.name] == []
            if not had_failed:
                break
    assert at > 15


def test_every_single_call_of_restoring_may_fail(model, tmp_path):
    backup = Backup(tmp_path / "copy", "words")
    back_up(model, "IR", backup, cost=Cost(1, 1))
    with failing_disk("broken") as fault:
        for at in range(1, MOST):
            fault.arm(at)
            try:
                restore(backup, tmp_path / "again")
                failed = False
            except StorageError:
                failed = True
            had_failed = fault.disarm()
            assert failed == had_failed
            assert (tmp_path / "again").exists() is not failed
            assert [path.name for path in tmp_path.iterdir() if ".placet" in path.name] == []
            if not had_failed:
                break
    assert at > 7  # three files, the file of own heads anew, the folder, its name
    verify(tmp_path / "again")


def test_a_full_database_takes_nothing_more_and_goes_on_when_there_is_room(model, talks):
    with open_home(model, "IR") as home:
        database = home.record._shelf._database
        (pages,) = database.find("PRAGMA page_count")[0]
        database.find(f"PRAGMA max_page_count = {pages + 4}")
        batch = Batch(talks.visit, talks.spoken(200))
        assert trouble_of(lambda: home.record.append(batch))[0] == "disk-full"
        assert bytes_of(home.record.entries(talks.visit)) == bytes_of(talks.log[:2])
        database.find("PRAGMA max_page_count = 1000000")
        home.record.append(batch)
        assert bytes_of(home.record.entries(talks.visit)) == bytes_of(talks.log)


def test_after_the_disk_failed_nothing_is_written_until_the_home_was_opened_again(model, talks):
    with failing_disk("broken") as fault, open_home(model, "IR") as home:
        fault.arm(1)
        assert trouble_of(lambda: home.record.append(Batch(talks.visit, [talks.say("IR")])))[0] == "disk-failed"
        fault.disarm()
        assert trouble_of(lambda: home.record.append(Batch(talks.visit, talks.log[2:])))[0] == "closed"
        assert bytes_of(home.record.entries(talks.visit)) == bytes_of(talks.log[:2])
    with open_home(model, "IR") as again:
        again.record.append(Batch(talks.visit, talks.log[2:]))


@pytest.fixture
def not_writable(model):
    """The same home on a disk that its own user cannot write, somewhere that this user can reach."""
    base = Path(tempfile.mkdtemp(prefix="placet-"))
    base.chmod(0o755)
    folder = base / "home"
    shutil.copytree(model, folder)
    paths = [*folder.iterdir(), folder]
    for path in paths:
        if os.geteuid() == 0:
            os.chown(path, NOBODY, NOBODY)
        path.chmod(0o500 if path.is_dir() else 0o400)
    yield folder
    shutil.rmtree(base)


def test_a_disk_that_cannot_be_written_is_read_and_told(not_writable, talks):
    def read():
        with open_home(not_writable, "IR", writing=False) as home:
            entries = len(list(home.record.entries(talks.visit)))
            return f"{entries} {list(home.private.documents(talks.visit, 'draft'))} {home.record.found.value}"

    def write():
        open_home(not_writable, "IR")
        return "opened"

    assert as_nobody(read) == "2 [(1, {'n': 0})] in-step"
    assert as_nobody(write).startswith("StorageError")
    for path in [not_writable, *not_writable.iterdir()]:
        path.chmod(0o700 if path.is_dir() else 0o600)
    assert as_nobody(write) == "opened"


def test_a_home_that_was_not_closed_is_not_half_read_on_such_a_disk(not_writable):
    """Its last entries stand in the log, and the log cannot be read there."""
    (not_writable / f"{SHARED}-wal").write_bytes(b"something")

    def read():
        return str(open_home(not_writable, "IR", writing=False))

    assert "unread-log" in as_nobody(read)

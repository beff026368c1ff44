"""A sealed copy: made while the home is in use, opened by its passphrase only, and never written over anything."""

from __future__ import annotations

import errno
import random  # noqa: TID251  # seeded
import re
from functools import cache
from hashlib import sha256

import apsw
import pytest
from nacl.exceptions import CryptoError
from tests.stores.asking import answer
from tests.stores.talks import Talks, bytes_of, envelope, rival
from tests.stores.test_home import trouble_of

from placet.errors import FormatError, Refused, StorageError
from placet.formats.canonical import canonical
from placet.node.joint.ports import Batch, Footing
from placet.stores import sealing
from placet.stores.backup import Backup, back_up, restore
from placet.stores.home import PRIVATE, SHARED, begin_home, open_home
from placet.stores.manifest import MAGIC, header_of, read_manifest
from placet.stores.own_heads import OWN_HEADS, OwnHeads
from placet.stores.sealing import PIECE_BYTES, SALT_BYTES, Cost

CHEAP = Cost(memory_mib=8, passes=1)
WORDS = "placet، с уважением"
SECRET = "canary-of-a-draft"


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "home"


@pytest.fixture(scope="module")
def long_talk():
    talks = Talks()
    talks.spoken(300)
    return talks


@pytest.fixture
def talks(long_talk):
    return long_talk.apart()


@pytest.fixture
def home(folder, talks):
    home = begin_home(folder, "IR")
    home.record.open_file(talks.visit, talks.opening)
    home.record.append(Batch(talks.visit, talks.log, envelope=envelope()))
    home.private.keep(talks.visit, "draft", {"text": SECRET})
    yield home
    home.close()


@pytest.fixture
def backup(home, folder, tmp_path):
    backup = Backup(tmp_path / "copy", WORDS)
    back_up(folder, "IR", backup, cost=CHEAP)
    return backup


def listing(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def test_what_comes_out_is_what_went_in(home, backup, tmp_path, talks):
    restore(backup, tmp_path / "again")
    with open_home(tmp_path / "again", "IR") as again:
        assert bytes_of(again.record.entries(talks.visit)) == bytes_of(talks.log)
        assert again.record.envelopes(talks.visit) == (envelope(),)
        assert list(again.private.documents(talks.visit, "draft")) == [(1, {"text": SECRET})]


def test_a_restored_home_does_not_write_until_our_head_was_shown(home, backup, tmp_path, talks):
    later = talks.say("IR")
    home.record.append(Batch(talks.visit, talks.log))  # and it left
    restore(backup, tmp_path / "again")
    with open_home(tmp_path / "again", "IR") as again:
        assert again.record.found is again.record.footing(talks.visit) is Footing.RESTORED
        with pytest.raises(Refused, match="restored"):
            again.record.append(Batch(talks.visit, [rival(talks.parties["IR"], later)]))
        again.record.append(Batch(talks.visit, talks.log, envelope=envelope(2)))
        assert answer(again.record, talks.visit, later.head) is Footing.IN_STEP
        again.record.append(Batch(talks.visit, [talks.say("IR")]))


def test_a_copy_of_a_home_that_lost_its_file_is_as_careful(home, folder, tmp_path, talks):
    home.close()
    (folder / OWN_HEADS).unlink()
    backup = Backup(tmp_path / "copy", WORDS)
    back_up(folder, "IR", backup, cost=CHEAP)
    restore(backup, tmp_path / "again")
    with open_home(tmp_path / "again", "IR") as again:
        assert again.record.footing(talks.visit) is Footing.RESTORED


def test_nothing_about_the_office_is_readable(backup, talks):
    raw = backup.path.read_bytes()
    magic, line, _ = raw.split(b"\n", 2)
    assert magic + b"\n" == MAGIC
    assert re.fullmatch(rb'\{"memory_mib":8,"passes":1,"salt":"[0-9a-f]{32}"\}', line)
    for word in (SECRET, talks.visit, SHARED, PRIVATE, OWN_HEADS, "SQLite", "members"):
        assert word.encode() not in raw
    assert backup.path.stat().st_mode & 0o777 == 0o600


def test_two_copies_of_the_same_have_nothing_in_common(home, backup, folder, tmp_path):
    other = Backup(tmp_path / "other", WORDS)
    back_up(folder, "IR", other, cost=CHEAP)
    one, two = backup.path.read_bytes(), other.path.read_bytes()
    start = len(MAGIC) + len(b'{"memory_mib":8,"passes":1,"salt":"')
    blocks = {one[at : at + 16] for at in range(start, len(one) - 16)}
    assert not any(two[at : at + 16] in blocks for at in range(start + 34, len(two) - 16))


def test_no_open_copy_is_left_behind(home, backup, folder, tmp_path):
    restore(backup, tmp_path / "again")
    assert [name for name in listing(tmp_path) if ".placet-copy" in name or name.endswith(".part")] == []
    assert listing(tmp_path / "again") == sorted([SHARED, PRIVATE, OWN_HEADS])


def test_an_open_copy_that_a_killed_process_left_is_taken_away(home, folder, tmp_path):
    left = folder / ".placet-copy-home-abc"
    left.mkdir()
    (left / SHARED).write_bytes(b"plain")
    back_up(folder, "IR", Backup(tmp_path / "copy", WORDS), cost=CHEAP)
    assert not left.exists()


def test_erased_bodies_are_not_in_a_copy(home, folder, tmp_path, talks):
    note = talks.say("IR", text="medical-canary")
    home.record.append(Batch(talks.visit, [note]))
    home.record.erase_bodies(talks.visit, [("IR", note.header.seq)])
    backup = Backup(tmp_path / "copy", WORDS)
    back_up(folder, "IR", backup, cost=CHEAP)
    restore(backup, tmp_path / "again")
    assert b"medical-canary" not in (tmp_path / "again" / SHARED).read_bytes()


def test_further_files_and_folders_of_the_home_may_go_with_it(home, folder, tmp_path):
    files = {"card": b"a card", "keys/1/node.key": b"0" * 64, "keys/1/seal-protocol.key": b"", "keys/2/node.key": b"1"}
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    (folder / "keys" / "elsewhere").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere").write_bytes(b"not ours")
    (folder / "left-out").write_bytes(b"not asked for")
    backup = Backup(tmp_path / "copy", WORDS)
    back_up(folder, "IR", backup, also=["keys", "card"], cost=CHEAP)
    restore(backup, tmp_path / "again")
    again = {name: (tmp_path / "again" / name).read_bytes() for name in files}
    assert again == files
    assert listing(tmp_path / "again") == sorted([SHARED, PRIVATE, OWN_HEADS, "keys", "keys/1", "keys/2", *files])
    modes = {path.stat().st_mode & 0o777 for path in (tmp_path / "again").rglob("*") if path.is_dir()}
    assert modes == {0o700}
    assert (tmp_path / "again" / "keys/1/node.key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("name", [SHARED, PRIVATE, OWN_HEADS])
def test_what_is_copied_by_the_database_is_not_asked_for_besides(home, folder, tmp_path, name):
    assert trouble_of(lambda: back_up(folder, "IR", Backup(tmp_path / "copy", WORDS), also=[name]))[0] == "not-written"
    assert listing(tmp_path) == sorted(path for path in listing(tmp_path) if path.startswith("home"))


def test_a_file_whose_name_leads_elsewhere_is_the_callers_mistake(home, folder, tmp_path):
    (folder / "Größe").write_bytes(b"x")
    with pytest.raises(ValueError, match="Größe"):
        back_up(folder, "IR", Backup(tmp_path / "copy", WORDS), also=["Größe"], cost=CHEAP)
    assert not (tmp_path / "copy").exists()


@pytest.mark.parametrize("words", ["placet", WORDS + " ", WORDS.upper()])
def test_another_passphrase_opens_nothing(backup, tmp_path, words):
    before = listing(tmp_path)
    reason, _ = trouble_of(lambda: restore(Backup(backup.path, words), tmp_path / "again"))
    assert reason == "backup-changed"
    assert listing(tmp_path) == before


def test_a_passphrase_may_be_typed_on_another_keyboard(home, folder, tmp_path):
    back_up(folder, "IR", Backup(tmp_path / "copy", "caf\u00e9"), cost=CHEAP)
    restore(Backup(tmp_path / "copy", "cafe\u0301"), tmp_path / "again")


def test_without_a_passphrase_nothing_is_made(home, folder, tmp_path):
    before = listing(tmp_path)
    assert trouble_of(lambda: back_up(folder, "IR", Backup(tmp_path / "copy", "")))[0] == "passphrase-empty"
    assert listing(tmp_path) == before


def test_nothing_that_is_there_is_written_over(home, backup, folder, tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    before = backup.path.read_bytes()
    for path in (folder, tmp_path / "empty", tmp_path / "link", backup.path):
        assert trouble_of(lambda path=path: restore(backup, path))[0] == "there-already"
        assert trouble_of(lambda path=path: back_up(folder, "IR", Backup(path, WORDS)))[0] == "there-already"
    assert backup.path.read_bytes() == before
    assert list((tmp_path / "empty").iterdir()) == []


def test_every_kind_of_change_is_noticed_and_leaves_nothing(backup, tmp_path, monkeypatch):
    """Bytes of the beginning, bytes from everywhere, cuts, and pieces in another order, doubled or left out."""
    monkeypatch.setattr("placet.stores.backup.key_of", cache(sealing.key_of))  # the same key is made once
    raw, chance = backup.path.read_bytes(), random.Random(1)
    start, pieces = pieces_of(raw)
    flipped = [*range(0, start, 2), start, start + 3, *(chance.randrange(start, len(raw)) for _ in range(150))]
    changed = [raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :] for at in [*flipped, len(raw) - 1]]
    changed += [raw[: chance.randrange(len(raw))] for _ in range(30)] + [raw + b"\0", raw[:-1], raw[:start], b""]
    for order in ([1, 0], [0, 2, 1], [0, 0, 1], [0, 1, 1], [0, 2], [1]):
        changed.append(raw[:start] + b"".join([*(pieces[at] for at in order), *pieces[max(order) + 1 :]]))
    changed += [raw[:start] + b"".join([*pieces[:-2], pieces[-1]]), raw[:start] + pieces[-1]]
    before = listing(tmp_path)
    for content in changed:
        backup.path.write_bytes(content)
        with pytest.raises((FormatError, StorageError)):
            restore(backup, tmp_path / "again")
        assert listing(tmp_path) == before
    backup.path.write_bytes(raw)
    restore(backup, tmp_path / "again")


def pieces_of(raw):
    """Where the sealed pieces begin, and each with the length before it."""
    start = raw.index(b"\n", len(MAGIC)) + 1 + 24
    pieces, at = [], start
    while at < len(raw):
        end = at + 4 + int.from_bytes(raw[at : at + 4], "big")
        pieces.append(raw[at:end])
        at = end
    assert len(pieces) > 5
    return start, pieces


@pytest.mark.parametrize(("memory", "passes"), [(1025, 1), (8, 11), (2**52, 1)])
def test_a_file_that_asks_for_too_much_work_is_refused_before_it_is_done(backup, tmp_path, monkeypatch, memory, passes):
    monkeypatch.setattr("placet.stores.backup.key_of", None)  # it is not come to that
    rest = backup.path.read_bytes().split(b"\n", 2)[2]
    line = canonical({"memory_mib": memory, "passes": passes, "salt": "0" * 32})
    backup.path.write_bytes(MAGIC + line + b"\n" + rest)
    assert trouble_of(lambda: restore(backup, tmp_path / "again"))[0] == "costs-too-much"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PLACET-BACKUP/2\n{}\n",
        MAGIC,
        MAGIC + b"{}\n",
        MAGIC + b"x" * 1000,
        MAGIC + b'{"memory_mib":8,"passes":1}\n',
        MAGIC + b'{"memory_mib":8,"passes":0,"salt":"00000000000000000000000000000000"}\n',
        MAGIC + b'{"memory_mib":0,"passes":1,"salt":"00000000000000000000000000000000"}\n',
        MAGIC + b'{"memory_mib":8,"passes":1,"salt":"0000000000000000000000000000000"}\n',
        MAGIC + b'{"memory_mib":8, "passes":1,"salt":"00000000000000000000000000000000"}\n',
    ],
)
def test_what_is_no_backup_is_told(tmp_path, content):
    (tmp_path / "copy").write_bytes(content)
    with pytest.raises(FormatError, match="no-backup"):
        restore(Backup(tmp_path / "copy", WORDS), tmp_path / "again")


def test_a_backup_that_is_not_there_is_told(tmp_path):
    reason, error = trouble_of(lambda: restore(Backup(tmp_path / "copy", WORDS), tmp_path / "again"))
    assert (reason, error.file) == ("not-read", str(tmp_path / "copy"))


GOOD = {"bytes": 1, "name": "shared.db", "sha256": "0" * 64}


@pytest.mark.parametrize(
    "members",
    [
        [GOOD | {"name": name}]
        for name in (
            "../x",
            "/x",
            "a\\b",
            "",
            ".",
            "..",
            ".x",
            "x.",
            "a.b.c",
            "X",
            "con:",
            "shared.db-wal",
            "x" * 64,
            "a//b",
            "a/",
            "a/../b",
            "a/b/c/d/e",
            "a/.b",
        )
    ]
    + [[GOOD, GOOD], [GOOD | {"bytes": -1}], [GOOD | {"bytes": 2**41}], [GOOD | {"sha256": "x"}], ["x"], [GOOD] * 101],
)
def test_a_list_of_files_that_lead_elsewhere_is_refused(members):
    with pytest.raises(Refused):
        read_manifest(canonical({"members": members, "v": 1}))
    deep = [GOOD, GOOD | {"name": "a/b-1/c.key/d"}]
    assert [member.name for member in read_manifest(canonical({"members": deep, "v": 1}))] == [
        "shared.db",
        "a/b-1/c.key/d",
    ]


def test_a_sealed_folder_that_is_no_home_is_refused(backup, tmp_path):
    """Somebody who knows the passphrase, or an older fault of ours: still nothing is believed."""
    good = {path.name: path.read_bytes() for path in folder_of(backup, tmp_path).iterdir()}
    sealed(backup, good, after=[b"more"])
    assert trouble_of(lambda: restore(backup, tmp_path / "again"))[0] == "backup-changed"
    for files in ({}, {SHARED: b""}, {SHARED: b"x", PRIVATE: b"x"}, {SHARED: b"x", PRIVATE: b"x", OWN_HEADS: b"x"}):
        sealed(backup, files)
        assert trouble_of(lambda: restore(backup, tmp_path / "again"))[0] == "backup-changed"
    assert trouble_of_files(backup, tmp_path, good | {"own-heads/x": b""}) == "backup-changed"
    assert trouble_of_files(backup, tmp_path, {"keys": b"", "keys/x": b""} | good) == "backup-changed"
    own = OwnHeads("IR").to_bytes()
    for files in ({OWN_HEADS: own}, {SHARED: b"x" * 99, PRIVATE: b"x" * 99, OWN_HEADS: own}):
        sealed(backup, files)
        with pytest.raises(StorageError):
            restore(backup, tmp_path / "again")
    assert not (tmp_path / "again").exists()


def trouble_of_files(backup, tmp_path, files):
    sealed(backup, files)
    return trouble_of(lambda: restore(backup, tmp_path / "again"))[0]


def folder_of(backup, tmp_path):
    restore(backup, tmp_path / "good")
    return tmp_path / "good"


def sealed(backup, files, after=()):
    """A copy with these files in it, and perhaps something that is in no file."""
    listed = [{"bytes": len(it), "name": name, "sha256": sha256(it).hexdigest()} for name, it in files.items()]
    header = header_of(CHEAP, bytes(SALT_BYTES))
    with backup.path.open("wb") as file:
        file.write(header)
        manifest = canonical({"members": listed, "v": 1})
        sealing.seal(
            file, sealing.key_of(WORDS, bytes(SALT_BYTES), CHEAP), header, [manifest, *_cut(files.values()), *after]
        )


def _cut(contents):
    for content in contents:
        yield from (content[at : at + PIECE_BYTES] for at in range(0, len(content), PIECE_BYTES))


def test_a_machine_with_too_little_memory_is_told(home, folder, tmp_path, monkeypatch):
    def none_left(*_):
        raise CryptoError("failed to allocate")

    monkeypatch.setattr(sealing.sodium, "crypto_pwhash_alg", none_left)
    assert trouble_of(lambda: back_up(folder, "IR", Backup(tmp_path / "copy", WORDS)))[0] == "not-enough-memory"


def test_a_home_that_cannot_be_put_where_it_is_wanted_is_told(backup, tmp_path):
    (tmp_path / "file").touch()
    for path in (tmp_path / "nowhere" / "home", tmp_path / "file" / "home"):
        assert trouble_of(lambda path=path: restore(backup, path))[0] == "not-written"


def test_a_copy_that_does_not_read_back_is_not_left_there(home, folder, tmp_path, monkeypatch):
    before = listing(tmp_path)
    monkeypatch.setattr("placet.stores.backup.is_sound", lambda _: False)
    assert (
        trouble_of(lambda: back_up(folder, "IR", Backup(tmp_path / "copy", WORDS), cost=CHEAP))[0] == "backup-unsound"
    )
    assert listing(tmp_path) == before


def test_a_home_whose_record_is_not_as_it_was_written_gives_no_copy(home, folder, tmp_path, talks):
    home.close()
    connection = apsw.Connection(str(folder / SHARED))
    for trigger in ("entries_not_changed", "entries_not_taken_away"):
        connection.execute(f"DROP TRIGGER {trigger}")
    connection.execute("UPDATE entries SET signature = zeroblob(64) WHERE number = 17")
    connection.close()
    assert (
        trouble_of(lambda: back_up(folder, "IR", Backup(tmp_path / "copy", WORDS), cost=CHEAP))[0] == "backup-unsound"
    )


def test_a_home_in_which_nothing_can_be_written_is_named_and_not_the_copy(home, folder, tmp_path, monkeypatch):
    """On a disk that was mounted for reading only, say: the open copy lies in the home, and nowhere else."""

    def read_only(**_: object) -> str:
        raise OSError(errno.EROFS, "read-only")

    monkeypatch.setattr("placet.stores.backup.tempfile.mkdtemp", read_only)
    with pytest.raises(StorageError) as error:
        back_up(folder, "IR", Backup(tmp_path / "copy", WORDS), cost=CHEAP)
    assert (error.value.file, (tmp_path / "copy").exists()) == (str(folder), False)


def test_a_folder_for_the_copy_that_is_not_there_is_told(home, folder, tmp_path):
    backup = Backup(tmp_path / "nowhere" / "copy", WORDS)
    assert trouble_of(lambda: back_up(folder, "IR", backup, cost=CHEAP))[0] == "not-written"
    assert [name for name in listing(folder) if "copy" in name] == []


def test_what_is_no_home_gives_no_copy(tmp_path):
    (tmp_path / "empty").mkdir(mode=0o700)
    assert trouble_of(lambda: back_up(tmp_path / "empty", "IR", Backup(tmp_path / "copy", WORDS), cost=CHEAP))
    assert trouble_of(lambda: back_up(tmp_path / "none", "IR", Backup(tmp_path / "copy", WORDS)))[0] == "no-home"
    assert listing(tmp_path) == ["empty"]


def test_a_copy_that_costs_what_it_should_is_opened(home, folder, tmp_path):
    """The usual cost: 256 MiB and three passes."""
    backup = Backup(tmp_path / "copy", WORDS)
    back_up(folder, "IR", backup)
    assert b'{"memory_mib":256,"passes":3,' in backup.path.read_bytes()
    restore(backup, tmp_path / "again")


@pytest.mark.parametrize("size", [0, 1, PIECE_BYTES - 1, PIECE_BYTES, PIECE_BYTES + 1, 3 * PIECE_BYTES])
def test_files_of_any_length_come_back(home, folder, tmp_path, size):
    (folder / "keys").write_bytes(bytes(at % 251 for at in range(size)))
    backup = Backup(tmp_path / "copy", WORDS)
    back_up(folder, "IR", backup, also=["keys"], cost=CHEAP)
    restore(backup, tmp_path / "again")
    assert (tmp_path / "again" / "keys").read_bytes() == (folder / "keys").read_bytes()

"""A home whose stores lie on a PostgreSQL server: laid out, begun, spoken from, and every way to be refused."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from psycopg import conninfo
from tests.cli.homes import Homes, done
from tests.cli.running import placet
from tests.cli.served import address, laid_out, refused
from tests.stores.server import OWNER, PRIVATE_ROLE, RECORD_ROLE, Server

from placet.stores.address import fault_of, for_role
from placet.stores.postgres import schema

CANARY = "canary-7391"


@pytest.fixture
def apart(apart_on_server: Homes) -> Homes:
    """Tehran on the server, Moscow in its folder, and nothing open yet."""
    return apart_on_server


def test_a_home_on_a_server_and_one_in_a_folder_agree_and_hold_the_same(apart: Homes, server: Server) -> None:
    done("open", apart.tehran, apart.visit, "--with", apart.card("moscow"))
    done("propose", apart.tehran, "category", "--yes")
    done("propose", apart.tehran, "talks", "--yes")
    first = apart.sealed("tehran", "RU", "first.envelope")
    done("envelope", "receive", apart.moscow, first, "--with", apart.card("tehran"))
    done("agree", apart.moscow, "P-01", "--yes")
    apart.carry("moscow", "tehran")
    apart.carry("tehran", "moscow")
    ours, theirs = apart.standing("tehran"), apart.standing("moscow")
    assert ours["digest"] == theirs["digest"] != ""
    # Of two points the category has both signatures and the receipt, the talks have the signature of Tehran.
    assert sorted(apart.points("tehran").values()) == ["agreed", "signed"]
    assert apart.points("tehran") == apart.points("moscow")
    assert "looked at again" in done("log", "verify", apart.tehran).stdout
    assert sorted(path.name for path in apart.tehran.glob("*.db")) == []
    assert sorted(path.name for path in apart.moscow.glob("*.db")) == ["private.db", "shared.db"]


def test_drafts_and_records_lie_in_two_schemas_of_two_roles(apart: Homes, server: Server, database: str) -> None:
    done("open", apart.tehran, apart.visit, "--with", apart.card("moscow"))
    done("propose", apart.tehran, "talks", "--draft")
    # One joint file in the record, and in the private store at least its draft.
    assert server.execute("SELECT count(*) FROM visits", database, RECORD_ROLE, "placet_record") == [(1,)]
    ((kept,),) = server.execute("SELECT count(*) FROM documents", database, PRIVATE_ROLE, "placet_private")
    assert kept > 0
    for role, table in ((RECORD_ROLE, "placet_private.documents"), (PRIVATE_ROLE, "placet_record.visits")):
        with pytest.raises(Exception, match="permission denied"):
            server.execute(f"SELECT * FROM {table}", database, role)


def test_what_the_home_remembers_names_nobody(apart: Homes, server: Server, database: str) -> None:
    file = apart.tehran / "server"
    assert json.loads(file.read_text()) == {"address": address(server, database), "v": 1}
    assert file.stat().st_mode & 0o077 == 0


def test_laying_out_shows_what_it_will_do_and_does_it_only_when_told(server: Server, database: str) -> None:
    owners = address(server, database, OWNER)
    asked = placet("store", "lay-out", owners)  # nobody answers
    shown = " ".join(asked.stdout.split())
    assert f"Database {database}, laid out by {OWNER}" in shown
    assert "Schema placet_record is made, version 4, for the role placet_record." in shown
    assert "Schema placet_private is made, version 1, for the role placet_private." in shown
    assert asked.exit_code == 130
    names = "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'placet%' ORDER BY 1"
    assert server.execute(names, database) == []
    done("store", "lay-out", owners, "--yes")
    assert server.execute(names, database) == [("placet_private",), ("placet_record",)]
    assert "Schema placet_record has version 4 already" in " ".join(placet("store", "lay-out", owners).stdout.split())


def test_a_layout_of_another_version_is_refused_until_its_owner_brings_it_up(
    in_memory: Path, server: Server, database: str, light: pytest.MonkeyPatch
) -> None:
    older = schema.Layout("record", schema.RECORD_LAYOUT.application, schema.RECORD_LAYOUT.migrations[:1])
    owners = server.address(database, OWNER)
    schema.lay_out(owners, "placet_record", RECORD_ROLE, older)
    schema.lay_out(owners, "placet_private", PRIVATE_ROLE, schema.PRIVATE_LAYOUT)
    init = ("init", in_memory / "home", "--side", "IR", "--name", "en=Iran", "--store", address(server, database))
    said = refused(7, *init)
    assert "laid out for an older Placet (version 1, wanted 4)" in said
    assert "placet store lay-out ADDRESS" in said
    assert not (in_memory / "home").exists()
    shown = done("store", "lay-out", address(server, database, OWNER), "--yes").stdout
    assert "is brought up from version 1 to 4" in " ".join(shown.split())
    done(*init)
    server.execute("INSERT INTO layout VALUES ('record', 5)", database, OWNER, "placet_record")
    for command in (("standing", in_memory / "home"), ("store", "lay-out", address(server, database, OWNER))):
        assert "newer" in refused(3, *command)


def test_a_database_that_was_not_laid_out_is_refused(
    in_memory: Path, server: Server, database: str, light: pytest.MonkeyPatch
) -> None:
    where = address(server, database)
    said = refused(7, "init", in_memory / "home", "--side", "IR", "--name", "en=Iran", "--store", where)
    assert "was not laid out for Placet" in said
    assert "placet store lay-out ADDRESS" in said
    assert list(in_memory.iterdir()) == []


def test_the_database_of_another_side_lets_nobody_else_in(apart: Homes, server: Server, database: str) -> None:
    where, other = address(server, database), apart.folder / "other"
    said = refused(7, "init", other, "--side", "RU", "--name", "en=Russia", "--store", where)
    assert "keeps the records of another side" in said
    assert "of RU" in said
    assert not other.exists()
    (apart.moscow / "server").write_bytes((apart.tehran / "server").read_bytes())
    assert "names a server, and the joint files of this home lie in its folder" in refused(7, "standing", apart.moscow)
    (apart.moscow / "own-heads").unlink()
    assert "keeps the records of another side" in refused(7, "standing", apart.moscow)


def test_a_home_whose_address_is_gone_begins_no_empty_store(apart: Homes, server: Server, database: str) -> None:
    done("open", apart.tehran, apart.visit, "--with", apart.card("moscow"))
    kept = (apart.tehran / "server").read_text()
    (apart.tehran / "server").unlink()
    for command in (("standing", apart.tehran), ("propose", apart.tehran, "talks")):
        said = refused(7, *command)
        assert "is gone: it tells on which server the joint files of this home lie" in said
        assert kept.strip() in said.replace(" ", "")
    assert sorted(path.name for path in apart.tehran.glob("*.db")) == []
    (apart.tehran / "server").write_text(kept)
    done("standing", apart.tehran)


def test_a_server_that_is_down_is_told_and_the_home_works_once_it_is_up(apart: Homes, server: Server) -> None:
    done("open", apart.tehran, apart.visit, "--with", apart.card("moscow"))
    server.stop()
    try:
        said = refused(7, "standing", apart.tehran)
    finally:
        server.start()
    assert "PostgreSQL, schema placet_record: no server answers at this address" in said
    assert "See that it runs" in said
    assert apart.standing()["points"] == []


def test_passwords_come_from_the_password_file_alone(
    in_memory: Path, server: Server, database: str, light: pytest.MonkeyPatch
) -> None:
    where, hba = laid_out(server, database), server.folder / "data" / "pg_hba.conf"
    for role in (RECORD_ROLE, PRIVATE_ROLE):
        server.execute(f"ALTER ROLE {role} PASSWORD 'right-{role}'")
    trusting = hba.read_text()
    hba.write_text(f"local {database} {RECORD_ROLE},{PRIVATE_ROLE} scram-sha-256\n{trusting}")
    server.execute("SELECT pg_reload_conf()")
    passes = in_memory / "passes"
    light.setenv("PGPASSFILE", str(passes))
    init = ("init", in_memory / "home", "--side", "IR", "--name", "en=Iran", "--store", where)
    try:
        assert "asks for the password of the role placet_record" in refused(7, *init)
        for record, private, said in (
            ("wrong", "wrong", "does not let the role placet_record into"),
            (f"right-{RECORD_ROLE}", "wrong", "does not let the role placet_private into"),
        ):
            passes.write_text(f"*:*:*:{RECORD_ROLE}:{record}\n*:*:*:{PRIVATE_ROLE}:{private}\n")
            passes.chmod(0o600)
            told = refused(7, *init)
            assert said in told
            assert "PGPASSFILE" in told
        passes.write_text(f"*:*:*:{RECORD_ROLE}:right-{RECORD_ROLE}\n*:*:*:{PRIVATE_ROLE}:right-{PRIVATE_ROLE}\n")
        done(*init)
        assert "right-" not in (in_memory / "home" / "server").read_text()
    finally:
        hba.write_text(trusting)
        server.execute("SELECT pg_reload_conf()")


def test_a_database_that_is_not_there_is_told(in_memory: Path, server: Server, light: pytest.MonkeyPatch) -> None:
    where = address(server, "nowhere")
    said = refused(7, "init", in_memory / "home", "--side", "IR", "--name", "en=Iran", "--store", where)
    assert "does not let the role placet_record into this database" in said


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (f"postgresql://me:{CANARY}@db/placet", "holds a password"),
        (f"postgresql://db/placet?password={CANARY}", "holds a password"),
        (f"postgresql://db/placet?user=me&password={CANARY}&x=1", "holds a password"),
        (f"postgresql://{CANARY}@db/placet", "names a role"),
        (f"postgresql://db/placet?user={CANARY}", "names a role"),
        (f"postgresql://db/placet?options={CANARY}", "is not taken"),
        (f"host=db password={CANARY}", "no address of a PostgreSQL database"),
        (f"mysql://{CANARY}/placet", "no address of a PostgreSQL database"),
        ("postgresql://db", "no address of a PostgreSQL database"),
        ("postgresql://db/", "no address of a PostgreSQL database"),
        ("postgresql://db/placet?host", "no address of a PostgreSQL database"),
        (f"postgresql://db/placet#{CANARY}", "no address of a PostgreSQL database"),
        ("postgresql://[db/placet", "no address of a PostgreSQL database"),
        (f"postgresql://db/{'p' * 1000}", "no address of a PostgreSQL database"),
        (f"postgresql://db:{CANARY}/placet", "no address of a PostgreSQL database"),
        (f"postgresql://one:5432,two:{CANARY}/placet", "no address of a PostgreSQL database"),
        ("postgresql://db/pla cet", "no address of a PostgreSQL database"),
    ],
)
@pytest.mark.parametrize("language", ["en", "fa", "ru"])
def test_an_address_that_is_not_taken_is_not_repeated(tmp_path: Path, given: str, said: str, language: str) -> None:
    init = ("init", tmp_path / "home", "--side", "IR", "--name", "en=Iran", "--store", given, "--say", language)
    told = refused(2, *init)
    assert CANARY not in told
    assert language != "en" or said in told
    assert list(tmp_path.iterdir()) == []


def test_an_address_of_the_owner_may_name_a_role_and_no_password(server: Server, database: str) -> None:
    with_password = address(server, database, f"{OWNER}:{CANARY}")
    told = refused(2, "store", "lay-out", with_password)
    assert "holds a password" in told
    assert CANARY not in told


def test_only_the_owner_lays_out_and_all_missing_roles_are_told(server: Server, database: str) -> None:
    weak = address(server, database, RECORD_ROLE)
    said = refused(7, "store", "lay-out", weak, "--yes")
    assert "the role placet_record may not lay this out" in said
    laid_out(server, database)
    assert "may not lay this out" in refused(7, "store", "lay-out", weak, "--yes")
    bare = Server(server.programs)
    try:
        for role in (RECORD_ROLE, PRIVATE_ROLE):
            bare.execute(f"DROP ROLE {role}")
        said = refused(7, "store", "lay-out", address(bare, "postgres", "postgres"), "--yes")
    finally:
        bare.remove()
    assert "these roles are missing: placet_record, placet_private" in said
    assert "createuser --pwprompt placet_record; createuser --pwprompt placet_private" in said


def test_a_backup_is_refused_with_what_to_do_instead(apart: Homes) -> None:
    said = refused(7, "backup", apart.tehran, "-o", apart.folder / "copy")
    assert "keeps its stores on a server" in said
    assert "pg_dump" in said
    assert "placet footing doubt" in said
    assert not (apart.folder / "copy").exists()


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b'{"address":"postgresql://db/x","v":2}\n', b'{"address":"postgresql://a:b@db/x","v":1}\n', b"\xff"],
)
def test_a_home_whose_address_was_changed_opens_no_store(apart: Homes, content: bytes) -> None:
    (apart.tehran / "server").write_bytes(content)
    said = refused(7, "standing", apart.tehran)
    assert "does not name a database as Placet wrote it" in said
    assert sorted(path.name for path in apart.tehran.glob("*.db")) == []


def test_without_the_driver_it_is_said_what_to_install(tmp_path: Path, light: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("placet.stores.postgres")]:
        light.delitem(sys.modules, name)
    light.setitem(sys.modules, "psycopg", None)
    for command in (
        ("init", tmp_path / "home", "--side", "IR", "--name", "en=Iran", "--store", "postgresql://db/placet"),
        ("store", "lay-out", "postgresql://db/placet"),
    ):
        assert "pip install 'placet[postgres]'" in refused(7, *command)
    assert list(tmp_path.iterdir()) == []


def test_the_address_of_a_silent_server_is_no_secret_in_any_language(tmp_path: Path, light: pytest.MonkeyPatch) -> None:
    where = f"postgresql:///placet?host={tmp_path}"
    for language in ("fa", "ru"):
        init = ("init", tmp_path / "home", "--side", "IR", "--name", "en=Iran", "--store", where, "--say", language)
        assert "PostgreSQL, schema placet_record" in refused(7, *init)
    assert not (tmp_path / "home").exists()


def test_a_server_that_was_set_back_is_for_reading_only(apart: Homes, server: Server, database: str) -> None:
    done("open", apart.tehran, apart.visit, "--with", apart.card("moscow"))
    copy = server.new_database(database)
    done("propose", apart.tehran, "category", "--yes")
    file = apart.tehran / "server"
    file.write_text(file.read_text().replace(f"/{database}?", f"/{copy}?"))
    assert apart.standing()["read_only"] is True
    assert refused(3, "propose", apart.tehran, "talks", "--yes")


@pytest.mark.parametrize(
    "given",
    [
        "postgresql://db/p",
        "postgres://db:5432/p",
        "postgresql://one:1,two:2/p",
        "postgresql://[::1]:5432/p",
        "postgresql:///p?host=/run/postgresql&sslmode=verify-full",
        "postgresql://?service=placet",
    ],
)
def test_an_address_in_each_form_that_the_server_knows_is_taken(given: str) -> None:
    assert fault_of(given) is None
    # The library reads the same of it as we do, and the role besides.
    bare, with_role = conninfo.conninfo_to_dict(given), conninfo.conninfo_to_dict(for_role(given, "placet_record"))
    assert with_role == {**bare, "user": "placet_record"}

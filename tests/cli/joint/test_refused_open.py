"""`placet open` and `placet envelope receive` with key cards: a refused one remembers no card, and opens no file."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from tests.cli.homes import PASSPHRASE, Homes, done
from tests.cli.running import placet

from placet.node.joint.keyring import key_files
from placet.stores.backup import Backup, back_up, restore
from placet.stores.sealing import Cost

TABLES = {"shared.db": ("visits", "entries", "envelopes"), "private.db": ("documents",)}


def rows_of(home: Path) -> dict[str, list[tuple[object, ...]]]:
    """Everything that a home keeps."""
    found: dict[str, list[tuple[object, ...]]] = {}
    for name, tables in TABLES.items():
        with closing(sqlite3.connect(home / name)) as database:
            found |= {table: database.execute(f"SELECT * FROM {table}").fetchall() for table in tables}
    return found


def cards_in(home: Path) -> int:
    """How many key cards a home remembers."""
    return sum('"card"' in str(document) for *_, document in rows_of(home)["documents"])


def wrong_word(homes: Homes) -> Path:
    path = homes.folder / "word"
    path.write_text("not the passphrase", "utf-8")
    return path


Command = Callable[[Homes], list[object]]
OPENING: dict[str, tuple[Command, int, str]] = {
    "the root key of somebody else": (
        lambda h: ["--with", h.card("moscow"), "--root", h.moscow / "keys" / "1" / "root.key"],
        3,
        "keys",
    ),
    "a root key that is not there": (
        lambda h: ["--with", h.card("moscow"), "--root", h.folder / "none"],
        2,
        "root.key",
    ),
    "a wrong passphrase": (
        lambda h: ["--with", h.card("moscow"), "--passphrase-file", wrong_word(h)],
        3,
        "passphrase",
    ),
    "one card twice": (lambda h: ["--with", h.card("moscow"), "--with", h.card("moscow")], 3, ""),
    "a good card and our own": (lambda h: ["--with", h.card("moscow"), "--with", h.card("tehran")], 3, "own side"),
}


@pytest.mark.parametrize("named", OPENING)
@pytest.mark.parametrize("alone_before", [False, True])
def test_a_refused_opening_changes_nothing(named: str, alone_before: bool, apart: Homes) -> None:
    given, code, said = OPENING[named]
    if alone_before:
        done("open", apart.tehran, apart.visit)
    before = rows_of(apart.tehran)
    result = placet("open", apart.tehran, apart.visit, *given(apart))
    assert (result.exit_code, said in " ".join(result.stderr.split())) == (code, True), result.stderr
    assert rows_of(apart.tehran) == before
    done("open", apart.tehran, apart.visit, "--with", apart.card("moscow"))
    assert cards_in(apart.tehran) == 1  # such an opening can be seen, and the next one succeeds


def restored_home(apart: Homes) -> Path:
    backup = Backup(apart.folder / "copy", PASSPHRASE)
    also = key_files(apart.tehran)
    back_up(apart.tehran, "IR", backup, also=also, cost=Cost(memory_mib=8, passes=1))
    restore(backup, apart.folder / "again")
    return apart.folder / "again"


def test_a_restored_home_opens_a_new_file_and_the_other_side_answers(apart: Homes) -> None:
    """Its id is drawn now: no number of it was ever used, whatever was written after the copy."""
    home = restored_home(apart)
    done("open", home, apart.visit, "--with", apart.card("moscow"))
    there, back = apart.folder / "1.envelope", apart.folder / "2.envelope"
    done("envelope", "seal", home, "--to", "RU", "-o", there)
    done("envelope", "receive", apart.moscow, there, "--with", apart.card("tehran"))
    done("envelope", "seal", apart.moscow, "--to", "IR", "-o", back)
    assert "restored" not in done("envelope", "receive", home, back).output


def test_a_restored_home_joins_no_file_that_it_may_have_joined_before(apart: Homes) -> None:
    home, envelope = restored_home(apart), apart.folder / "1.envelope"
    done("open", apart.moscow, apart.visit, "--with", apart.card("tehran"))
    done("envelope", "seal", apart.moscow, "--to", "IR", "-o", envelope)
    before = rows_of(home)
    result = placet("envelope", "receive", home, envelope, "--with", apart.card("moscow"))
    assert (result.exit_code, f"placet keys draw {home}" in result.stderr) == (3, True), result.output
    assert rows_of(home) == before
    assert before["visits"] == before["documents"] == []


def test_with_keys_that_were_drawn_since_a_restored_home_joins(apart: Homes) -> None:
    home, there, back = restored_home(apart), apart.folder / "1.envelope", apart.folder / "2.envelope"
    said = done("keys", "draw", home).output
    new = home / "keys" / "2" / "key-card"
    assert str(new) in "".join(said.split())
    assert str(new.with_name("root.key")) in "".join(said.split())
    done("open", apart.moscow, apart.visit, "--with", new)
    done("envelope", "seal", apart.moscow, "--to", "IR", "-o", there)
    done("envelope", "receive", home, there, "--with", apart.card("moscow"))
    done("envelope", "seal", home, "--to", "RU", "-o", back)
    # That it joined, and a receipt for the joining of the opener.
    assert "2 new entries" in done("envelope", "receive", apart.moscow, back).output
    assert placet("keys", "draw", home, "--file", "file-1").exit_code == 2


RECEIVING: dict[str, Command] = {
    "the card of another than the sender": lambda h: ["--with", h.folder / "paris" / "keys" / "1" / "key-card"],
    "our own card": lambda h: ["--with", h.card("tehran"), "--with", h.card("moscow")],
    "the root key of somebody else": lambda h: [
        *["--with", h.card("tehran")],
        *["--root", h.tehran / "keys" / "1" / "root.key"],
    ],
    "a wrong passphrase": lambda h: ["--with", h.card("tehran"), "--passphrase-file", wrong_word(h)],
}


@pytest.mark.parametrize("named", RECEIVING)
def test_a_refused_first_envelope_remembers_no_card(named: str, apart: Homes) -> None:
    done("init", apart.folder / "paris", "--side", "FR", "--name", "en=France")
    done("open", apart.tehran, apart.visit, "--with", apart.card("moscow"))
    first = apart.sealed("tehran", "RU", "first.envelope")
    before = rows_of(apart.moscow)
    result = placet("envelope", "receive", apart.moscow, first, *RECEIVING[named](apart))
    assert result.exit_code == 3, result.stderr
    assert rows_of(apart.moscow) == before
    done("envelope", "receive", apart.moscow, first, "--with", apart.card("tehran"))
    assert cards_in(apart.moscow) == 1


def test_an_envelope_that_is_cut_remembers_no_card(apart: Homes) -> None:
    done("open", apart.tehran, apart.visit, "--with", apart.card("moscow"))
    first = apart.sealed("tehran", "RU", "first.envelope")
    first.write_bytes(first.read_bytes()[:-1])
    assert placet("envelope", "receive", apart.moscow, first, "--with", apart.card("tehran")).exit_code == 3
    assert cards_in(apart.moscow) == 0


def test_a_file_of_three_is_joined_with_the_cards_of_both_others_at_once(apart: Homes) -> None:
    done("init", apart.folder / "paris", "--side", "FR", "--name", "en=France")
    cards = {home: apart.card(home) for home in ("tehran", "moscow", "paris")}
    done("open", apart.tehran, apart.visit, "--with", cards["moscow"], "--with", cards["paris"])
    first = apart.sealed("tehran", "RU", "first.envelope")
    one = placet("envelope", "receive", apart.moscow, first, "--with", cards["tehran"])
    assert (one.exit_code, "FR" in one.stderr, cards_in(apart.moscow)) == (3, True, 0)
    done("envelope", "receive", apart.moscow, first, "--with", cards["tehran"], "--with", cards["paris"])
    assert cards_in(apart.moscow) == 2  # of Iran and France

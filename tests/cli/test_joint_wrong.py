"""What officers get wrong with a joint file: told in words with what to do next, and nothing has changed."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.homes import Homes, done
from tests.cli.running import placet, placet_process

from placet import verifier as checker
from placet.stores.home import open_home

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(5000)


def content_of(homes: Homes) -> dict[str, str]:
    """What the two homes hold, but for the lock and what a database keeps for itself."""
    left_out = ("lock", "lock-holder")
    return {
        str(path.relative_to(homes.folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for home in (homes.tehran, homes.moscow)
        for path in home.rglob("*")
        if path.is_file() and path.name not in left_out and not path.name.endswith(("-wal", "-shm"))
    }


def counts(homes: Homes) -> list[object]:
    return [homes.standing(home) for home in ("tehran", "moscow")]


def short(homes: Homes) -> Path:
    path = homes.folder / "short"
    path.write_text("eleven sign")
    return path


def picture(homes: Homes) -> Path:
    path = homes.folder / "picture.png"
    path.write_bytes(PICTURE)
    return path


def cut(homes: Homes) -> Path:
    path = homes.sealed("tehran", "RU", "whole.envelope")
    path.write_bytes(path.read_bytes()[:-100])
    return path


def empty(homes: Homes) -> Path:
    path = homes.folder / "empty.envelope"
    path.write_bytes(b"")
    return path


def flipped(homes: Homes) -> Path:
    path = homes.sealed("tehran", "RU", "whole.envelope")
    raw = bytearray(path.read_bytes())
    raw[-1] ^= 1
    path.write_bytes(raw)
    return path


Wrong = tuple[Callable[[Homes], list[object]], int, str]
WRONG: dict[str, Wrong] = {
    "no such home": (lambda h: ["standing", h.folder / "nowhere"], 7, "holds no joint files"),
    "a visit for a home": (lambda h: ["standing", h.visit], 7, "holds no joint files"),
    "a picture for a home": (lambda h: ["standing", picture(h)], 7, "holds no joint files"),
    "a home that is there": (
        lambda h: ["init", h.tehran, "--side", "IR", "--name", "en=Iran"],
        7,
        "is there already. Choose another name",
    ),
    "a side in small letters": (
        lambda h: ["init", h.folder / "n", "--side", "iran", "--name", "en=Iran"],
        2,
        "--side: “iran” is no name of a side. Write up to 12 capital letters",
    ),
    "an office that is a path": (
        lambda h: ["init", h.folder / "n", "--side", "FR", "--name", "en=France", "--office", "../../etc"],
        2,
        "--office: “../../etc” is no name of an office.",
    ),
    "a name without a language": (
        lambda h: ["init", h.folder / "n", "--side", "FR", "--name", "France"],
        2,
        "“France” is no name. Write the language before it",
    ),
    "a name in no language": (
        lambda h: ["init", h.folder / "n", "--side", "FR", "--name", "xx yy=France"],
        2,
        "“xx yy=France” is no name.",
    ),
    "the card of one's own side": (
        lambda h: ["open", h.tehran, h.visit, "--with", h.card("tehran")],
        3,
        "IR, your own side",
    ),
    "a picture for a card": (lambda h: ["open", h.tehran, h.visit, "--with", picture(h)], 3, "is no key card"),
    "a picture for an envelope": (
        lambda h: ["envelope", "receive", h.moscow, picture(h)],
        3,
        "This file is not a sealed envelope.",
    ),
    "a truncated envelope": (
        lambda h: ["envelope", "receive", h.moscow, cut(h)],
        3,
        "Part of this envelope is missing.",
    ),
    "an empty envelope": (
        lambda h: ["envelope", "receive", h.moscow, empty(h)],
        3,
        "Part of this envelope is missing.",
    ),
    "an envelope with one bit changed": (
        lambda h: ["envelope", "receive", h.moscow, flipped(h)],
        3,
        "The seal of this envelope is not whole.",
    ),
    "an envelope that is not there": (
        lambda h: ["envelope", "receive", h.moscow, h.folder / "none"],
        7,
        "is not there.",
    ),
    "an envelope for somebody else": (
        lambda h: ["envelope", "receive", h.tehran, h.sealed("tehran", "RU", "x.envelope")],
        3,
        "This envelope is sealed to a key that is not here.",
    ),
    "a side that is not of the file": (
        lambda h: ["envelope", "seal", h.tehran, "--to", "FR", "-o", h.folder / "x"],
        2,
        "“FR” names no one thing here. Did you mean: RU",
    ),
    "sealed to nobody": (lambda h: ["envelope", "seal", h.tehran], 2, "--to SIDE -o FILE."),
    "neither sealed nor received": (lambda h: ["envelope", "open", h.tehran], 2, "is none of these: seal, receive"),
    "points that there are not": (
        lambda h: ["agree", h.moscow, "P-99", "P-01", "P-98", "--yes"],
        2,
        "“P-99, P-98” names no one thing here. Did you mean: P-01",
    ),
    "notes on points that there are not": (
        lambda h: ["note", h.moscow, "P-99", "P-98", "--on-paper", "Note 1"],
        2,
        "“P-99, P-98” names no one thing here.",
    ),
    "signed a second time": (
        lambda h: ["agree", h.tehran, "P-01", "--yes"],
        3,
        "Your side has signed the text of P-01 already.",
    ),
    "two levels at once": (
        lambda h: ["agree", h.moscow, "P-01", "--ad-referendum", "--no-objection"],
        2,
        "Choose one: --ad-referendum or --no-objection.",
    ),
    "an office that the side has not": (
        lambda h: ["agree", h.moscow, "P-01", "--yes", "--office", "navy"],
        2,
        "“navy” names no one thing here. Did you mean: council, protocol",
    ),
    "a passphrase file that is not there": (
        lambda h: ["agree", h.moscow, "P-01", "--yes", "--passphrase-file", h.folder / "none"],
        7,
        "is not there.",
    ),
    "a passphrase that is another's": (
        lambda h: ["agree", h.moscow, "P-01", "--yes", "--passphrase-file", picture(h)],
        7 if len(PICTURE) <= 4096 else 3,
        "picture.png",
    ),
    "evidence of what is not agreed": (
        lambda h: ["certificate", h.tehran, "P-01", "-o", h.folder / "x"],
        3,
        "This is not agreed yet",
    ),
    "nothing to propose": (lambda h: ["propose", h.tehran], 2, "Say what to propose"),
    "an engagement that there is not": (
        lambda h: ["propose", h.tehran, "dinner"],
        2,
        "“dinner” names no one thing here. Did you mean: category, talks, lunch",
    ),
    "a picture for a programme": (
        lambda h: ["propose", h.tehran, "--programme", picture(h)],
        3,
        "byte 0x89 Expected: text in UTF-8.",
    ),
    "a counter that changes nothing": (lambda h: ["counter", h.moscow, "P-01"], 3, "says the same as the text"),
    "a time for what has none": (
        lambda h: ["counter", h.moscow, "P-01", "--at", "11:30", "--remark", "Earlier"],
        3,
        "The text of P-01 states nothing of this, so it cannot be changed: --at.",
    ),
    "no clock": (lambda h: ["counter", h.moscow, "P-01", "--at", "25:00"], 2, "--at: “25:00” is no clock."),
    "no category": (
        lambda h: ["counter", h.moscow, "P-01", "--category", "grand"],
        2,
        "--category: “grand” is none of these: state, official,",
    ),
    "dates without terms": (lambda h: ["common-dates", "terms", h.tehran], 2, "--from"),
    "an offer before there are terms": (
        lambda h: ["common-dates", "offer", h.tehran, "--window", "2027-05-10/2"],
        3,
        "No search for common dates is agreed yet.",
    ),
    "no window": (
        lambda h: ["common-dates", "offer", h.tehran, "--window", "May"],
        2,
        "--window: “May” is no window.",
    ),
    "neither telephone nor paper": (lambda h: ["note", h.tehran, "P-01"], 2, "--on-paper"),
    "a file that there is not": (lambda h: ["standing", h.tehran, "--file", "file-9"], 2, "Did you mean: file-1"),
    "a backup over a file": (lambda h: ["backup", h.tehran, "-o", picture(h)], 7, "is there already."),
    "a passphrase that is too short for a backup": (
        lambda h: ["backup", h.tehran, "-o", h.folder / "n", "--passphrase-file", short(h)],
        3,
        "The passphrase is shorter than 12 characters.",
    ),
    "a picture for a backup": (lambda h: ["restore", picture(h), h.folder / "n"], 3, "picture.png"),
    "a certificate that is not there": (lambda h: ["verify", h.folder / "none"], 7, "none: is not there."),
    "a picture for a certificate": (lambda h: ["verify", picture(h)], 3, "NOT VERIFIED."),
    "another's root key": (
        lambda h: ["keys", "change", h.tehran, "--root", h.moscow / "keys/1/root.key"],
        3,
        "Nothing has changed",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_it_is_told_in_words_and_changes_nothing(homes: Homes, name: str) -> None:
    arguments, code, said = WRONG[name]
    typed = arguments(homes)
    before = counts(homes)
    result = placet(*typed)
    told = " ".join((result.stdout + result.stderr).split())
    assert (result.exit_code, said in told) == (code, True), told
    assert "Traceback" not in told
    assert counts(homes) == before
    assert not (homes.folder / "n").exists()


def test_a_failure_is_one_object_where_json_is_asked_for(homes: Homes) -> None:
    result = placet("standing", homes.folder / "nowhere", "--json")
    assert (result.exit_code, result.stderr) == (7, "")
    told = json.loads(result.stdout)
    assert (told["outcome"], told["code"]) == ("error", "storage")


# ------------------------------------------------------------------------------------------- passphrases and questions


@pytest.mark.parametrize("answer", ["n\n", "\n", "", "perhaps\n"])
def test_whoever_does_not_say_yes_has_signed_nothing(homes: Homes, answer: str) -> None:
    """Also with stdin closed, which is what a script that forgot `--yes` has."""
    before = content_of(homes)
    result = placet_process("agree", homes.moscow, "P-01", input=answer)
    assert (result.returncode, "Traceback" in result.stderr) == (130, False)
    assert homes.points("moscow") == {"P-01": "signed"}
    assert content_of(homes) == before


def test_without_a_passphrase_and_nobody_to_ask_nothing_is_signed(
    homes: Homes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PLACET_PASSPHRASE")
    result = placet_process("agree", homes.moscow, "P-01", "--yes", stdin=subprocess.DEVNULL)
    assert (result.returncode, "Traceback" in result.stderr) == (130, False)
    assert homes.standing("moscow")["points"][0]["signed_by"] == ["IR"]


def test_a_wrong_passphrase_is_told_and_nothing_is_signed(homes: Homes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLACET_PASSPHRASE", "correct horse batteru")
    result = placet("agree", homes.moscow, "P-01", "--yes")
    assert result.exit_code == 3
    assert "This passphrase does not open the keys." in result.stderr
    assert "batteru" not in result.output


def test_a_short_passphrase_leaves_no_home_that_would_stand_in_the_way(
    in_memory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLACET_PASSPHRASE", "eleven char")  # of twelve at least
    home = in_memory / "paris"
    arguments = ("init", home, "--side", "FR", "--name", "en=France")
    result = placet(*arguments)
    assert (result.exit_code, "shorter than 12 characters" in result.stderr) == (3, True)
    assert not home.exists()
    monkeypatch.setenv("PLACET_PASSPHRASE", "twelve chars")
    done(*arguments)  # under the lock that offices have


# --------------------------------------------------------------------------------------------- more than one at a time


def test_a_home_that_another_process_writes_in_can_be_looked_at_and_not_written(homes: Homes) -> None:
    with open_home(homes.tehran, "IR"):
        busy = placet("propose", homes.tehran, "talks", "--yes")
        assert busy.exit_code == 7
        assert "is in use by process" in busy.stderr
        assert done("standing", homes.tehran).exit_code == 0
    done("propose", homes.tehran, "talks", "--yes")


def test_ctrl_c_before_the_signature_leaves_everything_as_it_was(homes: Homes, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    assert placet("agree", "--help").exit_code == 0  # the command is loaded now
    monkeypatch.setattr("placet.cli.joint.agree.agree", stopped)
    result = placet("agree", homes.moscow, "P-01", "--yes")
    assert (result.exit_code, result.stderr.strip()) == (130, "Stopped. Nothing is half written.")
    assert homes.points("moscow") == {"P-01": "signed"}
    monkeypatch.undo()


def test_an_envelope_that_comes_twice_changes_nothing_the_second_time(homes: Homes) -> None:
    done("propose", homes.tehran, "talks", "--yes")
    envelope = homes.sealed("tehran", "RU", "twice.envelope")
    done("envelope", "receive", homes.moscow, envelope)
    before = homes.standing("moscow")
    done("envelope", "receive", homes.moscow, envelope)
    assert homes.standing("moscow") == before


def test_a_first_envelope_of_a_stranger_is_not_joined(apart: Homes) -> None:
    """Before the fingerprint of its card was compared, whoever it says that it is from."""
    done("open", apart.tehran, apart.visit, "--with", apart.card("moscow"))
    first = apart.sealed("tehran", "RU", "first.envelope")
    result = placet("envelope", "receive", apart.moscow, first)
    assert result.exit_code == 3
    assert "Nothing has changed here." in result.stderr
    assert placet("standing", apart.moscow).exit_code == 7  # nothing is open there


def test_the_program_that_checks_certificates_needs_nothing_else(homes: Homes) -> None:
    done("agree", homes.moscow, "P-01", "--yes")
    homes.exchange()
    homes.exchange()
    paper = homes.folder / "one.certificate"
    done("certificate", homes.tehran, "P-01", "-o", paper)
    verifier = Path(checker.__file__)
    run = subprocess.run([sys.executable, str(verifier), str(paper)], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout.splitlines()[0]) == (0, "VERIFIED. All sides agreed to this text.")


def test_what_is_on_the_table_is_not_proposed_twice_and_another_text_is_one_of_the_same_point(apart: Homes) -> None:
    done("open", apart.tehran, apart.visit, "--with", apart.card("moscow"))
    done("propose", apart.tehran, "talks", "--yes")
    before = apart.points("tehran")
    again = placet("propose", apart.tehran, "talks", "--yes")
    assert (again.exit_code, "P-01 says the same already" in " ".join(again.stderr.split())) == (3, True)
    file = apart.visit / "visit.toml"
    text = file.read_text("utf-8")
    assert text.count('at = "10:00"') == 1  # of the talks
    file.write_text(text.replace('at = "10:00"', 'at = "10:20"'), "utf-8")
    done("propose", apart.tehran, "talks", "--yes")
    assert apart.points("tehran") == before == {"P-01": "signed"}


def test_a_file_that_is_something_else_is_told_by_its_name(homes: Homes) -> None:
    card, cut = homes.card("moscow"), homes.folder / "cut"
    cut.write_bytes(card.read_bytes()[:500])
    envelope = homes.sealed("tehran", "RU", "an.envelope")
    for other in (cut, envelope, homes.moscow / "keys" / "1" / "node.key"):
        for command, said in (
            (("open", homes.tehran, homes.visit, "--with", other), "is no key card"),
            (("envelope", "receive", homes.moscow, envelope, "--with", other), "is no key card"),
            (("resume", homes.tehran, "--with", other), "is no statement by which a chain goes on"),
            (("resume", homes.tehran, "--sign", other, "-o", homes.folder / "out"), "is no statement"),
        ):
            result = placet(*command)
            told = " ".join(result.stderr.split())
            assert (result.exit_code, f"{other}: {said}" in told) == (3, True), told


def test_a_statement_is_not_signed_for_a_file_that_cannot_be_written(homes: Homes) -> None:
    result = placet("resume", homes.tehran, "--sign", homes.folder / "none", "-o", homes.card("moscow"))
    assert (result.exit_code, "is there already" in " ".join(result.stderr.split())) == (7, True)

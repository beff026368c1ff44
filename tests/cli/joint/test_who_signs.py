"""Which office signs where nobody names one, and what is said before anybody is asked to sign."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import Result
from tests.cli.homes import VISIT, done, light_keys
from tests.cli.running import placet
from tests.cli.visits import written


@pytest.fixture
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    light_keys(monkeypatch)
    written(tmp_path / "visit", VISIT)
    done("init", tmp_path / "moscow", "--side", "RU", "--name", "en=Russia")
    return tmp_path


def proposed(folder: Path, offices: tuple[str, ...], *more: str) -> Result:
    """What a home whose offices are these says to a proposal."""
    home = folder / "tehran"
    given = [part for office in offices for part in ("--office", office)]
    done("init", home, "--side", "IR", "--name", "en=Iran", *given)
    done("open", home, folder / "visit", "--with", folder / "moscow" / "keys" / "1" / "key-card")
    return placet("propose", home, "category", "--yes", *more)


def test_the_only_office_signs_whatever_it_is_called(alone: Path) -> None:
    assert "proposed and signed: P-01." in proposed(alone, ("council",)).stdout


def test_the_only_office_agrees_and_replies_whatever_it_is_called(alone: Path) -> None:
    home, envelope = alone / "kazan", alone / "1.envelope"
    done("init", home, "--side", "RU", "--name", "en=Russia", "--office", "council")
    done("init", alone / "tehran", "--side", "IR", "--name", "en=Iran")
    done("open", alone / "tehran", alone / "visit", "--with", home / "keys" / "1" / "key-card")
    done("propose", alone / "tehran", "category", "talks", "--yes")
    done("envelope", "seal", alone / "tehran", "--to", "RU", "-o", envelope)
    done("envelope", "receive", home, envelope, "--with", alone / "tehran" / "keys" / "1" / "key-card")
    assert "You sign for Russia." in done("agree", home, "P-01", "--yes").stdout
    done("standing", home, "--paper", alone / "asked.txt", "--lang", "en")
    (code,) = re.findall(r"P-03-\w{5}", (alone / "asked.txt").read_text("utf-8"))
    assert "Replied: P-03." in done("reply", home, f"{code} 11:20", "--yes").stdout


def test_of_several_the_one_called_protocol_signs(alone: Path) -> None:
    assert "proposed and signed: P-01." in proposed(alone, ("council", "protocol")).stdout


def test_of_several_others_one_is_to_be_named(alone: Path) -> None:
    result = proposed(alone, ("council", "cabinet"))
    assert (result.exit_code, "P-01" in result.stdout) == (3, False)  # nothing is shown that could not be signed
    assert "none of them is called protocol: cabinet, council." in " ".join(result.stderr.split())


def test_an_office_that_is_not_there_is_told_before_anybody_is_asked(alone: Path) -> None:
    result = proposed(alone, ("council",), "--office", "counsel")
    assert (result.exit_code, "P-01" in result.stdout) == (2, False)
    assert "Did you mean: council" in result.stderr

"""`placet open … --with CARD` on a file that was opened alone, and `placet propose --agreed-on-paper`."""

from __future__ import annotations

import pytest
from tests.cli.running import placet
from tests.node.joint.offices import two_offices

from placet.node.joint.rehearsal import PASSPHRASE


def said(*args):
    done = placet(*args)
    assert done.exit_code == 0, done.output + done.stderr
    return " ".join(done.output.split())


@pytest.fixture
def homes(tmp_path, monkeypatch):
    """Tehran has opened the example alone; two drafts are agreed on paper, a third is not."""
    monkeypatch.setenv("PLACET_PASSPHRASE", PASSPHRASE)
    with two_offices(tmp_path, begun=False):
        pass
    said("new", tmp_path / "visit", "--template", "working")
    said("open", tmp_path / "IR", tmp_path / "visit")
    said("propose", tmp_path / "IR", "--request", "List of the delegation", "--yes")
    said("propose", tmp_path / "IR", "--matter", "Language of the toast", "--yes")
    said("propose", tmp_path / "IR", "--matter", "Gift for the minister", "--yes")
    said("note", tmp_path / "IR", "draft-1", "draft-2", "--on-paper", "no. 112 of 3 May")
    return tmp_path


def test_it_is_said_shown_asked_and_offered_as_one(homes):
    tehran, moscow, card = homes / "IR", homes / "RU", "keys/1/key-card"
    opened = said("open", tehran, homes / "visit", "--with", moscow / card)
    assert "2 points were agreed on paper. Offer them now as one package" in opened
    stopped = placet("propose", tehran, "--agreed-on-paper")
    assert stopped.exit_code == 130
    shown = " ".join(stopped.output.split())
    assert "Agreed together or not at all:" in shown
    assert "List of the delegation; Agreed on paper (note verbale no. 112 of 3 May)" in shown
    assert "Gift" not in shown
    assert "2 points proposed and signed" in said("propose", tehran, "--agreed-on-paper", "--yes")
    said("envelope", "seal", tehran, "--to", "RU", "-o", homes / "1.envelope")
    received = said("envelope", "receive", moscow, homes / "1.envelope", "--with", tehran / card)
    assert "Agreed together: 2 points" in received
    assert "Gift" not in said("standing", moscow)
    again = placet("propose", tehran, "--agreed-on-paper", "--yes")
    assert again.exit_code == 3
    assert "Nothing that was agreed on paper waits to be offered." in again.stderr


def test_it_goes_alone(homes):
    done = placet("propose", homes / "IR", "--agreed-on-paper", "--matter", "more")
    assert done.exit_code == 2
    assert "--agreed-on-paper goes alone" in " ".join(done.stderr.split())


def test_without_a_counterpart_there_is_nobody_to_offer_it_to(homes):
    done = placet("propose", homes / "IR", "--agreed-on-paper", "--yes")
    assert done.exit_code == 3
    assert "This file is of this office alone" in done.stderr

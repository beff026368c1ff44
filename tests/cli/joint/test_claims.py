"""What an officer sees where somebody claims more of our chain than we have, and what the officer's word does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.joint.test_resume import words
from tests.cli.running import placet
from tests.node.joint.homes import SideHome, carry, homes
from tests.node.joint.test_claims import CLAIMED, claiming
from tests.node.joint.test_undone_keys import renewed
from tests.stores.faults import failing_disk

from placet.wording.language import language


@pytest.fixture
def two(tmp_path: Path) -> tuple[SideHome, SideHome]:
    ir, ru = homes(tmp_path, "IR", "RU")
    carry(ru, ir)
    return ir, ru


def received(ir: SideHome, raw: bytes) -> str:
    (ir.folder.parent / "envelope").write_bytes(raw)
    return words("envelope", "receive", ir.folder, ir.folder.parent / "envelope")


def test_every_page_says_who_claims_what_and_how_to_decide(two: tuple[SideHome, SideHome]) -> None:
    ir, ru = two
    ours = len(ir.own_numbers())
    claim = f"Side RU says with its envelope no. 50 that it holds entry no. {CLAIMED} of ours; here there are {ours}."
    told = received(ir, claiming(ru))
    for page in (told, words("standing", ir.folder), words("footing", "show", ir.folder)):
        assert claim in page
        assert "Ask Side RU by a voice that you know." in page
        assert "what is claimed here counts no more: placet footing vouch" in page
    said = json.loads(placet("standing", ir.folder, "--json").stdout)["claims"]
    assert said == [{"side": "RU", "envelope": 50, "seq": CLAIMED, "key_replaced": False}]
    asked = placet("footing", "vouch", ir.folder)
    assert (asked.exit_code, claim in " ".join(asked.stdout.split())) == (130, True)
    assert words("footing", "vouch", ir.folder, "--yes").endswith(f"may be written in. Our file reaches no. {ours}.")
    assert "For reading only" not in received(ir, claiming(ru, number=51))
    assert json.loads(placet("standing", ir.folder, "--json").stdout)["claims"] == []
    assert "no. 52" in received(ir, claiming(ru, "cd", number=52))
    assert ir.is_read_only()


def test_of_a_key_that_was_replaced_it_says_who_else_may_have_sealed_it(
    tmp_path: Path, two: tuple[SideHome, SideHome]
) -> None:
    ir, ru = two
    thief = ru.copy_to(tmp_path / "thief")
    renewed(ru)
    carry(ru, ir)
    told = received(ir, claiming(thief))
    assert "It is sealed with a key that Side RU has replaced: whoever stole that key can say so as well." in told
    assert "Side RU says with its envelope" not in told


@pytest.mark.parametrize("code", ["en", "fa", "ru"])
def test_it_is_said_in_every_language(two: tuple[SideHome, SideHome], code: str) -> None:
    ir, ru = two
    received(ir, claiming(ru))
    said = placet("footing", "show", ir.folder, "--say", code).stdout
    decide = str(language(code).words("joint")["footing"]["decide"]).split("{")[0]
    assert "".join(decide.split()) in "".join(said.split())
    assert "\N{REPLACEMENT CHARACTER}" not in said


def test_where_nobody_claims_anything_nothing_of_it_is_said(two: tuple[SideHome, SideHome]) -> None:
    ir, _ = two
    words("footing", "doubt", ir.folder)
    assert "claimed" not in words("footing", "show", ir.folder)


@pytest.mark.parametrize("kind", ["full", "broken"])
def test_whatever_a_bad_disk_stops_a_claim_is_never_taken_in_without_stopping_us(
    tmp_path: Path, two: tuple[SideHome, SideHome], kind: str
) -> None:
    """At the first call by which the disk is changed, the second, and so on: the same envelope again stops us."""
    ir, ru = two
    envelope = tmp_path / "claim"
    envelope.write_bytes(claiming(ru))
    failures = 0
    with failing_disk(kind) as fault:
        for at in range(1, 60):
            copy = ir.copy_to(tmp_path / f"copy-{at}")
            fault.arm(at)
            first = placet("envelope", "receive", copy.folder, envelope)
            failed = fault.disarm()
            assert "Traceback" not in first.output
            words("envelope", "receive", copy.folder, envelope)
            assert copy.is_read_only()
            assert words("standing", copy.folder).count(f"entry no. {CLAIMED} of ours") == 1
            words("footing", "vouch", copy.folder, "--yes")
            assert copy.refusal_of_writing() is None
            failures += failed
            if not failed:
                break
    assert failures > 1

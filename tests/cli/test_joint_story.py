"""Two offices agree a visit by commands alone, as their officers type them."""

from __future__ import annotations

import json

import pytest
from tests.cli.homes import PASSPHRASE, Homes, done
from tests.cli.running import placet


def agreed(homes: Homes) -> Homes:
    done("agree", homes.moscow, "P-01", "--yes")
    homes.carry("moscow", "tehran")
    homes.carry("tehran", "moscow")
    return homes


def test_a_home_is_made_with_what_is_to_be_handed_over(apart: Homes) -> None:
    shown = done("keys", "show", apart.tehran).stdout
    # The fingerprint of one card: 24 groups would be a whole hash; six of five digits are read over the telephone.
    assert len([group for group in shown.split() if group.isdigit() and len(group) == 5]) == 6
    keys = apart.tehran / "keys" / "1"
    assert sorted(path.name for path in keys.iterdir()) == [
        "key-card",
        "node.key",
        "pouch.key",
        "root.key",
        "seal-council.key",
        "seal-protocol.key",
    ]
    assert {path.stat().st_mode & 0o077 for path in (apart.tehran, keys, *keys.iterdir())} == {0}


def test_what_both_signed_is_agreed_at_both_once_the_receipt_is_there(homes: Homes) -> None:
    assert homes.points("moscow") == {"P-01": "signed"}
    done("agree", homes.moscow, "P-01", "--yes")
    # Moscow has both signatures with its own; that Tehran has them too it learns from the receipt.
    homes.carry("moscow", "tehran")
    homes.carry("tehran", "moscow")
    assert homes.points("tehran") == homes.points("moscow") == {"P-01": "agreed"}
    assert homes.standing("tehran")["digest"] == homes.standing("moscow")["digest"]
    assert homes.standing("tehran")["counts"] == {"agreed": 1, "us": 0, "them": 0, "drafts": 0, "on_paper": 0}


def test_the_certificate_of_an_agreement_is_verified_and_one_byte_less_is_not(homes: Homes) -> None:
    agreed(homes)
    paper = homes.folder / "talks.certificate"
    assert f"placet verify {paper}" in " ".join(done("certificate", homes.moscow, "P-01", "-o", paper).stdout.split())
    assert "VERIFIED. All sides agreed to this text." in done("verify", paper).stdout
    paper.write_bytes(paper.read_bytes()[:-1])
    cut = placet("verify", paper)
    assert (cut.exit_code, cut.stdout.split(".")[0]) == (3, "NOT VERIFIED")


def test_a_counter_proposal_is_signed_by_whoever_makes_it_and_replaces_the_text(homes: Homes) -> None:
    done("propose", homes.tehran, "talks", "--yes")
    homes.carry("tehran", "moscow")
    done("counter", homes.moscow, "P-03", "--at", "11:30", "--place", "Small hall", "--yes")
    homes.carry("moscow", "tehran")
    shown = done("agree", homes.tehran, "P-03", "--yes").stdout
    assert "11:30" in shown
    assert "Small hall" in shown
    homes.carry("tehran", "moscow")
    homes.carry("moscow", "tehran")
    (point,) = [each for each in homes.standing()["points"] if each["label"] == "P-03"]
    assert (point["standing"], point["content"]["starts"]["at"]) == ("agreed", "11:30")
    assert point["content"]["ends"]["at"] == "12:30"  # an hour, as it was


def test_replies_short_of_a_signature_reach_the_other_side_and_names_do_not(homes: Homes) -> None:
    done("consider", homes.moscow, "P-01", "--until", "2090-03-01")
    done("not-now", homes.moscow, "P-01", "--because", "The dates are open")
    done("note", homes.moscow, "P-01", "--agreed-by-phone", "Mr Orlov")
    homes.carry("moscow", "tehran")
    notes = {note["note"] for note in homes.standing()["points"][0]["notes"] if "note" in note}
    assert "agreed-orally" in notes
    assert "Orlov" not in json.dumps(homes.standing())
    assert homes.standing("moscow")["points"][0]["on_paper"] == [
        {"said": "agreed", "form": "telephone", "reference": "Mr Orlov", "words": ""}
    ]
    assert homes.points() == {"P-01": "declined"}


def test_what_is_taken_back_is_withdrawn_at_both(homes: Homes) -> None:
    done("withdraw", homes.tehran, "P-01", "--yes")
    homes.carry("tehran", "moscow")
    assert homes.points("tehran") == homes.points("moscow") == {"P-01": "withdrawn"}


def test_what_is_kept_as_a_draft_does_not_leave(homes: Homes) -> None:
    done("propose", homes.tehran, "talks", "--draft")
    homes.carry("tehran", "moscow")
    assert homes.standing()["counts"]["drafts"] == 1
    assert homes.points("moscow") == {"P-01": "signed"}


def test_a_text_that_wants_initials_is_signed_once_it_has_them(homes: Homes) -> None:
    done("initial", homes.moscow, "--office", "legal", "--require")
    refused = placet("agree", homes.moscow, "P-01", "--yes")
    assert refused.exit_code == 3
    assert "P-01 is not yet initialled by legal." in refused.stderr
    done("initial", homes.moscow, "P-01", "--office", "legal")
    done("agree", homes.moscow, "P-01", "--yes")


def test_new_keys_are_told_to_the_other_side_and_sign_from_then_on(homes: Homes) -> None:
    before = done("keys", "show", homes.tehran).stdout
    done("keys", "change", homes.tehran)
    homes.exchange()
    after = done("keys", "show", homes.tehran).stdout
    assert before.split()[1:] == after.split()[-len(before.split()) + 1 :]  # the old ones are still shown, below
    assert len(after.splitlines()) == len(before.splitlines()) + 1
    done("propose", homes.tehran, "talks", "--yes")
    homes.exchange()
    done("agree", homes.moscow, "P-03", "--yes")
    homes.exchange()
    homes.exchange()
    assert homes.points("moscow")["P-03"] == "agreed"


def test_a_home_from_a_backup_signs_nothing_before_it_has_heard_from_the_other_side(homes: Homes) -> None:
    copy, again = homes.folder / "tehran.backup", homes.folder / "again"
    done("backup", homes.tehran, "-o", copy)
    done("restore", copy, again)
    refused = placet("propose", again, "talks", "--yes")
    assert refused.exit_code == 3
    assert placet("standing", again, "--json").exit_code == 0
    assert json.loads(placet("standing", again, "--json").stdout)["read_only"] is True
    done("envelope", "receive", again, homes.sealed("moscow", "IR", "unasked.envelope"))
    assert json.loads(placet("standing", again, "--json").stdout)["read_only"] is True
    question = homes.folder / "question.envelope"
    done("envelope", "seal", again, "--to", "RU", "-o", question)
    done("envelope", "receive", homes.moscow, question)
    done("envelope", "receive", again, homes.sealed("moscow", "IR", "answer.envelope"))
    assert json.loads(placet("standing", again, "--json").stdout)["read_only"] is False
    done("propose", again, "talks", "--yes")


def test_common_dates_are_found_and_stand_as_points_at_both(homes: Homes) -> None:
    between = ("--from", "2090-04-01", "--until", "2090-06-30", "--days", 2)
    done("common-dates", "terms", homes.tehran, *between, "--yes")
    homes.carry("tehran", "moscow")
    done("agree", homes.moscow, "P-03", "--yes")
    homes.carry("moscow", "tehran")
    homes.carry("tehran", "moscow")
    ours, theirs = ("2090-05-10/2", "2090-05-24/2"), ("2090-05-24/2", "2090-06-07/2")
    done("common-dates", "offer", homes.tehran, *(part for each in ours for part in ("--window", each)), "--yes")
    homes.carry("tehran", "moscow")
    done("common-dates", "answer", homes.moscow, *(part for each in theirs for part in ("--window", each)), "--yes")
    homes.carry("moscow", "tehran")
    assert "24 May 2090" in done("common-dates", "close", homes.tehran).stdout
    homes.carry("tehran", "moscow")
    shown = done("common-dates", "show", homes.moscow).stdout
    assert "24 May 2090" in shown
    assert "10 May" not in shown
    assert [each["kind"] for each in homes.standing("moscow")["points"]].count("window") == 1


def test_a_file_of_ones_own_holds_what_was_agreed_elsewhere(apart: Homes) -> None:
    done("open", apart.tehran, apart.visit)
    done("propose", apart.tehran, "talks", "--yes")
    done("note", apart.tehran, "draft-1", "--on-paper", "Note 114", "--form", "note-verbale")
    (point,) = apart.standing()["points"]
    assert (point["label"], point["standing"]) == ("draft-1", "draft")
    assert point["on_paper"] == [{"said": "agreed", "form": "note-verbale", "reference": "Note 114", "words": ""}]
    refused = placet("agree", apart.tehran, "draft-1", "--yes")
    assert (refused.exit_code, refused.stdout) == (3, "")  # nobody is there to sign with, whatever is named


def test_the_whole_record_is_looked_at_again(homes: Homes) -> None:
    # Of each side its joining, of Tehran a proposal and a signature, of each a receipt for what the other said.
    assert "6 entries looked at again" in done("log", "verify", homes.tehran).stdout


@pytest.mark.parametrize("language", ["fa", "ru"])
def test_it_is_said_in_the_other_languages_too(homes: Homes, language: str) -> None:
    for command in (["standing"], ["agree", "P-01", "--yes"], ["envelope", "seal"], ["common-dates", "show"]):
        name, *rest = command
        more = ["--to", "IR", "-o", homes.folder / "x"] if name == "envelope" else []
        home = [rest[0], homes.moscow, *rest[1:]] if name in ("envelope", "common-dates") else [homes.moscow, *rest]
        result = placet(name, *home, *more, "--say", language)
        assert "Traceback" not in result.output
        assert result.exit_code in (0, 3)
    assert PASSPHRASE not in result.output

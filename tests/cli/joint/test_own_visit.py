"""A side that joined a file proposes from its own visit file, and sees what proposals would do to it."""

from __future__ import annotations

from tests.cli.homes import VISIT, Homes, done
from tests.cli.running import placet
from tests.cli.visits import written


def test_who_joined_cannot_take_anything_from_a_visit_file_before_naming_it(homes: Homes) -> None:
    refused = placet("propose", homes.moscow, "talks", "--yes")
    told = " ".join(refused.stderr.split())
    assert (refused.exit_code, f"Name yours: placet open {homes.moscow} VISIT --file file-1" in told) == (3, True), told
    own = homes.folder / "own"
    written(own, VISIT)
    assert "is your visit file for file-1 now" in " ".join(
        done("open", homes.moscow, own, "--file", "file-1").stdout.split()
    )
    before = set(homes.points("moscow"))
    done("propose", homes.moscow, "talks", "--yes")
    (label,) = set(homes.points("moscow")) - before
    assert homes.points("moscow")[label] == "signed"
    assert placet("standing", homes.moscow).exit_code == 0  # and it is still one file


def test_a_proposal_is_judged_by_the_visit_file_of_who_joined(homes: Homes) -> None:
    """Moscow's own file has the lunch at 10:30, where Tehran proposes the talks of the same people."""
    own = homes.folder / "own"
    written(
        own, VISIT.replace('at = "13:00–14:00"', 'at = "10:30"\nlength = "60m"').replace('at = "10:00"', 'at = "15:00"')
    )
    done("open", homes.moscow, own, "--file", "file-1")
    done("propose", homes.tehran, "talks", "--yes")
    homes.carry("tehran", "moscow")
    (label,) = [each["label"] for each in homes.standing("moscow")["points"] if each["kind"] == "engagement"]
    sheet = " ".join(done("agree", homes.moscow, label, "--yes").stdout.split())
    assert "What it would do here (this stays in this office)" in sheet
    assert "President of Severia" in sheet.partition("What it would do here")[2]
    envelope = homes.sealed("moscow", "IR", "answer.envelope")
    done("envelope", "receive", homes.tehran, envelope)
    told = done("standing", homes.tehran, "--json").stdout
    assert "10:30" not in told


def test_with_cards_no_file_is_named(homes: Homes) -> None:
    wrong = placet("open", homes.moscow, homes.visit, "--file", "file-1", "--with", homes.card("tehran"))
    assert (wrong.exit_code, "it goes without --with" in wrong.stderr) == (2, True)

"""What is proposed or countered is shown whole, as `agree` shows it, and nothing is signed before somebody said so."""

from __future__ import annotations

import pytest
from tests.cli.homes import VISIT, Homes, done
from tests.cli.running import placet
from tests.cli.visits import written


def on_the_table(homes: Homes, *what: object) -> str:
    before = set(homes.points("moscow"))
    done("propose", homes.tehran, *what, "--yes")
    homes.carry("tehran", "moscow")
    (label,) = set(homes.points("moscow")) - before
    return label


def said(text: str) -> str:
    return " ".join(text.split())


def test_a_proposal_is_shown_as_the_other_side_will_see_it(homes: Homes) -> None:
    """The same lines of the text, at both: everything that is signed."""
    own = done("propose", homes.tehran, "talks", "--yes").stdout
    assert "P-03  Talks" in own
    homes.carry("tehran", "moscow")
    theirs = done("agree", homes.moscow, "P-03", "--yes").stdout
    rows = [line for line in theirs.split("\n") if line.startswith("    ")]
    assert [line.split()[0] for line in rows[:3]] == ["title", "kind", "day"]
    assert [line for line in own.split("\n") if line.startswith("    ")] == rows
    assert "You sign for Iran. The others will hold proof of this." in said(own)


@pytest.mark.parametrize("given", [("propose", "talks"), ("counter", "P-01", "--remark", "Later")])
def test_whoever_does_not_say_yes_signs_nothing(homes: Homes, given: tuple[str, ...]) -> None:
    before = homes.standing()
    command, *rest = given
    asked = placet(command, homes.tehran, *rest)
    assert (asked.exit_code != 0, "Sign?" in asked.stderr, "proposed and signed" in asked.stdout) == (True, True, False)
    assert homes.standing() == before


def test_a_counter_text_is_shown_whole_with_what_it_changes_marked(homes: Homes) -> None:
    talks = on_the_table(homes, "talks")
    told = said(done("counter", homes.moscow, talks, "--at", "11:30", "--yes").stdout)
    assert "It answers the text proposed before:" in told
    assert "begins · at 11:30 (was: 10:00)" in told
    assert "ends · at 12:30 (was: 11:00)" in told  # an hour, as before
    assert "place · English Palace" in told  # what stays is signed too


def test_a_counter_text_is_judged_by_the_own_visit_file(homes: Homes) -> None:
    """Moscow has the lunch at 10:30 for an hour with the same people, and answers with talks at 10:15."""
    own = homes.folder / "own"
    written(own, VISIT.replace('at = "13:00–14:00"', 'at = "10:30"\nlength = "60m"').replace('"10:00"', '"15:00"'))
    done("open", homes.moscow, own, "--file", "file-1")
    talks = on_the_table(homes, "talks")
    told = said(done("counter", homes.moscow, talks, "--at", "10:15", "--yes").stdout)
    assert "President of Severia" in told.partition("What it would do here (this stays in this office)")[2]


def tied(homes: Homes) -> str:
    """Talks and a lunch that must follow them within three hours: one package on the table, and its label."""
    own = homes.folder / "tied"
    written(own, VISIT + 'after = [{ engagement = "talks", most = "3h" }]\n')
    programme = homes.folder / "papers" / "programme.toml"
    done("plan", own, "--out", homes.folder / "papers")
    done("open", homes.tehran, own, "--file", "file-1")
    sheet = said(done("propose", homes.tehran, "--programme", programme, "--yes").stdout)
    assert "Agreed together or not at all:" in sheet
    assert "place · English Palace" in sheet
    assert "place · English Hall" in sheet
    homes.carry("tehran", "moscow")
    return next(each["label"] for each in homes.standing("moscow")["points"] if each["kind"] == "package")


def test_of_a_package_the_texts_are_shown_that_it_binds(homes: Homes) -> None:
    """Moscow answers the lunch with a later one. The package still binds the first, so that is what its sheet shows."""
    package = tied(homes)
    lunch = next(each["label"] for each in homes.standing("moscow")["points"] if "Lunch" in str(each["content"]))
    done("counter", homes.moscow, lunch, "--at", "13:20", "--yes")
    sheet = said(done("agree", homes.moscow, package, "--yes").stdout)
    assert "13:20" not in sheet
    assert "begins · at 13:00" in sheet


def test_letters_that_deceive_are_told_in_ones_own_proposal(homes: Homes) -> None:
    told = said(done("propose", homes.tehran, "--matter", "Gіfts", "--yes").stdout)  # a Cyrillic і
    assert "letters of two alphabets in one word" in told

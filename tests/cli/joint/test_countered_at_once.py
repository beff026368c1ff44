"""Two sides counter one text at once: both texts are shown, each side can sign the other's, and nothing is merged."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.cli.homes import VISIT, Homes, done
from tests.cli.running import placet
from tests.cli.visits import written

from placet.cli.joint.home import office_at


@pytest.fixture
def at_once(homes: Homes) -> Homes:
    """Tehran proposed the talks, P-03, at 10:00; then it writes 10:30 while Moscow writes 11:00."""
    done("propose", homes.tehran, "talks", "--yes")
    homes.exchange()
    done("counter", homes.tehran, "P-03", "--at", "10:30", "--yes")
    done("counter", homes.moscow, "P-03", "--at", "11:00", "--yes")
    homes.carry("tehran", "moscow")
    return homes


def flat(text: str) -> str:
    return " ".join(text.split())


def point(homes: Homes, home: str) -> dict[str, object]:
    return next(each for each in homes.standing(home)["points"] if each["label"] == "P-03")


def sheet(home: Path) -> str:
    return flat(placet("agree", home, "P-03").stdout)


def test_each_side_is_told_of_the_text_of_the_other_and_waits_for_both(at_once: Homes) -> None:
    told = flat(at_once.carry("moscow", "tehran").stdout)
    assert "another text lies beside it, of Russia" in told
    assert "begins · at 11:00 (was: 10:00)" in told
    for home in ("tehran", "moscow"):
        found = point(at_once, home)
        # That of Tehran, which had written more before it, stands in front at both.
        assert [(each["side"], each["signed_by"]) for each in found["beside"]] == [("RU", ["RU"])]
        assert found["turn"] == ["IR", "RU"]


def test_each_side_is_shown_the_text_of_the_other_to_sign(at_once: Homes) -> None:
    at_once.carry("moscow", "tehran")
    assert "begins · at 11:00 (was: 10:00)" in sheet(at_once.tehran)
    assert "begins · at 10:30 (was: 10:00)" in sheet(at_once.moscow)


def test_what_one_signs_of_the_other_is_agreed_and_nothing_lies_beside_it(at_once: Homes) -> None:
    at_once.carry("moscow", "tehran")
    done("agree", at_once.tehran, "P-03", "--yes")
    at_once.exchange()
    for home in ("tehran", "moscow"):
        found = point(at_once, home)
        assert (found["standing"], found["beside"], found["turn"]) == ("agreed", [], [])
        assert found["content"]["starts"]["at"] == "11:00"


def test_a_counter_text_answers_the_text_of_the_other(at_once: Homes) -> None:
    at_once.carry("moscow", "tehran")
    done("counter", at_once.tehran, "P-03", "--length", "45m", "--yes")
    at_once.carry("tehran", "moscow")
    assert point(at_once, "moscow")["content"]["starts"]["at"] == "11:00"
    assert point(at_once, "moscow")["beside"] == []


def test_a_counter_text_that_was_kept_as_a_draft_answers_it_too(at_once: Homes) -> None:
    at_once.carry("moscow", "tehran")
    done("counter", at_once.tehran, "P-03", "--length", "45m", "--draft")
    done("propose", at_once.tehran, "draft-1", "--yes")
    found = point(at_once, "tehran")
    assert (found["content"]["starts"]["at"], found["beside"]) == ("11:00", [])


def test_the_paper_for_a_side_holds_the_text_of_the_other_and_its_code_signs_that(at_once: Homes) -> None:
    at_once.carry("moscow", "tehran")
    paper = at_once.folder / "points.txt"
    done("standing", at_once.moscow, "--paper", paper, "--lang", "en")
    assert "begins: at 11:00 (was: 10:00)" in paper.read_text("utf-8")
    (code,) = re.findall(r"^(P-03-\w{5})", paper.read_text("utf-8"), re.MULTILINE)
    done("reply", at_once.tehran, f"{code} agreed", "--yes")
    at_once.exchange()
    assert point(at_once, "moscow")["standing"] == "agreed"


@pytest.mark.parametrize("answer", ["not-now", "consider"])
def test_an_answer_short_of_a_signature_is_about_the_text_of_the_other(at_once: Homes, answer: str) -> None:
    at_once.carry("moscow", "tehran")
    (theirs,) = [each["text"] for each in point(at_once, "tehran")["beside"]]
    done(answer, at_once.tehran, "P-03")
    with office_at(at_once.tehran, writing=False) as office:
        about = office.desk(None).record.chains["IR"].entries[-1].header
    assert about.revision == theirs


def rewrite(homes: Homes, hour: str) -> None:
    """Another visit file of Tehran's, with another hour for the talks."""
    own = homes.folder / "own"
    written(own, VISIT.replace('at = "10:00"', f'at = "{hour}"'))
    done("open", homes.tehran, own, "--file", "file-1")


def test_what_is_proposed_by_its_id_answers_the_text_of_the_other(at_once: Homes) -> None:
    at_once.carry("moscow", "tehran")
    assert "begins · at 10:00 (was: 11:00)" in flat(done("propose", at_once.tehran, "talks", "--yes").stdout)
    found = point(at_once, "tehran")
    assert (found["content"]["starts"]["at"], found["beside"]) == ("10:00", [])


@pytest.mark.parametrize(
    ("hour", "told"),
    [
        ("10:30", "Under P-03 there is a text of each side on the table, and yours says this already."),
        ("11:00", "The other side's text of P-03 says just this."),
    ],
)
def test_what_lies_on_the_table_is_not_proposed_again(at_once: Homes, hour: str, told: str) -> None:
    at_once.carry("moscow", "tehran")
    rewrite(at_once, hour)
    before = point(at_once, "tehran")
    refused = placet("propose", at_once.tehran, "talks", "--yes")
    assert (refused.exit_code, told in flat(refused.stderr)) == (3, True), refused.output
    assert "placet agree " in flat(refused.stderr)
    assert point(at_once, "tehran") == before


def test_of_a_programme_what_either_text_says_is_not_proposed_again(at_once: Homes) -> None:
    """The lunch, which is on the table nowhere, is all that is new."""
    at_once.carry("moscow", "tehran")
    for hour in ("10:30", "11:00"):
        rewrite(at_once, hour)
        done("plan", at_once.folder / "own", "--out", at_once.folder / hour)
        plan = at_once.folder / hour / "programme.toml"
        asked = placet("propose", at_once.tehran, "--programme", plan)
        assert ("Lunch" in asked.stdout, "Talks" in asked.stdout) == (True, False), asked.output

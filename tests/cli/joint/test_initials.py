"""Initials of our own offices: asked for before whatever is signed, what the own side proposes as well.

What is proposed cannot be initialled before it lies on the table, so it is kept as a draft first; initials are for the
words, and the text that they become has them too.
"""

from __future__ import annotations

import pytest
from tests.cli.homes import VISIT, Homes, done
from tests.cli.running import placet
from tests.cli.visits import written


def said(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture
def press(homes: Homes) -> Homes:
    """In Tehran and in Moscow, the press office initials everything."""
    for home in (homes.tehran, homes.moscow):
        done("initial", home, "--require", "--office", "press")
    return homes


def refused(*args: object) -> str:
    wrong = placet(*args)
    assert wrong.exit_code == 3, wrong.output
    return said(wrong.stderr)


def content(homes: Homes, label: str, home: str = "tehran") -> dict[str, object]:
    (found,) = [each for each in homes.standing(home)["points"] if each["label"] == label]
    return dict(found)


def test_a_proposal_is_signed_once_its_draft_is_initialled(press: Homes) -> None:
    before = press.standing()
    told = refused("propose", press.tehran, "--matter", "Gifts", "--yes")
    assert "is not yet initialled by press." in told
    assert "Keep it with --draft" in told
    assert press.standing() == before
    assert "1 draft kept: draft-1." in done("propose", press.tehran, "--matter", "Gifts", "--draft").stdout
    assert "not yet initialled by press" in refused("propose", press.tehran, "draft-1", "--yes")
    assert "Initialled by press: draft-1." in done("initial", press.tehran, "draft-1", "--office", "press").stdout
    assert "Initialled by press" in said(done("propose", press.tehran, "draft-1", "--yes").stdout)
    assert [each["kind"] for each in press.standing()["points"]].count("matter") == 1


def test_initials_are_for_the_words_whoever_types_them(press: Homes) -> None:
    done("propose", press.tehran, "--matter", "Gifts", "--draft")
    done("initial", press.tehran, "draft-1", "--office", "press")
    done("propose", press.tehran, "--matter", "Gifts", "--yes")
    assert "not yet initialled" in refused("propose", press.tehran, "--matter", "Gifts and flowers", "--yes")
    done("propose", press.tehran, "--matter", "Gifts and flowers", "--without-initials", "--yes")


def test_a_counter_text_is_kept_initialled_and_proposed_as_the_answer_that_it_is(press: Homes) -> None:
    done("propose", press.tehran, "talks", "--without-initials", "--yes")
    press.carry("tehran", "moscow")
    assert "not yet initialled by press" in refused("counter", press.moscow, "P-03", "--at", "11:30", "--yes")
    done("counter", press.moscow, "P-03", "--at", "11:30", "--draft")
    (draft,) = [each for each in press.standing("moscow")["points"] if each["standing"] == "draft"]
    assert (draft["label"], draft["answers"]) == ("draft-1", "P-03")
    assert "answers P-03" in said(done("standing", press.moscow).stdout)
    done("counter", press.moscow, "P-03", "--at", "11:45", "--draft")  # another wording of the same draft
    done("initial", press.moscow, "draft-1", "--office", "press")
    sheet = said(done("propose", press.moscow, "draft-1", "--yes").stdout)
    assert "It answers the text proposed before:" in sheet
    assert "begins · at 11:45 (was: 10:00)" in sheet
    assert content(press, "P-03", "moscow")["content"]["starts"]["at"] == "11:45"  # type: ignore[index]
    assert "draft-1" not in press.points("moscow")


def test_a_draft_that_answers_a_text_of_yesterday_is_not_proposed(homes: Homes) -> None:
    done("propose", homes.tehran, "talks", "--yes")
    homes.carry("tehran", "moscow")
    done("counter", homes.moscow, "P-03", "--at", "11:30", "--draft")
    done("counter", homes.tehran, "P-03", "--at", "12:00", "--yes")
    homes.carry("tehran", "moscow")
    told = refused("propose", homes.moscow, "draft-1", "--yes")
    assert "draft-1 answers a text of P-03 that is no longer the one to talk about." in told


def test_an_engagement_that_is_kept_first_stays_another_text_of_its_point(homes: Homes) -> None:
    own = homes.folder / "own"
    written(own, VISIT)
    done("open", homes.tehran, own, "--file", "file-1")
    done("propose", homes.tehran, "talks", "--yes")
    written(own, VISIT.replace('at = "10:00"', 'at = "10:30"'))
    done("propose", homes.tehran, "talks", "--draft")
    done("propose", homes.tehran, "draft-1", "--yes")
    assert [each for each in homes.points() if each.startswith("P-")] == ["P-01", "P-03"]
    assert content(homes, "P-03")["content"]["starts"]["at"] == "10:30"  # type: ignore[index]


def test_a_counter_text_takes_the_place_of_a_draft_of_the_same_engagement(homes: Homes) -> None:
    """The draft goes on being about the engagement of our own file: proposing that by its id is the same draft."""
    own = homes.folder / "own"
    written(own, VISIT)
    done("open", homes.tehran, own, "--file", "file-1")
    done("propose", homes.tehran, "talks", "--yes")
    written(own, VISIT.replace('at = "10:00"', 'at = "10:30"'))
    done("propose", homes.tehran, "talks", "--draft")
    done("counter", homes.tehran, "P-03", "--at", "11:00", "--draft")
    done("propose", homes.tehran, "talks", "--draft")
    assert [each for each in homes.points() if each.startswith("draft")] == ["draft-1"]


def test_data_and_terms_are_initialled_in_the_same_way(press: Homes) -> None:
    done("propose", press.tehran, "--request", "Diets", "--without-initials", "--yes")
    press.carry("tehran", "moscow")
    answer = ("hand-over", press.moscow, "P-03", "--words", "No nuts")
    assert "not yet initialled by press" in refused(*answer, "--yes")
    done(*answer, "--draft")
    done("initial", press.moscow, "draft-1", "--office", "press")
    done(*answer, "--yes")
    terms = ("common-dates", "terms", press.tehran, "--from", "2090-04-01", "--until", "2090-06-30", "--days", 2)
    assert "not yet initialled by press" in refused(*terms, "--yes")
    done(*terms, "--draft")
    done("initial", press.tehran, "draft-1", "--office", "press")
    done(*terms, "--yes")


def test_a_counter_text_that_is_typed_from_paper_needs_them_too(press: Homes) -> None:
    done("propose", press.tehran, "talks", "--without-initials", "--yes")
    press.carry("tehran", "moscow")
    paper = press.folder / "points.txt"
    done("standing", press.moscow, "--paper", paper, "--lang", "en")
    code = next(word for word in paper.read_text("utf-8").split() if word.startswith("P-03-"))
    assert "not yet initialled by press" in refused("reply", press.moscow, f"{code} begins 11:30", "--yes")
    done("reply", press.moscow, f"{code} begins 11:30", "--without-initials", "--yes")
    assert content(press, "P-03", "moscow")["content"]["starts"]["at"] == "11:30"  # type: ignore[index]


def test_a_package_needs_the_initials_of_all_that_is_in_it(homes: Homes) -> None:
    """Talks and the lunch after them in one package; in Moscow legal initials engagements alone."""
    done("initial", homes.moscow, "--require", "--office", "legal", "--kind", "engagement")
    own = homes.folder / "tied"
    written(own, VISIT + 'after = [{ engagement = "talks", most = "3h" }]\n')
    done("plan", own, "--out", homes.folder / "papers")
    done("open", homes.tehran, own, "--file", "file-1")
    done("propose", homes.tehran, "--programme", homes.folder / "papers" / "programme.toml", "--yes")
    homes.carry("tehran", "moscow")
    points = homes.standing("moscow")["points"]
    (package,) = [each["label"] for each in points if each["kind"] == "package"]
    first, second = (each["label"] for each in points if each["kind"] == "engagement")
    done("initial", homes.moscow, first, "--office", "legal")
    assert f"{package} is not yet initialled by legal." in refused("agree", homes.moscow, package, "--yes")
    done("initial", homes.moscow, second, "--office", "legal")
    assert "Initialled by legal" in said(done("agree", homes.moscow, package, "--yes").stdout)


def test_who_has_initialled_the_package_has_initialled_all_of_it(press: Homes) -> None:
    own = press.folder / "tied"
    written(own, VISIT + 'after = [{ engagement = "talks", most = "3h" }]\n')
    done("plan", own, "--out", press.folder / "papers")
    done("open", press.tehran, own, "--file", "file-1")
    programme = press.folder / "papers" / "programme.toml"
    done("propose", press.tehran, "--programme", programme, "--without-initials", "--yes")
    press.carry("tehran", "moscow")
    (package,) = [each["label"] for each in press.standing("moscow")["points"] if each["kind"] == "package"]
    done("initial", press.moscow, package, "--office", "press")
    done("agree", press.moscow, package, "--yes")


def test_standing_names_the_initials_that_are_missing_where_it_is_for_us_to_sign(press: Homes) -> None:
    done("propose", press.tehran, "talks", "--without-initials", "--yes")
    press.carry("tehran", "moscow")
    done("propose", press.moscow, "--matter", "Gifts", "--draft")

    def missing(home: str) -> dict[str, object]:
        return {str(each["label"]): each["not_initialled_by"] for each in press.standing(home)["points"]}

    assert missing("moscow") == {"P-01": ["press"], "P-03": ["press"], "draft-1": ["press"]}
    assert set(map(str, missing("tehran").values())) == {"[]"}  # there it is signed: nothing is for Tehran to sign
    told = said(done("standing", press.moscow).stdout)
    assert told.count("initialled") == 3
    done("initial", press.moscow, "P-01", "P-03", "draft-1", "--office", "press")
    assert set(map(str, missing("moscow").values())) == {"[]"}
    assert "not yet initialled" not in said(done("standing", press.moscow).stdout)


def test_an_office_that_nobody_knows_cannot_have_initialled(press: Homes) -> None:
    done("propose", press.tehran, "--matter", "Gifts", "--draft")
    before = press.standing()
    told = refused("initial", press.tehran, "draft-1", "--office", "pres")
    assert (
        "No office of this side signs as “pres” or must initial anything. Known are: council, press, protocol." in told
    )
    assert f"placet initial {press.tehran} --require --office pres" in told
    assert press.standing() == before


def test_an_office_that_signs_may_initial_although_nobody_demands_it(homes: Homes) -> None:
    done("propose", homes.tehran, "--matter", "Gifts", "--draft")
    assert "Initialled by protocol: draft-1." in done("initial", homes.tehran, "draft-1", "--office", "protocol").stdout

"""What an officer mistypes about points: told in words, and nothing is signed."""

from __future__ import annotations

from datetime import date

import pytest
from tests.cli.homes import Homes, done
from tests.cli.running import placet

from placet.wording.dates import column_date
from placet.wording.language import language


def told(*args: object) -> tuple[int, str]:
    result = placet(*args)
    return result.exit_code, " ".join(result.stderr.split())


@pytest.mark.parametrize(
    "given",
    [
        ("propose", "--request", "  "),
        ("propose", "--matter", ""),
        ("counter", "P-01", "--remark", " "),
        ("note", "P-01", "--on-paper", ""),
        ("note", "P-01", "--agreed-by-phone", " "),
    ],
)
def test_empty_words_are_told_and_nothing_is_written(homes: Homes, given: tuple[str, ...]) -> None:
    before = homes.standing()
    command, *rest = given
    code, said = told(command, homes.tehran, *rest)
    assert (code, "The text is empty. Say it in a few words." in said) == (2, True), said
    assert homes.standing() == before


def test_nobody_is_told_to_expect_an_answer_on_a_day_that_has_passed(homes: Homes) -> None:
    code, said = told("consider", homes.moscow, "P-01", "--until", "2020-04-08")
    assert (code, said.partition(" placet ")[0]) == (
        2,
        "--until: 2020-04-08 has passed. Name a day that is still to come.",
    )


@pytest.mark.parametrize("written", ["P-01", "p-1", "P01", "p 1", "1", "۱"])
def test_a_point_is_known_however_its_number_is_written(homes: Homes, written: str) -> None:
    done("agree", homes.moscow, written, "--yes")
    homes.exchange()
    assert homes.points("moscow") == {"P-01": "agreed"}


@pytest.mark.parametrize("code", ["en", "fa", "ru"])
def test_since_when_a_point_stands_is_a_day_as_the_language_says_it(homes: Homes, code: str) -> None:
    (point,) = homes.standing()["points"]
    day = column_date(date.fromisoformat(point["since"][:10]), language(code))
    assert day in done("standing", homes.tehran, "--say", code).stdout
    assert day in done("purge", "show", homes.tehran, "--say", code).stdout


def test_a_number_that_there_is_not_is_told_with_those_that_look_like_it(homes: Homes) -> None:
    done("propose", homes.tehran, "talks", "--yes")  # P-03: the number of Tehran's third entry
    assert told("agree", homes.tehran, "P-01,P-03") == (
        2,
        "“P-01,P-03” names no one thing here. Did you mean: P-03, P-01",
    )


def test_what_can_be_changed_in_a_text_is_named_where_something_else_was(homes: Homes) -> None:
    code, said = told("counter", homes.moscow, "P-01", "--at", "11:20", "--yes")
    assert (code, said.endswith("What can be changed in it: --category, --honours, --remark.")) == (3, True), said


def test_a_text_that_no_option_changes_is_answered_as_a_whole(homes: Homes) -> None:
    dates = ("--from", "2090-04-01", "--until", "2090-06-30", "--days", 2)
    done("common-dates", "terms", homes.tehran, *dates, "--yes")
    homes.carry("tehran", "moscow")
    code, said = told("counter", homes.moscow, "P-03", "--days", 3, "--yes")
    assert (code, "no option changes a text of its kind" in said) == (3, True), said
    assert said.endswith(f"placet not-now {homes.moscow} P-03")


def test_a_word_that_was_given_and_withdrawn_is_an_agreement_withdrawn(homes: Homes) -> None:
    """Moscow signs last: it holds both signatures, so its word is given, and what it does next ends an agreement."""
    done("agree", homes.moscow, "P-01", "--yes")
    back = done("withdraw", homes.moscow, "P-01", "--yes")
    assert "our word was given. The agreement is withdrawn" in " ".join(back.stdout.split())
    assert homes.points("moscow") == {"P-01": "ended"}
    homes.carry("moscow", "tehran")
    assert homes.points("tehran") == {"P-01": "ended"}
    code, said = told("certificate", homes.tehran, "P-01", "-o", homes.folder / "none.certificate")
    assert (code, "the agreement was withdrawn" in said) == (3, True)


def test_a_signature_that_nobody_has_answered_is_only_taken_back(homes: Homes) -> None:
    back = done("withdraw", homes.tehran, "P-01", "--yes")
    assert "nothing is agreed yet; our word is taken back" in " ".join(back.stdout.split())
    assert homes.points("tehran") == {"P-01": "withdrawn"}


@pytest.mark.parametrize(
    ("given", "told_so"),
    [
        (("propose", "--matter", "Gifts", "--hold-until", "2090-04-01"), "--hold-until means nothing without --dates."),
        (("propose", "category", "--due", "2090-04-01"), "--due means nothing without --request."),
        (("standing", "--to", "RU", "--lang", "en"), "--to, --lang means nothing without --paper."),
        (("note", "P-01", "--agreed-by-phone", "x", "--form", "letter"), "--form means nothing without --on-paper."),
        (("note", "P-01", "--on-paper", "7", "--here-only"), "--here-only means nothing without --agreed-by-phone."),
        (("reply", "P-01-XXXXX agreed", "--by", "RU"), "--by means nothing without --on-paper."),
        (("initial", "P-01", "--office", "press", "--kind", "matter"), "--kind means nothing without --require."),
        (("initial", "--require", "--office", "press", "--deputy", "x"), "--deputy means nothing without POINT."),
        (("initial", "--require", "--office", "press", "--kind", "engagment"), "engagement"),
        (("initial", "--require", "--office", "press", "--may-stand-in", "x"), "“x” names nobody who stands in."),
        (("note", "P-01", "--on-paper", "7", "--by", "XX"), "“XX” names no one thing here. Did you mean: RU"),
        (("note", "P-01", "--on-paper", "7", "--by", "IR"), "“IR” names no one thing here."),
    ],
)
def test_what_would_be_passed_over_silently_is_told(homes: Homes, given: tuple[str, ...], told_so: str) -> None:
    before = homes.standing()
    command, *rest = given
    code, said = told(command, homes.tehran, *rest)
    assert (code, told_so in said) == (2, True), said
    assert homes.standing() == before

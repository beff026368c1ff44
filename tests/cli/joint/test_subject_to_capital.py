"""A signature that is subject to a capital is called so by whoever signs beside it and wherever it stands."""

from __future__ import annotations

from click.testing import Result
from tests.cli.homes import Homes, done

GIVEN = "With this our word is given"
CAN_BE_TAKEN_BACK = "it can be taken back until it is confirmed by"


def flat(result: Result) -> str:
    """What was printed, in one line."""
    return " ".join(result.stdout.split())


def said(*args: object) -> str:
    return flat(done(*args))


def test_who_signs_beside_an_ad_referendum_is_not_told_that_the_point_is_agreed_with_a_receipt(homes: Homes) -> None:
    done("propose", homes.tehran, "talks", "--ad-referendum", "--yes")
    homes.carry("tehran", "moscow")
    sheet = said("agree", homes.moscow, "P-03", "--yes")
    assert "Signed by Iran; subject to confirmation by Iran" in sheet
    assert (GIVEN in sheet, f"{CAN_BE_TAKEN_BACK} Iran." in sheet) == (False, True)


def test_who_signs_last_and_ad_referendum_gives_no_word_either(homes: Homes) -> None:
    done("propose", homes.tehran, "talks", "--yes")
    homes.carry("tehran", "moscow")
    sheet = said("agree", homes.moscow, "P-03", "--ad-referendum", "--yes")
    assert (GIVEN in sheet, f"{CAN_BE_TAKEN_BACK} Russia." in sheet) == (False, True)


def test_whoever_must_confirm_is_named_until_they_have(homes: Homes) -> None:
    done("propose", homes.tehran, "talks", "--ad-referendum", "--yes")
    assert "P-03 Talks: Signed by Iran; subject to confirmation by Iran" in flat(homes.carry("tehran", "moscow"))
    done("agree", homes.moscow, "P-03", "--yes")
    assert "P-03 Talks: Agreed ad referendum; subject to confirmation by Iran" in flat(homes.carry("moscow", "tehran"))
    assert GIVEN in said("agree", homes.tehran, "P-03", "--yes")
    homes.carry("tehran", "moscow")
    assert flat(homes.carry("moscow", "tehran")).count("subject to confirmation") == 0

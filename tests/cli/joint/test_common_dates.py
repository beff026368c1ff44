"""`placet common-dates terms`: under terms that cannot be searched nothing is proposed, let alone signed."""

from __future__ import annotations

import pytest
from tests.cli.homes import Homes, done
from tests.cli.running import placet

FROM, UNTIL = ("--from", "2027-04-01"), ("--until", "2027-06-30")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("--from", "2027-06-30", "--until", "2027-04-01", "--days", 2), "end on 2027-04-01, before they begin"),
        # From 1 April 2027 to 5 April 2030 are 365 + 366 + 365 + 5 days: one more than may be searched.
        ((*FROM, "--until", "2030-04-05", "--days", 2), "about 1101 days of arrival; 1100 at most"),
        ((*FROM, *UNTIL, *(part for n in range(1, 10) for part in ("--days", n))), "name 9 lengths of stay; 8 at most"),
    ],
)
def test_terms_that_nobody_could_search_are_refused_before_they_are_signed(
    homes: Homes, given: tuple[object, ...], said: str
) -> None:
    before = homes.points("tehran")
    result = placet("common-dates", "terms", homes.tehran, *given)
    said_so = " ".join(result.stderr.split()).replace(",", "")
    assert (result.exit_code, said.replace(",", "") in said_so) == (3, True), said_so
    assert homes.points("tehran") == before


def test_a_home_with_several_files_is_told_apart(homes: Homes) -> None:
    """Opening the visit anew makes another file, as an office does whose chain is nearly full; never by a slip."""
    again = ("open", homes.tehran, homes.visit, "--with", homes.card("moscow"))
    slip = placet(*again)
    assert (slip.exit_code, "is open with these very key cards: file-1." in " ".join(slip.stderr.split())) == (3, True)
    assert placet("standing", homes.tehran).exit_code == 0
    done(*again, "--anew")
    result = placet("standing", homes.tehran)
    said_so = " ".join(result.stderr.split())
    assert result.exit_code == 7
    assert "holds several joint files: file-1 (" in said_so
    assert "Say which one: --file NAME" in said_so
    assert placet("standing", homes.tehran, "--file", "file-2").exit_code == 0


def searching(homes: Homes) -> None:
    """Terms that both have agreed to; Tehran begins round 1."""
    done("common-dates", "terms", homes.tehran, *FROM, *UNTIL, "--days", 2)
    homes.carry("tehran", "moscow")
    done("agree", homes.moscow, "P-03", "--yes")
    homes.carry("moscow", "tehran")
    homes.carry("tehran", "moscow")


def turn(homes: Homes, home: str) -> str:
    """What `show` says last."""
    return str(done("common-dates", "show", homes.folder / home).stdout.strip().splitlines()[-1])


def told(*args: object) -> str:
    result = placet("common-dates", *args)
    assert (result.exit_code, result.stdout) == (3, "")
    return " ".join(result.stderr.split())


def test_show_says_whose_turn_it_is_and_no_other_step_is_taken(homes: Homes) -> None:
    searching(homes)
    window = ("--window", "2027-05-24/2")
    assert turn(homes, "tehran") == "Round 1 of 2 can be begun by us: placet common-dates offer"
    assert turn(homes, "moscow") == "Round 1 of 2 can be begun by Iran."
    assert "Give this one: placet common-dates offer" in told("answer", homes.tehran, *window)
    assert "Round 1 of the search waits for IR." in told("answer", homes.moscow, *window)
    assert "1 window offered, sealed." in done("common-dates", "offer", homes.tehran, *window).stdout
    homes.carry("tehran", "moscow")
    assert turn(homes, "moscow") == "Round 1 of 2 waits for us: placet common-dates answer"
    assert turn(homes, "tehran") == "Round 1 of 2 waits for Russia."
    assert "Give this one: placet common-dates answer" in told("offer", homes.moscow, *window)
    done("common-dates", "answer", homes.moscow, *window)
    homes.carry("moscow", "tehran")
    assert turn(homes, "tehran") == "Round 1 of 2 waits for us: placet common-dates close"
    done("common-dates", "close", homes.tehran)
    assert turn(homes, "tehran") == "Round 2 of 2 can be begun by Russia."


def test_all_windows_outside_the_terms_are_told_by_their_places_with_the_terms(homes: Homes) -> None:
    searching(homes)
    windows = ("2027-05-10/3", "2027-05-10/2", "2027-07-01/2", "2027-05-10/2")
    said = told("offer", homes.tehran, *(part for each in windows for part in ("--window", each)))
    # The first is of 3 days, the third begins after 30 June, the fourth is the second once more.
    assert "the windows at 1, 3, 4." in said
    assert "arrival from 2027-04-01 to 2027-06-30; days of stay: 2." in said

"""`placet common-dates`: what is proposed or offered is shown whole first, and nothing that cannot be is signed."""

from __future__ import annotations

import pytest
from tests.cli.homes import Homes, done
from tests.cli.running import placet

FROM, UNTIL = ("--from", "2090-04-01"), ("--until", "2090-06-30")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("--from", "2090-06-30", "--until", "2090-04-01", "--days", 2), "end on 2090-04-01, before they begin"),
        # From 1 April 2090 to 5 April 2093 are 365 + 366 + 365 + 5 days: one more than may be searched.
        ((*FROM, "--until", "2093-04-05", "--days", 2), "about 1101 days of arrival; 1100 at most"),
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


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("--from", "2020-04-01", *UNTIL), "--from: 2020-04-01 has passed. Name a day that is still to come."),
        ((*FROM, "--until", "2020-04-01"), "--until: 2020-04-01 has passed."),
    ],
)
def test_no_search_is_for_days_that_are_over(homes: Homes, given: tuple[object, ...], said: str) -> None:
    wrong = placet("common-dates", "terms", homes.tehran, *given, "--days", 2, "--yes")
    assert (wrong.exit_code, wrong.stderr.startswith(said)) == (2, True), wrong.stderr
    assert homes.points("tehran") == {"P-01": "signed"}


def test_no_window_is_offered_that_is_over(homes: Homes) -> None:
    searching(homes)
    wrong = placet("common-dates", "offer", homes.tehran, "--window", "2090-05-24/2", "--window", "2020-05-24/2")
    assert (wrong.exit_code, "--window: 2020-05-24 has passed." in wrong.stderr, wrong.stdout) == (2, True, "")


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
    done("common-dates", "terms", homes.tehran, *FROM, *UNTIL, "--days", 2, "--yes")
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
    window = ("--window", "2090-05-24/2")
    assert turn(homes, "tehran") == f"Round 1 of 2 can be begun by us: placet common-dates offer {homes.tehran}"
    assert turn(homes, "moscow") == "Round 1 of 2 can be begun by Iran."
    assert f"Give this one: placet common-dates offer {homes.tehran}" in told("answer", homes.tehran, *window)
    assert "Round 1 of the search waits for IR." in told("answer", homes.moscow, *window)
    assert "1 window offered, sealed." in done("common-dates", "offer", homes.tehran, *window, "--yes").stdout
    homes.carry("tehran", "moscow")
    assert turn(homes, "moscow") == f"Round 1 of 2 waits for us: placet common-dates answer {homes.moscow}"
    assert turn(homes, "tehran") == "Round 1 of 2 waits for Russia."
    assert f"Give this one: placet common-dates answer {homes.moscow}" in told("offer", homes.moscow, *window)
    done("common-dates", "answer", homes.moscow, *window, "--yes")
    homes.carry("moscow", "tehran")
    assert turn(homes, "tehran") == f"Round 1 of 2 waits for us: placet common-dates close {homes.tehran}"
    done("common-dates", "close", homes.tehran)
    assert turn(homes, "tehran") == "Round 2 of 2 can be begun by Russia."


def test_all_windows_outside_the_terms_are_told_by_their_places_with_the_terms(homes: Homes) -> None:
    searching(homes)
    windows = ("2090-05-10/3", "2090-05-10/2", "2090-07-01/2", "2090-05-10/2")
    said = told("offer", homes.tehran, *(part for each in windows for part in ("--window", each)))
    # The first is of 3 days, the third begins after 30 June, the fourth is the second once more.
    assert "the windows at 1, 3, 4." in said
    assert "arrival from 2090-04-01 to 2090-06-30; days of stay: 2." in said


def test_terms_are_shown_whole_and_not_signed_before_somebody_said_so(homes: Homes) -> None:
    before = homes.standing()
    asked = placet("common-dates", "terms", homes.tehran, *FROM, *UNTIL, "--days", 2, "--rounds", 3)
    told = " ".join(asked.stdout.split())
    assert "earliest arrival 2090-04-01 latest arrival 2090-06-30 days of stay · 1 2" in told
    assert "windows of each side 16 rounds 3" in told
    assert "You sign for Iran." in told
    assert ("Sign?" in asked.stderr, "proposed and signed" in told, homes.standing()) == (True, False, before)


def test_offices_that_must_sign_the_terms_must_approve_every_round(homes: Homes) -> None:
    """Both of Moscow: each must sign the terms, and both together whatever Moscow answers."""
    needs = ("--needs", "RU/protocol", "--needs", "RU/council")
    sheet = done("common-dates", "terms", homes.tehran, *FROM, *UNTIL, "--days", 2, *needs, "--yes").stdout
    assert "To be signed by each of: RU/council and RU/protocol" in " ".join(sheet.split())
    homes.carry("tehran", "moscow")
    done("agree", homes.moscow, "P-03", "--office", "council", "--office", "protocol", "--yes")
    homes.carry("moscow", "tehran")
    window = ("--window", "2090-05-24/2")
    done("common-dates", "offer", homes.tehran, *window, "--yes")
    homes.carry("tehran", "moscow")
    assert "do not sign this one: council." in told("answer", homes.moscow, *window, "--yes")
    both = ("--office", "council", "--office", "protocol")
    assert "Answered." in done("common-dates", "answer", homes.moscow, *window, *both, "--yes").stdout


def test_windows_are_shown_and_not_offered_before_somebody_said_so(homes: Homes) -> None:
    searching(homes)
    asked = placet("common-dates", "offer", homes.tehran, "--window", "2090-05-24/2", "--window", "2090-06-07/2")
    told = " ".join(asked.stdout.split())
    assert "You are about to offer these 2 windows, sealed, for Iran; the best first" in told
    assert told.index("24 May 2090, 2 days") < told.index("7 June 2090, 2 days")
    assert "Russia will learn the windows in common, but no other day" in told
    assert ("Sign?" in asked.stderr, "offered, sealed" in told) == (True, False)
    assert turn(homes, "tehran") == f"Round 1 of 2 can be begun by us: placet common-dates offer {homes.tehran}"


def test_more_windows_than_agreed_are_told_before_anything_is_signed(homes: Homes) -> None:
    searching(homes)
    # 17 days from 1 May on, and 16 windows are agreed
    many = tuple(part for day in range(1, 18) for part in ("--window", f"2090-05-{day:02}/2"))
    assert "More windows are named than are agreed: 16 at most." in told("offer", homes.tehran, *many)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("terms", *FROM, *UNTIL, "--days", 2, "--window", "2090-05-10/2"), "“terms” has no use for --window."),
        (("offer", "--window", "2090-05-10/2", "--days", 2, "--needs", "council"), "no use for --needs, --days."),
        (("show", *FROM, "--rounds", 2), "“show” has no use for --from, --rounds."),
    ],
)
def test_options_that_a_step_has_no_use_for_are_told(homes: Homes, given: tuple[object, ...], said: str) -> None:
    action, *rest = given
    wrong = placet("common-dates", action, homes.tehran, *rest)
    assert (wrong.exit_code, said in " ".join(wrong.stderr.split())) == (2, True), wrong.stderr

"""Days of a visit: held, confirmed and replaced under one point, and told apart where several are on the table."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from click.testing import Result
from tests.cli.homes import VISIT, Homes, done
from tests.cli.running import placet
from tests.cli.visits import written

MAY_10, MAY_17 = ("--dates", "2090-05-10", "--days", 2), ("--dates", "2090-05-17", "--days", 2)
HELD = ("--hold-until", "2090-04-01")
PRINCIPAL = 'office = "President of Severia"\nside = "SE"\nprincipal = true'
OPENINGS = 'openings = [{ weekdays = ["monday", "tuesday", "thursday", "friday"], hours = "08:00–20:00" }]\n'


def windows(homes: Homes, home: str = "tehran") -> dict[str, tuple[str, str]]:
    """Of each point about days: what it says they are, and where it stands."""
    points = homes.standing(home)["points"]
    return {each["label"]: (each["content"]["type"], each["standing"]) for each in points if each["kind"] == "window"}


def test_days_that_were_held_are_confirmed_under_the_same_point(homes: Homes) -> None:
    done("propose", homes.tehran, *MAY_10, *HELD, "--yes")
    (label,) = windows(homes)
    homes.exchange()
    done("agree", homes.moscow, label, "--yes")
    homes.carry("moscow", "tehran")
    homes.carry("tehran", "moscow")
    assert windows(homes, "moscow") == {label: ("hold", "agreed")}
    done("propose", homes.moscow, *MAY_10, "--yes")
    homes.carry("moscow", "tehran")
    sheet = done("agree", homes.tehran, label, "--yes")
    assert "confirm (was: hold)" in sheet.stdout
    homes.carry("tehran", "moscow")
    homes.carry("moscow", "tehran")
    assert (windows(homes), windows(homes, "moscow")) == ({label: ("confirm", "agreed")},) * 2


def test_other_days_stand_beside_until_some_are_confirmed_and_then_replace_them(homes: Homes) -> None:
    done("propose", homes.tehran, *MAY_10, *HELD, "--yes")
    done("propose", homes.tehran, *MAY_17, *HELD, "--yes")
    first, second = windows(homes)
    told = done("envelope", "receive", homes.moscow, homes.sealed("tehran", "RU", "days.envelope")).stdout
    assert f"{first}  Days held until 1 April 2090: 10 May 2090, 2 days: Signed by Iran" in told
    assert f"{second}  Days held until 1 April 2090: 17 May 2090, 2 days: Signed by Iran" in told
    done("agree", homes.moscow, first, "--yes")
    done("propose", homes.moscow, *MAY_10, "--yes")
    homes.carry("moscow", "tehran")
    done("agree", homes.tehran, first, "--yes")
    homes.exchange()
    assert windows(homes)[first] == ("confirm", "agreed")
    done(
        "propose", homes.tehran, *MAY_17, "--yes"
    )  # these days are held under the second point, and others are confirmed
    assert windows(homes) == {first: ("confirm", "signed"), second: ("hold", "signed")}


def test_the_same_days_twice_are_told(homes: Homes) -> None:
    done("propose", homes.tehran, *MAY_10, "--yes")
    again = placet("propose", homes.tehran, *MAY_10, "--yes")
    assert (again.exit_code, "says the same already" in again.stderr) == (3, True)


def test_a_draft_of_days_answers_what_came_to_the_table_meanwhile(homes: Homes) -> None:
    done("propose", homes.tehran, *MAY_10, "--draft")  # while nobody speaks of these days
    done("propose", homes.moscow, *MAY_10, *HELD, "--yes")
    homes.carry("moscow", "tehran")
    assert set(windows(homes)) == {"P-02", "draft-1"}
    sheet = done("propose", homes.tehran, "draft-1", "--yes")
    assert "confirm (was: hold)" in sheet.stdout
    assert windows(homes) == {"P-02": ("confirm", "signed")}


def test_a_draft_of_days_that_the_other_side_proposed_just_so_is_told(homes: Homes) -> None:
    done("propose", homes.tehran, *MAY_10, "--draft")
    done("propose", homes.moscow, *MAY_10, "--yes")
    homes.carry("moscow", "tehran")
    again = placet("propose", homes.tehran, "draft-1", "--yes")
    assert (again.exit_code, "The other side's text of P-02 says just this." in again.stderr) == (3, True)


def test_no_days_are_held_until_one_that_has_passed(homes: Homes) -> None:
    again = placet("propose", homes.tehran, *MAY_10, "--hold-until", "2020-04-01", "--yes")
    assert (again.exit_code, "--hold-until: 2020-04-01 has passed." in again.stderr) == (2, True)
    assert windows(homes) == {}


def test_all_names_that_are_none_are_told_at_once(homes: Homes) -> None:
    wrong = placet("propose", homes.tehran, "tlaks", "talks", "lunhc", "--yes")
    assert (wrong.exit_code, "“tlaks, lunhc”" in wrong.stderr) == (2, True)


BUSY = """
[diary.congress]
who = ["president-se"]
on = 2090-05-17
between = "08:00–20:00"
title = "Congress of the party"
"""


def own_visit(homes: Homes, *more: tuple[str, str]) -> Path:
    """Moscow's visit file, of one day on 10 May 2090, with what only Moscow knows."""
    own, text = homes.folder / "own", VISIT.replace("starts_on = 2027-05-10", "starts_on = 2090-05-10")
    for old, new in more:
        assert old in text
        text = text.replace(old, new)
    written(own, text.replace('office = "President of Severia"\nside = "SE"', PRINCIPAL))
    (own / "private.toml").write_text(BUSY, encoding="utf-8")
    done("open", homes.moscow, own, "--file", "file-1")
    return own


def effect(result: Result) -> str:
    told = " ".join(result.stdout.split())
    return told.partition("What it would do here (this stays in this office)")[2].partition("You sign for")[0]


def test_other_days_are_weighed_by_what_only_we_know(homes: Homes) -> None:
    own_visit(homes)
    done("propose", homes.tehran, "--dates", "2090-05-17", "--days", 1, *HELD, "--yes")
    homes.carry("tehran", "moscow")
    (label,) = windows(homes, "moscow")
    said = effect(placet("agree", homes.moscow, label))
    assert "against: President of Severia away: Congress of the party" in said
    assert "only this office knows" in said
    assert "your visit has" not in said.casefold()
    done("counter", homes.moscow, label, "--on", "2090-05-18", "--yes")
    homes.carry("moscow", "tehran")
    assert "Congress" not in placet("agree", homes.tehran, label).stdout
    assert windows(homes)[label] == ("hold", "signed")


def test_ones_own_days_are_weighed_too_and_their_number_is_told(homes: Homes) -> None:
    own_visit(homes)
    said = effect(placet("propose", homes.moscow, "--dates", "2090-05-16", "--days", 2))
    assert "Your visit has 1 day, and these are not as many." in said
    assert "Congress of the party" in said


def test_the_plan_is_judged_at_its_hours_on_the_other_days(homes: Homes) -> None:
    """The palace is closed on Wednesdays. 10 and 24 May 2090 are, 11 and 25 May are not."""
    assert (date(2090, 5, 10).weekday(), date(2090, 5, 24).weekday()) == (2, 2)
    open_else = ('[venues.palace]\nname = "Palace"\n', f'[venues.palace]\nname = "Palace"\n{OPENINGS}')
    own = own_visit(homes, open_else, ("starts_on = 2090-05-10", "starts_on = 2090-05-11"))
    done("plan", own, "--out", own / "papers")
    said = effect(placet("propose", homes.moscow, "--dates", "2090-05-24", "--days", 1))
    assert "judged by the programme in" in said
    assert "Palace" in said
    calm = effect(placet("propose", homes.moscow, "--dates", "2090-05-25", "--days", 1))
    assert "Palace" not in calm


def test_days_beyond_every_calendar_are_not_judged(homes: Homes) -> None:
    own_visit(homes)
    assert "Your calendars do not reach these days" in effect(
        placet("propose", homes.moscow, "--dates", "2100-12-31", "--days", 1)
    )


def test_no_days_are_proposed_that_have_passed(homes: Homes) -> None:
    again = placet("propose", homes.tehran, "--dates", "2020-05-10", "--yes")
    assert (again.exit_code, "--dates: 2020-05-10 has passed." in again.stderr) == (2, True)

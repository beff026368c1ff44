"""Days of a visit: held, confirmed and replaced under one point, and told apart where several are on the table."""

from __future__ import annotations

from tests.cli.homes import Homes, done
from tests.cli.running import placet

MAY_10, MAY_17 = ("--dates", "2090-05-10", "--days", 2), ("--dates", "2090-05-17", "--days", 2)
HELD = ("--hold-until", "2090-04-01")


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


def test_no_days_are_held_until_one_that_has_passed(homes: Homes) -> None:
    again = placet("propose", homes.tehran, *MAY_10, "--hold-until", "2020-04-01", "--yes")
    assert (again.exit_code, "--hold-until: 2020-04-01 has passed." in again.stderr) == (2, True)
    assert windows(homes) == {}


def test_all_names_that_are_none_are_told_at_once(homes: Homes) -> None:
    wrong = placet("propose", homes.tehran, "tlaks", "talks", "lunhc", "--yes")
    assert (wrong.exit_code, "“tlaks, lunhc”" in wrong.stderr) == (2, True)

"""Offices that must each sign a text are named with it, are shown before they sign, and nothing is agreed without them.

Both homes have two offices: `protocol`, which signs where none is named, and `council`.
"""

from __future__ import annotations

from tests.cli.homes import VISIT, Homes, done
from tests.cli.running import placet
from tests.cli.visits import written

BOTH = ("--needs", "RU/protocol", "--needs", "RU/council")


def said(text: str) -> str:
    return " ".join(text.split())


def point(homes: Homes, home: str = "moscow", kind: str = "matter") -> dict[str, object]:
    return dict(next(each for each in homes.standing(home)["points"] if each["kind"] == kind))


def gifts(homes: Homes, *needs: str) -> str:
    """On the table at both; its label."""
    done("propose", homes.tehran, "--matter", "Gifts", *needs, "--yes")
    homes.carry("tehran", "moscow")
    return str(point(homes)["label"])


def test_two_offices_of_one_side_must_sign(homes: Homes) -> None:
    label = gifts(homes, *BOTH)
    assert point(homes)["needs"] == ["RU/council", "RU/protocol"]
    shown = said(done("standing", homes.moscow).stdout)
    assert ("; to be signed by" in shown, "RU/council and RU/protocol" in shown) == (True, True)
    first = said(done("agree", homes.moscow, label, "--yes").stdout)
    assert "To be signed by each of: RU/council and RU/protocol" in first
    assert "You sign for Russia, in part only: RU/council must sign too." in first
    assert "With this our word is given" not in first
    assert (point(homes)["standing"], point(homes)["missing_offices"]) == ("signed", ["RU/council"])
    assert "Signed by Iran; RU/council must" in said(done("standing", homes.moscow).stdout)
    second = said(done("agree", homes.moscow, label, "--office", "council", "--yes").stdout)
    assert "in part only" not in second
    assert "With this our word is given" in second
    homes.exchange()
    homes.exchange()
    assert (point(homes)["standing"], point(homes, "tehran")["standing"]) == ("agreed", "agreed")
    assert "to be signed by" not in said(done("standing", homes.moscow).stdout)  # nothing is asked any more


def test_both_may_sign_at_once(homes: Homes) -> None:
    label = gifts(homes, *BOTH)
    sheet = said(done("agree", homes.moscow, label, "--office", "council", "--office", "protocol", "--yes").stdout)
    assert "in part only" not in sheet
    assert point(homes)["signed_by"] == ["IR", "RU"]


def test_an_office_of_ones_own_is_named_without_the_side(homes: Homes) -> None:
    told = said(done("propose", homes.tehran, "--matter", "Gifts", "--needs", "council", "--yes").stdout)
    assert "To be signed by each of: IR/council" in told
    assert "You sign for Iran, in part only: IR/council must sign too." in told
    own = point(homes, "tehran")
    assert (own["needs"], own["standing"], own["turn"]) == (["IR/council"], "partly-sealed", ["IR", "RU"])
    done("agree", homes.tehran, str(own["label"]), "--office", "council", "--yes")
    assert point(homes, "tehran")["signed_by"] == ["IR"]


def test_who_must_sign_is_told_of_both_sides(homes: Homes) -> None:
    """Iran's protocol has signed: its council is awaited, and so are both offices of Russia, none of which has."""
    done("propose", homes.tehran, "--matter", "Gifts", "--needs", "council", *BOTH, "--yes")
    paper = homes.folder / "points.txt"
    done("standing", homes.tehran, "--paper", paper, "--lang", "en")
    told = paper.read_text("utf-8")
    assert "Signed in part: IR/council must sign too" in told
    assert "to be signed by RU/council and RU/protocol" in told


def test_all_offices_that_are_none_are_told_with_those_there_are(homes: Homes) -> None:
    before = homes.standing()
    for command in (["propose", homes.tehran, "--matter", "Gifts"], ["counter", homes.tehran, "P-01"]):
        wrong = placet(*command, "--needs", "almanac", "--needs", "RU/treasury", "--needs", "council", "--yes")
        told = said(wrong.stderr)
        assert (wrong.exit_code, "under this name: almanac, RU/treasury." in told) == (3, True), told
        assert "Name one of IR/council, IR/protocol, RU/council, RU/protocol." in told
    assert homes.standing() == before


def test_a_draft_is_signed_by_nobody_until_it_is_put_on_the_table(homes: Homes) -> None:
    wrong = placet("propose", homes.tehran, "--matter", "Gifts", "--needs", "council", "--draft")
    assert (wrong.exit_code, "a draft is signed by nobody" in said(wrong.stderr)) == (2, True)
    done("propose", homes.tehran, "--matter", "Gifts", "--draft")
    done("propose", homes.tehran, "draft-1", "--needs", "council", "--yes")
    assert point(homes, "tehran")["needs"] == ["IR/council"]


def test_a_counter_text_keeps_the_offices_unless_others_are_named(homes: Homes) -> None:
    label = gifts(homes, *BOTH)
    done("counter", homes.moscow, label, "--words", "None", "--yes")
    assert point(homes)["needs"] == ["RU/council", "RU/protocol"]
    same = placet("counter", homes.moscow, label, *BOTH, "--yes")
    assert (same.exit_code, "says the same as the text" in said(same.stderr)) == (3, True)
    done("counter", homes.moscow, label, "--needs", "IR/council", "--yes")  # the same words, to be signed by others
    assert point(homes)["needs"] == ["IR/council"]


def test_a_counter_text_may_ask_for_no_particular_office_and_both_sheets_say_so(homes: Homes) -> None:
    label = gifts(homes, *BOTH)
    told = said(done("counter", homes.moscow, label, "--any-office", "--yes").stdout)
    assert "No particular office must sign this any more; before: RU/council and RU/protocol" in told
    assert point(homes)["needs"] == []
    both = placet("counter", homes.moscow, label, "--any-office", "--needs", "council")
    assert (both.exit_code, "Choose one: --needs or --any-office." in said(both.stderr)) == (2, True)
    homes.carry("moscow", "tehran")
    sheet = said(done("agree", homes.tehran, label, "--yes").stdout)  # the offices are those of Russia: for it to say
    assert "before: RU/council and RU/protocol" in sheet


def test_offices_of_ours_that_the_other_side_releases_are_not_passed_over(homes: Homes) -> None:
    """Tehran asked for the council of Russia and for its own, and now for its own alone."""
    label = gifts(homes, "--needs", "RU/council", "--needs", "council")
    done("counter", homes.tehran, label, "--needs", "council", "--office", "council", "--yes")
    homes.carry("tehran", "moscow")
    asked = placet("agree", homes.moscow, label, "--yes")
    told = said(asked.stderr)
    assert (asked.exit_code, f"text of {label} no longer needs" in told, "council. Nothing" in told) == (3, True, True)
    assert "Named before, and need not sign this any more: RU/council" in said(asked.stdout)
    assert point(homes)["signed_by"] == ["IR"]
    done("agree", homes.moscow, label, "--office", "council", "--yes")
    assert point(homes)["signed_by"] == ["IR", "RU"]


def test_two_texts_in_a_row_pass_over_nobody_either(homes: Homes) -> None:
    """The second answers the first, in which the council of Russia is not named any more."""
    label = gifts(homes, "--needs", "RU/council")
    done("counter", homes.tehran, label, "--any-office", "--yes")
    done("counter", homes.tehran, label, "--words", "No gifts are exchanged.", "--yes")
    homes.carry("tehran", "moscow")
    asked = placet("agree", homes.moscow, label, "--yes")
    assert (asked.exit_code, f"text of {label} no longer needs" in said(asked.stderr)) == (3, True)
    assert "No particular office must sign this any more; before: RU/council" in said(asked.stdout)
    ours = said(done("counter", homes.moscow, label, "--words", "Books only.", "--yes").stdout)
    assert "before: RU/council" in ours  # our own text names it no more either, and says so


def test_an_office_that_we_released_ourselves_is_not_asked_for_again(homes: Homes) -> None:
    label = gifts(homes, "--needs", "RU/council")
    done("counter", homes.moscow, label, "--any-office", "--yes")
    homes.carry("moscow", "tehran")
    done("counter", homes.tehran, label, "--words", "No gifts are exchanged.", "--yes")
    homes.carry("tehran", "moscow")
    assert "council" not in done("agree", homes.moscow, label, "--yes").stdout


def test_an_officer_may_release_them_knowingly(homes: Homes) -> None:
    label = gifts(homes, "--needs", "RU/council")
    done("counter", homes.tehran, label, "--any-office", "--yes")
    homes.carry("tehran", "moscow")
    assert placet("agree", homes.moscow, label, "--yes").exit_code == 3
    done("agree", homes.moscow, label, "--without-offices", "--yes")
    assert point(homes)["signed_by"] == ["IR", "RU"]


def test_an_engagement_proposed_anew_from_a_programme_keeps_its_offices(homes: Homes) -> None:
    own = homes.folder / "own"
    written(own, VISIT)
    done("open", homes.tehran, own, "--file", "file-1")
    done("propose", homes.tehran, "talks", "--needs", "RU/council", "--yes")
    written(own, VISIT.replace('at = "10:00"', 'at = "10:30"'))
    done("plan", own, "--out", homes.folder / "papers")
    done("propose", homes.tehran, "--programme", homes.folder / "papers" / "programme.toml", "--yes")
    found = [each for each in homes.standing()["points"] if "Talks" in str(each["content"])]
    assert [(each["content"]["starts"]["at"], each["needs"]) for each in found] == [("10:30", ["RU/council"])]


def test_what_is_handed_over_may_need_offices_and_keeps_them_when_it_is_handed_over_anew(homes: Homes) -> None:
    done("propose", homes.tehran, "--request", "Diets", "--yes")
    homes.carry("tehran", "moscow")
    request = str(point(homes, kind="request")["label"])
    done("hand-over", homes.moscow, request, "--words", "None", "--needs", "council", "--yes")
    assert point(homes, kind="return")["needs"] == ["RU/council"]
    done("hand-over", homes.moscow, request, "--words", "No nuts", "--yes")
    assert point(homes, kind="return")["needs"] == ["RU/council"]
    done("hand-over", homes.moscow, request, "--words", "No nuts", "--needs", "protocol", "--yes")
    assert point(homes, kind="return")["needs"] == ["RU/protocol"]
    assert [each["kind"] for each in homes.standing("moscow")["points"]].count("return") == 1


def test_the_offices_stand_on_the_paper(homes: Homes) -> None:
    gifts(homes, *BOTH)
    paper = homes.folder / "points.txt"
    done("standing", homes.tehran, "--paper", paper, "--lang", "en")
    assert "to be signed by RU/council and RU/protocol" in paper.read_text("utf-8")

"""An office alone: what the other side said outside Placet, and drafts that are worded anew."""

from __future__ import annotations

import pytest
from tests.cli.homes import Homes, done
from tests.cli.running import placet
from tests.cli.visits import written

from placet.cli.joint.home import office_at
from placet.node.joint.open_points import sheet

VISIT = "visit.toml"


@pytest.fixture
def alone(apart: Homes) -> Homes:
    """Tehran's file of its own, with the talks and a request as drafts."""
    done("open", apart.tehran, apart.visit)
    done("propose", apart.tehran, "talks", "lunch", "--yes")
    return apart


def shown(homes: Homes) -> str:
    return " ".join(done("standing", homes.tehran).stdout.split())


def test_agreed_on_paper_is_a_standing_and_counts(alone: Homes) -> None:
    done("note", alone.tehran, "draft-1", "--on-paper", "no. 112 of 3 May")
    said = shown(alone)
    assert said.startswith(
        "0 agreed · 1 agreed on paper · waiting for us: 1 · for the others: 0 · drafts: 1",
    )
    assert "draft-1 Talks Agreed on paper (note" in said
    assert alone.standing()["counts"] == {"agreed": 0, "us": 1, "them": 0, "drafts": 1, "on_paper": 1}


@pytest.mark.parametrize(
    ("reply", "turn"),
    [
        ((), ["IR"]),
        (("--on-paper", "no. 112", "--said", "under-consideration"), [""]),
        (("--on-paper", "no. 112", "--said", "noted"), [""]),
        (("--on-paper", "no. 112", "--said", "ad-referendum"), [""]),
        (("--agreed-by-phone", "counsellor"), [""]),
        (("--on-paper", "no. 112", "--said", "noted", "--by", "SE"), ["SE"]),
        (("--on-paper", "no. 112", "--said", "not-now"), ["IR"]),
        (("--on-paper", "no. 112"), []),
    ],
)
def test_the_last_reply_says_whose_turn_a_draft_is(alone: Homes, reply: tuple[str, ...], turn: list[str]) -> None:
    if reply:
        done("note", alone.tehran, "draft-1", *reply)
    standing = alone.standing()
    assert [each["turn"] for each in standing["points"]] == [turn, ["IR"]]
    # the lunch, of which nothing was said, waits for us too
    assert (standing["counts"]["us"], standing["counts"]["them"]) == (
        1 + turn.count("IR"),
        len(turn) - turn.count("IR"),
    )


def test_a_telephone_call_is_not_called_paper(alone: Homes) -> None:
    done("note", alone.tehran, "draft-1", "--agreed-by-phone", "counsellor, 16:40")
    done("note", alone.tehran, "draft-2", "--agreed-by-phone", "counsellor, 16:50", "--said", "noted")
    standing = done("standing", alone.tehran).stdout
    assert "on paper" not in standing
    assert "Agreed by phone" in standing
    assert "reply by telephone: noted" in standing


def test_the_same_thing_proposed_again_is_another_wording_of_its_draft(alone: Homes) -> None:
    done("note", alone.tehran, "draft-1", "--on-paper", "no. 112 of 3 May")
    same = placet("propose", alone.tehran, "talks", "--yes")
    assert (same.exit_code, "draft-1 says the same already" in same.stderr) == (3, True)
    text = (alone.visit / VISIT).read_text("utf-8")
    written(alone.visit, text.replace('at = "10:00"', 'at = "10:30"'))
    done("propose", alone.tehran, "talks", "lunch", "--yes")
    counts = alone.standing()["counts"]
    assert (counts["drafts"], counts["on_paper"]) == (2, 0)  # what they agreed to was another text
    assert [each["label"] for each in alone.standing()["points"]] == ["draft-1", "draft-2"]
    assert alone.standing()["points"][0]["on_paper"] == []


def test_a_reply_on_paper_says_until_when_and_the_draft_is_not_of_this_office_only(alone: Homes) -> None:
    considered = ("--said", "under-consideration", "--until", "2099-04-08")
    done("note", alone.tehran, "draft-1", "--on-paper", "no. 112", *considered)
    line = next(each for each in done("standing", alone.tehran).stdout.splitlines() if "draft-1" in each)
    assert "in this office only" not in line
    assert "until 8 April 2099" in shown(alone)
    assert "(note verbale no. 112)" in shown(alone)
    assert "waits for the" in line  # the other side, on the next line
    done("standing", alone.tehran, "--paper", alone.folder / "points.txt", "--lang", "en")
    printed = (alone.folder / "points.txt").read_text("utf-8")
    assert "Replied on paper: under consideration until 8 April 2099 (no. 112)" in printed


def test_until_when_goes_with_what_is_considered_and_lies_ahead(alone: Homes) -> None:
    note = ("note", alone.tehran, "draft-1", "--on-paper", "no. 112", "--until")
    assert "without --said under-consideration" in placet(*note, "2099-04-08").stderr
    assert "has passed" in placet(*note, "2020-04-08", "--said", "under-consideration").stderr
    assert alone.standing()["points"][0]["on_paper"] == []


def test_evidence_that_the_others_were_told_of_stands_once(alone: Homes) -> None:
    done("note", alone.tehran, "draft-1", "--on-paper", "no. 112 of 3 May")
    done("open", alone.tehran, alone.visit, "--with", alone.card("moscow"))
    done("propose", alone.tehran, "--agreed-on-paper", "--yes")
    assert shown(alone).count("112") == 1


def test_a_draft_stands_since_it_was_kept_and_after_a_reply_since_that(alone: Homes) -> None:
    done("note", alone.tehran, "draft-1", "--on-paper", "no. 112 of 3 May")
    replied, kept = (each["since"] for each in alone.standing()["points"])
    assert replied >= kept >= "2026-"


def test_the_paper_for_a_side_without_placet_is_in_the_languages_of_that_side(alone: Homes) -> None:
    """Our visit file says that papers of the guest are in Russian; a file that does not know our side says nothing."""
    paper = alone.folder / "points.txt"
    done("standing", alone.tehran, "--paper", paper)
    assert "Points to agree" in paper.read_text("utf-8")  # Tehran's own languages: Persian, and English
    paper.unlink()
    known = (alone.visit / VISIT).read_text("utf-8").replace("sides.AR", "sides.IR").replace('"AR"', '"IR"')
    written(alone.visit, known.replace('name = "Severia"', 'name = "Severia"\nlanguages = ["ru"]'))
    done("standing", alone.tehran, "--paper", paper)
    assert "Points to agree" not in paper.read_text("utf-8")
    assert "Вопросы к согласованию" in paper.read_text("utf-8")


@pytest.mark.parametrize("number", ["P-02", "p2", "۲"])
def test_a_draft_is_known_by_its_number_on_paper_while_there_is_no_record(alone: Homes, number: str) -> None:
    done("note", alone.tehran, number, "--on-paper", "no. 112")
    assert [len(each["on_paper"]) for each in alone.standing()["points"]] == [0, 1]


def test_the_number_of_a_draft_on_paper_is_nobodys_or_a_point_of_the_record_once_there_is_one(alone: Homes) -> None:
    done("open", alone.tehran, alone.visit, "--with", alone.card("moscow"))
    none = placet("note", alone.tehran, "P-01", "--on-paper", "no. 112")
    assert (none.exit_code, "no one thing" in none.stderr) == (2, True)
    done("propose", alone.tehran, "draft-2", "--yes")  # the lunch is P-01 now, and the talks are draft-1 still
    done("note", alone.tehran, "P-01", "--on-paper", "no. 112")
    replies = {each["label"]: len(each["on_paper"]) for each in alone.standing()["points"]}
    assert replies == {"P-01": 1, "draft-1": 0}


def test_hours_that_a_draft_has_stay_where_the_visit_leaves_them_to_be_planned(alone: Homes) -> None:
    text = (alone.visit / VISIT).read_text("utf-8")
    written(alone.visit, text.replace('at = "10:00"\n', "").replace('title = "Talks"', 'title = "Plenary talks"'))
    done("propose", alone.tehran, "talks", "--yes")
    talks = alone.standing()["points"][0]["content"]
    said = (talks["title"]["en"], talks["venue"]["en"], talks["starts"]["at"], talks["ends"]["at"])
    assert said == ("Plenary talks", "Palace", "10:00", "11:00")  # 60 minutes, as the draft had them


def test_hours_on_the_table_stay_in_a_counter_text_of_a_visit_that_leaves_them_to_be_planned(apart: Homes) -> None:
    done("open", apart.tehran, apart.visit, "--with", apart.card("moscow"))
    done("propose", apart.tehran, "talks", "--yes")
    text = (apart.visit / VISIT).read_text("utf-8")
    written(apart.visit, text.replace('at = "10:00"\n', ""))
    same = placet("propose", apart.tehran, "talks", "--yes")
    assert (same.exit_code, "says the same already" in same.stderr) == (3, True)
    written(apart.visit, text.replace('at = "10:00"\n', "").replace('title = "Talks"', 'title = "Plenary talks"'))
    assert "no longer said" not in done("propose", apart.tehran, "talks", "--yes").stdout
    talks = apart.standing()["points"][-1]["content"]
    said = (talks["title"]["en"], talks["venue"]["en"], talks["starts"]["at"], talks["ends"]["at"])
    assert said == ("Plenary talks", "Palace", "10:00", "11:00")


def test_a_request_on_paper_is_due_until_its_data_came(alone: Homes) -> None:
    done("propose", alone.tehran, "--request", "Manifest", "--due", "2099-04-20")
    assert "due by 20 April 2099" in shown(alone)
    done("note", alone.tehran, "draft-3", "--on-paper", "no. 112")
    agreed = alone.standing()["points"][2]
    assert (agreed["turn"], agreed["request"]["state"]) == ([""], "due")  # they have agreed, and owe the data
    done("note", alone.tehran, "draft-3", "--on-paper", "no. 119", "--said", "handed-over")
    came = alone.standing()
    assert (came["points"][2]["turn"], came["points"][2]["request"]["state"]) == ([], "answered")
    assert (came["counts"]["on_paper"], came["counts"]["drafts"]) == (1, 2)  # the talks and the lunch are drafts still
    assert "no. 119" in shown(alone)
    assert "due by" not in shown(alone)


def test_the_paper_asks_for_data_as_long_as_the_standing_awaits_them(alone: Homes) -> None:
    """A telephone call after the data came asks for them again, in both."""
    done("propose", alone.tehran, "--request", "Manifest", "--due", "2099-04-20")
    asked = []
    came = ("--on-paper", "no. 119", "--said", "handed-over")
    for note in (came, ("--agreed-by-phone", "counsellor", "--said", "noted")):
        done("note", alone.tehran, "draft-3", *note)
        with office_at(alone.tehran, writing=False) as office:
            (page,) = sheet(office.desk(None), {"en": "Visit"}, spoken=("en",))
        asked.append((alone.standing()["points"][2]["turn"], page.points[2].writing))
    assert asked == [([], False), ([""], True)]


def test_data_that_came_on_paper_are_awaited_no_more_in_a_joint_file(apart: Homes) -> None:
    done("open", apart.tehran, apart.visit, "--with", apart.card("moscow"))
    done("propose", apart.tehran, "--request", "Manifest", "--due", "2099-04-20", "--yes")
    assert apart.standing()["points"][0]["request"]["awaited"] == ["RU"]
    done("note", apart.tehran, "P-01", "--on-paper", "no. 119", "--said", "handed-over")
    request = apart.standing()["points"][0]["request"]
    assert (request["state"], request["awaited"]) == ("answered", [])


def test_data_come_only_where_they_were_asked_for(alone: Homes) -> None:
    none = placet("note", alone.tehran, "draft-1", "--on-paper", "no. 119", "--said", "handed-over")
    assert (none.exit_code, "draft-1 asks for no data" in none.stderr) == (3, True)
    assert alone.standing()["points"][0]["on_paper"] == []


def test_a_draft_is_proposed_by_its_number_on_paper_while_there_is_no_record(alone: Homes) -> None:
    # The talks are draft-1, P-01 on paper: named so, it is that draft in other words, and no new one.
    before = [each["label"] for each in alone.standing()["points"]]
    same = placet("propose", alone.tehran, "P-01")
    assert (same.exit_code, "draft-1 says the same already" in " ".join(same.stderr.split())) == (3, True)
    assert [each["label"] for each in alone.standing()["points"]] == before

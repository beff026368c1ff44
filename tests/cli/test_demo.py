"""The demonstration: the first screen of a newcomer, and the six mistakes."""

from __future__ import annotations

import json
import tomllib
from functools import partial

import pytest
from tests.cli.running import placet

from placet.errors import NotFoundError
from placet.node.demo import example_names, example_path
from placet.node.planning import plan_visit


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    out = tmp_path_factory.mktemp("demo")
    return placet("demo", "--out", out), out


def test_the_screen_says_what_was_kept_what_was_not_and_what_brings_it_in(demo):
    result, _ = demo
    lines = result.stdout.splitlines()
    assert result.exit_code == 0
    assert lines[0] == "Placet · an official visit, announced and not dated"
    assert lines[1].startswith("ILLUSTRATIVE: ")
    kept = next(i for i, line in enumerate(lines) if "Left out: Technology park." in line)
    assert "It fits if" in lines[kept + 1]
    assert "technological none" in result.stdout
    assert "that know nothing of the planner: sound" in result.stdout


def test_there_is_one_file_to_open_first(demo):
    result, out = demo
    assert f"{out}/index.html" in result.stdout
    assert (out / "index.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert (out / "programme.toml").is_file()


def test_it_reads_an_old_programme_and_can_be_seen_again(demo):
    result, out = demo
    assert "17 engagements understood, 0 doubtful, 1 question" in result.stdout
    draft = out / "old" / "visit.toml"
    draft.write_text("# mine\n" + draft.read_text(encoding="utf-8"), encoding="utf-8")
    assert placet("demo", "--out", out).exit_code == 0
    assert draft.read_text(encoding="utf-8").startswith("# mine\n")


def test_no_line_is_longer_than_a_hundred_columns(demo):
    assert max(len(line) for line in demo[0].stdout.splitlines() if "/" not in line) <= 100


def test_broken_shows_six_mistakes_of_six_kinds_with_a_remedy_each():
    result = placet("demo", "broken")
    assert result.exit_code == 0
    assert "6 things to mend. Nothing was written." in result.stdout
    assert sum(line.startswith("visit.toml:") for line in result.stdout.splitlines()) == 6
    for remedy in ("Did you mean: dress", "Did you mean: hall-2", 'Write a unit: "60m"', "Move it to private.toml."):
        assert remedy in result.stdout


def test_without_a_programme_the_demonstration_says_so(tmp_path, monkeypatch):
    assert placet("demo", "--help").exit_code == 0  # the command is loaded now
    monkeypatch.setattr("placet.cli.demo.plan_visit", partial(plan_visit, work=1e-9))
    result = placet("demo", "--out", tmp_path / "demo")
    assert result.exit_code == 6
    assert "No answer in the time given" in result.stdout
    assert not (tmp_path / "demo").exists()


def test_a_broken_example_that_is_in_order_is_our_mistake(monkeypatch):
    assert placet("demo", "--help").exit_code == 0
    monkeypatch.setattr("placet.cli.demo.example_path", lambda _: example_path())
    result = placet("demo", "broken")
    assert result.exit_code == 1
    assert "the broken example is in order" in result.stderr


def test_an_example_that_is_none_has_neighbours():
    with pytest.raises(NotFoundError) as raised:
        example_path("tehran-mosco")
    assert raised.value.nearest == ("tehran-moscow",)
    with pytest.raises(NotFoundError) as raised:
        example_path("zzz")
    assert raised.value.nearest == example_names()


def test_what_the_two_sides_agreed_stands_in_the_plan(demo):
    """The host's home and its visit file: 18 of the 22 agreed points fix something in it, the other four are the search
    for dates, the days, which are only held, and the two packages."""
    _, out = demo
    home, visit = out / "together" / "IR", example_path("tehran-moscow")
    result = placet("plan", visit, "--agreed", home, "--json")
    assert result.exit_code == 0
    planned = json.loads(result.stdout)
    assert len(planned["agreed"]["placed"]) == 18
    assert planned["agreed"]["elsewhere"] == []
    signing = next(each for each in planned["programme"]["placements"] if each["engagement"] == "signing")
    assert signing["starts"] == {"day": 1, "at": "15:45"}


def test_why_names_the_point_that_a_time_was_agreed_by(demo):
    _, out = demo
    result = placet("why", example_path("tehran-moscow"), "signing", "--agreed", out / "together" / "IR")
    assert result.exit_code == 0
    assert "P-21" in result.stdout


def test_why_judges_within_the_agreed_margin_and_names_the_agreement_and_not_the_file(demo):
    """Our file states no hour for the wreath, and leaves ten minutes open around the 09:00 that was agreed."""
    _, out = demo
    result = placet("why", example_path("tehran-moscow"), "wreath", "--agreed", out / "together" / "IR")
    said = " ".join(result.stdout.split())
    # 08:50 is ten minutes before 09:00 and 08:45, the next step, fifteen.
    assert "earlier? As early as 08:50 nothing else has to move." in said
    assert "begins at D+1 08:45; agreed under P-33 is D+1 09:00." in said
    assert "the file says" not in said


def test_repair_tells_what_our_own_file_must_read_and_not_what_is_only_agreed(demo):
    """The wreath is agreed for 09:00; the file puts it on the second day and names no hour and no agreement."""
    _, out = demo
    visit, home = example_path("tehran-moscow"), out / "together" / "IR"
    change = ("--change", "wreath +30", "--answers", "1")
    result = placet("repair", visit, out / "programme.toml", "--agreed", home, *change, "--json")
    assert result.exit_code == 0
    (answer,) = json.loads(result.stdout)["answers"]
    wreath = [field for field in answer["fields"] if "wreath" in str(field)]
    assert wreath == [{"field": "engagements.wreath.at", "before": "", "after": '"09:30 Asia/Tehran"'}]


def test_the_hours_left_of_a_lost_venue_can_be_pasted_and_are_told_in_words(demo):
    _, out = demo
    change = ("--change", "memorial lost 09:00-12:00 day 2", "--answers", "1")
    printed = placet("repair", example_path("tehran-moscow"), out / "programme.toml", *change).stdout
    lines = [line.strip() for line in printed.splitlines()]
    said = lines.index("# Memorial, covered hall cannot be used 09:00–12:00 on D+1")
    pasted = tomllib.loads("\n".join(lines[said : lines.index("]", said) + 1]))["openings"]
    # Of a hall that is always open on two days: each day without those hours, and the night that begins with its noon.
    assert pasted == [
        {"hours": "00:00–24:00", "days": [1]},
        {"hours": "12:00–06:00", "days": [1]},
        {"hours": "00:00–09:00", "days": [2]},
        {"hours": "12:00–06:00", "days": [2]},
    ]

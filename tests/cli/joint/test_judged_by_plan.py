"""A proposal is held against the programme that this office planned last, and the officer sees why it hurts."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.cli.homes import VISIT, Homes, done
from tests.cli.running import placet
from tests.cli.visits import written

UNTIMED = VISIT.replace('at = "10:00"\n', "").replace('at = "13:00–14:00"\n', 'length = "60m"\n')
"""The same visit with no hour in it: talks in the palace and lunch in the hall, of the same two people."""
PLAN = """
format_version = 1
dated = true
starts_on = 2027-05-10
basis = "planned"
[placements.talks]
day = 1
at = "15:00"
ends = "16:00"
zone = "Asia/Tehran"
offset = "+03:30"
venue = "palace"
[placements.lunch]
day = 1
at = "10:30"
ends = "11:30"
zone = "Asia/Tehran"
offset = "+03:30"
venue = "hall"
[[journeys]]
id = "go:lunch>talks"
parties = ["president-ar", "president-se"]
by = "car"
origin = "hall"
destination = "palace"
leaves = { day = 1, at = "14:40", zone = "Asia/Tehran", offset = "+03:30" }
arrives = { day = 1, at = "15:00", zone = "Asia/Tehran", offset = "+03:30" }
"""
ROOMY = PLAN.replace('"10:30"', '"13:00"').replace('"11:30"', '"14:00"')
EFFECT = "What it would do here"


@pytest.fixture
def own(homes: Homes) -> Path:
    """The visit file of Moscow, which states no hours; Tehran has proposed the talks from 10:00 to 11:00."""
    own = homes.folder / "own"
    written(own, UNTIMED)
    done("open", homes.moscow, own, "--file", "file-1")
    done("propose", homes.tehran, "talks", "--yes")
    homes.carry("tehran", "moscow")
    return own


def talks(homes: Homes) -> str:
    (label,) = [each["label"] for each in homes.standing("moscow")["points"] if each["kind"] == "engagement"]
    return str(label)


def effect(homes: Homes, *more: object) -> str:
    """What the sheet says of the effect; nobody answers its question."""
    told = " ".join(placet("agree", homes.moscow, talks(homes), *more).stdout.split())
    return told.partition(EFFECT)[2].partition("You sign for")[0]


def planned(folder: Path, own: Path, plan: str = PLAN) -> Path:
    """A folder with the papers of a plan of that visit, and this programme in the place of what was found."""
    done("plan", own, "--out", folder, "--time-limit", "5")
    (folder / "programme.toml").write_text(plan, encoding="utf-8")
    return folder


def test_without_a_plan_hours_that_nobody_stated_are_not_settled(homes: Homes, own: Path) -> None:
    said = effect(homes)
    assert "judged by the hours that your visit file states" in said
    assert ("settled" in said, "not in the programme" in said) == (False, False)


@pytest.mark.parametrize("place", ["own/papers", "papers"])
def test_the_plan_beside_the_visit_is_judged_by(homes: Homes, own: Path, place: str) -> None:
    """Lunch is planned for 10:30 to 11:30: talks from 10:00 to 11:00 take both Presidents out of it."""
    folder = planned(homes.folder / place, own)
    said = effect(homes)
    assert f"judged by the programme in {folder / 'programme.toml'}".replace(" ", "") in said.replace(" ", "")
    assert "President of Severia" in said
    assert "Lunch" in said


def test_a_plan_that_has_room_is_not_touched(homes: Homes, own: Path) -> None:
    """Nor is the way from lunch at 14:40 in it, which would be laid anew for talks at another hour."""
    planned(own / "papers", own, ROOMY)
    said = effect(homes)
    assert ("judged by the programme in" in said, "No rule is touched." in said) == (True, True)


def test_a_plan_that_is_named_counts_and_a_wrong_one_is_said(homes: Homes, own: Path, tmp_path: Path) -> None:
    planned(own / "papers", own, ROOMY)
    named = tmp_path / "mine.toml"
    named.write_text(PLAN, encoding="utf-8")
    assert "President of Severia" in effect(homes, "--programme", named)
    named.write_text(PLAN.replace("placements.lunch", "placements.dinner"), encoding="utf-8")
    wrong = placet("agree", homes.moscow, talks(homes), "--programme", named, "--yes")
    assert (wrong.exit_code != 0, "dinner" in wrong.stderr, "Traceback" in wrong.stderr) == (True, True, False)
    assert homes.points("moscow")[talks(homes)] == "signed"  # by Tehran alone, as before
    assert "RU" in next(p["turn"] for p in homes.standing("moscow")["points"] if p["label"] == talks(homes))


@pytest.mark.parametrize(
    "plan",
    [
        PLAN.replace("placements.lunch", "placements.dinner"),
        PLAN.replace("2027-05-10", "2027-06-10"),
        "not a programme",
        PLAN.replace('"10:30"', '"25:30"'),
    ],
    ids=["another visit as it was", "other days", "no programme", "no hours"],
)
def test_a_plan_that_does_not_fit_is_left_aside_and_that_is_said(homes: Homes, own: Path, plan: str) -> None:
    folder = planned(own / "papers", own, plan)
    said = effect(homes)
    assert "judged by the hours that your visit file states" in said
    assert f"The programme in {folder / 'programme.toml'} does not fit".replace(" ", "") in said.replace(" ", "")


def test_papers_of_another_visit_are_not_ours_and_the_last_of_ours_counts(homes: Homes, own: Path) -> None:
    other = homes.folder / "other"
    written(other, UNTIMED.replace("Visit of the President", "Another visit"))
    planned(homes.folder / "papers", other)
    assert "judged by the hours that your visit file states" in effect(homes)
    early = planned(own / "papers", own, ROOMY)
    late = own / "programme.toml"
    done("plan", own, "--out", own, "--time-limit", "5")
    late.write_text(PLAN, encoding="utf-8")
    os.utime(early / "programme.toml", (1, 1))
    assert "President of Severia" in effect(homes)
    os.utime(late, (0, 0))
    assert "No rule is touched." in effect(homes)


def test_a_programme_needs_a_visit_file(homes: Homes, tmp_path: Path) -> None:
    done("propose", homes.tehran, "talks", "--yes")
    homes.carry("tehran", "moscow")
    result = placet("agree", homes.moscow, talks(homes), "--programme", tmp_path / "programme.toml", "--yes")
    named = f"Name yours: placet open {homes.moscow} VISIT"
    assert (result.exit_code, named in " ".join(result.stderr.split())) == (3, True)

"""`placet repair` as people type it: answers, what is written, what is refused."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from tests.cli.homes import VISIT
from tests.cli.running import placet
from tests.cli.visits import SMALL, written
from tests.visits import load

from placet.cli.exits import Exit
from placet.formats.programme import write_programme
from placet.formats.writing import write_visit
from placet.node.planning import plan_visit
from placet.planner.outcome import Planned
from placet.planner.repair import run
from placet.wording.runs import FROM_THE_RIGHT


@pytest.fixture(scope="module")
def stood(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A visit that is planned: its folder, with `visit.toml` and `programme.toml`."""
    folder = tmp_path_factory.mktemp("stood")
    file = load("courtesy_call")
    outcome = plan_visit(file, seconds=60).outcome
    assert isinstance(outcome, Planned)
    written = write_visit(file.visit)
    (folder / "visit.toml").write_text(written.shared, encoding="utf-8")
    if written.private:
        (folder / "private.toml").write_text(written.private, encoding="utf-8")
    (folder / "programme.toml").write_text(write_programme(outcome.programme, file.visit), encoding="utf-8")
    return folder


def repair(stood: Path, *args: str) -> dict[str, object]:
    done = placet("repair", stood, stood / "programme.toml", "--json", *args)
    assert done.exit_code in (0, 4), done.output
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def first_item(stood: Path) -> str:
    done = placet("check", stood, "--programme", stood / "programme.toml", "--json")
    return str(json.loads(done.stdout)["programme"]["placements"][-1]["engagement"])


def test_a_programme_that_stands_needs_nothing(stood: Path) -> None:
    data = repair(stood)
    assert data["outcome"] == "repaired"
    assert [answer["weight"] for answer in data["answers"]] == [0]
    assert data["answers"][0]["changes"]["changed"] == []
    assert data["answers"][0]["tell"] == []
    assert data["answers"][0]["papers"] == []
    assert data["answers"][0]["fields"] == []


def test_an_answer_that_breaks_what_no_hour_mends_is_not_called_sound(stood: Path, tmp_path: Path) -> None:
    folder = tmp_path / "visit"
    shutil.copytree(stood, folder)
    with (folder / "visit.toml").open("a", encoding="utf-8") as file:
        file.write(
            '[rules.interpretation-time]\nparameters = { binding = ["courtesy-call"] }\nreason = "no time is lost"\n'
        )
    # 14 min of speech take 28 with consecutive interpretation: the call of 20 min is too short at any hour
    done = placet("repair", folder, folder / "programme.toml", "--change", "call lasts 20m")
    assert "this the programme is sound" not in done.stdout
    assert "no other hour would mend it" in done.stdout
    assert "14 min of speech take 28 min with interpretation" in " ".join(done.stdout.split())
    assert done.exit_code == Exit.UNSOUND


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", ("What has begun, with what nobody can give up, contradicts itself. See whether every change says what "
         "really happened.")),
        ("fa", ("آنچه آغاز شده، همراه با آنچه کسی نمی‌تواند از آن بگذرد، با خود در تناقض است. ببینید آیا هر تغییر همان "
         "را می‌گوید که واقعاً رخ داده است.")),
        ("ru", ("То, что уже началось, вместе с тем, от чего никто не может отказаться, противоречит само себе. "
         "Проверьте, говорит ли каждое изменение о том, что было на самом деле.")),
    ],
)  # fmt: skip
def test_of_what_has_begun_nothing_can_be_given_up_so_no_ways_out_are_spoken_of(
    tmp_path: Path, language: str, told: str
) -> None:
    """At 13:10 the lunch of 13:00 has begun, and talks that were to end at 11:00 end at 13:30, with the same people."""
    visit = written(tmp_path / "visit", VISIT)
    assert placet("plan", visit, "--out", tmp_path / "papers").exit_code == 0
    asked = ("--change", "talks ends +150", "--now", "day 1 13:10", "--say", language)
    done = placet("repair", visit, tmp_path / "papers", *asked)
    assert done.exit_code == 4
    assert " ".join(done.stdout.replace(FROM_THE_RIGHT, "").split()).endswith(told)


def test_what_is_written_is_sound_and_nothing_is_replaced(stood: Path, tmp_path: Path) -> None:
    item = first_item(stood)
    target, folder = tmp_path / "new.toml", tmp_path / "new-visit"
    args = ["repair", stood, stood / "programme.toml", "--change", f"{item} lasts 20m"]
    done = placet(*args, "-o", target, "--write-visit", folder)
    assert done.exit_code == 0, done.output
    checked = placet("check", folder, "--programme", target, "--json")
    assert json.loads(checked.stdout)["sound"] is True
    # The repaired programme stands by itself: asked again, nothing has to change.
    again = placet("repair", folder, target, "--json")
    assert [answer["weight"] for answer in json.loads(again.stdout)["answers"]] == [0]
    kept = target.read_bytes()
    refused = placet(*args, "-o", target)
    assert refused.exit_code == 7
    assert target.read_bytes() == kept


def test_the_same_question_has_the_same_bytes(stood: Path) -> None:
    args = ["repair", stood, stood / "programme.toml", "--change", f"{first_item(stood)} +20", "--json"]
    assert placet(*args).stdout == placet(*args).stdout


def test_changes_from_a_file_and_mistakes_by_line(stood: Path, tmp_path: Path) -> None:
    changes = tmp_path / "changes.txt"
    changes.write_text("# noon\nnobody away 10:00-11:00\nnothing +40\n", encoding="utf-8")
    done = placet("repair", stood, stood / "programme.toml", "--changes", changes)
    assert done.exit_code == 3
    assert "changes.txt:2" in done.stderr
    assert "changes.txt:3" in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    "args",
    [
        ["--answers", "0"],
        ["--apply", "1"],
        ["--time-limit", "nan"],
    ],
)
def test_wrong_use_is_refused_before_anything_is_read(stood: Path, args: list[str]) -> None:
    done = placet("repair", stood, stood / "programme.toml", *args)
    assert done.exit_code == 2
    assert "Traceback" not in done.output


def test_an_answer_that_is_not_there_cannot_be_written(stood: Path, tmp_path: Path) -> None:
    done = placet("repair", stood, stood / "programme.toml", "--apply", "9", "-o", tmp_path / "new.toml")
    assert done.exit_code == 2
    assert not (tmp_path / "new.toml").exists()


@pytest.mark.parametrize("language", ["en", "fa", "ru"])
def test_every_language_says_it(stood: Path, language: str) -> None:
    item = first_item(stood)
    done = placet("repair", stood, stood / "programme.toml", "--change", f"{item} ends +5", "--say", language)
    assert done.exit_code in (0, 4), done.output
    assert f"{item} ends +5" in done.stdout


def test_a_wrong_now_hides_no_wrong_change(stood: Path) -> None:
    typed = ["--now", "noon", "--change", "nothing +40", "--change", "nobody away 10:00-11:00"]
    done = placet("repair", stood, stood / "programme.toml", *typed)
    assert done.exit_code == 3
    told = [line.split()[0] for line in done.stderr.splitlines() if line.startswith("--")]
    assert told == ["--now", "--change:1", "--change:2"]
    assert "Traceback" not in done.output


def test_hours_that_no_clock_shows_are_told_together(tmp_path: Path) -> None:
    # On 30 March 2031 in Berlin 02:00 becomes 03:00; the talks are at ten.
    zoned = SMALL.replace("Asia/Tehran", "Europe/Berlin").replace("format_version = 1", "starts_on = 2031-03-30")
    visit = written(tmp_path / "visit", zoned)
    assert placet("plan", visit, "--out", tmp_path / "out").exit_code == 0
    typed = ["--now", "2031-03-30 02:30", "--change", "talks at 02:30"]
    done = placet("repair", visit, tmp_path / "out", *typed)
    assert done.exit_code == 3
    assert done.stderr.splitlines()[:4] == [
        "--now  2031-03-30 02:30",
        "      Expected: a time that there is. On 30 March 2031 the clock jumps from 02:00 to 03:00.",
        "--change:1  talks at 02:30",
        "      Expected: a time that there is. On 30 March 2031 the clock jumps from 02:00 to 03:00.",
    ]
    asked = placet("plan", visit, "--what-if", "talks at 02:30")
    assert asked.exit_code == 3
    assert asked.stderr.splitlines()[0] == "--what-if:1  talks at 02:30"


def test_what_is_over_is_told_with_what_is_mistyped(stood: Path) -> None:
    item = first_item(stood)
    typed = ["--now", "day 9 23:00", "--change", f"{item} +5", "--change", "nothing +40"]
    done = placet("repair", stood, stood / "programme.toml", *typed)
    assert done.exit_code == 3
    told = [line.split()[0] for line in done.stderr.splitlines() if line.startswith("--")]
    assert told == ["--change:1", "--change:2"]


def test_what_is_over_cannot_be_changed(stood: Path) -> None:
    item = first_item(stood)
    done = placet("repair", stood, stood / "programme.toml", "--change", f"{item} +5", "--now", "day 9 23:00")
    assert done.exit_code == 3
    assert "--change:1" in done.stderr


def test_an_absence_that_was_asked_for_is_called_by_its_own_words_where_it_clashes(stood: Path) -> None:
    # At ten the minister is received, at an hour that the same lines hold to; the absence is the second of them.
    absence = "minister-se away 09:30-11:00 day 1"
    done = placet(
        "repair", stood, stood / "programme.toml", "--change", "reception at 10:00 day 1", "--change", absence
    )
    assert absence in done.stdout
    assert "change-2" not in done.stdout
    asked = [line for line in done.stdout.splitlines() if line.endswith(("--change:1", "--change:2"))]
    assert asked
    assert all("asked for now" in line for line in asked)
    assert "told when you ask again" in " ".join(done.stdout.split())


@pytest.fixture
def agreed(stood: Path, tmp_path: Path) -> Path:
    """The same, with the gifts agreed for 11:10."""
    folder = tmp_path / "visit"
    shutil.copytree(stood, folder)
    text = (folder / "visit.toml").read_text("utf-8")
    (folder / "visit.toml").write_text(
        text.replace("[engagements.gifts]\n", '[engagements.gifts]\nagreed = "P-09"\n'), encoding="utf-8"
    )
    return folder


# A call at 11:00 ends at 11:30, and the ten minutes of gifts after it do not fit before a farewell at 11:35. That the
# call is shorter, or the farewell later or first, makes room for the gifts, but not at 11:10.
TOO_LATE = ("--change", "call at 11:00", "--change", "farewell at 11:35")


def test_a_way_out_says_which_agreed_point_has_to_move_with_it(agreed: Path) -> None:
    ways = repair(agreed, *TOO_LATE)["ways_out"]
    assert [(way["reopens"], way["reopens_settled"]) for way in ways] == [(["P-09"], True)] * 3  # type: ignore[attr-defined]
    shown = placet("repair", agreed, agreed / "programme.toml", *TOO_LATE).stdout
    assert "reopens P-09 (Exchange of gifts)" in one_line(shown)


def test_a_way_out_whose_consequences_were_not_settled_says_who_tells_them(
    agreed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "FOLLOWING", 0.0)
    ways = repair(agreed, *TOO_LATE)["ways_out"]
    assert [(way["reopens"], way["reopens_settled"]) for way in ways] == [([], False)] * 3  # type: ignore[attr-defined]
    shown = placet("repair", agreed, agreed / "programme.toml", *TOO_LATE).stdout
    assert "reopens nothing agreed" not in one_line(shown)
    assert "what it reopens is told" in one_line(shown)


def one_line(shown: str) -> str:
    return " ".join(shown.split())


def test_the_lines_for_the_file_are_told_with_their_place_and_carry_nothing_that_nobody_sees(stood: Path) -> None:
    item = first_item(stood)
    for code in ("en", "fa"):
        lines = placet("--say", code, "repair", stood, stood / "programme.toml", "--change", f"{item} lasts 25m").stdout
        number = 1 + next(n for n, line in enumerate(lines.splitlines()) if "visit.toml:" in line)
        typed = lines.splitlines()[number].strip()
        assert typed.startswith('length = "25m"   # ')
        assert not set(typed) & {"\u2066", "\u2067", "\u2068", "\u2069", FROM_THE_RIGHT}
        assert "--write-visit DIR" in lines


@pytest.mark.parametrize("text", ["", "\n", "# only a note\n"])
def test_a_file_without_a_change_is_told_as_that(stood: Path, tmp_path: Path, text: str) -> None:
    (tmp_path / "changes.txt").write_text(text, encoding="utf-8")
    done = placet("repair", stood, stood / "programme.toml", "--changes", tmp_path / "changes.txt")
    assert done.exit_code == 3
    assert "changes.txt  no change" in " ".join(done.stderr.splitlines())


@pytest.mark.parametrize("text", ["", "  ", "# a note"])
def test_an_empty_change_is_told_by_its_number_also_beside_others(stood: Path, text: str) -> None:
    item = first_item(stood)
    done = placet("repair", stood, stood / "programme.toml", "--change", f"{item} lasts 25m", "--change", text)
    assert done.exit_code == 3
    assert "--change:2  no change" in done.stderr

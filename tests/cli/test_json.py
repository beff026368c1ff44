"""`--json` prints exactly one JSON object on stdout and nothing else, whatever the outcome."""

from __future__ import annotations

import io
import json
import sys
from datetime import date, timedelta

import pytest
from tests.cli.running import placet
from tests.cli.visits import CLASH, HEAD, RICH, SMALL, UNSOUND, WRONG, written
from tests.told import ENGLISH

from placet.cli.paper import print_json
from placet.errors import Fault, FormatError, NotFoundError, StorageError, VisitFileError, Word, system_word
from placet.formats.scalars import read_when
from placet.model.ids import engagement_ref
from placet.model.profile import Grade
from placet.model.visit import VisitKind
from placet.node.report import Moments, _fact, error_data
from placet.rules.finding import Finding, violated

PLAN_KEYS = {
    "outcome", "visit", "programme", "sound", "rules", "findings", "unjudged", "coverage", "levels", "proven",
    "reproducible", "left_out", "clashes", "all_clashes", "ways_out",
    "tried", "changes", "agreed", "slack", "plans_b", "variants", "what_if",
}  # fmt: skip


def told(*args: object) -> tuple[int, dict]:
    result = placet(*args, "--json")
    assert result.stderr == ""
    data = json.loads(result.stdout)
    assert isinstance(data, dict)
    return result.exit_code, data


def test_a_plan(tmp_path):
    code, data = told("plan", written(tmp_path, SMALL))
    assert (code, data["outcome"], data["sound"], data["proven"]) == (0, "planned", True, True)
    assert set(data) == PLAN_KEYS
    talks = next(p for p in data["programme"]["placements"] if p["engagement"] == "talks")
    assert (talks["starts"], talks["ends"]) == ({"day": 1, "at": "10:00"}, {"day": 1, "at": "11:00"})
    assert data["visit"]["dated"] is False
    assert [late["engagement"] for late in data["slack"]] == [p["engagement"] for p in data["programme"]["placements"]]
    assert all(late["gives_way"] is not None or late["late"] is None for late in data["slack"])


def test_times_of_a_dated_plan_have_their_offset(tmp_path):
    code, data = told("plan", written(tmp_path, SMALL), "--date", "2030-01-31")
    talks = next(p for p in data["programme"]["placements"] if p["engagement"] == "talks")
    assert (code, talks["starts"]) == (0, "2030-01-31T10:00:00+03:30")
    assert data["visit"]["starts_on"] == "2030-01-31"


def test_no_plan_of_an_undated_visit_shows_a_date(tmp_path):
    assert "2001" not in placet("plan", written(tmp_path, SMALL), "--json").stdout


def test_a_clash_has_every_requirement_with_file_and_line(tmp_path):
    code, data = told("plan", written(tmp_path, CLASH))
    assert (code, data["outcome"], set(data)) == (4, "clash", PLAN_KEYS)
    assert data["programme"] is None
    landing = next(r for r in data["clashes"][0]["requirements"] if r["path"] == "engagements.landing.at")
    assert (landing["asked_by"], landing["agreed"], landing["kind"]) == ("SE", "P-04", "time")
    assert landing["line"] == CLASH.splitlines().index('at = "from 11:20"') + 1
    assert data["ways_out"]


def test_no_answer():
    code, data = told("plan", "examples/tehran-moscow", "--work", "1e-9")
    assert (code, data["outcome"], set(data)) == (6, "no-answer", PLAN_KEYS)
    assert data["tried"]


def test_the_same_file_gives_the_same_bytes(tmp_path):
    visit = written(tmp_path, SMALL)
    assert placet("plan", visit, "--json").stdout == placet("plan", visit, "--json").stdout


@pytest.mark.parametrize(("text", "code", "outcome"), [(SMALL, 0, "sound"), (UNSOUND, 5, "unsound")])
def test_a_check(tmp_path, text, code, outcome):
    given, data = told("check", written(tmp_path, text))
    assert (given, data["outcome"], data["sound"]) == (code, outcome, outcome == "sound")


def test_a_finding_names_its_rule_its_grade_and_its_facts(tmp_path):
    _, data = told("check", written(tmp_path, UNSOUND))
    finding = next(f for f in data["findings"] if f["rule"] == "one-place-at-a-time")
    assert (finding["grade"], finding["certain"], set(finding["subjects"])) == ("must", True, {"talks", "wreath"})
    assert finding["facts"]["parties"] == ["pm-se"]


def test_the_mistakes_of_a_file(tmp_path):
    code, data = told("plan", written(tmp_path, WRONG))
    assert (code, data["outcome"], data["code"]) == (3, "error", "visit-file")
    assert [fault["field"] for fault in data["faults"]] == ["engagements.talks.length", "engagements.wreath.kind"]
    assert data["message"] == "2 things to mend. Nothing was written."


@pytest.mark.parametrize(
    ("args", "code", "name"),
    [
        (["plan", "nowhere-at-all"], 7, "storage"),
        (["plan", "--seed", "x"], 2, "wrong-use"),
        (["check", "--colour"], 2, "wrong-use"),
    ],
)
def test_other_errors(args, code, name):
    exit_code, data = told(*args)
    assert (exit_code, data["outcome"], data["code"]) == (code, "error", name)
    assert data["message"]


def test_a_mistake_of_placet(tmp_path, monkeypatch):
    visit = written(tmp_path, SMALL)
    assert placet("plan", "--help").exit_code == 0
    monkeypatch.setattr("placet.cli.plan.answered", lambda *_, **__: 1 // 0)
    code, data = told("plan", visit)
    assert (code, data["code"]) == (1, "bug")


def test_what_moved_since_last_time(tmp_path):
    visit, papers = written(tmp_path / "visit", SMALL), tmp_path / "papers"
    assert told("plan", visit, "--out", papers)[1]["changes"] is None
    written(visit, SMALL.replace('at = "10:00"', 'at = "14:00"'))
    _, data = told("plan", visit, "--out", papers)
    talks = next(change for change in data["changes"]["changed"] if change["id"] == "talks")
    assert talks["kinds"] == ["moved"]
    assert (talks["before"]["starts"], talks["after"]["starts"]) == (
        {"day": 1, "at": "10:00"},
        {"day": 1, "at": "14:00"},
    )


def test_a_visit_without_engagements_has_an_empty_programme(tmp_path):
    code, data = told("plan", written(tmp_path, HEAD))
    assert (code, data["programme"]["placements"]) == (0, [])


@pytest.mark.parametrize(
    ("error", "said", "facts"),
    [
        (
            FormatError("a.json", "json", cause=Word("json", "broken", {"line": 3, "column": 1})),
            ("not JSON from line 3, column 1 on", "Export it again from where it came.", "json"),
            {"cause": {"word": "json.broken", "line": 3, "column": 1}},
        ),
        (
            StorageError("/x", "not-read", cause=system_word(FileNotFoundError(2, "No such file"))),
            ("is not there", "Check the name and that you may read it.", "not-read"),
            {"cause": {"word": "system.ENOENT", "number": 2}},
        ),
    ],
)
def test_an_error_about_a_file_names_it_its_problem_and_what_to_do(error, said, facts):
    data = error_data(error, ENGLISH)
    message = f"{error.file}: {said[0]}."
    assert (data["outcome"], data["code"], data["message"], data["faults"]) == ("error", error.code, message, [])
    assert (data["file"], data["facts"]) == (error.file, facts)
    assert (data["problem"], data["advice"], data["reason"]) == said


def test_a_name_that_is_none_has_its_neighbours(tmp_path):
    data = error_data(NotFoundError("taks", ("talks",)), ENGLISH)
    assert (data["code"], data["name"], data["nearest"]) == ("not-found", "taks", ["talks"])


def test_what_is_stated_of_journeys_and_blocks(tmp_path):
    code, data = told("plan", written(tmp_path, RICH))
    assert code == 0
    flight = next(j for j in data["programme"]["journeys"] if j["id"] == "flight")
    assert (flight["movement"], flight["by"], flight["to"], flight["basis"]) == (
        "flight",
        "plane",
        "airport",
        "planned",
    )
    assert (flight["leaves"], flight["arrives"]) == ({"day": 1, "at": "08:30"}, {"day": 1, "at": "09:00"})
    (rest,) = (block for block in data["programme"]["blocks"] if block["block"] == "rest")
    assert rest["party"] == "pm-se"
    assert [(c["track"], c["engagements"]) for c in data["coverage"]] == [("trade", ["talks"]), ("science", [])]


def test_a_check_of_half_a_journey_has_null_for_the_end_that_is_not_stated(tmp_path):
    _, data = told("check", written(tmp_path, RICH))
    home = next(j for j in data["programme"]["journeys"] if j["id"] == "home")
    assert (home["leaves"], home["arrives"]) == ({"day": 1, "at": "20:00"}, None)
    assert data["programme"]["untimed"] == ["press", "tea", "museum"]


@pytest.mark.parametrize(
    ("fact", "data"),
    [
        (timedelta(hours=1, minutes=5), 65),
        (date(2030, 1, 31), "2030-01-31"),
        (VisitKind.STATE, "state"),
        (("talks", timedelta(minutes=5)), ["talks", 5]),
        (engagement_ref("talks"), "talks"),
        (None, None),
        (1.5, 1.5),
        (read_when("from 11:20"), "from 11:20"),
        (
            Finding("press-mode", Grade.SHOULD, violated(engagement_ref("talks"), short=timedelta(minutes=5))),
            {
                "rule": "press-mode",
                "case": "violated",
                "grade": "should",
                "certain": True,
                "subjects": ["talks"],
                "facts": {"short": 5},
            },
        ),
    ],
)
def test_a_fact_is_plain_data(fact, data):
    assert _fact(fact, Moments(None)) == data


def test_what_is_left_out_since_last_time_has_no_after(tmp_path):
    visit, papers = written(tmp_path / "visit", SMALL), tmp_path / "papers"
    told("plan", visit, "--out", papers)
    written(visit, SMALL.replace("[engagements.wreath]", "[engagements.laying]"))
    _, data = told("plan", visit, "--out", papers)
    changed = {change["id"]: change for change in data["changes"]["changed"]}
    assert (changed["wreath"]["kinds"], changed["wreath"]["after"]) == (["left-out"], None)
    assert (changed["laying"]["kinds"], changed["laying"]["before"]) == (["added"], None)
    assert changed["laying"]["after"]["venue"] == "monument"
    assert data["changes"]["unchanged"] == ["talks"]


def test_of_very_many_faults_json_has_two_hundred_and_the_number_of_the_rest():
    faults = tuple(Fault("visit.toml", line, "a", "no-item", {"found": "b", "meant": ""}) for line in range(10_000))
    data = error_data(VisitFileError(faults), ENGLISH)
    assert (len(data["faults"]), data["more"]) == (200, 9_800)
    assert "more" not in error_data(VisitFileError(faults[:200]), ENGLISH)


@pytest.mark.parametrize("encoding", ["ascii", "utf-8"])
def test_what_a_stream_cannot_carry_is_escaped_and_not_lost(encoding, monkeypatch):
    data = {"title": "Визит \ud800"}
    printed = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(printed, encoding=encoding, errors="replace"))
    print_json(data)
    sys.stdout.flush()
    assert json.loads(printed.getvalue()) == data

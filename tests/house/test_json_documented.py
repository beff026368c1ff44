"""The page about `--json` lists the keys that are printed, in the order in which they are."""

from __future__ import annotations

import re
from datetime import date

import pytest
from tests.planner.visits import engagement, visit_file
from tests.reading.grids import lines
from tests.visits import load

from placet.errors import Fault, NotFoundError, StorageError, VisitFileError
from placet.formats.programme import write_programme
from placet.node.checking import check_visit
from placet.node.comparing import compare_data, compare_programmes
from placet.node.countdown import count_down
from placet.node.countdown_data import countdown_data
from placet.node.dates import Wanted, find_dates
from placet.node.dates_report import dates_data
from placet.node.joint.replies import replies_data
from placet.node.joint.standing import Line, State, state_data
from placet.node.planning import Searching, plan_visit
from placet.node.reading import found_data, found_in
from placet.node.repair_report import repair_data
from placet.node.repairing import changes_from, repair_visit
from placet.node.report import check_data, error_data, plan_data
from placet.node.variants import plan_variants
from placet.node.variants_data import variants_data, what_if_data
from placet.node.what_if import plan_what_if
from placet.wording.language import language


@pytest.fixture(scope="module")
def documented(checkout):
    """The keys in the first column of each table, by its heading."""
    text = (checkout / "docs/formats/json.md").read_text(encoding="utf-8")
    sections = re.split(r"^## ", text, flags=re.MULTILINE)[1:]
    tables = {}
    for section in sections:
        cells = re.findall(r"^\| (`[^|]+) \|", section, re.MULTILINE)
        tables[section.splitlines()[0].strip("`")] = [key for cell in cells for key in re.findall(r"`([\w-]+)`", cell)]
    return tables


@pytest.fixture(scope="module")
def planned():
    return plan_data(plan_visit(load("courtesy_call"), seconds=20))


def test_the_keys_of_a_plan(documented, planned):
    assert list(planned) == documented["plan"]


def test_the_keys_of_variants_and_of_what_there_would_be(checkout):
    text = (checkout / "docs/formats/json.md").read_text("utf-8")

    def keys(begins: str) -> list[str]:
        paragraph = next(part for part in text.split("\n\n") if part.startswith(begins))
        outside = re.sub(r"\([^)]*\)", "", paragraph.removeprefix(begins))
        return re.findall(r"`([\w-]+)`", outside)

    file = visit_file(engagement("talks") + engagement("lunch"))
    _, several = plan_variants(file, 2, 50, Searching(seconds=20))
    data = variants_data(several)
    assert list(data) == ["asked", "within", "ended", "others"]
    assert list(data["others"][0]) == keys("Each of the `others` of `variants` has")
    _, might = plan_what_if(file, ("drop talks",), Searching(seconds=20))
    assert list(what_if_data(might)) == keys("`what_if` has")


def test_the_keys_of_a_programme_stand_in_the_order_of_its_row(checkout, planned):
    row = next(
        line
        for line in (checkout / "docs/formats/json.md").read_text("utf-8").splitlines()
        if "| `programme` |" in line
    )
    assert re.findall(r"`(\w+)`", row)[1:-1] == list(planned["programme"])  # the last one is `null`


def test_the_keys_of_a_check(documented):
    assert list(check_data(check_visit(load("courtesy_call")))) == documented["check"]


def test_the_keys_of_a_repair(documented, tmp_path):
    file = load("courtesy_call")
    kept = tmp_path / "programme.toml"
    kept.write_text(write_programme(plan_visit(file, seconds=20).outcome.programme, file.visit), encoding="utf-8")
    data = repair_data(repair_visit(file, kept, changes_from((), None), today=date(2030, 1, 1)))
    assert list(data) == documented["repair"]
    assert list(compare_data(compare_programmes(file, kept, kept))) == documented["compare"]


def test_the_keys_of_days(documented):
    on = date(2027, 5, 12)
    report = find_dates(load("courtesy_call"), Wanted(today=on, days=(on,)))
    assert list(dates_data(report)) == documented["dates"]


def test_the_keys_of_a_countdown(documented):
    report = count_down(load("courtesy_call"), date(2027, 5, 10), date(2027, 3, 1))
    assert list(countdown_data(report)) == documented["countdown"]


def test_the_keys_of_a_reading(documented):
    found = found_in(lines("12 May 2026", "10-12 Talks", "10:00 Talks"), "old.docx")
    data = found_data(found, (), (), language("en"))
    assert list(data) == documented["read"]


def test_the_keys_of_where_everything_stands_and_of_replies(documented, checkout):
    point = {"content": None, "label": "P-01", "kind": "matter", "members": 0, "evidence": (), "since": ""}
    state = State(
        "IR", (Line(**point, point=None),), is_read_only=False, frozen=(("RU", 3),), new_keys=(("RU", "1 2"),)
    )
    data = state_data(state, "", {})
    assert list(data) == documented["standing"]
    assert data["suspended"] == [{"side": "RU", "seq": 3}]
    text = (checkout / "docs/formats/json.md").read_text("utf-8")
    assert data["new_keys"] == [{"side": "RU", "fingerprint": "1 2"}]
    for name, fields in (("suspended", ["side", "seq"]), ("new_keys", ["side", "fingerprint"])):
        row = next(line for line in text.splitlines() if line.startswith(f"| `{name}` |"))
        assert re.findall(r"`(\w+)`", row)[1:] == fields
    assert list(replies_data("looked-at", (), None)) == documented["reply"]


def test_the_keys_of_an_error(documented):
    keys = list(error_data(NotFoundError("talk", ("talks",)), language("en")))
    assert keys == [*documented["An error"], "name", "nearest"]


def test_the_keys_of_a_fault_and_of_a_file_that_is_refused(checkout):
    text = (checkout / "docs/formats/json.md").read_text("utf-8")
    row = next(line for line in text.splitlines() if line.startswith("| `faults` |"))
    fault = Fault("visit.toml", 1, "title", "no-id", {"found": "a b"})
    data = error_data(VisitFileError((fault,)), language("en"))["faults"][0]
    assert re.findall(r"`(\w+)`", row)[1:-1] == list(data)  # the last one is `line`, again
    refused = error_data(StorageError("a", "there-already"), language("en"))
    assert "`file`, `problem`, `advice`, `reason` and `facts` follow" in text
    assert list(refused)[-5:] == ["file", "problem", "advice", "reason", "facts"]


def test_the_page_says_that_this_is_the_offices_own(checkout):
    assert "office's own output" in (checkout / "docs/formats/json.md").read_text("utf-8")

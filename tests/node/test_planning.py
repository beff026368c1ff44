"""Planning through the node: what no timetable can mend is told as what was asked for."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from click.testing import CliRunner
from tests.visits import path_of

from placet.cli import main
from placet.node.files import open_visit
from placet.node.planning import plan_visit
from placet.planner.outcome import Infeasible


def with_a_greeter_too_low(folder: Path) -> Path:
    """The state visit, whose greeter of level 3 was agreed; here level 1 is."""
    visit = shutil.copytree(path_of("state_visit"), folder / "visit") / "visit.toml"
    visit.write_text(visit.read_text("utf-8").replace("greeter_level = 3", "greeter_level = 1"), "utf-8")
    return visit.parent


def test_a_rule_that_no_hour_can_satisfy_is_a_clash_of_its_own(tmp_path: Path) -> None:
    outcome = plan_visit(open_visit(with_a_greeter_too_low(tmp_path))).outcome
    assert isinstance(outcome, Infeasible)
    assert [(wanted.kind, wanted.subjects[:2]) for wanted in outcome.clashes[0].requirements] == [
        ("rule", ("greeter-level", "arrival"))
    ]
    assert [[change.requirement for change in way.changes] for way in outcome.ways_out] == [
        list(outcome.clashes[0].requirements)
    ]


def test_it_is_told_with_its_line_and_what_to_do(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["plan", str(with_a_greeter_too_low(tmp_path)), "--json"])
    assert result.exit_code == 4
    told = json.loads(result.stdout)
    assert [wanted["kind"] for wanted in told["clashes"][0]["requirements"]] == ["rule"]
    assert told["clashes"][0]["requirements"][0]["facts"]["finding"]["rule"] == "greeter-level"


def test_a_length_that_is_not_the_time_between_two_stated_hours_is_told(tmp_path: Path) -> None:
    # 10:00 to 12:00 are 120 minutes; the file says 60.
    (tmp_path / "visit.toml").write_text(
        'title = "V"\n[legs.city]\ncity = "C"\nzone = "Asia/Tehran"\n'
        '[engagements.e]\ntitle = "E"\nday = 1\nat = "10:00"\nends = "12:00"\nlength = "60m"\n',
        "utf-8",
    )
    outcome = plan_visit(open_visit(tmp_path)).outcome
    assert isinstance(outcome, Infeasible)
    assert [(wanted.kind, wanted.subjects) for wanted in outcome.clashes[0].requirements] == [
        ("rule", ("stated-length", "e"))
    ]

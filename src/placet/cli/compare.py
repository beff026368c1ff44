"""`placet compare`: two programmes of one visit side by side."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import click

from placet.cli.commands import Command, common
from placet.cli.exits import Exit
from placet.cli.paper import Paper, print_json
from placet.cli.summary import Summary
from placet.cli.values import path
from placet.model.ids import attendee_ref
from placet.node.comparing import CompareReport, compare_data, compare_programmes, level_rows
from placet.node.opening import open_dated
from placet.wording.differences import Differences
from placet.wording.language import language as language_of

SHOWN = 8
"""People of whom the figures are shown without `--details`."""


@click.command("compare", cls=Command)
@click.argument("visit", type=path())
@click.argument("first", type=path())
@click.argument("second", type=path())
@common("details", "json")
@click.pass_obj
def compare_command(language: str, visit: Path, first: Path, second: Path, *, details: bool, as_json: bool) -> Exit:
    """Read both, and show how they differ."""
    report = compare_programmes(open_dated(visit), first, second)
    if as_json:
        print_json(compare_data(report))
    else:
        _shown(Paper(language_of(language)), report, details=details)
    return Exit.DONE if all(report.comparison.sound) else Exit.UNSOUND


def _shown(paper: Paper, report: CompareReport, *, details: bool) -> None:
    Summary(paper, report).head()
    paper.blank()
    ComparisonShown(paper, report).body(details=details)


class ComparisonShown:
    """Writes one comparison."""

    def __init__(self, paper: Paper, report: CompareReport, called: Mapping[str, Any] | None = None) -> None:
        """`called` has other words for what the two are."""
        self.paper, self.report = paper, report
        self.summary = Summary(paper, report)
        self.words = {**paper.spoken.words("repair")["compare"], **(called or {})}

    def body(self, *, details: bool) -> None:
        """What differs, what each is worth, what each is like for people."""
        compared, sentences = self.report.comparison, self.summary.sentences
        said = Differences(self.report.visit_file.visit, compared.difference, sentences)
        if compared.difference.is_empty:
            self.paper.line(self.words["same"], "head")
            return
        self.paper.line(self.paper.spoken.fill(self.words["differ"], said.counted()), "head")
        self.paper.columns(said.lines(), ratios=(4, 6))
        self.paper.line(said.calm())
        self.paper.blank()
        self.paper.line(self.words["levels-head"], "head")
        digits = self.paper.spoken.in_digits
        rows = [(self._level(name), digits(a), digits(b)) for name, a, b in level_rows(compared.levels)]
        sound = [self.words["sound" if one else "unsound"] for one in compared.sound]
        self.paper.columns([*rows, ("", sound[0], sound[1])], heads=("", self.words["first"], self.words["second"]))
        self._people(details=details)

    def _level(self, name: str) -> str:
        return str(self.words["levels"][name])

    def _people(self, *, details: bool) -> None:
        people = list(self.report.comparison.people.items())
        shown = people if details else people[:SHOWN]
        if not shown:
            return
        self.paper.blank()
        self.paper.line(self.words["people-head"], "head")
        heads = tuple(self.words["figures"][key] for key in ("engaged", "under_way", "waiting", "pause"))
        rows = []
        for who, (one, other) in shown:
            pairs = ((one.engaged, other.engaged), (one.under_way, other.under_way), (one.waiting, other.waiting))
            told = [self._both(a, b) for a, b in (*pairs, (one.pause, other.pause))]
            rows.append((self.summary.sentences.name(attendee_ref(who)), *told))
        self.paper.columns(rows, ratios=(1, 1, 1, 1, 1), heads=("", *heads))
        if len(shown) < len(people):
            self.paper.line(self.paper.spoken.fill(self.words["more"], {"n": len(people) - len(shown)}))

    def _both(self, one: timedelta | None, other: timedelta | None) -> str:
        said = [self.summary.sentences.length(it) if it is not None else "" for it in (one, other)]
        if said[0] == said[1]:
            return said[0]
        return self.paper.spoken.fill(self.words["from-to"], {"before": said[0], "after": said[1]})

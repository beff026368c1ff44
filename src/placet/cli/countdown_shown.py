"""A countdown in the terminal."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from string import ascii_lowercase

from placet.cli.paper import Paper
from placet.cli.summary import show_written
from placet.cli.undrawn_shown import show_undrawn
from placet.model.countdown import Line
from placet.model.preparation import Stage
from placet.node.countdown import CountdownReport, Marking
from placet.node.undrawn import Undrawn
from placet.wording.countdown import CountdownSaid
from placet.wording.countdown_parts import Part, deciding_parts, detailed_parts, late_part, missing_part
from placet.wording.edits import lines_of_edit, place_of_edit

RATIOS = (5, 8, 8, 6)
"""Widths of when, what, who and how it stands."""


class CountdownShown:
    """Shows one countdown."""

    def __init__(self, paper: Paper, report: CountdownReport) -> None:
        """Speaks as the paper does."""
        self.paper, self.report = paper, report
        self.said = CountdownSaid(report.visit, report.countdown, paper.spoken.code)

    def brief(self) -> None:
        """Readiness, what is late by what it blocks, what decides and the ways out; where the rest is."""
        self._readiness()
        self._parts((*deciding_parts(self.said), *missing_part(self.said)))
        self._remarks()
        self.paper.line(self.said.fill("more", n=len(self.report.lines)), "quiet")

    def everything(self) -> None:
        """What decides first, then each late task by itself, then every task by stage."""
        self._readiness()
        self._parts((*deciding_parts(self.said), *detailed_parts(self.said)))
        self._stages()
        self._remarks()

    def own(self) -> None:
        """The tasks of one office or side alone: those that are late, then all by stage."""
        self._head()
        late = late_part(self.said, self.report.lines)
        self._parts((late,) if late.lines else ())
        self._stages()
        self._remarks()

    def _head(self) -> None:
        self.paper.line(self.said.title(), "head")
        self.paper.line(self.said.head())

    def _readiness(self) -> None:
        self._head()
        self.paper.blank()
        self.paper.line(self.said.readiness())
        self.paper.line(self.said.numbers(), "quiet")

    def _parts(self, parts: Sequence[Part]) -> None:
        for part in parts:
            self.paper.blank()
            self.paper.line(part.heading, "head")
            if part.is_ranked:
                self.paper.columns(zip(ascii_lowercase, part.lines, strict=False), ratios=(0, 1))
            else:
                for line in part.lines:
                    self.paper.bullet(line)

    def _stages(self) -> None:
        for stage in Stage:
            self._stage(stage)

    def _remarks(self) -> None:
        self.paper.blank()
        for remark in self.said.remarks():
            self.paper.line(remark, "quiet")

    def _stage(self, stage: Stage) -> None:
        lines = [line for line in self.report.lines if line.duty.stage is stage]
        if not lines:
            return
        self.paper.blank()
        self.paper.line(str(self.said.words["stages"][stage.value]), "head")
        lines.sort(key=lambda line: line.due_on or line.closes_on)
        self.paper.columns([self._row(line) for line in lines], ratios=RATIOS)

    def _row(self, line: Line) -> tuple[str, str, str, str]:
        due = line.due_on or line.closes_on
        when = f"{self.said.back(due)} · {self.said.both(due)}"
        return when, self.said.task(line.duty), self.said.owner(line.duty), self.said.state(line)

    def marking(self, marking: Marking) -> None:
        """The lines that mark a task as done, and where they go."""
        if not marking.edits:
            self.paper.line(self.said.fill("done-already", task=self.said.task(marking.line.duty)))
        for edit in marking.edits:
            self.paper.line(place_of_edit(edit, self.paper.spoken))
            self.paper.copied(lines_of_edit(edit, self.paper.spoken))

    def wrote(self, folder: Path, written: Sequence[Path], own: Collection[Path], lost: Sequence[Undrawn]) -> None:
        """What lies in the folder now, which of it stays in this office, and which letters its PDFs have `lost`."""
        self.paper.blank()
        show_written(self.paper, folder, written, own)
        show_undrawn(self.paper, lost)

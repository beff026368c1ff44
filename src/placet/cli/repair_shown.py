"""What repairing ended in, on a page: each answer with what it touches, or what cannot all be kept."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from placet.cli.clash_shown import show_clash, show_ways
from placet.cli.paper import Paper
from placet.cli.summary import Summary
from placet.node.outcomes import Infeasible, Repaired
from placet.node.repairing import AnswerReport, RepairReport
from placet.wording.edits import lines_of_edit, place_of_edit
from placet.wording.repairs import Repairs
from placet.wording.sentences import Sentences


class RepairShown:
    """Writes one repair report."""

    def __init__(self, paper: Paper, report: RepairReport, *, details: bool) -> None:
        """With `details` everybody is named."""
        self.paper, self.report = paper, report
        self.summary = Summary(paper, report, in_full=details)
        self.says = self._saying(report.visit_file.visit, details=details)
        self._details = details

    def _saying(self, visit: object, *, details: bool) -> Repairs:
        timeline, code = self.report.timeline, self.paper.spoken.code
        return Repairs(visit, timeline, Sentences(visit, timeline, code, in_full=details))  # type: ignore[arg-type]

    def everything(self, limit: float) -> None:
        """The whole page."""
        outcome, says = self.report.outcome, self.says
        self.summary.head()
        self.paper.blank()
        for number, one in enumerate(self.report.asked):
            self.paper.labelled("" if number else says.label("asked"), one.words)
        self.paper.labelled(says.label("frozen"), says.frozen(self.report.freeze, self.report.now))
        self.paper.blank()
        if isinstance(outcome, Infeasible):
            show_clash(self.summary, outcome, says.say("head-clash"), self.report.asked_in)
            show_ways(self.summary, outcome)
            self.paper.line(says.say("ask-again") if outcome.ways_out else "")
        elif isinstance(outcome, Repaired):
            for number, answer in enumerate(self.report.answers, start=1):
                self.answer(number, answer)
            self._others(outcome)
        else:
            self.paper.line(says.say("no-answer", more=max(10, round(limit * 4))))

    def _others(self, outcome: Repaired) -> None:
        if not outcome.is_settled:
            self.paper.line(self.says.say("maybe-others"))
        elif outcome.answers[-1].touched and len(outcome.answers) < self.report.wanted:
            self.paper.line(self.says.say("no-others"))

    def answer(self, number: int, report: AnswerReport) -> None:
        """One answer: what changes, and everything that follows."""
        says, answer = self._saying(report.answer.visit, details=self._details), report.answer
        if answer.touched:
            self.paper.line(says.head(number, answer), "head")
        else:
            self.paper.line(says.say(self._nothing_moves(report)), "head")
        rows = list(says.changes(report.difference, answer, self.report.before))
        self.paper.columns(rows, ratios=(4, 5, 3))
        if answer.touched or rows:
            self._follows(says, report)
        self._broken(report)
        self.paper.blank()

    def _nothing_moves(self, report: AnswerReport) -> str:
        if not report.judgement.is_sound:
            return "unsound-anyhow"
        return "nothing-moves" if self.report.asked else "sound-already"

    def _broken(self, report: AnswerReport) -> None:
        """What no hour can mend, and must be kept all the same: the file has to change."""
        unsound = [finding for finding in report.judgement.findings if finding.is_unsound]
        for group in self.summary.outcomes.findings(unsound):
            self.paper.line(group.grade, "head")
            for line in group.lines:
                self.paper.bullet(line)

    def _follows(self, says: Repairs, report: AnswerReport) -> None:
        label = self.paper.labelled
        label(says.label("reopens"), says.reopens(report.answer))
        for number, said in enumerate(says.told(report.ripple)):
            label("" if number else says.label("tell"), said)
        label(says.label("interpreters"), says.interpreters(report.ripple))
        label(says.label("venues"), says.venues(report.ripple))
        label(says.label("drives"), says.drives(report.ripple))
        label(says.label("papers"), says.papers(report.papers.papers, len(report.papers.cards)))
        self._edits(says, report)
        for number, said in enumerate(self._late(says, report)):
            label("" if number else says.label("late"), said)
        label(says.label("sound"), self.summary.outcomes.checked(report.judgement, planned=True))

    def _edits(self, says: Repairs, report: AnswerReport) -> None:
        """What writes all of it into the file, and which lines to write where by hand."""
        if report.edits:
            self.paper.labelled(says.label("file"), says.say("written-by"))
        for edit in report.edits:
            self.paper.labelled("", place_of_edit(edit, self.paper.spoken))
            remarks = partial(says.lost, asked=self.report.asked)
            self.paper.copied(lines_of_edit(edit, self.paper.spoken, remarks))

    def _late(self, says: Repairs, report: AnswerReport) -> Iterator[str]:
        """How late what moves, or was asked for, may run then; with `details` everything."""
        visit, programme = report.answer.visit, report.answer.programme
        asked = {*(one.item for one in report.answer.touched), *(one.about for one in self.report.asked)}
        for placement in programme.in_order():
            name = placement.engagement
            if name in report.slack and (self._details or name in asked) and visit.engagements[name].withheld is None:
                yield says.late(name, report.slack[name], self.summary.outcomes.requirements)

    def wrote(self, number: int, written: tuple[Path, ...]) -> None:
        """What lies where now."""
        files = self.paper.spoken.joined(str(path) for path in written)
        self.paper.line(self.says.say("wrote", number=number, files=files))

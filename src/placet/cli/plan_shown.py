"""What planning ended in, on a page: a programme, what cannot all be kept, or that there is no answer yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from shlex import quote

from placet.cli.agreed import show_agreed
from placet.cli.clash_shown import show_clash, show_ways
from placet.cli.paper import Paper
from placet.cli.programme_table import show_days
from placet.cli.slack_shown import show_slack
from placet.cli.summary import Summary, by_folder, show_written
from placet.cli.undrawn_shown import show_undrawn
from placet.model.changes import Difference
from placet.node.joint.agreed_visit import AgreedVisit
from placet.node.keeping import staying_here
from placet.node.outcomes import Infeasible, LeftOut, NoAnswer, Planned
from placet.node.planned import PlanReport
from placet.node.undrawn import undrawn_in
from placet.wording.differences import Differences
from placet.wording.isolates import Said
from placet.wording.timetable import Timetable
from placet.wording.weather import Weather


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """How much is told, and how the search went: with which seed, whether it was stopped, its seconds at most.

    Without `days` the programme itself is not what was asked for.
    """

    details: bool
    seed: int
    stopped: bool
    limit: float
    days: bool = True


class PlanShown:
    """Writes one plan report."""

    def __init__(self, paper: Paper, report: PlanReport, where: Path, agreed: AgreedVisit | None = None) -> None:
        """`where` is the visit as the user called it, for the commands that are suggested."""
        self.agreed = agreed
        self.paper = paper
        self.report = report
        self.where = where
        self.summary = Summary(paper, report)
        self.outcomes = self.summary.outcomes
        self.words, self.say = self.summary.words, paper.spoken.fill

    def everything(self, changes: Difference | None, out: Path | None, written: tuple[Path, ...], told: Told) -> None:
        """The whole page. With `changes` only what moved since the programme of last time."""
        self.summary.head()
        if self.agreed is not None:
            show_agreed(self.paper, self.agreed)
        self.paper.blank()
        outcome = self.report.outcome
        if isinstance(outcome, Infeasible):
            self.clash(outcome)
            return
        if isinstance(outcome, NoAnswer):
            self.paper.line(self.outcomes.no_answer(outcome))
            said = self.words["no-answer"]["advice"]
            more = str(max(10, round(told.limit * 4)))
            self.paper.line(self.say(said, {"visit": quote(str(self.where)), "more": more}))
            return
        if changes is not None:
            self.moved(changes)
            self.paper.blank()
        self.numbers(outcome, with_read=changes is None)
        if told.stopped or not outcome.reproducible:
            self.paper.labelled("", self.words["checked"]["stopped" if told.stopped else "cut"])
        if changes is None and told.days:
            timetable = Timetable(
                self.report.visit_file.visit, self.report.timeline, outcome.programme, self.summary.sentences
            )
            show_days(self.paper, timetable, details=told.details)
            self.weather(outcome)
            self.summary.findings(details=told.details)
            self.summary.treaty(outcome.programme)
        if told.details:
            self.details(outcome, told.seed)
        if written and out is not None:
            self.paper.blank()
            self.wrote(written, out)

    def wrote(self, written: tuple[Path, ...], out: Path) -> None:
        """What lies in the folder now, and what the PDFs among it do not show."""
        show_written(self.paper, out, written, staying_here(written))
        show_undrawn(self.paper, undrawn_in(self.report.visit_file))

    def wrote_variants(self, written: tuple[Path, ...], out: Path) -> None:
        """Where each lies, and how to look at two of them."""
        words, spoken = self.paper.spoken.words("outcome")["variants"], self.paper.spoken
        self.paper.blank()
        self.paper.labelled(self.words["labels"]["wrote"], str(out))
        self.paper.labelled("", by_folder(written, out, spoken))
        if len(written) > 1:
            named = zip(("visit", "first", "second"), (self.where, *written), strict=False)
            facts = {key: quote(str(path)) for key, path in named}
            self.paper.labelled("", self.say(words["compare"], facts))

    def numbers(self, outcome: Planned, *, with_read: bool) -> None:
        """What was read, planned and checked; what was left out, and on the next line what brings it in."""
        if with_read:
            self.summary.read(str(self.where))
        took = self.say(self.words["head"]["took"], {"seconds": self._seconds(outcome.took)})
        self.paper.labelled(self.words["labels"]["planned"], self.outcomes.dating(), took)
        self.summary.checked(planned=True)
        self.kept(outcome)

    def kept(self, outcome: Planned) -> None:
        """What is in the programme, what is not, and what would bring it in."""
        self.paper.labelled(self.words["labels"]["kept"], self.outcomes.kept(outcome))
        unknown = [left for left in outcome.left_out if not left.ways_in and not left.is_searched]
        several = unknown if len(unknown) > 1 else []
        for left in outcome.left_out:
            if left not in several:
                self._told(left, self.outcomes.way_in(left, alone=len(outcome.left_out) == 1))
        if several:
            self._told(several[0], self.outcomes.ways_not_found(several))

    def _told(self, left: LeftOut, said: str) -> None:
        """A line about what was left out, and where more of it is told."""
        self.paper.labelled("", said)
        self.paper.labelled(
            "", self.say(self.words["kept"]["why"], {"visit": quote(str(self.where)), "thing": left.engagement})
        )

    def moved(self, changes: Difference) -> None:
        """Only what moved since last time, and the calm half."""
        differences = Differences(self.report.visit_file.visit, changes, self.summary.sentences)
        self.paper.line(differences.head(), "head")
        self.paper.columns(differences.lines(), ratios=(4, 6))
        if not changes.is_empty:
            self.paper.line(differences.calm())

    def clash(self, outcome: Infeasible) -> None:
        """What cannot all be kept, who asked for it, and the cheapest ways out with what each reopens."""
        show_clash(self.summary, outcome)
        show_ways(self.summary, outcome)

    def details(self, outcome: Planned, seed: int) -> None:
        """How far it is settled: the one place for the words of the search."""
        words = self.words["levels"]
        show_slack(self.summary, self.report.visit_file.visit, outcome.programme, outcome.slack)
        self.paper.blank()
        self.paper.line(words["head"], "head")
        rows = [self.outcomes.level(level) for level in outcome.levels]
        self.paper.columns([*rows, *map(self.outcomes.level_not_reached, outcome.not_reached)], ratios=(4, 1, 4))
        if not outcome.to_the_minute:
            self.paper.line(words["on-grid"], indent=2)
        first, took = self._seconds(outcome.first_after), self._seconds(outcome.took)
        self.paper.line(self.say(words["first"], {"seconds": first, "took": took}), indent=2)
        key = "seed" if outcome.reproducible else "not-reproducible"
        self.paper.line(self.say(words[key], {"seed": seed}), indent=2)

    def weather(self, outcome: Planned) -> None:
        """What moves indoors in bad weather, and by when that is decided."""
        said = Weather(self.report.visit_file.visit, outcome.programme, self.summary.sentences)
        rows = said.rows()
        if rows:
            self.paper.blank()
            self.paper.line(said.head(), "head")
            self.paper.columns(rows, ratios=(4, 6))

    def _seconds(self, took: timedelta) -> Said:
        return self.paper.spoken.number(took.total_seconds(), decimals=1)

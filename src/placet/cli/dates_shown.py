"""The days on which a visit could begin, on a page: the best with their reasons, or one of them in full."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from shlex import quote

from placet.cli.clash_shown import show_clash, show_ways
from placet.cli.paper import Paper
from placet.cli.summary import Summary, show_handed_over
from placet.cli.undrawn_shown import show_undrawn
from placet.node.dates import DatesReport, Day, Exists, requirements_on
from placet.node.keeping import staying_here
from placet.node.outcomes import Infeasible, Planned
from placet.node.planned import PlanReport
from placet.node.undrawn import undrawn_in
from placet.wording.date_reasons import DateReasons
from placet.wording.isolates import Said

BEST = 10
"""How many days are shown unless all are asked for."""
SPEAKS = ("for", "against", "noted")


@dataclass(frozen=True, slots=True)
class Written:
    """A day that was planned in full, and the files of it in its folder; none where it has no programme."""

    on: date
    folder: Path
    files: tuple[Path, ...]


class DatesShown:
    """Writes one report of days."""

    def __init__(self, paper: Paper, report: DatesReport, where: Path) -> None:
        """`where` is the visit as the user called it, for the commands that are suggested."""
        self.paper = paper
        self.report = report
        self.where = where
        self.said = DateReasons(report.visit_file.visit, paper.spoken)

    def everything(self, *, every: bool, details: bool) -> None:
        """What was looked at, and the days best first: ten, or all of them."""
        days, said = self.report.days, self.said
        self.head()
        shown = days if every else days[:BEST]
        self.paper.blank()
        self.paper.line(said.say("every" if every else "best"), "head")
        for rank, day in enumerate(shown, start=1):
            self.paper.blank()
            self.day(day, rank, details=details)
        if len(shown) < len(days):
            self.paper.blank()
            self.paper.line(said.say("more", n=len(days) - len(shown)))
        if shown:
            self.paper.line(said.say("explain", visit=quote(str(self.where)), day=shown[0].on.isoformat()), "quiet")

    def head(self) -> None:
        """The visit, the window, how many days have a programme, and by when it can be prepared."""
        report, said, labels = self.report, self.said, self.said.words["labels"]
        self.paper.line(said.title(), "head")
        days = sorted(day.on for day in report.days)
        if days:
            key, head = "window" if len(days) > 1 else "window-of-one", said.say("head", n=len(days))
            window = said.say(key, first=said.plain(days[0]), last=said.plain(days[-1]), head=head)
            self.paper.labelled(labels["window"], window)
        self.paper.labelled("", said.counted(day.decision.exists for day in report.days))
        left = sum(day.decision.exists is Exists.NOT_LOOKED for day in report.days)
        if left:
            self.paper.labelled("", said.say("stopped", n=left))
        if report.prepared is not None:
            self.paper.labelled(labels["prepared"], said.prepared(report.prepared, report.lead))
        weights = {name: weight for name, weight in report.request.weights.items() if weight != 1}
        listed = [said.say("weights", name=said.name(name), n=weight) for name, weight in weights.items()]
        self.paper.labelled(labels["weights"], self.paper.spoken.joined(listed))

    def day(self, day: Day, rank: int | None, *, details: bool) -> None:
        """One day: its names in both calendars, whether there is a programme, and what speaks for and against it."""
        said, labels = self.said, self.said.words["labels"]
        number = said.say("rank", n=rank) if rank is not None else ""
        names = [number, Said(said.day(day.on)), *said.calendars(day.on)]
        self.paper.line(self.paper.spoken.joined([name for name in names if name], "  "), "head")
        self.paper.labelled(labels["exists"], self.exists(day))
        for speaks in SPEAKS:
            reasons = [reason for reason in day.reasons if reason.speaks.value == speaks]
            lines = [self._reason(day, one, details=details) for one in reasons]
            for place, line in enumerate(lines):
                self.paper.labelled("" if place else labels[speaks], line)
        if details:
            self.paper.labelled(labels["sum"], self._sum(day))

    def exists(self, day: Day) -> str:
        """Whether there is a programme."""
        return self.said.exists(day.decision, requirements_on(self.report, day.on, self.paper.spoken))

    def _reason(self, day: Day, reason: object, *, details: bool) -> str:
        place = next(number for number, one in enumerate(day.reasons) if one is reason)
        said = self.said.reason(day.reasons[place])
        grade = self.said.grade(day.reasons[place])
        points = self.paper.spoken.signed(day.points[place])
        facts = {"said": Said(said), "grade": grade, "points": points}
        return self.paper.spoken.fill(self.said.words["with-points" if details else "with-grade"], facts)

    def _sum(self, day: Day) -> str:
        of_name: dict[str, int] = {}
        for reason, points in zip(day.reasons, day.points, strict=True):
            of_name[reason.name] = of_name.get(reason.name, 0) + points
        parts = [
            self.said.say("part", name=self.said.name(name), points=self.paper.spoken.signed(points))
            for name, points in of_name.items()
            if points
        ]
        key = "sum" if parts else "sum-none"
        return self.said.say(key, points=self.paper.spoken.signed(day.score), parts=self.paper.spoken.joined(parts))

    def one_day(self, plan: PlanReport | None) -> None:
        """All that can be said of one day, with the clash and its ways out where there is no programme."""
        self.head()
        for day in self.report.days:
            self.paper.blank()
            self.day(day, None, details=True)
        if plan is None:
            return
        summary = Summary(self.paper, plan)
        self.paper.blank()
        if isinstance(plan.outcome, Infeasible):
            show_clash(summary, plan.outcome)
            show_ways(summary, plan.outcome)
        elif isinstance(plan.outcome, Planned):
            self.paper.labelled(summary.words["labels"]["kept"], summary.outcomes.kept(plan.outcome))
            summary.findings(details=False)

    def wrote(self, written: Sequence[Written], page: Path | None) -> None:
        """The picture, and which days were planned in full, where that is, and what of it stays in this office."""
        label = self.said.words["labels"]["wrote"]
        if page is not None:
            self.paper.blank()
            self.paper.labelled(label, self.said.say("page", file=page))
            show_handed_over(self.paper, page.parent, (page,), (page,))
            label = ""
        for day in written:
            key = "planned" if day.files else "not-planned"
            self.paper.labelled(label, self.said.say(key, day=self.said.plain(day.on), folder=day.folder))
            show_handed_over(self.paper, day.folder, day.files, staying_here(day.files))
            label = ""
        if any(day.files for day in written):
            show_undrawn(self.paper, undrawn_in(self.report.visit_file))

"""The picture of the days: what `placet dates --out` writes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from placet.documents.days_page.content import Cell, Content, Entry, Month
from placet.documents.days_page.layout import lay_out
from placet.formats.visitfile import VisitFile
from placet.node.dates import DatesReport, Day, Exists, requirements_on
from placet.node.folders import marks_of, refuse_folder, write_folder
from placet.planner.dates.candidate import Speaks
from placet.wording.date_reasons import DateReasons
from placet.wording.language import Language

NAME = "days.html"
BEST = 10
SHADES = 4
COLUMNS = 37
"""Days of a row: a month, and the days of a week before it."""


def days_page(report: DatesReport, spoken: Language) -> str:
    """The page in one language."""
    return lay_out(_Page(report, spoken).content())


def refuse_page(report_of: VisitFile, folder: Path) -> None:
    """Raise what `write_page` would raise for this folder, before anybody waits for the days."""
    refuse_folder(folder, (NAME,), marks_of(report_of))


def write_page(report: DatesReport, folder: Path, spoken: Language) -> Path:
    """Write the page. Raises `StorageError`; never replaces what somebody else wrote."""
    content = days_page(report, spoken).encode()
    (path,) = write_folder(folder, {NAME: content}, marks_of(report.visit_file))
    return path


class _Page:
    def __init__(self, report: DatesReport, spoken: Language) -> None:
        self.report = report
        self.spoken = spoken
        self.said = DateReasons(report.visit_file.visit, spoken)
        self.words = self.said.words["page"]
        self.marks = {day.on: number for number, day in enumerate(report.days[:BEST], start=1)}
        scores = sorted({day.score for day in report.days if day.decision.exists is Exists.YES})
        self.least, self.most = (scores[0], scores[-1]) if scores else (0, 0)

    def content(self) -> Content:
        """The whole page."""
        visit, said = self.report.visit_file.visit, self.said
        illustrative = visit.illustrative.in_language(self.spoken.code) if visit.illustrative is not None else ""
        return Content(
            language=self.spoken.code,
            direction=self.spoken.direction,
            title=said.title(),
            illustrative=illustrative,
            stays=self.words["stays"],
            facts=tuple(self._facts()),
            strip=self.words["strip"],
            weekdays=tuple(said.weekday(number % 7) for number in range(COLUMNS)),
            legend=tuple(self._legend()),
            months=tuple(self._months()),
            best=said.words["said"]["best"],
            entries=tuple(self._entry(day) for day in self.report.days[:BEST]),
        )

    def _facts(self) -> Iterator[str]:
        report, said = self.report, self.said
        days = sorted(day.on for day in report.days)
        if days:
            head = said.say("head", n=len(days))
            yield said.say("window", first=said.plain(days[0]), last=said.plain(days[-1]), head=head)
        yield said.counted(day.decision.exists for day in report.days)
        if report.prepared is not None:
            prepared = said.prepared(report.prepared, report.lead)
            yield self.spoken.joined((said.words["labels"]["prepared"], prepared), " ")

    def _legend(self) -> Iterator[tuple[str, str]]:
        short = self.said.words["short"]
        yield "listed", self.words["listed"]
        yield "better", self.words["better"]
        yield "worse", self.words["worse"]
        yield Exists.NO.value, short["no"]
        yield Exists.UNDECIDED.value, short["undecided"]
        yield "moon", self.words["moon"]
        yield "forbidden", self.words["forbidden"]

    def _months(self) -> Iterator[Month]:
        days = sorted(self.report.days, key=lambda day: day.on)
        for _, together in groupby(days, key=lambda day: (day.on.year, day.on.month)):
            found = list(together)
            first = found[0].on.replace(day=1).weekday()
            cells = tuple(self._cell(day, 2 + first + day.on.day - 1) for day in found)
            yield Month(name=self.said.month(found[0].on), cells=cells)

    def _cell(self, day: Day, column: int) -> Cell:
        exists = day.decision.exists
        tips = [self.said.day(day.on), self.said.words["short"][exists.value], *map(self.said.reason, day.reasons)]
        return Cell(
            day=self.spoken.in_digits(day.on.day),
            column=column,
            state=exists.value,
            shade=self._shade(day) if exists is Exists.YES else 0,
            tip=self.spoken.clauses(tips),
            listed=day.on in self.marks,
            moon=any(one.hangs_on_the_moon for one in day.reasons),
            forbidden=day.is_forbidden,
        )

    def _shade(self, day: Day) -> int:
        """Four steps from the least score to the highest, by rank of the score and not its size."""
        if self.most == self.least:
            return SHADES
        better = sum(other.score > day.score for other in self.report.days if other.decision.exists is Exists.YES)
        yes = sum(other.decision.exists is Exists.YES for other in self.report.days)
        return max(1, SHADES - SHADES * better // max(1, yes))

    def _entry(self, day: Day) -> Entry:
        labels = self.said.words["labels"]
        by_kind = []
        for speaks in Speaks:
            lines = tuple(
                f"{self.said.reason(one)} [{self.said.grade(one)}]" for one in day.reasons if one.speaks is speaks
            )
            if lines:
                by_kind.append((str(labels[speaks.value]), lines))
        return Entry(
            rank=self.spoken.in_digits(self.marks[day.on]),
            name=self.said.day(day.on),
            calendars=tuple(self.said.calendars(day.on)),
            exists=self.said.exists(day.decision, requirements_on(self.report, day.on, self.spoken)),
            state=day.decision.exists.value,
            reasons=tuple(by_kind),
        )

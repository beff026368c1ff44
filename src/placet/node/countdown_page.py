"""The picture of a countdown, in words and places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from placet.almanac.working_days import Bureau, working_days
from placet.documents.countdown_page import content as page
from placet.documents.countdown_page import lay_out
from placet.model.countdown import Line
from placet.model.preparation import Stage
from placet.model.visit import Visit
from placet.node.countdown import CountdownReport
from placet.wording.countdown import CountdownSaid
from placet.wording.countdown_parts import Part, deciding_parts, detailed_parts
from placet.wording.dates import short_date
from placet.wording.language import language

STEPS = (1, 7, 14, 28, 56)
"""Days between the marks of the axis: the first of these with which there are no more than `MARKS` stretches."""
MARKS = 4
LATE = 80.0
"""A mark beyond this place has its words before it: there is no room behind."""
ROOM = 25.0
"""What the words of a mark take, in hundredths of the axis, on A4 and in the language with the longest ones."""
_DAY = timedelta(days=1)


def countdown_page(report: CountdownReport, code: str, *, is_own: bool) -> bytes:
    """The page in one language. `is_own`: it shows what stays in this office, and says so."""
    return lay_out(_Page(report, code, is_own=is_own).content()).encode()


class _Page:
    def __init__(self, report: CountdownReport, code: str, *, is_own: bool) -> None:
        self.report, self.found, self.is_own = report, report.countdown, is_own
        self.spoken = language(code)
        self.said = CountdownSaid(report.visit, report.countdown, code)
        self.words = self.said.words["page"]
        begun = [line.begins for line in self.found.lines if line.begins is not None]
        ends = [line.ends for line in self.found.lines if line.ends is not None]
        self.since = min([self.found.today, *begun])
        self.until = max([self.found.starts_on, *ends]) + _DAY
        self.days = (self.until - self.since).days

    def content(self) -> page.Content:
        """The whole page."""
        visit, said = self.report.visit, self.said
        masthead = self.spoken.words("page")["masthead"]
        illustrative = visit.illustrative.in_language(self.spoken.code) if visit.illustrative is not None else ""
        stages = ((stage, self._rows(stage)) for stage in Stage)
        return page.Content(
            language=self.spoken.code,
            direction=self.spoken.direction,
            title=said.title(),
            band=str(masthead["internal" if self.is_own else "shared"]),
            is_own=self.is_own,
            illustrative=illustrative,
            head=said.head(),
            readiness=said.readiness(),
            is_late=bool(self.found.not_ready),
            numbers=said.numbers(),
            labels=self.words,
            ticks=tuple(self._ticks()),
            strips=tuple(page.Strip(side=said.side(name), free=self._free(visit, (name,))) for name in visit.sides),
            free=self._free(visit, tuple(visit.sides)),
            first_day=self._at(self.found.starts_on),
            stages=tuple(
                page.Stage(name=str(said.words["stages"][stage.value]), rows=rows) for stage, rows in stages if rows
            ),
            deciding=_parts(deciding_parts(said)),
            details=_parts(detailed_parts(said)),
            remarks=said.remarks(),
        )

    def _at(self, on: date) -> float:
        return round(100 * (on - self.since).days / self.days, 2)

    def _ticks(self) -> Iterator[page.Tick]:
        """Counted back from the first day; the last mark that there is room for begins the axis.

        Where the words of the first day stand before it, a mark whose own would run into them has none.
        """
        step = next((step for step in STEPS if self.days <= step * MARKS), STEPS[-1])
        on, last = self.found.starts_on, self._at(self.found.starts_on)
        while on >= self.since:
            at = self._at(on)
            is_crowded = at < last and last > LATE and at + ROOM > last - ROOM
            back, named = ("", "") if is_crowded else (self.said.back(on), short_date(on, self.spoken))
            yield page.Tick(at=at, back=back, on=named, is_before=at > LATE and not is_crowded)
            on -= timedelta(days=step)

    def _free(self, visit: Visit, sides: Sequence[str]) -> tuple[tuple[float, float], ...]:
        """The stretches on which not all of these sides work."""
        bureaus = [Bureau(side) for name, side in visit.sides.items() if name in sides]
        working = set(working_days(bureaus, self.since, self.until - _DAY).days)
        days = (self.since + _DAY * shift for shift in range(self.days))
        return tuple(
            (self._at(first), round(100 * length / self.days, 2))
            for first, length in _stretches(on for on in days if on not in working)
        )

    def _rows(self, stage: Stage) -> tuple[page.Row, ...]:
        lines = [line for line in self.report.lines if line.duty.stage is stage]
        return tuple(self._row(line) for line in sorted(lines, key=lambda line: line.due_on or line.closes_on))

    def _row(self, line: Line) -> page.Row:
        said, due = self.said, line.due_on or line.closes_on
        planned = said.planned(line)
        told = (said.task(line.duty), said.owner(line.duty), planned, said.both(due), said.state(line))
        return page.Row(
            task=told[0],
            who=told[1],
            planned=planned,
            due=self.spoken.joined((said.back(due), short_date(due, self.spoken)), " · "),
            bar=self._bar(line),
            due_at=self._at(due + _DAY) if self.since <= due < self.until and not line.duty.is_settled else None,
            kind=_kind(line),
            state=said.state(line),
            tip=self.spoken.clauses([part for part in told if part]),
        )

    def _bar(self, line: Line) -> page.Bar | None:
        if line.begins is None or line.ends is None:
            return None
        slips = line.until if line.until is not None and line.until > line.ends else None
        starts = self._at(line.begins)
        return page.Bar(
            starts=starts,
            width=round(self._at(line.ends + _DAY) - starts, 2),
            slips=self._at(slips + _DAY) if slips is not None else None,
        )


def _parts(parts: Iterable[Part]) -> tuple[page.Part, ...]:
    return tuple(page.Part(heading=part.heading, lines=part.lines, is_ranked=part.is_ranked) for part in parts)


def _kind(line: Line) -> str:
    if line.duty.is_settled:
        return "done"
    late = "" if line.is_ready else "late" if line.is_met else "missed"
    return " ".join(filter(None, (late, "critical" if line.is_critical else "")))


def _stretches(days: Iterable[date]) -> Iterator[tuple[date, int]]:
    """Days that follow each other, as the first of them and their number."""
    known = list(days)
    ends = [index for index, (on, after) in enumerate(pairwise(known), start=1) if after - on != _DAY]
    for start, end in pairwise([0, *ends, len(known)]):
        if start < end:
            yield known[start], end - start

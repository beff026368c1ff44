"""Compare two programmes that somebody wrote down, by the same visit and the same rules."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from placet.almanac.timeline import Timeline
from placet.errors import Fault, VisitFileError
from placet.formats.visitfile import VisitFile
from placet.node.checking import given_programme
from placet.node.files import LAST
from placet.node.judging import case_of
from placet.node.report import Data, difference_data, visit_data
from placet.node.rulebook import rulebook_for
from placet.projections.comparison import Comparison, Figures, Levels, comparison
from placet.rules.judge import Judgement, judge
from placet.rules.rulebook import Rulebook

LEVELS = ("value", "should", "courtesy", "waiting", "buffer")


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareReport:
    """Two programmes side by side. `judgement` is that of the second."""

    visit_file: VisitFile
    timeline: Timeline
    rulebook: Rulebook
    judgement: Judgement
    comparison: Comparison


def compare_programmes(visit_file: VisitFile, first: Path, second: Path) -> CompareReport:
    """Read, judge and compare. Raises `VisitFileError` with every fault of a programme, and for two first days."""
    paths = [path / LAST if path.is_dir() else path for path in (first, second)]
    read = [given_programme(path, visit_file, None) for path in paths]
    if read[0].starts_on != read[1].starts_on:
        asked, found = (str(programme.starts_on or "") for programme in read)
        raise VisitFileError(
            (Fault(str(paths[1]), None, "starts_on", "other-first-day", {"found": found, "asked": asked}),)
        )
    visit = replace(visit_file.visit, starts_on=read[0].starts_on)
    timeline, rulebook = Timeline(visit), rulebook_for(visit, visit_file)
    cases = [case_of(visit, programme, timeline, rulebook) for programme in read]
    judged = [judge(case) for case in cases]
    return CompareReport(
        visit_file=visit_file,
        timeline=timeline,
        rulebook=rulebook,
        judgement=judged[1],
        comparison=comparison(cases[0], judged[0], cases[1], judged[1]),
    )


def compare_data(report: CompareReport) -> Data:
    """The comparison as plain data; lengths are whole minutes."""
    compared = report.comparison
    return {
        "outcome": "compared",
        "visit": visit_data(report.visit_file.visit, report.timeline.starts_on),
        "sound": list(compared.sound),
        "changes": difference_data(compared.difference),
        "levels": [{"name": name, "first": a, "second": b} for name, a, b in level_rows(compared.levels)],
        "people": [
            {"who": who, "first": _figures(first), "second": _figures(second)}
            for who, (first, second) in compared.people.items()
        ],
    }


def level_rows(levels: tuple[Levels, Levels]) -> tuple[tuple[str, int, int], ...]:
    """Each level with what the two programmes come to."""
    return tuple((name, getattr(levels[0], name), getattr(levels[1], name)) for name in LEVELS)


def _figures(figures: Figures) -> Data:
    return {
        "engaged": _minutes(figures.engaged),
        "under_way": _minutes(figures.under_way),
        "waiting": _minutes(figures.waiting),
        "pause": _minutes(figures.pause) if figures.pause is not None else None,
        "short_pauses": figures.short_pauses,
    }


def _minutes(length: timedelta) -> int:
    return round(length.total_seconds() / 60)

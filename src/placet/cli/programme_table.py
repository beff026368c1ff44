"""The programme as tables, a day each: the programme itself in full strength, movements and protected time dim."""

from __future__ import annotations

from rich.cells import cell_len

from placet.cli.paper import STYLES, Paper
from placet.wording.timetable import Day, Row, Timetable

TIME = 11
"""Columns of `11:40–12:25`; a time that is about so, or ends after midnight, takes more, on every day alike."""


def show_days(paper: Paper, timetable: Timetable, *, details: bool) -> None:
    """Every day with its heading; movements of others than principals only with `details`."""
    days = timetable.days(details=details)
    widest = max((cell_len(_time(row)) for day in days for row in day.rows), default=0)
    for day in days:
        paper.blank()
        paper.line(day.heading, "head")
        _show(paper, day, max(TIME, widest), has_tracks=timetable.has_tracks)
    if timetable.left_aside:
        paper.blank()
        paper.line(timetable.said_of_left_aside(), "quiet")


def _show(paper: Paper, day: Day, time: int, *, has_tracks: bool) -> None:
    rows = []
    for row in day.rows:
        style = STYLES["quiet"] if row.quiet else ""
        hours = _time(row)
        cells = [f"{hours}{' ' * (time - cell_len(hours))}", *([row.track] if has_tracks else [])]
        rows.append(tuple(paper.text(cell, style) for cell in (*cells, row.what, row.where, row.who)))
    paper.columns(rows, ratios=(0, *((5,) if has_tracks else ()), 10, 9, 9))


def _time(row: Row) -> str:
    return f"~{row.time}" if row.about else row.time

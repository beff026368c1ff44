"""The programme as tables, a day each: the programme itself in full strength, movements and protected time dim."""

from __future__ import annotations

from rich.cells import cell_len
from rich.padding import Padding
from rich.table import Table

from placet.cli.paper import STYLES, Paper
from placet.wording.timetable import Day, Row, Timetable

TIME = 11
"""Columns of `11:40–12:25`; a time that is about so, or ends after midnight, takes more, on every day alike."""
TRACK = 14


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
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(width=time, no_wrap=True)
    if has_tracks:
        table.add_column(max_width=TRACK, overflow="fold")
    table.add_column(ratio=10)
    table.add_column(ratio=9)
    table.add_column(ratio=9)
    for row in day.rows:
        style = STYLES["quiet"] if row.quiet else ""
        cells = [_time(row), *([row.track] if has_tracks else []), row.what, row.where, row.who]
        table.add_row(*(paper.text(cell, style) for cell in cells))
    paper.put(Padding(table, (0, 0, 0, 2)))


def _time(row: Row) -> str:
    return f"~{row.time}" if row.about else row.time

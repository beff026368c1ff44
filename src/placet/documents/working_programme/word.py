"""The working programme as a Word document, for offices that must edit it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from placet.documents.imprint import Imprint
from placet.documents.lines import DayLines, Line
from placet.documents.typeset.word import Cell, Piece, Table, typeset
from placet.documents.working_programme.content import Content

WIDTHS = (26.0, 74.0, 40.0, 40.0)
WIDTHS_OF_TWO = (75.0, 30.0, 75.0)
SMALL = 7.5


def lay_out_word(papers: Sequence[Content], *, on: date, attached: bytes) -> bytes:
    """One content, or the same programme in two languages with the time between them."""
    first = papers[0]
    tables = [_single(first, day) for day in first.days]
    if len(papers) > 1:
        pairs = zip(first.days, papers[1].days, strict=True)
        tables = [_double(first, day, papers[1], other) for day, other in pairs]
    return typeset(
        [Cell((_piece(paper.imprint, paper.imprint.title, bold=True, size=15),)) for paper in papers],
        tables,
        head=[_head(paper.imprint) for paper in papers],
        foot=[_foot(paper.imprint) for paper in papers],
        language=first.imprint.language,
        on=on,
        attached=attached,
    )


def _piece(
    imprint: Imprint, text: str, *, tag: str = "", bold: bool = False, quiet: bool = False, size: float = 9
) -> Piece:
    return Piece(text=text, right_to_left=imprint.direction == "rtl", tag=tag, bold=bold, quiet=quiet, size=size)


def _small(imprint: Imprint, *texts: str) -> tuple[Piece, ...]:
    return tuple(_piece(imprint, text, quiet=True, size=SMALL) for text in texts if text)


def _head(imprint: Imprint) -> Cell:
    return Cell(_small(imprint, imprint.title, imprint.paper, imprint.classification))


def _foot(imprint: Imprint) -> Cell:
    return Cell(_small(imprint, imprint.issue, imprint.supersedes, imprint.illustrative))


def _heading(paper: Content, day: DayLines) -> Cell:
    beside = _small(paper.imprint, day.cities, *day.calendars, day.clock)
    return Cell((_piece(paper.imprint, day.heading, bold=True, size=11), *beside))


def _single(paper: Content, day: DayLines) -> Table:
    imprint = paper.imprint
    rows = [
        (
            not line.quiet,
            (_time(imprint, line), _item(imprint, line, *line.spans), _place(imprint, line), _who(imprint, line)),
        )
        for line in day.lines
    ]
    columns = tuple(Cell(_small(imprint, label)) for label in paper.columns)
    return Table((_heading(paper, day),), columns, WIDTHS, tuple(rows), imprint.direction == "rtl")


def _double(first: Content, day: DayLines, second: Content, other: DayLines) -> Table:
    """The first language on its own side: on the right if it runs from there."""
    rows = []
    for line, beside in zip(day.lines, other.lines, strict=True):
        times = (_time(first.imprint, line).pieces, _time(second.imprint, beside).pieces)
        middle = Cell(tuple(dict.fromkeys(piece for pieces in times for piece in pieces)), centred=True)
        rows.append((not line.quiet, (_full(first.imprint, line), middle, _full(second.imprint, beside))))
    labels = (first.columns[1], first.columns[0], second.columns[1])
    columns = tuple(Cell(_small(p.imprint, label)) for label, p in zip(labels, (first, first, second), strict=True))
    heading = (_heading(first, day), _heading(second, other))
    return Table(heading, columns, WIDTHS_OF_TWO, tuple(rows), first.imprint.direction == "rtl")


def _time(imprint: Imprint, line: Line) -> Cell:
    return Cell((_piece(imprint, line.time, tag=f"{line.id}/time", bold=not line.quiet, quiet=line.quiet),))


def _item(imprint: Imprint, line: Line) -> Cell:
    title = _piece(imprint, line.title, tag=f"{line.id}/title", bold=not line.quiet, quiet=line.quiet)
    cues = (_piece(imprint, f"{cue.time} {cue.what}", size=SMALL) for cue in line.cues)
    return Cell((title, *_small(imprint, " · ".join(line.details)), *cues))


def _place(imprint: Imprint, line: Line) -> Cell:
    return Cell((_piece(imprint, line.place, tag=f"{line.id}/place", size=8, quiet=line.quiet),) if line.place else ())


def _who(imprint: Imprint, line: Line) -> Cell:
    return Cell(_small(imprint, *line.who))


def _full(imprint: Imprint, line: Line) -> Cell:
    return Cell((*_item(imprint, line).pieces, *_place(imprint, line).pieces))

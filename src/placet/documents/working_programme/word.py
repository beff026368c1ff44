"""The working programme as a Word document, for offices that must edit it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import zip_longest

from placet.documents.imprint import Imprint
from placet.documents.lines import DayLines, Line
from placet.documents.typeset.word import ACCENT, QUIET, Block, Cell, Piece, Row, Table, typeset
from placet.documents.working_programme.content import Content

WIDTHS = (26.0, 68.0, 36.0, 50.0)
WIDTHS_OF_TWO = (75.0, 30.0, 75.0)
HALVES = (90.0, 90.0)
SMALL = 7.5
TITLE, TITLE_OF_TWO = 15, 13


def lay_out_word(papers: Sequence[Content], *, on: date, attached: bytes) -> bytes:
    """One content, or the same programme in two languages with the time between them."""
    first = papers[0]
    tables = [_single(first, day) for day in first.days]
    if len(papers) > 1:
        pairs = zip(first.days, papers[1].days, strict=True)
        tables = [_double(first, day, papers[1], other) for day, other in pairs]
    imprints = [paper.imprint for paper in papers]
    return typeset(
        _beside(imprints, [list(_title(one, TITLE if len(papers) == 1 else TITLE_OF_TWO)) for one in imprints]),
        tables,
        end=_beside(imprints, [list(_end(paper)) for paper in papers]) if papers[0].untimed else [],
        head=_beside(imprints, [[_head(one)] for one in imprints]),
        foot=_beside(imprints, [list(_foot(one)) for one in imprints]),
        language=first.imprint.language,
        on=on,
        attached=attached,
    )


def _piece(
    imprint: Imprint, text: str, *, tag: str = "", bold: bool = False, colour: str = "", size: float = 9
) -> Piece:
    is_rtl = imprint.direction == "rtl"
    return Piece(
        text=text,
        right_to_left=is_rtl,
        language=imprint.language,
        tag=tag,
        bold=bold,
        colour=colour,
        size=size,
        digits=imprint.digits,
    )


def _small(imprint: Imprint, *texts: str) -> tuple[Piece, ...]:
    return tuple(_piece(imprint, text, colour=QUIET, size=SMALL) for text in texts if text)


def _beside(imprints: Sequence[Imprint], said: Sequence[Sequence[Cell]]) -> Block:
    """The same in each language: alone in its lines, or one language beside the other as in the days below."""
    if len(said) == 1:
        return said[0]
    rows = tuple(zip_longest(*said, fillvalue=Cell(())))
    return Table(rows, HALVES, (), imprints[0].direction == "rtl", ruled=False)


def _title(imprint: Imprint, size: float) -> Iterator[Cell]:
    yield Cell((_piece(imprint, imprint.title, bold=True, size=size),))
    yield Cell((*_small(imprint, imprint.sides, imprint.dates),), in_one=True)


def _head(imprint: Imprint) -> Cell:
    return Cell(_small(imprint, imprint.title, imprint.paper, imprint.classification), in_one=True)


def _foot(imprint: Imprint) -> Iterator[Cell]:
    yield Cell(_small(imprint, imprint.issue, imprint.supersedes, imprint.page), in_one=True)
    if imprint.illustrative:
        yield Cell((_piece(imprint, imprint.illustrative, colour=ACCENT, size=SMALL),))


def _end(paper: Content) -> Iterator[Cell]:
    """Engagements without a time."""
    if paper.untimed:
        yield Cell((_piece(paper.imprint, f"{paper.to_be_notified}:", bold=True),))
        yield Cell(tuple(_piece(paper.imprint, title) for title in paper.untimed), in_one=True)


def _heading(paper: Content, day: DayLines, wide: int) -> Cell:
    named = " · ".join(filter(None, (day.heading, day.cities)))
    beside = _small(paper.imprint, " · ".join(filter(None, (*day.calendars, day.clock))))
    return Cell((_piece(paper.imprint, named, bold=True, colour=ACCENT, size=11), *beside), wide=wide)


def _single(paper: Content, day: DayLines) -> Table:
    imprint = paper.imprint
    columns = tuple(Cell(_small(imprint, label)) for label in paper.columns)
    headings = ((_heading(paper, day, len(WIDTHS)),), columns)
    rows = tuple(Row(_cells(imprint, line), shaded=not line.quiet) for line in day.lines)
    return Table(headings, WIDTHS, rows, imprint.direction == "rtl")


def _cells(imprint: Imprint, line: Line) -> tuple[Cell, ...]:
    """A way or time kept free runs on over the columns of title and place."""
    time, who = Cell(tuple(_time(imprint, line)), centred=True), Cell(_small(imprint, *line.who))
    if line.quiet:
        return time, Cell(tuple(_aside(imprint, line, *line.spans)), in_one=True, wide=2), who
    return time, Cell(tuple(_item(imprint, line))), Cell(tuple(_place(imprint, line))), who


def _double(first: Content, day: DayLines, second: Content, other: DayLines) -> Table:
    """The first language on its own side: on the right if it runs from there."""
    rows = []
    for line, beside in zip(day.lines, other.lines, strict=True):
        times = (*_time(first.imprint, line), *_time(second.imprint, beside))
        once = {piece.text: piece for piece in reversed(times)}  # languages with the same digits tell the same time
        middle = Cell(tuple(reversed(once.values())), centred=True)
        rows.append(Row((_half(first.imprint, line), middle, _half(second.imprint, beside)), shaded=not line.quiet))
    empty = Cell(())
    headings = ((_heading(first, day, 1), empty, _heading(second, other, 1)),)
    return Table(headings, WIDTHS_OF_TWO, tuple(rows), first.imprint.direction == "rtl")


def _half(imprint: Imprint, line: Line) -> Cell:
    if line.quiet:  # whoever keeps protected time by themselves is named with their hours
        return Cell(tuple(_aside(imprint, line, *(line.spans or line.who))), in_one=True)
    return Cell((*_item(imprint, line), *_place(imprint, line), *_small(imprint, *line.who)))


def _time(imprint: Imprint, line: Line) -> Iterator[Piece]:
    colour, size = (QUIET, SMALL) if line.quiet else ("", 9)
    yield _piece(imprint, line.time, tag=f"{line.id}/time", bold=not line.quiet, colour=colour, size=size)
    for other in line.beside:
        yield _piece(imprint, other, tag=f"{line.id}/beside", colour=QUIET, size=6.5)


def _aside(imprint: Imprint, line: Line, *more: str) -> Iterator[Piece]:
    yield _piece(imprint, line.title, tag=f"{line.id}/title", colour=QUIET, size=SMALL)
    if line.place:
        yield _piece(imprint, line.place, tag=f"{line.id}/place", colour=QUIET, size=SMALL)
    yield from _small(imprint, *line.details, *more)


def _item(imprint: Imprint, line: Line) -> Iterator[Piece]:
    yield _piece(imprint, line.title, tag=f"{line.id}/title", bold=True)
    yield from _small(imprint, " · ".join(line.details))
    for cue in line.cues:
        yield _piece(imprint, f"{cue.time}  {cue.what}", size=SMALL)


def _place(imprint: Imprint, line: Line) -> Iterator[Piece]:
    if line.place:
        yield _piece(imprint, line.place, tag=f"{line.id}/place", size=8)

"""The sheet of open points as PDF, and as plain text that can be answered in an e-mail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from importlib.resources import files

from placet.documents.open_points.content import Content, Line
from placet.documents.typeset.pdf import typeset
from placet.wording.isolates import without_isolates

BLANK = "____"


def lay_out(papers: Sequence[Content], *, on: date) -> bytes:
    """A4, one language after the other, each beginning on a page of its own."""
    source = files("placet.documents.open_points").joinpath("layout.typ").read_text("utf-8")
    return typeset(source, [asdict(paper) for paper in papers], on=on)


def lay_out_text(papers: Sequence[Content]) -> bytes:
    """The same as text. A line of each point begins with its code: what is written after it is the reply."""
    lines = [" ".join(line.splitlines()) for paper in papers for line in (*_lines(paper), "")]
    return without_isolates("\n".join(lines)).encode()


def _lines(paper: Content) -> Iterator[str]:
    own = paper.imprint
    about = (own.title, f"{own.paper} · {own.sides} · {own.classification}", own.issue, own.supersedes)
    yield from (f"# {line}" for line in (*about, *paper.how, f"({' / '.join(paper.boxes)})"))
    for point in paper.points:
        yield from ("", *_point(point))
    if paper.settled:
        yield from ("", f"# {paper.labels['settled']}")
        yield from (f"#   {label}  {title}: {standing}" for label, title, standing in paper.settled)


def _point(point: Line) -> Iterator[str]:
    yield f"# {point.number}  {point.title}"
    yield "#   " + " · ".join(filter(None, (point.standing, *point.said, point.together)))
    for field in point.rows:
        for line in field.lines:
            yield f"#   {field.name}: " + " · ".join(f"{name} {said}".strip() for name, said in line)
    yield f"{'' if point.boxes else '# '}{point.code} {BLANK}"

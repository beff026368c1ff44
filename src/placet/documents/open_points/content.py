"""What the sheet of open points says: number, title, exact text, who said what, where it stands, and the code.

It is the printed twin of a sealed envelope, or stands alone while the other side has no Placet. Only what the sides
share gets here: whoever hands the points in has no way to remarks, initials or telephone calls of one office.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from placet.agreement.codes import Code
from placet.documents.imprint import Imprint
from placet.model.evidence import Evidence
from placet.model.points import Content as PointContent
from placet.model.text import Text
from placet.projections.standing import PointStanding
from placet.wording.dates import plain_date
from placet.wording.joint import JointWords
from placet.wording.language import Language

REPLIES = ("agreed", "no-objection", "ad-referendum", "under-consideration", "noted", "not-now")
"""What can be ticked, in the order in which it stands on the paper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPoint:
    """One point for the paper. `point` is None for what has no number at the other side yet."""

    code: Code
    kind: str
    content: PointContent | None
    fields: Mapping[str, Any]
    point: PointStanding | None
    reply: Evidence | None = None
    """Of a point that has no number yet: what the other side said of it on paper."""
    awaited: bool
    """Whether the reader is asked for a reply."""
    members: tuple[str, ...] = ()
    """Of points that are agreed together: their numbers."""
    bound: str = ""
    """The number under which it is agreed together with others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """What makes one sheet: between whom, when, and of which envelope. `envelope` is 0 where there is none."""

    title: Mapping[str, str]
    sender: str
    recipient: str
    envelope: int
    state: str
    fingerprint: str
    on: date


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a text: what it is called, and its lines; each part of a line has a name too, or an empty one."""

    name: str
    lines: tuple[tuple[tuple[str, str], ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One point in words. `rows` are the fields of its text."""

    number: str
    code: str
    title: str
    standing: str
    said: tuple[str, ...]
    together: str
    rows: tuple[Field, ...]
    boxes: bool
    """Whether replies can be ticked."""
    writing: bool
    """Whether there is a line to write on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Everything the paper says in one language."""

    imprint: Imprint
    how: tuple[str, ...]
    boxes: tuple[str, ...]
    labels: Mapping[str, str]
    points: tuple[Line, ...]
    settled: tuple[tuple[str, str, str], ...]
    closing: tuple[str, ...]


def content(
    points: Sequence[OpenPoint], settled: Sequence[PointStanding], occasion: Occasion, said: JointWords, own: Language
) -> Content:
    """What the sheet says. `said` speaks of every side by its name: nobody is *we* on it."""
    words = own.words("papers")["points"]
    facts = {
        "number": occasion.envelope,
        "sender": said.side(occasion.sender),
        "recipient": said.side(occasion.recipient) if occasion.recipient else "",
    }
    kind = "twin" if occasion.envelope else "sheet"
    return Content(
        imprint=_imprint(occasion, own, own.fill(words[kind], facts), facts),
        how=tuple(own.fill(line, facts) for line in words[f"how-{kind}"]),
        boxes=tuple(str(said.words["said"][reply]) for reply in REPLIES),
        labels={key: str(words[key]) for key in ("code", "otherwise", "reply", "settled", "empty")},
        points=tuple(_line(each, said, own) for each in points),
        settled=tuple((each.label, _title(each, said), said.standing(each)) for each in settled),
        closing=tuple(own.fill(line, facts) for line in words["closing" if occasion.recipient else "closing-unnamed"]),
    )


def _imprint(occasion: Occasion, own: Language, paper: str, facts: Mapping[str, object]) -> Imprint:
    words = own.words("papers")
    as_on = own.fill(words["imprint"]["as_on"], {"as_on": plain_date(occasion.on, own)})
    state = own.fill(words["points"]["state"], {"state": occasion.state}) if occasion.state else ""
    fingerprint = own.fill(words["points"]["fingerprint"], {**facts, "fingerprint": occasion.fingerprint})
    between = own.fill(words["points"]["between"], facts) if facts["recipient"] else str(facts["sender"])
    return Imprint(
        language=own.speaks,
        direction=own.direction,
        digits=own.digits,
        paper=paper,
        title=Text(dict(occasion.title)).in_language(own.code, "en"),
        dates="",
        sides=between,
        classification=str(own.words("page")["masthead"]["shared"]),
        illustrative="",
        issue=own.joined(filter(None, (as_on, state)), " · "),
        supersedes=fingerprint,
        page=str(words["imprint"]["page"]),
    )


def _line(each: OpenPoint, said: JointWords, own: Language) -> Line:
    words, point = own.words("papers")["points"], each.point
    number = f"P-{each.code.number:02d}"
    together = ""
    if each.members:
        together = own.fill(words["members"], {"labels": own.joined(each.members)})
    elif each.bound:
        together = own.fill(words["bound"], {"label": each.bound})
    return Line(
        number=number,
        code=str(each.code),
        title=_title(point, said) if point is not None else said.title(each.kind, each.content),
        standing=said.standing(point) if point is not None else _on_paper(each, said, own),
        said=tuple(_said(point, said, own)) if point is not None else (),
        together=together,
        rows=() if each.members else _rows(each, said),
        boxes=each.awaited and not each.bound,
        writing=each.awaited,
    )


def _title(point: PointStanding, said: JointWords) -> str:
    return said.point_title(point)


def _rows(each: OpenPoint, said: JointWords) -> tuple[Field, ...]:
    """The leaves of a text by their fields: each in one line, or one for each part of a list."""
    point = each.point
    rows = said.exact(point, point.latest) if point is not None else said.leaves(each.kind, each.fields)
    fields: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for row in rows:
        field, *rest = row.path or ("",)
        place = rest[0] if rest and rest[0].isdigit() else ""
        lines = fields.setdefault(field, {})
        lines.setdefault(place, []).append((said.within(rest), str(row.said)))
    names = {field: said.field(field) for field in fields}
    return tuple(Field(names[field], tuple(map(tuple, lines.values()))) for field, lines in fields.items())


def _said(point: PointStanding, said: JointWords, own: Language) -> list[str]:
    """Who said what of the text on the table, in the order of the exchange."""
    words, text = own.words("papers")["points"], point.latest
    key = "answered" if text.base else "proposed"
    lines = [own.fill(words[key], {"side": said.side(text.side), "day": said.day(text.at[:10])})]
    if text.ad_referendum_by:
        sides = own.all_of([said.side(side) for side in sorted(text.ad_referendum_by)])
        lines.append(own.fill(words["signed-ad-referendum"], {"sides": sides}))
    latest = {remark.side: remark for remark in point.remarks}
    return [
        *lines,
        *filter(None, (said.beside(point), said.needs(point), *(said.remark(remark) for remark in latest.values()))),
    ]


def _on_paper(each: OpenPoint, said: JointWords, own: Language) -> str:
    if each.reply is None:
        return str(said.words["standing"]["proposed"])
    facts = {"said": said.reply(each.reply.said, each.reply.words), "reference": each.reply.reference}
    return own.fill(own.words("papers")["points"]["replied"], facts)

"""Texts of points as people name them, and as they are put on the table."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from placet.agreement.acts import Revision, point_id
from placet.agreement.entry import Kind
from placet.agreement.tabling import Text
from placet.errors import NotFoundError
from placet.formats.points import Understood, kind_of, read_content, write_content
from placet.model.points import SCHEMA, Content
from placet.node.joint.desk import SALT_BYTES, Act, Desk
from placet.projections.standing import PointStanding, TextStanding
from placet.reading.numerals import ascii_digits

ALIKE = 0.5
"""How much of a label must look like what was typed for it to be suggested: of four signs two."""
_SHORT = re.compile(r"[Pp]?[- ]?(\d{1,5})")


@dataclass(frozen=True, slots=True)
class Proposed:
    """A content on its way to the table. `answers` is the point and text to which it is a counter-proposal."""

    content: Content
    answers: TextStanding | None = None
    needs: tuple[tuple[str, str], ...] = ()
    """Sides and their offices that must each sign."""
    note: Mapping[str, str] = field(default_factory=dict)
    """What the others are told of it besides, as a note; nothing without one."""


def needs_carried(text: TextStanding) -> tuple[tuple[str, str], ...]:
    """The offices that must sign what answers a text, unless others are named: those that must sign it."""
    return text.revision.needs if text.revision is not None else ()


def tabling(desk: Desk, proposed: Proposed) -> tuple[Act, Text]:
    """The act that puts a text on the table, and the text's name."""
    salt = desk.means.chance(SALT_BYTES)
    kind = kind_of(proposed.content).value
    answers = proposed.answers
    point = answers.text[0] if answers is not None else point_id(desk.visit, desk.side, kind, salt.hex())
    base = (answers.text[1],) if answers is not None else ()
    content = write_content(proposed.content)
    fields = {"base": list(base), "content": content, "kind": kind, "schema": SCHEMA}
    revision = Revision(desk.visit, point, kind, SCHEMA, base, content, tuple(sorted(proposed.needs)), salt.hex())
    header = {"point": point, "revision": revision.hash, "needs": revision.needs}
    return Act(Kind.PROPOSE, fields, header, salt), (point, revision.hash)


def packaging(desk: Desk, members: Sequence[Text]) -> tuple[Act, Text]:
    """The act that ties texts together, to be agreed together or not at all."""
    salt = desk.means.chance(SALT_BYTES)
    kind = Kind.PACKAGE.value
    point = point_id(desk.visit, desk.side, kind, salt.hex())
    content = {"members": [list(text) for text in sorted(members)]}
    revision = Revision(desk.visit, point, kind, SCHEMA, (), content, (), salt.hex())
    fields = {"base": [], "content": content, "kind": kind, "schema": SCHEMA}
    return Act(Kind.PACKAGE, fields, {"point": point, "revision": revision.hash}, salt), (point, revision.hash)


def understood(text: TextStanding) -> Understood:
    """What a text says, as far as this version understands it."""
    revision = text.revision
    if revision is None:
        return Understood(None, None)
    return read_content(revision.kind, revision.schema, revision.content)


def find_point(standings: Sequence[PointStanding], named: str) -> PointStanding:
    """The point that a person means: its label, or the beginning of its id or of one of its texts' names.

    Raises `NotFoundError` with the labels that look most like it, also where several fit.
    """
    wanted = named.strip()
    by_label = [each for each in standings if each.label == as_label(wanted)]
    if by_label:
        return by_label[0]
    if len(wanted) >= 8:
        names = {each.label: each for each in standings if _begins(each, wanted.casefold())}
        if len(names) == 1:
            return next(iter(names.values()))
    near = get_close_matches(wanted.upper(), [each.label for each in standings], n=5, cutoff=ALIKE)
    raise NotFoundError(named, tuple(near))


def as_label(named: str) -> str:
    """The label of a point as a person writes its number: `P-05` for `p5`, `P 05` or `۵`; anything else as it is."""
    short = _SHORT.fullmatch(ascii_digits(named))
    return f"P-{int(short[1]):02}" if short is not None else named


def find_points(standings: Sequence[PointStanding], named: Sequence[str]) -> list[PointStanding]:
    """The points that were named, each once. Raises `NotFoundError` with all names that are none at once."""
    found, unknown = {}, []
    for each in named:
        try:
            point = find_point(standings, each)
            found[point.point] = point
        except NotFoundError as error:
            unknown.append(error)
    if unknown:
        nearest = dict.fromkeys(name for error in unknown for name in error.nearest)
        raise NotFoundError(", ".join(error.name for error in unknown), tuple(nearest))
    return list(found.values())


def _begins(point: PointStanding, wanted: str) -> bool:
    return point.point.startswith(wanted) or any(text.text[1].startswith(wanted) for text in point.texts)

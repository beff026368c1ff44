"""Which papers a visit has, what each is called in a folder, and how it is made.

Names are known before anything is planned, so that a folder that cannot take them is refused at once. Everything but
the office's own page is made from what both sides may see.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from placet.documents import booklet, calendar, outline_programme, pocket_programme, working_programme
from placet.documents.imprint import Issue
from placet.model.ids import PersonId, SideId
from placet.model.visit import Visit
from placet.projections.programme import Projection
from placet.wording.language import language

PAPERS, PEOPLE, CALENDARS = "papers", "people", "calendars"
"""Folders of an issue."""
TWO = 2
"""Languages that stand beside each other."""


Last = Callable[[str], bytes | None]
"""What was issued last under a file name, if anything was."""


@dataclass(frozen=True, slots=True)
class Making:
    """What papers are made from: what both sides see, the issue, the data inside, and what was issued before.

    `emblems` of sides, as far as the office gave any, stand on the cover of the booklet.
    """

    projection: Projection
    issue: Issue
    attached: bytes
    last: Last
    emblems: Mapping[SideId, booklet.Emblem] = field(default_factory=dict)
    _said: dict[str, working_programme.Content] = field(default_factory=dict)

    @property
    def on(self) -> date:
        """The date of the issue."""
        return self.issue.as_on

    def working_programme(self, code: str) -> working_programme.Content:
        """What it says in a language: four papers of it say the same."""
        if code not in self._said:
            self._said[code] = working_programme.content(self.projection, None, code, self.issue)
        return self._said[code]


Make = Callable[[Making], bytes]


def papers_in(visit: Visit, languages: tuple[str, ...], *, dated: bool) -> Mapping[str, Make]:
    """How each printed paper and calendar is made, by its file name. Calendars need dates."""
    found: dict[str, Make] = {}
    for code in languages:
        found |= _working_programmes((code,))
        found[f"{PAPERS}/booklet.{code}.pdf"] = partial(_booklet, code=code)
        found[f"{PAPERS}/outline.{code}.pdf"] = partial(_outline, code=code)
        if dated:
            found |= _calendar_of(f"{CALENDARS}/visit.{code}.ics", code, None)
    pair = beside_each_other(visit, languages)
    if pair:
        found |= _working_programmes(pair)
    for person, code in _own_languages(visit, languages):
        found[f"{PEOPLE}/{person}.pdf"] = partial(_pocket, person=person, code=code)
        if dated:
            found |= _calendar_of(f"{PEOPLE}/{person}.ics", code, person)
    return found


def beside_each_other(visit: Visit, languages: tuple[str, ...]) -> tuple[str, ...]:
    """The first languages of two sides, where they differ: they stand on one sheet, the right-to-left one first."""
    first = dict.fromkeys(own[0] for side in visit.sides.values() if (own := side.languages) and own[0] in languages)
    pair = sorted(tuple(first)[:TWO], key=lambda code: not language(code).right_to_left)
    return tuple(pair) if len(pair) == TWO else ()


def _own_languages(visit: Visit, languages: tuple[str, ...]) -> Iterator[tuple[PersonId, str]]:
    """Each person with the language of their card: their side's first that papers are made in, else the first."""
    for name, person in visit.people.items():
        side = visit.sides.get(person.side)
        own: list[str] = [code for code in (side.languages if side is not None else ()) if code in languages]
        yield name, (own or list(languages))[0]


def _working_programmes(codes: tuple[str, ...]) -> dict[str, Make]:
    name = f"{PAPERS}/working-programme.{'-'.join(codes)}"
    return {f"{name}.pdf": partial(_working, codes=codes), f"{name}.docx": partial(_working_in_word, codes=codes)}


def _working(made: Making, *, codes: tuple[str, ...]) -> bytes:
    contents = [made.working_programme(code) for code in codes]
    return working_programme.lay_out(contents, on=made.on, attached=made.attached)


def _working_in_word(made: Making, *, codes: tuple[str, ...]) -> bytes:
    contents = [made.working_programme(code) for code in codes]
    return working_programme.lay_out_word(contents, on=made.on, attached=made.attached)


def _booklet(made: Making, *, code: str) -> bytes:
    said = booklet.content(made.projection, None, code, made.issue)
    return booklet.lay_out(said, on=made.on, attached=made.attached, emblems=made.emblems)


def _outline(made: Making, *, code: str) -> bytes:
    said = outline_programme.content(made.projection, None, code, made.issue)
    return outline_programme.lay_out(said, on=made.on, attached=made.attached)


def _pocket(made: Making, *, person: PersonId, code: str) -> bytes:
    return pocket_programme.lay_out(pocket_programme.content(made.projection, person, code, made.issue), on=made.on)


def _calendar_of(name: str, code: str, person: PersonId | None) -> dict[str, Make]:
    return {name: partial(_calendar, name=name, code=code, person=person)}


def _calendar(made: Making, *, name: str, code: str, person: PersonId | None) -> bytes:
    now = calendar.content(made.projection, None, code, person=person)
    return calendar.lay_out(calendar.following(now, made.last(name)), on=made.on)

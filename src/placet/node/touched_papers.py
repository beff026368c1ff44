"""Which papers say something else after a change: their contents are made before and after, and compared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from placet.documents import booklet, outline_programme, pocket_programme, working_programme
from placet.documents.imprint import Issue
from placet.model.declare import Layer
from placet.model.ids import PersonId
from placet.node.wanted import Wanted
from placet.projections.current import project
from placet.projections.programme import Projection
from placet.rules.case import Case

WORKING, BOOKLET, OUTLINE, POCKET = "working-programme", "booklet", "outline", "pocket"
"""The papers, by the names that their files have."""


@dataclass(frozen=True, slots=True)
class TouchedPapers:
    """Papers that must be issued again, by name; and the people whose own cards must."""

    papers: tuple[str, ...]
    cards: tuple[PersonId, ...]


def touched_papers(before: Case, after: Case, as_on: date) -> TouchedPapers:
    """The papers whose content differs between two programmes; the date of issue is no difference."""
    old, new = project(before, Layer.SHARED), project(after, Layer.SHARED)
    code, issue = after.visit.language, Wanted().issue(as_on)
    contents = zip(_whole(old, code, issue), _whole(new, code, issue), strict=True)
    papers = tuple(name for (name, one), (_, other) in contents if one != other)
    cards = tuple(
        person
        for person in new.seen.people
        if pocket_programme.content(old, person, code, issue) != pocket_programme.content(new, person, code, issue)
    )
    return TouchedPapers(papers, cards)


def _whole(projection: Projection, code: str, issue: Issue) -> Iterator[tuple[str, object]]:
    """The papers of the whole visit."""
    yield WORKING, working_programme.content(projection, None, code, issue)
    yield BOOKLET, booklet.content(projection, None, code, issue)
    yield OUTLINE, outline_programme.content(projection, None, code, issue)

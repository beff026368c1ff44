"""Changes by hand taken over into the visit: those that were chosen, and of them those that can be.

An engagement or way that was taken out is cancelled and not deleted, since others may follow it; protected time is
waived.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from placet.model.engagements import Engagement, Kind, Status
from placet.model.ids import EngagementId
from placet.model.text import Text
from placet.model.visit import Visit
from placet.reading.edits import Change, Edit
from placet.reading.engagement_kinds import format_of, kind_of
from placet.reading.letters import language_of, script_of

_NEW = "added-"


def taken_over(visit: Visit, edits: Sequence[Edit], chosen: Collection[int], waived: str = "") -> Visit:
    """The visit with the changes of these numbers (from 1). `waived` says why protected time is no longer kept."""
    for number, edit in enumerate(edits, 1):
        if number in chosen and edit.why_not is None:
            visit = _with(visit, edit, waived)
    return visit


def _with(visit: Visit, edit: Edit, waived: str) -> Visit:
    if edit.movement is not None:
        movement = replace(visit.movements[edit.movement], **edit.new)
        if edit.change is Change.RENAMED:
            movement = replace(movement, title=_renamed(movement.title, edit.after))
        return replace(visit, movements={**visit.movements, edit.movement: movement})
    if edit.block is not None:
        block = replace(visit.blocks[edit.block], **edit.new)
        if edit.change is Change.RENAMED:
            title = block.title or Text({visit.language: edit.before})
            block = replace(block, title=_renamed(title, edit.after))
        if edit.change is Change.DELETED:
            block = replace(block, waived=waived)
        return replace(visit, blocks={**visit.blocks, edit.block: block})
    name = edit.engagement if edit.engagement is not None else _fresh(visit.engagements)
    known = visit.engagements.get(name)
    changed = _changed(known, edit, visit.title) if known is not None else _engagement(edit, visit.title)
    return replace(visit, engagements={**visit.engagements, name: changed})


def _changed(engagement: Engagement, edit: Edit, heading: Text) -> Engagement:
    match edit.change:
        case Change.MOVED:
            return replace(engagement, at=edit.at, ends=edit.ends, day=edit.day, days=())
        case Change.RENAMED:
            return replace(engagement, title=_renamed(engagement.title, edit.after))
        case Change.PLACE:
            return replace(engagement, place=_text(edit.after, heading) if edit.after else None, venues=())
        case Change.DELETED:
            return replace(engagement, status=Status.CANCELLED)
        case Change.ADDED | Change.UNREAD:
            return engagement


def _engagement(edit: Edit, heading: Text) -> Engagement:
    return Engagement(
        title=_text(edit.name, heading),
        kind=kind_of(edit.name),
        format=format_of(edit.name) if kind_of(edit.name) is Kind.TALKS else None,
        status=Status.ADDED,
        day=edit.day,
        at=edit.at,
        ends=edit.ends,
        place=_text(edit.place, heading) if edit.place else None,
    )


def _text(words: str, heading: Text) -> Text:
    """Words that somebody wrote into a programme, in the language of the visit's title that is written alike."""
    own = next((code for code, said in heading.by_language.items() if script_of(said) is script_of(words)), None)
    return Text({own or language_of(words): words})


def _fresh(engagements: Mapping[EngagementId, Engagement]) -> EngagementId:
    number = 1
    while f"{_NEW}{number}" in engagements:
        number += 1
    return EngagementId(f"{_NEW}{number}")


def _renamed(title: Text, words: str) -> Text:
    return Text({**title.by_language, language_like(title, words): words})


def language_like(title: Text, words: str) -> str:
    """The language of a title that is written like these words; the first one where none is."""
    return next(
        (code for code, own in title.by_language.items() if script_of(own) is script_of(words)),
        next(iter(title.by_language)),
    )

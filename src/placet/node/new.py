"""Begin a visit file: from a template, or like an old visit.

A template is an ordinary visit file that loads as it is. A visit like an old one keeps what returns (people, venues,
drives, engagements with their lengths and their order) and drops what was true only once: dates, times, what was
agreed, diaries, inspections. Nothing that is there already is ever replaced.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches
from importlib.resources import files
from pathlib import Path

from placet.errors import NotFoundError, StorageError
from placet.formats.writing import comment_lines, write_visit
from placet.model.engagements import Engagement, Follow, Status
from placet.model.ids import EngagementId
from placet.model.movements import End, Movement
from placet.model.places import Travel, TravelBasis, Venue
from placet.model.spans import UNKNOWN, Precision, When
from placet.model.visit import FORMAT_VERSION, Secrecy, Visit
from placet.node.files import PRIVATE, VISIT, open_visit
from placet.node.folders import refuse_folder, write_folder
from placet.wording.language import Language
from placet.wording.visit_files import begun_like, template_in

TEMPLATES = ("courtesy", "working", "official", "state", "ministerial", "university")
"""The templates that Placet ships, in the order in which help lists them."""


def template_text(name: str, spoken: Language) -> str:
    """A template in a language. Raises `NotFoundError` for a name that is none."""
    if name not in TEMPLATES:
        raise NotFoundError(name, tuple(get_close_matches(name, TEMPLATES, cutoff=0.5)) or TEMPLATES)
    written = files("placet.node").joinpath("templates", f"{name}.toml").read_text(encoding="utf-8")
    return template_in(written, spoken)


def new_visit(
    folder: Path, template: str = "working", like: Path | None = None, *, spoken: Language
) -> tuple[Path, ...]:
    """Write the visit file to begin with into `folder`, with comments in a language; the files written, in order.

    With `like`, the visit of that file or folder is the model and `template` is not looked at. Raises `StorageError`
    when a visit is there already, and what reading the old visit raises.
    """
    for name in (VISIT, PRIVATE):
        if os.path.lexists(folder / name):
            raise StorageError(str(folder / name), "visit-there")
    refuse_folder(folder, ())
    if like is None:
        return write_folder(folder, {VISIT: template_text(template, spoken).encode()})
    written = write_visit(visit_like(open_visit(like).visit))
    contents = {VISIT: (comment_lines(begun_like(like.name, spoken)) + "\n" + written.shared).encode()}
    if written.private:
        contents[PRIVATE] = (
            comment_lines(begun_like(like.name, spoken, private=True)) + "\n" + written.private
        ).encode()
    return write_folder(folder, contents)


def visit_like(old: Visit) -> Visit:
    """What of an old visit is kept for the next one."""
    ordered = _in_old_order(old)
    return replace(
        old,
        format_version=FORMAT_VERSION,
        secrecy=Secrecy.SECRET,
        code_name=None,
        starts_on=None,
        earliest=None,
        latest=None,
        venues={name: _venue(venue) for name, venue in old.venues.items()},
        travel=tuple(_travel(travel) for travel in old.travel if {travel.origin, travel.destination} <= {*old.venues}),
        engagements=_engagements(old, ordered),
        movements={name: _movement(movement) for name, movement in old.movements.items()},
        busy={},
        diary={},
        events={},
        notes={},
        printed=None,
        printed_days={},
    )


def _venue(venue: Venue) -> Venue:
    return replace(venue, inspection=None, inspected_by=None)


def _travel(travel: Travel) -> Travel:
    """A drive that was measured then is only stated now."""
    return replace(travel, basis=TravelBasis.STATED) if travel.basis is TravelBasis.MEASURED else travel


def _status(status: Status) -> Status:
    return status if status in (Status.IDEA, Status.CANCELLED) else Status.PROPOSED


def _keeps_order(when: When) -> bool:
    """Whether a stated time is an order, or a part of the day, and not an hour of that day."""
    return when.precision in (Precision.AFTER, Precision.PART)


def _movement(movement: Movement) -> Movement:
    def end(old: End) -> End:
        at = old.at if movement.keeps_times or _keeps_order(old.at) else UNKNOWN
        return replace(old, at=at, printed=None, printed_day=None, printed_no=None)

    departs, arrives = end(movement.departs), end(movement.arrives)
    return replace(movement, departs=departs, arrives=arrives, status=_status(movement.status), agreed=None)


def _engagements(old: Visit, ordered: tuple[EngagementId, ...]) -> Mapping[EngagementId, Engagement]:
    kept = {name: _engagement(old.engagements[name]) for name in ordered}
    last: dict[tuple[str, int], EngagementId] = {}
    for name in ordered:
        engagement = old.engagements[name]
        if engagement.day is None or not engagement.at.is_placed or engagement.is_cancelled:
            continue
        before = last.get((engagement.track, engagement.day))
        related = before is not None and (_comes_after(kept, before, name) or _comes_after(kept, name, before))
        if before is not None and not kept[name].at.is_placed and not related:
            kept[name] = replace(kept[name], after=(*kept[name].after, Follow(engagement=before)))
        last[(engagement.track, engagement.day)] = name
    return kept


def _engagement(engagement: Engagement) -> Engagement:
    """One engagement without its hour; its day counts from the first, so it is kept."""
    stays = engagement.anchor or _keeps_order(engagement.at)
    return replace(
        engagement,
        at=engagement.at if stays else UNKNOWN,
        ends=engagement.ends if engagement.anchor else UNKNOWN,
        status=_status(engagement.status),
        agreed=None,
        disclosed_on=None,
        withheld=None,
        reason=None,
        note=None,
        printed=None,
        printed_day=None,
        printed_no=None,
    )


def _comes_after(engagements: Mapping[EngagementId, Engagement], name: EngagementId, other: EngagementId) -> bool:
    """Whether `name` is asked to come after `other`, directly or by way of others."""
    seen: set[str] = set()
    waiting: list[str] = [name]
    while waiting:
        current = waiting.pop()
        if current == other:
            return True
        if current in seen or current not in engagements:
            continue
        seen.add(current)
        engagement = engagements[EngagementId(current)]
        waiting += [follow.engagement for follow in engagement.after] + list(engagement.at.after)
    return False


def _in_old_order(old: Visit) -> tuple[EngagementId, ...]:
    """Engagements by day and stated time; those without a time where the file has them."""
    ordered = list(old.engagements)
    timed = [name for name in ordered if old.engagements[name].at.is_placed and old.engagements[name].day is not None]
    places = [ordered.index(name) for name in timed]
    for place, name in zip(places, sorted(timed, key=lambda name: _old_time(old.engagements[name])), strict=True):
        ordered[place] = name
    return tuple(ordered)


def _old_time(engagement: Engagement) -> tuple[int, int]:
    clock = engagement.at.clock
    if clock is None or engagement.day is None:
        raise ValueError("an engagement without a time")
    return engagement.day + clock.plus_days, clock.at.hour * 60 + clock.at.minute

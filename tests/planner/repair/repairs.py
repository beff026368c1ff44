"""Short ways to repair a small visit, and to say what came of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta
from typing import Any

from tests.planner.oracle import broken
from tests.planner.visits import request_for, unsound, visit_file

from placet.almanac.timeline import Timeline
from placet.formats.change_lines import read_changes
from placet.formats.visitfile import VisitFile
from placet.model.changes import difference
from placet.model.ids import EngagementId, PersonId, VenueId
from placet.model.programme import Placement, Programme
from placet.planner.repair.amended import amended
from placet.planner.repair.outcome import Answer, Repaired, RepairOutcome
from placet.planner.repair.run import RepairRequest, repair
from placet.planner.repair.weights import Freeze


def programme_of(file: VisitFile, **put: str) -> Programme:
    """A programme by hand: each engagement as `10:00–11:00 a`, perhaps with interpreters: `10:00–11:00 a i1,i2`.

    Without a venue it has none.
    """
    timeline = Timeline(file.visit)
    placements = {}
    for name, written in put.items():
        hours, *where = written.split()
        venue, *people = where or (None,)
        starts, ends = (timeline.wall(1, _minutes(clock), "Asia/Tehran") for clock in hours.split("–"))
        placements[EngagementId(name)] = Placement(
            engagement=EngagementId(name),
            starts_at=starts,
            ends_at=ends,
            venue=VenueId(venue) if venue is not None else None,
            interpreters=tuple(PersonId(person) for person in (people[0].split(",") if people else ())),
        )
    left_out = tuple(name for name in file.visit.engagements if name not in placements)
    return Programme(starts_on=file.visit.starts_on, placements=placements, left_out=left_out)


def _minutes(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


def outcome_of(
    text: str, *changes: str, now: str | None = None, freeze: Freeze = Freeze.F0, answers: int = 3, **put: str
) -> RepairOutcome:
    """What repairing ends in, of a visit in TOML and a programme by hand."""
    file = visit_file(text)
    return outcome_for(file, programme_of(file, **put), *changes, now=now, freeze=freeze, answers=answers)


def outcome_for(
    file: VisitFile,
    before: Programme,
    *changes: str,
    now: str | None = None,
    freeze: Freeze = Freeze.F0,
    answers: int = 3,
    keeping: Collection[tuple[str, ...]] = (),
    **asked: Any,
) -> RepairOutcome:
    """The same of a visit that was read already. `keeping` are the paths of what was asked for."""
    timeline = Timeline(file.visit)
    read = read_changes(enumerate(changes, 1), "--change", file.visit, before, 1)
    wished = amended(file.visit, before, timeline, read)
    plan = replace(request_for(file, **asked), visit=wished.visit, remembered=file.visit)
    minute = timeline.minute_of(timeline.wall(1, _minutes(now), "Asia/Tehran")) if now is not None else None
    return repair(
        RepairRequest(
            plan=plan,
            before=before,
            aspects=wished.aspects,
            now=minute,
            freeze=freeze,
            answers=answers,
            asked=frozenset(keeping),
        )
    )


def repaired(text: str, *changes: str, **more: Any) -> Repaired:
    """The answers, each after the oracle and the rules have found nothing wrong with it."""
    outcome = outcome_of(text, *changes, **more)
    assert isinstance(outcome, Repaired), outcome
    for answer in outcome.answers:
        assert_sound(visit_file(text), answer)
    return outcome


def assert_sound(file: VisitFile, answer: Answer) -> None:
    """Nobody who knows nothing of the planner objects."""
    assert broken(answer.visit, answer.programme) == []
    assert unsound(VisitFile(answer.visit, file.lines), answer.programme) == []


def moves(before: Programme, answer: Answer) -> dict[str, str]:
    """What changed, and where it is now."""
    changed = difference(before, answer.programme).changes
    return {change.id: shown(answer.programme, change.id) for change in changed}


def shown(programme: Programme, name: str) -> str:
    """A placement as `10:00–11:00 a`; nothing for one that is not there."""
    put = programme.placements.get(EngagementId(name))
    return f"{put.starts_at:%H:%M}–{put.ends_at:%H:%M} {put.venue}" if put is not None else ""


def touched(answer: Answer) -> dict[str, int]:
    """What an answer changes that nobody asked to change, with its weight."""
    return {f"{one.item} {one.kind}": one.weight for one in answer.touched}


HALF = timedelta(minutes=30)

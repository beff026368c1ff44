"""Every programme of a tiny visit on a grid of half hours, looked at one by one; the oracle is the only judge.

With every time and length of a visit a multiple of half an hour, the best programme on this grid is the best there is:
for a given order and choice of venues the starts are bounded by differences of such multiples alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import combinations, permutations, product

from tests.planner.oracle import broken
from tests.planner.oracle.persons import IN_ONE_PIECE

from placet.almanac.timeline import Timeline
from placet.formats.visitfile import VisitFile
from placet.model.programme import Placement, Programme
from placet.rules.stated import stated_journey

STEP = timedelta(minutes=30)


def least_value_lost(file: VisitFile) -> int | None:
    """The least value that must be left out; None when there is no programme at all."""
    optional = [name for name, engagement in file.visit.engagements.items() if engagement.optional]
    subsets = [left for size in range(len(optional) + 1) for left in combinations(optional, size)]
    worth = {left: sum(file.visit.engagements[name].value for name in left) for left in subsets}
    for left in sorted(subsets, key=lambda names: (worth[names], names)):
        if _can_be(file, set(left)):
            return worth[left]
    return None


def _can_be(file: VisitFile, left_out: set[str]) -> bool:
    """Whether a programme exists that leaves exactly these out."""
    names = [name for name in file.visit.engagements if name not in left_out]
    options = {name: list(_alone(file, name)) for name in names}
    names.sort(key=lambda name: len(options[name]))
    return any(True for _ in _extended(file, names, options, {}, left_out))


def _alone(file: VisitFile, name: str) -> Iterator[Placement]:
    """Each start, length and venue that one engagement may have if nothing else takes place."""
    engagement = file.visit.engagements[name]
    if engagement.length is None:
        raise ValueError("a tiny visit states its lengths")
    only = replace(engagement, after=(), interpretation=None)
    visit = replace(file.visit, engagements={name: only}, blocks={}, movements={})
    midnight = Timeline(file.visit).wall(1, 0, "Asia/Tehran")
    for slot in range(16, 41):
        starts: datetime = midnight + slot * STEP
        lasts = engagement.length.least
        for venue in engagement.venues or (None,):
            placement = Placement(engagement=name, starts_at=starts, ends_at=starts + lasts, venue=venue)
            if not broken(visit, Programme(starts_on=None, placements={name: placement})):
                yield placement


def _extended(
    file: VisitFile,
    names: list[str],
    options: dict[str, list[Placement]],
    chosen: dict[str, Placement],
    left_out: set[str],
) -> Iterator[Programme]:
    """Depth first: one more engagement at a time, as long as those chosen can be together."""
    if len(chosen) == len(names):
        yield from _interpreted(file, chosen, left_out)
        return
    name = names[len(chosen)]
    for placement in options[name]:
        more = {**chosen, name: placement}
        if not _is_hopeless(file, more):
            yield from _extended(file, names, options, more, left_out)


def _programme(file: VisitFile, placements: dict[str, Placement]) -> Programme:
    """With the rides of the file, which state their times."""
    timeline = Timeline(file.visit)
    rides = (stated_journey(file.visit, timeline, name, ride) for name, ride in file.visit.movements.items())
    return Programme(starts_on=None, placements=placements, journeys=tuple(rides))


def _is_hopeless(file: VisitFile, chosen: dict[str, Placement]) -> bool:
    """Whether no more engagements can mend it: a stop between two may cut their way into pieces that do fit in."""
    facts = broken(_only(file, chosen), _programme(file, chosen))
    return any(IN_ONE_PIECE not in fact for fact in facts)


def _only(file: VisitFile, chosen: dict[str, Placement]):  # a visit
    engagements = {name: replace(file.visit.engagements[name], interpretation=None) for name in chosen}
    return replace(file.visit, engagements=engagements, blocks={})


def _interpreted(file: VisitFile, chosen: dict[str, Placement], left_out: set[str]) -> Iterator[Programme]:
    """Every way to give the interpreters their work."""
    people = [name for name, person in file.visit.people.items() if person.interprets]
    wanted = {
        name: engagement.interpretation.interpreters
        for name, engagement in file.visit.engagements.items()
        if name in chosen and engagement.interpretation is not None
    }
    teams = [[tuple(sorted(team)) for team in set(map(frozenset, permutations(people, n)))] for n in wanted.values()]
    for choice in product(*teams):
        given = dict(zip(wanted, choice, strict=True))
        placements = {name: replace(put, interpreters=given.get(name, ())) for name, put in chosen.items()}
        programme = replace(_programme(file, placements), left_out=tuple(sorted(left_out)))
        if not broken(file.visit, programme):
            yield programme
            return

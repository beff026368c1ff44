"""What a countdown says under headings: what somebody reads who has to decide, and what is behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from placet.model.countdown import Line
from placet.model.ids import EngagementId, OfficeId, TaskId
from placet.wording.countdown import CountdownSaid
from placet.wording.countdown_ways import ways

BLOCKED = 2
"""How many engagements are named of those that the same tasks block."""


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and what stands under it. `is_ranked`: its lines are to be chosen among, the best first."""

    heading: str
    lines: tuple[str, ...]
    is_ranked: bool = False


def deciding_parts(said: CountdownSaid) -> tuple[Part, ...]:
    """What is late by what it blocks and by office, the one chain that decides, the ways out; no empty ones."""
    return _told(
        Part(str(said.said["late-by"]), tuple(_late_by(said))),
        *(() if said.countdown.wall else (_chain(said),)),
        *_ways(said),
    )


def missing_part(said: CountdownSaid) -> tuple[Part, ...]:
    """For each task how many entries it still lacks, if any."""
    return _told(Part(str(said.said["missing"]), tuple(_missing(said, named=False))))


def detailed_parts(said: CountdownSaid) -> tuple[Part, ...]:
    """Each late task by itself, what is hurried, and every entry that is missing; no empty ones."""
    return _told(
        late_part(said, said.countdown.lines),
        Part(str(said.said["shortened"]), tuple(_shortened(said))),
        Part(str(said.said["missing"]), tuple(_missing(said, named=True))),
    )


def late_part(said: CountdownSaid, lines: Iterable[Line]) -> Part:
    """Those that are not ready, each with what waits for it."""
    return Part(str(said.said["late"]), tuple(said.late(line) for line in lines if not line.is_ready))


def _told(*parts: Part) -> tuple[Part, ...]:
    return tuple(part for part in parts if part.lines)


def _late_by(said: CountdownSaid) -> Iterator[str]:
    """Late tasks by what they block, the worst first; then how many there are of each office."""
    groups: dict[tuple[EngagementId, ...], list[Line]] = {}
    for line in said.countdown.not_ready:
        groups.setdefault(line.blocks, []).append(line)
    for blocks, lines in sorted(groups.items(), key=lambda group: _rank(*group)):
        missed = sum(not line.is_met for line in lines)
        yield said.fill(
            "late-group-missed" if missed else "late-group",
            blocks=said.named([said.engagement(name) for name in blocks], BLOCKED) if blocks else said.said["no-block"],
            n=len(lines),
            missed=missed,
            tasks=said.named([said.task(line.duty) for line in lines]),
        )
    owners = Counter(owner for line in said.countdown.not_ready for owner in line.duty.owners)
    if owners:
        yield said.fill("late-by-office", offices=said.named([*_counted(said, owners)]))


def _counted(said: CountdownSaid, owners: Counter[OfficeId]) -> Iterator[str]:
    return (
        said.fill("office-late", office=said.offices([name]), n=n)
        for name, n in sorted(owners.items(), key=lambda counted: (-counted[1], counted[0]))
    )


def _rank(blocks: tuple[EngagementId, ...], lines: list[Line]) -> tuple[int, int, int]:
    """What comes too late first, then what blocks most; what blocks nothing last."""
    return -sum(not line.is_met for line in lines) if blocks else 1, -len(blocks), -len(lines)


def _chain(said: CountdownSaid) -> Part:
    found = said.countdown
    lines = [found.line(name) for name in found.critical]
    told: list[str] = []
    if lines and (ends := lines[-1].ends) is not None:
        told.append(_links(said, [(line.duty.id, line.length) for line in lines]))
        days = sum(line.length for line in lines)
        if not lines[-1].is_met:
            closes = said.both(lines[-1].closes_on)
            told.append(said.fill("chain-missed", n=days, ends=said.both(ends), closes=closes))
        elif found.chain_slack > 0:
            told.append(said.fill("chain-slack", n=found.chain_slack))
        else:
            told.append(said.fill("chain-tight", n=days, ends=said.both(ends)))
    return Part(str(said.said["chain"]), tuple(told))


def _links(said: CountdownSaid, chain: Iterable[tuple[TaskId, int]]) -> str:
    """A chain in the direction of reading, each task with its working days."""
    arrow = " ← " if said.spoken.right_to_left else " → "
    return said.spoken.joined([said.fill("link", task=said.task_named(name), n=days) for name, days in chain], arrow)


def _ways(said: CountdownSaid) -> Iterator[Part]:
    """Why no way keeps the first day, where none does; the ways out."""
    wall = said.countdown.wall
    if wall:
        last = said.countdown.line(wall[-1].task)
        days = sum(link.length for link in wall)
        told = said.fill("wall", n=days, ends=said.both(wall[-1].ends), closes=said.both(last.closes_on))
        links = _links(said, [(link.task, link.length) for link in wall])
        yield Part(str(said.said["no-way"]), (told, links))
    yield Part(str(said.said["ways"]), tuple(ways(said)), is_ranked=True)


def _shortened(said: CountdownSaid) -> Iterator[str]:
    for line in said.countdown.lines:
        if line.shortened > 0:
            yield said.fill("shortened-line", task=said.task(line.duty), n=line.length, usual=line.usual)


def _missing(said: CountdownSaid, *, named: bool) -> Iterator[str]:
    for line in said.countdown.lines:
        missing = line.duty.missing
        if missing:
            names = said.spoken.joined([said.words["asks"].get(name, name) for name in missing])
            key = "missing-line" if named else "missing-count"
            yield said.fill(key, task=said.task(line.duty), n=len(missing), names=names)

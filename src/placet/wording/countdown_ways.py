"""The ways out of a countdown that is too late, each a sentence with what it costs."""

from __future__ import annotations

from collections.abc import Iterator

from placet.model.countdown import Way
from placet.wording.countdown import CountdownSaid
from placet.wording.dates import short_date


def ways(said: CountdownSaid) -> Iterator[str]:
    """The cheapest first: the plan in a hurry or what keeps the day, more hands, then a later day."""
    found = said.countdown
    if found.not_ready and not found.missed:
        yield _hurry(said)
    for way in found.ways:
        yield said.spoken.joined([*_given(said, way), _then(said, way)], " ")
    for relief in found.reliefs:
        if not found.missed:
            yield said.fill("relief", office=said.office(relief.office), n=relief.days)
    for key, on in (("postpone-hurried", found.hurried), ("postpone-usual", found.kept)):
        if on is not None and on > found.starts_on:
            yield said.fill(key, date=said.both(on), n=(on - found.starts_on).days)


def _hurry(said: CountdownSaid) -> str:
    lines = said.countdown.lines
    shortened = [line.shortened for line in lines if line.shortened > 0]
    late = len(said.countdown.not_ready)
    if not shortened:
        return said.fill("keep-late", n=late)
    return said.fill("keep-hurried", n=len(shortened), days=sum(shortened), late=late)


def _given(said: CountdownSaid, way: Way) -> Iterator[str]:
    if way.days_off:
        days = said.spoken.all_of([short_date(on, said.spoken) for on in way.days_off])
        duties = (said.countdown.line(name).duty for name in way.at_work)
        offices = said.offices(sorted({owner for duty in duties for owner in duty.owners}))
        yield said.fill("way-days-off", n=len(way.days_off), days=days, offices=offices)
    for name in way.stand_ins:
        office = said.countdown.line(name).duty.stand_in
        if office is not None:
            yield said.fill("way-stand-in", task=said.task_named(name), office=said.office(office))
    for office, more in way.hands.items():
        yield said.fill("way-hands", n=more, office=said.office(office))
    if way.tasks:
        tasks = said.spoken.all_of([said.task_named(name) for name in way.tasks])
        yield said.fill("way-tasks", tasks=tasks)
        yield from dict.fromkeys(_cost(said, way))
    if way.engagements:
        left_out = said.spoken.all_of([said.engagement(name) for name in way.engagements])
        yield said.fill("way-engagements", engagements=left_out, n=len(way.fallen))


def _cost(said: CountdownSaid, way: Way) -> Iterator[str]:
    """What leaving each task out costs; a task of the file has only the word of the file."""
    for name in way.tasks:
        duty = said.countdown.line(name).duty
        yield said.words["without"].get(duty.step or "", said.said["without-stated"])


def _then(said: CountdownSaid, way: Way) -> str:
    return said.fill("way-then", n=way.hurried, days=way.saved, late=way.late)

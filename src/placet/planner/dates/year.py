"""Decide many days: in blocks that any number of processes may share.

A block is the same days whoever decides it, and nothing goes from one block to another. So the answers are the same
with one process and with many.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from datetime import date
from functools import lru_cache
from itertools import chain

from placet.model.visit import Visit
from placet.planner.dates.answers import Decision, Exists, How
from placet.planner.dates.asked import DatesRequest, scene_of
from placet.planner.dates.candidate import Candidate
from placet.planner.dates.deciding import Decider
from placet.planner.dates.ranking import Day, ranked, weighed
from placet.planner.dates.reasons import reasons_on
from placet.rules.rulebook import Rulebook

BLOCK = 28
"""Days that are decided together. What is learnt from one helps with the others; more blocks share out better."""
TICK = 0.1
"""Seconds between two looks whether to stop."""


class Payload:
    """A visit and its rulebook, as one thing that a process takes in once."""

    def __init__(self, visit: Visit, rulebook: Rulebook) -> None:
        """Both are taken as they are."""
        self.visit = visit
        self.rulebook = rulebook


def decide_block(payload: Payload, name: str, days: Sequence[date]) -> tuple[Decision, ...]:
    """Decide the days of one block, alone. `name` tells payloads apart in a process that is given several."""
    return tuple(_decide_each(payload, name, days))


def _decide_each(payload: Payload, name: str, days: Sequence[date]) -> Iterator[Decision]:
    """The same, day by day."""
    decider = _decider(name) if name in _PAYLOADS else _remember(name, payload)
    decider.forget()
    yield from map(decider.decide, days)


_PAYLOADS: dict[str, Payload] = {}


def _remember(name: str, payload: Payload) -> Decider:
    _PAYLOADS.clear()
    _decider.cache_clear()
    _PAYLOADS[name] = payload
    return _decider(name)


@lru_cache(maxsize=1)
def _decider(name: str) -> Decider:
    payload = _PAYLOADS[name]
    return Decider(payload.visit, payload.rulebook)


def find_days(request: DatesRequest, name: str, executor: Executor | None = None) -> tuple[Day, ...]:
    """Every day that was asked for, best first. A search that is stopped tells what is known by then.

    `name` identifies visit and rulebook; without an executor everything is done here.
    """
    scene = scene_of(request)
    decided = dict(_decided(request, name, executor))
    days = []
    for on in request.days:
        decision = decided.get(on) or Decision(on, Exists.NOT_LOOKED, How.STOPPED)
        days.append(weighed(decision, reasons_on(Candidate(scene, on)), request.weights))
    return ranked(days)


def _decided(request: DatesRequest, name: str, executor: Executor | None) -> Iterator[tuple[date, Decision]]:
    blocks = [request.days[first : first + BLOCK] for first in range(0, len(request.days), BLOCK)]
    payload = Payload(request.visit, request.rulebook)
    known = 0
    for decisions in _shared(payload, name, blocks, executor, request):
        known += len(decisions)
        if request.on_progress is not None:
            request.on_progress(known, len(request.days))
        yield from ((decision.on, decision) for decision in decisions)


def _shared(
    payload: Payload, name: str, blocks: list[tuple[date, ...]], executor: Executor | None, request: DatesRequest
) -> Iterator[tuple[Decision, ...]]:
    if executor is None:
        each = chain.from_iterable(_decide_each(payload, name, block) for block in blocks)
        while not _stopped(request) and (decision := next(each, None)) is not None:
            yield (decision,)
        return
    waiting: set[Future[tuple[Decision, ...]]] = {
        executor.submit(decide_block, payload, name, block) for block in blocks
    }
    while waiting:
        done, waiting = wait(waiting, timeout=TICK, return_when=FIRST_COMPLETED)
        for future in done:
            yield future.result()
        if _stopped(request):
            for future in waiting:
                future.cancel()
            return


def _stopped(request: DatesRequest) -> bool:
    return request.stop is not None and request.stop()

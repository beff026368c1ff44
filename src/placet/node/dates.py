"""Find the days on which a visit could begin: the question put together, the days shared out, the best ones planned."""

from __future__ import annotations

import hashlib
import multiprocessing
import signal
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from difflib import get_close_matches

from placet.almanac.reach import LAST_DAY, is_within_reach
from placet.almanac.timeline import Timeline
from placet.errors import Facts, Fault, VisitFileError
from placet.formats import limits
from placet.formats.visitfile import VisitFile
from placet.formats.writing import write_visit
from placet.node.countdown import first_day
from placet.node.rulebook import rulebook_for
from placet.planner.dates.answers import Exists, How
from placet.planner.dates.asked import DatesRequest, scene_of
from placet.planner.dates.ranking import Day
from placet.planner.dates.reasons import CATALOGUE
from placet.planner.dates.year import BLOCK, find_days
from placet.wording.language import Language
from placet.wording.requirements import Requirements
from placet.wording.sentences import Sentences

__all__ = ["Day", "Exists", "How"]

A_YEAR = timedelta(days=364)
MOST_DAYS = 1100
"""Three years of days are enough to choose from."""
HEAVIEST = 1000
WORTHWHILE = 2 * BLOCK
"""Days from which starting other processes is worth its while."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What was typed: nothing of it has been looked at. `today` is that of the machine or the user's own."""

    today: date
    first: date | None = None
    last: date | None = None
    length: int | None = None
    weights: tuple[str, ...] = ()
    working_days: int | None = None
    days: tuple[date, ...] = field(default=())
    """Only these, whatever the first and the last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatesReport:
    """The days, best first, and what they rest on. `prepared` is the first by which everything can be made ready."""

    visit_file: VisitFile
    request: DatesRequest
    days: tuple[Day, ...]
    prepared: date | None
    lead: Mapping[str, object]


def find_dates(
    visit_file: VisitFile,
    wanted: Wanted,
    *,
    processes: int = 1,
    on_progress: Callable[[int, int], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> DatesReport:
    """Decide and rank every day that is wanted. Raises `VisitFileError` with all that is wrong in what was typed."""
    faults: list[Fault] = []
    weights = {**_weights_of_file(visit_file, faults), **_weights_typed(wanted.weights, faults)}
    for option, day in (("--day", min(wanted.days, default=None)), ("--from", wanted.first)):
        if day is not None and day < wanted.today:
            faults.append(Fault(option, None, "", "dates-past", {"found": str(day), "today": str(wanted.today)}))
    days = wanted.days or _days(visit_file, wanted, faults)
    length = _length(visit_file, wanted, faults)
    if faults:
        raise VisitFileError(tuple(faults))
    rulebook = rulebook_for(visit_file.visit, visit_file)
    request = DatesRequest(
        visit=visit_file.visit,
        rulebook=rulebook,
        days=days,
        today=wanted.today,
        length=length,
        working_days=wanted.working_days,
        counted=_counted(visit_file, wanted),
        weights=weights,
        on_progress=on_progress,
        stop=stop,
    )
    scene = scene_of(request)
    with _executor(processes if len(days) > WORTHWHILE else 1) as executor:
        found = find_days(request, _name_of(visit_file), executor)
    return DatesReport(visit_file=visit_file, request=request, days=found, prepared=scene.prepared, lead=scene.lead)


def requirements_on(report: DatesReport, on: date, spoken: Language) -> Requirements:
    """What the requirements of one day are called."""
    visit = report.visit_file.visit
    timeline = Timeline(visit, on)
    return Requirements(visit, timeline, Sentences(visit, timeline, spoken.code))


@contextmanager
def _executor(processes: int) -> Iterator[Executor | None]:
    """So many processes of their own, begun afresh: this one may have threads; none where one is enough."""
    if processes < 2:
        yield None
        return
    context = multiprocessing.get_context("spawn")
    executor = ProcessPoolExecutor(processes, mp_context=context, initializer=_undisturbed)
    try:
        with _born_undisturbed():
            for _ in range(processes):
                executor.submit(_undisturbed)
        yield executor
    finally:
        executor.shutdown(wait=False, cancel_futures=True)


@contextmanager
def _born_undisturbed() -> Iterator[None]:
    """A process that is begun here has Ctrl-C blocked from its first moment: while it still imports it cannot ask."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _undisturbed() -> None:
    """Ctrl-C is for the process that asked: it tells the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _name_of(visit_file: VisitFile) -> str:
    """Tells visits apart."""
    written = write_visit(visit_file.visit)
    return hashlib.sha256(f"{written.shared}\0{written.private}".encode()).hexdigest()


def _counted(visit_file: VisitFile, wanted: Wanted) -> tuple[date, int] | None:
    """The first day that the countdown finds, where the file has tasks and nobody said how long preparing takes."""
    visit = visit_file.visit
    if wanted.working_days is not None or not (visit.tasks or visit.own_tasks):
        return None
    return first_day(visit_file, wanted.today)


# ── what was typed ────────────────────────────────────────────────────────────────────────────────────────────────────


def _weights_of_file(visit_file: VisitFile, faults: list[Fault]) -> dict[str, int]:
    for name, weight in visit_file.visit.date_weights.items():
        file, line = visit_file.place_of("date_weights", name) or ("private.toml", None)
        place = f"date_weights.{name}"
        if name not in CATALOGUE:
            faults.append(Fault(file, line, place, "no-date-reason", _known(name)))
        if not 0 <= weight <= HEAVIEST:
            faults.append(Fault(file, line, place, "date-weight", {"found": str(weight), "most": HEAVIEST}))
    return dict(visit_file.visit.date_weights)


def _weights_typed(typed: Iterable[str], faults: list[Fault]) -> dict[str, int]:
    weights: dict[str, int] = {}
    for said in typed:
        name, _, number = (part.strip() for part in said.partition("="))
        weight = _weight(number)
        if name not in CATALOGUE:
            faults.append(Fault("--weight", None, name, "no-date-reason", _known(name)))
        if weight is None:
            faults.append(Fault("--weight", None, name, "date-weight", {"found": number[:40], "most": HEAVIEST}))
        elif name in CATALOGUE:
            weights[name] = weight
    return weights


def _weight(number: str) -> int | None:
    """A number as it was typed, however long; None for one that no reason can weigh."""
    digits = number.lstrip("0") or number[-1:]
    if not digits.isdecimal() or len(digits) > len(str(HEAVIEST)) or int(digits) > HEAVIEST:
        return None
    return int(digits)


def _known(name: str) -> dict[str, str | tuple[str, ...]]:
    nearest = get_close_matches(name, CATALOGUE, n=1, cutoff=0.5)
    return {"found": name[:40], "known": tuple(CATALOGUE), "meant": "".join(nearest)}


def _days(visit_file: VisitFile, wanted: Wanted, faults: list[Fault]) -> tuple[date, ...]:
    visit, today = visit_file.visit, wanted.today
    if wanted.first is None and wanted.last is None and visit.latest is not None and visit.latest < today:
        file, line = visit_file.place_of("latest") or ("visit.toml", None)
        faults.append(Fault(file, line, "latest", "dates-over", {"found": str(visit.latest), "today": str(today)}))
        return ()
    first = wanted.first or max(visit.earliest or today, today)
    usual = min(first + A_YEAR, LAST_DAY - timedelta(days=limits.MAX_DAYS))
    last = wanted.last or (visit.latest if visit.latest is not None and visit.latest >= first else usual)
    if last < first:
        faults.append(Fault("--to", None, "to", "dates-order", {"found": str(last), "first": str(first)}))
        return ()
    if not is_within_reach(last + timedelta(days=visit.last_day)):
        faults.append(Fault("--to", None, "to", "dates-beyond", {"found": str(last), "last": str(LAST_DAY)}))
        return ()
    number = (last - first).days + 1
    if number > MOST_DAYS:
        faults.append(Fault("--to", None, "to", "dates-many", {"found": str(number), "most": MOST_DAYS}))
        return ()
    return tuple(first + timedelta(days=shift) for shift in range(number))


def _length(visit_file: VisitFile, wanted: Wanted, faults: list[Fault]) -> int:
    own = visit_file.visit.last_day
    length = wanted.length if wanted.length is not None else own
    if not own <= length <= limits.MAX_DAYS:
        facts: Facts = {"found": str(length), "least": own, "most": limits.MAX_DAYS}
        faults.append(Fault("--length", None, "length", "dates-length", facts))
    return length

"""Every figure that Placet is held to: what it is, what it should be, where it is measured. Nothing of how it is shown.

A figure names a JSON of build/bench, which of its rows count, and the key of what is taken of each: an instance each,
or a thing that was measured in many turns. `None` in a row is an instance that did not get there. What is not in a
JSON has no figure.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Kept = Mapping[str, Any]
"""The JSON of one script, as `recording.py` writes it."""
PROCESSOR = "s of processor"
ON_THE_CLOCK = "on the clock"
"""How the units end that the work of others makes worthless."""
DISTURBED = 0.25
"""From how much of a core on others are said to have disturbed; the server of the stores is one of them."""


@dataclass(frozen=True, slots=True)
class Aim:
    """What should be had in the middle of all instances, and of the worst; at most so much, or at least."""

    middle: float | None = None
    worst: float | None = None
    at_least: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One row. `again` is the command that measures it alone; the middle is the median, or the mean."""

    what: str
    size: str
    file: str
    rows: Mapping[str, object] = field(default_factory=dict)
    key: str
    worst_key: str | None = None
    """Where rows are medians themselves: what they call their worst."""
    unit: str = PROCESSOR
    aim: Aim | None = None
    is_mean: bool = False
    again: str


@dataclass(frozen=True, slots=True)
class Measured:
    """What was found: of how many instances, how many got there; infinite where too few did.

    Those that did not get there were ended at the limit, where there is one. What is disturbed proves nothing.
    """

    instances: int
    reached: int
    middle: float
    worst: float
    limit: float | None = None
    is_disturbed: bool = False


def measured(figure: Figure, kept: Mapping[str, Kept]) -> Measured | None:
    """What the JSONs have of a figure; None where they have nothing."""
    if figure.file not in kept:
        return None
    conditions, rows = kept[figure.file]["conditions"], kept[figure.file]["rows"]
    found = [row for row in rows if all(row[name] == value for name, value in figure.rows.items())]
    if not found:
        return None
    lost = -math.inf if figure.aim is not None and figure.aim.at_least else math.inf
    values = [lost if row[figure.key] is None else row[figure.key] for row in found]
    worst = [row[figure.worst_key] for row in found] if figure.worst_key is not None else values
    return Measured(
        len(found),
        sum(map(math.isfinite, values)),
        statistics.mean(values) if figure.is_mean else statistics.median(values),
        min(worst) if lost < 0 else max(worst),
        conditions.get("limit"),
        figure.unit.endswith(ON_THE_CLOCK) and is_disturbed(conditions),
    )


def is_disturbed(conditions: Mapping[str, Any]) -> bool:
    """Whether others used the machine meanwhile, as far as it tells."""
    return conditions["others"] is not None and conditions["others"] >= DISTURBED


def is_met(aim: Aim, found: Measured) -> bool | None:
    """Whether both the middle and the worst are as they should be.

    None where an instance was ended before it took as long as it may, and nothing else is amiss; and where others
    disturbed.
    """
    if found.is_disturbed:
        return None
    pairs = ((aim.middle, found.middle), (aim.worst, found.worst))
    verdicts = [_is_kept(aim, wanted, had, found.limit) for wanted, had in pairs if wanted is not None]
    return False if False in verdicts else None if None in verdicts else True


def _is_kept(aim: Aim, wanted: float, had: float, limit: float | None) -> bool | None:
    if aim.at_least:
        return had >= wanted
    if math.isinf(had) and limit is not None and limit < wanted:
        return None
    return had <= wanted


@dataclass(frozen=True, slots=True)
class Section:
    """Figures of one kind, under a heading with an anchor."""

    anchor: str
    title: str
    figures: tuple[Figure, ...]


VISITS = (
    # size, family, words, what the core is to be proven in (middle, worst)
    ("40/1", "loose", "40 in a day", (0.15, 0.3)),
    ("80/2", "loose", "80 in two days", (0.4, 2.0)),
    ("150/4", "loose", "150 in four days", (0.4, 1.0)),
    ("150/2", "dense", "150 in two days", (4.0, 15.0)),
    ("300/4", "loose", "300 in four days", (3.0, 8.0)),
)


BIG_DAYS = {
    # by the engagements: up to 150, or up to 300
    "crowd": ("300 of 60 people in four days", 0.6),
    "tracks": ("204 on four tracks in four days", 0.6),
    "summit": ("76 of a summit of 24 guests", 0.2),
    "islands": ("38 in three countries over the date line", 0.2),
}


def _core() -> Iterator[Figure]:
    for size, _, words, aim in VISITS:
        again = f"core.py --size {size}"
        yield Figure(
            what="proven", size=words, file="core", rows={"size": size}, key="proof", aim=Aim(*aim), again=again
        )


def _whole() -> Iterator[Figure]:
    for size, family, words, (middle, worst) in VISITS:
        yield Figure(
            what="proven on all levels",
            size=words,
            file="planner",
            rows={"family": family, "size": size},
            key="proof",
            aim=Aim(2 * middle, 2 * worst),
            again=_planner(family, size),
        )


def _planner(family: str, size: str) -> str:
    return f"run.py --alone --seconds 16 --only {_part(family, size)}"


def _part(family: str, size: str) -> str:
    """What the names of such visits begin with."""
    return f"{family}-{size.replace('/', '-')}"


def _over() -> Iterator[Figure]:
    for cut, words, aim in (("33%", "80, days cut by a third", Aim(worst=1.0)), ("50%", "80, days cut by half", None)):
        about = {"size": words, "file": "planner", "rows": {"size": f"80/2 cut by {cut}"}}
        again = "run.py --alone --seconds 16 --only over-80"
        yield Figure(what="the most that fits, proven", key="value", aim=aim, again=again, **about)
        first = {**about, "file": "first", "again": "run.py --first --only over-80"}
        yield Figure(what="first programme", key="first", aim=Aim(worst=0.2), **first)
        asking = {**about, "rows": {**about["rows"], "asks": True}}
        yield Figure(what="“it fits if”, each", key="ways_in", aim=Aim(worst=0.5), again=again, **asking)


def _first() -> Iterator[Figure]:
    for size, family, words, _ in VISITS:
        yield Figure(
            what="first programme",
            size=words,
            file="first",
            rows={"family": family, "size": size},
            key="first",
            aim=Aim(worst=0.6 if size == "300/4" else 0.2),
            again=f"run.py --first --only {_part(family, size)}",
        )
    for visit, (words, worst) in BIG_DAYS.items():
        yield Figure(
            what="first programme",
            size=words,
            file="big-days",
            rows={"visit": visit},
            key="first",
            aim=Aim(worst=worst),
            again=f"big_days.py --first --only {visit}",
        )


def _clashes() -> Iterator[Figure]:
    for size, _, words, _ in VISITS[:3]:
        about = {"size": words, "file": "clashes", "rows": {"size": size}, "aim": Aim(worst=0.5)}
        again = f"clashes.py --size {size}"
        yield Figure(what="first clash", key="clash", again=again, **about)
        yield Figure(what="cheapest way out, proven", key="cheapest", again=again, **about)


def _repairs() -> Iterator[Figure]:
    asked: tuple[tuple[str, str, dict[str, object], Aim], ...] = (
        ("one change, proven", "150", {"is_single": True}, Aim(0.2, 0.4)),
        ("three changes at once, proven", "150", {"is_single": False}, Aim(0.3, 1.5)),
        ("one change, proven", "300", {"is_single": True}, Aim(0.6, 1.0)),
    )
    for what, size, rows, aim in asked:
        yield Figure(
            what=what,
            size=f"{size} in four days",
            file="repair",
            rows={"visit": f"{size}/4", **rows},
            key="proof",
            aim=aim,
            again=f"repair.py --one --least {size} --most {size}",
        )


def _dates() -> Iterator[Figure]:
    for size, words, worst in ((40, "40 in a day", 3.0), (80, "80 in two days", 8.0), (150, "150 in four days", 15.0)):
        yield Figure(
            what="every date of a year decided",
            size=words,
            file="days",
            rows={"engagements": size, "days": 365},
            key="each_of_two",
            unit="s of each of two processors",
            aim=Aim(worst=worst),
            again=f"days.py --size {size}",
        )
    yield Figure(
        what="a round of the search for common dates",
        size="64 windows, both sides",
        file="common-dates",
        rows={"windows": 64},
        key="round",
        again="dates.py",
    )


def _preparation() -> Iterator[Figure]:
    every_j60, every_j120 = (it.full for it in MEASUREMENTS if it.name.startswith("psplib"))
    yield Figure(
        what="later than the best known, worst",
        size="60 tasks, 60 s each",
        file="psplib-j60",
        key="gap",
        unit="%",
        aim=Aim(worst=0.0),
        again=every_j60,
    )
    yield Figure(
        what="later than the best known, mean",
        size="120 tasks, 30 s each",
        file="psplib-j120",
        key="gap",
        unit="%",
        aim=Aim(middle=2.0),
        is_mean=True,
        again=every_j120,
    )


def _memory() -> Iterator[Figure]:
    about = {"what": "the most that a process held", "unit": "MB", "aim": Aim(worst=200.0)}
    again = "run.py --alone --seconds 16 --only loose --only dense --only over-80"
    yield Figure(size="all whole visits of this page", file="planner", key="memory", again=again, **about)
    again = "big_days.py --first"
    yield Figure(size="big days, to the first programme", file="big-days", key="first_megabytes", again=again, **about)


def _holds() -> Iterator[Figure]:
    about = {"size": "lengths spread by 12 %", "file": "holds", "unit": "%", "again": MEASUREMENT["holds"].full}
    fourfifths = Aim(worst=80.0, at_least=True)
    yield Figure(what="days that held", key="day", aim=fourfifths, **about)
    yield Figure(what="visits of which every day held", key="visit", aim=fourfifths, **about)
    yield Figure(what="waiting given for it", key="loss", aim=Aim(worst=5.0), **about)


def _record() -> Iterator[Figure]:
    for number, again in (("5,000", "record.py verify"), ("100,000", "record.py --full verify")):
        about = {"size": f"{number} entries", "file": "record", "rows": {"what": f"verify and fold {number}"}}
        what = "verified and folded, beside the bare signatures"
        yield Figure(what=what, key="times_bare", unit="times of processor", aim=Aim(2.0), again=again, **about)
        on_clock = f"{what} on two cores"
        yield Figure(
            what=on_clock, key="times_bare_on_clock", unit=f"times {ON_THE_CLOCK}", aim=Aim(2.0), again=again, **about
        )
    yield Figure(
        what="verified and folded", key="clock", unit=f"s {ON_THE_CLOCK}", aim=Aim(worst=60.0), again=again, **about
    )
    for what, row in (("sealed", "seal them, 1,000 entries"), ("received", "receive the envelope")):
        size = "an envelope of 1,000 entries"
        yield Figure(what=what, size=size, file="desk", rows={"what": row}, key="process", again="desk.py")
    for store in ("SQLite", "PostgreSQL"):
        yield Figure(
            what="appended durably, beyond the bare syncs",
            size=f"one entry, {store}",
            file="stores",
            rows={"store": store, "what": "that beside the bare syncs"},
            key="median",
            worst_key="p99",
            unit=f"ms {ON_THE_CLOCK}",
            aim=Aim(2.0),
            again="stores.py",
        )
    act = {"size": "one act, SQLite", "file": "desk", "rows": {"what": "one act beside the bare syncs"}}
    yield Figure(
        what="written by a desk of 5,000 entries, beyond the bare syncs",
        key="clock",
        unit=f"s {ON_THE_CLOCK}",
        again="desk.py",
        **act,
    )


@dataclass(frozen=True, slots=True)
class Measurement:
    """A script with its options, whose JSON has this name; `quick` for a look."""

    name: str
    full: str
    quick: str


GENERATED = "--only loose --only dense --only over-80"
MEASUREMENTS = (
    Measurement("core", "core.py", "core.py --quick"),
    Measurement("planner", f"run.py --alone --seconds 16 {GENERATED}", f"run.py --quick {GENERATED}"),
    Measurement("first", f"run.py --first {GENERATED}", f"run.py --first --seeds 1 --turns 1 {GENERATED}"),
    Measurement("big-days", "big_days.py --first", "big_days.py --first"),
    Measurement("clashes", "clashes.py", "clashes.py --quick"),
    Measurement("repair", "repair.py --one --least 150", "repair.py --quick --one --least 150 --most 150"),
    Measurement("days", "days.py", "days.py --size 40 --taken 15"),
    Measurement("common-dates", "dates.py", "dates.py"),
    Measurement(
        "psplib-j60",
        "psplib.py --set j60 --every 48 --processor --seconds 120",
        "psplib.py --set j60 --every 160 --processor --seconds 120",
    ),
    Measurement(
        "psplib-j120",
        "psplib.py --set j120 --every 75 --processor --seconds 60",
        "psplib.py --set j120 --every 300 --processor --seconds 60",
    ),
    Measurement(
        "holds",
        "holds.py --only examples --only loose-40 --only loose-80",
        "holds.py --quick --only loose-40",
    ),
    Measurement("record", "record.py --full verify", "record.py verify"),
    Measurement("desk", "desk.py", "desk.py"),
    Measurement("stores", "stores.py", "stores.py"),
)
MEASUREMENT = {it.name: it for it in MEASUREMENTS}

SECTIONS = (
    Section("core", "The part that all can say", tuple(_core())),
    Section("whole", "The whole visit", tuple(_whole())),
    Section("first", "First programme", tuple(_first())),
    Section("over", "More than fits", tuple(_over())),
    Section("clashes", "When nothing fits", tuple(_clashes())),
    Section("repair", "Something changed", tuple(_repairs())),
    Section("dates", "Dates", tuple(_dates())),
    Section("preparation", "Preparation", tuple(_preparation())),
    Section("holds", "Whether the day holds", tuple(_holds())),
    Section("memory", "Memory", tuple(_memory())),
    Section("record", "The record", tuple(_record())),
)

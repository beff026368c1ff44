"""Big days: `python benchmarks/big_days.py`, or `--quick`. Visits of the sizes at which a day gets hard, planned.

`crowd` is the generator's: engagements of many parties over some days, with their meals, rest and prayers. `summit` is
a day of serial bilaterals: the host receives every guest, the guests receive one another, and all are together in
between. In `tracks` four programmes run beside one another and meet again at every meal and at the end. `islands` goes
to three countries and over the date line, so that one date comes twice.

Each row is a process of its own, warmed by a small visit: what it ended in, whether the rules call it sound, seconds of
processor and megabytes to the first programme, and with everything that the levels bring seconds on the clock, seconds
of processor, megabytes. The rows are kept as JSON (`recording.py`); `--first` stops at the first programme.
"""

from __future__ import annotations

import argparse
import itertools
import json
import resource
import subprocess
import sys
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))  # run as a script: `benchmarks` is a folder of the checkout, not a package

from benchmarks.generator import synthetic  # noqa: E402  # the line above makes it findable
from benchmarks.recording import kept  # noqa: E402  # as above

from placet.formats.toml import Tree  # noqa: E402  # as above
from placet.formats.visitfile import VisitFile, read_visit  # noqa: E402  # as above

Data = dict[str, Any]
FULL = (("crowd", (300, 4, 60)), ("summit", (24, 4)), ("tracks", (4, 12)), ("islands", (12, 5)))
QUICK = (("crowd", (60, 2, 20)), ("summit", (8, 2)), ("tracks", (2, 6)), ("islands", (4, 3)))


# ── the visits ────────────────────────────────────────────────────────────────────────────────────────────────────────


def crowd(engagements: int, days: int, parties: int) -> VisitFile:
    """So many engagements of so many parties, planted so that everybody has time for all of it."""
    return synthetic(engagements, days, 1, parties=parties).read()


def summit(guests: int, each: int) -> VisitFile:
    """A day on which a host receives so many heads of state, and each of them `each` others."""
    names = [f"president-{number:02d}" for number in range(1, guests + 1)]
    data = _ground(days=1, sides={"host": "host", **{f"g{number:02d}": "guest" for number in range(1, guests + 1)}})
    rooms = [f"room-{number}" for number in range(1, max(3, guests // 2) + 1)]
    for room in ("library", "hall", "terrace", *rooms):
        data["venues"][room] = _venue("city", compound="palace", turnover="0m")
    data["people"] |= {"host": _person("host", "President", principal=True)}
    data["people"] |= {name: _person(f"g{name[-2:]}", "President", principal=True) for name in names}
    everybody = ["host", *names]
    data["engagements"] |= {
        "photograph": _engagement("photo", everybody, ["terrace"], "15m", at="09:00"),
        "plenary": _engagement("talks", everybody, ["hall"], "90m", at="09:30"),
        "lunch": _engagement("banquet", everybody, ["hall"], "60m", at="13:00–13:30"),
        "closing": _engagement("talks", everybody, ["hall"], "30m", at="20:30–21:30"),
    }
    for name in names:  # twenty minutes each and five to come in: 24 guests take ten hours of the host's day
        data["engagements"][f"call-{name[-2:]}"] = _engagement("courtesy-call", ["host", name], ["library"], "10m")
    pairs = [(names[i], names[(i + gap) % guests]) for gap in range(1, each // 2 + 1) for i in range(guests)]
    for one, other in pairs:
        data["engagements"][f"bilateral-{one[-2:]}-{other[-2:]}"] = _engagement("talks", [one, other], rooms, "20m")
    return _read(data)


def tracks(days: int, each: int) -> VisitFile:
    """Four programmes of `each` engagements a day, which split after breakfast and meet for lunch and for dinner."""
    heads = {"main": "president", "spouses": "spouse", "business": "minister", "press": "editor"}
    data = _ground(days=days, sides={"host": "host", "guest": "guest"})
    data["people"] |= {name: _person("guest", name.title(), principal=name == "president") for name in heads.values()}
    data["people"] |= {f"{name}-host": _person("host", name.title()) for name in heads.values()}
    data["tracks"] = {
        track: {"name": track.title(), "members": [head, f"{head}-host"]} for track, head in heads.items()
    }
    everybody = [*heads.values(), *(f"{name}-host" for name in heads.values())]
    venues = [f"venue-{number}" for number in range(1, 13)]
    data["venues"] |= {"house": _venue("city"), **{name: _venue("city") for name in venues}}
    for day in range(1, days + 1):
        meals = {"breakfast": "08:00–08:30", "lunch": "12:30–14:00", "dinner": "19:30–20:30"}
        for meal, hours in meals.items():
            more = {"day": day, "at": hours}
            data["engagements"][f"{meal}-{day}"] = _engagement("meal", everybody, ["house"], "45m", **more)
        for (number, (track, head)), turn in itertools.product(enumerate(heads.items()), range(each)):
            there = [venues[(3 * number + turn + step) % len(venues)] for step in (0, 5)]
            who = [head, f"{head}-host"]
            more = {"day": day, "track": track, "after": [{"engagement": f"breakfast-{day}"}]}
            name = f"{track}-{day}-{turn + 1:02d}"
            data["engagements"][name] = _engagement("business", who, there, "20m", **more)
            if turn % 3 == 1:  # each second of three comes after the one before it
                data["engagements"][name]["after"].append({"engagement": f"{track}-{day}-{turn:02d}"})
            data["engagements"][f"dinner-{day}"].setdefault("after", []).append({"engagement": name})
    return _read(data)


def islands(each: int, ministers: int) -> VisitFile:
    """Auckland, Honolulu and Tokyo, with `each` engagements in each: the second flight lands the day before it left."""
    stays = {
        "auckland": ("Pacific/Auckland", 1, 2, "NZ"),
        "honolulu": ("Pacific/Honolulu", 1, 3, "US"),
        "tokyo": ("Asia/Tokyo", 4, 5, "JP"),
    }
    data = _ground(days=1, sides={"guest": "guest", "NZ": "host", "US": "third", "JP": "third"})
    del data["legs"]["city"]
    people = ["president", *(f"minister-{number}" for number in range(1, ministers + 1))]
    data["people"] |= {name: _person("guest", name.title(), principal=name == "president") for name in people}
    for leg, (zone, first, last, host) in stays.items():
        data["legs"][leg] = {"city": leg.title(), "zone": zone, "first_day": first, "last_day": last, "host": host}
        data["legs"][leg]["day"] = "08:00–21:00"
        data["venues"] |= {f"{leg}-{number}": _venue(leg) for number in range(1, 6)}
        data["venues"][f"{leg}-airport"] = _venue(leg)
        data["people"][f"{leg}-premier"] = _person(host, "Prime Minister")
        for number in range(each):
            guests = (
                ["president"] if number % 2 else [people[1 + number % ministers], people[1 + (number + 1) % ministers]]
            )
            days = {"auckland": [1], "honolulu": [2, 3], "tokyo": [4, 5]}[leg]
            there = [f"{leg}-{1 + (number + step) % 5}" for step in (0, 1)]
            who = [*guests, f"{leg}-premier"] if number % 3 == 0 else guests
            data["engagements"][f"{leg}-e{number:02d}"] = _engagement("talks", who, there, "40m", days=days, leg=leg)
    data["movements"] = {
        # 09:00 in Auckland on day 2 is 11:00 of day 1 in Honolulu; nine hours later it is 20:00 of that day.
        "east": _flight("auckland", 2, "09:00", "honolulu", 1, "20:00", people),
        # 12:00 in Honolulu on day 3 is 07:00 of day 4 in Tokyo; nine hours later it is 16:00 of that day.
        "west": _flight("honolulu", 3, "12:00", "tokyo", 4, "16:00", people),
    }
    return _read(data)


def _ground(days: int, sides: dict[str, str]) -> Data:
    return {
        "format_version": 1,
        "title": "A big day",
        "illustrative": "Made by benchmarks/big_days.py",
        "sides": {name: {"name": name.title(), "role": role, "languages": ["en"]} for name, role in sides.items()},
        "legs": {
            "city": {"city": "Arvand", "zone": "Asia/Tehran", "first_day": 1, "last_day": days, "day": "07:30–22:30"}
        },
        "venues": {},
        "people": {},
        "engagements": {},
    }


def _venue(leg: str, **more: Any) -> Data:
    return {"name": "Venue", "leg": leg, "inspection": "inspected"} | more


def _person(side: str, office: str, **more: Any) -> Data:
    return {"side": side, "office": office, "level": 1 if more.get("principal") else 3, "speaks": ["en"]} | more


def _engagement(kind: str, who: list[str], venues: list[str], length: str, **more: Any) -> Data:
    usual = {} if more.keys() & {"day", "days"} else {"day": 1}
    return {"title": kind.title(), "kind": kind, "who": who, "venues": venues, "length": length} | usual | more


def _flight(leg: str, day: int, leaves: str, there: str, on: int, lands: str, who: list[str]) -> Data:
    return {
        "title": f"Flight to {there.title()}",
        "by": "plane",
        "who": who,
        "departs": {"venue": f"{leg}-airport", "day": day, "at": leaves, "buffer": "30m"},
        "arrives": {"venue": f"{there}-airport", "day": on, "at": lands, "buffer": "10m"},
    }


def _read(data: Data) -> VisitFile:
    """The visit, through the door every file goes through."""
    return read_visit(Tree("visit.toml", data, {}), Tree("private.toml", {}, {}))


VISITS = {"crowd": crowd, "summit": summit, "tracks": tracks, "islands": islands}


# ── measuring ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="small ones")
    parser.add_argument("--only", choices=VISITS, help="one of them")
    parser.add_argument("--first", action="store_true", help="no further than the first programme")
    parser.add_argument("--child", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.child:
        name, size = json.loads(asked.child)
        print(json.dumps(asdict(measured(name, size, whole=not asked.first))))
        return
    columns = f"{'first':>7}{'MB':>6}{'clock':>8}{'cpu':>8}{'MB':>6}"
    print(f"{'visit':<10}{'size':>14}{'items':>7}  {'outcome':<11}{'sound':<6}{columns}")
    with kept("big-days") as rows:
        for name, size in QUICK if asked.quick else FULL:
            if asked.only not in (None, name):
                continue
            command = [sys.executable, str(Path(__file__)), "--child", json.dumps([name, size])]
            command += ["--first"] if asked.first else []
            row = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
            rows.append(row)
            sizes = "/".join(map(str, size))
            print(
                f"{name:<10}{sizes:>14}{row['items']:>7}  {row['outcome']:<11}{row['sound']!s:<6}{row['first']:>7.2f}"
                f"{row['first_megabytes']:>6}{row['clock']:>8.1f}{row['processor']:>8.1f}{row['megabytes']:>6}",
                flush=True,
            )


@dataclass(frozen=True, slots=True)
class Row:
    """One visit; `first` is in seconds of processor, and None where there is no programme."""

    visit: str
    size: list[int]
    items: int
    outcome: str
    sound: bool | None
    first: float | None
    first_megabytes: int
    clock: float
    processor: float
    megabytes: int
    levels: list[tuple[str, int, int]]
    why: list[str]


def measured(name: str, size: list[int], *, whole: bool) -> Row:
    """One row; without `whole` of the first programme alone."""
    from placet.node.outcomes import Planned  # noqa: PLC0415  # only the child
    from placet.node.planning import Searching, planned_and_judged, request_for  # noqa: PLC0415  # only the child
    from placet.planner.request import Progress  # noqa: PLC0415  # only the child

    def planning(visit_file: VisitFile, *, whole: bool) -> Any:
        """A plan; one that is not whole ends with its first programme, and has the processor's clock."""
        reached: list[Progress] = []
        request = request_for(visit_file, Searching(on_progress=reached.append))
        if not whole:
            is_reached = lambda: any(it.level == "value" for it in reached)  # noqa: E731  # a callback of one line
            request = replace(request, clock=time.process_time, seconds=600.0, stop=is_reached)
        return planned_and_judged(visit_file, request)

    visit_file = VISITS[name](*size)
    planning(tracks(1, 2), whole=False)
    report = planning(visit_file, whole=False)
    first = report.outcome.first_after.total_seconds() if isinstance(report.outcome, Planned) else None
    memory = _megabytes()
    began, worked = time.perf_counter(), time.process_time()
    if whole:
        report = planning(visit_file, whole=True)
    outcome = report.outcome
    return Row(
        name,
        size,
        items=len(visit_file.visit.engagements) + len(visit_file.visit.movements),
        outcome=type(outcome).__name__,
        sound=report.judgement.is_sound if report.judgement is not None else None,
        first=first,
        first_megabytes=memory,
        clock=time.perf_counter() - began,
        processor=time.process_time() - worked,
        megabytes=_megabytes(),
        levels=[(it.name, it.amount, it.bound) for it in outcome.levels] if isinstance(outcome, Planned) else [],
        why=[] if isinstance(outcome, Planned) else [str(it) for it in getattr(outcome, "clash", ())][:6],
    )


def _megabytes() -> int:
    """The most that the process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()

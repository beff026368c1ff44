"""Measure the record of a joint file: `python benchmarks/record.py pouch`; with no name everything.

`--full` adds a record of 100,000 entries to `verify`: building it, every signature for real, takes a minute or more.

One table on standard output, the same as JSON (`recording.py`). `process` are seconds of processor, the
median of several turns, `clock` seconds that passed; `each` of the processor for one entry, in microseconds. A further
subcommand is one function in `MEASURED`.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import starmap
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))  # run as a script: `tests` is a folder of the checkout, not a package

from benchmarks.recording import kept  # noqa: E402  # the line above makes it findable
from tests.agreement.parties import parties  # noqa: E402  # as above
from tests.agreement.pouches import offices  # noqa: E402  # as above

from placet.agreement.acts import sealing_of  # noqa: E402  # the line above makes it findable
from placet.agreement.codes import code_from, codes_in  # noqa: E402  # as above
from placet.agreement.entry import Kind, entry_of  # noqa: E402  # as above
from placet.agreement.envelopes.outstanding import Route, contents_for  # noqa: E402  # as above
from placet.agreement.envelopes.packing import packed  # noqa: E402  # as above
from placet.agreement.envelopes.pouch import pouch_of  # noqa: E402  # as above
from placet.agreement.fold import fold  # noqa: E402  # as above
from placet.agreement.numbering import numbers_of  # noqa: E402  # as above
from placet.agreement.record import Record  # noqa: E402  # as above
from placet.agreement.signing import Claim, Use, verified_ahead, verifies  # noqa: E402  # as above

TURNS = 5
MANY = 10_000
"""More entries than these are gone through once: that takes long enough to be told from chance."""
TALKS = {
    "title": {"en": "Talks in delegations", "fa": "نشست مشترک هیئت‌ها", "ru": "Переговоры делегаций"},
    "venue": "palace-hall-2",
    "starts": {"at": "2027-03-04T10:00", "zone": "Europe/Moscow", "offset_min": 180},
    "ends": {"at": "2027-03-04T11:30", "zone": "Europe/Moscow", "offset_min": 180},
}


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that was measured."""

    what: str
    entries: int
    bytes: int
    process: float
    clock: float
    most_memory: int
    """Bytes that Python held at most while it ran, beyond what there was before."""
    times_bare: float | None = None
    """Of the whole: how many times the processor of its bare signatures; the median of the ratios of single turns."""
    times_bare_on_clock: float | None = None
    """The same of the time that passed, beside the bare signatures on two cores."""


def measured(what: str, entries: int, size: int, run: Callable[[], object]) -> Row:
    """The median of several turns, and the memory of one more."""
    times, clocks = zip(*(_timed(run) for _ in range(_turns(entries))), strict=True)
    return _row(what, (entries, size), (times, clocks), run)


def _turns(entries: int) -> int:
    return TURNS if entries <= MANY else 1


def _timed(run: Callable[[], object]) -> tuple[float, float]:
    began, began_on_clock = time.process_time(), time.perf_counter()
    run()
    return time.process_time() - began, time.perf_counter() - began_on_clock


def _row(
    what: str, many: tuple[int, int], times: tuple[Sequence[float], Sequence[float]], run: Callable[[], object]
) -> Row:
    tracemalloc.start()
    run()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    process, clock = map(statistics.median, times)
    return Row(what, *many, process, clock, most)


def pouch() -> list[Row]:
    """Sealed envelopes of 1,000 and of 10,000 entries: half texts in three languages, half assents to them."""
    rows = []
    for number in (1_000, 10_000):
        ir, ru = offices("IR", "RU")
        for turn in range(number // 2):
            ir.assent(ir.propose({**TALKS, "number": turn}))
        contents = contents_for(ir.record, Route("IR", "RU"))
        raw = packed(contents, ir.stamp(), ir.keys.node)
        entries, size = pouch_of(raw, ru.addressee).entries, len(raw)

        rows += [
            measured("choose what is lacking", number, size, lambda o=ir: contents_for(o.record, Route("IR", "RU"))),
            measured("write and seal", number, size, lambda c=contents, o=ir: packed(c, o.stamp(), o.keys.node)),
            measured("unseal and read", number, size, lambda r=raw, o=ru: pouch_of(r, o.addressee)),
            measured("admit (the door)", number, size, lambda e=entries, o=ru: o.record.copy().admit_all(e)),
            measured("codes of all texts", number, size, lambda o=ir: codes_in(o.record, numbers_of(o.record))),
        ]
    codes = [str(code) for code in codes_in(ir.record, numbers_of(ir.record)).values()]
    return [*rows, measured("read typed codes", len(codes), 0, lambda: [code_from(code) for code in codes])]


def verify(*, full: bool = False) -> list[Row]:
    """Records of 5,000 and of 100,000 entries read from their bytes, verified and folded, beside the bare signatures.

    They take turns: the bare signatures one after the other, the same on two cores, and the whole. What is printed are
    medians of the ratios of single turns: of seconds of processor to those of the first, and of seconds that passed to
    those of the second.
    """
    numbers = (5_000, 100_000) if full else (5_000,)
    return [row for number in numbers for row in _verified_and_folded(_talk(number), number)]


def _talk(number: int) -> Record:
    """Half texts in three languages, half assents to them; the other side acknowledges now and then.

    Both pens write into one record, so that each entry is signed once and looked at once.
    """
    ir, ru = parties("IR", "RU")
    ru.record = ir.record
    for turn in range(number // 2):
        ir.assent(ir.propose({**TALKS, "number": turn}))
        if turn % 100 == 99:
            ru.acknowledge()
    return ir.record


def _verified_and_folded(record: Record, about: int) -> list[Row]:
    parts = [(entry.raw, entry.signature, entry.body) for entry in record]
    size = sum(len(raw) + len(signature) + len(body or b"") for raw, signature, body in parts)
    claims = _claims(record)

    def bare() -> None:
        for claim in claims:
            verifies(*claim)

    def read() -> None:
        again = Record(record.opening)
        again.admit_all(starmap(entry_of, parts))
        fold(again)

    runs = {
        f"verify {len(claims):,} bare signatures": bare,
        "the same on two cores": lambda: verified_ahead(claims),
        f"verify and fold {about:,}": read,
    }
    turns = [[_timed(run) for run in runs.values()] for _ in range(_turns(len(parts)))]
    ratio = statistics.median(whole[0] / one[0] for one, _, whole in turns)
    ratio_on_clock = statistics.median(whole[1] / two[1] for _, two, whole in turns)
    load = f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    print(f"{len(parts):,} entries: ratio {ratio:.2f} of processor, {ratio_on_clock:.2f} on the clock; {load}")
    by_run = [tuple(zip(*times, strict=True)) for times in zip(*turns, strict=True)]
    bare_row, on_two_row, whole_row = (
        _row(what, (len(parts), size), (times[0], times[1]), run)
        for (what, run), times in zip(runs.items(), by_run, strict=True)
    )
    return [bare_row, on_two_row, replace(whole_row, times_bare=ratio, times_bare_on_clock=ratio_on_clock)]


def _claims(record: Record) -> list[Claim]:
    """Every signature in a record whose sides never changed keys: under the entries and under the seals."""
    found = []
    for entry in record:
        card = record.chains[entry.header.side].card_at(entry.header.seq)
        found.append((bytes.fromhex(card.node), Use.ENTRY + entry.raw, entry.signature))
        if entry.header.type == Kind.ASSENT:
            sealing = sealing_of(entry.header, entry.body_fields())
            found += [] if sealing is None else sealing.claims(card)
    return found


def fold_alone() -> list[Row]:
    """What is agreed, from a record that is verified already."""
    rows = []
    for number in (5_000, 50_000):
        record = _talk(number)
        rows.append(measured("fold", len(record), 0, lambda r=record: fold(r)))
    return rows


MEASURED: dict[str, Callable[[], list[Row]]] = {"pouch": pouch, "verify": verify, "fold": fold_alone}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", action="store_true", help="also a record of 100,000 entries")
    parser.add_argument("what", nargs="*", choices=[*MEASURED, []], default=[], help="what to measure; all by default")
    asked = parser.parse_args()
    measures = {**MEASURED, "verify": lambda: verify(full=asked.full)}
    with kept("record") as written:
        rows = [row for name in asked.what or MEASURED for row in measures[name]()]
        written.extend(map(asdict, rows))
    print(f"{'what':<36}{'entries':>9}{'bytes':>12}{'process':>10}{'clock':>10}{'each µs':>10}{'memory MB':>11}")
    for row in rows:
        each, memory = row.process / row.entries * 1e6, row.most_memory / 1e6
        print(
            f"{row.what:<36}{row.entries:>9,}{row.bytes:>12,}{row.process:>10.3f}{row.clock:>10.3f}{each:>10.1f}{memory:>11.1f}"
        )


if __name__ == "__main__":
    main()

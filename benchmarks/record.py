"""Measure the record of a joint file: `make bench`, or `python benchmarks/record.py pouch`; with no name everything.

One table on standard output, the same as JSON in build/bench/record.json. `process` are seconds of processor, the
median of several turns, `clock` seconds that passed; `each` of the processor for one entry, in microseconds. Nothing
here is a test: figures depend on the machine, so they carry no thresholds. A further subcommand is one
function in `MEASURED`.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))  # run as a script: `tests` is a folder of the checkout, not a package

from tests.agreement.parties import parties  # noqa: E402  # the line above makes it findable
from tests.agreement.pouches import offices  # noqa: E402  # the line above makes it findable

from placet.agreement.codes import code_from, codes_in  # noqa: E402  # as above
from placet.agreement.entry import entry_of  # noqa: E402  # as above
from placet.agreement.envelopes.outstanding import Route, contents_for  # noqa: E402  # as above
from placet.agreement.envelopes.packing import packed  # noqa: E402  # as above
from placet.agreement.envelopes.pouch import pouch_of  # noqa: E402  # as above
from placet.agreement.fold import fold  # noqa: E402  # as above
from placet.agreement.numbering import numbers_of  # noqa: E402  # as above
from placet.agreement.record import Record  # noqa: E402  # as above
from placet.agreement.signing import Use, verifies  # noqa: E402  # as above

OUT = CHECKOUT / "build" / "bench" / "record.json"
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


def measured(what: str, entries: int, size: int, run: Callable[[], object]) -> Row:
    """The median of several turns, and the memory of one more."""
    times, clocks = [], []
    for _ in range(TURNS if entries <= MANY else 1):
        began, began_on_clock = time.process_time(), time.perf_counter()
        run()
        times.append(time.process_time() - began)
        clocks.append(time.perf_counter() - began_on_clock)
    tracemalloc.start()
    run()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return Row(what, entries, size, statistics.median(times), statistics.median(clocks), most)


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


def verify() -> list[Row]:
    """Records of 5,000 and of 100,000 entries read from their bytes, verified and folded, beside the bare signatures.

    `ratio` is to the bare cost, in the same run, of verifying as many signatures one after the other: seconds of
    processor to seconds of processor, and on the clock to half of it, which is what two cores need.
    """
    return [row for number in (5_000, 100_000) for row in _verified_and_folded(_talk(number))]


def _talk(number: int) -> Record:
    """Half texts in three languages, half assents to them; the other side acknowledges now and then."""
    ir, ru = parties("IR", "RU")
    for turn in range(number // 2):
        ir.assent(ir.propose({**TALKS, "number": turn}))
        if turn % 100 == 99:
            for entry in ir.record.chains["IR"].entries[len(ru.record.chains["IR"].entries) :]:
                ru.record.admit(entry)
            ir.record.admit(ru.acknowledge())
    return ir.record


def _verified_and_folded(record: Record) -> list[Row]:
    parts = [(entry.raw, entry.signature, entry.body) for entry in record]
    size = sum(len(raw) + len(signature) + len(body or b"") for raw, signature, body in parts)
    claims = [
        (bytes.fromhex(record.chains[entry.header.side].card_at(entry.header.seq).node), entry) for entry in record
    ]
    seals = sum(len(chain.sealed) for chain in record.chains.values())

    def bare() -> None:
        for key, entry in claims:
            verifies(key, Use.ENTRY.value + entry.raw, entry.signature)
        for key, entry in claims[:seals]:  # as many again as there are seals: it costs the same whatever was signed
            verifies(key, Use.ENTRY.value + entry.raw, entry.signature)

    def read() -> None:
        again = Record(record.opening)
        again.admit_all([entry_of(*part) for part in parts])
        fold(again)

    number = len(parts)
    rows = [measured("verify bare signatures", number, size, bare), measured("verify and fold", number, size, read)]
    floor, whole = rows
    ratio, ratio_on_clock = whole.process / floor.process, whole.clock / (floor.clock / 2)
    print(f"{number:,} entries: ratio {ratio:.2f} of processor, {ratio_on_clock:.2f} on the clock of two cores")
    return rows


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
    parser.add_argument("what", nargs="*", choices=[*MEASURED, []], default=[], help="what to measure; all by default")
    rows = [row for name in parser.parse_args().what or MEASURED for row in MEASURED[name]()]
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(json.dumps([asdict(row) for row in rows], indent=1) + "\n", encoding="utf-8")
    print(f"{'what':<36}{'entries':>9}{'bytes':>12}{'process':>10}{'clock':>10}{'each µs':>10}{'memory MB':>11}")
    for row in rows:
        each, memory = row.process / row.entries * 1e6, row.most_memory / 1e6
        print(
            f"{row.what:<36}{row.entries:>9,}{row.bytes:>12,}{row.process:>10.3f}{row.clock:>10.3f}{each:>10.1f}{memory:>11.1f}"
        )


if __name__ == "__main__":
    main()

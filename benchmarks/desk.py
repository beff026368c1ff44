"""Measure two offices at work, with real homes: `python benchmarks/desk.py`.

The host puts 500 texts in three languages on the table and signs each: 1,000 entries, which leave for the guest in one
sealed envelope. Then single acts, written durably by a desk whose record holds 5,000 entries, beside what the disk
takes for the same syncs (`benchmarks/stores.py` says which, and why in two ways); they take turns. One table on
standard output, the same as JSON (`recording.py`). `process` are seconds of processor, `clock` seconds that
passed, each the median of the turns; the load of the machine stands below.
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))  # run as a script: what measures the stores is a folder of the checkout

from benchmarks.recording import BENCH, kept  # noqa: E402  # the line above makes it findable
from benchmarks.stores import replaced, synced  # noqa: E402  # as above

from placet.agreement.entry import Kind  # noqa: E402  # after the path was set
from placet.model.points import EngagementContent  # noqa: E402  # as above
from placet.model.text import Text  # noqa: E402  # as above
from placet.node.clock import now  # noqa: E402  # as above
from placet.node.joint import rehearsal  # noqa: E402  # as above
from placet.node.joint.desk import Act, Stores  # noqa: E402  # as above
from placet.node.joint.envelopes import receive, seal  # noqa: E402  # as above
from placet.node.joint.means import REAL  # noqa: E402  # as above
from placet.node.joint.opening_files import open_with  # noqa: E402  # as above
from placet.node.joint.proposing import propose  # noqa: E402  # as above
from placet.node.joint.rehearsal import PASSPHRASE, Rehearsal  # noqa: E402  # as above
from placet.node.joint.texts import Proposed  # noqa: E402  # as above
from placet.stores.home import begin_home  # noqa: E402  # as above

OUT = BENCH
HOST, GUEST = "IR", "RU"
TEXTS = 500
ENVELOPES = 5
ACTS = 300
Times = tuple[float, float]
"""Seconds of processor, and seconds that passed."""


def main() -> None:
    """Measure and print."""
    OUT.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=OUT))
    try:
        with ExitStack() as open_homes, kept("desk") as written:
            rows = measured(begun(folder, open_homes))
            written.extend(map(asdict, rows))
    finally:
        shutil.rmtree(folder)
    print(f"{'what':<48}{'process':>10}{'clock':>10}{'least':>10}")
    for row in rows:
        print(f"{row.what:<48}{row.process:>10.4f}{row.clock:>10.4f}{row.least:>10.4f}")
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {now():%Y-%m-%d}")


@dataclass(frozen=True, slots=True)
class Row:
    """The medians of what was measured, and the least that passed."""

    what: str
    process: float
    clock: float
    least: float


def begun(folder: Path, open_homes: ExitStack) -> Rehearsal:
    """Two homes with their keys, and a joint file that the guest has joined."""
    homes = {side: open_homes.enter_context(begin_home(folder / side, side)) for side in (HOST, GUEST)}
    stores = {side: Stores(home.record, home.private) for side, home in homes.items()}
    play = rehearsal.begin(folder, stores, {side: {"en": side} for side in homes}, REAL)
    host, guest = play.host, play.guest
    root = host.office.keyring.root(PASSPHRASE)
    host.file = open_with(host.office, {"en": "Talks"}, [guest.office.keyring.card], root).file
    play.exchange()
    return play


def measured(play: Rehearsal) -> list[Row]:
    """Everything, in the order of the work."""
    host, guest = play.host, play.guest
    opened, proposed, sealed, received = [], [], [], []
    for turn in range(ENVELOPES):
        desk, seals = host.desk(), host.seals()
        proposed.append(timed(lambda d=desk, s=seals, t=turn: propose(d, texts(t), s)))
        envelope = seal(desk, guest.side)
        sealed.append(timed(lambda d=desk: seal(d, guest.side)))
        received.append(timed(lambda e=envelope: receive(guest.office, e.raw)))
        play.carry(guest, host)  # the receipt: the next envelope holds only what is new
    opened = [timed(host.desk) for _ in range(ENVELOPES)]
    desk, bare, placed, acts = host.desk(), [], [], []
    raw = os.open(OUT / "bare", os.O_CREAT | os.O_WRONLY | os.O_TRUNC)
    for number in range(ACTS):
        act = Act(Kind.NOTE, {"text": f"a remark of the usual length, number {number} " * 6})
        bare.append(timed(lambda: synced(raw)))
        placed.append(timed(lambda: replaced(raw)))
        acts.append(timed(lambda a=act: desk.write([a])))
    os.close(raw)
    (OUT / "bare").unlink()
    (OUT / "bare.heads").unlink()
    found = {
        f"put on the table and sign {TEXTS} texts": proposed,
        f"seal them, {2 * TEXTS:,} entries": sealed,
        "receive the envelope": received,
        f"open the desk, {len(desk.record):,} entries by now": opened,
        "write one act": acts,
        "three bare syncs of 4, 1 and 0 KiB": bare,
        "the same, the 1 KiB as a new file": placed,
        "one act beside the bare syncs": beside(acts, bare),
        "one act beside those of a new file": beside(acts, placed),
    }
    return [row_of(what, times) for what, times in found.items()]


def beside(acts: list[Times], syncs: list[Times]) -> list[Times]:
    """What each act took beyond the syncs before it."""
    return [(act[0] - sync[0], act[1] - sync[1]) for act, sync in zip(acts, syncs, strict=True)]


def texts(turn: int) -> list[list[Proposed]]:
    """Groups of one engagement each."""
    return [
        [
            Proposed(
                EngagementContent(
                    title=Text({"en": f"Talks {turn}.{number}", "fa": "نشست هیئت‌ها", "ru": "Переговоры делегаций"}),
                    venue=Text({"en": "Palace, hall 2", "fa": "کاخ، تالار ۲", "ru": "Дворец, зал 2"}),
                    who=(Text({"en": "Head of protocol"}), Text({"en": "Head of delegation"})),
                )
            )
        ]
        for number in range(TEXTS)
    ]


def timed(act: Callable[[], object]) -> Times:
    """What one turn took."""
    began, began_on_clock = time.process_time(), time.perf_counter()
    act()
    return time.process_time() - began, time.perf_counter() - began_on_clock


def row_of(what: str, times: list[Times]) -> Row:
    """The medians, and the least that passed."""
    process, clock = zip(*times, strict=True)
    return Row(what, statistics.median(process), statistics.median(clock), min(clock))


if __name__ == "__main__":
    main()

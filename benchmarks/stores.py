"""Measure the stores: `python benchmarks/stores.py`.

What it costs to keep one entry durably, beside what the disk itself takes to sync as often: they take turns, so that
all meet the same disk. In SQLite one entry is three syncs (the log of the database, the file of own heads, its
folder), on a server one by the server and two here. The file of own heads is a new one each time, put in the place of
the old, which costs a disk more than to write over it: so the bare syncs are there in both ways. Then batches, opening,
loading and verifying 5,000 entries. One table on standard output, the same as JSON (`recording.py`). Times
are milliseconds of wall time; `p99` is the slowest but one percent. SQLite's files lie in build/bench, so the disk is
that of the checkout; the server's lie where the system keeps what is temporary.
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))  # run as a script: the tests that lend their sides are a folder of the checkout

from benchmarks.recording import BENCH, kept  # noqa: E402  # the line above makes it findable
from tests.stores.places import laid_out  # noqa: E402  # as above
from tests.stores.server import PRIVATE_ROLE, RECORD_ROLE, Server, programs  # noqa: E402  # as above
from tests.stores.talks import Talks  # noqa: E402  # as above

from placet.node.joint.ports import Batch  # noqa: E402  # after the path was set
from placet.stores import home as sqlite  # noqa: E402  # as above
from placet.stores.durable import make_folder  # noqa: E402  # as above
from placet.stores.examining import record_of  # noqa: E402  # as above
from placet.stores.home import Home  # noqa: E402  # as above
from placet.stores.postgres import home as postgres  # noqa: E402  # as above

OUT = BENCH
TURNS = 300
ENTRIES = 5_000
BATCH = 500


@dataclass(frozen=True, slots=True)
class Row:
    """Milliseconds of one thing with one kind of store."""

    store: str
    what: str
    median: float
    p99: float
    least: float


def main() -> None:
    """Measure and print."""
    OUT.mkdir(parents=True, exist_ok=True)
    print(f"{'store':<12}{'what':<40}{'median':>9}{'p99':>9}{'least':>9}")
    with kept("stores") as rows:
        for name, begun in stores_there():
            with begun() as begin:
                for what, times in measured(begin):
                    row = row_of(name, what, times)
                    rows.append(asdict(row))
                    print(f"{row.store:<12}{row.what:<40}{row.median:>9.3f}{row.p99:>9.3f}{row.least:>9.3f}")


def stores_there() -> Iterator[tuple[str, Callable[[], AbstractContextManager[Callable[[], Home]]]]]:
    """Each kind of store that can be had here."""
    yield "SQLite", on_sqlite
    found = programs()
    if found is None:
        print("no PostgreSQL server found: `make setup` installs it or says how")
    else:
        yield "PostgreSQL", lambda: on_server(found)


@contextmanager
def on_sqlite() -> Iterator[Callable[[], Home]]:
    """A way to begin a home; a second call opens it."""
    folder = Path(tempfile.mkdtemp(dir=OUT)) / "home"
    yield lambda: sqlite.open_home(folder, "IR") if folder.exists() else sqlite.begin_home(folder, "IR")
    shutil.rmtree(folder.parent)


@contextmanager
def on_server(found: Path) -> Iterator[Callable[[], Home]]:
    """The same over a server in a temporary folder."""
    server, folder = Server(found, on_disk=True), Path(tempfile.mkdtemp(dir=OUT)) / "home"
    try:
        database = laid_out(server)
        at = postgres.Addresses(server.address(database, RECORD_ROLE), server.address(database, PRIVATE_ROLE))
        yield lambda: postgres.open_home(folder, "IR", at) if folder.exists() else _begun(folder, at)
    finally:
        server.remove()
        shutil.rmtree(folder.parent)


def _begun(folder: Path, at: postgres.Addresses) -> Home:
    """A new home whose stores the server keeps."""
    make_folder(folder)
    home = postgres.begin_home(folder, "IR", at)
    home.claim()
    return home


def measured(begin: Callable[[], Home]) -> Iterator[tuple[str, list[float]]]:
    """What was measured of one kind of store, and the milliseconds of its turns."""
    talks = Talks()
    with begin() as home:
        home.record.open_file(talks.visit, talks.opening)
        home.record.append(Batch(talks.visit, talks.log))
        yield from single_entries(home, talks)
    talks = Talks("FR", "IR")
    talks.spoken(ENTRIES)
    batches = [Batch(talks.visit, talks.log[at : at + BATCH]) for at in range(0, len(talks.log), BATCH)]
    with begin() as home:
        home.record.open_file(talks.visit, talks.opening)
        yield f"append {BATCH} entries", [timed(lambda b=batch: home.record.append(b)) for batch in batches[:-1]]
        home.record.append(batches[-1])
    yield "open a home", [timed(lambda: begin().close()) for _ in range(5)]
    with begin() as home:
        loads = [timed(lambda: list(home.record.entries(talks.visit))) for _ in range(5)]
        yield f"load {ENTRIES} entries", loads
        yield f"load and verify {ENTRIES} entries", [timed(lambda: record_of(home.record, talks.visit))]


def single_entries(home: Home, talks: Talks) -> Iterator[tuple[str, list[float]]]:
    """One entry at a time, and the bare syncs in between."""
    bare, placed, appended, private = [], [], [], []
    raw = os.open(OUT / "bare", os.O_CREAT | os.O_WRONLY | os.O_TRUNC)
    for number in range(TURNS):
        batch = Batch(talks.visit, [talks.say("IR", text="a remark of the usual length " * 8)])
        bare.append(timed(lambda: synced(raw)))
        placed.append(timed(lambda: replaced(raw)))
        appended.append(timed(lambda b=batch: home.record.append(b)))
        private.append(timed(lambda n=number: home.private.keep(talks.visit, "draft", {"n": n})))
    os.close(raw)
    (OUT / "bare").unlink()
    (OUT / "bare.heads").unlink()
    yield "three bare syncs of 4, 1 and 0 KiB", bare
    yield "the same, the 1 KiB as a new file", placed
    yield "append one entry of our own", appended
    yield "that beside the bare syncs", [one - other for one, other in zip(appended, bare, strict=True)]
    yield "that beside those of a new file", [one - other for one, other in zip(appended, placed, strict=True)]
    yield "keep one private document", private


def synced(descriptor: int) -> None:
    """What the disk must do for one entry whatever a store does."""
    os.pwrite(descriptor, bytes(4096), 0)
    os.fdatasync(descriptor)
    os.pwrite(descriptor, bytes(1024), 8192)
    os.fsync(descriptor)
    folder = os.open(OUT, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def replaced(descriptor: int) -> None:
    """The same where the second write is a new file, put in the place of the old: so the folder has a name to sync."""
    os.pwrite(descriptor, bytes(4096), 0)
    os.fdatasync(descriptor)
    part = os.open(OUT / "bare.part", os.O_CREAT | os.O_EXCL | os.O_WRONLY)
    os.pwrite(part, bytes(1024), 0)
    os.fsync(part)
    os.close(part)
    (OUT / "bare.part").replace(OUT / "bare.heads")
    folder = os.open(OUT, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def timed(act: Callable[[], object]) -> float:
    """Milliseconds."""
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def row_of(store: str, what: str, times: list[float]) -> Row:
    """Median, p99 and least."""
    ordered = sorted(times)
    slow = ordered[min(len(ordered) - 1, len(ordered) * 99 // 100)]
    return Row(store, what, statistics.median(ordered), slow, ordered[0])


if __name__ == "__main__":
    main()

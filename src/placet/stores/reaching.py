"""Which stores a home names, and the one way to each: in its folder, or on a server.

The only module outside `stores/postgres` that knows of it, and it asks for it when a home is on a server: whoever has
none needs no driver.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from placet.stores import home as in_folder
from placet.stores.address import SERVER, address_line, keep_address, kept_address
from placet.stores.database import Database
from placet.stores.durable import require_closed
from placet.stores.home import Home, fresh_folder
from placet.stores.lock import Lock
from placet.stores.move_file import Move, finish, kept_move, store_of
from placet.stores.own_heads import IN_FOLDER, read_own_heads
from placet.stores.sqlite.moved import gone_to
from placet.stores.troubles import trouble

if TYPE_CHECKING:
    from placet.stores.postgres.laying_out import Plan


def begin_home(folder: Path, side: str, server: str | None = None) -> Home:
    """Make a new home and open it; with the address of a server, its stores are there. Raises `StorageError`."""
    if server is None:
        return in_folder.begin_home(folder, side)
    on_server = _asked("home")
    with fresh_folder(folder):
        keep_address(folder, server)  # before anything else: a home without it would look for its stores in the folder
        home: Home = on_server.begin_home(folder, side, on_server.addresses_at(server))
        return home


def open_home(folder: Path, side: str, *, writing: bool = True) -> Home:
    """Open whichever stores a home names, as `placet.stores.home.open_home` does.

    The home tells beside it where they were, so that nobody begins with empty ones where the address is gone. A move
    that was cut short is brought to its end as far as the folder goes, once the old store says that it went elsewhere.
    """
    require_closed(folder)
    move = kept_move(folder)
    if move is None:
        require_told(folder, side)
        return _opened(folder, side, store_of(folder), writing=writing)
    if not has_gone(folder, side, move):
        return _opened(folder, side, move.source, writing=writing)
    if writing:
        with held(folder):
            if kept_move(folder) == move:  # or else somebody brought it to its end, and perhaps moved on
                finish(folder, side, move)
    return _opened(folder, side, move.target, writing=writing)


def require_told(folder: Path, side: str) -> None:
    """Raise `StorageError` where a home names other stores than those it was last opened with."""
    server, told = kept_address(folder), read_own_heads(folder, side)
    was = told.store if told is not None else ""
    if server is None and was not in ("", IN_FOLDER):
        raise trouble(folder / SERVER, "address-gone", line=address_line(was))
    if server is not None and was == IN_FOLDER:
        raise trouble(folder / SERVER, "store-elsewhere")


def has_gone(folder: Path, side: str, move: Move) -> bool:
    """Whether the home lies in the new store by now: the old one says so. Raises `StorageError` where it is silent.

    What the home names decides nothing: a `server` that was lost, or written by hand, makes no copy whole. Nor does it
    where the old store names another move: that was made with another folder of this home, and what was copied here is
    none of it.
    """
    told = read_own_heads(folder, side)
    if told is not None and told.store == move.target:  # which is written after that
        return True
    on_server = move.source != IN_FOLDER
    gone = _asked("home").store_gone_to(move.source) if on_server else gone_to(folder / in_folder.SHARED)
    if gone not in (None, move.gone):
        raise trouble(folder, "moved-with-another", old=move.source, store=gone.store)
    return gone is not None


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """The right to write in a home. Raises `StorageError` where another process has it."""
    lock = Lock(folder)
    try:
        yield
    finally:
        lock.release()


def _opened(folder: Path, side: str, store: str, *, writing: bool) -> Home:
    if store == IN_FOLDER:
        return in_folder.open_home(folder, side, writing=writing)
    on_server = _asked("home")
    home: Home = on_server.open_home(folder, side, on_server.addresses_at(store), writing=writing)
    return home


def moved_out_of(so_far: ExitStack, folder: Path, side: str, store: str) -> tuple[Database, Database]:
    """The two databases of a home, records first, for its stores to be moved. The home's lock is held."""
    if store == IN_FOLDER:
        return in_folder.databases(so_far, folder, writing=True)
    both: tuple[Database, Database] = _asked("home").move_from(so_far, folder, side, store)
    return both


def moved_into(so_far: ExitStack, folder: Path, side: str, store: str) -> tuple[Database, Database]:
    """Two databases on a server that a home's stores can be moved into; nothing is written there yet."""
    both: tuple[Database, Database] = _asked("home").move_into(so_far, folder, side, store)
    return both


def claim(shared: Database, side: str, folder: Path) -> None:
    """Say on a server whose home this is from now on."""
    _asked("whose").claim(shared, side, folder)


def looked_at(address: str) -> Plan:
    """What laying a database out would do, seen with its owner's eyes; nothing is changed. Raises `StorageError`."""
    plan: Plan = _asked("laying_out").looked_at(address)
    return plan


def lay_out(address: str) -> None:
    """Lay a database out, or bring it up to the newest version, as its owner."""
    _asked("laying_out").lay_out_all(address)


def _asked(module: str) -> Any:
    """A module of the folder that needs the driver. Raises `StorageError` where there is none."""
    return import_module(f"placet.stores.postgres.{module}")

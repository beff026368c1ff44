"""Which stores a home names, and the one way to each: in its folder, or on a server.

The only module outside `stores/postgres` that knows of it, and it asks for it when a home is on a server: whoever has
none needs no driver.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from placet.stores import home as in_folder
from placet.stores.address import SERVER, address_line, keep_address, kept_address
from placet.stores.durable import require_closed
from placet.stores.home import Home, fresh_folder
from placet.stores.own_heads import IN_FOLDER, read_own_heads
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

    The home tells beside it where they were, so that nobody begins with empty ones where the address is gone.
    """
    require_closed(folder)
    server, told = kept_address(folder), read_own_heads(folder, side)
    was = told.store if told is not None else ""
    if server is None and was not in ("", IN_FOLDER):
        raise trouble(folder / SERVER, "address-gone", line=address_line(was))
    if server is not None and was == IN_FOLDER:
        raise trouble(folder / SERVER, "store-elsewhere")
    if server is None:
        return in_folder.open_home(folder, side, writing=writing)
    on_server = _asked("home")
    home: Home = on_server.open_home(folder, side, on_server.addresses_at(server), writing=writing)
    return home


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

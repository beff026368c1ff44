"""A move that is under way, as a home remembers it: from which store to which, and by which name.

Until the old store says that it went elsewhere, the home lies in the old one; from then on in the new one. That is one
transaction there, and nothing else decides it. This file only tells where to look, and is taken away at the end.

A move draws its name once everything has arrived, and the old store says it too. A folder may be copied, and both
copies moved the same way: then the old store names the one whose copy is whole, and the other is told that it is not.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from placet.agreement.shape import Shape
from placet.errors import Refused, storage_error
from placet.formats.canonical import canonical, parse_object
from placet.stores.address import SERVER, fault_of, keep_address, kept_address
from placet.stores.database import Gone
from placet.stores.durable import FOLDER_MODE, beginning, sync_folder, write_durably
from placet.stores.home import PRIVATE, SHARED
from placet.stores.own_heads import IN_FOLDER, read_own_heads
from placet.stores.sqlite.moved import settle
from placet.stores.troubles import trouble

MOVING = "moving"
"""The file's name in a home."""
ASIDE = "moved-{}"
"""The folder in a home where the files lie that it was moved out of."""
_MOST_BYTES = 8192
_NAME_BYTES = 16
_NAME = re.compile(r"(?:[0-9a-f]{32})?\Z")


@dataclass(frozen=True, slots=True)
class Move:
    """From which store to which: `IN_FOLDER`, or the address of a server."""

    source: str
    target: str
    name: str = ""
    """Empty until everything has arrived; an earlier Placet drew none."""

    def named(self, chance: Callable[[int], bytes]) -> Move:
        """The same once everything has arrived."""
        return replace(self, name=chance(_NAME_BYTES).hex())

    @property
    def gone(self) -> Gone:
        """What the old store says from then on."""
        return Gone(self.target, self.name)


def keep_move(folder: Path, move: Move) -> None:
    """Remember it, in the place of one that came to nothing."""
    write_durably(
        folder / MOVING, canonical({"from": move.source, "name": move.name, "to": move.target, "v": 1}) + b"\n"
    )


def kept_move(folder: Path) -> Move | None:
    """The move that is under way, or None. Raises `StorageError`."""
    path = folder / MOVING
    raw = beginning(path, _MOST_BYTES)
    if raw is None:
        return None
    try:
        shape = Shape(parse_object(raw.removesuffix(b"\n"), _MOST_BYTES), MOVING)
        shape.number("v", 1, 1)
        name = shape.matching("name", _NAME) if shape.has("name") else ""
        move = Move(shape.text("from"), shape.text("to"), name)
    except Refused:
        raise trouble(path, "move-unread") from None
    if any(store != IN_FOLDER and fault_of(store) is not None for store in (move.source, move.target)):
        raise trouble(path, "move-unread")
    return move


def store_of(folder: Path) -> str:
    """Where a home says that its stores are."""
    return kept_address(folder) or IN_FOLDER


def require_elsewhere(folder: Path, target: str) -> None:
    """Raise `StorageError` where the stores are where they are to go, and no move is under way."""
    if store_of(folder) == target and kept_move(folder) is None:
        raise trouble(folder, "store-there", store=target)


def finish(folder: Path, side: str, move: Move) -> None:
    """What is left once the old store says that it went elsewhere. Every step may be done twice. Raises `StorageError`.

    Called by whoever holds the home's lock.
    """
    try:
        told = read_own_heads(folder, side)
        if told is not None and told.store != move.target:
            replace(told, store=move.target).write(folder)
        if move.target == IN_FOLDER:
            _take_away(folder, folder / SERVER)
        else:
            keep_address(folder, move.target)
        if move.source == IN_FOLDER:
            _put_aside(folder)
        forget_move(folder)
    except OSError as error:
        raise storage_error(folder, error) from None


def discard_copy(folder: Path) -> None:
    """Take away what a move into the folder that came to nothing has left there. Raises `StorageError`."""
    files = [folder / f"{name}{end}" for name in (SHARED, PRIVATE) for end in ("", "-wal", "-shm")]
    _take_away(folder, *files)


def forget_move(folder: Path) -> None:
    """There is no move under way any more. Raises `StorageError`."""
    _take_away(folder, folder / MOVING)


def _take_away(folder: Path, *paths: Path) -> None:
    try:
        for path in paths:
            path.unlink(missing_ok=True)
        sync_folder(folder)
    except OSError as error:
        raise storage_error(folder, error) from None


def _put_aside(folder: Path) -> None:
    """Out of the way of a move back, each file under its name in a folder of its own."""
    for name in (SHARED, PRIVATE):
        if not (folder / name).exists():
            continue
        settle(folder / name)
        number = 1
        while (folder / ASIDE.format(number) / name).exists():
            number += 1
        aside = folder / ASIDE.format(number)
        aside.mkdir(mode=FOLDER_MODE, exist_ok=True)
        (folder / name).rename(aside / name)
        sync_folder(aside)
    sync_folder(folder)

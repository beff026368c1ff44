"""Moving a home's stores: out of its folder onto a server, or back. All of it arrives, or the home stays where it is.

1. The file `moving` says from where to where; nothing rests on it.
2. Everything is copied, each database in one transaction, and what was copied is held against what was there: every
   value of every row; then everything that arrived is verified, as `placet log verify` does. Only now has the move a
   name, which `moving` tells.
3. The old store says in one transaction where its records went, and by which move. Before that the home is the old
   one, after it the new one: there is no moment with two that may write, and none with no one.
4. What the folder says is brought up: `server`, `own-heads`, and that there is no move any more. Whoever opens the home
   to write does that too, where a process died after the third step.

Keys, and how far this side has written, stay in the folder; so do restores and doubts.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from placet.node.joint.means import REAL
from placet.stores.copying import PRIVATE, RECORD, Content, Progress, contents, copy_over, rows_in
from placet.stores.database import Database
from placet.stores.durable import require_closed
from placet.stores.examining import flaws_of
from placet.stores.home import PRIVATE as PRIVATE_FILE
from placet.stores.home import SHARED, databases
from placet.stores.move_file import Move, discard_copy, finish, forget_move, keep_move, kept_move, store_of
from placet.stores.own_heads import IN_FOLDER
from placet.stores.private import SqlPrivate
from placet.stores.reaching import claim, has_gone, held, moved_into, moved_out_of, require_told
from placet.stores.record import SqlRecord
from placet.stores.troubles import trouble


@dataclass(frozen=True, slots=True)
class Moved:
    """What became of it."""

    source: str
    contents: dict[str, Content]
    """By table, as it was found in both stores; empty where an earlier move had only to be brought to its end."""


def move_home(
    folder: Path, side: str, target: str, progress: Progress, chance: Callable[[int], bytes] = REAL.chance
) -> Moved:
    """Move a home's stores. `target`: `IN_FOLDER`, or the address of a server. `chance` names the move.

    Raises `StorageError` and `MoveStopped`; then the home is where it was, and the same call goes on.
    """
    require_closed(folder)
    with held(folder):
        move = kept_move(folder)
        if move is not None and has_gone(folder, side, move):
            finish(folder, side, move)
            if move.target == target:
                return Moved(move.source, {})
            move = None
        source = move.source if move is not None else store_of(folder)
        if move is None:
            require_told(folder, side)
        if source == target:
            if move is not None:
                _give_up(folder, move)
            raise trouble(folder, "store-there", store=source)
        with ExitStack() as so_far:
            ours = moved_out_of(so_far, folder, side, source)
            theirs = _opened_target(so_far, folder, side, Move(source, target), move)
            found = _copied(ours, theirs, progress)
            whole = Move(source, target).named(chance)
            keep_move(folder, whole)
            ours[0].say_moved(whole.gone)
        finish(folder, side, whole)
        return Moved(source, found)


def _give_up(folder: Path, move: Move) -> None:
    """Forget a move that came to nothing: the home stays where it is."""
    if move.target == IN_FOLDER:
        discard_copy(folder)
    forget_move(folder)


def _opened_target(
    so_far: ExitStack, folder: Path, side: str, move: Move, before: Move | None
) -> tuple[Database, Database]:
    """The new store, claimed for this home; the file `moving` is written before anything is in it."""
    if before is not None and before.target == IN_FOLDER:
        discard_copy(folder)  # it was made by the move that was cut short; another one begins anew
    if move.target != IN_FOLDER:
        theirs = moved_into(so_far, folder, side, move.target)
        keep_move(folder, move)
        claim(theirs[0], side, folder)
        return theirs
    for name in (SHARED, PRIVATE_FILE):
        if (folder / name).exists():
            raise trouble(folder / name, "there-already")
    keep_move(folder, move)
    return databases(so_far, folder, writing=True)


def _copied(
    ours: tuple[Database, Database], theirs: tuple[Database, Database], progress: Progress
) -> dict[str, Content]:
    """Copy both databases and hold them against each other. Raises `StorageError` where they are not the same."""
    parts = tuple(zip(ours, theirs, (RECORD, PRIVATE), strict=True))
    for source, target, tables in parts:  # rows that are copied, and read once in each
        progress.of += 3 * rows_in(source, tables) - rows_in(target, tables)
    for source, target, tables in parts:
        copy_over(source, target, tables, progress)
    found: dict[str, Content] = {}
    for source, target, tables in parts:
        here, there = contents(source, tables, progress), contents(target, tables, progress)
        if differing := [name for name in here if here[name] != there[name]]:
            raise trouble(target.place, "move-differs", tables=", ".join(differing))
        found |= here
    if any(flaws_of(SqlRecord(theirs[0]))) or SqlPrivate(theirs[1]).flaws():
        raise trouble(ours[0].place, "move-unsound")
    progress.step(0)  # verifying takes long, and whoever asked to stop meanwhile is heard
    return found

"""Whose a database is: of which side, and which of that side's homes writes in it.

A home is known by its key cards: its keys lie in its folder and nowhere else, and the oldest card stays there whatever
becomes of the keys. A second home of the same side has others.
"""

from __future__ import annotations

from pathlib import Path

from placet.agreement.opening import opening_of
from placet.node.joint.keyring import FOLDER, key_cards
from placet.stores import rows
from placet.stores.database import Database, Gone
from placet.stores.troubles import trouble

_SIDE = "SELECT side FROM whose"
_OF_SIDE = "INSERT INTO whose (number, side) VALUES (1, ?)"
_HOME = "SELECT card FROM homes"
_OF_HOME = "INSERT INTO homes (number, card) VALUES (1, ?)"
_GONE = "SELECT store, coalesce(move, '') FROM moved"
_WRITTEN = "SELECT epoch FROM epochs LIMIT 1"
_DOCUMENT = "SELECT number FROM documents LIMIT 1"


def cards_of(folder: Path) -> tuple[str, ...]:
    """The fingerprints of a home's key cards, the oldest first; none where its keys are still to be written."""
    if not (folder / FOLDER).exists():
        return ()
    return tuple(card.card.fingerprint for _, card in reversed(key_cards(folder)))


def require_nobodys(shared: Database, private: Database, side: str) -> None:
    """Raise `StorageError` for a database that has a home, or in which something was written."""
    _require_side(shared, side)
    if shared.find(_SIDE) or shared.find(_WRITTEN) or private.find(_DOCUMENT):
        raise trouble(shared.place, "database-of-another-home")


def require_ours(shared: Database, side: str, folder: Path) -> None:
    """Raise `StorageError` for the database of another side, and of another home of ours.

    One that an earlier Placet wrote in does not name its home: then the records do, whose openings bear our card.
    """
    require_here(shared)
    _require_side(shared, side)
    ours, named = set(cards_of(folder)), {str(card) for (card,) in shared.find(_HOME)}
    known = named or _cards_in_records(shared, side)
    if known and not known & ours and (ours or named):
        raise trouble(shared.place, "database-of-another-home")


def require_target(shared: Database, private: Database, side: str, folder: Path) -> None:
    """Raise `StorageError` for a database that this home cannot be moved into.

    It must be nobody's, or that of a move of this home that was cut short. One that was left before lets nothing be
    added, to no home.
    """
    if (gone := gone_to(shared)) is not None:
        raise trouble(shared.place, "left-before", store=gone.store)
    if set(cards_of(folder)) & {str(card) for (card,) in shared.find(_HOME)}:
        _require_side(shared, side)
    else:
        require_nobodys(shared, private, side)


def gone_to(shared: Database) -> Gone | None:
    """Where the records went, if they did."""
    return next((Gone(str(store), str(move)) for store, move in shared.find(_GONE)), None)


def require_here(shared: Database) -> None:
    """Raise `StorageError` where the records went elsewhere."""
    if (gone := gone_to(shared)) is not None:
        raise trouble(shared.place, "moved", store=gone.store)


def claim(shared: Database, side: str, folder: Path) -> None:
    """A database that is nobody's yet becomes ours."""
    cards = cards_of(folder)
    with shared.transaction():
        if not shared.find(_SIDE):
            shared.run(_OF_SIDE, [(side,)])
        if cards and not shared.find(_HOME):
            shared.run(_OF_HOME, [(cards[0],)])


def _require_side(shared: Database, side: str) -> None:
    whose = shared.find(_SIDE)
    if whose and whose != [(side,)]:
        raise trouble(shared.place, "database-of-another-side", side=side)


def _cards_in_records(shared: Database, side: str) -> set[str]:
    """The cards of ours with which the files of a database were opened."""
    found = [row for (visit,) in shared.find(rows.VISITS) for row in shared.find(rows.OPENING, (visit,))]
    cards = (opening_of(rows.opening_of(row)).cards.get(side) for row in found)
    return {card.fingerprint for card in cards if card is not None}

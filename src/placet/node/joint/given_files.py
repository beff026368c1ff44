"""Files of the other side that a person names: read as what they are meant to be, or told by name that they are not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from placet.agreement.cards import SignedCard, signed_card_of
from placet.agreement.limits import MAX_CARD_FILE_BYTES, MAX_STATEMENT_BYTES
from placet.agreement.resumption import SignedResumption, signed_resumption_of
from placet.errors import FormatError, Refused
from placet.node.files import read_bytes

_OTHER_FILE = frozenset(
    {"not-utf8", "not-json", "not-an-object", "not-canonical", "key-twice", "bad-key", "null", "fraction"}
    | {"number-too-large", "too-deep", "not-unicode", "field"}
)
"""What is said of bytes that are something else altogether, or not all there."""


def key_card_at(path: Path) -> SignedCard:
    """The key card in a file. Raises `Refused`, `StorageError`, `TooLarge`; `FormatError` for something else."""
    with _or_else(FormatError(str(path), "no-key-card")):
        return signed_card_of(read_bytes(path, MAX_CARD_FILE_BYTES))


def statement_at(path: Path) -> SignedResumption:
    """The statement to go on that a file holds. Raises as `key_card_at` does."""
    with _or_else(FormatError(str(path), "no-statement")):
        return signed_resumption_of(read_bytes(path, MAX_STATEMENT_BYTES))


@contextmanager
def _or_else(error: FormatError) -> Iterator[None]:
    try:
        yield
    except Refused as refusal:
        if refusal.code not in _OTHER_FILE:
            raise
        raise error from None

"""Sealing a copy under a passphrase: Argon2id makes the key, XChaCha20-Poly1305 seals a stream of pieces.

A piece that was changed, moved, doubled or left out is refused before anything of it is handed on, and so is a stream
that ends before its end. What opening costs stands in the file, so there is a bound on what a file may ask for.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

import nacl.bindings as sodium
from nacl.exceptions import CryptoError

from placet.errors import Refused
from placet.stores.troubles import trouble

SALT_BYTES = sodium.crypto_pwhash_SALTBYTES
PIECE_BYTES = 64 * 1024
_FINAL = sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL
_MESSAGE = 0
_ADDED = sodium.crypto_secretstream_xchacha20poly1305_ABYTES
_HEADER = sodium.crypto_secretstream_xchacha20poly1305_HEADERBYTES
_LENGTH = 4  # bytes that tell how long a sealed piece is


@dataclass(frozen=True, slots=True)
class Cost:
    """What making the key takes, and so what guessing a passphrase does."""

    memory_mib: int
    passes: int


LEAST = Cost(memory_mib=1, passes=1)
USUAL = Cost(memory_mib=256, passes=3)
MOST = Cost(memory_mib=1024, passes=10)


def key_of(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """The key that a passphrase makes. Raises `StorageError`."""
    if not passphrase:
        raise trouble("passphrase", "passphrase-empty")
    try:
        return sodium.crypto_pwhash_alg(
            sodium.crypto_secretstream_xchacha20poly1305_KEYBYTES,
            unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass"),  # as keyboards differ
            salt,
            cost.passes,
            cost.memory_mib * 1024 * 1024,
            sodium.crypto_pwhash_ALG_ARGON2ID13,
        )
    except (CryptoError, MemoryError):
        raise trouble("passphrase", "not-enough-memory") from None


def seal(file: BinaryIO, key: bytes, bound: bytes, pieces: Iterable[bytes]) -> None:
    """Write the pieces, each no longer than `PIECE_BYTES`, to a file. `bound`: what stands before them in clear."""
    state = sodium.crypto_secretstream_xchacha20poly1305_state()
    file.write(sodium.crypto_secretstream_xchacha20poly1305_init_push(state, key))
    for piece in pieces:
        _write(file, sodium.crypto_secretstream_xchacha20poly1305_push(state, piece, bound, _MESSAGE))
    _write(file, sodium.crypto_secretstream_xchacha20poly1305_push(state, b"", bound, _FINAL))


def _write(file: BinaryIO, piece: bytes) -> None:
    file.write(len(piece).to_bytes(_LENGTH, "big") + piece)


def unseal(file: BinaryIO, key: bytes, bound: bytes) -> Iterator[bytes]:
    """The pieces of a file that `seal` wrote. Raises `Refused` at the first that is not as it was written."""
    state = sodium.crypto_secretstream_xchacha20poly1305_state()
    sodium.crypto_secretstream_xchacha20poly1305_init_pull(state, _read(file, _HEADER), key)
    tag = _MESSAGE
    while tag == _MESSAGE:
        length = int.from_bytes(_read(file, _LENGTH), "big")
        if not _ADDED <= length <= PIECE_BYTES + _ADDED:
            raise Refused("backup-changed")
        piece, tag = _pulled(state, _read(file, length), bound)
        if tag == _MESSAGE:
            yield piece
    if tag != _FINAL or file.read(1):
        raise Refused("backup-changed")


def _pulled(state: Any, sealed: bytes, bound: bytes) -> tuple[bytes, int]:
    try:
        piece, tag = sodium.crypto_secretstream_xchacha20poly1305_pull(state, sealed, bound)
    except CryptoError:
        raise Refused("backup-changed") from None
    return piece, tag


def _read(file: BinaryIO, length: int) -> bytes:
    found = file.read(length)
    if len(found) != length:
        raise Refused("backup-changed")
    return found

"""How words and secrets might stand in bytes, other than as they are."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Mapping

LEAST = 8
"""Bytes: fewer may well stand in a megabyte of keys and hashes by chance."""


def disguises(secret: bytes) -> Iterator[bytes]:
    """As it is, in hexadecimal, and in Base64 wherever in it the secret may begin."""
    yield secret
    yield secret.hex().encode()
    yield secret.hex().upper().encode()
    for before in range(3):
        # Four letters stand for three bytes. Groups that a neighbour has a share in are left away.
        text = base64.b64encode(bytes(before) + secret)
        whole = text[4 if before else 0 : (before + len(secret)) // 3 * 4]
        yield whole
        yield whole.translate(bytes.maketrans(b"+/", b"-_"))


def disguised_words(words: str) -> Iterator[bytes]:
    """In every encoding of letters that is in use, and each of these disguised."""
    for spelt in (words, words.lower(), words[::-1]):
        for encoding in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le"):
            yield from disguises(spelt.encode(encoding))


def found_in(outgoing: Mapping[str, bytes], wanted: Iterable[bytes]) -> list[str]:
    """The names of everything in which one of these stands. Raises `ValueError` for what may stand there by chance."""
    forms = list(wanted)
    if min(map(len, forms)) < LEAST:
        raise ValueError("too short to be looked for")
    return [name for name, content in outgoing.items() if any(form in content for form in forms)]

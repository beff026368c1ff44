"""What a test from outside may ask of the doors: is this signature accepted, what is canonical, would this be read.

Bytes in, an answer or a refusal out; nothing is kept. Normative text: docs/reference/conformance.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from placet.agreement import limits
from placet.agreement.entry import Entry, entry_of, look_at_body
from placet.agreement.envelopes.segments import MAX_POUCH_BYTES, Clear, outside_of
from placet.agreement.signing import SIGNATURE_BYTES, SIGNATURE_PATTERN, why_refused
from placet.errors import Refused
from placet.formats.canonical import MAX_CANONICAL_BYTES, canonicalised
from placet.node.files import PRIVATE, read_bytes
from placet.node.opening import open_dated

MAX_LINE_BYTES = 4 * 1024 * 1024
"""Of one question about a signature; its message is half as long."""
MAX_ENTRY_FILE_BYTES = limits.MAX_HEADER_BYTES + 2 * SIGNATURE_BYTES + limits.MAX_BODY_BYTES + len("\n\n\n")
EMPTY = "-"
"""Stands for a field without a byte, and for a body that was erased."""


def signature_answers(questions: BinaryIO) -> Iterator[str]:
    """To each line its answer, `accept` or `reject CODE`, as soon as the line is there."""
    while line := questions.readline(MAX_LINE_BYTES + 1):
        if len(line) > MAX_LINE_BYTES:
            while line and not line.endswith(b"\n"):
                line = questions.readline(MAX_LINE_BYTES)
            yield "reject line-too-long"
        else:
            yield _answer(line)


def _answer(line: bytes) -> str:
    try:
        fields = [b"" if field == EMPTY else bytes.fromhex(field) for field in line.decode("ascii").split()]
    except ValueError:
        fields = []
    if len(fields) != len(("key", "message", "signature")):
        return "reject line-malformed"
    code = why_refused(*fields)
    return "accept" if code is None else f"reject {code}"


def canonical_of(text: BinaryIO) -> bytes:
    """The canonical bytes of a JSON text. Raises `Refused`; no more than the bound is read."""
    return canonicalised(text.read(MAX_CANONICAL_BYTES + 1))


def read_entry_file(path: Path) -> Entry:
    """An entry of three lines: header, signature in hex, body, each with its end. Raises `Refused`, `PlacetError`.

    Looked at are its form and that the body is the one named; its place in a chain and its writer are not.
    """
    lines = read_bytes(path, MAX_ENTRY_FILE_BYTES).split(b"\n")
    if len(lines) != len(("header", "signature", "body", "nothing after")) or lines.pop():
        raise Refused("entry-file")
    header, signature, body = lines
    if not SIGNATURE_PATTERN.match(signature.decode("latin-1")):
        raise Refused("signature-malformed")
    entry = entry_of(header, bytes.fromhex(signature.decode()), None if body == EMPTY.encode() else body)
    look_at_body(entry)
    return entry


def read_pouch_file(path: Path) -> Clear:
    """A sealed envelope as whoever carries it sees it: lines in clear, lengths of segments. Raises `PlacetError`.

    What is sealed in it is not looked at: nobody has the key here.
    """
    return outside_of(read_bytes(path, MAX_POUCH_BYTES))


def read_visit_file(path: Path) -> object:
    """The visit of a file or folder, as every command takes it. Raises `PlacetError`."""
    return open_dated(path.parent if path.name == PRIVATE else path)


READERS: Mapping[str, Callable[[Path], object]] = {
    "visit": read_visit_file,
    "entry": read_entry_file,
    "pouch": read_pouch_file,
}
"""What can be asked to be read, and who reads it; whoever reads raises `PlacetError` or accepts."""

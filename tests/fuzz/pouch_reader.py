"""Fuzz what reads sealed envelopes and typed replies: nothing but `Refused` may ever come of any bytes.

Not a test of the suite: atheris is no dependency of it. In an environment that has atheris beside what Placet needs,
from the root of the checkout:

    PYTHONPATH=src:. python tests/fuzz/pouch_reader.py -max_total_time=60 [folder of a corpus]

The first byte chooses what is fuzzed. Seeds are the golden envelopes, and contents that were never sealed.
"""

from __future__ import annotations

import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["placet.agreement", "placet.formats.canonical"]):
    from placet.agreement.codes import replies_from
    from placet.agreement.envelopes.frames import Letter, entry_from, fork_from, layout_of
    from placet.agreement.envelopes.manifest import manifest_of
    from placet.agreement.envelopes.pouch import pouch_of
    from placet.agreement.envelopes.segments import bucket, outside_of
    from placet.agreement.opening import opening_of

from tests.agreement.breaking import draft
from tests.agreement.pouches import offices, reader_without_record

from placet.errors import Refused

VECTORS = Path(__file__).resolve().parent.parent / "vectors" / "pouches"
LETTER = draft(fill=lambda content: content)
READER = reader_without_record(offices("IR", "RU")[1])
MANIFEST_BEGINS = 5


def whole(data: bytes) -> None:
    """An envelope as it comes in."""
    pouch_of(data, READER)


def sealed_well(data: bytes) -> None:
    """Contents that somebody sealed to us who knows our key."""
    pouch_of(LETTER.seal(filled(data)), READER)


def inside(data: bytes) -> None:
    """The same without the sealing, which is most of the time; each part looked at by itself."""
    readers = {
        Letter.MANIFEST: manifest_of,
        Letter.OPENING: opening_of,
        Letter.ENTRY: entry_from,
        Letter.FORK: fork_from,
    }
    for frame in layout_of(filled(data)).frames:
        if frame.letter in readers:
            with suppress(Refused):
                readers[Letter(frame.letter)](frame.content)


def signed(data: bytes) -> None:
    """Frames for which a sender's manifest answers."""
    manifest_frame = LETTER.content()
    end = MANIFEST_BEGINS + int.from_bytes(manifest_frame[1:MANIFEST_BEGINS])
    inside(manifest_frame[:end] + data)


def typed(data: bytes) -> None:
    """A reply that somebody typed from paper."""
    replies_from(data.decode("utf-8", "replace"))


def outside(data: bytes) -> None:
    """An envelope as whoever carries it sees it."""
    outside_of(data)


TARGETS = (whole, sealed_well, inside, inside, inside, signed, signed, typed, outside)


def filled(content: bytes) -> bytes:
    """Filled up as it must be, so that what comes before the filling is what is looked at."""
    return content + bytes(bucket(len(content)) - len(content))


def one_input(data: bytes) -> None:
    """What atheris calls."""
    if data:
        with suppress(Refused):
            TARGETS[data[0] % len(TARGETS)](data[1:])


def seeds(folder: Path) -> None:
    """Write what is known to be good or nearly so, for each target."""
    for path in VECTORS.glob("*/*.pouch"):
        (folder / path.stem).write_bytes(b"\0" + path.read_bytes())
        (folder / f"outside-{path.stem}").write_bytes(b"\x08" + path.read_bytes())
    for number in (1, 2):
        (folder / f"contents-{number}").write_bytes(bytes([number]) + LETTER.content())
    for at, frame in enumerate(LETTER.frames):
        (folder / f"frame-{at}").write_bytes(b"\5" + frame + LETTER.end)
    (folder / "reply").write_bytes("\7P-14-KX7MH agreed; P-۰۷ KX7MH 12:20".encode())


def main() -> None:
    """Run until stopped."""
    with tempfile.TemporaryDirectory() as folder:
        seeds(Path(folder))
        atheris.Setup([*sys.argv, folder], one_input)
        atheris.Fuzz()


if __name__ == "__main__":
    main()

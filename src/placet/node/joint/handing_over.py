"""An envelope written into a file, with its paper where one was asked for: what `placet envelope seal` does.

Two envelopes under one number must never be anywhere. So nothing of an envelope is written before its number is used
up, and room for it is taken on the disk before that: where the disk is full or may not be written, no number is used.
A number whose file could not be written all the same is lost. That does no harm, since the next envelope brings all
that the recipient has not shown to hold; it is said, so that nobody looks for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from placet.errors import StorageError
from placet.node.folders import room_for
from placet.node.interrupts import interrupts_held
from placet.node.joint.desk import Desk
from placet.node.joint.envelopes import SealedEnvelope, prepared, remember_sealed, was_sealed
from placet.node.joint.open_points import made, refuse_ending, twin


def seal_into(
    desk: Desk, to: str, output: Path, paper: Path | None = None, languages: Sequence[str] = ()
) -> SealedEnvelope:
    """Seal the next envelope to a side into a new file. Raises as `prepared` does, and `StorageError`."""
    if paper is not None:
        refuse_ending(paper)
        if paper.absolute() == output.absolute():
            raise StorageError(str(paper), "there-already")
    envelope = prepared(desk, to)
    printed = b"" if paper is None else made(twin(desk, envelope, languages), paper, desk.means.now().date())
    with ExitStack() as rooms:
        room = rooms.enter_context(room_for(output, len(envelope.raw)))
        beside = None if paper is None else rooms.enter_context(room_for(paper, len(printed)))
        with interrupts_held():  # between the number and the file nobody stops us
            try:
                remember_sealed(desk, envelope)
                room.fill(envelope.raw)
            except StorageError:
                if was_sealed(desk, envelope):
                    raise StorageError(str(output), "envelope-lost", number=envelope.number, to=to) from None
                raise
            if beside is not None:
                try:
                    beside.fill(printed)
                except StorageError:
                    place, number = str(beside.path), envelope.number
                    raise StorageError(place, "twin-lost", number=number, envelope=str(output)) from None
    return envelope

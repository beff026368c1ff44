"""Tools to break a sealed envelope in one place: on the way, by its sender, or after it was signed.

The good one is the first envelope of IR to RU, which RU can read without a record: the opening, both joins, two texts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any

from tests.agreement.parties import secret
from tests.agreement.pouches import (
    Draft,
    Office,
    SealingKeys,
    entry_frame,
    frame,
    lines_of,
    offices,
    padded,
    segment_info,
    strangers,
)

from placet.agreement.entry import Entry
from placet.agreement.entry import written as entry_written
from placet.agreement.envelopes.sealing import sealed
from placet.agreement.header import Header
from placet.agreement.opening import opened
from placet.agreement.signing import SecretKey

Builder = Callable[[], bytes]
Frames = list[bytes]
STRANGER = SealingKeys("CN")


def draft(**changes: Any) -> Draft:
    """Frames: O, three entries of IR, one of RU."""
    ir, ru = offices("IR", "RU")
    ir.propose({"title": {"en": "Talks"}})
    ir.propose({"title": {"en": "Dinner"}})
    return Draft(ir, ru, [frame("O", ir.opening.raw), *map(entry_frame, ir.record)], **changes)


def good() -> bytes:
    return draft().sealed()


def on_the_way(change: Callable[[bytes], bytes]) -> Builder:
    """Changed by somebody who cannot open it."""
    return lambda: change(good())


def so_written(**changes: Any) -> Builder:
    """Written so by its sender, and sealed well."""
    return lambda: draft(**changes).sealed()


def manifest_with(**changes: Any) -> Builder:
    return so_written(fields=changes)


def clear_with(**changes: Any) -> Builder:
    return so_written(clear=changes)


def with_frames(change: Callable[[Frames, Draft], Frames]) -> Builder:
    """With other frames, for which its manifest answers."""

    def build() -> bytes:
        it = draft()
        it.frames = change(it.frames, it)
        return it.sealed()

    return build


def with_one_more(*frames: bytes) -> Builder:
    return with_frames(lambda found, _: [*found, *frames])


def with_contents(change: Callable[[bytes], bytes]) -> Builder:
    """Changed after the manifest was signed, and sealed well. What is changed is not filled up yet."""

    def build() -> bytes:
        it = draft(fill=lambda content: content)
        return it.seal(change(it.content()))

    return build


def raw_manifest(raw: bytes) -> Builder:
    """With these bytes in place of the manifest, under no signature."""

    def build() -> bytes:
        it = draft()
        return it.seal(padded(frame("M", bytes(64) + raw) + b"".join(it.frames) + it.end))

    return build


def one_entry(change: Callable[[Entry, Draft], bytes]) -> Builder:
    """The third entry of IR is written otherwise, its frame included."""

    def build() -> bytes:
        it = draft()
        it.frames[3] = change(it.sender.record.chains["IR"].entries[2], it)
        return it.sealed()

    return build


def inside_entry(change: Callable[[bytes], bytes]) -> Builder:
    """What stands in the third entry's frame is written otherwise."""
    return one_entry(lambda entry, _: frame("E", change(entry_frame(entry)[5:])))


def with_header(**changes: Any) -> Builder:
    """The third entry of IR has another header, well signed."""
    return one_entry(lambda entry, it: entry_frame(rewritten(entry, it.sender.keys.node, **changes)))


def signed_by(choose: Callable[[SealingKeys], SecretKey]) -> Builder:
    def build() -> bytes:
        it = draft()
        it.signer = choose(it.sender.keys)
        return it.sealed()

    return build


def rewritten(entry: Entry, key: SecretKey, **changes: Any) -> Entry:
    header = {each.name: getattr(entry.header, each.name) for each in fields(Header)}
    return entry_written(Header(**{**header, **changes}), entry.body or b"", key)


def twin(entry: Entry, key: SecretKey) -> Entry:
    """Another entry under the same number."""
    return rewritten(entry, key, at="2027-03-04T23:59:59Z")


def fork_frame(first: Entry, second: Entry) -> bytes:
    one, other = entry_frame(first)[5:], entry_frame(second)[5:]
    return frame("F", len(one).to_bytes(4) + one + other)


def with_fork(make: Callable[[list[Entry], SecretKey], bytes]) -> Builder:
    """With a proof more, made of IR's entries and by IR's node key."""
    return with_frames(lambda found, it: [*found, make(it.sender.record.chains["IR"].entries, it.sender.keys.node)])


def another_file() -> Office:
    """IR in another joint file with RU."""
    ir, ru = strangers("IR", "RU")
    other = Office(ir.keys, opened([ir.keys.card, ru.keys.card], {"en": "Another visit"}, secret("another")))
    other.join()
    return other


def its_join() -> Entry:
    (join,) = another_file().record
    return join


def segment_of_length(length: int) -> Builder:
    def change(raw: bytes) -> bytes:
        lines, rest = lines_of(raw)
        return lines + length.to_bytes(4) + rest[4:]

    return on_the_way(change)


def flipped(at: int) -> Builder:
    return on_the_way(lambda raw: raw[:at] + bytes([raw[at] ^ 1]) + raw[at:][1:])


def with_other_clear_id(raw: bytes) -> bytes:
    return raw.replace(draft().id.encode(), b"f" * 32, 1)


def sealed_as_not_the_last() -> bytes:
    it = draft()
    lines, _ = lines_of(it.sealed())
    segment = sealed(it.content(), it.recipient.keys.pouch.public, segment_info(lines, 0, is_last=False))
    return lines + len(segment).to_bytes(4) + segment


def sealed_to_another_key() -> bytes:
    it = draft()
    return it.seal(it.content(), STRANGER.pouch.public)


def last_entry_taken_out(content: bytes) -> bytes:
    return padded(content[: content.rindex(b"E\0\0")] + b"Z\0\0\0\0")


def ends_in_the_head_of_a_frame(content: bytes) -> bytes:
    """32 KiB without an end, of which the last two bytes begin a frame."""
    begun = content[:-5]
    return begun + frame("x", bytes(32 * 1024 - 2 - 5 - len(begun))) + b"x\0"


def with_a_head_left_out() -> bytes:
    it = draft()
    it.fields["heads"] = [[head.side, head.seq, head.hash] for head in it.sender.record.heads()[1:]]
    return it.sealed()


def with_a_head_of_no_side() -> bytes:
    it = draft()
    heads = [[head.side, head.seq, head.hash] for head in it.sender.record.heads()]
    it.fields["heads"] = [["CN", 1, "a" * 64], *heads]
    return it.sealed()


def to_a_side_with_another_key() -> bytes:
    """Sealed to RU's key and signed so, but for FR."""
    _, ir, ru = offices("FR", "IR", "RU")
    return Draft(ir, ru, [frame("O", ir.opening.raw)], fields={"to": "FR"}).sealed()


BODIES_ARE_LOOKED_AT_BY_THE_DOOR: tuple[tuple[Builder, str], ...] = (
    (one_entry(lambda entry, _: entry_frame(entry, b"{}")), "body-differs"),
    (one_entry(lambda entry, _: entry_frame(rewritten(entry, STRANGER.node))), "bad-signature"),
)
"""Envelopes that are in order, and what the record says to what they bring."""

"""One envelope for each defect, named after it, with the code with which it must be refused.

All are first envelopes, read without a record. What can be broken only against a record (keys that changed, a file
that is known) stands in `test_pouch_senders`.
"""

from __future__ import annotations

from tests.agreement import breaking as by
from tests.agreement.pouches import entry_frame, frame, lines_of, padded

from placet.agreement.envelopes.sealing import key_id

BIG = 0xFFFFFFFF
NONE = "0" * 64
CN = by.STRANGER
BODY_OF_256_KIB_AND_ONE = b'"' + b"a" * 256 * 1024

OUTSIDE: dict[str, tuple[str, by.Builder]] = {
    "empty": ("pouch-truncated", lambda: b""),
    "another-kind-of-file": ("not-a-pouch", lambda: b"PK\x03\x04" + bytes(60)),
    "cut-in-the-first-line": ("pouch-truncated", by.on_the_way(lambda raw: raw[:9])),
    "cut-in-the-second-line": ("pouch-truncated", by.on_the_way(lambda raw: raw[:40])),
    "cut-before-the-segment": ("pouch-truncated", by.on_the_way(lambda raw: raw[: len(lines_of(raw)[0]) + 2])),
    "cut-in-the-segment": ("pouch-truncated", by.on_the_way(lambda raw: raw[:1500])),
    "cut-by-one-byte": ("pouch-truncated", by.on_the_way(lambda raw: raw[:-1])),
    "longer-by-one-byte": ("pouch-longer", by.on_the_way(lambda raw: raw + b"\0")),
    "two-in-one-file": ("pouch-longer", by.on_the_way(lambda raw: raw + raw)),
    "version-0": ("pouch-version", by.so_written(first_line=b"PLACET-POUCH/0\n")),
    "version-2": ("pouch-version", by.so_written(first_line=b"PLACET-POUCH/2\n")),
    "line-ends-of-another-system": ("not-a-pouch", by.so_written(first_line=b"PLACET-POUCH/1\r\n")),
    "suite-x0": ("pouch-suite", by.clear_with(suite="X0")),
    "clear-line-tells-the-time": ("pouch-header", by.clear_with(at="2027-03-04T12:00:00Z")),
    "clear-line-without-suite": ("pouch-header", by.clear_with(suite=None)),
    "clear-line-with-a-space": ("pouch-header", by.on_the_way(lambda raw: raw.replace(b'{"id"', b'{ "id"', 1))),
    "clear-line-without-end": ("pouch-header", lambda: b"PLACET-POUCH/1\n" + b"{" * 300),
    "id-too-short": ("pouch-header", by.clear_with(id="ab12")),
    "id-in-capitals": ("pouch-header", by.clear_with(id="ABCDEF0123456789" * 2)),
    "no-segments": ("pouch-header", by.clear_with(n=0)),
    "two-segments-announced": ("pouch-segment-length", by.clear_with(n=2)),
    "nine-segments-announced": ("pouch-too-many", by.clear_with(n=9)),
    "a-billion-segments-announced": ("pouch-too-many", by.clear_with(n=10**9)),
    "segment-of-no-length": ("pouch-segment-length", by.segment_of_length(0)),
    "segment-that-holds-nothing": ("pouch-segment-length", by.segment_of_length(1136)),
    "segment-of-four-gigabytes": ("pouch-segment-length", by.segment_of_length(BIG)),
    "segment-longer-than-the-file": ("pouch-truncated", by.segment_of_length(8 * 1024 * 1024)),
    "segment-shorter-than-the-file": ("pouch-longer", by.segment_of_length(4096)),
    "sealed-to-another-key": ("pouch-other-key", by.sealed_to_another_key),
    "other-id-outside": ("pouch-seal", by.on_the_way(by.with_other_clear_id)),
    "sealed-as-not-the-last": ("pouch-seal", by.sealed_as_not_the_last),
    "changed-in-the-encapsulated-key": ("pouch-seal", by.flipped(300)),
    "changed-in-the-contents": ("pouch-seal", by.flipped(20_000)),
    "changed-in-the-tag": ("pouch-seal", by.flipped(-1)),
}

FRAMES: dict[str, tuple[str, by.Builder]] = {
    "no-end": ("pouch-no-end", by.so_written(end=b"")),
    "no-end-and-full": ("pouch-no-end", by.with_contents(lambda c: c[:-5] + frame("x", bytes(32 * 1024 - len(c))))),
    "ends-in-the-head-of-a-frame": ("pouch-frame-cut", by.with_contents(by.ends_in_the_head_of_a_frame)),
    "frame-longer-than-the-contents": (
        "pouch-frame-cut",
        by.with_contents(lambda c: padded(c[:1] + (32 * 1024).to_bytes(4) + c[5:])),
    ),
    "frame-of-four-gigabytes": (
        "pouch-frame-cut",
        by.with_contents(lambda c: padded(c[:1] + BIG.to_bytes(4) + c[5:])),
    ),
    "frame-letter-a-digit": ("pouch-frame-letter", by.with_one_more(frame("7"))),
    "frame-letter-not-ascii": ("pouch-frame-letter", by.with_one_more(frame(b"\xc9"))),
    "frame-that-must-be-known": ("pouch-frame-unknown", by.with_one_more(frame("B", b"a blob"))),
    "end-with-contents": ("pouch-frame-too-large", by.so_written(end=b"Z\0\0\0\1a")),
    "manifest-too-large": ("pouch-frame-too-large", by.raw_manifest(b"{" * (16 * 1024 + 1))),
    "statement-too-large": ("pouch-frame-too-large", by.with_one_more(frame("R", bytes(1024 * 1024 + 1)))),
    "unknown-frame-too-large": ("pouch-frame-too-large", by.with_one_more(frame("x", bytes(1024 * 1024 + 1)))),
    "too-many-frames": ("pouch-too-many", by.with_one_more(*[frame("x")] * 50_000)),
    "padding-not-zero": ("pouch-padding", by.with_contents(lambda c: padded(c)[:-1] + b"\1")),
    "padding-missing": ("pouch-padding", by.with_contents(lambda c: c)),
    "padding-of-another-size": ("pouch-padding", by.with_contents(lambda c: padded(c, 34 * 1024))),
    "frame-after-the-end": ("pouch-padding", by.with_contents(lambda c: padded(c + frame("x", b"hidden")))),
    "no-manifest": ("pouch-frame-order", by.with_contents(lambda c: padded(c[c.index(b"O\0\0") :]))),
    "nothing-but-an-end": ("pouch-frame-order", by.with_contents(lambda _: padded(b"Z\0\0\0\0"))),
    "two-manifests": ("pouch-frame-order", by.with_frames(lambda found, _: [frame("M", b"{}"), *found])),
    "two-openings": ("pouch-frame-order", by.with_frames(lambda found, _: [found[0], *found])),
    "opening-after-an-entry": (
        "pouch-frame-order",
        by.with_frames(lambda found, _: [found[1], found[0], *found[2:]]),
    ),
    "entry-after-a-statement": (
        "pouch-frame-order",
        by.with_frames(lambda found, _: [*found[:-1], frame("R", b"{}"), found[-1]]),
    ),
}

MANIFEST: dict[str, tuple[str, by.Builder]] = {
    "manifest-not-canonical": ("not-canonical", by.raw_manifest(b'{"v": 1}')),
    "manifest-not-json": ("not-json", by.raw_manifest(b"{")),
    "manifest-with-a-field-twice": ("key-twice", by.raw_manifest(b'{"v":1,"v":1}')),
    "manifest-version-2": ("pouch-version", by.manifest_with(v=2)),
    "manifest-suite-x0": ("pouch-suite", by.manifest_with(suite="X0")),
    "manifest-without-visit": ("field-missing", by.manifest_with(visit=None)),
    "manifest-without-answers": ("field-missing", by.manifest_with(answers=None)),
    "manifest-answers-with-a-word": ("field", by.manifest_with(answers="yes")),
    "manifest-answers-in-capitals": ("field", by.manifest_with(answers="ABCDEF0123456789" * 2)),
    "manifest-without-asks": ("field-missing", by.manifest_with(asks=None)),
    "manifest-asks-with-a-number": ("field", by.manifest_with(asks=1)),
    "manifest-number-zero": ("field-bound", by.manifest_with(number=0)),
    "manifest-to-its-sender": ("field", by.manifest_with(to="IR")),
    "manifest-head-of-two-parts": ("field", by.manifest_with(have=[["IR", 1]])),
    "manifest-heads-out-of-order": ("field", by.manifest_with(have=[["RU", 1, NONE], ["IR", 1, NONE]])),
    "manifest-fork-of-one-side-twice": ("field", by.manifest_with(forks=[["RU", 1], ["RU", 2]])),
    "forwarded": ("pouch-forwarded", by.manifest_with(kem=key_id(CN.pouch.public), to="CN")),
    "other-id-inside": ("pouch-id-differs", by.manifest_with(id="f" * 32)),
    "entry-taken-out": ("pouch-frames-differ", by.with_contents(by.last_entry_taken_out)),
    "counts-one-too-many": ("pouch-counts-differ", by.manifest_with(counts={"E": 5, "O": 1})),
    "counts-nothing": ("pouch-counts-differ", by.manifest_with(counts={})),
    "signed-by-a-stranger": ("pouch-signature", by.signed_by(lambda _: CN.node)),
    "signed-by-the-root": ("pouch-signature", by.signed_by(lambda keys: keys.root)),
    "signed-by-the-seal": ("pouch-signature", by.signed_by(lambda keys: keys.seals["protocol"])),
    "from-no-side": ("unknown-side", by.manifest_with(**{"from": "CN"})),
    "to-no-side": ("unknown-side", by.manifest_with(to="CN")),
    "holds-a-chain-of-no-side": ("unknown-side", by.manifest_with(have=[["CN", 1, NONE], ["IR", 3, NONE]])),
    "brings-to-a-head-of-no-side": ("unknown-side", by.with_a_head_of_no_side),
    "fork-of-no-side": ("unknown-side", by.manifest_with(forks=[["CN", 1]])),
    "to-a-side-with-another-key": ("pouch-recipient", by.to_a_side_with_another_key),
    "heads-without-an-entry": ("pouch-heads-differ", by.with_a_head_left_out),
}

CONTENTS: dict[str, tuple[str, by.Builder]] = {
    "no-opening": ("pouch-unknown-visit", by.with_frames(lambda found, _: found[1:])),
    "opening-of-another-file": (
        "other-visit",
        by.with_frames(lambda found, _: [frame("O", by.another_file().opening.raw), *found[1:]]),
    ),
    "opening-not-canonical": (
        "not-canonical",
        by.with_frames(lambda found, it: [frame("O", it.sender.opening.raw + b" "), *found[1:]]),
    ),
    "entry-of-another-file": ("other-visit", by.one_entry(lambda _, __: entry_frame(by.its_join()))),
    "entry-of-no-side": ("unknown-side", by.with_header(side="CN")),
    "entry-twice": ("pouch-entry-twice", by.with_frames(lambda found, _: [*found[:2], *found[1:]])),
    "entries-out-of-order": (
        "pouch-entry-order",
        by.with_frames(lambda found, _: [found[0], found[2], found[1], *found[3:]]),
    ),
    "sides-out-of-order": ("pouch-entry-order", by.with_frames(lambda found, _: [found[0], found[4], *found[1:4]])),
    "entry-missing": ("pouch-entry-gap", by.with_frames(lambda found, _: [*found[:2], *found[3:]])),
    "entry-on-another": ("broken-chain", by.with_header(prev="a" * 64)),
    "entry-empty": ("pouch-entry-form", by.inside_entry(lambda _: b"")),
    "entry-header-longer-than-it": ("pouch-entry-form", by.inside_entry(lambda held: b"\xff\xff" + held[2:])),
    "entry-without-word-of-its-body": (
        "pouch-entry-form",
        by.inside_entry(lambda held: held[: 2 + int.from_bytes(held[:2]) + 64]),
    ),
    "entry-body-neither-there-nor-erased": (
        "pouch-entry-form",
        by.one_entry(lambda entry, _: frame("E", entry_frame(entry, None)[5:-1] + b"\2")),
    ),
    "entry-body-erased-and-there": (
        "pouch-entry-form",
        by.one_entry(lambda entry, _: frame("E", entry_frame(entry, None)[5:] + b"{}")),
    ),
    "entry-header-not-canonical": (
        "not-canonical",
        by.inside_entry(lambda held: held.replace(b'{"at"', b'{ "a"', 1)),
    ),
    "entry-header-too-large": ("too-large", by.inside_entry(lambda _: b"\x10\x01" + b"{" * 0x1001 + bytes(65))),
    "entry-body-too-large": ("too-large", by.one_entry(lambda entry, _: entry_frame(entry, BODY_OF_256_KIB_AND_ONE))),
    "fork-of-one-entry": ("pouch-fork-form", by.with_fork(lambda entries, _: by.fork_frame(entries[0], entries[0]))),
    "fork-of-two-numbers": ("pouch-fork-form", by.with_fork(lambda entries, _: by.fork_frame(entries[0], entries[1]))),
    "fork-longer-than-its-frame": (
        "pouch-fork-form",
        by.with_fork(lambda entries, _: frame("F", BIG.to_bytes(4) + entry_frame(entries[0])[5:])),
    ),
    "fork-of-one-side-twice": (
        "pouch-fork-form",
        by.with_frames(
            lambda found, it: [
                *found,
                *(by.fork_frame(each, by.twin(each, it.sender.keys.node)) for each in list(it.sender.record)[:2]),
            ]
        ),
    ),
    "fork-of-another-file": (
        "other-visit",
        by.with_fork(lambda _, key: by.fork_frame(by.its_join(), by.twin(by.its_join(), key))),
    ),
    "statement-not-canonical": ("not-canonical", by.with_one_more(frame("R", b'{ "a":1}'))),
    "statement-no-object": ("not-an-object", by.with_one_more(frame("R", b"[]"))),
    "nine-statements": ("pouch-too-many", by.with_one_more(*[frame("R", b"{}")] * 9)),
}

BROKEN = {**OUTSIDE, **FRAMES, **MANIFEST, **CONTENTS}

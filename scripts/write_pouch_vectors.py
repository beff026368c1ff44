"""Write the golden sealed envelopes that are missing: `python -m scripts.write_pouch_vectors`.

What was written once is never written again: each sealing gives other bytes, and what an older version sealed must be
opened by every later one. A vector that is to be replaced is deleted by hand, with a reason in the change.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.agreement.broken_pouches import BROKEN
from tests.agreement.good_pouches import GOOD
from tests.agreement.pouches import SealingKeys, offices, reader_without_record

from placet.agreement.envelopes.pouch import pouch_of

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "vectors" / "pouches"
CHOSEN = (  # one for each code, as a rule; the other defects are broken afresh in every test run
    "another-kind-of-file",
    "changed-in-the-contents",
    "clear-line-tells-the-time",
    "counts-one-too-many",
    "cut-in-the-segment",
    "entries-out-of-order",
    "entry-body-erased-and-there",
    "entry-missing",
    "entry-of-another-file",
    "entry-on-another",
    "entry-taken-out",
    "entry-twice",
    "fork-of-one-entry",
    "forwarded",
    "frame-after-the-end",
    "frame-letter-a-digit",
    "frame-longer-than-the-contents",
    "frame-that-must-be-known",
    "from-no-side",
    "heads-without-an-entry",
    "longer-by-one-byte",
    "manifest-answers-with-a-word",
    "manifest-asks-with-a-number",
    "manifest-not-canonical",
    "manifest-suite-x0",
    "no-end",
    "no-opening",
    "other-id-inside",
    "sealed-as-not-the-last",
    "sealed-to-another-key",
    "segment-of-four-gigabytes",
    "signed-by-a-stranger",
    "suite-x0",
    "to-a-side-with-another-key",
    "two-manifests",
    "version-2",
)


def main() -> None:
    """Write what is missing, and say what."""
    seed = SealingKeys("RU").pouch.seed.hex()
    for name in CHOSEN:
        code, build = BROKEN[name]
        if not (FOLDER / "broken" / f"{name}.pouch").exists():
            write("broken", name, build(), {"code": code, "seed": seed})
    for name, build in GOOD.items():
        if not (FOLDER / "good" / f"{name}.pouch").exists():
            raw = build()
            write("good", name, raw, {"seed": seed, "says": says(raw)})


def write(folder: str, name: str, raw: bytes, case: dict[str, Any]) -> None:
    """The envelope, and beside it what must come of it."""
    (FOLDER / folder).mkdir(parents=True, exist_ok=True)
    (FOLDER / folder / f"{name}.pouch").write_bytes(raw)
    (FOLDER / folder / f"{name}.json").write_text(json.dumps(case, indent=1) + "\n", encoding="utf-8")
    print(folder, name, len(raw))


def says(raw: bytes) -> dict[str, Any]:
    """What an envelope holds, in brief."""
    _, ru = offices("IR", "RU")
    pouch = pouch_of(raw, reader_without_record(ru))
    return {
        "visit": pouch.manifest.visit,
        "from": pouch.manifest.sender,
        "to": pouch.manifest.recipient,
        "number": pouch.manifest.number,
        "answers": pouch.manifest.answers,
        "asks": pouch.manifest.asks,
        "sides": list(pouch.opening.sides),
        "entries": [entry.hash for entry in pouch.entries],
        "erased": [index for index, entry in enumerate(pouch.entries) if entry.body is None],
        "forks": [[fork.kept.hash, fork.other.hash] for fork in pouch.forks],
        "others": [frame.letter for frame in pouch.others],
    }


if __name__ == "__main__":
    main()

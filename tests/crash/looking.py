"""What is found when a home is opened after its process or its machine died."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from tests.crash.images import Image
from tests.crash.writer import Step, steps, take
from tests.stores.talks import Talks, bytes_of

from placet.errors import PlacetError, StorageError
from placet.node.joint.ports import Footing
from placet.stores.home import Home, begin_home, open_home

SOUND = "sound"
LOST_AND_SEEN = "lost of ours, and seen"
LOST_OF_OTHERS = "lost of others or private"


@dataclass(frozen=True, slots=True)
class Expected:
    """The writer's steps, and what is kept after each of them."""

    talks: Talks
    steps: Sequence[Step]

    @classmethod
    def of(cls, count: int) -> Expected:
        talks = Talks()
        return cls(talks, [step for _, step in zip(range(count), steps(talks), strict=False)])

    def after(self, count: int) -> Kept:
        """What is kept after so many steps."""
        done = self.steps[:count]
        entries = [entry for step in done if step.batch is not None for entry in step.batch.entries]
        return Kept(bytes_of(entries), [step.document for step in done if step.document is not None])


@dataclass(frozen=True, slots=True)
class Kept:
    """Entries and private documents, in their order."""

    entries: list[tuple[bytes, bytes, bytes | None]]
    documents: list[dict[str, int]]

    @property
    def ours(self) -> int:
        return sum(b'"side":"IR"' in header for header, _, _ in self.entries)


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with a home, `SOUND` if nothing is; and how many steps are kept in it now."""

    said: str
    kept: int = 0


def look(home: Path, told: int, expected: Expected) -> Finding:
    """Open a home of which `told` is the last step that was acknowledged, verify all of it, and go on one step.

    Each step was kept before the next began: as many as were acknowledged are there, or one more, and none in part.
    """
    try:
        opened = open_home(home, "IR")
    except StorageError as error:
        return _begin(home) if told < 0 else Finding(f"not opened: {error.reason}")
    with opened:
        return _look_into(opened, told, expected)


def _begin(home: Path) -> Finding:
    """What had hardly been begun can be begun again."""
    try:
        begin_home(home, "IR").close()
    except StorageError as error:
        return Finding(f"neither opened nor begun: {error.reason}")
    return Finding(SOUND)


def _look_into(home: Home, told: int, expected: Expected) -> Finding:
    talks, record = expected.talks, home.record
    if any(home.flaws()):
        return Finding("damaged")
    is_there = talks.visit in record.visits()
    documents = [document for _, document in home.private.documents(talks.visit, "draft")]
    kept = Kept(bytes_of(record.entries(talks.visit)) if is_there else [], documents)
    counts = [count for count in (told + 1, told + 2) if kept == expected.after(count)]
    if not counts:
        return Finding(_what_is_lost(kept, expected.after(told + 1), record.found))
    if not record.found.may_write:
        return Finding(f"taken for old: {record.found.value}")
    return _go_on(home, expected, counts[0]) if is_there else Finding(SOUND)


def _what_is_lost(kept: Kept, wanted: Kept, found: Footing) -> str:
    if kept.ours < wanted.ours:
        return LOST_AND_SEEN if found is Footing.RESTORED else "lost of ours, unseen"
    is_less = len(kept.entries) < len(wanted.entries) or len(kept.documents) < len(wanted.documents)
    return LOST_OF_OTHERS if is_less else "neither before nor after a step"


def _go_on(home: Home, expected: Expected, count: int) -> Finding:
    """The next step is taken, under the next numbers."""
    try:
        take(home, expected.talks, expected.steps[count])
    except PlacetError as error:
        return Finding(f"does not go on: {error}")
    return Finding(SOUND, count + 1)


def look_at_images(images: Iterable[Image], folder: Path, expected: Expected) -> Counter[str]:
    """How often each finding was made; one that is not sound is named by its image."""
    found: Counter[str] = Counter()
    for each in images:
        home = folder / f"image {each.name}"
        home.mkdir(mode=0o700)
        for path, content in each.files.items():
            file = home / PurePath(path).name
            file.write_bytes(content)
            file.chmod(0o600)
        found[look(home, each.told, expected).said] += 1
        for file in home.iterdir():
            file.unlink()
        home.rmdir()
    return found

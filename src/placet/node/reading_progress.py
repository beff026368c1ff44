"""How far the reading of a foreign file is, for whoever waits for it; and the wish to end it, passed on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from placet.reading import limits
from placet.reading.gate import TICK


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingProgress:
    """How far a reading is. `step` is `file` (seconds, of those allowed), `rows`, or `draft` (nothing to count)."""

    step: str
    done: int = 0
    of: int = 0


class Watcher:
    """Is told how far a reading is, and may end it: `looked` raises `KeyboardInterrupt` once `stop` says so."""

    def __init__(self, tell: Callable[[ReadingProgress], None], stop: Callable[[], bool]) -> None:
        """Nothing was read yet."""
        self._tell = tell
        self._stop = stop
        self._looks = 0

    def stops(self) -> bool:
        """What the door asks while a file is read: it looks every `TICK` seconds."""
        self._looks += 1
        self._tell(ReadingProgress(step="file", done=int(self._looks * TICK), of=limits.SECONDS))
        return self._stop()

    def looked(self, done: int, of: int) -> None:
        """What the rows tell as they are understood."""
        self._tell(ReadingProgress(step="rows", done=done, of=of))
        self._end()

    def drafts(self) -> None:
        """The draft is begun."""
        self._tell(ReadingProgress(step="draft"))
        self._end()

    def _end(self) -> None:
        if self._stop():
            raise KeyboardInterrupt


def _untold(progress: ReadingProgress) -> None:
    """Nobody listens."""


def _never() -> bool:
    return False


UNWATCHED = Watcher(_untold, _never)
"""For whoever reads without being watched."""

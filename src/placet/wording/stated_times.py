"""How a stated time reads: as exactly as it was stated, and no more."""

from __future__ import annotations

from placet.model.spans import Clock, Precision, When
from placet.wording.dates import days_beyond
from placet.wording.sentences import Sentences


def stated_time(when: When, sentences: Sentences) -> str:
    """`not before 11:20`, `in the morning`; empty where nothing is stated, or only what it comes after."""
    words = sentences.words("requirements")
    if when.precision is Precision.PART:
        return sentences.fill(words["when"]["part"], part=words["parts"][when.part])
    if when.clock is None:
        return ""
    until = _clock(when.until, sentences) if when.until is not None else ""
    return sentences.fill(words["when"][when.precision.value], at=_clock(when.clock, sentences), until=until)


def _clock(clock: Clock, sentences: Sentences) -> str:
    at = sentences.clock(clock.at) + days_beyond(clock.plus_days)
    if clock.zone is None:
        return at
    return sentences.fill(sentences.words("requirements")["when"]["zone"], at=at, city=sentences.city(clock.zone))

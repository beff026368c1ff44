"""The one place where the corpus meets Placet: `placet read --json`, and its answer as the scorer wants it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.cli.running import placet
from tests.corpus.corpus import Entry as File
from tests.corpus.score import Entry, Score, score

_HOUR = re.compile(r"(?<!\d)(?:[01]\d|2[0-3]):[0-5]\d")


def measured(file: File, folder: Path) -> Score:
    """Read one file into a draft in `folder`, which must not exist, and score it.

    A refusal says why and writes nothing: every engagement of the file is then doubtful, none lost unseen.
    """
    engagements = json.loads(file.truth.read_text(encoding="utf-8"))["engagements"]
    result = placet("read", file.file, "-o", folder, "--json")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    answer = json.loads(result.stdout)
    if "entries" not in answer:
        return Score(engagements=len(engagements), doubtful=len(engagements))
    return score(engagements, entries_of(answer), left_of(answer))


def entries_of(answer: Mapping[str, Any]) -> list[Entry]:
    """The entries of an answer. Hours stand in a stated time (`about 17:30`); what is absent is unsaid."""
    return [
        Entry(
            date=entry["date"],
            day=entry["day"],
            start=_hour(entry["starts"]),
            end=_hour(entry["ends"]),
            about=entry["about"],
            place=entry["place"],
            titles=tuple(entry["titles"].values()),
            doubtful=bool(entry["doubts"]),
        )
        for entry in answer["entries"]
    ]


def left_of(answer: Mapping[str, Any]) -> list[str]:
    """The texts that were kept and not understood."""
    left: Sequence[str | Mapping[str, str]] = answer.get("left", ())
    return [one if isinstance(one, str) else one["text"] for one in left]


def _hour(stated: str | None) -> str | None:
    found = _HOUR.search(stated or "")
    return found[0] if found else None

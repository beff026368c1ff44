"""The one place where the corpus meets Placet: `placet read --json`, and its answer as the scorer wants it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
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
    """The entries of an answer; what is absent is unsaid."""
    first = date.fromisoformat(answer["starts_on"]) if answer["starts_on"] is not None else None
    return [_entry(entry, first) for entry in answer["entries"]]


def _entry(entry: Mapping[str, Any], first: date | None) -> Entry:
    hours = _HOUR.findall(entry["time"])
    day = entry["day"]
    return Entry(
        date=(first + timedelta(days=day - 1)).isoformat() if first is not None and day is not None else None,
        day=day,
        start=hours[0] if hours else None,
        end=hours[1] if len(hours) > 1 else None,
        about=entry["time"].startswith("about"),
        place=entry["place"],
        titles=tuple(entry["title"].values()),
        doubtful=entry["doubtful"],
    )


def left_of(answer: Mapping[str, Any]) -> list[str]:
    """The texts that were kept and not understood."""
    left: Sequence[str | Mapping[str, str]] = answer.get("left", ())
    return [one if isinstance(one, str) else one["text"] for one in left]

"""The corpus: every programme in every layout, each file with its truth beside it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.corpus.layouts import LAYOUTS
from tests.corpus.programmes import load


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A file of the corpus and what it shows."""

    layout: str
    file: Path
    truth: Path


def write_corpus(sources: Sequence[Path], folder: Path) -> list[Entry]:
    """Render `sources` in each layout under `folder`; no name of a file tells the year."""
    made = []
    for layout, render in LAYOUTS.items():
        (folder / layout).mkdir(parents=True, exist_ok=True)
        for source in sources:
            programme = load(source)
            rendered = render(programme)
            file = folder / layout / f"{programme.name}.{rendered.suffix}"
            truth = file.with_name(f"{programme.name}.truth.json")
            file.write_bytes(rendered.data)
            truth.write_text(json.dumps(rendered.truth(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
            made.append(Entry(layout=layout, file=file, truth=truth))
    return made

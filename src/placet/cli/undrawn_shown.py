"""What is said where papers were printed with a mark in place of a letter: which, where it stands, and what helps."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from placet.cli.paper import Paper
from placet.node.undrawn import Undrawn
from placet.wording.errors import place_said

FEW = 5
"""Letters that are named."""


def show_undrawn(paper: Paper, found: Sequence[Undrawn]) -> None:
    """Say it under what was written: of letters that need another font, and of what is no letter at all."""
    words, spoken = paper.spoken.words("outcome")["undrawn"], paper.spoken
    for key, is_control in (("no-type", False), ("control", True)):
        kind = [one for one in found if one.is_control == is_control]
        if not kind:
            continue
        named = [f"U+{ord(one.letter[0]):04X}" if is_control else one.letter for one in kind[:FEW]]
        letters = spoken.joined([*named, *(["…"] if len(kind) > FEW else [])])
        if (place := kind[0].place) is None:
            paper.labelled("", spoken.fill(words[f"{key}-of-record"], {"letters": letters}))
            continue
        file, line = place
        said = place_said(Path(file).name, line, spoken)
        paper.labelled("", spoken.fill(words[key], {"letters": letters, "place": said}))

"""What a checklist says, in words already. It is made from what both sides may see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from placet.documents.imprint import Imprint


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One task. `asks` are the entries of its application, each with what is known of it."""

    due: str
    back: str
    task: str
    who: str
    planned: str
    state: str
    is_late: bool
    is_done: bool
    asks: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The whole paper, rows in the order in which they are due."""

    imprint: Imprint
    owner: str
    head: str
    labels: Mapping[str, str]
    rows: tuple[Row, ...]

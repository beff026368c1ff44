"""Lists after the programme: what a visit serves, who takes part, where, and by what rules. Values only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing of a list. `mark` stands before its name; `private` stays in this office."""

    name: str
    mark: str = ""
    facts: tuple[str, ...] = ()
    private: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Entries under a heading. `side` is `ours`, `theirs` or empty; a `private` group stays in this office whole."""

    heading: str
    entries: tuple[Entry, ...]
    facts: tuple[str, ...] = ()
    side: str = ""
    private: bool = False


@dataclass(frozen=True, slots=True)
class Annex:
    """Groups under one heading."""

    heading: str
    groups: tuple[Group, ...]


def annexes_of(*written: tuple[str, Iterable[Group]]) -> tuple[Annex, ...]:
    """The annexes that have something in them."""
    filled = (
        (heading, tuple(group for group in groups if group.entries or group.facts)) for heading, groups in written
    )
    return tuple(Annex(heading, groups) for heading, groups in filled if groups)

"""What takes an interpreter's time: one job for each interpreter that is needed, and for all else they have."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Job:
    """One interpreter's work at one engagement; an engagement that needs two has two jobs."""

    task: str
    starts: int
    ends: int
    origin: str | None
    destination: str | None
    able: tuple[str, ...] = ()
    """Who can do it: those who know the languages and are there, or the one who is asked for by name."""
    pair: tuple[str, str] | None = None
    """The languages; None for whatever else takes an interpreter's time."""
    roofs: tuple[str, ...] = ()
    """Where it may have to move in bad weather."""
    is_placeless: bool = False
    """Whether nobody knows where it is, so that no way may lie over it."""
    is_own: bool = False
    """Whether they must be there whoever is chosen: then the model itself keeps it apart from all else they must do."""

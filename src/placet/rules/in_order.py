"""Engagements in groups and in order: by track and leg, by kind, and which of two surely begins first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from placet.model.engagements import Engagement
from placet.rules.case import Case, Item
from placet.rules.who_is_there import placed

Placed = tuple[Item, Engagement]


def by_track_and_leg(case: Case) -> Iterator[list[Placed]]:
    """Placed engagements of each track in each leg, in order of their starts."""

    def group(one: Placed) -> tuple[str, str]:
        leg = case.leg_of(one[0])
        return one[1].track, next((name for name, known in case.visit.legs.items() if known is leg), "")

    for _, together in groupby(sorted(placed(case), key=group), key=group):
        yield sorted(together, key=lambda one: one[0].starts_at)


def of_kind(engagements: Sequence[Placed], key: str) -> list[Placed]:
    """Those of a kind (`talks`) or of a kind and format (`talks-plenary`)."""
    return [one for one in engagements if key in (one[1].kind.value, _with_format(one[1]))]


def _with_format(engagement: Engagement) -> str:
    return f"{engagement.kind.value}-{engagement.format.value}" if engagement.format is not None else ""


def surely_precedes(one: Item, other: Item) -> bool:
    """Whether it begins earlier beyond doubt."""
    return one.latest_start < other.starts_at - other.slack

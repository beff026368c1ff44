"""How much time lies between two items, and how sure that is.

An end that nobody stated is estimated, and the estimate stops where the next item begins; a rule that took it at its
word would find too little time everywhere. So a gap has three lengths, and what it answers is one of four.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from placet.model.places import TravelBasis
from placet.rules.case import Case, Item


class Fit(Enum):
    """Whether something fits into a gap."""

    FITS = "fits"
    OPEN = "open"  # depends on an end (or a start) that nobody stated
    HARDLY = "hardly"  # not if things last as long as they usually do, at least
    SURELY_NOT = "surely-not"


@dataclass(frozen=True, slots=True)
class Gap:
    """Time between an end and a start. All three may be negative.

    There is surely no more than `most`; `likely` is the best estimate; `if_short` is what there is when the first item
    is as short as its kind ever is. `missing` names the field that would settle it.
    """

    most: timedelta
    likely: timedelta
    if_short: timedelta
    missing: str

    def fit(self, needed: timedelta) -> Fit:
        """Whether `needed` fits in."""
        if self.most < needed:
            return Fit.SURELY_NOT
        if self.likely >= needed:
            return Fit.FITS
        return Fit.HARDLY if self.if_short < needed else Fit.OPEN

    @property
    def there_is(self) -> timedelta:
        """What to say of it: the likely gap, or nothing."""
        return max(self.likely, timedelta(0))


def gap_between(case: Case, first: Item, second: Item) -> Gap:
    """The gap from the end of `first` to the start of `second`."""
    most = second.latest_start - first.earliest_end
    likely = second.starts_at - first.ends_at
    if first.placement is not None and first.placement.ends_at is None and first.engagement is not None:
        shortest = min(first.ends_at, first.starts_at + case.usual.of(first.engagement).least)
        return Gap(most, likely, second.starts_at - shortest, f"{first.id}.ends")
    if first.journey is not None and first.journey.arrives_at is None:
        return Gap(most, min(likely, timedelta(0)), most, f"{first.id}.arrives.at")
    if second.journey is not None and second.journey.leaves_at is None:
        return Gap(most, min(likely, timedelta(0)), most, f"{second.id}.departs.at")
    return Gap(most, likely, likely, f"{first.id}.ends")


@dataclass(frozen=True, slots=True)
class Leisure:
    """Whether some time is left beyond the way: what that needs in all, what there is, and what would settle it."""

    fit: Fit
    needed: timedelta
    there_is: timedelta
    missing: str


def leisure_between(case: Case, first: Item, second: Item, wanted: timedelta) -> Leisure:
    """Whether `wanted` is left between two items beyond the way from one to the other.

    A published programme lists the parts of one ceremony as items, minutes apart and without ends, and its places are
    words whose distance nobody knows. So an unstated end at the same place, and a way that is only estimated, leave the
    question open; in a plan of ours both are decided.
    """
    gap, road = gap_between(case, first, second), case.road(first.destination, second.origin)
    if road is None:
        fit = _unless_open(gap.fit(wanted), first, here=True)
        if fit is Fit.FITS:
            unknown = first if first.destination is None else second
            return Leisure(Fit.OPEN, wanted, gap.there_is, f"{unknown.id}.venue")
        return Leisure(fit, wanted, gap.there_is, gap.missing)
    needed = wanted + road.time
    fit = _unless_open(gap.fit(needed), first, here=first.destination == second.origin)
    if fit in (Fit.HARDLY, Fit.SURELY_NOT) and road.basis is TravelBasis.ESTIMATED and not case.is_planned:
        without_way = _unless_open(gap.fit(wanted), first, here=True)
        if without_way in (Fit.FITS, Fit.OPEN):
            missing = "travel.time" if without_way is Fit.FITS else gap.missing
            return Leisure(Fit.OPEN, needed, gap.there_is, missing)
    return Leisure(fit, needed, gap.there_is, gap.missing)


def _unless_open(fit: Fit, first: Item, *, here: bool) -> Fit:
    """The same, or open where an unstated end may be what makes it too little."""
    unstated = first.placement is not None and first.placement.ends_at is None
    return Fit.OPEN if unstated and (fit is Fit.HARDLY or (here and fit is Fit.SURELY_NOT)) else fit

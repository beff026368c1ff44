"""A venue holds everybody who comes.

Counts the people who must be there: a stated number, or everybody listed, with delegations as their members or their
number. Those who are only invited are pointed out if they no longer fit. A track whose members nobody named, and a
delegation without a number, cannot be counted.

Source: default; capacities are the office's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from placet.model.attendance import parties_of
from placet.model.engagements import Engagement
from placet.model.ids import DelegationId, PartyId, Ref, Sort
from placet.rules.case import Case, Item
from placet.rules.finding import Verdict, cannot_judge, satisfied, violated


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """This rule has none."""


@dataclass(frozen=True, slots=True)
class Heads:
    """How many come: `least` for certain (all of them where `complete`), and `invited` besides."""

    least: int
    complete: bool
    invited: int


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """One verdict for each engagement in a venue whose capacity is stated."""
    for item in case.engagements:
        venue = case.venue_of(item)
        if venue is None or venue.capacity is None or item.engagement is None:
            continue
        heads = heads_of(case, item, item.engagement)
        everybody = heads.least + heads.invited
        where, capacity = Ref(Sort.VENUE, item.origin or ""), venue.capacity
        if heads.least > capacity:
            yield violated(item.id, venue=where, capacity=capacity, people=heads.least)
        elif everybody > capacity:
            yield violated(item.id, certain=False, case="invited", venue=where, capacity=capacity, people=everybody)
        elif heads.complete:
            yield satisfied(item.id)
        else:
            yield cannot_judge(item.id, missing=f"{item.id}.people")


def heads_of(case: Case, item: Item, engagement: Engagement) -> Heads:
    """How many people come to an engagement, as far as it is known. Interpreters count."""
    track = case.visit.tracks.get(engagement.track)
    names = engagement.who or (track.members if track is not None else ())
    known = [_beyond_names(case, name) for name in names]
    least = len(item.parties & set(map(PartyId, case.visit.people))) + sum(more or 0 for more in known)
    guests = parties_of(case.visit, engagement.optional_who) - item.parties
    invited = len(guests) + sum(_beyond_names(case, name) or 0 for name in engagement.optional_who)
    if engagement.people is not None:
        return Heads(max(least, engagement.people), True, invited)
    return Heads(least, bool(names) and None not in known, invited)


def _beyond_names(case: Case, name: str) -> int | None:
    """How many come under a name besides the people named; None when nobody says."""
    delegation = case.visit.delegations.get(DelegationId(name))
    if delegation is None:
        return 0
    if delegation.count is not None:
        return max(0, delegation.count - len(delegation.members))
    return 0 if delegation.members else None

"""Nobody is on the way while they are asked for elsewhere, even where nobody knows the place.

Looks at everybody who is at two places with something between of which no place is known: an engagement without a venue
or place, another commitment, and in a plan of ours the time it keeps free. The whole way fits in before all that, after
it, or between two of them; in a plan of ours, that is also where it lies. An engagement without a place takes no way of
its own: people have it where they are. A journey that states no place may be the way itself. In a programme of others
a place that is not printed may lie along the way, so there it is advisable at most; so is the way of somebody who only
interprets, which is nobody's plan.

Source: default; practice Z4 and B3: who is in a meeting or in a car is nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise

from placet.model.attendance import parties_of, required
from placet.model.ids import PartyId, Ref, Sort, refs
from placet.model.places import TravelBasis
from placet.model.profile import Grade
from placet.model.programme import RESIDENCE, Journey
from placet.model.roads import are_apart
from placet.model.spans import Window
from placet.rules.case import Case, Item
from placet.rules.commitments import commitments
from placet.rules.finding import Verdict, cannot_judge, satisfied, violated
from placet.rules.free_time import Reading, span_of
from placet.rules.gaps import Fit


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """This rule has none."""


@dataclass(frozen=True, slots=True)
class _Placeless:
    """Something that takes people nobody knows where; `item` is None where it is no engagement."""

    ref: Ref
    window: Window
    item: Item | None = None

    @property
    def is_private(self) -> bool:
        return self.ref.sort is Sort.DIARY


@dataclass(slots=True)
class _Way:
    """From one item to another, with what is placeless beside it, and all who go it so."""

    first: Item
    second: Item
    beside: tuple[_Placeless, ...]
    is_for_work: bool
    """Whether they only interpret at some of it."""
    parties: list[PartyId] = field(default_factory=list)


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """One verdict for each way with something placeless beside it; one for each that a plan has laid over it."""
    placeless = _placeless(case)
    for way in _ways(case, placeless):
        yield from _judged(case, way)
    for journey, window in case.ways:
        yield from _laid_over(case, journey, window, placeless)


def _judged(case: Case, way: _Way) -> Iterator[Verdict]:
    first, second = way.first, way.second
    road = case.road(first.destination, second.origin)  # None beside a journey without places: it may be the way
    if road is None or not are_apart(first.destination or "", second.origin or ""):
        return
    fit = _fit(case, way, way.beside, road.time)
    if fit is Fit.FITS:
        yield satisfied(first.id, second.id)
        return
    if not case.is_planned and (fit is Fit.OPEN or road.basis is TravelBasis.ESTIMATED):
        yield cannot_judge(first.id, second.id, missing=_missing(way, road.basis))
        return
    shared = tuple(one for one in way.beside if not one.is_private)
    is_private = _fit(case, way, shared, road.time) in (Fit.FITS, Fit.OPEN)
    beside = way.beside if is_private else shared
    yield violated(
        first.id,
        second.id,
        certain=case.is_planned,
        at_most=Grade.SHOULD if way.is_for_work else None,
        parties=refs(Sort.ATTENDEE, sorted(way.parties)),
        beside=tuple(one.ref for one in beside),
        needed=road.time,
        there_is=max(timedelta(0), _longest(case, way, beside, Reading.LIKELY)),
        private=is_private,
    )


def _missing(way: _Way, basis: TravelBasis) -> str:
    """The field that would settle it: where the first of what is placeless is; of a commitment, how long the way."""
    item = next((one.item for one in way.beside if one.item is not None), None)
    if item is not None:
        return f"{item.id}.venue"
    return "travel.time" if basis is TravelBasis.ESTIMATED else f"{way.first.id}.ends"


def _laid_over(
    case: Case, journey: Journey, window: Window, placeless: Mapping[PartyId, Sequence[_Placeless]]
) -> Iterator[Verdict]:
    """A way of a plan that lies over something placeless."""
    met: dict[tuple[Ref, bool], tuple[_Placeless, list[PartyId]]] = {}
    for party in map(PartyId, journey.parties):
        for one in placeless.get(party, ()):
            if one.window.overlaps(window):
                key = (one.ref, _only_interprets(case, party, one.item))
                met.setdefault(key, (one, []))[1].append(party)
    for (ref, is_for_work), (one, parties) in met.items():
        yield violated(
            ref,
            case="way",
            at_most=Grade.SHOULD if is_for_work else None,
            parties=refs(Sort.ATTENDEE, parties),
            place=Ref(Sort.VENUE, journey.destination),
            leaves=window.opens,
            arrives=window.closes,
            opens=one.window.opens,
            closes=one.window.closes,
            private=one.is_private,
        )


# ── who has what ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _placeless(case: Case) -> Mapping[PartyId, Sequence[_Placeless]]:
    """What each has of which no place is known, by its beginning."""
    found: dict[PartyId, list[_Placeless]] = {}
    for party, items in case.by_party.items():
        own = [_Placeless(it.id, it.likely, it) for it in items if _has_no_place(it)]
        found.setdefault(party, []).extend(own)
    for commitment in commitments(case.visit, case.timeline):
        for day in commitment.days:
            window = case.timeline.window(day, commitment.busy.between, case.timeline.zones_on(day)[0])
            for party in parties_of(case.visit, commitment.busy.who):
                found.setdefault(party, []).append(_Placeless(commitment.entry, window))
    for kept in case.programme.blocks if case.is_planned else ():
        block = case.visit.blocks.get(kept.block)
        if kept.block != RESIDENCE and (block is None or block.venue is None):
            party, ref = PartyId(kept.party), Ref(Sort.BLOCK, kept.block)
            found.setdefault(party, []).append(_Placeless(ref, kept.window))
    return {party: sorted(own, key=lambda it: (it.window.opens, it.window.closes)) for party, own in found.items()}


def _has_no_place(item: Item) -> bool:
    return item.engagement is not None and item.origin is None


def _only_interprets(case: Case, party: PartyId, item: Item | None) -> bool:
    """Whether somebody is only chosen to interpret there."""
    return item is not None and item.engagement is not None and party not in required(case.visit, item.engagement)


def _ways(case: Case, placeless: Mapping[PartyId, Sequence[_Placeless]]) -> Iterator[_Way]:
    """Each two items that follow one another for somebody with something placeless between, once for all of these."""
    found: dict[tuple[Ref, Ref, bool, tuple[tuple[Ref, Window], ...]], _Way] = {}
    for party, own in placeless.items():
        items = [it for it in case.by_party.get(party, ()) if not _has_no_place(it)] if own else []
        spans = [(one.window.opens, one.window.closes, one) for one in own]
        for first, second in pairwise(items):
            ends, starts = first.likely.closes, second.likely.opens
            beside = tuple([one for opens, closes, one in spans if closes > ends and opens < starts])
            if beside:
                its = (first, second, *(one.item for one in beside))
                is_for_work = any(_only_interprets(case, party, item) for item in its)
                key = (first.id, second.id, is_for_work, tuple((one.ref, one.window) for one in beside))
                found.setdefault(key, _Way(first, second, beside, is_for_work)).parties.append(party)
    return iter(found.values())


# ── how much time there is ────────────────────────────────────────────────────────────────────────────────────────────


def _fit(case: Case, way: _Way, beside: Sequence[_Placeless], needed: timedelta) -> Fit:
    if _longest(case, way, beside, Reading.LIKELY) >= needed:
        return Fit.FITS
    if _longest(case, way, beside, Reading.AT_MOST) < needed:
        return Fit.SURELY_NOT
    return Fit.HARDLY if _longest(case, way, beside, Reading.IF_SHORT) < needed else Fit.OPEN


def _longest(case: Case, way: _Way, beside: Sequence[_Placeless], reading: Reading) -> timedelta:
    """The longest stretch between two items in which nothing takes people."""
    reached, longest = span_of(case, way.first, reading)[1], timedelta(0)
    for one in beside:
        opens, closes = (one.window.opens, one.window.closes)
        if one.item is not None:
            opens, closes = span_of(case, one.item, reading)
        longest, reached = max(longest, opens - reached), max(reached, closes)
    return max(longest, span_of(case, way.second, reading)[0] - reached)

"""A ceremony has its order: welcome first, talks from small to large, signing, press, the farewell last.

Looks at engagements of one track in one leg. The order within a day is asked of engagements that bring the same
principals together; where none are named, only of kinds that occur once that day, without an arrival between them.
Several welcomes or farewells are allowed: the first and the last count. A custom, such as the wreath after the
welcome, weighs `courtesy` at most.

Source: published programmes (welcome before all but the arrival; one-to-one, then delegations, signing, press;
farewell before take-off); they show exceptions, so all of it is default.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, product, takewhile

from placet.model.declare import shared
from placet.model.engagements import Engagement, Kind
from placet.model.profile import Grade
from placet.rules.case import Case
from placet.rules.finding import Verdict, satisfied, violated
from placet.rules.in_order import Placed, by_track_and_leg, of_kind, surely_precedes
from placet.rules.who_is_there import by_side, principals_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """What comes before what. Talks are named by their format: `talks-plenary`."""

    before_welcome: tuple[Kind, ...] = shared("Kinds that may come before the welcome.")
    after_farewell: tuple[Kind, ...] = shared("Kinds that may come after the farewell, that day.")
    day: tuple[tuple[str, str], ...] = shared("Pairs of kinds, earlier and later, within a day.")
    customs: tuple[tuple[str, str], ...] = shared("Pairs of kinds, earlier and later, that are only customary.")


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """Verdicts for each track and leg: its welcome, its farewell, its customs, and each pair of a day."""
    for together in by_track_and_leg(case):
        yield from _welcome(together, parameters)
        yield from _farewell(case, together, parameters)
        for earlier, later in parameters.customs:
            yield from _pair(of_kind(together, earlier)[:1], of_kind(together, later)[:1], "custom", Grade.COURTESY)
        for _, day in groupby(together, key=lambda one: case.day_of(one[0])):
            yield from _day(case, list(day), parameters)


def _welcome(together: Sequence[Placed], parameters: Parameters) -> Iterator[Verdict]:
    for item, _ in of_kind(together, Kind.WELCOME.value)[:1]:
        official = [one for one, wished in together if wished.kind not in parameters.before_welcome]
        early = [one for one in official if surely_precedes(one, item)]
        yield from (violated(item.id, one.id, case="welcome") for one in early)
        if not early:
            yield satisfied(item.id)


def _farewell(case: Case, together: Sequence[Placed], parameters: Parameters) -> Iterator[Verdict]:
    for item, _ in of_kind(together, Kind.FAREWELL.value)[-1:]:
        after = [one for one in together if surely_precedes(item, one[0]) and case.day_of(one[0]) == case.day_of(item)]
        until_next = takewhile(lambda one: one[1].kind not in (Kind.ARRIVAL, Kind.WELCOME), after)
        late = [one for one, wished in until_next if wished.kind not in parameters.after_farewell]
        yield from (violated(item.id, one.id, case="farewell") for one in late)
        if not late:
            yield satisfied(item.id)


def _day(case: Case, day: Sequence[Placed], parameters: Parameters) -> Iterator[Verdict]:
    stops = [item.starts_at for item, wished in day if wished.kind is Kind.ARRIVAL]
    for earlier, later in parameters.day:
        firsts, seconds = of_kind(day, earlier), of_kind(day, later)
        for one, other in product(firsts, seconds):
            begin, end = sorted((one[0].starts_at, other[0].starts_at))
            only = len(firsts) == len(seconds) == 1 and not any(begin < stop <= end for stop in stops)
            if _same_circle(case, one[1], other[1], only=only):
                yield from _pair([one], [other], "day", None)


def _pair(firsts: Sequence[Placed], seconds: Sequence[Placed], case: str, at_most: Grade | None) -> Iterator[Verdict]:
    for (first, _), (second, _) in product(firsts, seconds):
        wrong = surely_precedes(second, first)
        yield violated(first.id, second.id, case=case, at_most=at_most) if wrong else satisfied(first.id, second.id)


def _same_circle(case: Case, one: Engagement, other: Engagement, *, only: bool) -> bool:
    circles = [principals_at(case, engagement) for engagement in (one, other)]
    if not any(circles):
        return only and (one.host == other.host or None in (one.host, other.host))
    return set(circles[0]) == set(circles[1]) and len(by_side(circles[0])) > 1

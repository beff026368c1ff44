"""No more interpreters are needed at once than the visit has.

Engagements that one interpreter cannot do one after the other, the way between them included where it is known, are
needed at once. Whoever is asked for by name is needed in person; everybody else may be any of the visit's
interpreters for that pair of languages. Not looked at: whether they are rested (`interpreter-day`).

Source: practice 3.3 (interpreters are a hard resource) and Z4; default.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from placet.model.engagements import Interpretation
from placet.model.ids import Sort, refs
from placet.model.places import TravelBasis
from placet.rules.case import Case, Item
from placet.rules.finding import Verdict, cannot_judge, satisfied, violated
from placet.rules.interpreting import are_enough, assigned, interpreted, interpreters

Work = tuple[Item, Interpretation]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """This rule has none."""


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """One verdict for each placed engagement that is interpreted; one in all if the visit names no interpreter."""
    work = tuple(interpreted(case))
    if work and not interpreters(case) and not any(assigned(*one) for one in work):
        yield cannot_judge(*(item.id for item, _ in work), missing="people.interprets")
        return
    for index, one in enumerate(work):
        for certain in (True,) if case.is_planned else (True, False):  # nothing in a plan is a guess
            together = _together(case, work[: index + 1], certain=certain)
            if not are_enough(case, together):
                others = [item.id for item, _ in together if item is not one[0]]
                yield violated(
                    one[0].id,
                    certain=certain,
                    case="violated" if others else "alone",
                    languages=refs(Sort.LANGUAGE, one[1].languages),
                    others=refs(Sort.ENGAGEMENT, others),
                    starts=one[0].starts_at,
                )
                break
        else:
            yield satisfied(one[0].id)


def _together(case: Case, work: Sequence[Work], *, certain: bool) -> list[Work]:
    """The last of `work` and what precedes it such that nobody can do two of them."""
    together = [work[-1]]
    for one in reversed(work[:-1]):
        if all(_collide(case, one[0], other[0], certain=certain) for other in together):
            together.append(one)
    return together


def _collide(case: Case, first: Item, second: Item, *, certain: bool) -> bool:
    """Whether nobody can do both, for certain or as things likely are; `first` begins first."""
    road = case.road(first.destination, second.origin)
    counts = road is not None and (not certain or case.is_planned or road.basis is not TravelBasis.ESTIMATED)
    reached = first.earliest_end if certain and not case.is_planned else first.ends_at
    starts = second.latest_start if certain and not case.is_planned else second.starts_at
    return starts < (reached + road.time if road is not None and counts else reached)

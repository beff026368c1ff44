"""What must follow something follows it, and as soon or as late as the file says.

Looks at `after` with its least and most time between, and at a start stated as `after X`. The order in which the file
lists engagements is no demand. What follows something that was cancelled or left out has nothing to follow.

Source: default; an office that states an order is taken at its word.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from placet.model.engagements import Engagement, Follow
from placet.model.ids import EngagementId, MovementId
from placet.rules.case import Case, Item
from placet.rules.finding import Verdict, cannot_judge, satisfied, violated
from placet.rules.gaps import Fit, gap_between


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """This rule has none."""


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """One verdict for each stated predecessor of each placed engagement."""
    for second in case.engagements:
        if second.engagement is None:
            continue
        for follow in _follows(second.engagement):
            first = case.item(follow.engagement)
            if first is not None:
                yield _judged(case, first, second, follow)
            elif _is_expected(case, follow.engagement):
                before = case.visit.item_ref(follow.engagement)
                yield cannot_judge(before, second.id, missing=f"{before}.at")


def _follows(engagement: Engagement) -> Iterator[Follow]:
    yield from engagement.after
    yield from (Follow(engagement=EngagementId(name)) for name in engagement.at.after)


def _is_expected(case: Case, name: str) -> bool:
    """Whether something without a time will take place at all."""
    if name in case.programme.left_out:
        return False
    engagement = case.visit.engagements.get(EngagementId(name))
    movement = case.visit.movements.get(MovementId(name))
    return any(wished is not None and not wished.is_cancelled for wished in (engagement, movement))


def _judged(case: Case, first: Item, second: Item, follow: Follow) -> Verdict:
    gap = gap_between(case, first, second)
    fit = gap.fit(follow.least)
    if fit in (Fit.HARDLY, Fit.SURELY_NOT):
        surely = fit is Fit.SURELY_NOT
        return violated(
            first.id,
            second.id,
            certain=surely,
            case="early",
            starts=second.starts_at,
            earliest=first.ends_at + follow.least,
        )
    # At most `most` after the end: only an end that is known can show that it was longer.
    if follow.most is not None and gap.likely > follow.most:
        if not first.end_is_certain and not first.is_about:
            return cannot_judge(first.id, second.id, missing=gap.missing)
        surely = gap.likely - first.slack - second.slack > follow.most
        return violated(
            first.id,
            second.id,
            certain=surely,
            case="late",
            starts=second.starts_at,
            latest=first.ends_at + follow.most,
        )
    if fit is Fit.OPEN and follow.least > timedelta(0):
        return cannot_judge(first.id, second.id, missing=gap.missing)
    return satisfied(first.id, second.id)

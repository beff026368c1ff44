"""A side's public holidays among some days, each as one reason, with what hangs on the moon told as that."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from placet.model.ids import Ref, Sort
from placet.model.people import Side
from placet.model.profile import Grade
from placet.planner.dates.candidate import Reason, Speaks
from placet.planner.dates.offices import Kept, holidays_on


def kept_holidays(rule: str, name: str, side: Side, days: tuple[date, ...], grade: Grade) -> Iterator[Reason]:
    """One reason for each holiday: certain, computed for one of the days, or only beside them and off by a day."""
    found: dict[tuple[str, date, str], list[Kept]] = {}
    for on in days:
        for kept in holidays_on(side, on):
            case = "holiday" if kept.certain else "only-if" if _is_beside(kept, days) else "lunar"
            day = kept.holiday.expected if not kept.certain else date.min
            found.setdefault((kept.holiday.name, day, case), []).append(kept)
    for (holiday, _, case), together in found.items():
        told = tuple(kept.on for kept in together if case != "lunar" or not kept.elsewhere)
        if told:
            facts = {"side": Ref(Sort.SIDE, name), "holiday": holiday, "expected": together[0].holiday.expected}
            yield Reason(rule, case, Speaks.AGAINST, grade, told, certain=case == "holiday", facts=facts)


def _is_beside(kept: Kept, days: tuple[date, ...]) -> bool:
    """Whether it is computed for a day that is not of these."""
    return kept.holiday.expected not in days

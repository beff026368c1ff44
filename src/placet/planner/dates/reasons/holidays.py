"""A side's public holidays among some days, each as one reason; those that hang on one moon together, told as that."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from placet.almanac.public_holidays import PublicHoliday, by_moon
from placet.model.ids import Ref, Sort
from placet.model.people import Side
from placet.model.profile import Grade
from placet.planner.dates.candidate import Reason, Speaks
from placet.planner.dates.offices import Kept, holidays_on


def kept_holidays(rule: str, name: str, side: Side, days: tuple[date, ...], grade: Grade) -> Iterator[Reason]:
    """One reason for each holiday that is certain, and one for all that a sighting of the moon moves together."""
    certain: dict[str, list[date]] = {}
    uncertain: list[Kept] = []
    for kept in (kept for on in days for kept in holidays_on(side, on)):
        if kept.certain:
            certain.setdefault(kept.holiday.name, []).append(kept.on)
        else:
            uncertain.append(kept)
    whose = {"side": Ref(Sort.SIDE, name)}
    for holiday, sure in certain.items():
        yield Reason(rule, "holiday", Speaks.AGAINST, grade, tuple(sure), facts=whose | {"holiday": holiday})
    for moon in by_moon({kept.holiday for kept in uncertain}):
        case, on = _hanging(moon, uncertain)
        yield Reason(rule, case, Speaks.AGAINST, grade, on, certain=False, facts=whose | _told(moon))


def _hanging(moon: tuple[PublicHoliday, ...], uncertain: list[Kept]) -> tuple[str, tuple[date, ...]]:
    """`lunar` and the days computed for one of them; where there is none, `only-if` and the days that one may reach."""
    own = [kept for kept in uncertain if kept.holiday in moon]
    computed = {kept.on for kept in own if not kept.elsewhere}
    case = "lunar" if computed else "only-if"
    on = tuple(sorted(computed or {kept.on for kept in own}))
    return (case if len(moon) == 1 else f"{case}-together"), on


def _told(moon: tuple[PublicHoliday, ...]) -> dict[str, object]:
    if len(moon) == 1:
        return {"holiday": moon[0].name, "expected": moon[0].expected}
    names, days = (dict.fromkeys(one.name for one in moon), dict.fromkeys(one.expected for one in moon))
    return {"holiday": tuple(names), "expected": tuple(days)}

"""The visit falls into Ramadan where the state keeps the feast that ends it, or where somebody states that they fast.

Nobody's faith is inferred: the state's calendar and what people say of themselves are all that is looked at. At both
ends of the month it hangs on the moon.

Source: practice D3 and 2.3: no working meals in daylight [S106][S107]; the weight is default.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from placet.almanac.certainty import Certainty
from placet.almanac.feasts import Feast, feasts_on, ramadan
from placet.almanac.reach import OutOfRange
from placet.model.profile import Grade
from placet.planner.dates.candidate import Candidate, Reason, Speaks
from placet.rules.fasting_daylight import FASTING, keeps_the_fast


def look(candidate: Candidate) -> Iterator[Reason]:
    """One reason for the days that surely are in the month, one for those that may be at its beginning, at its end."""
    visit = candidate.scene.visit
    somebody = any(FASTING in person.diet for person in visit.people.values())
    countries = {side.country for side in visit.sides.values()} | {leg.country for leg in visit.legs.values()}
    answers = {on: ramadan(on) for on in candidate.days}
    kept = {
        on
        for on, answer in answers.items()
        if answer in (Certainty.YES, Certainty.POSSIBLY)
        and (somebody or any(keeps_the_fast(country, on) for country in sorted(filter(None, countries))))
    }
    told: dict[str, list[date]] = {}
    for on in sorted(kept):
        told.setdefault("fast" if answers[on] is Certainty.YES else _doubt(on), []).append(on)
    for case, days in told.items():
        yield Reason("fast", case, Speaks.AGAINST, Grade.SHOULD, tuple(days), certain=case == "fast")


def _doubt(on: date) -> str:
    """Which sighting a day hangs on: that of the month itself, or of the next, whose feast moves with it."""
    feasts = feasts_on(on)
    is_last = not isinstance(feasts, OutOfRange) and any(one.feast is Feast.RAMADAN_LAST for one in feasts)
    return "perhaps-last" if is_last else "perhaps"

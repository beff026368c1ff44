"""The visit falls into Ramadan where the state keeps the feast that ends it, or where somebody states that they fast.

Nobody's faith is inferred: the state's calendar and what people say of themselves are all that is looked at. At both
ends of the month it hangs on the moon.

Source: practice D3 and 2.3: no working meals in daylight [S106][S107]; the weight is default.
"""

from __future__ import annotations

from collections.abc import Iterator

from placet.almanac.certainty import Certainty
from placet.almanac.feasts import ramadan
from placet.model.profile import Grade
from placet.planner.dates.candidate import Candidate, Reason, Speaks
from placet.rules.fasting_daylight import FASTING, keeps_the_fast


def look(candidate: Candidate) -> Iterator[Reason]:
    """One reason for the days that surely are in the month, one for those that may be."""
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
    for answer, case in ((Certainty.YES, "fast"), (Certainty.POSSIBLY, "perhaps")):
        on = tuple(day for day in candidate.days if day in kept and answers[day] is answer)
        if on:
            yield Reason("fast", case, Speaks.AGAINST, Grade.SHOULD, on, certain=case == "fast")

"""A side's weekend among some days, as one reason."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from placet.almanac.certainty import Certainty
from placet.model.ids import Ref, Sort
from placet.model.people import Side
from placet.model.profile import Grade
from placet.planner.dates.candidate import Reason, Speaks
from placet.planner.dates.offices import is_weekend


def weekends_in(rule: str, name: str, side: Side, days: tuple[date, ...], grade: Grade) -> Iterator[Reason]:
    """The days that are free by every report; and apart from them those that are by some."""
    answers = {on: is_weekend(side, on) for on in days}
    for answer, case in ((Certainty.YES, "weekend"), (Certainty.POSSIBLY, "perhaps")):
        on = tuple(day for day in days if answers[day] is answer)
        if on:
            facts = {"side": Ref(Sort.SIDE, name)}
            yield Reason(rule, case, Speaks.AGAINST, grade, on, certain=case == "weekend", facts=facts)

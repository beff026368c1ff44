"""Official engagements do not fall on a day off of the host: a weekend or a public holiday where they are held.

Looks at official kinds once the visit is dated. What the host's side states of its weekends and holidays beats the
tables, also for the institutions of its people who take part. A lunar feast that nobody has announced is uncertain by a
day.

Source: default; practice 6.1: holidays come from solar and lunar calendars (S62).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from placet.almanac.certainty import Certainty
from placet.almanac.public_holidays import NoHolidayTable, public_holidays
from placet.almanac.side_days import corrections_of, weekends_of
from placet.almanac.weekends import weekend
from placet.model.declare import shared
from placet.model.engagements import Kind
from placet.model.ids import THE_VISIT, LegId, PartyId, Ref, Sort
from placet.model.people import Side, SideRole
from placet.rules.case import Case
from placet.rules.finding import Verdict, cannot_judge, satisfied, violated

MAYBE = (Certainty.YES, Certainty.POSSIBLY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """What counts as official."""

    official: tuple[Kind, ...] = shared("Kinds for which offices must be open.")


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """One verdict for each official engagement; a single one for what cannot be judged for the same reason."""
    official = [item for item in case.engagements if item.kind in parameters.official]
    if not case.timeline.is_dated:
        if official:
            yield cannot_judge(THE_VISIT, missing="visit.starts_on")
        return
    unknown: set[str] = set()
    for item in official:
        leg = case.leg_name_of(item)
        on = item.starts_at.astimezone(case.timeline.zone(item.zone)).date()
        verdict = verdict_on(case, item.id, leg, item.parties, on)
        if verdict is not None:
            yield verdict
        elif str(leg) not in unknown:
            unknown.add(str(leg))
            yield cannot_judge(Ref(Sort.LEG, leg) if leg else item.id, missing=f"{leg or item.id}.country")


def verdict_on(case: Case, official: Ref, leg: LegId | None, parties: frozenset[PartyId], on: date) -> Verdict | None:
    """What the rule says of an official engagement on a day; None where nobody says who receives, and where."""
    country, host = _where(case, leg)
    return _judged(case, official, parties, country, host, on) if country is not None and host is not None else None


def _where(case: Case, name: LegId | None) -> tuple[str | None, Side | None]:
    """The country of a leg and the side that receives there; the host's where the leg does not say."""
    sides = case.visit.sides
    leg = case.visit.legs[name] if name is not None else None
    if leg is not None and leg.host is not None:
        return leg.country or sides[leg.host].country, sides[leg.host]
    host = next((side for side in sides.values() if side.role is SideRole.HOST), None)
    return (leg.country if leg is not None else None) or (host.country if host is not None else None), host


def _judged(case: Case, official: Ref, parties: frozenset[PartyId], country: str, host: Side, on: date) -> Verdict:
    holidays = public_holidays(country, on, corrections_of(host))
    if isinstance(holidays, NoHolidayTable):
        return cannot_judge(official, missing=f"{country}.holidays")
    if holidays.answer in MAYBE:
        names = tuple(dict.fromkeys(holiday.name for holiday in holidays.holidays))
        certain = holidays.answer is Certainty.YES
        case_name = "holiday" if certain else "perhaps"
        return violated(official, certain=certain, case=case_name, on=on, holiday=names)
    free = Certainty.NO if holidays.working_by_decree else _weekend(case, parties, host, country, on)
    if free in MAYBE:
        certain = free is Certainty.YES
        return violated(official, certain=certain, case="weekend" if certain else "perhaps-weekend", on=on)
    unknown = Certainty.UNKNOWN in (free, holidays.answer)
    return cannot_judge(official, missing=f"{country}.weekend") if unknown else satisfied(official)


def _weekend(case: Case, parties: frozenset[PartyId], host: Side, country: str, on: date) -> Certainty:
    """Whether the host's offices, or an institution of the host that takes part, are free that day of the week."""
    people = [person for name, person in case.visit.people.items() if PartyId(name) in parties]
    institutions = sorted({p.institution for p in people if p.institution and case.visit.sides[p.side] is host})
    asked: list[str | None] = [*institutions] or [None]
    answers = {weekend(country, on, weekends_of(host), institution).includes(on.weekday()) for institution in asked}
    return next(answer for answer in (*MAYBE, Certainty.UNKNOWN, Certainty.NO) if answer in answers)

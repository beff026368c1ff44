"""What the programme rests on: when the visit may be, the sides' days off, and the rules that differ."""

from __future__ import annotations

from collections.abc import Iterator

from placet.documents.programme_page.entries import Entry, Group
from placet.documents.programme_page.phrases import Phrases
from placet.model.declare import Layer
from placet.model.people import HolidayRule, Side, WeekendRule
from placet.model.preparation import Task
from placet.model.profile import RuleOverride
from placet.model.visit import PastVisit
from placet.wording.dates import weekday


def frame_of(phrases: Phrases) -> Iterator[Group]:
    """Dates, sides, rules that were changed, and the notes of this office."""
    p, visit = phrases, phrases.visit
    yield Group(
        heading=p.word("annexes", "dates"),
        facts=p.facts(
            starts_on=visit.starts_on,
            earliest=visit.earliest,
            latest=visit.latest,
            file_language=p.word("languages", visit.language),
        ),
        entries=(),
    )
    for side in p.sides:
        yield Group(
            heading=p.side(side),
            side="ours" if side == p.sides[0] else "theirs",
            facts=_side(p, visit.sides[side]),
            entries=(),
        )
    judged = p.projection.layer is not Layer.PUBLIC
    yield Group(
        heading=p.word("annexes", "rules"),
        facts=p.facts(profile=visit.profile if judged else ""),
        entries=tuple(_rule(p, name, override) for name, override in visit.rules.items()),
    )
    yield Group(
        heading=p.word("annexes", "past_visits"),
        entries=tuple(_past_visit(p, past) for past in visit.past_visits.values()),
        private=True,
    )
    weights = (Entry(name=name, facts=p.facts(weighs=weight)) for name, weight in visit.date_weights.items())
    yield Group(heading=p.word("annexes", "date_weights"), entries=tuple(weights), private=True)
    yield Group(
        heading=p.word("annexes", "own_tasks"),
        entries=tuple(_own_task(p, name, task) for name, task in visit.own_tasks.items()),
        private=True,
    )
    yield Group(
        heading=p.word("annexes", "notes"),
        entries=tuple(Entry(name=name.replace("-", " "), facts=(words,)) for name, words in visit.notes.items()),
        private=True,
    )


def _side(p: Phrases, side: Side) -> tuple[str, ...]:
    return p.facts(
        country=p.country(side.country),
        papers_in=tuple(p.word("languages", code) for code in side.languages),
        clock=side.zone,
        days_off=tuple(_weekend(p, rule) for rule in side.weekends),
        holidays=tuple(_holiday(p, rule) for rule in side.holidays),
    )


def _weekend(p: Phrases, rule: WeekendRule) -> str:
    days = p.joined(weekday(day, p.spoken) for day in rule.days)
    limits = p.facts(
        of_institution=p.word("institutions", rule.institution or ""), since=rule.valid_from, before=rule.valid_until
    )
    return p.aside(days, limits)


def _holiday(p: Phrases, rule: HolidayRule) -> str:
    said = p.facts(holiday_name=rule.name, observed=rule.observed, not_kept=not rule.kept)
    return p.aside(str(p.fact(rule.on)), said)


def _past_visit(p: Phrases, past: PastVisit) -> Entry:
    return Entry(
        name=p.name(past.title) if past.title is not None else p.word("kinds", past.kind.value),
        facts=p.facts(kind=p.word("kinds", past.kind.value), on=past.on, received_by=p.side(past.host), note=past.note),
    )


def _own_task(p: Phrases, name: str, task: Task) -> Entry:
    """What only this office knows of; when it is due is counted, and stands in the papers of the countdown."""
    return Entry(
        name=p.name(task.title) if task.title is not None else name.replace("-", " "),
        facts=p.facts(on=task.due_on, note=task.note),
    )


def _rule(p: Phrases, name: str, override: RuleOverride) -> Entry:
    changed = tuple(f"{key.replace('_', ' ')}: {value}" for key, value in override.parameters.items())
    return Entry(
        name=p.sentences.rule_title(name),
        facts=(
            *p.facts(grade=p.word("grades", override.grade.value) if override.grade is not None else ""),
            *changed,
            *p.facts(reason_given=override.reason),
        ),
        private=p.facts(reason=override.reason_internal),
    )

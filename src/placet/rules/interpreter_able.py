"""Whoever is put down to interpret does interpret between the two languages, and there are as many as are needed.

Looks at the interpreters that a programme names. One whom the file itself asks for by name weighs `should` at most:
that is the office's own choice. Whether one programme names enough is judged of our plans only; others name them later.

Source: default.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from placet.model.engagements import Interpretation
from placet.model.ids import PersonId, Ref, Sort, attendee_ref
from placet.model.profile import Grade
from placet.rules.case import Case, Item
from placet.rules.finding import Verdict, satisfied, violated
from placet.rules.interpreting import assigned, interpreted, interpreters, works_between


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """This rule has none."""


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """One verdict for each interpreter who is named at an engagement, and one where too few are."""
    for item, need in interpreted(case):
        named = assigned(case, item)
        for name in named:
            yield _judged(case, item, need, name)
        if case.is_planned and len(named) < need.interpreters and _is_there_anybody(case, need):
            yield violated(item.id, certain=False, case="few", there=len(named), needed=need.interpreters)


def _judged(case: Case, item: Item, need: Interpretation, name: PersonId) -> Verdict:
    if works_between(case.visit.people[name], need.languages):
        return satisfied(item.id, attendee_ref(name))
    at_most = Grade.SHOULD if name in need.named else None
    one, other = (Ref(Sort.LANGUAGE, language) for language in need.languages)
    return violated(item.id, attendee_ref(name), at_most=at_most, language=one, other=other)


def _is_there_anybody(case: Case, need: Interpretation) -> bool:
    """Whether the visit has an interpreter for it; one who is never named is the matter of `interpreter-pool`."""
    return any(works_between(person, need.languages) for person in interpreters(case).values())

"""Run the rules on a case and collect what they found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from placet.model.profile import Grade
from placet.rules.case import Case
from placet.rules.catalogue import RULES
from placet.rules.finding import Answer, Finding, Verdict
from placet.rules.rule import Rule
from placet.rules.source_consistent import in_doubt

_ORDER = {Grade.MUST: 0, Grade.SHOULD: 1, Grade.COURTESY: 2, Grade.OFF: 3}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What all rules said. `looked_at` counts every verdict, the satisfied ones too."""

    findings: tuple[Finding, ...]
    rules: int
    looked_at: int

    @property
    def violations(self) -> tuple[Finding, ...]:
        """What is broken, gravest first."""
        return tuple(f for f in self.findings if f.verdict.answer is Answer.VIOLATED)

    @property
    def unjudged(self) -> tuple[Finding, ...]:
        """What nobody can say, because something is missing."""
        return tuple(f for f in self.findings if f.verdict.answer is Answer.CANNOT_JUDGE)

    @property
    def is_sound(self) -> bool:
        """Whether no `must` is broken."""
        return not any(finding.is_unsound for finding in self.findings)


def judge(case: Case, rules: Iterable[Rule] = RULES) -> Judgement:
    """Judge a case by every rule that is not off. Findings come gravest first, then in the catalogue's order."""
    findings: list[Finding] = []
    doubtful = frozenset[str]() if case.is_planned else in_doubt(case.visit, case.timeline)
    looked_at = count = 0
    for rule in rules:
        entry = case.rulebook.entries[rule.name]
        if entry.grade is Grade.OFF:
            continue
        count += 1
        for verdict in rule.judge(case, entry.parameters):
            looked_at += 1
            if verdict.answer is not Answer.SATISFIED:
                findings.append(Finding(rule.name, weight(entry.grade, verdict, doubtful), verdict))
    order = sorted(range(len(findings)), key=lambda i: (_ORDER[findings[i].grade], i))
    return Judgement(tuple(findings[i] for i in order), count, looked_at)


def weight(grade: Grade, verdict: Verdict, doubtful: frozenset[str] = frozenset()) -> Grade:
    """The grade of one verdict: what rests on an estimate weighs `should` at most, a lighter part its own weight.

    So does what is said of an item whose printed times contradict others (`doubtful`): the misprint is the finding.
    """
    rests_on_a_guess = not verdict.certain or not doubtful.isdisjoint(verdict.subjects)
    limits = [Grade.SHOULD] if rests_on_a_guess else []
    limits += [verdict.at_most] if verdict.at_most is not None else []
    return max((grade, *limits), key=_ORDER.__getitem__)

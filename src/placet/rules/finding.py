"""What a rule answers: satisfied, violated, or cannot be judged because something is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import Enum

from placet.model.ids import Ref
from placet.model.profile import Grade


class Answer(Enum):
    """The three answers of a rule."""

    SATISFIED = "satisfied"
    VIOLATED = "violated"
    CANNOT_JUDGE = "cannot-judge"


Fact = str | int | float | timedelta | datetime | date | Ref | tuple["Fact", ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """One answer about one thing. `subjects` are what it is about, in the order in which its sentences name them.

    `certain` is False when the answer rests on an estimate: then a violation weighs `should` at most.
    """

    answer: Answer
    subjects: tuple[Ref, ...]
    facts: Mapping[str, Fact] = field(default_factory=dict)
    certain: bool = True
    case: str = "violated"
    """Which of the rule's sentences says it."""
    at_most: Grade | None = None
    """The most it weighs, where part of a rule is lighter than the rule."""
    is_pressing: bool = False
    """Of what nobody can judge: whether it is told at once and not only counted; somebody's wish hangs on it."""


def satisfied(*subjects: Ref) -> Verdict:
    """The rule holds for these."""
    return Verdict(Answer.SATISFIED, subjects)


def violated(
    *subjects: Ref, certain: bool = True, case: str = "violated", at_most: Grade | None = None, **facts: Fact
) -> Verdict:
    """The rule is broken by these."""
    return Verdict(Answer.VIOLATED, subjects, facts, certain, case, at_most)


def cannot_judge(*subjects: Ref, missing: str, pressing: bool = False) -> Verdict:
    """Nobody can say: `missing` names the field or fact that would decide."""
    return Verdict(Answer.CANNOT_JUDGE, subjects, {"missing": missing}, is_pressing=pressing)


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict other than `satisfied`, with the rule's name and the weight it has here.

    `grade` is that of the profile, lowered to `should` where a `must` was broken by an estimate only.
    """

    rule: str
    grade: Grade
    verdict: Verdict

    @property
    def is_unsound(self) -> bool:
        """Whether this alone makes the programme unsound."""
        return self.verdict.answer is Answer.VIOLATED and self.grade is Grade.MUST

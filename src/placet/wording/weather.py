"""What moves indoors in bad weather, and by when that is decided, in words."""

from __future__ import annotations

from placet.model.decisions import Because, decision_of
from placet.model.ids import EngagementId
from placet.model.programme import Programme
from placet.model.visit import Visit
from placet.wording.sentences import Sentences


class Weather:
    """Speaks of the plans B of one programme."""

    def __init__(self, visit: Visit, programme: Programme, sentences: Sentences) -> None:
        """Names and hours come from `sentences`."""
        self._visit, self._programme, self._sentences = visit, programme, sentences
        self._words = sentences.words("outcome")["weather"]

    def head(self) -> str:
        """What a list of them is called."""
        return str(self._words["head"])

    def rows(self) -> tuple[tuple[str, str], ...]:
        """Each engagement that has a plan B, in the order of the programme, and what is said of it."""
        told = ((placement.engagement, self.said(placement.engagement)) for placement in self._programme.in_order())
        return tuple((self._sentences.engagement(name), said) for name, said in told if said)

    def said(self, name: EngagementId) -> str:
        """Where one moves to, by when that is decided, and what makes it so early; nothing without a plan B."""
        plan, decision = self._visit.engagements[name].plan_b, decision_of(self._visit, self._programme, name)
        if plan is None or decision is None:
            return ""
        before = self._sentences.length(plan.decide_before) if decision.because is Because.NOTICE else ""
        return self._sentences.fill(
            self._words["row"],
            venue=self._sentences.place(plan.venue),
            by=self._sentences.time(decision.at),
            because=self._sentences.fill(self._words[decision.because.value], before=before),
        )

"""How late something may run, and what gives way first, in words."""

from __future__ import annotations

from datetime import timedelta

from placet.model.ids import Ref, Sort
from placet.model.visit import Visit
from placet.planner.placing.slack import GivesWay, Slack
from placet.wording.requirements import Requirements
from placet.wording.sentences import Sentences

FAR = timedelta(hours=3)
"""Beyond this nobody asks how late something may run."""


class Slackness:
    """Speaks of the slack of one programme."""

    def __init__(self, visit: Visit, sentences: Sentences, requirements: Requirements) -> None:
        """Names come from `sentences`, what is broken from `requirements`."""
        self._visit = visit
        self._sentences = sentences
        self._requirements = requirements
        self._words = sentences.words("outcome")["slack"]

    def head(self) -> str:
        """What a list of them is called."""
        return str(self._words["head"])

    def first(self, slack: Slack) -> str:
        """How late it may run before something moves or is broken, and what that is."""
        late = asked_for(slack.free)
        if late is None or slack.first is None:
            return self._said("far", FAR)
        key = "late" if slack.first.item is not None else "broken"
        if late == timedelta(0):
            key = "at-once" if slack.first.item is not None else "broken-at-once"
        return self._said(key, late, slack.first)

    def all_told(self, slack: Slack) -> str:
        """How late if what follows is put off too; nothing where that is no more, or further than anybody asks."""
        total = asked_for(slack.total)
        if total is None or slack.last is None or slack.total == slack.free:
            return ""
        return self._said("total", total, slack.last)

    def _said(self, key: str, late: timedelta, way: GivesWay | None = None) -> str:
        what = self._what(way) if way is not None else ""
        return self._sentences.fill(self._words[key], late=self._sentences.length(late), what=what)

    def _what(self, way: GivesWay) -> str:
        if way.requirement is not None:
            return self._requirements.named(way.requirement)
        return self._sentences.name(self._visit.item_ref(way.item) if way.item is not None else Ref(Sort.VISIT, ""))


def asked_for(minutes: int | None) -> timedelta | None:
    """So many minutes; None where that is further than anybody asks."""
    late = timedelta(minutes=minutes) if minutes is not None else FAR + timedelta(minutes=1)
    return late if late <= FAR else None

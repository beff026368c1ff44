"""Why something is where it is: what the file states of it, who asked for it, and what objects to another hour."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from placet.almanac.timeline import Timeline
from placet.model.engagements import Engagement
from placet.model.ids import Ref, Sort
from placet.model.movements import End, Movement
from placet.model.programme import Placement, kept_free
from placet.model.spans import Precision, Window
from placet.model.visit import Block, Visit
from placet.rules.finding import Finding
from placet.wording.dates import hours
from placet.wording.requirements import Requirements
from placet.wording.sentences import Sentences


class Explanations:
    """Speaks of single things of one visit."""

    def __init__(self, visit: Visit, timeline: Timeline, sentences: Sentences) -> None:
        """Names and days come from `sentences`."""
        self._visit = visit
        self._timeline = timeline
        self._sentences = sentences
        self._spoken = sentences.spoken
        self._words = sentences.words("outcome")["why"]
        self._grades = sentences.words("outcome")["findings"]
        self._requirements = Requirements(visit, timeline, sentences)

    def label(self, key: str) -> str:
        """The word in front of a line."""
        return str(self._words["labels"][key])

    def plain(self, key: str, **said: object) -> str:
        """A sentence that needs no more than it is given."""
        return self._spoken.fill(self._words[key], said)

    def placed(self, placement: Placement) -> str:
        """When and where an engagement was put."""
        time = self._sentences.span(placement.starts_at, placement.ends_at)
        engagement = self._visit.engagements[placement.engagement]
        where = self._sentences.where(placement.venue, engagement.place)
        return self.plain("placed", time=time, where=where) if where else self.plain("placed-nowhere", time=time)

    def item(self, placement: Placement, *, with_place: bool) -> str:
        """An engagement in a list of them: when, what and perhaps where."""
        time = self._sentences.span(placement.starts_at, placement.ends_at)
        title = self._sentences.engagement(placement.engagement)
        venue = self._sentences.place(placement.venue) if placement.venue is not None else ""
        return self.plain("item-at" if with_place and venue else "item", time=time, title=title, where=venue)

    def who(self, engagement: Engagement | Movement) -> str:
        """Everybody who takes part."""
        named: tuple[str, ...] = engagement.who
        if not named and engagement.track in self._visit.tracks:
            named = self._visit.tracks[engagement.track].members
        return self._spoken.joined(self._sentences.attendee(name) for name in named)

    def standing(self, item: Engagement | Movement) -> str:
        """Who asked for it, and what is agreed."""
        asked = (
            self.plain("asked", side=self._sentences.name(Ref(Sort.SIDE, item.proposed_by)))
            if item.proposed_by is not None
            else self.plain("asked-nobody")
        )
        agreed = self.plain("agreed", by=item.agreed) if item.agreed is not None else self.plain("not-agreed")
        parts = [asked, agreed]
        if isinstance(item, Engagement) and item.margin > timedelta(0):
            parts.append(self.plain("margin", margin=self._sentences.length(item.margin)))
        return self._spoken.clauses(parts)

    def stated(self, engagement: Engagement) -> str:
        """What the file says of its time."""
        said = []
        days = (engagement.day,) if engagement.day is not None else engagement.days
        if days:
            said.append(self.plain("days", days=self._spoken.joined(map(self._sentences.day, days))))
        for key, when in (("begins", engagement.at), ("ends", engagement.ends)):
            if when.precision not in (Precision.UNKNOWN, Precision.AFTER):
                said.append(self.plain(key, when=self._requirements.when(when)))
        said += [self._after(name, None) for name in engagement.at.after]
        said += [self._after(follow.engagement, follow.most) for follow in engagement.after]
        said.append(self._length(engagement))
        if engagement.anchor:
            said.append(self.plain("anchor"))
        return self._spoken.clauses(said)

    def withheld(self, engagement: Engagement, placement: Placement) -> tuple[str, ...]:
        """What is kept free for a time that is told on the day only, and what others read; nothing for other times."""
        if engagement.withheld is None:
            return ()
        opens, closes = engagement.withheld.opens, engagement.withheld.closes
        kept = kept_free(placement.starts_at, placement.ends_at, engagement.withheld)
        said = self.plain(
            "withheld",
            opens=self._sentences.clock(opens),
            closes=self._sentences.clock(closes),
            kept=hours(kept.opens, kept.closes, self._spoken),
        )
        return said, self.plain("notified")

    def _after(self, before: str, most: timedelta | None) -> str:
        name = self._sentences.name(self._visit.item_ref(before))
        if most is None:
            return self.plain("after", before=name)
        return self.plain("after-most", before=name, most=self._sentences.length(most))

    def _length(self, engagement: Engagement) -> str:
        length = engagement.length
        if length is None or not length.stated:
            return self.plain("estimated")
        least, most = self._sentences.length(length.least), self._sentences.length(length.most)
        return (
            self.plain("lasts", least=least) if least == most else self.plain("lasts-between", least=least, most=most)
        )

    def purpose(self, name: str) -> str:
        """What something that is served is called: an agreement, a track of one, a commitment or a milestone."""
        visit: Any = self._visit
        for table in (visit.agreements, visit.commitments, visit.milestones):
            if name in table:
                return str(table[name].title.in_language(self._sentences.language))
        for agreement in self._visit.agreements.values():
            if name in agreement.tracks:
                return agreement.tracks[name].in_language(self._sentences.language)
        return name

    def kept(self, window: Window, parties: Sequence[str]) -> str:
        """When protected time is kept, and for whom."""
        span = self._sentences.span(window.opens, window.closes)
        return self.plain("kept", span=span, parties=self._sentences.listed([*map(self._sentences.attendee, parties)]))

    def protected(self, block: Block) -> str:
        """What the file asks for."""
        said = [self.plain("lasts", least=self._sentences.length(block.length))]
        opens, closes = block.between.opens, block.between.closes
        said.append(self.plain("between", opens=self._sentences.clock(opens), closes=self._sentences.clock(closes)))
        if block.day is not None:
            said.append(self.plain("days", days=self._sentences.day(block.day)))
        if block.asked_by is not None:
            said.append(self.plain("asked", side=self._sentences.name(Ref(Sort.SIDE, block.asked_by))))
        return self._spoken.clauses(said)

    def moment(self, instant: datetime, end: End) -> str:
        """An end of a journey on the clock on which the file states it, with the city of that clock."""
        clock = end.at.clock
        if clock is None or clock.zone is None:
            return self._sentences.time(instant)
        there = instant.astimezone(self._timeline.zone(clock.zone))
        return self.plain("there", time=self._sentences.time(there), city=self._sentences.city(clock.zone))

    def journey_end(self, end: End) -> str:
        """What the file says of one end of a journey."""
        where = self._sentences.where(end.venue, end.place)
        return self._spoken.joined(filter(None, (where, self._requirements.when(end.at))), " ")

    def limit(
        self, key: str, *, starts_at: datetime, until: datetime, step: timedelta, findings: Sequence[Finding]
    ) -> str:
        """How far it may move: `key` is `moves` for earlier and `moves-later` for later."""
        last = self._sentences.clock(until, printed_under=starts_at.date())
        if not findings:
            return self.plain("free", until=last)
        grade = self._grades[findings[0].grade.value]
        said = self.plain("graded", grade=grade, finding=self._sentences.finding(findings[0]))
        if len(findings) > 1:
            said = self.plain("alike", finding=said, n=len(findings) - 1)
        if until == starts_at:
            refused = self._sentences.clock(until + step, printed_under=starts_at.date())
            return self.plain("stays", next=refused, finding=said)
        return self.plain(key, until=last, finding=said)

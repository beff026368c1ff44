"""What a repair touches, what it weighs and whom it reaches, in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from placet.almanac.timeline import Timeline
from placet.formats.field_changes import FieldChange
from placet.model.amendments import Asked, Lost
from placet.model.changes import ChangeKind, Difference
from placet.model.ids import EngagementId, Ref, Sort, attendee_ref
from placet.model.programme import Programme
from placet.model.spans import Window
from placet.model.visit import Visit
from placet.planner.placing.slack import Slack
from placet.planner.repair.outcome import Answer, Touched
from placet.planner.repair.weights import Freeze
from placet.projections.ripple import Ripple
from placet.wording.differences import Differences
from placet.wording.isolates import Said
from placet.wording.reopened import reopened_said
from placet.wording.requirements import Requirements
from placet.wording.sentences import Sentences
from placet.wording.slack import Slackness


class Repairs:
    """Speaks of the answers for one visit."""

    def __init__(self, visit: Visit, timeline: Timeline, sentences: Sentences) -> None:
        """Names come from `visit`, days from `timeline`."""
        self._visit = visit
        self._timeline = timeline
        self._sentences = sentences
        self._words = sentences.words("repair")

    def say(self, which: str, /, **facts: object) -> str:
        """A sentence of its own."""
        return self._sentences.fill(self._words[which], **facts)

    def late(self, engagement: EngagementId, slack: Slack, requirements: Requirements) -> str:
        """How late an engagement may run, and what gives way first."""
        said = Slackness(self._visit, self._sentences, requirements).first(slack)
        return self.say("late", item=self._sentences.engagement(engagement), late=said)

    def label(self, key: str) -> str:
        """What stands in front of a line."""
        return str(self._words["labels"][key])

    def frozen(self, freeze: Freeze, now: datetime | None) -> str:
        """How far the programme is frozen; of a visit without a date, by what is said to be now alone."""
        is_known = now is not None or self._timeline.is_dated
        said = Said(self._words["freeze"][freeze.name if is_known else "undated"])
        if now is None:
            return said
        zone = self._zone_at(now)
        there = self._sentences.time(now.astimezone(self._timeline.zone(zone)))
        return self._sentences.spoken.clauses((said, self.say("now", now=there, city=self._sentences.city(zone))))

    def _zone_at(self, instant: datetime) -> str:
        """By whose clock the visit goes then."""
        day = self._timeline.day_of(instant, self._timeline.zones_on(1)[0])
        return self._timeline.zones_on(min(max(day, 1), self._timeline.last_day))[0]

    def head(self, number: int, answer: Answer) -> str:
        """What it weighs, and what is known of others."""
        if answer.is_least:
            proof = self.say("least" if number == 1 else "next")
        else:
            proof = self.say("at-least", bound=answer.levels[0].bound)
        return self.say("weighs", number=number, n=answer.cost, proof=proof)

    def changes(self, difference: Difference, answer: Answer, before: Programme) -> Iterator[tuple[str, str, str]]:
        """Each change: what it is called, what happens to it, and what that weighs."""
        touched: dict[str, list[Touched]] = {}
        for one in answer.touched:
            touched.setdefault(one.item, []).append(one)
        said = Differences(self._visit, difference, self._sentences)
        only_people = (ChangeKind.OTHER_PEOPLE,)
        names = [change.id for change in difference.changes if change.kinds != only_people]
        for name, (title, what) in zip(names, said.lines(), strict=True):
            own = touched.get(name, [])
            yield title, what, self._weight(own) if own else self.say("asked-for")
        moving: dict[tuple[str, str, str], list[str]] = {}
        for name in touched:
            if "@" in name:
                key = (name.split("@")[1], *self._block(name, before, answer.programme))
                moving.setdefault(key, []).append(name)
        for (_, block, what), together in moving.items():
            yield self._of(block, together), what, self._weight(one for name in together for one in touched[name])

    def _weight(self, touched: Iterable[Touched]) -> str:
        parts: dict[str, int] = {}
        for one in touched:
            counted = sum(weight for _, weight in one.parts)
            for part, weight in one.parts:
                parts[part] = parts.get(part, 0) + weight * (one.weight // counted if counted else 1)
        words = self._words["parts"]
        return self._sentences.spoken.joined(self.say("part", part=words[part], n=n) for part, n in parts.items())

    def _block(self, name: str, before: Programme, after: Programme) -> tuple[str, str]:
        """What protected time is called, and what happens to it."""
        block, day, party = name.split("@")
        title = self._sentences.name(Ref(Sort.BLOCK, block))
        old, new = (self._kept(programme, block, int(day), party) for programme in (before, after))
        said = self._span(old)
        if new is None:
            return title, self.say("block-goes", before=said)
        return title, self.say("block-moves", before=said, after=self._span(new))

    def _of(self, block: str, names: Sequence[str]) -> str:
        """Protected time with all whose it is and to whom the same happens."""
        who = self._sentences.spoken.joined(self._sentences.attendee(name.split("@")[2]) for name in names)
        return self.say("block" if len(names) == 1 else "block-of-many", block=block, n=len(names), who=who)

    def _kept(self, programme: Programme, block: str, day: int, party: str) -> Window | None:
        own = [kept.window for kept in programme.blocks if (kept.block, kept.party) == (block, party)]
        first = self._timeline.first_day
        return next((span for span in own if (span.opens.date() - first).days + 1 == day), own[0] if own else None)

    def _span(self, window: Window | None) -> str:
        return self._sentences.span(window.opens, window.closes) if window is not None else ""

    def reopens(self, answer: Answer) -> str:
        """What is agreed and must be asked again."""
        found = reopened_said(answer.reopens, self._visit, self._sentences)
        return self._sentences.spoken.joined(found) if found else self.say("reopens-nothing")

    def told(self, ripple: Ripple) -> tuple[str, ...]:
        """Who must be told; those of whom only the ways change apart."""
        items = [news.who for news in ripple.people if news.items]
        ways = [news.who for news in ripple.people if not news.items]
        said = [self._people(items)] if items else []
        if ways:
            said.append(self.say("only-ways", names=self._people(ways), n=len(ways)))
        return tuple(said) or (self.say("nobody"),)

    def _people(self, names: Iterable[str]) -> str:
        return self._sentences.listed([self._sentences.name(attendee_ref(name)) for name in names])

    def interpreters(self, ripple: Ripple) -> str:
        """Interpreters of something that reads otherwise."""
        return self._people(ripple.interpreters) if ripple.interpreters else ""

    def venues(self, ripple: Ripple) -> str:
        """Rooms whose day reads otherwise."""
        return (
            self._sentences.listed([self._sentences.place(venue) for venue in ripple.venues]) if ripple.venues else ""
        )

    def drives(self, ripple: Ripple) -> str:
        """How many drives are others."""
        return self.say("drives", n=len(ripple.drives)) if ripple.drives else ""

    def papers(self, papers: Iterable[str], cards: int) -> str:
        """What must be issued again."""
        words: Mapping[str, str] = self._words["papers"]
        said = [*(words[paper] for paper in papers), *([self.say("cards", n=cards)] if cards else [])]
        return self._sentences.spoken.joined(said) if said else self.say("papers-none")

    def lost(self, change: FieldChange, asked: Iterable[Asked]) -> Iterator[str]:
        """What was lost of a venue whose hours a change leaves."""
        for one in asked:
            if isinstance(one.amendment, Lost) and change.path == ("venues", one.amendment.venue, "openings"):
                yield self._lost(one.amendment)

    def _lost(self, lost: Lost) -> str:
        """When a venue cannot be used."""
        hours = self._sentences.hours(lost.between) if lost.between is not None else ""
        day = self._sentences.day(lost.day) if lost.day is not None else ""
        which = "lost-span" if hours and day else "lost-daily" if hours else "lost-day" if day else "lost"
        return self.say(which, venue=self._sentences.place(lost.venue), hours=hours, day=day)

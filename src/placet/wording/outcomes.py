"""What planning and checking ended in, in sentences. No word of a solver; what is left out comes with its way in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from placet.almanac.timeline import Timeline
from placet.model.coverage import coverage
from placet.model.ids import Sort
from placet.model.profile import Grade
from placet.model.programme import Programme
from placet.model.visit import Visit
from placet.planner.outcome import LeftOut, Level, NoAnswer, Planned, WayOut
from placet.planner.tasks.in_common import InCommon
from placet.rules.finding import Finding
from placet.rules.judge import Judgement
from placet.wording.dates import long_date
from placet.wording.reopened import reopened_said
from placet.wording.requirements import Requirements
from placet.wording.sentences import Sentences

BOTH = 2
GRADES = (Grade.MUST, Grade.SHOULD, Grade.COURTESY)


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found at one grade: the grade's word, and the sentences."""

    grade: str
    lines: tuple[str, ...]


class Outcomes:
    """Speaks of the outcomes for one visit."""

    def __init__(self, visit: Visit, timeline: Timeline, sentences: Sentences) -> None:
        """Names and days come from `sentences`."""
        self._visit = visit
        self._timeline = timeline
        self._sentences = sentences
        self._spoken = sentences.spoken
        self._words = sentences.words("outcome")
        self.requirements = Requirements(visit, timeline, sentences)

    # ── what was read and when it takes place ─────────────────────────────────────────────────────────────────────

    def title(self) -> str:
        """What the visit is called."""
        return self._visit.title.in_language(self._sentences.language)

    def illustrative(self) -> str | None:
        """What is invented, with the word that must not be overlooked; None where nothing is."""
        if self._visit.illustrative is None:
            return None
        said, stamp = self._visit.illustrative.in_language(self._sentences.language), str(self._words["illustrative"])
        if said.casefold().startswith(stamp.casefold()):
            return stamp + said[len(stamp) :]
        return self._spoken.joined((stamp, said), ": ")

    def read(self) -> str:
        """How much is in the file."""
        visit, words = self._visit, self._words["read"]
        counts = {
            "sides": len(visit.sides),
            "days": visit.last_day,
            "engagements": sum(not engagement.is_cancelled for engagement in visit.engagements.values()),
            "people": len(visit.people),
        }
        return self._spoken.joined((self._count(n, words, key) for key, n in counts.items() if n), " · ")

    def dating(self) -> str:
        """From which date, or that there is none yet."""
        if self._timeline.starts_on is not None:
            return self._say(self._words["dated"], date=long_date(self._timeline.starts_on, self._spoken))
        first, last = self._sentences.day(1), self._sentences.day(self._timeline.last_day)
        return self._say(
            self._words["undated"], days=first if first == last else self._spoken.joined((first, last), " … ")
        )

    # ── a programme ───────────────────────────────────────────────────────────────────────────────────────────────

    def kept(self, outcome: Planned) -> str:
        """How many of the wished engagements are in it, and what was left out."""
        words, programme = self._words["kept"], outcome.programme
        kept, wished = len(programme.placements), len(programme.placements) + len(programme.left_out)
        if not programme.left_out:
            return self._say(words["all"], n=wished)
        titles = self._spoken.joined(map(self._sentences.engagement, programme.left_out))
        some, left_out = self._say(words["some"], kept=kept, n=wished), self._say(words["left-out"], titles=titles)
        return self._spoken.joined((some, left_out), "  ")

    def way_in(self, left: LeftOut, *, alone: bool) -> str:
        """What would bring in an engagement; `alone` when it is the only one that was left out."""
        words = self._words["kept"]
        title = self._sentences.engagement(left.engagement)
        if not left.ways_in:
            return self._say(words["no-way-in" if left.is_searched else "no-way-found"], title=title)
        ways = self._spoken.joined(map(self._way, left.ways_in), words["or-if"])
        return self._say(words["it-fits" if alone else "way-in"], title=title, ways=ways)

    def ways_not_found(self, left_out: Iterable[LeftOut]) -> str:
        """That the search ended before a way in was found for any of these."""
        titles = self._spoken.joined(self._sentences.engagement(left.engagement) for left in left_out)
        return self._say(self._words["kept"]["no-ways-found"], titles=titles)

    def _way(self, way: WayOut) -> str:
        said = self.requirements.condition(way)
        return self._say(self._words["kept"]["aside"], way=said, reopens=self.reopens(way)) if way.reopens else said

    def reopens(self, way: WayOut) -> str:
        """What is agreed and would have to be asked again, or that this was not settled."""
        words, besides = self._words["clash"], {one.agreed for one in way.besides}
        points = [point for point in way.given_up if point not in besides]
        points += reopened_said(way.besides, self._visit, self._sentences)
        told, untold = ("reopens", "reopens-more-untold") if points else ("reopens-nothing", "reopens-untold")
        return self._say(words[told if way.is_followed else untold], points=self._spoken.joined(points))

    def in_common(self, common: InCommon) -> str:
        """Which room or which people those that clash share."""
        words, names = self._words["clash"], self._sentences.name
        key = "in-venue" if common.things[0].sort is Sort.VENUE else "need"
        between = [names(ref) for ref in common.between]
        things = self._sentences.listed([names(ref) for ref in common.things])
        said = words[key if len(between) == BOTH else f"{key}-all"]
        return self._say(said, between=self._spoken.all_of(between), things=things)

    def checked(self, judgement: Judgement, *, planned: bool) -> str:
        """Whether the programme is sound."""
        words = self._words["checked"]
        if judgement.is_sound:
            return self._say(words["sound" if planned else "sound-check"], rules=judgement.rules)
        broken = sum(finding.is_unsound for finding in judgement.findings)
        return self._say(words["unsound"], rules=judgement.rules, n=broken)

    def findings(self, findings: Iterable[Finding]) -> tuple[Findings, ...]:
        """What was found, by grade in words, gravest first. A sentence that repeats itself is said once."""
        findings = tuple(findings)
        words = self._words["findings"]
        said = []
        for grade in GRADES:
            lines = tuple(dict.fromkeys(self._with_advice([f for f in findings if f.grade is grade])))
            if lines:
                said.append(Findings(words[grade.value], lines))
        return tuple(said)

    def _with_advice(self, findings: Sequence[Finding]) -> Iterator[str]:
        """Each finding, and what to do about it; an advice that holds for several stands after the last."""
        advice = [self._sentences.advice(finding) for finding in findings]
        for finding, said, later in zip(findings, advice, [*advice[1:], ""], strict=False):
            parts = (self._sentences.finding(finding), said if said != later else "")
            yield self._spoken.joined(filter(None, parts), " ")

    def unjudged(self, judgement: Judgement) -> str:
        """How much could not be judged; nothing when all could."""
        n = len(judgement.unjudged)
        return self._count(n, self._words["checked"], "unjudged") if n else ""

    def unjudged_lines(self, findings: Iterable[Finding]) -> tuple[str, ...]:
        """What could not be judged, by rule: what is missing, and how often."""
        missing = Counter((finding.rule, self._sentences.finding(finding)) for finding in findings)
        words = self._words["checked"]
        return tuple(
            self._say(
                words["missing" if n == 1 else "missing-often"], rule=self._sentences.rule_title(rule), said=said, n=n
            )
            for (rule, said), n in missing.items()
        )

    def untimed(self, programme: Programme) -> str:
        """How many engagements of a stated programme have no time; nothing when all have one."""
        n = len(programme.untimed)
        return self._count(n, self._words["checked"], "untimed") if n else ""

    def treaty(self, programme: Programme) -> tuple[tuple[str, str], ...]:
        """For each agreement: its title, and how many engagements serve each of its tracks; none stays visible."""
        words = self._words["treaty"]
        by_agreement: dict[str, list[str]] = {}
        said_noun = False
        for covered in coverage(self._visit, programme):
            name = self._visit.agreements[covered.agreement].tracks[covered.track]
            n = len(covered.engagements)
            key = "track-none" if not n else "track-next" if said_noun else "track"
            said_noun = said_noun or n > 0
            track = name.in_language(self._sentences.language)
            said = self._say(words[key], track=track[:1].lower() + track[1:], n=n)
            by_agreement.setdefault(covered.agreement, []).append(said)
        titles = {key: agreement.title for key, agreement in self._visit.agreements.items()}
        return tuple(
            (titles[key].in_language(self._sentences.language), self._spoken.joined(tracks, " · "))  # type: ignore[index]  # its own key
            for key, tracks in by_agreement.items()
        )

    # ── details, and no programme ─────────────────────────────────────────────────────────────────────────────────

    def level(self, level: Level) -> tuple[str, str, str]:
        """One level of what was aimed at: its name, its amount, and what is known about better ones."""
        words = self._words["levels"]
        known = words["proven"] if level.is_proven else self._say(words["open"], bound=level.bound)
        if level.given:
            known = self._say(words["given"], known=str(known), n=level.given)
        return str(words.get(level.name, level.name)), self._spoken.in_digits(level.amount), str(known)

    def level_not_reached(self, name: str) -> tuple[str, str, str]:
        """The same of one that was not looked at: nothing is known of it."""
        words = self._words["levels"]
        return str(words[name]), "", str(words["not-reached"])

    def no_answer(self, outcome: NoAnswer) -> str:
        """That there is no answer yet, and what was looked for."""
        words = self._words["no-answer"]
        return self._say(words["head"], tried=self._spoken.all_of([words.get(tried, tried) for tried in outcome.tried]))

    def _count(self, n: int, words: Mapping[str, Any], key: str) -> str:
        return self._say(words[key], n=n)

    def _say(self, sentence: str | Mapping[str, str], **facts: object) -> str:
        return self._spoken.fill(sentence, facts)

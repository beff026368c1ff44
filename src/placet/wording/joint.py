"""Where points stand and what is signed, in sentences from the chair of one side.

The other side speaks as a side: names of its officers are not known here, and nothing is said of it that sounds like
blame.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from placet.agreement.deceptive import Suspicion
from placet.agreement.opening import Opening
from placet.almanac.timeline import Timeline
from placet.model.evidence import Evidence, Form
from placet.model.evidence import Said as Reply
from placet.model.points import Content, SentenceContent
from placet.model.text import Text
from placet.model.visit import Visit
from placet.projections.standing import PointStanding, Remark, Standing
from placet.rules.finding import Finding
from placet.wording.dates import long_date, plain_date
from placet.wording.isolates import Said
from placet.wording.language import Language
from placet.wording.sentences import Sentences

MARKS = 5
"""Places of one text that are named."""


class JointWords:
    """Sentences about one joint file, as one side says them in one language."""

    def __init__(self, opening: Opening | None, own: str, spoken: Language) -> None:
        """`opening` names the sides; without one there are no others."""
        self._opening, self._own, self._spoken = opening, own, spoken
        self.words = spoken.words("joint")

    def side(self, side: str) -> str:
        """What a side calls itself, in this language if it says so."""
        if self._opening is None or side not in self._opening.cards:
            return side
        return Text(dict(self._opening.cards[side].names)).in_language(self._spoken.code, "en")

    def sides(self, sides: Iterable[str]) -> Said:
        """Several sides, ours left out."""
        return self._spoken.all_of([self.side(side) for side in sorted(sides) if side != self._own])

    def standing(self, point: PointStanding) -> Said:
        """How a point stands; of one that is in force and reopened, that the old text holds."""
        said = self._of(point.standing, point)
        if point.in_force is not None and point.on_table:
            return self._spoken.fill(self.words["standing"]["reopened"], {"standing": said})
        return said

    def _of(self, standing: Standing, point: PointStanding) -> Said:
        words, latest = self.words["standing"], point.latest
        if standing is Standing.SIGNED:
            if latest.signed_by == {self._own}:
                return Said(words["signed-by-us"])
            return self._spoken.fill(words["signed-by"], {"sides": self._signers(latest.signed_by)})
        facts = {
            "sides": self._signers(latest.ended_by),
            "offices": self._spoken.all_of(sorted(latest.missing_offices)),
        }
        return self._spoken.fill(words[standing.value], facts)

    def _signers(self, sides: Iterable[str]) -> Said:
        return self._spoken.all_of([self.side(side) for side in sorted(sides)])

    def turn(self, point: PointStanding) -> Said:
        """Who is awaited."""
        words, others = self.words["turn"], point.turn - {self._own}
        key = "both" if others and self._own in point.turn else "us" if self._own in point.turn else "them"
        return self._spoken.fill(words[key if point.turn else "nobody"], {"sides": self.sides(others)})

    def remark(self, remark: Remark) -> Said:
        """A note in words; one that this version does not know says nothing."""
        words, said = self.words["notes"], remark.fields
        facts: dict[str, object] = {"side": self.side(remark.side)}
        until = said.get("until")
        if isinstance(said.get("words"), str):
            return self._spoken.fill(words["declined-because"], {**facts, "words": str(said["words"])})
        if isinstance(until, str):
            facts["until"] = _day(until, self._spoken)
            return self._spoken.fill(words["under-consideration-until"], facts)
        return self._spoken.fill(words.get(str(said.get("note")), ""), facts)

    def title(self, kind: str, content: Content | None, members: int = 0) -> Said:
        """What a point is called in lists."""
        kinds = self.words["kinds"]
        if kind == "package":
            return self._spoken.fill(kinds["package"], {"n": members})
        named = _named(content)
        if named is not None:
            return self._spoken.isolated(named.in_language(self._spoken.code, "en"))
        return Said(kinds.get(kind, kinds["unknown"]))

    def leaves(self, fields: Mapping[str, Any]) -> list[tuple[Said, Said]]:
        """Everything that a text says, leaf by leaf, with what each is called; nothing is left out."""
        return [(self._path(path), self._spoken.isolated(str(value))) for path, value in leaves_of(fields)]

    def suspicion(self, suspicion: Suspicion) -> Said:
        """What in a text may deceive the eye, and at which letters, counted from 1."""
        words, marks = self.words["deceit"], suspicion.marks
        kinds = self._spoken.joined(dict.fromkeys(str(words[mark.kind.value]) for mark in marks))
        places = self._spoken.joined(self._spoken.in_digits(mark.at + 1) for mark in marks[:MARKS])
        facts = {"field": self._path(tuple(map(str, suspicion.path))), "what": kinds, "at": places}
        return self._spoken.fill(self.words["sheet"]["mark"], facts)

    def date(self, on: date) -> str:
        """A day with its weekday."""
        return long_date(on, self._spoken)

    def evidence(self, evidence: Evidence) -> Said:
        """What was said on paper or by telephone; agreed on paper in words of its own."""
        facts = {"reference": self._spoken.fill(self.words["evidence"][evidence.form.value],
                                                {"reference": evidence.reference})}  # fmt: skip
        words = self.words["standing"]
        if evidence.form is not Form.TELEPHONE and evidence.said in (Reply.AGREED, Reply.NO_OBJECTION):
            return self._spoken.fill(words["on-paper"], facts)
        said = self.words["said"][evidence.said.value]
        return self._spoken.fill(words["replied-on-paper"], {**facts, "said": said})

    def _path(self, path: Sequence[str]) -> Said:
        names = self.words["fields"]
        return self._spoken.joined((str(names.get(part, part)) for part in path), " · ")


def leaves_of(value: Any, path: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], object]]:
    """Every leaf of a canonical value with its path; an empty list or object is a leaf."""
    if isinstance(value, Mapping) and value:
        return [leaf for key in sorted(value) for leaf in leaves_of(value[key], (*path, str(key)))]
    if isinstance(value, list) and value:
        return [leaf for number, part in enumerate(value, start=1) for leaf in leaves_of(part, (*path, str(number)))]
    return [(path, value)]


def _named(content: Content | None) -> Text | None:
    if isinstance(content, SentenceContent):
        return content.words
    for field in ("title", "what", "words"):
        said = getattr(content, field, None)
        if isinstance(said, Text):
            return said
    return None


def _day(text: str, spoken: Language) -> str:
    try:
        return plain_date(date.fromisoformat(text), spoken)
    except ValueError:
        return text


def finding_lines(visit: Visit, findings: Iterable[Finding], spoken: Language) -> list[str]:
    """Findings in sentences that stay in this office."""
    sentences = Sentences(visit, Timeline(visit), spoken.code)
    return [sentences.finding(finding) for finding in findings]

"""Where points stand and what is signed, in sentences from the chair of one side.

The other side speaks as a side: names of its officers are not known here, and nothing is said of it that sounds like
blame.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from placet.agreement.cards import Card
from placet.agreement.deceptive import Suspicion
from placet.agreement.opening import Opening
from placet.almanac.timeline import Timeline
from placet.formats.points import in_model_order, kind_of, read_content, sum_of, write_content
from placet.model.evidence import AGREEING, Evidence, Form
from placet.model.evidence import Said as Reply
from placet.model.points import Content, PointKind, SentenceContent, WindowContent, WindowStage
from placet.model.text import Text
from placet.model.visit import Visit
from placet.projections.standing import PointStanding, Remark, Standing, TextStanding
from placet.rules.finding import Finding
from placet.wording.catalogues import catalogue, languages
from placet.wording.dates import column_date, long_date, plain_date
from placet.wording.isolates import Said
from placet.wording.language import Language
from placet.wording.sentences import Sentences

WORDED = {
    "category": "kinds",
    "kind": "engagement_kinds",
    "format": "formats",
    "press": "press",
    "honours": "honours",
    "mode": "modes",
    "languages": "languages",
    "served": "kitchen",
}
"""By the name of a field, the table of the page that has words for what it holds."""
_SAYS_MORE = frozenset({"declined-because", "under-consideration-until"})
"""What is said of a note for something else in it, and never for its name: another side may name it as it likes."""
_BEFORE_NUMBER = re.compile(r"\D*")
MARKS = 5
"""Places of one text that are named."""


@dataclass(frozen=True, slots=True)
class Row:
    """One leaf of a text: its place, what it is called, and what it says.

    `is_same` unless the text before said otherwise.
    """

    path: tuple[str, ...]
    name: Said
    said: Said
    is_same: bool


class JointWords:
    """Sentences about one joint file, as one side says them in one language."""

    def __init__(self, opening: Opening | None, own: str, spoken: Language, card: Card | None = None) -> None:
        """`opening` names the sides; without one `card` names its own. An `own` of no side is nobody's chair."""
        self._cards: Mapping[str, Card] = opening.cards if opening is not None else {}
        if opening is None and card is not None:
            self._cards = {card.side: card}
        self._own, self._spoken = own, spoken
        self.words = spoken.words("joint")

    def side(self, side: str) -> str:
        """What a side calls itself, in this language if it says so; an empty name is the other side without Placet."""
        if not side:
            return str(self.words["turn"]["unnamed"])
        if side not in self._cards:
            return side
        return Text(dict(self._cards[side].names)).in_language(self._spoken.code, "en")

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
            "label": latest.replaced_by,
            "sides": self._signers(latest.ended_by),
            "offices": self._spoken.all_of(sorted(latest.missing_offices)),
        }
        return self._spoken.fill(words[standing.value], facts)

    def to_confirm(self, point: PointStanding) -> str:
        """Who signed the text on the table only ad referendum, and must still confirm it."""
        sides = point.latest.ad_referendum_by if point.on_table else frozenset[str]()
        return self._spoken.fill(self.words["standing"]["to-confirm"], {"sides": self._signers(sides)}) if sides else ""

    def beside(self, point: PointStanding) -> str:
        """Whose other text is on the table, where sides countered at once."""
        sides = {each.side for each in point.beside}
        return self._spoken.fill(self.words["standing"]["beside"], {"sides": self._signers(sides)}) if sides else ""

    def needs(self, point: PointStanding) -> str:
        """Which offices must sign the text on the table yet, where not any may, and the standing does not name them."""
        if not point.on_table:
            return ""
        latest, words = point.latest, self.words["standing"]
        begun = {each.partition("/")[0] for each in latest.missing_offices}
        others = [each for each in latest.needs if each.partition("/")[0] not in latest.signed_by | begun]
        missing = latest.missing_offices if point.standing is not Standing.PARTLY_SEALED else ()
        told = (("still-needs", missing), ("needs", others))
        facts = [(key, {"offices": self._spoken.all_of(sorted(offices))}) for key, offices in told if offices]
        return self._spoken.clauses([self._spoken.fill(words[key], each) for key, each in facts])

    def _signers(self, sides: Iterable[str]) -> Said:
        return self._spoken.all_of([self.side(side) for side in sorted(sides)])

    def turn(self, sides: frozenset[str]) -> Said:
        """Who is awaited."""
        words, others = self.words["turn"], sides - {self._own}
        key = "both" if others and self._own in sides else "us" if self._own in sides else "them"
        return self._spoken.fill(words[key if sides else "nobody"], {"sides": self.sides(others)})

    def asked(self, state: str, due: date | None, answers: Sequence[str]) -> Said:
        """Whether what was asked for has come. `state` is open, due, late or answered."""
        words, facts = self.words["request"], {"due": plain_date(due, self._spoken) if due is not None else ""}
        said = [self._spoken.fill(words["answered"], {"labels": self._spoken.all_of(answers)})] if answers else []
        return self._spoken.clauses([*said, *([self._spoken.fill(words[state], facts)] if state != "answered" else [])])

    def answering(self, label: str) -> Said:
        """Which request an answer names."""
        return self._spoken.fill(self.words["request"]["answers" if label else "answers-none"], {"label": label})

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
        facts["reference"] = self._reference(str(said.get("form")), str(said.get("reference")))
        told = str(said.get("note"))
        return self._spoken.fill(words.get(told, "") if told not in _SAYS_MORE else "", facts)

    def _reference(self, form: str, reference: str) -> Said:
        """A note or letter by its number; a form that is not known is left out, or that the reference names itself."""
        words = self.words["evidence"]
        known = Form.PAPER.value if form != Form.TELEPHONE.value and names_form(reference) else form
        return self._spoken.fill(words.get(known, words[Form.PAPER.value]), {"reference": reference})

    def title(self, kind: str, content: Content | None, members: int = 0) -> Said:
        """What a point is called in lists."""
        kinds = self.words["kinds"]
        if kind == "package":
            return self._spoken.fill(kinds["package"], {"n": members})
        if isinstance(content, WindowContent):
            until = content.until if content.type is WindowStage.HOLD and content.until else ""
            facts = {"first": plain_date(content.window.arrival, self._spoken), "n": content.window.days}
            return self._spoken.fill(
                kinds["window-held" if until else "window-of"], {**facts, "until": self.day(until[:10])}
            )
        named = _named(content)
        if named is not None:
            return self._spoken.isolated(named.in_language(self._spoken.code, "en"))
        return Said(kinds.get(kind, kinds["unknown"]))

    def point_title(self, point: PointStanding) -> Said:
        """What a point is called by the text to talk about."""
        return self.text_title(point, point.latest)

    def text_title(self, point: PointStanding, text: TextStanding) -> Said:
        """What a point is called by one of its texts."""
        revision = text.revision
        if revision is None:
            return self.title(point.kind, None)
        found = read_content(revision.kind, revision.schema, revision.content)
        return self.title(point.kind, found.content, len(revision.content.get("members", ())))

    def proposal_title(self, fields: Mapping[str, Any]) -> Said:
        """What a point is called by the body of an entry that tables a text."""
        kind, content = str(fields.get("kind", "")), fields.get("content")
        found = read_content(kind, fields.get("schema", 0), content if isinstance(content, dict) else {})
        return self.title(kind, found.content)

    def day(self, text: str) -> str:
        """A day as an entry carries it; a label that is no day stays as it is."""
        return _day(text, self._spoken)

    def day_of(self, moment: str) -> str:
        """The day of a moment at which an entry was written, for a column of them."""
        return column_date(date.fromisoformat(moment[:10]), self._spoken)

    def leaves(self, kind: str, fields: Mapping[str, Any]) -> list[Row]:
        """Everything that a text says, leaf by leaf in the order of the model; nothing is left out."""
        leaves = leaves_of(in_model_order(kind, fields))
        said = self._value if kind != PointKind.RETURN.value else self._handed
        return [Row(path, self._path(path), said(path, value), is_same=True) for path, value in leaves]

    def exact(self, point: PointStanding, text: TextStanding) -> list[Row]:
        """A text leaf by leaf; what it changes of the text before it is marked, and what it no longer says follows."""
        before, new = point.before(text), self._of_text(text)
        return self._compared(new, before) if before is not None else new

    def content(self, content: Content) -> list[Row]:
        """Everything that a content says."""
        return self.leaves(kind_of(content).value, write_content(content))

    def named_evidence(self, note: Mapping[str, str]) -> Said:
        """The note or letter that a note to the others names."""
        facts = {"reference": self._reference(note.get("form", ""), note.get("reference", ""))}
        return self._spoken.fill(self.words["standing"]["on-paper"], facts)

    def _compared(self, new: list[Row], before: TextStanding) -> list[Row]:
        words = self.words["sheet"]
        old = {row.path: row for row in self._of_text(before)}
        rows = []
        for row in new:
            was = old.pop(row.path, None)
            if was is not None and was.said == row.said:
                rows.append(row)
                continue
            facts = {"new": row.said, "old": was.said if was is not None else ""}
            rows.append(
                replace(row, said=self._spoken.fill(words["changed" if was else "added"], facts), is_same=False)
            )
        gone = (replace(row, said=self._spoken.fill(words["removed"], {"old": row.said})) for row in old.values())
        return [*rows, *(replace(row, is_same=False) for row in gone)]

    def _of_text(self, text: TextStanding) -> list[Row]:
        return self.leaves(text.revision.kind, text.revision.content) if text.revision is not None else []

    def field(self, name: str) -> str:
        """What a field of a text is called."""
        return self._path((name,))

    def within(self, path: Sequence[str]) -> str:
        """What a leaf of a field is called beside the field's own name; places in a list are not told."""
        names = self.words["fields"]
        return self._spoken.joined((str(names.get(part, part)) for part in path if not part.isdigit()), " · ")

    def _value(self, path: Sequence[str], value: object) -> Said:
        """What is signed, and before it what a paper would say for a word of the files."""
        if isinstance(value, bool):
            return Said(self.words["sheet"]["yes" if value else "no"])
        field = next((part for part in reversed(path) if not part.isdigit()), "")
        known = self._spoken.words("page").get(WORDED.get(field, ""), {}).get(str(value), "")
        if not known or known.casefold() == str(value).casefold():
            return self._spoken.isolated(str(value))
        return self._spoken.fill(self.words["sheet"]["word"], {"said": known, "word": str(value)})

    def _handed(self, path: Sequence[str], value: object) -> Said:
        """Of a file that is handed over, its size and the hash that any program can check."""
        if (path[0], path[-1]) == ("files", "data") and isinstance(value, str):
            try:
                size, digest = sum_of(value)
            except ValueError:
                return self._value(path, value)
            return self._spoken.fill(self.words["sheet"]["octets"], {"n": size, "hash": digest})
        return self._value(path, value)

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
        facts = {"reference": self._reference(evidence.form.value, evidence.reference)}
        words = self.words["standing"]
        if evidence.form is not Form.TELEPHONE and evidence.said in AGREEING:
            return self._spoken.fill(words["on-paper"], facts)
        said = self.reply(evidence.said, evidence.words)
        if evidence.form is Form.TELEPHONE:
            key = "by-phone" if evidence.said in AGREEING else "replied-by-phone"
            return self._spoken.fill(words[key], {"said": said, "reference": evidence.reference})
        return self._spoken.fill(words["replied-on-paper"], {**facts, "said": said})

    def reply(self, said: Reply, words: str) -> Said:
        """What was replied outside Placet: with the day until which it is considered, or what else was said of it."""
        known = self.words["said"]
        if said is Reply.UNDER_CONSIDERATION and words:
            return self._spoken.fill(known["under-consideration-until"], {"until": self.day(words)})
        return self._spoken.joined(filter(None, (str(known[said.value]), words)))

    def _path(self, path: Sequence[str]) -> Said:
        names, languages = self.words["fields"], self._spoken.words("page")["languages"]
        parts = (str(names.get(part) or languages.get(part) or self._spoken.in_digits(part)) for part in path)
        return self._spoken.joined(parts, " · ")


def names_form(reference: str) -> bool:
    """Whether what a reference says before its number names a form in any language, as “note no. 112” does."""
    said = _BEFORE_NUMBER.match(reference)
    return said is not None and _forms().search(said[0].casefold()) is not None


@cache
def _forms() -> re.Pattern[str]:
    forms = {form for code in languages() for form in catalogue(code, "joint")["forms"]["named"]}
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(forms, key=len, reverse=True)))})(?!\w)")


def leaves_of(value: Any, path: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], object]]:
    """Every leaf of a canonical value with its path; an empty list or object is a leaf."""
    if isinstance(value, Mapping) and value:
        return [leaf for key in value for leaf in leaves_of(value[key], (*path, str(key)))]
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

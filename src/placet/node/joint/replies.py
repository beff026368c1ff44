"""A list of replies that came back on paper: read as a whole, shown, and then written down as a whole or not at all.

Typed by our own desk they are our answers, and become the same signed entries that the commands make. Given by a side
that has no Placet, or none at hand, they are its reply on paper: evidence in this office, and never a signature.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from placet.agreement import limits
from placet.agreement.acts import Level, Wording
from placet.agreement.codes import Reply, reply_from, reply_lines
from placet.errors import Refused, ReplyTrouble, UnreadReplies
from placet.formats.points import write_content
from placet.model.evidence import Evidence, Form, Said
from placet.model.points import Content
from placet.node.joint.countering import Change, counter
from placet.node.joint.desk import Act, Desk
from placet.node.joint.evidence import keep_evidence, refuse_nothing_asked
from placet.node.joint.paper_codes import Codes, Meant
from placet.node.joint.proposing import Tabling, acts_of, tablings
from placet.node.joint.remarks import Note, declining, noting
from placet.node.joint.signing import Seals, assenting, covered, signable
from placet.node.joint.texts import Proposed, understood
from placet.node.joint.typed_replies import Saying, saying_of
from placet.projections.standing import PointStanding

SIGNED = {
    Said.AGREED: (Level.FINAL, Wording.AGREE),
    Said.NO_OBJECTION: (Level.FINAL, Wording.NO_OBJECTION),
    Said.AD_REFERENDUM: (Level.AD_REFERENDUM, Wording.AGREE),
}
"""Replies by which a side signs."""
NOTED = {Said.UNDER_CONSIDERATION: Note.UNDER_CONSIDERATION, Said.NOTED: Note.NOTED}


@dataclass(frozen=True, slots=True)
class Answer:
    """One text and what is said of it. `point` is what is answered: of a text in a package that is agreed, the package.

    `proposed` is the counter-text, where it is one, and `tabled` how it comes to the table.
    """

    line: int
    meant: Meant
    saying: Saying
    point: PointStanding | None
    proposed: Proposed | None = None
    tabled: Tabling | None = None

    @property
    def label(self) -> str:
        """Of the point or draft that is answered."""
        return self.point.label if self.point is not None else self.meant.label

    @property
    def signs(self) -> bool:
        """Whether a key is needed for it."""
        return self.level is not None or self.proposed is not None

    @property
    def level(self) -> Level | None:
        """The level at which it is signed, None where nothing is signed by it but a counter-text."""
        return SIGNED[self.saying.said][0] if self.saying.said in SIGNED else None


def own_answers(desk: Desk, text: str) -> tuple[Answer, ...]:
    """The answers of our own side. Raises `UnreadReplies` with all that is amiss, `Refused`."""
    if not desk.has_counterpart:
        raise Refused("no-counterpart")
    return _answers(desk, text, on_paper=False)


def answers_on_paper(desk: Desk, text: str) -> tuple[Answer, ...]:
    """What another side answered on paper. Raises as `own_answers` does."""
    return _answers(desk, text, on_paper=True)


def give(desk: Desk, answers: Sequence[Answer], seals: Seals) -> None:
    """Write our answers down, all or none. Raises `Refused`, `StorageError`."""
    desk.write([act for answer in answers for act in _acts(desk, answer, seals)])


def keep_replies(desk: Desk, answers: Sequence[Answer], form: Form, reference: str, by: str = "") -> None:
    """Keep what another side answered on paper, with its evidence. `by` is needed where there are several others."""
    at = desk.means.stamp()
    for answer in answers:
        saying, text = answer.saying, answer.meant.text
        if saying.said is not None:
            until = saying.until.isoformat() if saying.until is not None else ""
            revision = text.text[1] if text is not None else str(answer.meant.code)
            words = saying.because or until
            keep_evidence(desk, Evidence(answer.meant.about, revision, by, form, saying.said, reference, at, words))


def replies_data(outcome: str, answers: Sequence[Answer], on_paper: str | None) -> dict[str, Any]:
    """The same for other programs of this office. `on_paper`: under which reference, None for our own answers."""
    return {"outcome": outcome, "on_paper": on_paper, "replies": [_answer_data(answer) for answer in answers]}


def _answer_data(answer: Answer) -> dict[str, Any]:
    saying = answer.saying
    return {
        "line": answer.line,
        "code": str(answer.meant.code),
        "label": answer.label,
        "said": saying.said.value if saying.said is not None else "otherwise",
        "until": saying.until.isoformat() if saying.until is not None else None,
        "words": saying.because,
        "content": write_content(answer.proposed.content) if answer.proposed is not None else None,
        "signs": answer.signs,
    }


def _answers(desk: Desk, text: str, *, on_paper: bool) -> tuple[Answer, ...]:
    if len(text) > limits.MAX_REPLY_CHARS:
        raise Refused("too-large", bytes=len(text), most=limits.MAX_REPLY_CHARS)
    codes, troubles = Codes(desk), list[ReplyTrouble]()
    found: dict[str, Answer] = {}
    for number, line in reply_lines(unicodedata.normalize("NFC", text)):
        try:
            for answer in _of_line(desk, codes, number, reply_from(line), on_paper=on_paper):
                _once(found, answer)
        except Refused as refusal:
            troubles.append(ReplyTrouble(number, line[:60], refusal))
    troubles += _parted(codes, found)
    if not found and not troubles:
        raise Refused("reply-empty")
    if troubles:
        raise UnreadReplies(tuple(troubles))
    return tuple(found.values())


def _once(found: dict[str, Answer], answer: Answer) -> None:
    """Keep an answer, unless the same text was answered otherwise before."""
    before = found.setdefault(answer.label, answer)
    if before.saying != answer.saying:
        raise Refused("reply-twice", point=answer.label, line=before.line)


def _parted(codes: Codes, found: dict[str, Answer]) -> Iterator[ReplyTrouble]:
    """Counter-texts to members of packages that are agreed in the same list: one takes the other back."""
    for answer in found.values():
        if answer.proposed is not None and answer.point is not None:
            (signed,) = covered(codes.points, [answer.point])
            package = found.get(signed.label)
            if package is not None and package is not answer:
                refusal = Refused("reply-twice", point=answer.label, line=package.line)
                yield ReplyTrouble(answer.line, str(answer.meant.code), refusal)


def _of_line(desk: Desk, codes: Codes, number: int, reply: Reply, *, on_paper: bool) -> list[Answer]:
    meant = [codes.meant(code) for code in reply.codes]
    saying = saying_of(reply.words, desk.means.now().date())
    if saying is None:
        return []
    if on_paper:
        return [_on_paper(number, each, saying) for each in meant]
    return [_own(desk, codes, number, each, saying) for each in meant]


def _on_paper(number: int, meant: Meant, saying: Saying) -> Answer:
    if saying.said is None:
        raise Refused("reply-counter-on-paper", point=meant.label)
    refuse_nothing_asked(saying.said, _content(meant), meant.label)
    return Answer(number, meant, saying, meant.point)


def _content(meant: Meant) -> Content | None:
    if meant.draft is not None:
        return meant.draft.understood.content
    return understood(meant.text).content if meant.text is not None else None


def _own(desk: Desk, codes: Codes, number: int, meant: Meant, saying: Saying) -> Answer:
    if meant.point is None or meant.text is None:
        raise Refused("no-counterpart")
    point = meant.point.asked_of(desk.side)
    if meant.text.text != point.latest.text:
        raise Refused("reply-replaced", point=point.label)
    if saying.change is not None:
        proposed = _countered(point, saying.change)
        return Answer(number, meant, saying, point, proposed, tablings(desk, [[proposed]])[0])
    if saying.said is Said.HANDED_OVER:
        raise Refused("reply-handed-over", point=point.label)
    if saying.said not in SIGNED:
        return Answer(number, meant, saying, point)
    (signed,) = covered(codes.points, [point])
    text = signable(signed)
    is_final = saying.said is not Said.AD_REFERENDUM
    if desk.side in (text.signed_by - text.ad_referendum_by if is_final else text.signed_by):
        raise Refused("reply-signed-already", point=signed.label)
    return Answer(number, meant, saying, signed)


def _countered(point: PointStanding, change: Change) -> Proposed:
    """Raises `Refused` as `counter` does, of hours in the words of whoever typed one and named no option."""
    try:
        return counter(point, change)
    except Refused as refusal:
        if refusal.code not in ("nothing-of-this", "no-counter"):
            raise
        raise Refused("reply-no-hour", point=point.label) from None


def _acts(desk: Desk, answer: Answer, seals: Seals) -> list[Act]:
    saying, point = answer.saying, answer.point
    if point is None:
        raise ValueError("our own answers are about points")
    if answer.tabled is not None:
        return acts_of(desk, [answer.tabled], seals)
    if saying.said in SIGNED:
        level, wording = SIGNED[saying.said]
        text = signable(point)
        return [assenting(desk, text.package or text.text, seals, level, wording)]
    if saying.said in NOTED:
        return [noting(point, NOTED[saying.said], saying.until)]
    return [declining(point, saying.because)]

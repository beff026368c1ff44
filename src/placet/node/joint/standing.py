"""Where everything stands, from the chair of one office: points of the record, drafts, what was said on paper."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from placet.agreement import limits
from placet.agreement.acts import members_of
from placet.agreement.record import Record
from placet.formats.points import without_octets, write_content
from placet.model.evidence import Evidence
from placet.model.points import Content, RequestContent, ReturnContent
from placet.node.joint.desk import Desk
from placet.node.joint.drafts import Draft, drafts
from placet.node.joint.evidence import awaited_after, evidence, is_agreed_on_paper, is_handed_over, only_other
from placet.node.joint.footing import awaited, claims
from placet.node.joint.handing_data_over import Asked, Awaited, asked, asked_on_paper
from placet.node.joint.initials import missing_words
from placet.node.joint.paper_codes import code_of_draft, draft_named, is_about
from placet.node.joint.ports import Claim
from placet.node.joint.sheets import initials_awaited
from placet.node.joint.stating_keys import left_behind
from placet.node.joint.texts import find_points, understood
from placet.projections.standing import PointStanding, Remark, Standing


@dataclass(frozen=True, slots=True)
class Line:
    """One point as the office sees it. `point` is None for a draft."""

    label: str
    kind: str
    content: Content | None
    members: int
    point: PointStanding | None
    evidence: tuple[Evidence, ...]
    """Replies to the text as it is; what was said of earlier ones is kept, and not shown."""
    since: str
    wording: str = ""
    """Under which name evidence of this text is kept."""
    asked: Asked | None = None
    """Of a request for data, whether it was answered."""
    answers: str | None = None
    """Of an answer to a request, or a draft that answers a text, the label of that; empty where it is not here."""

    drafted: frozenset[str] = frozenset()
    """Who is awaited about a draft."""
    uninitialled: frozenset[str] = frozenset()
    """The offices of ours that must initial before this side signs what waits for it."""

    @property
    def turn(self) -> frozenset[str]:
        """Who is awaited. A request that was agreed waits for the data, and one that was answered for nobody."""
        if self.point is None:
            return self.drafted
        if self.asked is None or self.point.standing is Standing.RECEIPT_OUTSTANDING:
            return self.point.turn
        if self.asked.state is Awaited.ANSWERED:
            return frozenset()
        answered = {each.side for each in self.asked.answers}
        return self.asked.sides if self.point.standing is Standing.AGREED else self.point.turn - answered

    @property
    def is_on_paper(self) -> bool:
        """Whether the other side agreed to it outside Placet; never to be confused with a signature."""
        return is_agreed_on_paper(self.evidence)

    @property
    def remarks(self) -> Sequence[Remark]:
        """The latest note of each side about the point."""
        latest = {remark.side: remark for remark in self.point.remarks} if self.point is not None else {}
        return tuple(latest.values())


@dataclass(frozen=True, slots=True)
class State:
    """Everything, and what it counts to for the side that looks."""

    side: str
    lines: tuple[Line, ...]
    is_read_only: bool
    awaited: tuple[str, ...] = ()
    """While it is for reading only: the other sides that must still answer."""
    nearly_full: tuple[str, ...] = ()
    """The sides whose chain comes near its bound."""
    frozen: tuple[tuple[str, int], ...] = ()
    """The sides whose chain is suspended, with the number that two entries bear."""
    new_keys: tuple[tuple[str, str], ...] = ()
    """The sides whose chain goes on with new keys that are not in force yet, with their fingerprint."""
    claims: tuple[Claim, ...] = ()
    """What others say that they hold of our chain beyond what is here."""
    keys_left_behind: tuple[str, ...] = ()
    """The fingerprints of keys that were drawn for our chain, and without which it went on."""

    def counts(self) -> dict[str, int]:
        """Agreed, waiting for us, waiting for others, drafts; agreed on paper with no signature of all."""
        points = [line.point for line in self.lines if line.point is not None]
        return {
            "agreed": sum(point.in_force is not None for point in points),
            "us": sum(self.side in line.turn for line in self.lines),
            "them": sum(bool(line.turn - {self.side}) for line in self.lines),
            "drafts": sum(line.point is None and not line.is_on_paper for line in self.lines),
            "on_paper": sum(
                line.is_on_paper and (line.point is None or not line.point.in_force) for line in self.lines
            ),
        }


def state_of(desk: Desk) -> State:
    """Where everything stands now."""
    said: dict[str, list[Evidence]] = defaultdict(list)
    tabled = {draft.label: draft for draft in drafts(desk).values() if draft.tabled is not None}
    for each in evidence(desk):
        draft = tabled.get(each.about)
        if draft is None or draft.tabled is None:
            said[each.about].append(each)
        elif is_about(each, draft):
            said[draft.tabled[0]].append(replace(each, text=draft.tabled[1]))
    points = desk.standings()
    requests, labels = asked(desk, points) if points else {}, {point.point: point.label for point in points}
    found = [_of_point(point, desk.record, tuple(said[point.point])) for point in points]
    lines = [
        replace(
            line,
            asked=_unless_on_paper(desk, requests.get(point.point), line.evidence),
            answers=_answered(point, labels),
            uninitialled=initials_awaited(desk, point.asked_of(desk.side)) if desk.side in point.turn else frozenset(),
        )
        for point, line in zip(points, found, strict=True)
    ]
    kept = (draft for draft in drafts(desk).values() if draft.tabled is None)
    lines += [
        replace(
            _of_draft(desk, draft, tuple(said[draft.label]), labels),
            uninitialled=missing_words(desk, draft.kind, draft.content),
        )
        for draft in kept
    ]
    return State(
        side=desk.side,
        lines=tuple(lines),
        is_read_only=desk.is_read_only,
        awaited=awaited(desk),
        nearly_full=nearly_full(desk),
        frozen=suspended(desk),
        new_keys=new_keys_awaited(desk),
        claims=claims(desk),
        keys_left_behind=left_behind(desk),
    )


def lines_of_points(desk: Desk) -> Mapping[str, Line]:
    """Every point of the record as the office sees it, by its id."""
    return {line.point.point: line for line in state_of(desk).lines if line.point is not None}


def suspended(desk: Desk) -> tuple[tuple[str, int], ...]:
    """The sides whose chain is suspended, with the number that two entries bear."""
    chains = desk.record.chains.values() if desk.has_counterpart else ()
    return tuple((chain.side, chain.fork.seq) for chain in chains if chain.fork is not None)


def new_keys_awaited(desk: Desk) -> tuple[tuple[str, str], ...]:
    """The sides whose chain goes on with new keys that are not in force yet, with their fingerprint."""
    chains = desk.record.chains.values() if desk.has_counterpart else ()
    return tuple((chain.side, chain.awaits.fingerprint) for chain in chains if chain.awaits is not None)


def nearly_full(desk: Desk) -> tuple[str, ...]:
    """The sides whose chain comes near its bound, beyond which nothing of theirs is taken in."""
    chains = desk.record.chains.values() if desk.has_counterpart else ()
    return tuple(chain.side for chain in chains if chain.size >= limits.NEARLY_FULL_CHAIN_BYTES)


def _of_point(point: PointStanding, record: Record, said: tuple[Evidence, ...]) -> Line:
    text = point.latest
    entry = record.entry(text.side, text.seq)
    members = members_of(entry) if entry is not None and point.kind == "package" else None
    names = {"", text.text[1], *([point.in_force.text[1]] if point.in_force is not None else [])}
    return Line(
        label=point.label,
        kind=point.kind,
        content=understood(text).content,
        members=len(members or ()),
        point=point,
        evidence=tuple(each for each in said if each.text in names),
        since=point.since,
        wording=text.text[1],
    )


def _unless_on_paper(desk: Desk, asked: Asked | None, said: Sequence[Evidence]) -> Asked | None:
    """What became of a request, without the side whose data came outside the record."""
    if asked is None or not is_handed_over(said):
        return asked
    sides = asked.sides - {said[-1].by or only_other(desk)}
    return replace(asked, sides=sides, state=asked.state if sides else Awaited.ANSWERED)


def _answered(point: PointStanding, labels: Mapping[str, str]) -> str | None:
    """The label of the request that an answer names; empty where there is no such point."""
    content = understood(point.latest).content
    return labels.get(content.answers, "") if isinstance(content, ReturnContent) else None


def _of_draft(desk: Desk, draft: Draft, said: tuple[Evidence, ...], labels: Mapping[str, str]) -> Line:
    replies = tuple(each for each in said if is_about(each, draft))
    content = draft.understood.content
    owed = frozenset[str]() if is_handed_over(replies) else frozenset({only_other(desk)})
    return Line(
        label=draft.label,
        kind=draft.kind,
        content=content,
        members=0,
        point=None,
        evidence=replies,
        since=replies[-1].at if replies else draft.at,
        wording=str(code_of_draft(draft)),
        answers=labels.get(draft.answers[0], "") if draft.answers is not None else None,
        drafted=awaited_after(replies, content, desk),
        asked=asked_on_paper(desk, content, owed) if isinstance(content, RequestContent) else None,
    )


def state_data(state: State, digest: str, due: Mapping[str, Sequence[PointStanding]]) -> dict[str, Any]:
    """The same for other programs of this office. `due`: by side, points whose receipt it waits for."""
    return {
        "counts": state.counts(),
        "keys_left_behind": list(state.keys_left_behind),
        "nearly_full": list(state.nearly_full),
        "digest": digest,
        "new_keys": [{"side": side, "fingerprint": fingerprint} for side, fingerprint in state.new_keys],
        "suspended": [{"side": side, "seq": seq} for side, seq in state.frozen],
        "points": [_line_data(line) for line in state.lines],
        "awaited": list(state.awaited),
        "claims": [
            {"side": each.by, "envelope": each.envelope, "seq": each.shown.seq, "key_replaced": each.is_key_replaced}
            for each in state.claims
        ],
        "read_only": state.is_read_only,
        "receipts_due": {side: [point.label for point in points] for side, points in due.items()},
        "side": state.side,
    }


def _line_data(line: Line) -> dict[str, Any]:
    point = line.point
    data: dict[str, Any] = {
        "label": line.label,
        "kind": line.kind,
        "since": line.since,
        "content": without_octets(write_content(line.content)) if line.content is not None else None,
        "on_paper": [
            {"said": each.said.value, "form": each.form.value, "reference": each.reference, "words": each.words}
            for each in line.evidence
        ],
        "not_initialled_by": sorted(line.uninitialled),
    }
    stands = _point_data(point) if point is not None else {"standing": "draft"}
    return {**data, **stands, "turn": sorted(line.turn), **_request_data(line)}


def _point_data(point: PointStanding) -> Mapping[str, Any]:
    latest = point.latest
    return {
        "point": point.point,
        "text": latest.text[1],
        "standing": point.standing.value,
        "in_force": point.in_force.text[1] if point.in_force is not None else None,
        "reopened": point.in_force is not None and bool(point.on_table),
        "signed_by": sorted(latest.signed_by),
        "ad_referendum_by": sorted(latest.ad_referendum_by),
        "needs": sorted(latest.needs),
        "missing_offices": sorted(latest.missing_offices),
        "replaced_by": latest.replaced_by or None,
        "beside": [
            {"text": each.text[1], "side": each.side, "signed_by": sorted(each.signed_by)} for each in point.beside
        ],
        "package": latest.package[1] if latest.package is not None else None,
        "notes": [{"side": remark.side, **remark.fields} for remark in point.remarks],
        "contested": point.standing is Standing.CONTESTED,
    }


def _request_data(line: Line) -> Mapping[str, Any]:
    """Of a request what became of it, of an answer what it answers."""
    data: dict[str, Any] = {}
    if line.asked is not None:
        data["request"] = {
            "state": line.asked.state.value,
            "due": line.asked.due.isoformat() if line.asked.due is not None else None,
            "answers": [each.label for each in line.asked.answers],
            "awaited": sorted(line.asked.sides),
        }
    if line.answers is not None:
        data["answers"] = line.answers
    return data


def find_lines(desk: Desk, names: Sequence[str]) -> list[Line]:
    """The drafts and points that were named, each once, drafts first. Raises `NotFoundError`."""
    by_label = {line.label: line for line in state_of(desk).lines}
    named = {name: draft_named(desk, name) for name in names}
    others = [name for name, draft in named.items() if draft is None]
    points = find_points([line.point for line in by_label.values() if line.point is not None], others)
    labels = [*(draft.label for draft in named.values() if draft is not None), *(point.label for point in points)]
    return [by_label[label] for label in dict.fromkeys(labels)]

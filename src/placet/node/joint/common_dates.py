"""Search for common dates: both sides learn the windows that both chose, and nothing else.

    propose terms ─▶ both agree ─▶ offer (first) ─▶ answer (second) ─▶ close (first) ─▶ both know

What our office chose lies in the private store from before the first message of a round until the result is kept
there too, and is then erased for good. Each offer and answer needs an officer's seal: the machine alone cannot search.
A window in common counts as offered by both: whoever closes puts it on the table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from placet.agreement import limits
from placet.agreement.dates.approval import to_approve
from placet.agreement.dates.choice import CHANCE_BYTES, Choice, choice_of, chosen
from placet.agreement.dates.letters import Step
from placet.agreement.dates.offers import offers
from placet.agreement.dates.rounds import Conduct, Round, conduct_of
from placet.agreement.dates.search import DEFAULT_NUMBER, search_of
from placet.agreement.dates.turns import common_windows, has_served, next_fields
from placet.agreement.dates.windows import Window, ranked
from placet.agreement.entry import Kind
from placet.agreement.signing import SecretKey, Use
from placet.errors import NotFoundError, Refused
from placet.model.points import PointKind, SearchContent
from placet.node.joint.desk import Act, Desk
from placet.projections.standing import PointStanding

CHOICE, RESULT = "dates-choice", "dates-result"
DEFAULT_ROUNDS = 2
COMMANDS = {Step.SEND: "offer", Step.RETURN: "answer", Step.CLOSE: "close"}
"""What an officer types for each message of a round."""


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a round, as this office keeps it: the windows in common, in the order that we prefer."""

    round: int
    windows: tuple[Window, ...]


def terms(
    desk: Desk,
    between: tuple[date, date],
    lengths: Sequence[int],
    number: int = DEFAULT_NUMBER,
    rounds: int = DEFAULT_ROUNDS,
) -> SearchContent:
    """Terms to propose; our side begins. Raises `Refused` for terms under which nobody could search."""
    if desk.has_counterpart and len(desk.opening.sides) != 2:
        raise Refused("dates-two-sides")
    if between[0] > between[1]:
        raise Refused("dates-terms-order", first=between[0].isoformat(), last=between[1].isoformat())
    days = (between[1] - between[0]).days + 1
    if days > limits.MAX_SEARCH_DAYS:
        raise Refused("dates-terms-long", days=days, most=limits.MAX_SEARCH_DAYS)
    if len(set(lengths)) > limits.MAX_STAYS:
        raise Refused("dates-terms-lengths", n=len(set(lengths)), most=limits.MAX_STAYS)
    return SearchContent(
        type="open",
        earliest=between[0],
        latest=between[1],
        lengths=tuple(sorted(set(lengths))),
        number=number,
        rounds=rounds,
        first=desk.side,
    )


def conduct(desk: Desk) -> Conduct:
    """How far the newest agreed search has come. Raises `NotFoundError`, `Refused`."""
    found = [point for point in desk.standings() if point.kind == PointKind.SEARCH.value and point.in_force]
    if not found:
        raise Refused("dates-not-agreed")
    return conduct_of(desk.record, search_of(desk.record, desk.fold(), _text(found[-1])))


def owed(desk: Desk) -> Round | None:
    """The round that was begun and waits for our side, if any."""
    try:
        now = conduct(desk)
    except Refused:
        return None
    return now.current if now.waits_for == desk.side else None


def refuse_step(desk: Desk, now: Conduct, step: Step) -> None:
    """Raise `Refused` unless this is what the round waits for, and with what it does wait for."""
    if now.current is None:
        raise Refused("dates-rounds-used", rounds=now.search.terms.rounds)
    number = now.current.meeting.round
    if now.current.side != desk.side:
        raise Refused("dates-waits-for-them", round=number, side=now.current.side)
    if now.current.step is not step:
        raise Refused("dates-other-step", round=number, command=COMMANDS[now.current.step])


def refuse_offices(desk: Desk, now: Conduct, offices: Sequence[str]) -> None:
    """Raise `Refused` with the offices of ours that must approve each round, where some of them do not sign it now."""
    if missing := now.offices(desk.side) - set(offices):
        raise Refused("dates-offices", offices=", ".join(sorted(missing)))


def refuse_windows(now: Conduct, windows: Sequence[Window]) -> None:
    """Raise `Refused` with all windows that the terms do not allow, by their places alone, and with the terms.

    Also where there are more than the terms have room for.
    """
    terms = now.search.terms
    if len(windows) > terms.number:
        raise Refused("dates-too-many-windows", most=terms.number)
    wrong = [n for n, each in enumerate(windows, start=1) if not terms.allow(each) or each in windows[: n - 1]]
    if wrong:
        raise Refused(
            "dates-windows-outside",
            places=", ".join(map(str, wrong)),
            earliest=terms.earliest.isoformat(),
            latest=terms.latest.isoformat(),
            days=", ".join(map(str, terms.lengths)),
        )


def say(desk: Desk, windows: Sequence[Window], seals: Mapping[str, SecretKey]) -> Round:
    """Our first or second message of the round, with the windows that we could keep, best first.

    Raises `Refused` where it is not our turn, or for windows that the terms do not allow.
    """
    now = conduct(desk)
    if now.current is None:
        raise Refused("dates-rounds-used", rounds=now.search.terms.rounds)
    refuse_windows(now, windows)
    choice = chosen(now.current.meeting, desk.side, (windows, desk.means.chance(CHANCE_BYTES)))
    approved = [(key.public, key.sign(Use.DATES, to_approve(choice))) for key in seals.values()]
    fields = next_fields(now, choice, approved)
    desk.stores.private.keep(desk.file, CHOICE, choice.to_document())
    desk.write([_message(now, fields)])
    return now.current


def close(desk: Desk) -> Result:
    """Our last message of the round, and what both sides have in common; it is on the table from now on."""
    now = conduct(desk)
    choice = _choice(desk, now)
    fields = next_fields(now, choice)
    # The result is known once the message counts, and goes into the record with it or not at all.
    ahead = desk.record.copy()
    ahead.admit(desk.prepared(ahead, _message(now, fields)))
    after = conduct_of(ahead, now.search)
    common = common_windows(after.rounds[-1], choice)
    acts = [_message(now, fields)]
    for offer in offers(choice.meeting, common):
        revision = offer.revision
        header = {"point": revision.point, "revision": revision.hash, "needs": revision.needs}
        acts.append(Act(Kind.PROPOSE, offer.to_fields(), header, bytes.fromhex(revision.salt)))
    desk.write(acts)
    return _keep(desk, conduct(desk), choice)


def results(desk: Desk) -> tuple[Result, ...]:
    """What came of every round so far; a round that the other side closed is read, kept, and our choice erased."""
    known = {int(each["round"]): each for _, each in desk.stores.private.documents(desk.file, RESULT)}
    now = conduct(desk)
    for finished in now.rounds:
        number = finished.meeting.round
        if finished.is_complete and number not in known and not desk.is_read_only:
            _keep(desk, now, _choice(desk, now, number))
    kept = desk.stores.private.documents(desk.file, RESULT)
    return tuple(Result(int(each["round"]), tuple(_window(pair) for pair in each["windows"])) for _, each in kept)


def _keep(desk: Desk, now: Conduct, choice: Choice) -> Result:
    """Keep the result of a finished round, best first, and erase what we chose."""
    finished = next(each for each in now.rounds if each.meeting == choice.meeting)
    windows = ranked(choice.windows, [each.window for each in common_windows(finished, choice)])
    document = {"round": choice.meeting.round, "windows": [[each.arrival.isoformat(), each.days] for each in windows]}
    desk.stores.private.keep(desk.file, RESULT, document)
    if has_served(now, choice):
        numbers = [n for n, each in desk.stores.private.documents(desk.file, CHOICE)
                   if each["round"] == choice.meeting.round and each["revision"] == now.search.revision]  # fmt: skip
        desk.stores.private.forget(numbers)
    return Result(choice.meeting.round, windows)


def _choice(desk: Desk, now: Conduct, number: int | None = None) -> Choice:
    """What we chose in a round, as it was kept. Raises `Refused` where it is not here."""
    if number is None:
        if now.current is None:
            raise Refused("dates-rounds-used", rounds=now.search.terms.rounds)
        number = now.current.meeting.round
    kept = [
        choice_of(each, now.search)
        for _, each in desk.stores.private.documents(desk.file, CHOICE)
        if each["revision"] == now.search.revision and each["round"] == number
    ]
    if not kept:
        raise Refused("dates-choice-missing", round=number)
    return kept[-1]


def _message(now: Conduct, fields: Mapping[str, object]) -> Act:
    return Act(Kind.DATES, fields, {"point": now.search.point, "revision": now.search.revision})


def _window(pair: Sequence[object]) -> Window:
    arrival, days = pair
    return Window(date.fromisoformat(str(arrival)), int(str(days)))


def _text(point: PointStanding) -> tuple[str, str]:
    if point.in_force is None:
        raise NotFoundError(point.label, ())
    return point.in_force.text

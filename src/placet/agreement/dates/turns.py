"""Our own next message in a search, and what we know when a round is over.

Nothing is said that would not count: each step is refused unless it is our turn, the choice is the one on the record
and, where windows are claimed, officers approved it. What is in common is told only once the round is closed on the
record: who moves last cannot look first and then say nothing by mistake.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from placet.agreement.dates.approval import Seals, look_at_approval, to_approve
from placet.agreement.dates.choice import Choice, blinded, closed_of, returned_of, sent_of
from placet.agreement.dates.letters import Letter, Step, letter_fields
from placet.agreement.dates.meeting import Closed, Message, Returned, Sent
from placet.agreement.dates.rounds import Conduct, Round
from placet.agreement.dates.windows import Window
from placet.errors import Refused


@dataclass(frozen=True, slots=True)
class Common:
    """A window that both sides chose, and the point that it became: the same at both, and new in every round."""

    window: Window
    point: bytes


def next_fields(conduct: Conduct, choice: Choice, seals: Seals = ()) -> dict[str, Any]:
    """The body of our next `dates` entry. Raises `Refused` where we may not say it.

    `seals` are an officer's over `to_approve(choice)`; to close a round none are asked for.
    """
    current = _our_turn(conduct, choice)
    message = _message(current, choice)
    if isinstance(message, Closed):
        _look_at_choice(choice, current.messages[0])
    else:
        required = conduct.cards[choice.side], conduct.offices(choice.side)
        look_at_approval(to_approve(choice), seals, required)
    answers = current.entries[-1].hash if current.entries else None
    return letter_fields(Letter(current.meeting.round, message, answers, tuple(seals)))


def common_windows(finished: Round, choice: Choice) -> tuple[Common, ...]:
    """The windows in common, by date: the same list at both sides. Raises `Refused` before the round is closed."""
    match finished.messages:
        case (Sent() as sent, Returned() as returned, Closed() as closed):
            pass
        case _:
            raise Refused("dates-not-closed", round=finished.meeting.round)
    if choice.meeting != finished.meeting:
        raise Refused("dates-choice-differs")
    own: Sent | Returned
    if choice.side == finished.meeting.first:
        own, ours, theirs = sent, returned.raised, closed.raised
    else:
        own, ours, theirs = returned, closed.raised, returned.raised
    windows = _look_at_choice(choice, own)
    met = frozenset(ours) & frozenset(theirs)
    both = [(windows[point], end) for point, end in zip(own.points, ours, strict=True) if end in met]
    found = [Common(window, end) for window, end in both if window is not None]
    return tuple(sorted(found, key=lambda each: each.window))


def has_served(conduct: Conduct, choice: Choice) -> bool:
    """Whether a choice is of no more use once the windows in common are kept, so that it is to be erased.

    Where a round was begun and the other side has not answered, it may yet: its answer must then be closed.
    """
    if any(each.is_complete and each.meeting == choice.meeting for each in conduct.rounds):
        return True
    return conduct.is_ended and all(each.meeting != choice.meeting for each in conduct.rounds)


def _our_turn(conduct: Conduct, choice: Choice) -> Round:
    current, search = conduct.current, conduct.search
    if conduct.is_contested:
        raise Refused("dates-contested")
    if current is None:
        raise Refused("dates-rounds-used", rounds=search.terms.rounds)
    if conduct.is_ended and current.step is not Step.CLOSE:
        raise Refused("dates-ended")
    if choice.meeting != current.meeting:
        raise Refused("dates-choice-differs")
    if choice.side != current.side:
        raise Refused("dates-out-of-turn", round=current.meeting.round)
    return current


def _message(current: Round, choice: Choice) -> Message:
    match current.messages:
        case (Sent() as sent, Returned() as returned):
            return closed_of(choice, sent, returned)
        case (Sent() as sent,):
            return returned_of(choice, sent)
        case _:
            return sent_of(choice)


def _look_at_choice(choice: Choice, said: Message) -> dict[bytes, Window | None]:
    """The windows behind our points. Raises `Refused` where the choice is not the one that was sent."""
    own = blinded(choice)
    if isinstance(said, Closed) or (own.key, own.points) != (said.key, said.points):
        raise Refused("dates-choice-differs")
    return dict(own.windows)

"""Data that a side asked for: hand it over under signature, see whether a request was answered, save what came.

An answer is a point of its own that names the request, so that data can be agreed to, answered or corrected while the
request stands as it is. Nothing that the other side calls a file decides where anything is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path, PurePosixPath

from placet.errors import Refused
from placet.model.points import (
    MOST_HANDED_BYTES,
    MOST_HANDED_FILES,
    MOST_NAME_CHARS,
    HandedFile,
    PointKind,
    RequestContent,
    ReturnContent,
)
from placet.model.text import Text
from placet.node.files import read_bytes
from placet.node.joint.desk import Desk
from placet.node.joint.texts import Proposed, needs_carried, understood
from placet.projections.standing import LIVE, PointStanding, Standing, TextStanding

SAFE_ENDINGS = frozenset(
    [
        ".csv",
        ".txt",
        ".json",
        ".xml",
        ".pdf",
        ".xlsx",
        ".ods",
        ".docx",
        ".odt",
        ".rtf",
        ".ics",
        ".png",
        ".jpg",
        ".jpeg",
        ".tif",
        ".tiff",
        ".zip",
    ]
)
"""Endings that a saved file may keep from the name that the other side gave: none that a desktop would run."""
REPEATED_CHARS = 200
"""Of the words of a request, so many are repeated in the answer."""


class Awaited(StrEnum):
    """How a request stands to its data."""

    OPEN = "open"
    """No day was named."""
    DUE = "due"
    LATE = "late"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class Asked:
    """What became of a request for data. `sides` have not handed theirs over yet."""

    state: Awaited
    due: date | None
    answers: tuple[PointStanding, ...]
    sides: frozenset[str]


def asked(desk: Desk, standings: Sequence[PointStanding]) -> Mapping[str, Asked]:
    """By point, every request that stands: its due day, what answers it, who is still awaited."""
    today, found = desk.means.now().astimezone().date(), {}
    for point in standings:
        request = request_in(point)
        if request is None:
            continue
        answers = tuple(answers_to(point, standings))
        sides = frozenset(desk.opening.others(point.side)) - {each.side for each in answers}
        found[point.point] = _asked(request, today, answers, sides)
    return found


def asked_on_paper(desk: Desk, request: RequestContent, sides: frozenset[str]) -> Asked:
    """What became of a request that only paper knows of. `sides` have not handed theirs over."""
    return _asked(request, desk.means.now().astimezone().date(), (), sides)


def _asked(request: RequestContent, today: date, answers: tuple[PointStanding, ...], sides: frozenset[str]) -> Asked:
    state = Awaited.OPEN if request.due is None else Awaited.LATE if request.due < today else Awaited.DUE
    return Asked(state if sides else Awaited.ANSWERED, request.due, answers, sides)


def request_in(point: PointStanding) -> RequestContent | None:
    """What a point asks for, as long as it stands."""
    content = understood(point.latest).content if _stands(point, point.latest) else None
    return content if isinstance(content, RequestContent) else None


def answers_to(request: PointStanding, standings: Sequence[PointStanding]) -> Iterator[PointStanding]:
    """The points under which others answered a request, and which they have not taken back.

    What somebody said "not at this stage" to answers nothing.
    """
    for point in standings:
        handed = handed_in(point)
        if handed is not None and handed.answers == request.point and point.side != request.side:
            yield point


def handed_in(point: PointStanding) -> ReturnContent | None:
    """What is handed over under a point, signed by its owner and standing. Every byte of it is the owner's."""
    text = handed_text(point)
    content = understood(text).content if text is not None else None
    return content if isinstance(content, ReturnContent) else None


def handed_text(point: PointStanding) -> TextStanding | None:
    """The last text that the owner of an answer signed, and that stands."""
    if point.kind != PointKind.RETURN.value:
        return None
    signed = [text for text in point.texts if _stands(point, text) and point.side in text.signed_by]
    whole = [text for text in signed if text.side == point.side and understood(text).is_whole]
    return whole[-1] if whole else None


def _is_answer_to(request: PointStanding, point: PointStanding) -> bool:
    """Whether a point answers a request as it stands, even where not all offices of its owner have signed it yet."""
    content = understood(point.latest).content if _stands(point, point.latest) else None
    return isinstance(content, ReturnContent) and content.answers == request.point


def _stands(point: PointStanding, text: TextStanding) -> bool:
    if point.in_force is not None and point.in_force.text == text.text:
        return True
    return text.standing in LIVE and text.standing is not Standing.DECLINED


def prepared(desk: Desk, request: PointStanding, paths: Sequence[Path], words: Text | None) -> Proposed:
    """The answer to a request; it takes the place of an earlier one of this side, with the offices that must sign it.

    Raises `Refused` where the point asks us for nothing or the files are more than an entry carries, and as
    `read_bytes` does.
    """
    asks = request_in(request)
    if asks is None:
        raise Refused("no-request", point=request.label)
    if request.side == desk.side:
        raise Refused("own-request", point=request.label)
    repeated = Text({tag: said[:REPEATED_CHARS] for tag, said in asks.what.by_language.items()})
    content = ReturnContent(what=repeated, answers=request.point, words=words, files=_files(paths))
    ours = [each.latest for each in desk.standings() if each.side == desk.side and _is_answer_to(request, each)]
    earlier = ours[-1] if ours else None
    return Proposed(content, earlier, needs_carried(earlier) if earlier is not None else ())


def _files(paths: Sequence[Path]) -> tuple[HandedFile, ...]:
    if len(paths) > MOST_HANDED_FILES:
        raise Refused("files-too-many", count=len(paths), most=MOST_HANDED_FILES)
    read = [(path, read_bytes(path, MOST_HANDED_BYTES)) for path in paths]
    if empty := [str(path) for path, data in read if not data]:
        raise Refused("files-empty", files=", ".join(empty))
    if (size := sum(len(data) for _, data in read)) > MOST_HANDED_BYTES:
        raise Refused("files-too-large", bytes=size, most=MOST_HANDED_BYTES)
    return tuple(HandedFile(name=path.name[:MOST_NAME_CHARS], data=data) for path, data in read)


def received(points: Sequence[PointStanding], standings: Sequence[PointStanding]) -> Mapping[str, HandedFile]:
    """The files under some points, by the names under which they are saved: answers, or requests with all of theirs.

    The names are ours: the label, a number, and of the name that was given only an ending that is known to be safe.
    Raises `Refused` where a point hands nothing over.
    """
    found: dict[str, HandedFile] = {}
    for point in points:
        answers = [point] if point.kind == PointKind.RETURN.value else list(answers_to(point, standings))
        handed = [(each.label, content.files) for each in answers if (content := handed_in(each)) is not None]
        named = {
            f"{label}-{number}{_ending(file.name)}": file
            for label, files in handed
            for number, file in enumerate(files, start=1)
        }
        if not named:
            raise Refused("no-data", point=point.label)
        found |= named
    return found


def _ending(name: str) -> str:
    ending = PurePosixPath(name).suffix.casefold() if "\0" not in name else ""
    return ending if ending in SAFE_ENDINGS else ""

"""What the other side said outside Placet, with its evidence: agreed on paper, which is never a signature.

It lies in the private store alone. A text that is agreed on paper and another that is agreed on paper later stand as
the papers say; nothing of it enters the rule of agreement.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from placet.errors import NotFoundError, Refused
from placet.model.evidence import AGREEING, Evidence, Form, Said
from placet.model.points import Content, RequestContent
from placet.node.joint.desk import Desk

KIND = "evidence"


def refuse_no_other(desk: Desk, by: str) -> None:
    """Raise `NotFoundError` where a reply is said to be of a side that is none of the others; unnamed is nobody."""
    others = desk.opening.others(desk.side) if desk.has_counterpart else ()
    if by and others and by not in others:
        raise NotFoundError(by, others)


def refuse_nothing_asked(said: Said, content: Content | None, label: str) -> None:
    """Raise `Refused` where data are said to have come under a point that asks for none."""
    if said is Said.HANDED_OVER and not isinstance(content, RequestContent):
        raise Refused("no-request", point=label)


def keep_evidence(desk: Desk, evidence: Evidence) -> None:
    """Keep it."""
    document: dict[str, Any] = {
        "about": evidence.about,
        "at": evidence.at,
        "by": evidence.by,
        "form": evidence.form.value,
        "reference": evidence.reference,
        "said": evidence.said.value,
        "text": evidence.text,
    }
    if evidence.words:
        document["words"] = evidence.words
    desk.stores.private.keep(desk.file, KIND, document)


def evidence(desk: Desk) -> Iterator[Evidence]:
    """All of it, oldest first."""
    for _, document in desk.stores.private.documents(desk.file, KIND):
        yield Evidence(
            about=str(document["about"]),
            text=str(document["text"]),
            by=str(document["by"]),
            form=Form(document["form"]),
            said=Said(document["said"]),
            reference=str(document["reference"]),
            at=str(document["at"]),
            words=str(document.get("words", "")),
        )


def is_agreed_on_paper(found: Sequence[Evidence]) -> bool:
    """Whether the last that was written of a text is that it is agreed."""
    written = written_of(found)
    return bool(written) and written[-1].said in AGREEING


def written_of(found: Iterable[Evidence]) -> list[Evidence]:
    """What was said of texts but for oral words; that data came agrees to nothing, and takes back nothing."""
    return [each for each in found if each.form is not Form.TELEPHONE and each.said is not Said.HANDED_OVER]


def is_handed_over(found: Sequence[Evidence]) -> bool:
    """Whether the last that was said of a request is that its data came."""
    return bool(found) and found[-1].said is Said.HANDED_OVER


def awaited_after(found: Sequence[Evidence], content: Content | None, desk: Desk) -> frozenset[str]:
    """Who is awaited about a draft, after all that was said of it; a side that no key card names is an empty name.

    We are while nothing was said, and where it is not possible now; nobody once it is agreed on paper, or the data of a
    request came. Of every other reply, and of all that was said by telephone, the other side still owes a later one.
    """
    if not found or found[-1].said is Said.NOT_NOW:
        return frozenset({desk.side})
    is_request = isinstance(content, RequestContent)
    if is_handed_over(found) if is_request else is_agreed_on_paper(found):
        return frozenset()
    return frozenset({found[-1].by or only_other(desk)})


def only_other(desk: Desk) -> str:
    """The other side by its name; empty where it has none here, or there are several."""
    others = desk.opening.others(desk.side) if desk.has_counterpart else ()
    return others[0] if len(others) == 1 else ""

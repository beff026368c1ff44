"""What was agreed on paper while the other side had no Placet, offered to it as one package once it has one.

Of each point its text goes, and which note or letter the other side agreed with: it wrote that itself. What was said by
telephone, initials, remarks and every draft that was not agreed on paper stay in this office.
"""

from __future__ import annotations

from dataclasses import replace

from placet.errors import Refused
from placet.model.evidence import Evidence
from placet.node.joint.desk import Desk
from placet.node.joint.drafts import Draft
from placet.node.joint.evidence import evidence, is_agreed_on_paper, written_of
from placet.node.joint.paper_codes import is_about, open_drafts
from placet.node.joint.wishes import Wish, Wishes, named

NOTE = "agreed-on-paper"
"""The note that names the evidence."""


def agreed_on_paper(desk: Desk) -> list[tuple[Draft, Evidence]]:
    """Drafts that the other side agreed to on paper and that are not on the table, each with what it wrote last."""
    written = written_of(evidence(desk))
    by_draft = ((draft, [each for each in written if is_about(each, draft)]) for draft in open_drafts(desk))
    return [(draft, said[-1]) for draft, said in by_draft if is_agreed_on_paper(said)]


def as_one_package(desk: Desk) -> Wishes:
    """All of it as one group, to be agreed together or not at all. Raises `Refused` where there is none."""
    found = agreed_on_paper(desk)
    if not found:
        raise Refused("nothing-on-paper")
    wishes = [named(desk, None, None, [draft.label])[0][0] for draft, _ in found]
    return [[_with_note(wish, said) for wish, (_, said) in zip(wishes, found, strict=True)]]


def _with_note(wish: Wish, said: Evidence) -> Wish:
    if wish.proposed is None:
        raise ValueError("a draft has a text")
    note = {"form": said.form.value, "note": NOTE, "reference": said.reference}
    return replace(wish, proposed=replace(wish.proposed, note=note))

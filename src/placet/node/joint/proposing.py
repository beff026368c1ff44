"""Put texts on the table and sign them: some points, or a whole programme in groups.

Without a counterpart they are kept as drafts. Texts that stand or fall together are tied into a package and signed
with one signature; every other text is signed by itself, so that a counter to it reopens nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from placet.agreement.acts import Level
from placet.agreement.entry import Kind
from placet.agreement.tabling import Text
from placet.node.joint.desk import Act, Desk
from placet.node.joint.signing import Seals, assenting
from placet.node.joint.texts import Proposed, packaging, tabling

Group = Sequence[Proposed | Text]
"""Texts that stand or fall together: new ones, and such as are on the table or agreed already."""


@dataclass(frozen=True, slots=True)
class Tabling:
    """A group on its way to the table; nothing of it is signed or written yet."""

    acts: tuple[Act, ...]
    """By which it comes there."""
    texts: tuple[Text, ...]
    signed: Text
    """What one signature will cover: the only text, or the package."""
    notes: tuple[Act, ...]
    """What is told of the texts besides, after they were signed."""


def tablings(desk: Desk, groups: Sequence[Group]) -> list[Tabling]:
    """How each group comes to the table."""
    return [_tabling(desk, group) for group in groups]


def as_tabled(desk: Desk, tabled: Sequence[Tabling]) -> Desk:
    """The desk as it will be once groups lie on the table, for a look at what is signed. Raises `Refused`."""
    return desk.as_if([act for each in tabled for act in each.acts])


def acts_of(desk: Desk, tabled: Sequence[Tabling], seals: Seals, level: Level = Level.FINAL) -> list[Act]:
    """The acts by which groups are put on the table and signed."""
    acts: list[Act] = []
    for each in tabled:
        acts += [*each.acts, assenting(desk, each.signed, seals, level), *each.notes]
    return acts


def propose(desk: Desk, groups: Sequence[Group], seals: Seals, level: Level = Level.FINAL) -> list[list[Text]]:
    """Propose and sign each group; the names of the texts, by group. All or none. Raises `Refused`, `StorageError`."""
    tabled = tablings(desk, groups)
    desk.write(acts_of(desk, tabled, seals, level))
    return [list(each.texts) for each in tabled]


def _tabling(desk: Desk, group: Group) -> Tabling:
    acts: list[Act] = []
    texts: list[Text] = []
    for each in group:
        if isinstance(each, Proposed):
            act, text = tabling(desk, each)
            acts.append(act)
            texts.append(text)
        else:
            texts.append(each)
    signed = texts[0]
    if len(texts) > 1:
        package, signed = packaging(desk, texts)
        acts.append(package)
    return Tabling(tuple(acts), tuple(texts), signed, tuple(_notes(group, texts)))


def _notes(group: Group, texts: Sequence[Text]) -> Iterator[Act]:
    """What is told of texts besides, after they were signed."""
    for each, (point, revision) in zip(group, texts, strict=True):
        if isinstance(each, Proposed) and each.note:
            yield Act(Kind.NOTE, each.note, {"point": point, "revision": revision})

"""Put texts on the table and sign them: some points, or a whole programme in groups.

Without a counterpart they are kept as drafts. Texts that stand or fall together are tied into a package and signed
with one signature; every other text is signed by itself, so that a counter to it reopens nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence

from placet.agreement.acts import Level
from placet.agreement.tabling import Text
from placet.node.joint.desk import Act, Desk
from placet.node.joint.drafts import Draft, keep_draft
from placet.node.joint.signing import Seals, assenting
from placet.node.joint.texts import Proposed, packaging, tabling


def propose(
    desk: Desk, groups: Sequence[Sequence[Proposed]], seals: Seals, level: Level = Level.FINAL
) -> list[list[Text]]:
    """Propose and sign each group; the names of the texts, by group. All or none. Raises `Refused`, `StorageError`."""
    acts: list[Act] = []
    names: list[list[Text]] = []
    for group in groups:
        tabled = [tabling(desk, proposed) for proposed in group]
        texts = [text for _, text in tabled]
        acts += [act for act, _ in tabled]
        signed = texts[0]
        if len(texts) > 1:
            package, signed = packaging(desk, texts)
            acts.append(package)
        acts.append(assenting(desk, signed, seals, level))
        names.append(texts)
    desk.write(acts)
    return names


def keep_as_drafts(desk: Desk, groups: Sequence[Sequence[tuple[Proposed, tuple[str, str] | None]]]) -> list[Draft]:
    """Keep every content as a draft, with the item of our own file that it came from."""
    return [keep_draft(desk, proposed.content, item) for group in groups for proposed, item in group]

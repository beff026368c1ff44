"""Write tests/vectors/dates anew: `python -m tests.agreement.write_dates_vectors`.

Everything in them follows from fixed words, so that the same files come out until the protocol changes. A change of
these files is a change of the format.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.agreement.parties import Party
from tests.agreement.searching import Searcher, searchers, windows
from tests.agreement.test_dates_cheating import CLOSES, RETURNS, SENDS, At, post, reproven

from placet.agreement.dates.approval import to_approve
from placet.agreement.dates.choice import Choice, blinded, closed_of, element_of, returned_of, sent_of
from placet.agreement.dates.groups import proven
from placet.agreement.dates.meeting import stated_in_close
from placet.agreement.dates.offers import offers
from placet.agreement.entry import Entry

FOLDER = Path(__file__).resolve().parent.parent / "vectors" / "dates"


def main() -> None:
    """Write all of them."""
    for name, text in files().items():
        path = FOLDER / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def files() -> dict[str, str]:
    """Every vector by its path."""
    found = {"agreed.json": _text(agreed())}
    for step, table in (("send", SENDS), ("return", RETURNS), ("close", CLOSES)):
        for trick, (code, change) in table.items():
            name = trick.replace(" ", "-").replace(",", "").replace("'", "")
            found[f"broken/{step}-{name}.json"] = _text(broken(step, code, change))
    return found


def _text(value: object) -> str:
    return json.dumps(value, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def _begun() -> tuple[Searcher, Searcher, Choice, Choice]:
    ir, ru = searchers()
    return ir, ru, ir.choose(windows(1, 2, 3)), ru.choose(windows(3, 2, 70))


def agreed() -> dict[str, Any]:
    """A whole search of one round, with the secrets of both sides. The last three entries are the messages."""
    ir, ru, ours, theirs = _begun()
    for one, other, choice in ((ir, ru, ours), (ru, ir, theirs), (ir, ru, ours)):
        one.say(choice)
        other.hear(one)
    return {
        "choices": {choice.side: choice.to_document() for choice in (ours, theirs)},
        "common": [each.window.to_fields() for each in ir.common(ours)],
        "elements": [
            {"point": element_of(ours.meeting, each).hex(), **each.to_fields()} for each in windows(1, 2, 3, 70)
        ],
        "entries": [_parts(entry) for entry in _in_order(ru.party)],
        "offers": [
            {"hash": each.revision.hash, "point": each.revision.point, "salt": each.revision.salt}
            for each in offers(ours.meeting, ir.common(ours))
        ],
        "opening": ir.party.opening.raw.decode(),
        "to_approve": {choice.side: to_approve(choice).decode() for choice in (ours, theirs)},
    }


def broken(step: str, code: str, change: Any) -> dict[str, Any]:
    """An entry that might stand in `agreed` in place of a message, false, and the code."""
    ir, ru, ours, theirs = _begun()
    sent = sent_of(ours)
    returned = returned_of(theirs, sent)
    writer = ru if step == "return" else ir
    if step != "send":
        ir.say(ours)
        ru.hear(ir)
    if step == "close":
        ru.say(theirs)
        ir.hear(ru)
    bad = change(At(sent, returned, closed_of(ours, sent, returned)))
    if step == "return" and code not in ("dates-point-unsafe", "dates-count"):
        bad = reproven(theirs, sent, bad)
    if step == "close" and code == "dates-proof":
        bad = replace(bad, proof=proven(stated_in_close(ours.meeting, (sent, returned), bad), blinded(ours).scalar))
    post(writer, bad, ours.meeting)
    return {"code": code, "entry": _parts(writer.party.record.chains[writer.side].entries[-1]), "instead_of": step}


def _in_order(party: Party) -> Iterator[Entry]:
    """Every entry, each after all that its writer had seen."""
    left = list(party.record)
    told: set[tuple[str, int]] = set()
    while left:
        entry = next(each for each in left if all((h.side, n) in told for h in each.header.seen for n in [h.seq]))
        left.remove(entry)
        told.add((entry.header.side, entry.header.seq))
        yield entry


def _parts(entry: Entry) -> list[str]:
    return [entry.raw.decode(), entry.signature.hex(), (entry.body or b"").decode()]


if __name__ == "__main__":
    main()

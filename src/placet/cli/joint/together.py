"""The second act of the demonstration: two offices in two folders agree a visit by envelopes alone."""

from __future__ import annotations

from collections import Counter
from datetime import date, time
from pathlib import Path
from shlex import quote

from placet.agreement.certificate import certificate
from placet.agreement.dates.windows import Window
from placet.agreement.state import short
from placet.cli.paper import Paper
from placet.model.ids import SideId
from placet.model.visit import Visit
from placet.node.folders import write_new_file
from placet.node.joint import rehearsal
from placet.node.joint.countering import Change
from placet.node.joint.desk import Stores
from placet.node.joint.means import REAL
from placet.node.outcomes import Planned
from placet.node.planned import PlanReport
from placet.stores.home import begin_home
from placet.verifier import verified
from placet.wording.joint import JointWords

HOST, GUEST = "IR", "RU"
BETWEEN = (date(2027, 4, 1), date(2027, 6, 30))
OURS = (Window(date(2027, 5, 10), 2), Window(date(2027, 5, 24), 2), Window(date(2027, 6, 7), 2))
THEIRS = (Window(date(2027, 5, 24), 2), Window(date(2027, 4, 19), 2), Window(date(2027, 6, 7), 2))
UNTIL = "2027-04-01T00:00:00Z"
COUNTERED, EARLIER = "Signing of documents", Change(starts=time(15, 45))
"""Invented, as everything in the example is."""
CERTIFICATE = "signing.certificate"


def show_together(paper: Paper, folder: Path, visit: Path, report: PlanReport) -> None:
    """Play it and say what happens. Everything is written below `folder`; an earlier one is taken away."""
    words, spoken = paper.spoken.words("joint")["together"], paper.spoken
    if not isinstance(report.outcome, Planned):
        raise TypeError("there is a programme to agree on")
    visit_file, programme = report.visit_file, report.outcome.programme
    rehearsal.clear(folder)
    names = {side: dict(visit_file.visit.sides[key].name.by_language) for side, key in _sides(visit_file.visit).items()}
    homes = {side: begin_home(folder / side, side) for side in (HOST, GUEST)}
    try:
        stores = {side: Stores(home.record, home.private) for side, home in homes.items()}
        play = rehearsal.begin(folder, stores, names, REAL)
        rehearsal.open_file(play, visit, visit_file)
        said = JointWords(play.host.desk().opening, HOST, spoken)
        facts: dict[str, object] = {"host": said.side(HOST), "guest": said.side(GUEST), "folder": folder}
        paper.line(spoken.fill(words["head"], facts), "head")
        common = rehearsal.find_dates(play, BETWEEN, OURS, THEIRS)
        days = spoken.all_of([said.date(window.arrival) for window in common])
        _say(paper, "dates", {**facts, "n": len(common), "days": days})
        count = rehearsal.put_on_the_table(play, visit_file, programme, common[0], UNTIL)
        _say(paper, "proposed", {**facts, "n": count})
        agreed, label = rehearsal.answer(play, COUNTERED, EARLIER)
        _say(paper, "countered", {**facts, "n": agreed, "label": label})
        rehearsal.settle(play, label)
        desk = play.host.desk()
        points = [point for point in desk.standings() if point.in_force is not None]
        _say(paper, "agreed", {**facts, "n": len(points)})
        text = next(point.in_force.text for point in points if point.label == label and point.in_force is not None)
        raw = certificate(desk.record, desk.fold(), text)
        write_new_file(folder / CERTIFICATE, raw)
        verified(raw)
        _say(paper, "certificate", {**facts, "label": label, "file": folder / CERTIFICATE})
        ours, theirs = play.digests
        if ours != theirs:
            raise RuntimeError("the two offices hold different records")
        _say(paper, "digest", {**facts, "digest": short(ours)})
        kinds = Counter(path.suffix for path in play.sent)
        _say(paper, "envelopes", {**facts, "n": kinds.total(), "home": quote(str(folder / HOST))})
    finally:
        for home in homes.values():
            home.close()


def _sides(visit: Visit) -> dict[str, SideId]:
    """The two sides of the example: the host first."""
    by_role = {side.role.value: key for key, side in visit.sides.items()}
    return {HOST: by_role["host"], GUEST: by_role["guest"]}


def _say(paper: Paper, key: str, facts: dict[str, object]) -> None:
    words = paper.spoken.words("joint")["together"]
    paper.bullet(paper.spoken.fill(words[key], facts))

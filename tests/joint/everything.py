"""One long story in which two offices do everything that leaves something behind, and everything that does not.

Whatever an office may choose to keep for itself is marked; whatever it says to the other side is not. So whoever finds
a mark in what left has found a leak.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

from tests.joint.offices import Pair, two_offices
from tests.projections.private import with_private, words
from tests.visits import load

from placet.agreement.certificate import certificate
from placet.agreement.dates.windows import Window
from placet.formats.writing import write_visit
from placet.model.evidence import Evidence, Form, Said
from placet.model.points import MatterContent, RequestContent, Stay, WindowContent, WindowStage
from placet.model.spans import Hours
from placet.model.text import Text
from placet.model.visit import Visit
from placet.node.joint import common_dates
from placet.node.joint.changing_keys import change_keys
from placet.node.joint.countering import Change, counter
from placet.node.joint.drafts import keep_draft
from placet.node.joint.evidence import keep_evidence
from placet.node.joint.handing_data_over import prepared
from placet.node.joint.initials import initial, want_initials
from placet.node.joint.keyring import draw_keys, keep_keys, next_folder, open_keyring, open_keyrings
from placet.node.joint.lapsing import lapse
from placet.node.joint.our_visit import our_visit, remember_visit, title_for_others
from placet.node.joint.proposing import propose
from placet.node.joint.regrouping import regrouped
from placet.node.joint.remarks import Note, decline, note
from placet.node.joint.safe import LIGHT
from placet.node.joint.sheets import sheet_of
from placet.node.joint.signing import agree, withdraw
from placet.node.joint.standing import state_of
from placet.node.joint.wishes import named, of_programme, put_forward, stated, wish
from placet.node.opening import open_dated

BOTH = (Window(date(2027, 5, 24), 2), Window(date(2027, 6, 7), 2))
OURS_ALONE, THEIRS_ALONE = Window(date(2027, 5, 11), 2), Window(date(2027, 4, 19), 2)
BETWEEN = (date(2027, 4, 1), date(2027, 6, 30))
HELD_UNTIL = "2027-01-20T00:00:00Z"
OUT_OF_REACH = frozenset({"withheld"})
"""That a time is withheld is told, and its hours are not: those are tried apart."""


def visit_with(mark: str, *, hours: int = 0) -> Visit:
    """A visit of almost everything there is, with every private field filled in; without a mark with none.

    Its own private file is left aside. `hours`: when the withheld time of one engagement begins.
    """
    plain = load("state_visit").visit
    bare = replace(plain, diary={}, notes={})
    visit = with_private(bare, mark, but=OUT_OF_REACH) if mark else bare
    if hours:
        talks = replace(visit.engagements["prime-minister"], withheld=Hours(time(hours), time(hours + 2)))
        visit = replace(visit, engagements={**visit.engagements, "prime-minister": talks})
    return visit


def laid_down(folder: Path, visit: Visit) -> Path:
    """The visit as the two files of an office."""
    written = write_visit(visit)
    folder.mkdir(parents=True)
    (folder / "visit.toml").write_text(written.shared, encoding="utf-8")
    (folder / "private.toml").write_text(written.private, encoding="utf-8")
    return folder


@contextmanager
def everything(folder: Path, mark: str = "", *, hours: int = 10, best_first: bool = True) -> Iterator[Pair]:
    """Play the whole story, and close both homes afterwards.

    `mark` stands in all that is private; `best_first` is how each side ranks the windows that both could keep.
    """
    canary = words(f"{mark}-") if mark else ""
    path = laid_down(folder / f"{canary}our-visits", visit_with(mark, hours=hours))
    with two_offices(folder, canary) as pair:
        pair.open(title_for_others(open_dated(path).visit))
        remember_visit(pair.ours.office, pair.ours.file, path)
        _before_anything_is_said(pair, canary)
        _find_dates(pair, BOTH if best_first else BOTH[::-1])
        _put_on_the_table(pair, canary)
        _answer(pair, canary)
        _settle(pair)
        _hand_data_over(pair, folder / f"{canary}our-files")
        _let_lapse(pair)
        _change_keys(pair, canary)
        yield pair


def _before_anything_is_said(pair: Pair, canary: str) -> None:
    desk = pair.ours.desk()
    asked = MatterContent(title=Text({"en": f"{canary}what we may ask for"}))
    draft = keep_draft(desk, asked, ("engagement", f"{canary}item"))
    want_initials(desk, [f"{canary}press department"], "matter")
    initial(desk, [draft], f"{canary}press department")
    want_initials(desk, [f"{canary}protocol department"], "engagement", [f"{canary}protocol department={canary}deputy"])
    keep_evidence(
        desk, Evidence("draft-1", "", f"{canary}by", Form.LETTER, Said.NOTED, f"{canary}letter 7", desk.means.stamp())
    )


def _find_dates(pair: Pair, ranking: tuple[Window, ...]) -> None:
    ours, theirs = pair.ours, pair.theirs
    put_forward(ours.desk(), wish(common_dates.terms(ours.desk(), BETWEEN, [2])), ours.seals())
    pair.carry(ours, theirs)
    agree(theirs.desk(), theirs.waiting(), theirs.seals())
    pair.carry(theirs, ours)
    pair.carry(ours, theirs)
    common_dates.say(ours.desk(), (*ranking, OURS_ALONE), ours.seals().keys)
    pair.carry(ours, theirs)
    common_dates.say(theirs.desk(), (THEIRS_ALONE, *ranking[::-1]), theirs.seals().keys)
    pair.carry(theirs, ours)
    assert common_dates.close(ours.desk()).windows == ranking
    pair.carry(ours, theirs)
    assert common_dates.results(theirs.desk())[0].windows == ranking[::-1]


def _put_on_the_table(pair: Pair, canary: str) -> None:
    ours, desk = pair.ours, pair.ours.desk()
    visit_file = our_visit(desk)
    hold = WindowContent(type=WindowStage.HOLD, window=Stay(arrival=BOTH[0].arrival, days=2), until=HELD_UNTIL)
    draft = keep_draft(desk, MatterContent(title=Text({"en": "Motorcades"})), ("engagement", f"{canary}motorcades"))
    wishes = [
        *named(desk, visit_file, None, ["category", draft.label]),
        *wish(hold),
        *of_programme(desk, visit_file, stated(visit_file)),
    ]
    put_forward(desk, wishes, ours.seals())
    point = ours.point("Motorcades")
    initial(desk, [point.latest.text], f"{canary}protocol department", f"{canary}deputy")
    keep_evidence(
        desk,
        Evidence(
            point.point,
            point.latest.text[1],
            f"{canary}by",
            Form.TELEPHONE,
            Said.AGREED,
            f"{canary}Mr Orlov, 11:40",
            desk.means.stamp(),
        ),
    )
    keep_draft(desk, MatterContent(title=Text({"en": f"{canary}more cars"})), answers=point.latest.text)
    note(desk, [point], Note.AGREED_ORALLY, date(2027, 2, 1))
    pair.carry(ours, pair.theirs)


def _answer(pair: Pair, canary: str) -> None:
    theirs, desk = pair.theirs, pair.theirs.desk()
    want_initials(desk, [f"{canary}legal department"], "*", [])
    first = next(each for each in theirs.waiting() if each.kind == "engagement" and each.latest.package is None)
    propose(desk, [[counter(first, Change(remark=Text({"en": "In the small hall"})))]], theirs.seals())
    desk = theirs.desk()
    decline(desk, [theirs.point("Motorcades")], "Not at this stage")
    keep_evidence(
        desk,
        Evidence("P-01", "", f"{canary}by", Form.MINUTES, Said.NOT_NOW, f"{canary}minutes", desk.means.stamp()),
    )
    waiting = [each for each in theirs.waiting() if each.kind != "window" or "hold" in str(each.latest.revision)]
    sheet_of(desk, waiting[0])
    agree(theirs.desk(), [each for each in waiting if each.kind != "package"], theirs.seals())
    pair.carry(theirs, pair.ours)


def _settle(pair: Pair) -> None:
    ours = pair.ours
    countered = [ours.point("In the small hall")]
    groups = regrouped(ours.desk(), countered)
    for each in countered:
        sheet_of(ours.desk(), each)  # with what it does to our programme, judged against everything private
    agree(ours.desk(), countered, ours.seals("protocol", "council"))
    if groups:
        propose(ours.desk(), groups, ours.seals())
    withdraw(ours.desk(), [ours.point("Motorcades")])
    pair.exchange()
    state_of(ours.desk())
    desk = ours.desk()
    agreed = next(each for each in desk.standings() if each.kind == "category")
    assert agreed.in_force is not None
    pair.hand_over("certificate", certificate(desk.record, desk.fold(), agreed.in_force.text))


def _hand_data_over(pair: Pair, folder: Path) -> None:
    """Where our file lies nobody learns; what is in it, and its name, they do."""
    ours, theirs = pair.ours, pair.theirs
    put_forward(theirs.desk(), wish(RequestContent(what=Text({"en": "Manifest"}))), theirs.seals())
    pair.carry(theirs, ours)
    folder.mkdir()
    manifest = folder / "manifest.csv"
    manifest.write_bytes(b"name,office\n")
    desk = ours.desk()
    propose(desk, [[prepared(desk, ours.point("Manifest"), [manifest], None)]], ours.seals())
    pair.exchange()


def _let_lapse(pair: Pair) -> None:
    ours = pair.ours
    ours.clock.at += timedelta(days=30)
    (entry,) = lapse(ours.desk())
    assert entry.body_fields() is not None
    pair.exchange()


def _change_keys(pair: Pair, canary: str) -> None:
    ours = pair.ours
    old = ours.office.keyring.root(ours.passphrase)
    keys = draw_keys(ours.side, {"en": "Iran"}, ours.office.means)
    folder = next_folder(ours.home)
    ours.passphrase = f"{canary}another passphrase"
    keep_keys(folder, keys, ours.passphrase, ours.office.means, LIGHT)
    change_keys([ours.desk()], lambda _: old, keys, lambda: open_keyring(folder))
    ours.office = replace(ours.office, keyrings=open_keyrings(ours.home))
    pair.exchange()

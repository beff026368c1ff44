"""Two offices in two folders that prepare one visit by envelopes alone: for the demonstration, and for training.

Everything is real: keys, databases, envelopes in files, the search for dates, the certificate. Only the passphrase is
known to everybody, so these homes are worth nothing afterwards.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from placet.agreement.dates.windows import Window
from placet.formats.visitfile import VisitFile
from placet.model.points import Stay, WindowContent, WindowStage
from placet.model.programme import Programme
from placet.node.files import read_bytes
from placet.node.joint import common_dates
from placet.node.joint.countering import Change, counter
from placet.node.joint.desk import Desk, Stores
from placet.node.joint.digest import digest_of
from placet.node.joint.envelopes import Received, receive
from placet.node.joint.handing_over import seal_into
from placet.node.joint.keyring import MAIN_OFFICE, draw_keys, keep_keys, next_folder, open_keyrings
from placet.node.joint.means import Means
from placet.node.joint.office import Office
from placet.node.joint.opening_files import enrol, open_with
from placet.node.joint.our_visit import remember_visit, title_for_others
from placet.node.joint.proposing import propose
from placet.node.joint.regrouping import regrouped
from placet.node.joint.safe import LIGHT
from placet.node.joint.signing import Seals, agree
from placet.node.joint.wishes import named, of_days, of_programme, put_forward, wish
from placet.projections.standing import PointStanding

PASSPHRASE = "shown to everybody"  # noqa: S105  # these keys are made to be shown
ENVELOPES = "envelopes"


@dataclass(slots=True)
class Rehearsing:
    """One of the two offices."""

    home: Path
    office: Office
    file: str = ""

    @property
    def side(self) -> str:
        """Its side."""
        return self.office.side

    def desk(self) -> Desk:
        """Its desk, everything verified anew."""
        return self.office.desk(self.file)

    def seals(self) -> Seals:
        """Its officer's key."""
        return Seals({MAIN_OFFICE: self.office.keyring.seal(MAIN_OFFICE, PASSPHRASE)})


@dataclass(slots=True)
class Rehearsal:
    """Two offices, and the folder through which their envelopes pass."""

    folder: Path
    host: Rehearsing
    guest: Rehearsing
    sent: list[Path] = field(default_factory=list)

    def carry(self, sender: Rehearsing, receiver: Rehearsing) -> Received:
        """Seal an envelope, lay it in the folder, take it in from there."""
        path = self.folder / ENVELOPES / f"{len(self.sent) + 1:02d}-{sender.side}-{receiver.side}.envelope"
        seal_into(sender.desk(), receiver.side, path)
        self.sent.append(path)
        keyring = receiver.office.keyring
        received = receive(receiver.office, read_bytes(path, 1 << 27), lambda: keyring.root(PASSPHRASE))
        receiver.file = received.desk.file
        return received

    def exchange(self) -> None:
        """An envelope each way and back, until both hold the same and know it."""
        for sender, receiver in ((self.host, self.guest), (self.guest, self.host), (self.host, self.guest)):
            self.carry(sender, receiver)

    def point(self, of: Rehearsing, title: str) -> PointStanding:
        """The point whose text says something."""
        for point in of.desk().standings():
            revision = point.latest.revision
            if revision is not None and title in str(revision.content):
                return point
        raise LookupError(title)

    @property
    def digests(self) -> tuple[str, str]:
        """What the record comes to at both; the same once both hold the same."""
        return digest_of(self.host.desk()), digest_of(self.guest.desk())


def begin(
    folder: Path, stores: Mapping[str, Stores], names: Mapping[str, Mapping[str, str]], means: Means
) -> Rehearsal:
    """Keys for both, cards exchanged. `stores` and `names` by side, the host first."""
    (folder / ENVELOPES).mkdir(parents=True, exist_ok=True)
    offices = []
    for side, kept in stores.items():
        home = folder / side
        keys = draw_keys(side, names[side], means)
        keep_keys(next_folder(home), keys, PASSPHRASE, means, LIGHT)
        offices.append(Rehearsing(home, Office(open_keyrings(home), kept, means)))
    host, guest = offices
    enrol(host.office, guest.office.keyring.card)
    enrol(guest.office, host.office.keyring.card)
    return Rehearsal(folder, host, guest)


def clear(folder: Path) -> None:
    """Take an earlier rehearsal away, if this is one."""
    if (folder / ENVELOPES).is_dir():
        shutil.rmtree(folder)


def open_file(rehearsal: Rehearsal, visit: Path, visit_file: VisitFile) -> None:
    """The host opens the joint file; it leaves with the first envelope, and the guest joins."""
    host = rehearsal.host
    root = host.office.keyring.root(PASSPHRASE)
    desk = open_with(host.office, title_for_others(visit_file.visit), [rehearsal.guest.office.keyring.card], root)
    host.file = desk.file
    remember_visit(host.office, host.file, visit)


def find_dates(
    rehearsal: Rehearsal, between: tuple[date, date], ours: Sequence[Window], theirs: Sequence[Window]
) -> tuple[Window, ...]:
    """Terms, their agreement, three messages in three envelopes: the windows in common, in the host's order."""
    host, guest = rehearsal.host, rehearsal.guest
    lengths = sorted({window.days for window in (*ours, *theirs)})
    put_forward(host.desk(), wish(common_dates.terms(host.desk(), between, lengths)), host.seals())
    rehearsal.carry(host, guest)
    agree(guest.desk(), [each for each in guest.desk().standings() if each.kind == "dates"], guest.seals())
    rehearsal.carry(guest, host)
    rehearsal.carry(host, guest)
    common_dates.say(host.desk(), ours, host.seals().keys)
    rehearsal.carry(host, guest)
    common_dates.say(guest.desk(), theirs, guest.seals().keys)
    rehearsal.carry(guest, host)
    found = common_dates.close(host.desk())
    rehearsal.carry(host, guest)
    common_dates.results(guest.desk())
    return found.windows


def put_on_the_table(
    rehearsal: Rehearsal, visit_file: VisitFile, programme: Programme, dates: Window, until: str
) -> int:
    """The host proposes category, a hold of dates, and the programme; how many points that is."""
    host = rehearsal.host
    hold = WindowContent(type=WindowStage.HOLD, window=Stay(arrival=dates.arrival, days=dates.days), until=until)
    wishes = [
        *named(host.desk(), visit_file, programme, ["category"]),
        *of_days(host.desk(), hold),
        *of_programme(host.desk(), visit_file, programme),
    ]
    texts = put_forward(host.desk(), wishes, host.seals())
    rehearsal.carry(host, rehearsal.guest)
    return len(texts)


def answer(rehearsal: Rehearsal, title: str, change: Change) -> tuple[int, str]:
    """The guest counters one engagement and agrees to everything that does not hang on it; how many, and which."""
    guest = rehearsal.guest
    disputed = rehearsal.point(guest, title)
    bond = disputed.latest.package
    propose(guest.desk(), [[counter(disputed, change)]], guest.seals())
    waiting = [each for each in _waiting(guest) if (each.latest.package or each.latest.text) != bond]
    agree(guest.desk(), waiting, guest.seals())
    rehearsal.carry(guest, rehearsal.host)
    return len(waiting), disputed.label


def settle(rehearsal: Rehearsal, label: str) -> None:
    """The host agrees to the counter and ties the rest of its package anew; the guest agrees; receipts go round."""
    host, guest = rehearsal.host, rehearsal.guest
    countered = [point for point in host.desk().standings() if point.label == label]
    groups = regrouped(host.desk(), countered)
    agree(host.desk(), countered, host.seals())
    if groups:
        propose(host.desk(), groups, host.seals())
    rehearsal.exchange()
    agree(guest.desk(), _waiting(guest), guest.seals())
    rehearsal.carry(guest, host)
    rehearsal.exchange()


def _waiting(office: Rehearsing) -> list[PointStanding]:
    """What waits for a side, windows that were only offered left aside."""
    points = [each for each in office.desk().standings() if office.side in each.turn and each.on_table]
    return [each for each in points if each.kind != "window" or "hold" in str(each.latest.revision)]

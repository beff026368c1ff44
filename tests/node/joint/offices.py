"""Two offices in two folders with a joint file between them, for tests: real homes, light keys, a clock that is set."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime, time
from pathlib import Path

from placet.agreement.acts import Level
from placet.agreement.signing import SecretKey
from placet.model.engagements import Kind
from placet.model.points import AgreedClock, CategoryContent, Content, EngagementContent, MatterContent, RequestContent
from placet.model.text import Text
from placet.model.visit import VisitKind
from placet.node.joint.desk import Stores
from placet.node.joint.means import Means
from placet.node.joint.opening_files import open_with
from placet.node.joint.proposing import propose
from placet.node.joint.rehearsal import PASSPHRASE, Rehearsal, Rehearsing, begin
from placet.node.joint.texts import Proposed
from placet.projections.standing import PointStanding
from placet.stores.home import begin_home

TODAY = datetime(2027, 3, 4, 9, 0, tzinfo=UTC)
NAMES = {
    "IR": {"en": "Islamic Republic of Iran", "fa": "جمهوری اسلامی ایران"},
    "RU": {"en": "Russian Federation", "ru": "Российская Федерация"},
}
TITLE = {"en": "Visit to Tehran", "fa": "سفر به تهران", "ru": "Визит в Тегеран"}
CATEGORY = CategoryContent(category=VisitKind.OFFICIAL, honours=("anthems",))
REQUEST = RequestContent(what=Text({"en": "List of the delegation"}), due=date(2027, 4, 20))
MATTER = MatterContent(title=Text({"en": "Language of the toast"}))


def talks(hour: int = 12, title: str = "Talks") -> EngagementContent:
    """Talks from an hour on, for 45 minutes."""
    starts, ends = (AgreedClock(at=at, zone="Asia/Tehran", offset="+03:30") for at in (time(hour), time(hour, 45)))
    named = Text({"en": title, "fa": "مذاکرات", "ru": "Переговоры"})
    return EngagementContent(title=named, kind=Kind.TALKS, day=1, starts=starts, ends=ends)


def set_means(seed: str = "") -> Means:
    """A clock that stands still, and chance that comes out the same each time."""
    count = itertools.count()

    def chance(size: int) -> bytes:
        return hashlib.shake_256(f"{seed}/{next(count)}".encode()).digest(size)

    return Means(lambda: TODAY, chance)


@contextmanager
def two_offices(folder: Path, *, begun: bool = True, seed: str = "") -> Iterator[Rehearsal]:
    """Tehran and Moscow. Where it has `begun`, Tehran has opened the file, and Moscow joins with the first envelope."""
    with ExitStack() as closing:
        homes = {side: closing.enter_context(begin_home(folder / side, side)) for side in NAMES}
        stores = {side: Stores(home.record, home.private) for side, home in homes.items()}
        play = begin(folder, stores, NAMES, set_means(seed))
        if begun:
            host = play.host
            host.file = open_with(host.office, TITLE, [play.guest.office.keyring.card], root_of(host)).file
        yield play


def root_of(office: Rehearsing) -> SecretKey:
    """The root key of a rehearsing office."""
    return office.office.keyring.root(PASSPHRASE)


def put(office: Rehearsing, *groups: list[Content], level: Level = Level.FINAL) -> None:
    """Propose and sign, each group to be agreed together."""
    propose(office.desk(), [[Proposed(content) for content in group] for group in groups], office.seals(), level)


def point(office: Rehearsing, label: str) -> PointStanding:
    """A point by its label."""
    return next(each for each in office.desk().standings() if each.label == label)


def labels(office: Rehearsing) -> list[str]:
    """The labels of all points."""
    return [each.label for each in office.desk().standings()]

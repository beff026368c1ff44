"""What the other side may write into an answer: it chooses no place on our disk, and nothing passes for data."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.node.joint.offices import CATEGORY, REQUEST, TODAY, point, put, two_offices

from placet.agreement.acts import Revision, point_id
from placet.agreement.entry import Kind
from placet.errors import Refused
from placet.model.points import (
    MOST_HANDED_BYTES,
    MOST_HANDED_FILES,
    MOST_NAME_CHARS,
    SCHEMA,
    HandedFile,
    RequestContent,
    ReturnContent,
)
from placet.model.text import Text
from placet.node.joint.desk import Act
from placet.node.joint.handing_data_over import Awaited, asked, received
from placet.node.joint.rehearsal import Rehearsal, Rehearsing
from placet.node.joint.signing import assenting, signable
from placet.node.joint.standing import state_of

DATA = b64encode(b"a,b\n").decode()
BEYOND = b64encode(bytes(MOST_HANDED_BYTES + 1)).decode()


@pytest.fixture
def play(tmp_path: Path) -> Iterator[Rehearsal]:
    """Tehran asked for a list, due on 20 April 2027, P-01; Moscow has that."""
    with two_offices(tmp_path) as both:
        put(both.host, [REQUEST])
        both.carry(both.host, both.guest)
        both.carry(both.guest, both.host)
        yield both


def tabled(office: Rehearsing, content: dict[str, Any], *, signed: bool = True, kind: str = "return") -> None:
    """Put whatever one likes on the table, as a program of one's own could, and sign it."""
    desk = office.desk()
    salt = desk.means.chance(32)
    point = point_id(desk.visit, desk.side, kind, salt.hex())
    name = Revision(desk.visit, point, kind, SCHEMA, (), content, (), salt.hex()).hash
    fields = {"base": [], "content": content, "kind": kind, "schema": SCHEMA}
    acts = [Act(Kind.PROPOSE, fields, {"point": point, "revision": name}, salt)]
    desk.write([*acts, assenting(desk, (point, name), office.seals())] if signed else acts)


def answer(play: Rehearsal, **otherwise: Any) -> dict[str, Any]:
    """A sound answer to the request, with something in it otherwise; None leaves a field out."""
    files = [{"name": "list.csv", "data": DATA}]
    content = {"what": {"en": "List"}, "answers": point(play.host, "P-01").point, "files": files, **otherwise}
    return {key: value for key, value in content.items() if value is not None}


def state(play: Rehearsal) -> Awaited:
    """How the request stands at Tehran."""
    desk = play.host.desk()
    return asked(desk, desk.standings())[point(play.host, "P-01").point].state


def saved(play: Rehearsal, label: str = "P-02") -> dict[str, bytes]:
    standings = play.host.desk().standings()
    return {name: file.data for name, file in received([point(play.host, label)], standings).items()}


def test_a_sound_answer_counts_and_is_saved(play: Rehearsal) -> None:
    assert state(play) is Awaited.DUE
    tabled(play.guest, answer(play))
    play.carry(play.guest, play.host)
    assert (state(play), saved(play)) == (Awaited.ANSWERED, {"P-02-1.csv": b"a,b\n"})
    signable(point(play.host, "P-02"))


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../../../etc/passwd", "P-02-1"),
        ("/var/spool/cron/crontab", "P-02-1"),
        ("C:\\Windows\\evil.csv", "P-02-1.csv"),
        (".bashrc", "P-02-1"),
        ("list.csv.exe", "P-02-1"),
        ("list.desktop", "P-02-1"),
        ("list\u202evsc.exe", "P-02-1"),
        ("list.csv\u202e", "P-02-1"),
        ("list.csv\n", "P-02-1"),
        ("list\u0000.csv", "P-02-1"),
        ("list.CSV", "P-02-1.csv"),
        ("list.csv/", "P-02-1.csv"),
        ("list.csv/..", "P-02-1"),
        ("CON", "P-02-1"),
        ("ن" * MOST_NAME_CHARS, "P-02-1"),
    ],
)
def test_a_name_chooses_no_place(play: Rehearsal, name: str, kept: str) -> None:
    tabled(play.guest, answer(play, files=[{"name": name, "data": DATA}]))
    play.carry(play.guest, play.host)
    assert saved(play) == {kept: b"a,b\n"}


@pytest.mark.parametrize(
    "otherwise",
    [
        {"files": [{"name": "n" * (MOST_NAME_CHARS + 1), "data": DATA}]},
        {"files": [{"name": "", "data": DATA}]},
        {"files": [{"name": 7, "data": DATA}]},
        {"files": [{"name": "list.csv"}]},
        {"files": [{"name": "list.csv", "data": ""}]},
        {"files": [{"name": "list.csv", "data": "AB=="}]},
        {"files": [{"name": "list.csv", "data": DATA + "\n"}]},
        {"files": [{"name": "list.csv", "data": "§"}]},
        {"files": [{"name": "list.csv", "data": [1, 2]}]},
        {"files": [{"name": "list.csv", "data": BEYOND}]},
        {"files": [{"name": "list.csv", "data": DATA, "run": True}]},
        {"files": [{"name": "list.csv", "data": DATA}] * (MOST_HANDED_FILES + 1)},
        {"files": {"name": "list.csv", "data": DATA}},
        {"files": []},
        {"files": None},
        {"files": ["list.csv"]},
        {"answers": "P-01"},
        {"answers": "A" * 64},
        {"answers": None},
        {"what": None},
        {"more": 1},
    ],
)
def test_what_is_not_understood_whole_is_no_data(play: Rehearsal, otherwise: dict[str, Any]) -> None:
    tabled(play.guest, answer(play, **otherwise))
    play.carry(play.guest, play.host)
    assert state(play) is Awaited.DUE
    with pytest.raises(Refused, match="no-data"):
        saved(play)
    with pytest.raises(Refused, match="not-understood"):
        signable(point(play.host, "P-02"))
    assert [line.label for line in state_of(play.host.desk()).lines] == ["P-01", "P-02"]


def test_what_its_owner_has_not_signed_is_no_data(play: Rehearsal) -> None:
    tabled(play.guest, answer(play), signed=False)
    play.carry(play.guest, play.host)
    assert state(play) is Awaited.DUE
    with pytest.raises(Refused, match="no-data"):
        saved(play)


def test_nobody_answers_a_request_of_their_own_or_what_is_none(play: Rehearsal) -> None:
    tabled(play.host, answer(play))
    assert state(play) is Awaited.DUE
    put(play.host, [CATEGORY])
    play.carry(play.host, play.guest)
    category = next(each for each in play.guest.desk().standings() if each.kind == "category")
    tabled(play.guest, answer(play, answers=category.point))
    tabled(play.guest, answer(play, answers="0" * 64))
    play.carry(play.guest, play.host)
    assert state(play) is Awaited.DUE
    told = sorted(line.answers for line in state_of(play.host.desk()).lines if line.answers is not None)
    assert told == ["", "P-01", point(play.host, category.label).label]


def test_a_request_is_late_from_the_day_after_its_last(play: Rehearsal) -> None:
    # TODAY is 4 March 2027: what was due on the 4th is due still, what was due on the 3rd is late
    for day, awaited in (
        (TODAY.date(), Awaited.DUE),
        (TODAY.date().replace(day=3), Awaited.LATE),
        (None, Awaited.OPEN),
    ):
        put(play.host, [RequestContent(what=Text({"en": "Diets"}), due=day)])
        desk = play.host.desk()
        assert list(asked(desk, desk.standings()).values())[-1].state is awaited


def test_the_largest_answer_fits_into_an_entry(play: Rehearsal) -> None:
    each = MOST_HANDED_BYTES // MOST_HANDED_FILES
    name = "\u0001" * MOST_NAME_CHARS  # six bytes each, as they are escaped
    files = tuple(HandedFile(name=name, data=bytes([n]) * each) for n in range(MOST_HANDED_FILES))
    content = ReturnContent(what=Text({"en": "w" * 200}), answers=point(play.guest, "P-01").point, files=files)
    put(play.guest, [content])
    play.carry(play.guest, play.host)
    assert sum(map(len, saved(play).values())) == MOST_HANDED_BYTES

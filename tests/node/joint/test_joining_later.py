"""A side that gets its Placet later is offered what was agreed on paper as one package, and nothing else of ours."""

from __future__ import annotations

import pytest
from tests.node.joint.offices import CATEGORY, MATTER, REQUEST, TITLE, root_of, talks, two_offices

from placet.errors import Refused
from placet.model.evidence import Evidence, Form, Said
from placet.node.joint.drafts import keep_draft
from placet.node.joint.evidence import keep_evidence
from placet.node.joint.initials import want_initials
from placet.node.joint.joining_later import agreed_on_paper, as_one_package
from placet.node.joint.opening_files import admit_counterpart, open_alone
from placet.node.joint.signing import agree
from placet.node.joint.standing import state_of
from placet.node.joint.wishes import put_forward
from placet.wording.joint import JointWords
from placet.wording.language import language

CANARIES = (b"Petrov", b"legal office", b"Gift list", b"letter 44")
"""What must not leave: a name of a telephone call, an office that initials, a draft that was not agreed, its letter."""


def kept(desk, draft, form, said, reference):
    keep_evidence(desk, Evidence(draft, "", "", form, said, reference, desk.means.stamp()))


@pytest.fixture
def play(tmp_path):
    """Tehran, alone: draft-1 agreed by note, draft-2 without objection by letter, draft-3 by telephone, draft-4 not."""
    with two_offices(tmp_path, begun=False) as play:
        play.host.file = open_alone(play.host.office, TITLE).name
        desk = play.host.desk()
        for content in (talks(), REQUEST, CATEGORY, MATTER):
            keep_draft(desk, content)
        keep_draft(desk, talks(18, "Gift list"), number=4)
        want_initials(desk, ["legal office"])
        kept(desk, "draft-1", Form.TELEPHONE, Said.AGREED, "counsellor Petrov")
        kept(desk, "draft-1", Form.NOTE_VERBALE, Said.AGREED, "no. 112 of 3 May")
        kept(desk, "draft-2", Form.LETTER, Said.NO_OBJECTION, "letter 9")
        kept(desk, "draft-3", Form.TELEPHONE, Said.AGREED, "counsellor Petrov")
        kept(desk, "draft-4", Form.LETTER, Said.AGREED, "letter 43")
        kept(desk, "draft-4", Form.LETTER, Said.NOT_NOW, "letter 44")
        yield play


def joined(play):
    office = play.host.office
    return admit_counterpart(office, office.file(), [play.guest.office.keyring.card], root_of(play.host))


def offered(play):
    desk = joined(play)
    put_forward(desk, as_one_package(desk), play.host.seals())
    play.carry(play.host, play.guest)


def test_only_what_was_agreed_on_paper_is_offered(play):
    found = agreed_on_paper(play.host.desk())
    assert [(draft.label, said.reference) for draft, said in found] == [
        ("draft-1", "no. 112 of 3 May"),
        ("draft-2", "letter 9"),
    ]


def test_it_is_one_package_whose_members_name_their_evidence(play):
    offered(play)
    first, second, package = play.guest.desk().standings()
    assert package.kind == "package"
    assert {first.latest.package, second.latest.package} == {package.latest.text}
    said = JointWords(play.guest.desk().opening, "RU", language("en"))
    assert [str(said.remark(each.remarks[0])) for each in (first, second)] == [
        "agreed on paper before: note verbale no. 112 of 3 May (Islamic Republic of Iran)",
        "agreed on paper before: letter 9 (Islamic Republic of Iran)",
    ]


def test_one_yes_agrees_to_all_of_it(play):
    offered(play)
    agree(play.guest.desk(), [play.guest.desk().standings()[0]], play.guest.seals())
    play.carry(play.guest, play.host)
    play.exchange()
    assert [each.in_force is not None for each in play.host.desk().standings()] == [True, True, True]
    lines = state_of(play.host.desk()).lines
    assert [(line.label, line.is_on_paper) for line in lines if line.evidence] == [
        ("P-01", True),
        ("P-03", True),
        ("draft-3", False),
        ("draft-4", False),
    ]


def test_nothing_private_leaves(play):
    offered(play)
    record = play.guest.desk().record
    sent = b"".join(entry.raw + (entry.body or b"") for entry in record) + record.opening.raw
    assert b"no. 112 of 3 May" in sent  # so what leaves can be seen
    assert [canary for canary in CANARIES if canary in sent] == []


def test_what_was_offered_is_not_offered_again(play):
    offered(play)
    with pytest.raises(Refused) as told:
        as_one_package(play.host.desk())
    assert told.value.code == "nothing-on-paper"

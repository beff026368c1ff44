"""A reply typed from paper comes to the same as one given by envelope; on paper it is evidence and nothing else."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date, time
from pathlib import Path

import pytest
from tests.node.joint.offices import CATEGORY, MATTER, REQUEST, TITLE, point, put, talks, two_offices

from placet.agreement.acts import Level, Wording
from placet.errors import Refused, UnreadReplies
from placet.model.evidence import Form, Said
from placet.node.joint.countering import Change, counter
from placet.node.joint.digest import digest_of
from placet.node.joint.drafts import keep_draft
from placet.node.joint.evidence import evidence
from placet.node.joint.open_points import made, sheet
from placet.node.joint.opening_files import open_alone
from placet.node.joint.paper_codes import code_of_draft, code_of_text, open_drafts
from placet.node.joint.proposing import propose
from placet.node.joint.remarks import Note, decline, note
from placet.node.joint.replies import answers_on_paper, give, keep_replies, own_answers
from placet.node.joint.signing import agree, covered
from placet.node.joint.standing import state_of


@contextmanager
def tabled(folder: Path):
    """Tehran has put P-01, P-03, P-05, P-07 and a package P-13 of P-09 and P-11 on the table; Moscow has it."""
    with two_offices(folder) as play:
        put(play.host, [CATEGORY], [REQUEST], [MATTER], [talks()], [talks(15, "Signing"), talks(16, "Statements")])
        play.carry(play.host, play.guest)
        yield play


@pytest.fixture
def play(tmp_path):
    with tabled(tmp_path) as play:
        yield play


def code(office, label):
    found = point(office, label)
    return str(code_of_text(found, found.latest))


def typed(play, text):
    """Answers of Moscow: `P-01 agreed` with the code put in for the number."""
    for label in sorted((each.label for each in play.guest.desk().standings()), reverse=True):
        text = text.replace(f"{label} ", f"{code(play.guest, label)} ")
    return text


def answer(play, text):
    desk = play.guest.desk()
    give(desk, own_answers(desk, typed(play, text)), play.guest.seals())


def by_commands(play):
    """The answers that `LIST` types, as the commands give them, in the same order."""
    guest = play.guest
    agree(guest.desk(), [point(guest, "P-01")], guest.seals())
    agree(guest.desk(), [point(guest, "P-03")], guest.seals(), Level.FINAL, Wording.NO_OBJECTION)
    note(guest.desk(), [point(guest, "P-05")], Note.UNDER_CONSIDERATION, date(2027, 4, 8))
    propose(guest.desk(), [[counter(point(guest, "P-07"), Change(starts=time(12, 20)))]], guest.seals())
    agree(guest.desk(), [point(guest, "P-13")], guest.seals(), Level.AD_REFERENDUM)
    decline(guest.desk(), [point(guest, "P-05")], "the hall is taken")


LIST = """P-01 agreed
P-03 возражений нет
P-05 under consideration until 8 April
P-07 12:20
P-09 به‌شرط تأیید مرکز
"""
LATER = "P-05 not now because the hall is taken"


def standing(office):
    """Everything that follows from the record but for what chance named."""
    lines = state_of(office.desk()).lines
    return [
        (
            line.label,
            line.point.standing,
            sorted(line.point.turn),
            sorted(line.point.latest.signed_by),
            sorted(line.point.latest.ad_referendum_by),
            line.content,
            [(remark.side, dict(remark.fields)) for remark in line.point.remarks],
        )
        for line in lines
        if line.point is not None
    ]


def test_the_same_replies_typed_from_paper_and_given_by_commands_come_to_the_same_state(tmp_path):
    with tabled(tmp_path / "typed") as one, tabled(tmp_path / "commands") as other:
        answer(one, LIST)
        answer(one, LATER)
        by_commands(other)
        assert standing(one.guest) == standing(other.guest)
        for play in (one, other):
            play.carry(play.guest, play.host)
            play.exchange()
        assert standing(one.host) == standing(other.host) == standing(one.guest)
        assert len(standing(one.host)) == 7
        assert one.digests[0] == one.digests[1]


def test_what_is_typed_is_agreed_when_the_envelopes_have_gone_round(play):
    answer(play, "P-01 agreed; P-09 agreed")
    play.carry(play.guest, play.host)
    play.exchange()
    agreed = [each.label for each in play.host.desk().standings() if each.in_force is not None]
    assert agreed == ["P-01", "P-09", "P-11", "P-13"]


def troubles(desk, text, read=own_answers):
    with pytest.raises(UnreadReplies) as told:
        read(desk, text)
    return [(trouble.line, trouble.refusal.code) for trouble in told.value.troubles]


def test_everything_that_is_amiss_is_told_at_once_and_nothing_is_written(play):
    before = digest_of(play.guest.desk())
    right = code(play.guest, "P-01")
    wrong = right[:-1] + ("C" if right[-1] != "C" else "D")
    text = (
        f"{right} agreed\n{wrong} agreed\nagreed to all\n{code(play.guest, 'P-03')} perhaps; {right} noted\n\n{right}"
    )
    assert troubles(play.guest.desk(), text) == [
        (2, "code-mistyped"),
        (3, "code-missing"),
        (4, "reply-not-understood"),
        (4, "reply-twice"),
        (6, "reply-empty"),
    ]
    assert digest_of(play.guest.desk()) == before


def test_a_code_of_a_text_that_was_replaced_is_not_answered(play):
    old = code(play.guest, "P-07")
    answer(play, "P-07 12:20")
    assert troubles(play.guest.desk(), f"{old} agreed") == [(1, "reply-replaced")]


def test_what_our_side_has_signed_is_not_signed_again_but_may_be_made_final(play):
    answer(play, "P-01 ad referendum")
    assert troubles(play.guest.desk(), typed(play, "P-01 ad referendum")) == [(1, "reply-signed-already")]
    answer(play, "P-01 agreed")
    assert point(play.guest, "P-01").latest.ad_referendum_by == frozenset()
    assert troubles(play.guest.desk(), typed(play, "P-01 agreed")) == [(1, "reply-signed-already")]


def test_a_member_is_not_countered_in_the_list_that_agrees_to_its_package(play):
    assert troubles(play.guest.desk(), typed(play, "P-13 agreed\nP-09 15:30")) == [(2, "reply-twice")]


def test_several_codes_may_stand_before_one_reply_and_nobody_answers_twice_by_a_package(play):
    answers = own_answers(play.guest.desk(), typed(play, "P-01 P-03 P-09 P-11 P-13 agreed"))
    assert [each.label for each in answers] == ["P-01", "P-03", "P-13"]


def test_a_list_that_is_too_long_or_blank_is_refused(play):
    for text, reason in (("P" * 20_001, "too-large"), ("# nothing\n", "reply-empty"), ("", "reply-empty")):
        with pytest.raises(Refused) as told:
            own_answers(play.guest.desk(), text)
        assert told.value.code == reason


def test_the_sheet_as_text_can_be_filled_in_and_typed_back_as_it_is(play):
    text = made(sheet(play.guest.desk(), {}, spoken=("en",)), Path("sheet.txt"), date(2027, 3, 4)).decode()
    mine = made(sheet(play.host.desk(), {}, spoken=("en",)), Path("sheet.txt"), date(2027, 3, 4)).decode()
    filled = mine.replace(f"{code(play.guest, 'P-01')} ____", f"{code(play.guest, 'P-01')} agreed")
    (only,) = own_answers(play.guest.desk(), filled)
    assert (only.label, only.saying.said) == ("P-01", Said.AGREED)
    assert text != mine  # Moscow asks itself for nothing


def test_on_paper_it_is_evidence_with_its_text_and_no_signature(play):
    desk, before = play.host.desk(), digest_of(play.host.desk())
    text = f"{code(play.host, 'P-01')} agreed\n{code(play.host, 'P-05')} not now: the hall is taken"
    keep_replies(desk, answers_on_paper(desk, text), Form.NOTE_VERBALE, "no. 112 of 3 May", "RU")
    assert [(each.about, each.text, each.said, each.reference, each.words) for each in evidence(desk)] == [
        (point(play.host, "P-01").point, point(play.host, "P-01").latest.text[1], Said.AGREED, "no. 112 of 3 May", ""),
        (
            point(play.host, "P-05").point,
            point(play.host, "P-05").latest.text[1],
            Said.NOT_NOW,
            "no. 112 of 3 May",
            "the hall is taken",
        ),
    ]
    assert digest_of(play.host.desk()) == before
    assert [line.label for line in state_of(desk).lines if line.is_on_paper] == ["P-01"]


def test_another_text_on_paper_is_no_evidence_of_this_one(play):
    text = f"{code(play.host, 'P-07')} 12:20"
    assert troubles(play.host.desk(), text, answers_on_paper) == [(1, "reply-counter-on-paper")]


@pytest.fixture
def alone(tmp_path):
    with two_offices(tmp_path, begun=False) as play:
        play.host.file = open_alone(play.host.office, TITLE).name
        keep_draft(play.host.desk(), talks())
        keep_draft(play.host.desk(), REQUEST)
        yield play.host


def test_a_side_without_a_placet_answers_drafts_on_paper(alone):
    desk = alone.desk()
    first, second = (str(code_of_draft(draft)) for draft in open_drafts(desk))
    text = f"{first} agreed; {second} under consideration until 8 April"
    keep_replies(desk, answers_on_paper(desk, text), Form.LETTER, "letter 9")
    assert [(line.label, line.is_on_paper) for line in state_of(desk).lines] == [("draft-1", True), ("draft-2", False)]
    assert [each.words for each in evidence(desk)] == ["", "2027-04-08"]


def test_a_code_of_a_draft_as_it_was_worded_before_finds_nothing(alone):
    desk = alone.desk()
    old = str(code_of_draft(open_drafts(desk)[0]))
    keep_draft(desk, talks(13), number=1)
    assert troubles(desk, f"{old} agreed", answers_on_paper) == [(1, "code-unknown-text")]
    assert troubles(desk, "P-09-CCCCC agreed", answers_on_paper)[0][1] in ("code-unknown-point", "code-mistyped")


def test_nobody_signs_for_our_side_while_there_is_nobody_to_sign_with(alone):
    with pytest.raises(Refused) as told:
        own_answers(alone.desk(), "P-01-CCCCC agreed")
    assert told.value.code == "no-counterpart"


def test_a_signature_under_a_member_is_shown_as_what_it_is(play):
    everything = play.guest.desk().standings()
    members = [point(play.guest, "P-09"), point(play.guest, "P-11"), point(play.guest, "P-01")]
    assert [each.label for each in covered(everything, members)] == ["P-13", "P-01"]


def test_data_come_on_paper_where_they_were_asked_for_and_from_us_under_our_signature_alone(play):
    """P-03 asks for data, P-05 does not."""
    (came,) = answers_on_paper(play.guest.desk(), typed(play, "P-03 data enclosed"))
    assert (came.label, came.saying.said) == ("P-03", Said.HANDED_OVER)
    desk = play.guest.desk()
    assert troubles(desk, typed(play, "P-05 handed over"), answers_on_paper) == [(1, "no-request")]
    assert troubles(desk, typed(play, "P-03 handed over")) == [(1, "reply-handed-over")]

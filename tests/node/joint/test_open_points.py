"""The printed twin of an envelope: every open point, its exact text and its code; nothing private."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.documents.papers import pages_of_pdf
from tests.node.joint.offices import CATEGORY, MATTER, REQUEST, TITLE, TODAY, point, put, talks, two_offices

from placet.agreement.codes import code_from, replies_from
from placet.errors import StorageError
from placet.model.evidence import Evidence, Form, Said
from placet.node.joint.digest import digest_of
from placet.node.joint.drafts import keep_draft
from placet.node.joint.envelopes import receive, seal
from placet.node.joint.evidence import keep_evidence
from placet.node.joint.open_points import made, sheet, twin
from placet.node.joint.opening_files import open_alone
from placet.node.joint.paper_codes import Codes
from placet.node.joint.rehearsal import PASSPHRASE
from placet.node.joint.remarks import Note, note
from placet.node.joint.signing import agree

ON = TODAY.date()


@pytest.fixture
def play(tmp_path):
    with two_offices(tmp_path) as play:
        yield play


def twin_of(play, spoken=("en",)):
    desk = play.host.desk()
    return twin(desk, seal(desk, "RU"), spoken)


def test_every_open_point_is_on_it_with_a_code_that_finds_just_its_text(play):
    put(play.host, [CATEGORY], [talks(), talks(14, "Lunch")], [REQUEST])
    (paper,) = twin_of(play)
    desk = play.host.desk()
    found = [Codes(desk).meant(code_from(line.code)) for line in paper.points]
    assert [(each.label, each.text) for each in found] == [
        (p.label, p.latest) for p in (point(play.host, line.number) for line in paper.points)
    ]
    assert len(paper.points) == 5  # category, two engagements, their package, the request


def test_the_exact_text_is_on_it_in_the_order_of_the_model(play):
    put(play.host, [talks()])
    (paper,) = twin_of(play)
    (line,) = paper.points
    assert [field.name for field in line.rows] == ["title", "kind", "day of the visit", "begins", "ends"]
    assert line.rows[3].lines == ((("at", "12:00"), ("zone", "Asia/Tehran"), ("ahead of UTC by", "+03:30")),)
    assert line.rows[0].lines == ((("en", "Talks"), ("fa", "\u2068مذاکرات\u2069"), ("ru", "Переговоры")),)


def test_it_says_who_said_what_and_speaks_of_no_side_as_us(play):
    put(play.host, [CATEGORY])
    play.carry(play.host, play.guest)
    note(play.guest.desk(), [point(play.guest, "P-01")], Note.UNDER_CONSIDERATION, ON)
    play.carry(play.guest, play.host)
    (paper,) = twin_of(play)
    (line,) = paper.points
    assert line.standing == "Signed by Islamic Republic of Iran"
    assert line.said == (
        "proposed by Islamic Republic of Iran, 4 March 2027",
        "under consideration until 4 March 2027 (Russian Federation)",
    )


def test_what_is_agreed_together_has_one_place_for_a_reply(play):
    put(play.host, [talks(), talks(14, "Lunch")])
    (paper,) = twin_of(play)
    package, *members = paper.points
    assert (package.boxes, package.writing, package.together) == (
        True,
        True,
        f"Agreed together or not at all: {members[0].number}, {members[1].number}. One reply counts for all of them.",
    )
    assert [(m.boxes, m.writing) for m in members] == [(False, True), (False, True)]


def test_what_needs_no_reply_has_no_boxes(play):
    put(play.host, [CATEGORY], [MATTER])
    play.carry(play.host, play.guest)
    agree(play.guest.desk(), [point(play.guest, "P-01")], play.guest.seals())
    play.carry(play.guest, play.host)
    (paper,) = twin_of(play)
    assert [(line.number, line.boxes) for line in paper.points] == [("P-03", True)]
    assert [(label, standing) for label, _, standing in paper.settled] == [("P-01", "Agreed")]


def test_without_a_language_it_is_in_those_of_the_other_side_its_own_first(play):
    put(play.host, [CATEGORY])
    desk = play.host.desk()
    assert [paper.imprint.language for paper in twin(desk, seal(desk, "RU"))] == ["ru", "en"]


def test_the_same_points_have_the_same_codes_at_both_sides(play):
    put(play.host, [CATEGORY], [talks()])
    (ours,) = twin_of(play)
    play.carry(play.host, play.guest)
    (theirs,) = sheet(play.guest.desk(), {}, spoken=("en",))
    assert [line.code for line in ours.points] == [line.code for line in theirs.points]


def test_a_receipt_that_an_envelope_carries_is_told_on_it(play):
    put(play.host, [CATEGORY])
    play.carry(play.host, play.guest)
    agree(play.guest.desk(), [point(play.guest, "P-01")], play.guest.seals())
    play.carry(play.guest, play.host)
    (paper,) = twin_of(play)
    assert [line.number for line in paper.points] == []
    assert paper.settled == (("P-01", "Category of the visit", "Agreed"),)


@pytest.mark.parametrize("code", ["en", "fa", "ru"])
def test_the_pdf_has_codes_state_fingerprint_and_page_numbers(play, code):
    put(play.host, [CATEGORY], [talks()])
    desk = play.host.desk()
    papers = twin(desk, seal(desk, "RU"), (code,))
    text = " ".join(pages_of_pdf(made(papers, Path("twin.pdf"), ON))[0].split())
    digest = digest_of(desk)
    mixed = [*(line.code for line in papers[0].points), digest[:4], digest[12:16]]
    turned = (
        code == "fa"
    )  # PDFium turns letters and digits round where a line begins on the right; the eye sees them well
    wanted = [*desk.keyring.card.card.fingerprint.split(), *(() if turned else mixed)]
    assert [word for word in wanted if word not in text] == []
    assert {"en": "Page 1 of 1", "fa": "۱ از ۱", "ru": "Стр. 1 из 1"}[code] in text


def test_the_same_sheet_has_the_same_bytes(play):
    put(play.host, [talks()])
    desk = play.host.desk()
    papers = twin(desk, seal(desk, "RU"))
    assert made(papers, Path("a.pdf"), ON) == made(papers, Path("b.PDF"), ON)


def test_the_text_of_it_is_a_list_to_be_answered(play):
    put(play.host, [CATEGORY], [talks(), talks(14, "Lunch")])
    papers = twin_of(play)
    text = made(papers, Path("twin.txt"), ON).decode()
    answered = [line for line in text.split("\n") if line.startswith("P-")]
    assert [str(reply.codes[0]) for reply in replies_from("\n".join(answered))] == [
        line.code for line in papers[0].points if line.boxes
    ]


def test_another_kind_of_file_is_not_made(play):
    with pytest.raises(StorageError) as told:
        made(twin_of(play), Path("twin.odt"), ON)
    assert told.value.reason == "paper-ending"


@pytest.fixture
def alone(tmp_path):
    with two_offices(tmp_path, begun=False) as play:
        play.host.file = open_alone(play.host.office, TITLE).name
        yield play.host


def kept(desk, form, said, reference):
    keep_evidence(desk, Evidence("draft-1", "", "", form, said, reference, "2027-03-04T09:00:00Z"))


def test_without_a_counterpart_the_drafts_are_on_it(alone):
    desk = alone.desk()
    keep_draft(desk, talks())
    keep_draft(desk, REQUEST)
    kept(desk, Form.NOTE_VERBALE, Said.AGREED, "no. 112")
    (paper,) = sheet(desk, TITLE, spoken=("en",))
    assert [(line.number, line.standing, line.boxes) for line in paper.points] == [
        ("P-01", "Replied on paper: agreed (no. 112)", False),
        ("P-02", "Proposed", True),
    ]
    assert (paper.imprint.paper, paper.imprint.sides) == ("Points to agree", "Islamic Republic of Iran")
    assert paper.closing == ("Name and office", "Date", "Signature")  # nobody knows yet for whom
    assert [Codes(desk).meant(code_from(line.code)).label for line in paper.points] == ["draft-1", "draft-2"]


def test_what_was_said_by_telephone_is_on_no_paper(alone):
    desk = alone.desk()
    keep_draft(desk, talks())
    kept(desk, Form.TELEPHONE, Said.AGREED, "counsellor Petrov")
    text = made(sheet(desk, TITLE), Path("sheet.txt"), ON).decode()
    assert "Petrov" not in text
    assert "telephone" not in text
    kept(desk, Form.LETTER, Said.NOTED, "letter 9, Petrov")
    assert "Petrov" in made(sheet(desk, TITLE), Path("sheet.txt"), ON).decode()  # so it could have been


def test_a_draft_of_a_joint_file_is_on_no_paper(play):
    put(play.host, [CATEGORY])
    keep_draft(play.host.desk(), talks(title="Secret dinner"))
    assert "Secret dinner" not in made(twin_of(play), Path("twin.txt"), ON).decode()
    assert "Secret dinner" not in made(sheet(play.host.desk(), {}), Path("twin.txt"), ON).decode()


def test_an_envelope_with_a_twin_is_taken_in_like_any_other(play):
    put(play.host, [CATEGORY])
    desk = play.host.desk()
    envelope = seal(desk, "RU")
    twin(desk, envelope)
    received = receive(play.guest.office, envelope.raw, lambda: play.guest.office.keyring.root(PASSPHRASE))
    assert [each.label for each in received.desk.standings()] == ["P-01"]


def test_a_text_that_would_turn_the_line_round_does_not(play):
    put(play.host, [talks(title="Talks \u202erevo \x07 P-99-KX7MP agreed")])
    (paper,) = twin_of(play)
    assert paper.points[0].title == "Talks revo  P-99-KX7MP agreed"
    text = made((paper,), Path("twin.txt"), ON).decode()
    assert [line for line in text.splitlines() if line.startswith("P-99")] == []
    assert not {"\u202e", "\x07"} & set(text)


def test_a_line_feed_in_a_text_begins_no_line_of_its_own(play):
    put(play.host, [talks(title="Talks\nP-99-KX7MP agreed\u2028P-99-KX7MP agreed")])
    text = made(twin_of(play), Path("twin.txt"), ON).decode()
    assert [line for line in text.splitlines() if line.startswith("P-99")] == []

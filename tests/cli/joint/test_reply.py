"""`placet envelope seal --paper` and `placet reply`: out on paper and back by hand."""

from __future__ import annotations

import json

import pytest
from tests.cli.running import placet
from tests.node.joint.offices import CATEGORY, REQUEST, TITLE, put, talks, two_offices

from placet.node.joint.drafts import keep_draft
from placet.node.joint.opening_files import open_alone
from placet.node.joint.rehearsal import PASSPHRASE


@pytest.fixture
def homes(tmp_path, monkeypatch):
    """Moscow holds P-01, P-03 and P-05 of Tehran."""
    monkeypatch.setenv("PLACET_PASSPHRASE", PASSPHRASE)
    with two_offices(tmp_path) as play:
        put(play.host, [CATEGORY], [REQUEST], [talks()])
        play.carry(play.host, play.guest)
    return tmp_path


def said(*args):
    """What a command prints, its lines put together."""
    done = placet(*args)
    assert done.exit_code == 0, done.output + done.stderr
    return " ".join(done.output.split())


def codes(home):
    """The codes on the paper that asks for replies, by number."""
    paper = home.parent / "asked.txt"
    paper.unlink(missing_ok=True)
    said("standing", home, "--paper", paper, "--lang", "en")
    lines = [line.removeprefix("# ") for line in paper.read_text("utf-8").splitlines() if line.endswith("____")]
    return {line[:4]: line.split()[0] for line in lines}


def standing(home):
    return {
        point["label"]: (point["standing"], point["turn"], point["notes"], point["signed_by"])
        for point in json.loads(placet("standing", home, "--json").output)["points"]
    }


def test_a_typed_reply_and_the_commands_give_the_same_standing(homes, tmp_path_factory, monkeypatch):
    moscow = homes / "RU"
    known = codes(moscow)
    listed = homes / "fax.txt"
    listed.write_text(
        f"{known['P-01']} agreed\n{known['P-03']} under consideration until 8 April 2090\n{known['P-05']} 12:20\n",
        "utf-8",
    )
    shown = said("reply", moscow, "--list", listed, "--yes")
    assert "P-03 List of the delegation: under consideration until 8 April 2090" in shown
    assert "It answers the text proposed before:" in shown
    assert "begins · at 12:20 (was: 12:00) begins · zone Asia/Tehran" in shown  # what stays is signed too, and shown
    assert "Replied: P-01, P-03, P-05." in shown
    other = tmp_path_factory.mktemp("commands")
    with two_offices(other) as play:
        put(play.host, [CATEGORY], [REQUEST], [talks()])
        play.carry(play.host, play.guest)
    said("agree", other / "RU", "P-01", "--yes")
    said("consider", other / "RU", "P-03", "--until", "2090-04-08")
    said("counter", other / "RU", "P-05", "--at", "12:20", "--yes")
    assert standing(moscow) == standing(other / "RU")


def test_it_shows_what_is_signed_and_signs_nothing_without_a_yes(homes):
    moscow = homes / "RU"
    before = standing(moscow)
    done = placet("reply", moscow, f"{codes(moscow)['P-01']} agreed")
    assert done.exit_code == 130
    assert "With this our word is given" in " ".join(done.output.split())
    assert "Stopped. Nothing is half written." in done.output + done.stderr
    assert standing(moscow) == before


def test_a_typed_counter_text_has_its_sheet_and_an_office_that_cannot_sign_is_told_before_the_question(homes):
    moscow = homes / "RU"
    reply, before = f"{codes(moscow)['P-05']} 12:20", standing(moscow)
    asked = placet("reply", moscow, reply)
    assert (asked.exit_code, "You sign for Russian Federation." in " ".join(asked.output.split())) == (130, True)
    wrong = placet("reply", moscow, reply, "--office", "council")
    assert (wrong.exit_code, "Sign?" in wrong.output, "council" in wrong.stderr) == (2, False, True)
    assert standing(moscow) == before


def test_an_initial_that_is_missing_is_asked_for_under_a_typed_counter_text(homes):
    moscow = homes / "RU"
    said("initial", moscow, "--require", "--office", "press")
    reply = f"{codes(moscow)['P-05']} 12:20"
    for more in ((), ("--json",)):
        wrong = placet("reply", moscow, reply, "--yes", *more)
        assert (wrong.exit_code, "not yet initialled by press" in " ".join(wrong.output.split())) == (3, True)
    said("reply", moscow, reply, "--without-initials", "--yes")


def test_an_hour_for_a_text_that_states_none_is_told_without_the_names_of_options(homes):
    moscow = homes / "RU"
    wrong = placet("reply", moscow, f"{codes(moscow)['P-03']} 12:20", "--yes")
    assert wrong.exit_code == 3
    assert "The text of P-03 states no such hour, so a reply cannot change it." in " ".join(wrong.stderr.split())


def test_all_that_is_amiss_is_told_with_line_and_remedy(homes):
    moscow = homes / "RU"
    done = placet("reply", moscow, "P-01-CCCCC agreed; maybe", f"{codes(moscow)['P-03']} perhaps", "--yes")
    told = " ".join(done.stderr.split())
    assert done.exit_code == 3
    assert [part for part in ("line 1 P-01-CCCCC agreed", "line 1 maybe", "line 2 P-03") if part not in told] == []
    assert "Copy it from the paper once more" in told
    assert "3 lines are to be mended. Nothing was signed or kept." in told


def test_a_reply_or_a_list_but_not_both(homes):
    for more in ((), ("x", "--list", homes / "list.txt")):
        done = placet("reply", homes / "RU", *more)
        assert done.exit_code == 2
        assert "Give the replies after the home, or a file with --list" in done.stderr


def test_a_list_that_is_no_text_is_refused_without_a_traceback(homes):
    (homes / "list.txt").write_bytes(b"P-01\xff\xfe agreed")
    done = placet("reply", homes / "RU", "--list", homes / "list.txt")
    assert (done.exit_code, "Traceback" in done.output) == (3, False)


def test_what_the_other_side_wrote_on_paper_is_shown_as_that(homes):
    tehran = homes / "IR"
    with_codes = codes(homes / "RU")
    shown = said("reply", tehran, f"{with_codes['P-01']} agreed; {with_codes['P-03']} not now: too early",
                 "--on-paper", "no. 112 of 3 May", "--yes")  # fmt: skip
    assert "Kept in this office: P-01, P-03." in shown
    kept = [point["on_paper"] for point in json.loads(placet("standing", tehran, "--json").output)["points"]]
    paper = {"form": "note-verbale", "reference": "no. 112 of 3 May"}
    assert kept == [
        [{**paper, "said": "agreed", "words": ""}],
        [{**paper, "said": "not-now", "words": "too early"}],
        [],
    ]
    assert "Agreed on paper" in said("standing", tehran)
    assert "paper" not in said("standing", homes / "RU")


def test_an_envelope_is_sealed_with_its_paper(homes):
    said("propose", homes / "IR", "--matter", "Language of the toast", "--yes")
    shown = said("envelope", "seal", homes / "IR", "--to", "RU", "-o", homes / "a.envelope", "--paper", homes / "a.pdf")
    assert (homes / "a.pdf").read_bytes()[:5] == b"%PDF-"
    assert "a.pdf" in shown
    received = said("envelope", "receive", homes / "RU", homes / "a.envelope")
    assert "Language of the toast" in received


def test_a_paper_that_cannot_be_written_is_refused_before_anything_is_sealed(homes):
    envelope, there = homes / "a.envelope", homes / "a.pdf"
    there.touch()
    for paper, why in ((homes / "a.odt", "a paper is made as .pdf, .txt"), (there, "is there already")):
        done = placet("envelope", "seal", homes / "IR", "--to", "RU", "-o", envelope, "--paper", paper)
        assert (done.exit_code, why in " ".join(done.stderr.split())) == (7, True)
    assert not envelope.exists()
    sealed = said("envelope", "seal", homes / "IR", "--to", "RU", "-o", envelope)
    assert "Envelope no. 2 to" in sealed  # no. 1 went when Moscow joined


def test_the_third_envelope_is_asked_for_until_it_is_sealed(homes):
    moscow, tehran = homes / "RU", homes / "IR"
    said("reply", moscow, f"{codes(moscow)['P-01']} agreed", "--yes")
    said("envelope", "seal", moscow, "--to", "IR", "-o", homes / "2.envelope")
    wanted = "Seal an envelope to Russian Federation: it does not know yet that you hold its signature on P-01:"
    assert wanted in said("envelope", "receive", tehran, homes / "2.envelope")
    assert wanted in said("standing", tehran)
    assert json.loads(placet("standing", tehran, "--json").output)["receipts_due"] == {"RU": ["P-01"]}
    said("envelope", "seal", tehran, "--to", "RU", "-o", homes / "3.envelope")
    assert wanted not in said("standing", tehran)
    said("envelope", "receive", moscow, homes / "3.envelope")
    assert standing(moscow)["P-01"][0] == standing(tehran)["P-01"][0] == "agreed"


def test_a_side_without_a_placet_answers_the_printed_drafts(tmp_path):
    with two_offices(tmp_path, begun=False) as play:
        play.host.file = open_alone(play.host.office, TITLE).name
        keep_draft(play.host.desk(), talks())
    tehran = tmp_path / "IR"
    said("reply", tehran, f"{codes(tehran)['P-01']} согласовано", "--on-paper", "no. 7", "--form", "letter", "--yes")
    assert "Agreed on paper (letter no. 7)" in said("standing", tehran)


def test_as_json_it_tells_what_it_comes_to_and_writes_down_only_with_a_yes(homes):
    moscow, known = homes / "RU", codes(homes / "RU")
    replies = (f"{known['P-01']} agreed", f"{known['P-03']} under consideration until 8 April 2090",
               f"{known['P-05']} 12:20")  # fmt: skip
    before = standing(moscow)
    told = json.loads(placet("reply", moscow, *replies, "--json").output)
    assert (told["outcome"], told["on_paper"]) == ("looked-at", None)
    shown = [(each["label"], each["said"], each["until"], each["signs"]) for each in told["replies"]]
    assert shown == [
        ("P-01", "agreed", None, True),
        ("P-03", "under-consideration", "2090-04-08", False),
        ("P-05", "otherwise", None, True),
    ]
    assert told["replies"][2]["content"]["starts"]["at"] == "12:20"
    assert standing(moscow) == before
    assert json.loads(placet("reply", moscow, *replies, "--json", "--yes").output)["outcome"] == "replied"
    assert standing(moscow) != before
    on_paper = placet("reply", homes / "IR", replies[0], "--on-paper", "no. 112", "--json", "--yes")
    assert json.loads(on_paper.output)["outcome"] == "kept"
    assert json.loads(on_paper.output)["on_paper"] == "no. 112"


def test_as_json_what_stands_in_the_way_of_a_signature_stands_in_the_way(homes):
    moscow = homes / "RU"
    done = placet("reply", moscow, "P-01-CCCCC agreed", "--json", "--yes")
    assert (done.exit_code, json.loads(done.stdout)["outcome"]) == (3, "error")


@pytest.mark.parametrize("given", ["there", "no-folder", "a-file/inside"])
def test_an_envelope_that_cannot_be_written_uses_no_number_up(homes, given):
    (homes / "there").touch()
    (homes / "a-file").touch()
    (homes / "no-folder").mkdir()
    for command in (("--to", "RU", "-o", homes / given),):
        assert placet("envelope", "seal", homes / "IR", *command).exit_code == 7
    sealed = said("envelope", "seal", homes / "IR", "--to", "RU", "-o", homes / "a.envelope")
    assert "Envelope no. 2 to" in sealed  # no. 1 went when Moscow joined


def test_a_folder_is_no_envelope_and_nothing_is_said_of_visits(homes):
    done = placet("envelope", "receive", homes / "RU", homes)
    assert done.exit_code == 7
    told = " ".join(done.stderr.split())
    assert "is not a file" in told
    assert "visit" not in told


def test_a_receipt_whose_envelope_the_other_side_does_not_show_to_hold_is_asked_for_again(homes):
    moscow, tehran = homes / "RU", homes / "IR"
    said("reply", moscow, f"{codes(moscow)['P-01']} agreed", "--yes")
    said("envelope", "seal", moscow, "--to", "IR", "-o", homes / "2.envelope")
    said("envelope", "receive", tehran, homes / "2.envelope")
    said("envelope", "seal", tehran, "--to", "RU", "-o", homes / "lost.envelope")

    def due():
        return json.loads(placet("standing", tehran, "--json").output)["receipts_due"]

    assert due() == {}
    said("consider", moscow, "P-03", "--noted")
    said("envelope", "seal", moscow, "--to", "IR", "-o", homes / "3.envelope")
    told = said("envelope", "receive", tehran, homes / "3.envelope")
    assert "it does not know yet that you hold its signature on P-01" in told
    assert due() == {"RU": ["P-01"]}
    said("envelope", "seal", tehran, "--to", "RU", "-o", homes / "4.envelope")
    assert due() == {}
    said("envelope", "receive", moscow, homes / "4.envelope")
    said("envelope", "seal", moscow, "--to", "IR", "-o", homes / "5.envelope")
    said("envelope", "receive", tehran, homes / "5.envelope")
    assert due() == {}

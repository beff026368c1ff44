"""The papers of the programme: what stands on each of them, for whom, in which direction."""

from __future__ import annotations

import tomllib
from dataclasses import replace

import icalendar
import pypdfium2
import pytest
import tomli_w
from tests.documents import edges
from tests.documents.papers import ISSUE, ON, attached_to, pages_of_pdf, text_of_pdf, texts_of_word
from tests.projections.visits import FULL_DAY, full_day, seen, with_visit
from tests.rules.cases import case
from tests.visits.toml import laid_over

from placet.documents import booklet, calendar, outline_programme, pocket_programme, working_programme
from placet.documents.booklet.content import Place
from placet.documents.imprint import Issue
from placet.model.declare import Layer
from placet.model.ids import PersonId
from placet.model.text import Text, Title
from placet.model.visit import Secrecy
from placet.wording.sentences import Sentences

LANGUAGES = ("en", "fa", "ru")
DATA = b'{"a": 1}'
PRESIDENT = PersonId("president-se")


def working(language="en", issue=ISSUE, layer=Layer.SHARED):
    return working_programme.content(seen(full_day(), layer), "AR", language, issue)


def test_a_working_programme_shows_every_row_of_the_day_once():
    (day,) = working().days
    ids = [line.id for line in day.lines]
    assert len(ids) == len(set(ids))
    assert {row.id for row in seen(full_day()).days[0].rows} >= set(ids)


def test_its_head_and_foot_say_what_issue_it_is():
    imprint = working().imprint
    assert imprint.issue == "Version 2, as on 24 November 2026, Copy no. 7"
    assert imprint.supersedes == "Supersedes version 1"
    assert imprint.classification == "For both sides"
    assert imprint.illustrative == "Illustrative: everybody and everything is invented"


def test_an_issue_without_a_copy_number_has_none():
    assert working(issue=Issue("2", ON)).imprint.issue == "Version 2, as on 24 November 2026"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_paper_can_be_set_in_every_language_and_twice_gives_the_same_bytes(language):
    projection = seen(full_day(ON))
    made = [
        lambda: working_programme.lay_out([working(language)], on=ON, attached=DATA),
        lambda: working_programme.lay_out_word([working(language)], on=ON, attached=DATA),
        lambda: booklet.lay_out(booklet.content(projection, "AR", language, ISSUE), on=ON, attached=DATA, emblems={}),
        lambda: outline_programme.lay_out(
            outline_programme.content(projection, "AR", language, ISSUE), on=ON, attached=DATA
        ),
        lambda: pocket_programme.lay_out(pocket_programme.content(projection, "president-se", language, ISSUE), on=ON),
        lambda: calendar.lay_out(calendar.content(projection, "AR", language), on=ON),
    ]
    for paper in made:
        assert paper() == paper()


def test_two_languages_stand_beside_each_other_with_the_time_between_them():
    text = text_of_pdf(working_programme.lay_out([working("fa"), working("ru")], on=ON, attached=DATA))
    # PDFium turns the words of a left-to-right line round in a file that runs the other way: this one does not.
    assert "Рабочая программа" in text
    assert "برنامهٔ تفصیلی" in text.replace("ٔه", "هٔ")  # PDFium puts the hamza before the letter that carries it
    assert "10:00–10:45\r\n۱۰:۰۰–۱۰:۴۵" in text


@pytest.mark.parametrize("codes", [("en",), ("fa",), ("ru",), ("fa", "ru")])
def test_every_moment_of_an_engagement_stands_on_the_page_with_its_time(codes):
    text = text_of_pdf(working_programme.lay_out([working(code) for code in codes], on=ON, attached=DATA))
    cues = [cue for code in codes for day in working(code).days for line in day.lines for cue in line.cues]
    assert len(cues) == 2 * len(codes)  # a handshake and a photograph
    for cue in cues:
        assert text.count(cue.what.strip("\u2068\u2069")) == len(codes)  # the visit has no other word for it
        assert cue.time in text


def test_three_languages_on_one_sheet_are_refused():
    with pytest.raises(ValueError, match="one or two"):
        working_programme.lay_out([working(code) for code in LANGUAGES], on=ON, attached=DATA)


def test_the_data_lies_inside_the_pdf():
    pdf = working_programme.lay_out([working()], on=ON, attached=DATA)
    assert attached_to(pdf) == {"programme.json": DATA}


def test_a_word_document_runs_from_right_to_left_in_persian_and_carries_its_ids():
    text = texts_of_word(working_programme.lay_out_word([working("fa")], on=ON, attached=DATA))
    (day,) = working("fa").days
    assert "w:bidiVisual" in text
    assert all(f'w:val="{line.id}/time"' in text for line in day.lines)


def test_a_word_document_swallows_what_xml_cannot_hold():
    content = working()
    bad = replace(content.imprint, title="a\x00b\ud800c")
    made = working_programme.lay_out_word([replace(content, imprint=bad)], on=ON, attached=DATA)
    assert "abc" in texts_of_word(made)


def test_the_outline_is_one_page():
    made = outline_programme.lay_out(
        outline_programme.content(seen(full_day()), "AR", "en", ISSUE), on=ON, attached=DATA
    )
    with pypdfium2.PdfDocument(made) as document:
        assert len(document) == 1


def test_a_pocket_programme_has_its_holder_s_rows_and_nobody_else_s():
    projection = seen(full_day())
    card = pocket_programme.content(projection, "president-se", "en", ISSUE)
    own = {row.id for row in projection.items["president-se"]}
    assert {line.id for day in card.days for line in day.lines} == own


def test_a_booklet_names_a_delegation_by_its_suites_principals_in_front():
    subject = case(FULL_DAY + '[people.doctor]\nside = "SE"\noffice = "Physician"\nsuite = "service"\n')
    host, guest = booklet.content(seen(subject), "AR", "en", ISSUE).delegations
    assert (host.heading, [part.heading for part in host.parts]) == ("Delegation: Arvandia", [""])
    assert [part.heading for part in guest.parts] == ["Official suite", "Service suite"]
    assert [(member.office, member.principal) for member in guest.parts[0].members] == [
        ("President of Severia", True),
        ("Minister of Severia", False),
    ]


def test_a_short_day_shares_the_page_of_the_day_before_and_a_long_one_does_not():
    def page_of_second_day(rows: int) -> int:
        projection = edges.seen(edges.full_day(5) + edges.full_day(rows, day=2), ON)
        made = booklet.content(projection, None, "en", ISSUE)
        pages = pages_of_pdf(booklet.lay_out(made, on=ON, attached=DATA, emblems={}))
        return next(number for number, page in enumerate(pages, start=1) if "Item 2-00" in page)

    assert [page_of_second_day(rows) for rows in (1, 3, 4)] == [2, 2, 3]  # after the cover


def test_the_data_lies_inside_the_outline_too():
    made = outline_programme.lay_out(
        outline_programme.content(seen(full_day()), "AR", "en", ISSUE), on=ON, attached=DATA
    )
    assert attached_to(made) == {"programme.json": DATA}


ADDRESSES = """
[venues.airport]
address = "Gate 3"
[venues.palace]
address = "1 Palace Square"
"""


def test_a_booklet_has_the_addresses_of_its_places_by_city_in_the_order_of_the_programme():
    subject = case(tomli_w.dumps(laid_over(tomllib.loads(FULL_DAY), tomllib.loads(ADDRESSES))))
    said = booklet.content(seen(subject), None, "en", ISSUE)
    assert [(one.heading, one.places) for one in said.places] == [
        ("", (Place("Airport", "Gate 3"), Place("Palace", "1 Palace Square")))
    ]
    assert booklet.content(seen(full_day()), None, "en", ISSUE).places == ()  # a name alone stands on its day
    made = pages_of_pdf(booklet.lay_out(said, on=ON, attached=DATA, emblems={}))
    assert [page for page in made if "Addresses" in page and "1 Palace Square" in page] != []


def test_a_booklet_does_not_say_a_place_that_the_engagement_is_called():
    file = tomllib.loads(FULL_DAY)
    before = {entry.title: entry.place for day in _booklet_days(file) for entry in day.entries}
    assert before["Talks"] == "Palace"
    file = laid_over(file, {"engagements": {"talks": {"title": "palace"}}})
    assert {entry.title: entry.place for day in _booklet_days(file) for entry in day.entries}["palace"] == ""


def _booklet_days(file):
    return booklet.content(seen(case(tomli_w.dumps(file))), None, "en", ISSUE).days


def test_a_card_says_what_its_holder_does_and_whom_to_ring_and_not_how_it_is_run():
    more = """
    [people.liaison]
    side = "AR"
    office = "Liaison officer"
    phone = "+98 21 0000 0002"
    [engagements.arrival]
    contact = "liaison"
    [engagements.talks]
    contact = "liaison"
    """
    file = tomllib.loads(FULL_DAY)
    subject = case(tomli_w.dumps(laid_over(file, tomllib.loads(more))))

    def details(person: str) -> dict[str, tuple[str, ...]]:
        card = pocket_programme.content(seen(subject), person, "en", ISSUE)
        return {line.title: line.details for day in card.days for line in day.lines}

    assert details("minister-ar")["Arrival"] == ("greets",)
    assert details("minister-se")["Talks"] == ("Dark suit",)
    assert details("interpreter-1")["Talks"] == ("Dark suit", "consecutive, Persian–Russian: Interpreter")
    card = pocket_programme.content(seen(subject), "minister-se", "fa", ISSUE)
    assert card.numbers == (pocket_programme.Contact("Liaison officer", "\u2068+98 21 0000 0002\u2069"),)
    assert pocket_programme.content(seen(subject), "liaison", "en", ISSUE).numbers == ()


def test_a_calendar_is_read_back_by_another_program_with_its_zones_written_out():
    made = calendar.lay_out(calendar.content(seen(full_day(ON)), "AR", "en"), on=ON)
    read = icalendar.Calendar.from_ical(made)
    events = list(read.walk("VEVENT"))
    zones = {str(zone["TZID"]) for zone in read.walk("VTIMEZONE")}
    starts = {event["DTSTART"].params["TZID"] for event in events}
    assert starts == zones
    assert len({str(event["UID"]) for event in events}) == len(events)


@pytest.mark.parametrize("secrecy", [Secrecy.SECRET, Secrecy.HELD])
def test_a_visit_that_is_not_to_be_known_of_has_its_code_name_on_every_paper_and_calendar(secrecy):
    subject = full_day(ON)
    visit = replace(subject.visit, secrecy=secrecy, code_name="Larch", title=Text({"en": "CANARY of the title"}))
    projection = seen(with_visit(subject, visit))
    contents = [
        working_programme.content(projection, "AR", "en", ISSUE),
        booklet.content(projection, "AR", "en", ISSUE),
        outline_programme.content(projection, "AR", "en", ISSUE),
        pocket_programme.content(projection, "president-se", "en", ISSUE),
        calendar.content(projection, "AR", "en"),
        calendar.content(projection, "AR", "en", person="president-se"),
    ]
    for content in contents:
        assert "Larch" in repr(content)
        assert "CANARY" not in repr(content)


def test_an_entry_keeps_its_identity_in_every_language():
    first, other = (calendar.content(seen(full_day(ON)), "AR", code) for code in ("en", "fa"))
    assert [entry.uid for entry in other.entries] == [entry.uid for entry in first.entries]


def test_an_entry_without_a_named_zone_is_our_bug():
    with pytest.raises(TypeError, match="no named zone"):
        calendar.lay_out(calendar.content(seen(full_day()), "AR", "en"), on=ON)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("ru", "Программа Президента Северии"),  # the genitive stands in the file
        ("fa", "برنامهٔ \u2068President of Severia\u2069"),
        ("en", "Programme: President of Severia"),  # no form with an article is written: the sentence needs none
    ],
)
def test_a_card_calls_its_holder_in_the_form_that_the_owner_of_the_office_wrote(code, said):
    forms = Text({"ru": "Президента Северии"})
    office = Title(name=Text({"en": "President of Severia", "ru": "Президент Северии"}), genitive=forms)
    projection = seen(full_day())
    people = dict(projection.seen.people)
    people[PRESIDENT] = replace(people[PRESIDENT], office=office)
    visit = replace(projection.seen, people=people)
    assert pocket_programme.content(replace(projection, seen=visit), PRESIDENT, code, ISSUE).heading == said


def test_a_draft_is_called_so_in_the_language_of_the_paper():
    assert working("ru", Issue("draft", ON)).imprint.issue == "Редакция: проект, по состоянию на 24 ноября 2026 г."
    assert working("fa", Issue("draft", ON)).imprint.issue == "نسخهٔ پیش‌نویس، به تاریخ ۲۴ نوامبر ۲۰۲۶"


def test_a_clock_is_called_by_the_visit_s_own_city_and_others_by_the_language_s():
    sentences = Sentences(full_day().visit, full_day().timeline, "fa")
    # The file calls its city Arvand and gives no other name; Moscow is in nobody's file.
    assert [sentences.city(zone) for zone in ("Asia/Tehran", "Europe/Moscow")] == ["Arvand", "مسکو"]


def test_a_track_that_is_called_what_its_engagements_are_is_said_once():
    more = '[tracks.ministers]\nname = "Talks"\n[engagements.ministers]\ntitle = "Ministers"\ndress = "Dark suit"\n'
    subject = case(tomli_w.dumps(laid_over(tomllib.loads(FULL_DAY), tomllib.loads(more))))
    (day,) = working_programme.content(seen(subject), "AR", "en", ISSUE).days
    assert [line.details for line in day.lines if line.title == "Ministers"] == [("Talks", "Dark suit")]


def test_a_foreign_title_keeps_its_last_mark_at_its_end():
    paper = outline_programme.content(seen(full_day(ON)), "AR", "fa", ISSUE)
    titled = replace(paper, imprint=replace(paper.imprint, title="Xq!"))
    letters = list(edges.letters_of(outline_programme.lay_out(titled, on=ON, attached=b"")))
    tall = max((each for each in letters if each.letter == "q"), key=lambda each: each.top - each.bottom)
    line = [each for each in letters if each.page == tall.page and tall.bottom < each.top <= tall.top * 1.02]
    assert "".join(each.letter for each in sorted(line, key=lambda each: each.left)) == "Xq!"

"""What the programme page says, and that it is one quiet, harmless file."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser

import pytest
from tests.projections.visits import at, full_day, going, resting, seen, with_journeys
from tests.rules.cases import case, engagement

from placet.documents.programme_page import render
from placet.documents.programme_page.content import Content, GradeCount, Served, content
from placet.documents.programme_page.sheet import CueLine, SheetRow
from placet.model.declare import Layer

VOID = frozenset({"meta", "br", "link", "img", "input", "hr"})
OPENED = re.compile(r"(?:src|href|url|action|data|poster|srcset)\s*[=(]", re.IGNORECASE)


def said(subject=None, reader="AR", language="en", layer=Layer.SHARED) -> Content:
    return content(seen(subject or full_day(), layer), reader, language)


def page(subject=None, reader="AR", language="en") -> str:
    return render(seen(subject or full_day()), reader, language, as_on="3 May 2026, 09:00", version="1.2")


def row(day, title) -> SheetRow:
    return next(row for row in day.sheet.rows if row.title == title)


class Balanced(HTMLParser):
    """Fails on a tag that is closed without having been opened; keeps those still open and every attribute."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)


# ------------------------------------------------------------------------------------------------ content


def test_the_masthead_says_what_the_visit_is_and_how_secret():
    head = said().masthead
    assert head.title == "Official visit of the President of Severia to Arvandia"
    assert (head.kind, head.secrecy, head.layer) == ("Official visit", "Programme public", "For both sides")
    assert head.dates == "Not dated yet: days are counted from D, the first day"
    assert [(side.role, side.name, side.side) for side in head.sides] == [
        ("Host", "Arvandia", "ours"),
        ("Guest", "Severia", "theirs"),
    ]


def test_the_readers_own_side_stands_first():
    assert [side.name for side in said(reader="SE").masthead.sides] == ["Severia", "Arvandia"]
    assert row(said(reader="SE").days[0], "Talks").asked_by == "ours"
    assert row(said(reader="AR").days[0], "Talks").asked_by == "theirs"


@pytest.mark.parametrize(
    ("secrecy", "title", "classification"),
    [
        ("secret", "Quince", "Secret · For both sides"),
        ("held", "Quince", "Held, not announced · For both sides"),
        ("announced", "Official visit of the President of Severia to Arvandia", ""),
    ],
)
def test_the_code_name_takes_the_place_of_the_title_until_the_visit_is_announced(secrecy, title, classification):
    subject = case(f'secrecy = "{secrecy}"\ncode_name = "Quince"\n' + engagement("talks", "10:00"))
    head = said(subject).masthead
    assert (head.title, head.classification) == (title, classification)
    assert ("Official visit of the President of Severia" in page(subject)) == (secrecy == "announced")


def test_a_secret_visit_without_a_code_name_keeps_its_title_and_is_classified():
    head = said(case('secrecy = "secret"\n' + engagement("talks", "10:00"))).masthead
    assert head.title == "Official visit of the President of Severia to Arvandia"
    assert head.classification == "Secret · For both sides"


def test_the_classification_is_in_the_head_that_every_printed_sheet_repeats():
    text = page(case('secrecy = "secret"\n' + engagement("talks", "10:00")))
    assert "Secret · For both sides" in text.partition("<thead>")[2].partition("</thead>")[0]


def test_a_dated_page_says_the_date_in_the_calendars_of_the_sides():
    # 12 May 2026 is 22 Ordibehesht 1405; the lunar date is computed and says so.
    page_of = said(full_day(date(2026, 5, 12)))
    assert page_of.masthead.dates == "Tuesday 12 May 2026 – Wednesday 13 May 2026"
    assert page_of.days[0].calendars == ("22 Ordibehesht 1405", "25 Dhu al-Qaʿda 1447 (computed)")
    assert page_of.days[0].sun == ("sunrise 05:02", "sunset 19:00")


def test_the_summary_counts_and_a_track_without_engagement_is_visible():
    summary = said().summary
    assert summary.kept == "All 5 engagements are in the programme."
    assert summary.served == (
        Served("Treaty of friendship", "Trade", 1, "1 engagement"),
        Served("Treaty of friendship", "Culture", 0, "no engagement"),
    )


def test_findings_are_counted_by_grade_in_words():
    clash = engagement("talks", "10:00", length="60m", venues=["palace"], who=["president-ar"]) + engagement(
        "lunch", "10:30", length="60m", venues=["ministry"], who=["president-ar"]
    )
    summary = said(case(clash), layer=Layer.INTERNAL).summary
    assert summary.sound == "Something required is broken."
    assert summary.findings[0].grade == "must"
    assert isinstance(summary.findings[0], GradeCount)


def test_what_the_rules_found_stays_in_this_office():
    clash = engagement("talks", "10:00", length="60m", venues=["palace"], who=["president-ar"]) + engagement(
        "lunch", "10:30", length="60m", venues=["ministry"], who=["president-ar"]
    )
    office, shared = (said(case(clash), layer=layer) for layer in (Layer.INTERNAL, Layer.SHARED))
    assert office.notes
    assert office.unjudged
    assert [row.title for row in office.days[0].sheet.rows if row.notes] == ["Talks"]
    assert (shared.notes, shared.unjudged, shared.summary.findings) == ((), (), ())
    assert [row for row in shared.days[0].sheet.rows if row.notes] == []
    assert shared.summary.sound == office.summary.sound == "Something required is broken."
    advice = "Move one of the two, or let someone else attend."
    assert advice in render(seen(case(clash), Layer.INTERNAL), "AR", "en", as_on="3 May", version="1")
    assert advice not in page(case(clash))


def test_an_engagement_row_says_everything_about_it():
    talks = row(said().days[0], "Talks")
    assert talks.number == "2"
    assert talks.times == ("10:00–10:45", "09:30–10:15")  # Moscow is half an hour behind Tehran
    assert talks.details == ("plenary", "serves: A fair every other year · agreed: note 14")
    assert talks.place == "Palace"
    assert talks.who == ("President of Arvandia", "Delegation of Severia")
    assert talks.also == ("invited: Travelling press (20)",)
    assert talks.arrangements == (
        "consecutive, Persian–Russian: Interpreter",
        "pool, at the start; press assembles 09:30",
        "Dark suit",
    )
    assert talks.private == ()
    assert talks.cues == (CueLine("10:00", "Handshake", ""), CueLine("10:40", "Photograph", "President of Arvandia"))
    assert talks.agreed


RICH = """
[engagements.talks]
title = "Meeting"
kind = "talks"
status = "agreed"
day = 1
at = "10:00"
length = { least = "30m", typical = "45m", most = "60m" }
after = [{ engagement = "welcome", least = "5m", most = "30m" }]
venues = ["palace", "hall"]
who = ["president-ar", "president-se"]
interpretation = { mode = "none", languages = ["fa", "fa"], interpreters = 0 }
flags = { en = "both", fa = "هر دو" }
host = { en = "The Foreign Ministry", fa = "وزارت امور خارجه" }
margin = "10m"
plan_b = { venue = "hall", decide_before = "3h", trigger = "Rain" }
[engagements.welcome]
title = "Welcome"
kind = "welcome"
day = 1
at = "09:00"
length = "15m"
venues = ["palace"]
who = ["president-ar"]
[engagements.tea]
title = "Tea"
status = "cancelled"
day = 1
"""
RICH_PRIVATE = """
[engagements.talks]
value = 80
withheld = "09:30–11:00"
reason = "The cabinet decides"
note = "Call him first"
"""


def test_what_is_held_under_the_roof_of_its_plan_b_says_nothing_of_the_weather():
    text = RICH.replace('venues = ["palace", "hall"]', 'venues = ["hall"]').replace(', trigger = "Rain"', "")
    talks = row(said(case(text)).days[0], "Meeting")
    assert talks.details[1] == "may move ±10\u00a0min without asking"


@pytest.mark.parametrize(
    ("language", "told"), [("en", ("both", "The Foreign Ministry")), ("fa", ("هر دو", "وزارت امور خارجه"))]
)
def test_flags_and_the_host_are_told_in_the_language_of_the_page(language, told):
    text = " ".join(row(said(case(RICH), language=language).days[0], "Meeting").details)
    assert [words in text for words in told] == [True, True]


@pytest.mark.parametrize(("language", "told"), [("en", "The old bridge"), ("fa", "پل قدیمی")])
def test_a_place_in_words_is_told_in_the_language_of_the_page(language, told):
    text = RICH.replace('venues = ["palace", "hall"]', 'place = { en = "The old bridge", fa = "پل قدیمی" }')
    assert row(said(case(text), language=language).days[0], "Meeting").place == told


def test_an_engagement_says_what_was_asked_for_and_what_may_still_change():
    talks = row(said(case(RICH)).days[0], "Meeting")
    assert talks.details == (
        "talks · flags: both · host: The Foreign Ministry",
        "may move ±10\u00a0min without asking · in bad weather: Hall · to be decided by 07:00 · Rain",
        (
            "asked for: 30\u00a0min to 1\u00a0h\u00a000, usually 45\u00a0min, "
            "after Welcome (5\u00a0min or more later, 30\u00a0min later at most)"
        ),
    )
    assert talks.agreed
    assert talks.place_detail == "or: Hall"
    assert talks.arrangements == ("no interpretation: Persian",)


def test_what_stays_in_this_office_is_on_its_own_band_and_on_no_other_page():
    subject = case(RICH, private=RICH_PRIVATE)
    ours = row(said(subject, layer=Layer.INTERNAL).days[0], "Meeting")
    assert ours.private == (
        "worth 80 of 100",
        "may begin 09:30–11:00, told on the day",
        "The cabinet decides",
        "Call him first",
    )
    assert "The cabinet decides" not in page(subject)


def test_by_when_the_weather_decides_is_for_the_sides_and_nobody_else():
    public = 'secrecy = "programme-public"\n'
    assert "to be decided by 07:00" in page(case(RICH))
    told = said(case(public + RICH), layer=Layer.PUBLIC)
    assert all(text not in repr(told) for text in ("07:00", "Rain", "bad weather"))
    assert "Rain" in repr(said(case(public + RICH), layer=Layer.SHARED))


def test_the_hour_of_a_decision_does_not_tell_an_hour_that_is_withheld():
    ours = said(case(RICH, private=RICH_PRIVATE), layer=Layer.INTERNAL)
    assert "to be decided by 07:00" in repr(ours)
    theirs = said(case(RICH, private=RICH_PRIVATE), layer=Layer.SHARED)
    assert "07:00" not in repr(theirs)
    assert "10:00" not in repr(theirs)


def test_a_cancelled_engagement_is_named_and_not_counted_also_for_the_public():
    told = said(case(RICH)).summary
    assert (told.kept, told.cancelled) == ("All 2 engagements are in the programme.", "Cancelled: Tea.")
    public = said(case('secrecy = "programme-public"\n' + RICH), layer=Layer.PUBLIC).summary
    assert (public.kept, public.cancelled) == ("All 2 engagements are in the programme.", "")


def annex(heading, subject=None, layer=Layer.SHARED):
    return next(one for one in said(subject, layer=layer).annexes if one.heading == heading).groups


def test_what_the_visit_serves_names_the_engagements_of_every_track():
    treaty, promised = annex("What it serves")
    assert (treaty.heading, [(one.name, one.facts) for one in treaty.entries]) == (
        "Treaty of friendship",
        [("Trade", ("Talks",)), ("Culture", ("no engagement",))],
    )
    assert promised.entries[0].facts == ("under Treaty of friendship", "Trade", "Arvandia: Ministry of Trade")


def test_people_stand_with_their_own_side_in_its_order_of_precedence():
    text = (
        '[people.president-se]\nprecedence = 2\n[people.minister-se]\nprecedence = 1\nsuite = "honour"\n'
        'counterpart = "minister-ar"\n'
    )
    _, guest, *_ = annex("People and delegations", case(text))
    assert [(one.mark, one.name) for one in guest.entries] == [
        ("1", "Minister of Severia"),
        ("2", "President of Severia"),
    ]
    assert guest.entries[0].facts == (
        "minister",
        "suite of honour",
        "counterpart: Minister of Arvandia",
        "speaks Russian",
    )


def test_ways_are_told_by_where_one_leaves_from():
    ways = next(group for group in annex("Places and ways") if group.heading == "Ways")
    assert [(one.name, one.facts) for one in ways.entries] == [
        ("Palace", ("Ministry 20\u00a0min (measured)", "Airport 30\u00a0min (as stated)")),
    ]


def test_notes_of_this_office_are_a_list_of_its_own():
    subject = case("", private='[notes]\nred-line = "No joint statement"\n')
    notes = annex("Dates, days off and rules", subject, Layer.INTERNAL)[-1]
    assert (notes.heading, notes.private, notes.entries[0].facts) == ("Notes", True, ("No joint statement",))
    assert "Notes" not in [group.heading for group in annex("Dates, days off and rules", subject)]


def test_a_capital_whose_hour_differs_has_a_column():
    assert said().days[0].sheet.clocks == ("Arvand", "Moscow")


def test_what_lies_in_another_city_is_told_by_the_clock_there():
    port = (
        '[legs.port]\ncity = "Port"\nzone = "Asia/Dubai"\nfirst_day = 1\nlast_day = 2\n'
        '[venues.quay]\nname = "Quay"\nleg = "port"\n'
    )
    day = said(case(port + engagement("tea", "15:00", ends="16:00", venues=["quay"]))).days[0]
    # 15:00 in Dubai is 14:30 in Tehran, whose clock the day runs by
    assert (day.sheet.clocks, row(day, "Tea").times) == (("Arvand",), ("15:00–16:00 Port",))


def test_a_flight_says_the_hour_of_both_ends():
    flight = row(said().days[0], "Flight to Arvand")
    assert flight.times == ("07:00–09:00", "06:30–08:30")
    assert flight.details == ("leaves 06:30 Moscow", "arrives 09:00 Arvand", "by air")
    assert flight.place == "Sever, North Field → Airport"
    assert flight.who == ("", "Delegation of Severia")


def test_protected_time_is_one_row_with_everybodys_own_time():
    rest = row(said(resting()).days[0], "Rest")
    assert (rest.kind, rest.times[0]) == ("block", "10:50–11:10")
    assert rest.who == ("", "Delegation of Severia")
    assert rest.also == ("President of Severia (10:50–11:10)", "Minister of Severia (12:30–12:50)")


def test_a_way_says_who_goes_and_who_else_arrives_with_them():
    walk = row(said(resting()).days[0], "By car · Palace → Hall")
    assert (walk.kind, walk.times[0]) == ("movement", "11:25–11:30")
    assert walk.who == ("President of Arvandia", "President of Severia")
    assert walk.also == ("also 11:20 from Palace: Interpreter",)


def test_the_first_way_of_a_day_does_not_say_where_from():
    early = with_journeys(full_day(), going("go:1", ("minister-ar",), at(8, 30), at(9), "palace", "airport"))
    assert row(said(early).days[0], "By car · to Airport").who == ("Minister of Arvandia", "")


def test_what_ends_after_midnight_says_so():
    assert row(said().days[0], "Ball").times == ("22:30–00:30⁺¹", "22:00–00:00⁺¹")


def test_a_second_track_is_named_at_its_rows():
    assert row(said().days[0], "Ministers' talks").track == "Ministers"
    assert row(said().days[0], "Talks").track == ""


def test_an_id_that_two_tables_share_names_each_thing_as_its_own_table_does():
    """`ministers` is a track and an engagement, `embassy` a venue and an engagement."""
    subject = case(
        '[venues.embassy]\nname = "Embassy of Severia"\nleg = "city"\n'
        + engagement("embassy", "10:00", title="Meeting with the staff", venues=["embassy"])
    )
    assert row(said(subject).days[0], "Meeting with the staff").place == "Embassy of Severia"
    inspected = next(one for one in said(subject, layer=Layer.INTERNAL).unjudged if one.rule == "Venues are inspected")
    assert inspected.lines == ("the inspection is not stated: Embassy of Severia",)


def test_what_nobody_can_judge_is_grouped_by_rule_and_by_what_is_missing():
    days_off = next(one for one in said(layer=Layer.INTERNAL).unjudged if one.rule == "Days off of the host")
    assert days_off.lines == ("the date is not stated: the visit",)


def test_people_have_a_line_each_and_the_idle_are_named():
    host, guest = said().people.sides
    assert [line.office for line in host.lines] == ["President of Arvandia", "Minister of Arvandia", "Interpreter"]
    assert [day.words for day in host.lines[0].days] == ["10:00–00:30⁺¹ · 3"]
    assert guest.unplaced == ""


def test_the_public_page_names_nobody_and_judges_nothing():
    public = said(layer=Layer.PUBLIC)
    assert [side.lines for side in public.people.sides] == [(), ()]
    assert (public.notes, public.unjudged, public.summary.findings) == ((), (), ())
    assert public.judged == "This paper was not judged."


# ------------------------------------------------------------------------------------------------- layout


def test_the_page_is_well_formed_and_asks_for_nothing():
    text = page()
    parsed = Balanced(text)
    assert parsed.open == []
    assert not parsed.tags & {"script", "link", "img", "iframe", "object", "embed", "form", "a"}
    assert not OPENED.search(text)
    assert "//" not in text
    assert not {name for name in parsed.attributes if name.startswith("on")}


def test_the_same_input_makes_the_same_bytes():
    assert page() == page()


def test_as_on_and_version_are_those_handed_in():
    assert "as on 3 May 2026, 09:00" in page()
    assert "version 1.2" in page()


def test_the_illustrative_line_is_in_the_head_that_every_printed_sheet_repeats():
    head = page().partition("<thead>")[2].partition("</thead>")[0]
    assert "Illustrative: everybody and everything is invented" in head


HOSTILE = "<script>alert(1)</script> \\\"' onload=x \\u202e00:11\\u2066 {{ 7 * 7 }} {title}"


def test_a_hostile_text_is_only_text():
    text = page(
        case(
            f'[engagements.talks]\ntitle = "{HOSTILE}"\nkind = "talks"\nday = 1\nat = "10:00"\n'
            f'place = "</td></table>{HOSTILE}"\n[engagements.lunch]\ntitle = "x{"y" * 400}"\nday = 1\nat = "12:00"\n'
        )
    )
    parsed = Balanced(text)
    assert parsed.open == []
    assert "script" not in parsed.tags
    assert "onload" not in parsed.attributes
    assert "{{ 7 * 7 }} {title}" in "".join(parsed.text)
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", text)


def test_a_page_in_persian_runs_from_right_to_left_its_times_in_persian_digits_too():
    text = page(language="fa")
    assert '<html lang="fa" dir="rtl">' in text
    assert '<bdi dir="rtl">۱۰:۰۰–۱۰:۴۵</bdi>' in text


def test_an_empty_day_says_so():
    assert page().count("No engagement is placed on this day.") == 1


def test_one_engagement_without_anything_makes_a_page():
    assert Balanced(page(case('[engagements.talks]\ntitle = "Talks"\nday = 1\nat = "10:00"\n'))).open == []


def test_a_visit_of_which_nothing_is_placed_makes_a_page():
    parsed = Balanced(page(case("")))
    assert parsed.open == []
    assert "".join(parsed.text).count("No engagement is placed on this day.") == 2


def test_a_withheld_hour_is_marked_on_our_own_page_and_absent_from_what_is_shared():
    private = '[engagements.call]\nwithheld = "10:00–13:00"\n'
    subject = case(engagement("call", "10:30", length="45m", venues=["palace"]), private=private)
    # From the first start to the last and 45 minutes more: 10:00–13:45.
    own = row(said(subject, layer=Layer.INTERNAL).days[0], "Call")
    assert own.details[0] == "◇ withheld from the other side; kept free 10:00–13:45"
    assert [one.title for one in said(subject).days[0].sheet.rows] == []
    assert said(subject).summary.untimed == "Time to be notified: Call."
    assert "◇" not in page(subject)


def test_a_line_of_ours_runs_as_its_page_does_even_if_it_begins_with_a_foreign_name():
    text = page(language="fa")
    names = re.findall(r'<bdi dir="rtl">\u2068[^<]*</bdi>', text)
    assert names
    assert "<bdi>Talks</bdi>" in text  # a name alone runs as it does itself

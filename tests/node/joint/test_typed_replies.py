"""What is typed after a code is understood in three languages, and nothing is taken for more than it says."""

from __future__ import annotations

from datetime import date, time

import pytest

from placet.errors import Refused
from placet.model.evidence import Said
from placet.node.joint.countering import Change
from placet.node.joint.typed_replies import Saying, saying_of
from placet.wording.catalogues import catalogue, languages

TODAY = date(2027, 3, 4)


def said(words: str) -> Saying | None:
    return saying_of(words, TODAY)


def refused(words: str) -> str:
    with pytest.raises(Refused) as told:
        said(words)
    return told.value.code


@pytest.mark.parametrize("code", languages())
def test_what_the_paper_offers_to_tick_is_understood_when_it_is_typed(code):
    words = catalogue(code, "joint")["said"]
    assert {reply: said(words[reply.value]) for reply in Said} == {reply: Saying(reply) for reply in Said}


@pytest.mark.parametrize("code", languages())
def test_every_form_of_the_catalogue_means_what_it_stands_under(code):
    typed = catalogue(code, "joint")["typed"]
    found = {form: said(form) for reply in Said for form in typed[reply.value]}
    assert found == {form: Saying(reply) for reply in Said for form in typed[reply.value]}


@pytest.mark.parametrize(
    "words",
    ["Agreed.", "  AGREED ", ": agreed", "Согласовано!".rstrip("!"), "موافقت شد", "\u200fموافقت\u200cشد", "да"],
)
def test_marks_and_capitals_do_not_count(words):
    assert said(words) == Saying(Said.AGREED)


@pytest.mark.parametrize(
    "words",
    [
        "under consideration until 8 April",
        "under consideration until 8 April 2027",
        "under consideration, until 2027-04-08",
        "в проработке до 8 апреля",
        "в проработке до 08.04.2027",
        "در دست بررسی تا ۱۹ فروردین ۱۴۰۶",  # 1 Farvardin 1406 is 21 March 2027, so the 19th is 8 April
    ],
)
def test_a_day_is_read_in_three_languages_and_without_its_year(words):
    assert said(words) == Saying(Said.UNDER_CONSIDERATION, until=date(2027, 4, 8))


def test_a_day_that_is_past_this_year_is_the_next_one():
    assert said("under consideration until 3 March") == Saying(Said.UNDER_CONSIDERATION, until=date(2028, 3, 3))


@pytest.mark.parametrize("day", ["3 March 2027", "soon", "31 April", "04/05", "8 April or 9 April"])
def test_a_day_that_is_none_or_past_or_two_is_asked_for_again(day):
    assert refused(f"under consideration until {day}") == "reply-day"


def test_a_reason_is_kept_as_it_was_typed():
    assert said("not now until 8 April") == Saying(Said.NOT_NOW, because="until 8 April")
    assert said("not possible, because the Hall is taken") == Saying(Said.NOT_NOW, because="the Hall is taken")
    assert said("пока нет: зал занят") == Saying(Said.NOT_NOW, because="зал занят")


@pytest.mark.parametrize("words", ["agreed if it ends at 12", "agreed, but later", "noted with thanks", "да, но"])
def test_a_condition_is_no_agreement(words):
    assert refused(words) == "reply-says-more"


@pytest.mark.parametrize("words", ["not agreed", "no reply yet", "perhaps", "disagreed", "agreedd", "12", "нет"])
def test_what_is_not_understood_is_refused(words):
    assert refused(words) == "reply-not-understood"


@pytest.mark.parametrize(
    ("words", "change"),
    [
        ("12:20", Change(starts=time(12, 20))),
        ("at 12:20", Change(starts=time(12, 20))),
        ("۱۲:۲۰", Change(starts=time(12, 20))),
        ("ends 12:30", Change(ends=time(12, 30))),
        ("окончание в 12:30", Change(ends=time(12, 30))),
        ("12:20–13:00", Change(starts=time(12, 20), ends=time(13))),
        ("begins 12:20, ends 13:00", Change(starts=time(12, 20), ends=time(13))),
    ],
)
def test_another_hour_is_a_change_of_the_text(words, change):
    assert said(words) == Saying(None, change=change)


def test_a_blank_that_nobody_filled_in_says_nothing():
    assert said("____") is None
    assert refused("") == "reply-empty"
    assert said("____ agreed") == Saying(Said.AGREED)

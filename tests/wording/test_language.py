"""Digits, directions, plurals, lists: what a sentence needs to know of its language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placet.wording.isolates import END, ISOLATE
from placet.wording.language import language


def test_a_language_says_which_way_it_runs():
    assert [language(code).direction for code in ("en", "ru", "fa")] == ["ltr", "ltr", "rtl"]


def test_names_in_a_language_without_sentences_keep_its_direction_and_speak_english():
    urdu = language("ur")
    assert (urdu.direction, urdu.speaks, urdu.in_digits("12")) == ("rtl", "en", "12")


def test_a_region_speaks_as_its_language():
    assert language("fa-AF").speaks == "fa"


@pytest.mark.parametrize("code", ["", "..", "../en", "xx", "not a language", "en/../fa", "\x00"])
def test_what_is_no_language_at_all_runs_left_to_right_in_english(code):
    assert (language(code).speaks, language(code).direction) == ("en", "ltr")


def test_a_time_has_the_digits_of_its_language():
    assert language("fa").in_digits("10:45") == "۱۰:۴۵"
    assert language("ru").in_digits("10:45") == "10:45"


SIDES = {"one": "{n} сторона", "few": "{n} стороны", "many": "{n} сторон", "other": "{n} стороны"}


@pytest.mark.parametrize(
    ("n", "said"), [(1, "1 сторона"), (2, "2 стороны"), (5, "5 сторон"), (11, "11 сторон"), (21, "21 сторона")]
)
def test_a_count_chooses_the_plural_form_that_unicode_has_for_the_language(n, said):
    assert language("ru").fill(SIDES, {"n": n}) == said


def test_a_form_that_is_not_written_is_the_other_one():
    assert language("ru").fill({"other": "{n} шт."}, {"n": 5}) == "5 шт."


def test_a_name_in_latin_letters_keeps_its_direction_inside_persian():
    assert language("fa").fill("پرواز {flight}", {"flight": "SU 5014"}) == f"پرواز {ISOLATE}SU 5014{END}"


def test_a_persian_name_keeps_its_direction_inside_english_and_none_inside_persian():
    assert language("en").fill("to {city}", {"city": "تهران"}) == f"to {ISOLATE}تهران{END}"
    assert language("fa").fill("به {city}", {"city": "تهران"}) == "به تهران"


@given(st.text(st.characters(codec="utf-8"), max_size=30))
def test_no_foreign_text_can_close_what_it_stands_in_or_turn_the_rest_round(text):
    said = language("fa").isolated(text)
    inner = said.removeprefix(ISOLATE).removesuffix(END)
    assert not set(inner) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert said.count(ISOLATE) == said.count(END)


def test_a_brace_in_a_name_is_no_template():
    assert language("en").fill("at {place}", {"place": "{secret}"}) == "at {secret}"


def test_a_missing_fact_is_our_bug():
    with pytest.raises(KeyError):
        language("en").fill("at {place}", {})


def test_a_list_has_the_comma_of_its_language():
    assert language("fa").joined(["الف", "ب"]) == "الف، ب"

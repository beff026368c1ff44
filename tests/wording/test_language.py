"""Digits, directions, plurals, lists: what a sentence needs to know of its language."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placet.wording.cities import city_of
from placet.wording.isolates import END, ISOLATE, harmless, without_isolates
from placet.wording.language import Typed, language


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


@pytest.mark.parametrize(("when", "said"), [("1406 г.", "Готово 1406 г. Ждут."), ("пн", "Готово пн. Ждут.")])
def test_an_abbreviation_closes_its_sentence(when, said):
    assert language("ru").fill("Готово {when}. Ждут.", {"when": when}) == said


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


def test_a_telephone_keeps_the_order_of_its_groups_in_a_persian_line():
    assert language("fa").isolated("+98 21 0000 0001") == f"{ISOLATE}+98 21 0000 0001{END}"
    assert language("en").isolated("+98 21 0000 0001") == "+98 21 0000 0001"


def test_a_time_of_ours_is_part_of_its_persian_line():
    assert language("fa").isolated("۱۱:۴۰–۱۲:۲۵") == "۱۱:۴۰–۱۲:۲۵"


def test_what_is_composed_already_is_not_isolated_again():
    fa = language("fa")
    names = fa.joined(["Ali", "SU 5014"])
    assert fa.fill("با {names}", {"names": names}) == f"با {ISOLATE}Ali{END}، {ISOLATE}SU 5014{END}"
    assert fa.fill("{said}!", {"said": str(names)}) == f"{names}!"


@pytest.mark.parametrize(
    ("code", "both", "quoted"),
    [("en", "A, B and C", "“A”"), ("ru", "A, B и C", "«A»")],
)
def test_lists_and_quotation_marks_are_those_of_the_language(code, both, quoted):
    own = language(code)
    assert (own.all_of(["A", "B", "C"]), own.quoted("A")) == (both, quoted)


def test_a_list_of_one_has_nothing_between():
    assert language("en").all_of(["A"]) == "A"


def test_only_isolates_that_are_closed_stay_in_a_text():
    assert harmless(f"a{ISOLATE}b{END}c") == f"a{ISOLATE}b{END}c"
    assert harmless(f"a{END}b{ISOLATE}c\u202ed") == "abcd"
    assert harmless(f"a{ISOLATE}\u202eb{END}") == "ab"
    assert without_isolates(f"a{ISOLATE}b{END}{END}") == f"ab{END}"


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("Asia/Tehran", ["Tehran", "تهران", "Тегеран"]),
        ("Asia/Kolkata", ["Kolkata", "کلکته", "Калькутта"]),
        ("America/Argentina/Buenos_Aires", ["Buenos Aires", "بوئنوس‌آیرس", "Буэнос-Айрес"]),
        ("Nowhere/Some_Place", ["Some Place"] * 3),
    ],
)
def test_a_zone_is_called_by_its_city(zone, said):
    assert [city_of(zone, language(code)) for code in ("en", "fa", "ru")] == said


def test_a_brace_in_a_name_is_no_template():
    assert language("en").fill("at {place}", {"place": "{secret}"}) == "at {secret}"


def test_a_missing_fact_is_our_bug():
    with pytest.raises(KeyError):
        language("en").fill("at {place}", {})


def test_a_list_has_the_comma_of_its_language():
    assert language("fa").joined(["الف", "ب"]) == "الف، ب"


def test_every_sentence_knows_the_home_that_its_commands_are_typed_with():
    english = language("en")
    at_home = replace(english, typed=Typed("'our home'", "'our home' --file file-2"))
    sentence = "placet open {home} VISIT, placet standing {at}"
    assert at_home.fill(sentence, {}) == "placet open 'our home' VISIT, placet standing 'our home' --file file-2"
    assert at_home.fill("{home}", {"home": "another"}) == "another"


def test_a_home_that_nobody_typed_is_a_missing_fact():
    for sentence in ("placet open {home} VISIT", "placet standing {at}"):
        with pytest.raises(KeyError):
            language("en").fill(sentence, {})
    with pytest.raises(KeyError):
        _ = language("en").at


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", ["-4", "0", "+15"]),
        ("ru", ["-4", "0", "+15"]),
        ("fa", [f"{ISOLATE}{n}{END}" for n in ("-۴", "۰", "+۱۵")]),
    ],
)
def test_a_number_with_a_sign_is_in_the_digits_of_the_language_and_its_sign_stands_before_it(code, said):
    assert [language(code).signed(number) for number in (-4, 0, 15)] == said

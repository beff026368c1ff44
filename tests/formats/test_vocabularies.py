"""Words of which there is a known list: what is in it is read, what is not is a fault that names the nearest."""

from __future__ import annotations

from typing import Any

import pytest
from scripts.visit_file_reference import said, visit_reference
from tests.told import told as told_of

from placet.formats.plain import Reading
from placet.formats.schema import visit_schema
from placet.model.places import Leg, Opening
from placet.model.vocabulary import CountryCode, LanguageTag, PrayerMethod, PrayerName, Weekday

A_COUNTRY = "a country by its two letters of ISO 3166, such as `IR`"
A_LANGUAGE = "a language by its tag, such as `en`, `fa` or `pt-BR`"
A_WEEKDAY = "one of monday, tuesday, wednesday, thursday, friday, saturday, sunday"
A_PRAYER = "one of fajr, dhuhr, asr, maghrib, isha, friday"
A_METHOD = "a method for prayer times: MWL, ISNA, Egypt, UmmAlQura, Karachi, Tehran, Jafari, France, Russia, Singapore"


def told(declared: Any, raw: Any) -> list[tuple[str, str, str, str]]:
    reading = Reading(lambda _: ("visit.toml", 1))
    reading.read(declared, raw, ("here",))
    return [told_of(fault)[2:] for fault in reading.faults]


@pytest.mark.parametrize(
    ("declared", "words"),
    [
        (CountryCode, ["IR", "RU", "PT", "AQ"]),
        (LanguageTag, ["en", "fa", "pt-BR", "zh-Hant"]),
        (PrayerMethod, ["Tehran", "tehran", "UMMALQURA"]),
        (PrayerName, ["dhuhr", "friday"]),
        (Weekday, ["monday", "sunday"]),
    ],
)
def test_words_of_the_list_are_read(declared: Any, words: list[str]) -> None:
    assert [told(declared, word) for word in words] == [[] for _ in words]


@pytest.mark.parametrize(
    ("declared", "word", "expected", "nearest"),
    [
        (CountryCode, "IRN", A_COUNTRY, "IR"),
        (CountryCode, "ir", A_COUNTRY, "IR"),
        (CountryCode, "Portugal", A_COUNTRY, "PT"),
        (CountryCode, "ZZ", A_COUNTRY, ""),
        (LanguageTag, "english", A_LANGUAGE, "en"),
        (LanguageTag, "Persian", A_LANGUAGE, "fa"),
        (LanguageTag, "fa_IR", A_LANGUAGE, "fa"),
        (LanguageTag, "xx", A_LANGUAGE, ""),
        (PrayerMethod, "Umm al-Qura", A_METHOD, "UmmAlQura"),
        (PrayerMethod, "bogus", A_METHOD, ""),
        (PrayerName, "zuhr", A_PRAYER, "dhuhr"),
        (Weekday, "tuesdy", A_WEEKDAY, "tuesday"),
        (Weekday, "wed", A_WEEKDAY, "wednesday"),
        (Weekday, "Monday", A_WEEKDAY, "monday"),
    ],
)
def test_another_word_is_a_fault_that_names_the_nearest(declared: Any, word: str, expected: str, nearest: str) -> None:
    advice = f"Did you mean: {nearest}" if nearest else ""
    assert told(declared, word) == [("here", word, expected, advice)]


@pytest.mark.parametrize("declared", [CountryCode, LanguageTag, PrayerMethod, PrayerName, Weekday])
@pytest.mark.parametrize("raw", [1, True, ["en"], {"en": "en"}, "", "x" * 5_000])
def test_what_is_no_word_at_all_is_a_fault(declared: Any, raw: Any) -> None:
    assert [fault[0] for fault in told(declared, raw)] == ["here"]


def test_each_word_of_a_list_has_its_own_place() -> None:
    assert told(Opening, {"hours": "09:00–17:00", "weekdays": ["monday", "tuesdy"]}) == [
        ("here.weekdays[2]", "tuesdy", A_WEEKDAY, "Did you mean: tuesday")
    ]
    assert [fault[0] for fault in told(Leg, {"city": {"xx": "Arvand"}, "zone": "Asia/Tehran"})] == ["here.city.xx"]


def test_the_lists_are_in_the_schema_and_in_the_reference() -> None:
    definitions = visit_schema(said)["$defs"]
    weekdays = definitions["Opening"]["properties"]["weekdays"]["items"]
    assert weekdays == {"enum": ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]}
    assert definitions["Leg"]["properties"]["country"]["pattern"] == "^[A-Z]{2}$"
    assert f"| `weekdays` | list: {_marked(A_WEEKDAY)} |" in visit_reference()
    assert f"| `prayer_method` | {_marked(A_METHOD)} |" in visit_reference()


def _marked(words: str) -> str:
    """The same with each word of the list as code."""
    head, between, rest = words.partition(": ") if ": " in words else ("one of", " ", words.removeprefix("one of "))
    return f"{head}{between}" + ", ".join(f"`{word}`" for word in rest.split(", "))

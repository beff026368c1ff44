"""The closed vocabularies of the visit file, as notations: which words there are, and which one may have been meant.

A word that is not in its list would be read, do nothing and be missed by nobody; so it is a fault.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from typing import Any

from babel import Locale

from placet.almanac.holiday_tables import countries
from placet.almanac.prayer import Method, Prayer
from placet.formats import limits
from placet.formats.scalars import Scalar, notation
from placet.model.text import LANGUAGE_PATTERN
from placet.model.vocabulary import WEEKDAYS, CountryCode, LanguageTag, PrayerMethod, PrayerName, Weekday

NEAR = 0.55
"""How much alike two words are of which one is taken for the other, from 0 to 1; one letter of two is not enough."""


def _one_of(*words: str) -> Scalar:
    def read(raw: Any) -> str:
        if raw not in words:
            raise ValueError("not in the list")  # every notation refuses with ValueError
        return str(raw)

    return Scalar(
        notation("one-of", words=words),
        read,
        str,
        {"enum": list(words)},
        lambda raw: _nearest(raw, {word: word for word in words}),
    )


def _nearest(raw: Any, words: Mapping[str, str]) -> str:
    """What was probably meant; `words` are the words and other names for them, in small letters."""
    said = str(raw)[: limits.MAX_SHOWN_CHARS].casefold()
    close = get_close_matches(said, words, n=1, cutoff=NEAR)
    close += [word for word in words if len(said) > len("en") and word.startswith(said)]
    return words[close[0]] if close else ""


def _method(raw: Any) -> str:
    """The name of a method, in any case of letters."""
    if str(raw).casefold() not in _METHODS:
        raise ValueError("no method")
    return str(raw)


_METHODS = {method.facts.name.casefold(): method.facts.name for method in Method}
METHOD = Scalar(
    notation("prayer-method", words=tuple(_METHODS.values())),
    _method,
    str,
    {"type": "string", "examples": list(_METHODS.values())},
    lambda raw: _nearest(raw, _METHODS),
)


def _country(raw: Any) -> str:
    if not isinstance(raw, str) or raw not in countries():
        raise ValueError("no country")  # every notation refuses with ValueError
    return raw


@cache
def _country_names() -> Mapping[str, str]:
    """Countries by their names in English, and by their codes."""
    names = {name.casefold(): code for code, name in Locale("en").territories.items() if code in countries()}
    return {**names, **{code.casefold(): code for code in countries()}}


COUNTRY = Scalar(
    notation("country"),
    _country,
    str,
    {"type": "string", "pattern": "^[A-Z]{2}$"},
    lambda raw: _nearest(raw, _country_names()),
)


def _tag(raw: Any) -> str:
    if not isinstance(raw, str) or not LANGUAGE_PATTERN.match(raw) or raw.partition("-")[0] not in _languages():
        raise ValueError("no language")
    return raw


@cache
def _languages() -> Mapping[str, str]:
    """The name of each language in English, by its tag."""
    return {tag: name for tag, name in Locale("en").languages.items() if "_" not in tag}


@cache
def _language_names() -> Mapping[str, str]:
    """Languages by their names in English, and by their tags of two letters, which are the common ones."""
    names = {name.casefold(): tag for tag, name in _languages().items()}
    return {**names, **{tag: tag for tag in _languages() if len(tag) == len("en")}}


LANGUAGE = Scalar(
    notation("language"),
    _tag,
    str,
    {"type": "string", "pattern": "^" + LANGUAGE_PATTERN.pattern.removesuffix(r"\Z") + "$"},
    lambda raw: _nearest(str(raw).partition("_")[0], _language_names()),
)

VOCABULARIES: Mapping[Any, Scalar] = {
    CountryCode: COUNTRY,
    LanguageTag: LANGUAGE,
    PrayerMethod: METHOD,
    PrayerName: _one_of(*(prayer.value for prayer in Prayer), "friday"),
    Weekday: _one_of(*WEEKDAYS),
}
"""Notations by the type with which the model declares them."""

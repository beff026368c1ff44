"""A text in several languages, and a title with the grammatical forms that papers need."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from placet.errors import Contradiction
from placet.model.declare import public

LANGUAGE_PATTERN = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")


@dataclass(frozen=True, eq=True)
class Text:
    """The same thing said in one or more languages, by language tag (`en`, `fa`, `ru`)."""

    by_language: Mapping[str, str]

    def __post_init__(self) -> None:
        """Refuse an empty map, a key that is no language tag, and an empty wording."""
        if not self.by_language:
            raise Contradiction("text-without-language")
        for language, words in self.by_language.items():
            if not LANGUAGE_PATTERN.match(language):
                raise Contradiction("text-of-no-language", language=language)
            if not words.strip():
                raise Contradiction("text-empty", language=language)
        object.__setattr__(self, "by_language", MappingProxyType(dict(self.by_language)))

    def __hash__(self) -> int:
        """Equal texts hash alike, whatever the order of their languages."""
        return hash(frozenset(self.by_language.items()))

    def __reduce__(self) -> tuple[type[Text], tuple[dict[str, str]]]:
        """Pickle by value, so that plans can be made in other processes."""
        return (Text, (dict(self.by_language),))

    def in_language(self, language: str, *others: str) -> str:
        """The wording in `language`, else in the first of `others` there is, else in the first language written."""
        for wanted in (language, *others):
            if wanted in self.by_language:
                return self.by_language[wanted]
        return next(iter(self.by_language.values()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """The title of an office, with the forms a sentence needs; entered by the owner of the office, never computed."""

    name: Text = public("The title as it stands alone (nominative).")
    genitive: Text | None = public("Of the office holder: «Президента России».", None)
    instrumental: Text | None = public("With the office holder: «с Президентом России».", None)
    dative: Text | None = public("To the office holder: «Президенту России».", None)
    with_article: Text | None = public(
        "With its article where the language has one: «le Président de la République».", None
    )
    short: Text | None = public("A short form for tables and cards.", None)

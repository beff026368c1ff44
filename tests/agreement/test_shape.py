"""Somebody else's object, asked for its fields: each answers within its bounds or is named."""

from __future__ import annotations

import pytest
from tests.agreement.refusals import code_of, refusal_of

from placet.agreement import limits
from placet.agreement.shape import NAME_PATTERN, Shape

HASH, SIGNATURE = "0a" * 32, "0a" * 64


def shape(**fields: object) -> Shape:
    return Shape(fields, "thing")


@pytest.mark.parametrize("value", [None, [], "{}", 1])
def test_what_is_no_object_has_no_fields(value):
    assert code_of(Shape, value, "thing") == "not-an-object"
    assert code_of(shape(inner=value).object, "inner") == "not-an-object"


def test_a_field_within_an_object_within_is_named_by_its_path():
    assert refusal_of(shape(inner={"a": 1}).object("inner").text, "a").facts == {"field": "thing.inner.a"}


def test_a_field_is_there_or_not():
    assert shape(a=None).has("a")
    assert not shape().has("a")
    assert shape(a=[1]).raw("a") == [1]
    assert shape().raw("a") is None


def test_a_field_that_is_not_there_is_missing_whatever_was_asked_for():
    asked = [shape().text, shape().number, shape().hash, shape().signature, shape().side, shape().names, shape().moment]
    assert [code_of(ask, "a") for ask in asked] == ["field-missing"] * 7
    assert code_of(shape().items, "a", 2, str) == "field-missing"


@pytest.mark.parametrize("value", [None, 1, b"a", ["a"]])
def test_a_text_is_a_text_and_no_longer_than_its_bound(value):
    assert shape(a="aaa").text("a", 3) == "aaa"
    assert code_of(shape(a="aaaa").text, "a", 3) == "field-bound"
    assert code_of(shape(a=value).text, "a", 3) == "field"


@pytest.mark.parametrize("value", [None, "3", 3.0, True, False])
def test_a_number_is_whole_and_lies_within_both_bounds(value):
    assert [shape(a=number).number("a", 2, 4) for number in (2, 3, 4)] == [2, 3, 4]
    assert [code_of(shape(a=number).number, "a", 2, 4) for number in (1, 5, 2**53, -3)] == ["field-bound"] * 4
    assert code_of(shape(a=value).number, "a", 2, 4) == "field"


def test_without_bounds_a_number_is_what_the_canonical_form_has():
    assert shape(a=2**53 - 1).number("a") == 2**53 - 1
    assert code_of(shape(a=-1).number, "a") == "field-bound"


@pytest.mark.parametrize("value", [None, True, "1", 0, 2, [1], 1.0])
def test_a21_a_version_is_the_one_we_know_and_true_is_no_version(value):
    shape(v=1).version("v", 1)
    refusal = refusal_of(shape(v=value).version, "v", 1)
    assert (refusal.code, refusal.facts) == ("level", {"field": "thing.v"})


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("2027-03-04T12:34:56Z", None),
        ("0001-01-01T00:00:00Z", None),
        ("9999-12-31T23:59:59Z", None),
        ("2028-02-29T00:00:00Z", None),
        ("2027-02-29T00:00:00Z", "no-such-moment"),
        ("0000-01-01T00:00:00Z", "no-such-moment"),
        ("2027-13-01T00:00:00Z", "no-such-moment"),
        ("2027-03-04T24:00:00Z", "no-such-moment"),
        ("2027-03-04T23:59:60Z", "no-such-moment"),
        ("2027-03-04T12:34:56+00:00", "field"),
        ("2027-03-04T12:34:56", "field"),
        ("2027-03-04 12:34:56Z", "field"),
        ("2027-03-04T12:34:56Z\n", "field"),
        ("2027-03-04T12:34:56.5Z", "field"),
        ("٢٠٢٧-٠٣-٠٤T١٢:٣٤:٥٦Z", "field"),
        ("9" * 5000, "field"),
        (1, "field"),
        (None, "field"),
    ],
)
def test_a_moment_is_a_second_that_there_is(value, code):
    if code is None:
        assert shape(at=value).moment("at") == value
    else:
        assert code_of(shape(at=value).moment, "at") == code


@pytest.mark.parametrize("value", [None, 1, "A", "a" * 33, "a\n", "а", "-a", ""])
def test_a_name_has_a_form(value):
    assert shape(a="tete-a-tete-2").matching("a", NAME_PATTERN) == "tete-a-tete-2"
    assert code_of(shape(a=value).matching, "a", NAME_PATTERN) == "field"


def test_a_hash_a_signature_and_a_side_have_theirs():
    good = shape(h=HASH, s=SIGNATURE, side="IR")
    assert (good.hash("h"), good.signature("s"), good.side("side")) == (HASH, SIGNATURE, "IR")
    for value in (HASH[1:], HASH + "0", HASH.upper(), HASH + "\n", SIGNATURE):
        assert code_of(shape(h=value).hash, "h") == "field"
    for value in (SIGNATURE[1:], SIGNATURE.upper(), HASH):
        assert code_of(shape(s=value).signature, "s") == "field"
    for value in ("ir", "1R", "A" * 13, "", "IR\n", "ИР"):
        assert code_of(shape(side=value).side, "side") == "field"


@pytest.mark.parametrize("value", [None, "ab", {}, (1, 2)])
def test_a_list_has_as_many_as_it_may(value):
    assert shape(a=[1, 2]).items("a", 2, str, least=1) == ("1", "2")
    assert [code_of(shape(a=many).items, "a", 2, str, least=1) for many in ([], [1, 2, 3])] == ["field-bound"] * 2
    assert code_of(shape(a=value).items, "a", 2, str, least=1) == "field"


TOO_MANY = {f"{chr(97 + n)}a": "name" for n in range(limits.MAX_LANGUAGES + 1)}


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (None, "field"),
        ([], "field"),
        ("name", "field"),
        ({}, "field-bound"),
        (TOO_MANY, "field-bound"),
        ({"en": "a" * (limits.MAX_NAME_CHARS + 1)}, "field-bound"),
        ({"en": ""}, "field"),
        ({"en": "   "}, "field"),
        ({"en": 1}, "field"),
        ({"EN": "name"}, "field"),
        ({"e": "name"}, "field"),
        ({"en-": "name"}, "field"),
        ({"en\n": "name"}, "field"),
    ],
)
def test_a_name_in_languages_has_one_at_least_and_each_is_one(value, code):
    good = {"en": "Islamic Republic", "fa": "جمهوری اسلامی", "zh-Hant": "a" * limits.MAX_NAME_CHARS}
    assert shape(names=good).names("names") == good
    assert code_of(shape(names=value).names, "names") == code


def test_a_name_of_a_space_that_only_some_versions_of_unicode_know_is_for_people_to_judge():
    assert shape(names={"en": "\u180e"}).names("names") == {"en": "\u180e"}

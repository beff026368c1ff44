"""What every store of private documents does."""

from __future__ import annotations

import pytest
from tests.stores.talks import ODD

from placet.errors import NotFoundError, Refused

VISIT, OTHER = "0" * 64, "1" * 64
DRAFT = {
    "title": ODD,
    ODD: [1, -(2**70), 0.1, 1e300, True, None, "", [], {}],
    "half a pair": "\ud83d",
    "deep": {"er": {"still": ["here"]}},
}


def test_documents_come_back_as_they_were_numbered_over_the_whole_store(place):
    store = place.private()
    numbers = [
        store.keep(VISIT, "draft", DRAFT),
        store.keep(OTHER, "draft", {"of": "another file"}),
        store.keep(VISIT, "remark", {}),
        store.keep(VISIT, "draft", {"again": 1}),
    ]
    assert numbers == [1, 2, 3, 4]
    again = place.private()
    assert list(again.documents(VISIT, "draft")) == [(1, DRAFT), (4, {"again": 1})]
    assert list(again.documents(VISIT, "remark")) == [(3, {})]
    assert list(again.documents(OTHER, "draft")) == [(2, {"of": "another file"})]
    assert list(again.documents(OTHER, "remark")) == []
    assert again.flaws() == ()


def test_what_is_forgotten_is_gone_and_its_number_is_not_given_again(place):
    store = place.private()
    for secret in ("a", "b", "c"):
        store.keep(VISIT, "secret", {"scalar": secret})
    store.forget([1, 3])
    store.forget([3])  # twice does no harm
    again = place.private()
    assert list(again.documents(VISIT, "secret")) == [(2, {"scalar": "b"})]
    assert again.keep(VISIT, "secret", {}) == 4


def test_forgetting_a_number_that_was_never_given_forgets_nothing(place):
    store = place.private()
    store.keep(VISIT, "secret", {"scalar": "a"})
    with pytest.raises(NotFoundError) as told:
        store.forget([1, 2])
    assert told.value.name == "2"
    assert list(store.documents(VISIT, "secret")) == [(1, {"scalar": "a"})]


def test_documents_are_kept_together_or_not_at_all(place):
    store = place.private()
    with pytest.raises(TypeError):
        store.keep_all(VISIT, [("draft", DRAFT), ("draft", {"b": b"bytes"})])
    store.keep_all(VISIT, [("draft", DRAFT), ("remark", {})])
    again = place.private()
    assert list(again.documents(VISIT, "draft")) == [(1, DRAFT)]
    assert list(again.documents(VISIT, "remark")) == [(2, {})]
    assert again.keep(VISIT, "draft", {}) == 3


@pytest.mark.parametrize("document", [{"n": float("nan")}, {"b": b"bytes"}, {1: "one"}, {"in": [{2: "two"}]}])
def test_what_json_would_change_without_a_word_is_the_callers_mistake(place, document):
    store = place.private()
    with pytest.raises((TypeError, ValueError)):
        store.keep(VISIT, "draft", document)
    assert list(store.documents(VISIT, "draft")) == []


def test_names_that_one_database_could_not_keep_are_refused_by_all(place):
    store = place.private()
    for names in (("\0", "draft"), (VISIT, "dr\0ft"), (VISIT, "\udc00")):
        with pytest.raises(Refused):
            store.keep(*names, {})
    assert store.keep("", ODD.replace("\0", ""), {}) == 1


def test_many_documents_are_read_in_chunks_without_one_being_left_out(place, monkeypatch):
    monkeypatch.setattr("placet.stores.private._CHUNK", 10)
    store = place.private()
    for number in range(25):  # two whole chunks and some
        store.keep(VISIT, "draft", {"n": number})
    assert [document["n"] for _, document in store.documents(VISIT, "draft")] == list(range(25))

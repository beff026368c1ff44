"""What a text says is shown whole, in the order of the model, and every field of it has a name in each language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from placet.formats.points import in_model_order, write_content
from placet.formats.shapes import Form, Shape, members_of, shape_of
from placet.model.points import CONTENT_OF, CategoryContent, PointKind
from placet.model.visit import VisitKind
from placet.projections.standing import Remark
from placet.wording.catalogues import catalogue, languages
from placet.wording.joint import JointWords, leaves_of
from placet.wording.language import language


def fields_of(shape: Shape | None) -> Iterator[str]:
    """The names of all fields of a content, at any depth."""
    if shape is None:
        return
    if shape.form is Form.TABLE:
        for member in members_of(shape.python):
            yield member.name
            yield from fields_of(member.shape)
    yield from fields_of(shape.inner)


def plain(said: str) -> str:
    """Without marks of direction."""
    return "".join(sign for sign in said if sign not in "\u2066\u2067\u2068\u2069")


ALL = {(kind.value, name) for kind, content in CONTENT_OF.items() for name in fields_of(shape_of(content))}


def test_the_fields_are_found_at_any_depth():
    assert {("engagement", "offset"), ("engagement", "mode"), ("window", "arrival"), ("category", "honours")} <= ALL


@pytest.mark.parametrize("code", languages())
def test_every_field_that_is_signed_has_a_name(code):
    named = set(catalogue(code, "joint")["fields"])
    assert {(kind, name) for kind, name in ALL if name not in named and name != "named"} == set()


def test_a_content_is_read_in_the_order_of_the_model_and_the_unknown_comes_last():
    fields = {"zzz": 1, "starts": {"zone": "UTC", "aaa": 2, "at": "11:00"}, "day": 1, "title": {"ru": "Б", "en": "T"}}
    ordered = in_model_order("engagement", fields)
    assert [path for path, _ in leaves_of(ordered)] == [
        ("title", "en"),
        ("title", "ru"),
        ("day",),
        ("starts", "at"),
        ("starts", "zone"),
        ("starts", "aaa"),
        ("zzz",),
    ]
    assert ordered == fields


def test_a_kind_that_is_not_known_is_shown_all_the_same():
    assert leaves_of(in_model_order("dance", {"b": 1, "a": [2]})) == [(("a", "1"), 2), (("b",), 1)]


@pytest.mark.parametrize(
    ("code", "said"),
    [("en", "Working visit (working)"), ("fa", "سفر کاری (\u2068working\u2069)"), ("ru", "Рабочий визит (working)")],
)
def test_a_word_of_the_files_stands_beside_what_a_paper_says(code, said):
    content = CategoryContent(category=VisitKind.WORKING)
    (row,) = JointWords(None, "", language(code)).leaves(PointKind.CATEGORY.value, write_content(content))
    assert str(row.said) == said


@pytest.mark.parametrize(
    ("code", "told"),
    [("en", "waits for the other side"), ("fa", "نوبت طرف مقابل"), ("ru", "ждём ответа: другая сторона")],
)
def test_a_side_that_no_key_card_names_is_called_the_other_one(code, told):
    said = JointWords(None, "IR", language(code)).turn(frozenset({""}))
    assert plain(said) == told


@pytest.mark.parametrize(
    ("code", "reference", "told"),
    [
        ("en", "no. 112 of 3 May", "note verbale no. 112 of 3 May"),
        ("en", "note no. 112 of 3 May", "note no. 112 of 3 May"),
        ("en", "Our Note of 3 May", "Our Note of 3 May"),
        ("en", "notebook 4", "note verbale notebook 4"),
        ("en", "no. 112, with covering letter", "note verbale no. 112, with covering letter"),
        ("ru", "№ 112", "вербальная нота № 112"),
        ("ru", "нота № 112", "нота № 112"),
        ("fa", "شمارهٔ ۱۱۲", "یادداشت رسمی شمارهٔ ۱۱۲"),
        ("fa", "یادداشت شمارهٔ ۱۱۲", "یادداشت شمارهٔ ۱۱۲"),
        ("en", "нота № 112", "нота № 112"),  # in whatever language the office writes
    ],
)
def test_a_reference_that_names_its_form_is_given_no_other(code, reference, told):
    note = {"form": "note-verbale", "reference": reference}
    said = plain(JointWords(None, "IR", language(code)).named_evidence(note))
    assert said.endswith(f"({told})")


def test_a_telephone_call_stays_one_whatever_was_spoken_of():
    call = {"form": "telephone", "reference": "note no. 112"}
    said = plain(JointWords(None, "IR", language("en")).named_evidence(call))
    assert said == "Agreed on paper (by telephone, note no. 112)"


@pytest.mark.parametrize("code", languages())
@pytest.mark.parametrize("note", ["declined-because", "under-consideration-until", "no such note"])
def test_a_note_that_is_named_after_a_sentence_of_ours_says_nothing(code, note):
    remark = Remark("IR", 3, "2099-04-01T08:00:00Z", {"note": note})
    assert JointWords(None, "RU", language(code)).remark(remark) == ""

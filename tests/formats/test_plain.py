"""Model values from plain data and back: every fault with its place and a remedy, and all of them at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from time import perf_counter
from typing import Any

import pytest
from tests.told import ENGLISH, Told, told

from placet.errors import Fault
from placet.formats import limits
from placet.formats.plain import Reading, Reference, write
from placet.formats.shapes import Form, expected_of, shape_of
from placet.model.declare import internal, public, shared
from placet.model.engagements import Cue, Engagement, Follow, Interpretation, Kind, PressMode
from placet.model.ids import EngagementId, LegId, PersonId, SideId
from placet.model.people import Person, Suite
from placet.model.spans import UNKNOWN, Clock, Hours, Length, PartialDate, Precision, When
from placet.model.text import Text, Title
from placet.model.visit import Busy, PrintedDay, Visit
from placet.wording.errors import word_said

AT = ("here",)
LENGTH = "a length of time such as `45m` or `1h30`"
TEXT = 'a text, or one for each language: `{ en = "…", fa = "…" }`'


@dataclass(frozen=True, slots=True, kw_only=True)
class Inner:
    """A table of a made-up model."""

    open: str | None = shared("Shared.", None)
    own: str | None = internal("Internal.", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outer:
    """A table with tables that both files, or only the private one, may hold."""

    inner: Inner | None = shared("A shared table.", None)
    inners: Mapping[str, Inner] = shared("Shared tables.", factory=dict)
    hidden: Inner | None = internal("An internal table.", None)
    words: tuple[str, ...] = public("A shared list.", ())


def reading(**more: Any) -> Reading:
    return Reading(lambda path: ("visit.toml", len(path)), **more)


def fault_of(declared: Any, raw: Any) -> Fault:
    made = reading()
    assert made.read(declared, raw, AT) is None
    (fault,) = made.faults
    return fault


@pytest.mark.parametrize(
    ("declared", "raw", "field", "found", "expected", "advice"),
    [
        (int, "1", "here", "1", "a whole number", ""),
        (float, "1", "here", "1", "a number", ""),
        (float, 10**400, "here", "1" + "0" * 59 + "…", "a number", ""),
        (bool, 1, "here", "1", "true or false", ""),
        (str, 1, "here", "1", "a text in quotes", ""),
        (str, "x" * 20_001, "here", "20,001 characters", "at most 20,000", ""),
        (date, "soon", "here", "soon", "a date such as 2025-11-18", ""),
        (timedelta, 45, "here", "45", LENGTH, 'Write a unit: "45m"'),
        (timedelta, " 45 ", "here", "45", LENGTH, 'Write a unit: "45m"'),
        (timedelta, "9" * 90, "here", "9" * 60 + "…", LENGTH, 'Write a unit: "' + "9" * 60 + '…m"'),
        (timedelta, True, "here", "true", LENGTH, ""),
        (timedelta, "long", "here", "long", LENGTH, ""),
        (timedelta, 1.5, "here", "1.5", LENGTH, ""),
        (LegId, 1, "here", "1", "the id of a leg", ""),
        (
            Suite,
            "oficial",
            "here",
            "oficial",
            "one of official, accompanying, technical, service, press, honour, security",
            "Did you mean: official",
        ),
        (
            Suite,
            7,
            "here",
            "7",
            "one of official, accompanying, technical, service, press, honour, security",
            "",
        ),
        (Text, 1, "here", "1", TEXT, ""),
        (Text, {}, "here", "{}", TEXT, ""),
        (Text, {"en": 1}, "here.en", "1", "a text in quotes", ""),
        (Text, {"en": "x" * 20_001}, "here.en", "x" * 60 + "…", "a text in quotes", ""),
        (
            Text,
            {"English": "x"},
            "here.English",
            "English",
            "a language by its tag, such as `en`, `fa` or `pt-BR`",
            "Did you mean: en",
        ),
        (Text, " ", "here", "an empty text (en)", TEXT, ""),
        (tuple[int, ...], 1, "here", "1", "a list: [ a whole number, … ]", "Put it in square brackets."),
        (tuple[int, ...], [0] * 2_001, "here", "2,001 entries", "at most 2,000", ""),
        (tuple[int, ...], [1, "b", 3], "here[2]", "b", "a whole number", ""),
        (tuple[int, int], [1], "here", "1 entries", "a pair: [ a whole number, a whole number ]", ""),
        (tuple[int, int], [1, "b"], "here[2]", "b", "a whole number", ""),
        (Mapping[str, int], 1, "here", "1", "a table", ""),
        (Mapping[str, int], dict.fromkeys(map(str, range(2_001)), 1), "here", "2,001 entries", "at most 2,000", ""),
        (Mapping[str, int], {"a": "b"}, "here.a", "b", "a whole number", ""),
        (Mapping[str, Any], [], "here", "[]", "a table", ""),
        (Cue, [], "here", "[]", "a table", ""),
        (Cue, {"after": "5m"}, "here", "nothing", f"`what`: {TEXT}", "What happens."),
        (Title, {}, "here", "{}", TEXT, ""),
        (
            Length,
            {"least": "2h", "typical": "1h", "most": "3h"},
            "here",
            "a contradiction",
            "`least` <= `typical` <= `most`",
            "",
        ),
        (Length, 45, "here", "45", LENGTH, 'Write a unit: "45m"'),
        (
            Engagement,
            {"title": "Lunch", "kind": "meal", "format": "plenary"},
            "here",
            "a contradiction",
            "a format for talks only",
            "",
        ),
    ],
)
def test_each_kind_of_fault_says_what_was_found_what_was_expected_and_what_to_do(
    declared, raw, field, found, expected, advice
):
    fault = fault_of(declared, raw)
    line = 1 if field == "here" else 2
    assert told(fault) == Told("visit.toml", line, field, found, expected, advice)


def test_a_key_that_is_not_known_is_told_with_the_nearest_one_and_the_rest_is_read():
    made = reading()
    follow = made.read(Follow, {"engagement": "talks", "leest": "5m", "zzz": 1}, AT)
    assert follow == Follow(engagement=EngagementId("talks"))
    assert list(map(told, made.faults)) == [
        Told("visit.toml", 2, "here.leest", "leest", "a known key", "Did you mean: least"),
        Told("visit.toml", 2, "here.zzz", "zzz", "a known key", "Known here: engagement, least, most"),
    ]


def test_a_key_that_is_no_id_is_told_and_its_value_is_read():
    made = reading()
    assert made.read(Mapping[str, int], {"no id": 1, "id": 2}, AT) == {"no id": 1, "id": 2}
    assert list(map(told, made.faults)) == [
        Told("visit.toml", 2, "here.no id", "no id", "an id: letters a–z, digits, . _ -, at most 64"),
    ]


def test_all_faults_are_told_at_once():
    made = reading()
    raw = {"title": 1, "kind": "talk", "day": "one", "days": [1, "two"], "after": ["talks", 3], "length": 5, "x": 0}
    assert made.read(Engagement, raw) is None
    assert [(said.field, said.found) for said in map(told, made.faults)] == [
        ("x", "x"),
        ("title", "1"),
        ("kind", "talk"),
        ("day", "one"),
        ("days[2]", "two"),
        ("length", "5"),
        ("after[2]", "3"),
    ]
    assert made.refused == {("title",), ("kind",), ("day",), ("days", 1), ("length",), ("after", 1)}


def test_what_was_not_refused_can_still_be_looked_at():
    made = reading()
    engagement = made.read_what_can_be(Engagement, {"title": "Talks", "day": "one", "days": [1, "two"]})
    assert (engagement.day, engagement.days) == (None, (1,))
    assert made.read_what_can_be(int, "one") is None


def test_a_contradiction_that_may_come_from_a_refused_value_is_not_told():
    made = reading()
    assert made.read_what_can_be(Engagement, {"title": "Talks", "format": "plenary", "kind": "talk"}) is None
    assert [fault.field for fault in made.faults] == ["kind"]


def test_references_are_remembered_where_they_stand():
    made = reading()
    raw = {"title": "Talks", "after": ["lunch"], "who": ["minister"], "roles": {"chief": "host"}, "uses": {"car": 2}}
    assert made.read(Engagement, raw, ("engagements", "talks")).uses == {"car": 2}
    base = ("engagements", "talks")
    assert made.references == [
        Reference((*base, "after", 0, "engagement"), "EngagementId", "lunch"),
        Reference((*base, "who", 0), "AttendeeId", "minister"),
        Reference((*base, "roles", "chief"), "AttendeeId", "chief"),
        Reference((*base, "uses", "car"), "ResourceId", "car"),
    ]


def test_the_keys_of_the_visits_own_tables_are_no_references():
    made = reading()
    made.read(Visit, {"title": "Visit", "legs": {"a": {"city": "A", "zone": "Asia/Tehran"}}})
    assert made.references == []


def test_values_that_may_be_written_short_are_read_whole():
    made = reading(language="fa")
    assert made.read(Title, "رئیس") == Title(name=Text({"fa": "رئیس"}))
    assert made.read(Title, {"fa": "الف", "en": "A"}) == Title(name=Text({"fa": "الف", "en": "A"}))
    assert made.read(Length, "45m") == Length.exactly(timedelta(minutes=45))
    assert made.read(Follow, "talks") == Follow(engagement=EngagementId("talks"))
    assert made.faults == []


def test_a_table_of_the_source_is_kept_as_it_is():
    printed = {"no id at all": [1, {"": None}]}
    assert reading().read(PrintedDay, {"day": 1, "printed": printed}).printed is printed


def test_after_many_faults_the_nearest_name_is_no_longer_looked_for():
    made = reading()
    raw = {f"titel{number}": 1 for number in range(100_000)}
    began = perf_counter()
    made.read(Follow, {"engagement": "talks", **raw})
    assert perf_counter() - began < 5
    assert len(made.faults) == 100_000
    assert made.nearest("engagemant", ["engagement"]) == ""
    assert reading().nearest("engagemant", ["engagement"]) == "engagement"


LEAVES = "a field that must not leave this office"
SHARED = "a field that the sides share"


def layer_faults(raw: dict[str, Any], *private: tuple[str | int, ...]) -> list[tuple[str, str, str, str]]:
    made = reading(private=lambda path: any(path[: len(start)] == start for start in private))
    assert made.read(Outer, raw) is not None
    return [told(fault)[2:] for fault in made.faults]


def test_an_internal_field_in_the_shared_file_must_move_and_a_table_as_a_whole():
    move = (LEAVES, "the same in private.toml", "Move it to private.toml.")
    assert layer_faults({"inner": {"own": "x"}, "inners": {"a": {"own": "x"}}, "hidden": {"open": "x"}}) == [
        ("inner.own", *move),
        ("inners.a.own", *move),
        ("hidden", *move),
    ]


def test_a_shared_field_in_the_private_file_must_move():
    move = (SHARED, "the same in visit.toml", "Move it to visit.toml.")
    raw = {"inner": {"open": "x"}, "inners": {"a": {"open": "x"}}, "words": ["x"]}
    assert layer_faults(raw, ("inner",), ("inners",), ("words",)) == [
        ("inner.open", *move),
        ("inners.a.open", *move),
        ("words", *move),
    ]


def test_fields_in_the_file_of_their_layer_are_no_faults():
    raw = {"inner": {"open": "x", "own": "y"}, "hidden": {"open": "x", "own": "y"}, "words": ["x"]}
    assert layer_faults(raw, ("inner", "own"), ("hidden",)) == []


def test_layers_are_not_looked_at_unless_asked():
    made = reading()
    assert made.read(Outer, {"hidden": {"own": "x"}}) == Outer(hidden=Inner(own="x"))
    assert made.faults == []


PERSON = Person(
    side=SideId("AR"),
    office=Title(name=Text({"en": "Minister"}), genitive=Text({"en": "of the Minister"})),
    suite=Suite.TECHNICAL,
    interprets=(("fa", "ru"),),
    day_limit=timedelta(hours=6),
)
ENGAGEMENT = Engagement(
    title=Text({"en": "Talks", "fa": "گفتگو"}),
    kind=Kind.TALKS,
    days=(1, 2),
    at=When(Precision.WINDOW, Clock(time(10)), Clock(time(0, 30), "Asia/Tehran", 1, 1)),
    length=Length(timedelta(minutes=30), timedelta(minutes=45), timedelta(hours=1)),
    after=(Follow(engagement=EngagementId("lunch"), most=timedelta(hours=1)),),
    interpretation=Interpretation(languages=("fa", "ru"), named=(PersonId("i"),)),
    press=PressMode.CLOSED,
    cues=(Cue(after=timedelta(0), what=Text({"en": "Photo"})),),
    withheld=Hours(time(9), time(0)),
    printed={"time": "10:00"},
)
ESTIMATE = Length(timedelta(minutes=30), timedelta(minutes=30), timedelta(hours=1), stated=False)


@pytest.mark.parametrize(
    "value",
    [PERSON, ENGAGEMENT, ESTIMATE, Visit(title=Text({"en": "V"}), starts_on=date(2030, 1, 31), notes={"a": "b"})],
    ids=lambda value: type(value).__name__,
)
def test_what_is_written_is_read_as_the_same(value):
    made = reading()
    assert made.read(type(value), write(value)) == value
    assert made.faults == []


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Engagement(title=Text({"en": "Talks"})), {"title": {"en": "Talks"}}),
        (Engagement(title=Text({"en": "Talks"}), at=UNKNOWN, day=2), {"title": {"en": "Talks"}, "day": 2}),
        (Length.exactly(timedelta(minutes=45)), "45m"),
        (ESTIMATE, {"least": "30m", "typical": "30m", "most": "1h", "stated": False}),
        (
            Length(timedelta(0), timedelta(minutes=1), timedelta(hours=1)),
            {"least": "0m", "typical": "1m", "most": "1h"},
        ),
        ((Suite.PRESS, [PartialDate(2025)]), ["press", ["2025"]]),
        (
            Busy(who=(), day=1, between=Hours(time(9), time(13))),
            {"who": [], "day": 1, "between": "09:00–13:00"},
        ),
        ({"a": True}, {"a": True}),
    ],
)
def test_what_equals_its_default_is_left_out(value, written):
    assert write(value) == written


def test_what_no_file_can_hold_is_our_mistake():
    with pytest.raises(TypeError):
        write(object())
    with pytest.raises(TypeError, match="no notation for <class 'complex'>"):
        shape_of(complex)


@pytest.mark.parametrize(
    ("declared", "form", "expected"),
    [
        (SideId, Form.SCALAR, "the id of a side"),
        (int | None, Form.SCALAR, "a whole number"),
        (Text, Form.TEXT, TEXT),
        (tuple[Text, ...], Form.LIST, f"a list: [ {TEXT}, … ]"),
        (tuple[str, str], Form.PAIR, "a pair: [ a text in quotes, a text in quotes ]"),
        (Mapping[SideId, Inner], Form.MAP, "a table"),
        (Mapping[str, Any], Form.VERBATIM, "a table"),
        (Inner, Form.TABLE, "a table"),
        (Precision, Form.CHOICE, "one of exact, about, from, by, window, part, after, unknown"),
    ],
)
def test_a_declared_type_has_a_form_and_is_said_in_words(declared, form, expected):
    shape = shape_of(declared)
    assert (shape.form, word_said(expected_of(shape), ENGLISH)) == (form, expected)


def test_the_keys_of_a_mapping_may_refer_to_something():
    assert shape_of(Mapping[SideId, Inner]).key_refers_to == "SideId"
    assert shape_of(Mapping[str, Inner]).key_refers_to is None


def test_a_list_of_the_greatest_length_is_read():
    assert len(reading().read(tuple[int, ...], [0] * limits.MAX_ITEMS)) == 2_000

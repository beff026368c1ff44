"""Published programmes: in and out without loss, whatever they hold; and what is refused."""

from __future__ import annotations

import copy
import json
import time
from contextlib import suppress
from typing import Any

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st
from tests.formats.programmes import PROGRAMMES
from tests.told import advice, problem

from placet.errors import FormatError, TooLarge
from placet.formats import limits
from placet.formats.published import published, published_bytes, read_published, visit_file_of
from placet.formats.toml import parse_toml
from placet.formats.visitfile import VisitFile, read_visit

SMALL = {
    "title": "Visit",
    "timezones": ["Europe/Rome", "Asia/Colombo"],
    "days": [
        {
            "date": "2015-01-12",
            "city": "Rome",
            "items": [{"time": "19:00", "text": "Flight", "place": "Rome airport", "kind": "departure"}],
        },
        {
            "date": "2015-01-13",
            "city": "Colombo",
            "items": [
                {"time": "09:00", "text": "Landing", "place": "Airport", "kind": "arrival", "tz": "Asia/Colombo"},
                {"time": "10:00", "end": None, "text": "Talks", "place": "Palace", "kind": "tete_a_tete"},
            ],
        },
    ],
}


def opened(programme: dict[str, Any]) -> VisitFile:
    return read_visit(parse_toml("visit.toml", visit_file_of(programme)))


def jsonable(programme: Any) -> Any:
    """The same value as a JSON file would hold it (half characters of two halves become one)."""
    return json.loads(json.dumps(programme))


@given(PROGRAMMES)
def test_any_programme_survives_import_and_export(programme):
    programme = jsonable(programme)
    read = read_published("source.json", json.dumps(programme).encode())
    assert read == programme
    assert published(opened(read).visit) == programme


@given(PROGRAMMES)
def test_the_exported_bytes_hold_the_same_value(programme):
    programme = jsonable(programme)
    assert json.loads(published_bytes(published(opened(programme).visit))) == programme


@given(PROGRAMMES)
def test_types_survive_too(programme):
    """1 and 1.0 and true are equal in Python and are not in JSON."""
    programme = jsonable(programme)
    exported = published(opened(programme).visit)
    assert json.dumps(exported, sort_keys=True) == json.dumps(programme, sort_keys=True)


def leaves(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Paths of all values that hold no others."""
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    inner = [leaf for key, entry in entries for leaf in leaves(entry, (*path, key))]
    return inner or [path]


def value_at(value: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        value = value[key]
    return value


def with_value(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    changed = copy.deepcopy(value)
    value_at(changed, path[:-1])[path[-1]] = new
    return changed


def other_than(value: Any) -> Any:
    """Another value that TOML can hold, of the same type where there is one."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, str):
        return f"{value} (changed)"
    return value / 2 + 1 if isinstance(value, float) else "changed"


def printed_leaves(tree: dict[str, Any]) -> list[tuple[Any, ...]]:
    """Every value under a `printed` that stands in it as itself, neither in `nulls` nor as JSON text."""
    return [
        path
        for path in leaves(tree)
        if "printed" in path
        and path[-1] != "printed"
        and "nulls" not in path
        and "json" not in path
        and not isinstance(value_at(tree, path), dict | list)
    ]


def source_path(tree: dict[str, Any], path: tuple[Any, ...]) -> tuple[Any, ...]:
    """Where the value of a path in a visit file stands in the JSON file."""
    at = path.index("printed")
    if at == 0:
        return path[1:]
    table = value_at(tree, path[:at])
    if path[0] == "printed_days":
        return ("days", int(path[1][1:]) - 1, *path[at + 1 :])
    return ("days", int(table["printed_day"][1:]) - 1, "items", table["printed_no"] - 1, *path[at + 1 :])


@given(PROGRAMMES, st.data())
def test_after_one_edit_exactly_that_value_differs(programme, data):
    programme = jsonable(programme)
    tree = parse_toml("visit.toml", visit_file_of(programme)).data
    candidates = printed_leaves(tree)
    if not candidates:
        return
    path = data.draw(st.sampled_from(candidates))
    new = other_than(value_at(tree, path))
    edited = tomli_w.dumps(with_value(tree, path, new)).encode()
    exported = published(read_visit(parse_toml("visit.toml", edited)).visit)
    assert exported == with_value(programme, source_path(tree, path), new)


def test_an_edit_inside_json_text_changes_that_value():
    programme = {"days": [{"items": [{"text": "Talks", "seats": [None, 12]}]}]}
    content = visit_file_of(programme).replace(b"[null, 12]", b"[null, 13]")
    exported = published(read_visit(parse_toml("visit.toml", content)).visit)
    assert exported == {"days": [{"items": [{"text": "Talks", "seats": [None, 13]}]}]}


def test_null_and_absent_are_kept_apart():
    programme = {"days": [{"items": [{"time": None}, {}, {"time": "10:00"}]}]}
    assert published(opened(programme).visit)["days"][0]["items"] == [{"time": None}, {}, {"time": "10:00"}]


def test_a_departure_and_its_arrival_are_one_movement():
    visit = opened(SMALL).visit
    assert list(visit.movements) == ["d1-01"]
    assert list(visit.engagements) == ["d2-02"]


def test_a_stated_field_beats_what_is_printed_and_leaves_the_export_alone():
    content = visit_file_of(SMALL) + b'\n[legs.rome]\nzone = "Europe/London"\n'
    content = content.replace(b"[engagements.d2-02]\n", b'[engagements.d2-02]\nat = "11:30"\ntitle = "Call"\n')
    visit = read_visit(parse_toml("visit.toml", content)).visit
    assert visit.engagements["d2-02"].at.clock.at.hour == 11
    assert visit.engagements["d2-02"].title.in_language("en") == "Call"
    assert visit.legs["rome"].zone == "Europe/London"
    assert published(visit) == SMALL


def test_the_file_is_readable_and_in_the_order_of_the_days():
    text = visit_file_of(SMALL).decode()
    tables = [line for line in text.splitlines() if line.startswith("[")]
    assert tables == [
        "[printed]",
        "[printed_days.d1.printed]",
        "[movements.d1-01.departs]",
        "[movements.d1-01.departs.printed]",
        "[movements.d1-01.arrives]",
        "[movements.d1-01.arrives.printed]",
        "[printed_days.d2.printed]",
        "[engagements.d2-02]",
        "[engagements.d2-02.printed]",
    ]


# ------------------------------------------------------------------------------------ refusals

GIVE = "Give the published programme, a JSON file."
NOT_OF_THE_SHAPE = {
    b"[]": "a list, expected an object with a list `days`",
    b"null": "null, expected an object with a list `days`",
    b"3": "a number, expected an object with a list `days`",
    b"{}": "`days` is missing, expected a list",
    b'{"days": {}}': "`days` is an object, expected a list",
    b'{"days": [1]}': "`days[1]` is a number, expected an object with a list `items`",
    b'{"days": [{"items": []}, {"items": null}]}': "`days[2]` is an object without a list `items`, expected",
    b"": "not JSON from line 1, column 1 on",
    b'{"days": [}': "not JSON from line 1, column 11 on",
    b'{"days": [],\n "x": NaN}': "NaN is not JSON",
    b'{"days": [], "x": -Infinity}': "-Infinity is not JSON",
    b'{"days": [], "x": 1e999}': "the number 1e999 is beyond",
    b'{"days": [], "x": 1, "x": 1}': "the key x stands twice in one object",
    b'{"days": [{"items": [{"a": 1, "a": 2}]}]}': "the key a stands twice in one object",
    b'{"days": [],\n"x": "\xff"}': "byte 0xff in line 2 is not text in UTF-8",
    b'{"days": [], "x": ' + b"9" * 5000 + b"}": "a number of 5,000 characters",
}


@pytest.mark.parametrize(("content", "said"), NOT_OF_THE_SHAPE.items())
def test_what_is_no_programme_is_refused_with_what_was_expected(content, said):
    with pytest.raises(FormatError) as refused:
        read_published("source.json", content)
    assert said in problem(refused.value)


@pytest.mark.parametrize(
    ("name", "content", "said", "remedy"),
    [
        ("x.xlsx", b"PK\x03\x04\xa3", "this is a spreadsheet or another office document, not JSON", GIVE),
        ("x.html", b"<html>", "this is a web page, not JSON", GIVE),
        ("visit.toml", b"title = 1", "this is TOML, not JSON", "A visit need not be imported: placet check visit.toml"),
    ],
)
def test_a_file_of_another_kind_is_told_as_that(name, content, said, remedy):
    with pytest.raises(FormatError) as refused:
        read_published(name, content)
    assert (problem(refused.value), advice(refused.value)) == (said, remedy)


TOO_LARGE = {
    "deep lists": b'{"days": [], "x": ' + b"[" * 50_000 + b"]" * 50_000 + b"}",
    "lists beyond the bound": b'{"days": [], "x": ' + b"[" * 40 + b"]" * 40 + b"}",
    "deep objects": b'{"a": ' * 100_000,
    "a long text": b'{"days": [], "x": "' + b"y" * (limits.MAX_TEXT_CHARS + 1) + b'"}',
    "many values": b'{"days": [], "x": [' + b"1," * limits.MAX_NODES + b"1]}",
    "many bytes": b" " * (limits.MAX_FILE_BYTES + 1),
    "many days": json.dumps({"days": [{"items": []}] * (limits.MAX_DAYS + 1)}).encode(),
    "many items": json.dumps({"days": [{"items": [{}] * (limits.MAX_ITEMS + 1)}]}).encode(),
}


@pytest.mark.parametrize("content", TOO_LARGE.values(), ids=TOO_LARGE)
def test_what_passes_a_bound_is_refused_quickly(content):
    begun = time.monotonic()
    with pytest.raises(TooLarge):
        read_published("source.json", content)
    assert time.monotonic() - begun < 5


@given(st.binary(max_size=60) | st.text(alphabet='{}[]",:0123456789daysitem\\u', max_size=60).map(str.encode))
def test_any_bytes_are_read_or_refused(content):
    with suppress(FormatError):
        read_published("source.json", content)


def test_a_visit_that_was_not_imported_is_not_exported():
    visit = read_visit(parse_toml("visit.toml", b'title = "T"\n[legs.a]\ncity = "A"\nzone = "Asia/Tehran"\n')).visit
    with pytest.raises(FormatError) as refused:
        published(visit)
    assert "not imported" in problem(refused.value)

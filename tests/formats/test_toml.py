"""The door for TOML: what it lets in, what it refuses and where, and that nothing gets past it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.told import Told, told

from placet.errors import Fault, VisitFileError
from placet.formats import limits
from placet.formats.toml import Tree, dotted, parse_toml, shown
from placet.wording.isolates import without_isolates

MEND = "Mend this line first; the rest is read after it."
NOBODY = "No visit file needs this."


def refused(content: bytes) -> tuple[Fault, ...]:
    with pytest.raises(VisitFileError) as caught:
        parse_toml("visit.toml", content)
    return caught.value.faults


def said_of(content: bytes) -> tuple[Told, ...]:
    return tuple(map(told, refused(content)))


def lines(text: str) -> dict[tuple[str | int, ...], int]:
    return dict(parse_toml("visit.toml", text.encode()).lines)


@pytest.mark.parametrize(
    ("content", "line", "found", "expected"),
    [
        (b"a = " + b"[" * 200_000 + b"]" * 200_000, 1, "17 levels of nesting", "at most 16"),
        (b"\na = " + b"[" * 17 + b"]" * 17, 2, "17 levels of nesting", "at most 16"),
        (b"a = " + b"{a = " * 200_000 + b"1" + b"}" * 200_000, 1, "17 levels of nesting", "at most 16"),
        (b"b = 1\n" + b".".join([b"a"] * 13) + b" = 1", 2, "a key of more than 12 parts", "at most 12"),
        (b"[" + b".".join([b"a"] * 1_100) + b"]", 1, "a key of more than 12 parts", "at most 12"),
        (b"a = {" + b".".join([b"a"] * 13) + b" = 1}", 1, "a key of more than 12 parts", "at most 12"),
        (b".".join([b"k" * 199] * 13) + b" = 1", 1, "a key of 2,599 bytes", "at most 2,400"),
        (b".".join([b"a"] * 100_000), 1, "a key of 199,999 bytes", "at most 2,400"),
        (b"k" * 201 + b" = 1", 1, "a key of 201 bytes", "at most 200"),
        (b'"' + b"k" * 199 + b'" = 1', 1, "a key of 201 bytes", "at most 200"),
        (b"a = " + b"9" * 100_000, 1, "a number of 100,000 characters", "at most 24"),
        (b"a = 1\nb = 1." + b"9" * 23, 2, "a number of 25 characters", "at most 24"),
        (b"a = '" + b"x" * 80_000 + b"'", 1, "a text of 80,002 bytes", "at most 20,000 characters"),
        (b"\n\na = [" + b"1," * 300_000 + b"]", 3, "more than 400,000 items", "at most 400,000"),
    ],
    ids=range(14),
)
def test_each_bound_is_refused_where_it_is_passed(content, line, found, expected):
    assert said_of(content) == (Told("visit.toml", line, "", found, expected, NOBODY),)


def test_a_key_of_three_hundred_thousand_parts_is_refused_for_its_length_and_its_number_of_nodes():
    assert [said.found for said in said_of(b".".join([b"a"] * 300_000) + b" = 1")] == [
        "a key of 599,999 bytes",
        "more than 400,000 items",
    ]


def test_every_bound_is_told_once_at_its_first_line():
    content = b"a = " + b"1" * 25 + b"\nb = " + b"2" * 30 + b"\nc = " + b"[" * 17 + b"]" * 17
    assert [(said.line, said.found) for said in said_of(content)] == [
        (1, "a number of 25 characters"),
        (3, "17 levels of nesting"),
    ]


def test_what_just_keeps_every_bound_is_read():
    path = ["a"] * limits.MAX_KEY_PARTS
    text = f"{'.'.join(path)} = 1\n{'k' * 200} = {'[' * 16}{']' * 16}\nn = {'9' * 24}\nt = '{'x' * 20_000}'"
    data = parse_toml("visit.toml", text.encode()).data
    assert set(data) == {"a", "k" * 200, "n", "t"}
    assert data["n"] == int("9" * 24)


def test_brackets_that_are_never_closed_are_refused():
    assert said_of(b"a = " + b"[" * 200_000) == (
        Told("visit.toml", None, "", "too much nesting", "at most 16 levels", "Close every bracket."),
    )


def test_a_number_that_cannot_be_read_is_refused_even_where_the_syntax_hides_its_length(monkeypatch):
    monkeypatch.setattr(limits, "MAX_NUMBER_CHARS", 10_000)
    assert said_of(b"a = " + b"9" * 5_000) == (
        Told("visit.toml", None, "", "a value that cannot be read", "valid TOML", "Simplify the file."),
    )


def test_a_file_that_is_too_large_is_refused_unread():
    assert said_of(b"\xff" * (limits.MAX_FILE_BYTES + 1)) == (
        Told(
            "visit.toml",
            None,
            "",
            "2,097,153 bytes",
            "at most 2,097,152 bytes",
            "Split it, or check that it is the right file.",
        ),
    )


def test_a_file_of_the_greatest_size_is_read():
    assert parse_toml("visit.toml", b"#" * limits.MAX_FILE_BYTES).data == {}


def test_a_byte_that_is_not_utf_8_is_named_with_its_line():
    assert said_of(b"a = 1\r\n\nb = '\xff'") == (
        Told("visit.toml", 3, "", "byte 0xff", "text in UTF-8", "Save the file as UTF-8."),
    )


CLOSE = "Close every bracket and every quote where it was opened."
HIDDEN = "A text that is opened in quotes ends in the same line; take out characters that cannot be seen."
QUOTES = "Put a text in quotes; numbers, true, false, lists and dates stand without."
LINE = "A line is `key = value` or `[table]`."
BACKSLASH = "Write a backslash twice, or put the text in single quotes."


@pytest.mark.parametrize(
    ("content", "line", "found", "reason"),
    [
        (b'a = 1\nb = "x', 2, 'b = "x', CLOSE),
        (b'a = 1\nb = "x\nc = 1', 2, 'b = "x', HIDDEN),
        (b'a = 1\nb = """x\n\n', 2, 'b = """x', CLOSE),
        (b"a = 1\n\nb = '\x00'", 3, "b = '\N{REPLACEMENT CHARACTER}'", HIDDEN),
        (b"a = 1\nb\x00 = 2", 2, "b\N{REPLACEMENT CHARACTER} = 2", LINE),
        (b"a = 1\rb = 2\n", 1, "a = 1\N{REPLACEMENT CHARACTER}b = 2", QUOTES),
        (b"a = 11:40", 1, "a = 11:40", QUOTES),
        (b"a = [1,\n\n", 1, "a = [1,", QUOTES),
        (b"[a\nb = 1", 1, "[a", CLOSE),
        (b"=", 1, "=", LINE),
        (b"a = 'x' \nb = \"\\ud800\"", 2, 'b = "\\ud800"', BACKSLASH),
        (b"a = 1\nb = 2030-02-30\n", 2, "b = 2030-02-30", "There is no such day, or no such hour."),
    ],
)
def test_a_syntax_error_names_its_line_and_shows_it_with_what_to_do(content, line, found, reason):
    assert said_of(content) == (Told("visit.toml", line, "", found, "valid TOML", f"{reason} {MEND}"),)


@pytest.mark.parametrize(
    ("text", "twice"),
    [
        ("a = 1\nb = 1\na = 2\nc = 1\n", [("a", 3, 1)]),
        ("[a]\nx = 1\n[b]\ny = 1\n[a]\nz = 1\n", [("a", 5, 1)]),
        ("[a]\nb.c = 1\nb.c = 2\nb = 3\n", [("a.b.c", 3, 2), ("a.b", 4, 2)]),
        ("a = 1\n[a.b]\nc = 1\n", [("a.b", 2, 1)]),
        ("[[a]]\nb = 1\n[[a]]\nb = 1\nb = 2\n", [("a[2].b", 5, 4)]),
        ('a = { b = 1, "b" = 2 }\n', [("a.b", 1, 1)]),
        ("x.y = { b = 1 }\nx.y.b = 2\n", [("x.y.b", 2, 1)]),
        ("[[a]]\n[a]\n", [("a[1]", 2, 1)]),
        ("a = []\n[[a]]\n", [("a[1]", 2, 1)]),
        ('"\\ud800" = 1\na = 1\na = 2\n', [("a", 3, 2)]),
    ],
)
def test_a_key_that_stands_twice_is_told_where_it_stands_again_and_where_before(text, twice):
    assert said_of(text.encode()) == tuple(
        Told("visit.toml", line, field, f"stands in line {before} already", "each key once", TAKE)
        for field, line, before in twice
    )


TAKE = "Take one of the two out."


@pytest.mark.parametrize("text", ["a = 1\na = 2\nb = =\n", "a = { b = 1 }\na.c = 2\n"])
def test_where_the_tree_does_not_tell_what_stands_twice_the_line_is_shown(text):
    (said,) = said_of(text.encode())
    assert (said.line, said.expected) == (2, "valid TOML")
    assert said.advice.startswith("What stands here was given a value, or opened as a table, before")


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"PK\x03\x04\x14\x00\xa3", "a spreadsheet or another office document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "a spreadsheet or another office document"),
        (b"%PDF-1.7\n\xe2\xe3", "a PDF"),
        (b'\xef\xbb\xbf\n { "days": [] }', "JSON"),
        (b"<!doctype html>", "a web page"),
        ("title = 1".encode("utf-16"), "a text in UTF-16"),
    ],
)
def test_a_file_of_another_kind_is_told_as_that(content, found):
    (said,) = said_of(content)
    assert (said.line, said.found, said.expected) == (None, found, "a file in TOML, such as visit.toml")
    assert said.advice.endswith(".") or "placet " in said.advice


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (True, "true"),
        (None, "null"),
        (datetime(2030, 1, 2, 3, 4, tzinfo=UTC), "2030-01-02T03:04:00+00:00"),
        (date(2030, 1, 2), "2030-01-02"),
        (time(3, 4), "03:04:00"),
        ([1, "a", 2.5, [], 5, 6], '[1, "a", 2.5, [], 5]'),
        ({"a": 1, "b": {"c": False}}, "{ a = 1, b = { c = false } }"),
    ],
)
def test_a_foreign_value_is_shown_as_the_file_writes_it(value, said):
    assert shown(value) == said


def test_a_byte_order_mark_and_windows_line_ends_are_read_with_their_lines():
    tree = parse_toml("visit.toml", b"\xef\xbb\xbfa = 1\r\n[b]\r\nc = 2\r\n")
    assert tree == Tree("visit.toml", {"a": 1, "b": {"c": 2}}, {("a",): 1, ("b",): 2, ("b", "c"): 3})


def test_an_empty_file_is_an_empty_tree():
    assert parse_toml("visit.toml", b"") == Tree("visit.toml", {}, {})


def test_keys_in_tables_stand_on_their_lines():
    assert lines("# head\n\n[legs.a]\ncity = 'A'\n[legs.b]\n# none\nzone = 'Z'\n") == {
        ("legs",): 3,
        ("legs", "a"): 3,
        ("legs", "a", "city"): 4,
        ("legs", "b"): 5,
        ("legs", "b", "zone"): 7,
    }


def test_entries_of_arrays_of_tables_are_counted():
    assert lines("[[travel]]\na = 1\n[[travel]]\na = 2\n[[travel.via]]\nb = 1\n[travel.last]\nc = 1\n") == {
        ("travel",): 1,
        ("travel", 0): 1,
        ("travel", 0, "a"): 2,
        ("travel", 1): 3,
        ("travel", 1, "a"): 4,
        ("travel", 1, "via"): 5,
        ("travel", 1, "via", 0): 5,
        ("travel", 1, "via", 0, "b"): 6,
        ("travel", 1, "last"): 7,
        ("travel", 1, "last", "c"): 8,
    }


def test_entries_of_lists_and_inline_tables_stand_on_their_own_lines():
    assert lines("a = [\n  1, # one\n  { b = 2 },\n  [\n    3,\n  ],\n]\nc = { d.e = 1, f = [2] }") == {
        ("a",): 1,
        ("a", 0): 2,
        ("a", 1): 3,
        ("a", 1, "b"): 3,
        ("a", 2): 4,
        ("a", 2, 0): 5,
        ("c",): 8,
        ("c", "d"): 8,
        ("c", "d", "e"): 8,
        ("c", "f"): 8,
        ("c", "f", 0): 8,
    }


def test_quoted_and_dotted_keys_are_named_as_they_are_read():
    text = '"a\\u0062" = 1\n\'c.d\'.e."f\\"" = 2\n[g . "h i"]\nсад = 3\n'
    tree = parse_toml("visit.toml", text.replace("сад", '"сад"').encode())
    assert tree.data == {"ab": 1, "c.d": {"e": {'f"': 2}}, "g": {"h i": {"сад": 3}}}
    assert tree.lines == {
        ("ab",): 1,
        ("c.d",): 2,
        ("c.d", "e"): 2,
        ("c.d", "e", 'f"'): 2,
        ("g",): 3,
        ("g", "h i"): 3,
        ("g", "h i", "сад"): 4,
    }


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ((), ""),
        (("a", "b"), "a.b"),
        (("who", 0), "who[1]"),
        (("a", 1, 2, "b"), "a[2][3].b"),
        ((0,), "[1]"),
        (("a\n",), "a\N{REPLACEMENT CHARACTER}"),
    ],
)
def test_a_path_is_written_as_people_count(path, written):
    assert dotted(path) == written


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ("x" * 60, "x" * 60),
        ("x" * 61, "x" * 60 + "…"),
        ("\x1b[31m\n", "\N{REPLACEMENT CHARACTER}[31m\N{REPLACEMENT CHARACTER}"),
        (True, "true"),
        (["a"], '["a"]'),
        ("", ""),
    ],
)
def test_a_foreign_value_is_shown_cut_and_printable(value, printed):
    assert shown(value) == printed


def paths_of(value, path=()):
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in entries:
        yield (*path, key)
        yield from paths_of(inner, (*path, key))


WORDS = rb"""a b . " ' \ = [ ] [[ ]] { } , # 1 -1.5e3 true inf \u00e9 2030-01-01 10:00"""
PIECES = st.sampled_from([*WORDS.split(), b" = ", b"\n", b"\r\n", b'"""', b"\x00", b"\xff", b"\xd0"])


@given(st.one_of(st.binary(max_size=200), st.lists(PIECES, max_size=60).map(b"".join)))
@example("\u05d0".encode())  # runs from right to left, and is shown isolated
def test_any_bytes_are_a_tree_with_a_line_for_everything_or_faults(content):
    faults: tuple[Fault, ...] = ()
    tree = Tree("visit.toml", {}, {})
    try:
        tree = parse_toml("visit.toml", content)
    except VisitFileError as error:
        faults = error.faults
    assert all(fault.file == "visit.toml" and without_isolates(told(fault).found).isprintable() for fault in faults)
    assert set(tree.lines) == set(paths_of(tree.data))
    assert all(1 <= line <= content.count(b"\n") + 1 for line in tree.lines.values())

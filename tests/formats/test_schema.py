"""The published schema: what is committed, what it lets through and what it refuses."""

from __future__ import annotations

import json
import tomllib
from datetime import date, datetime, time
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from scripts.visit_file_reference import said

from placet.formats.plain import Reading
from placet.formats.published import visit_file_of
from placet.formats.schema import (
    NOTATIONS,
    private_schema,
    schema_text,
    tables_of_ids,
    visit_schema,
)
from placet.formats.visitfile import _ID_TABLES

SOUND = ("examples/*/visit.toml", "tests/visits/*/visit.toml", "src/placet/node/templates/*.toml")
SHARED, PRIVATE = Draft202012Validator(visit_schema(said)), Draft202012Validator(private_schema(said))
LEAST = 'title = "A visit"\n'


def plain(value: Any) -> Any:
    """Data as JSON has it: dates and times of TOML become their ISO text."""
    if isinstance(value, dict):
        return {key: plain(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [plain(entry) for entry in value]
    return value.isoformat() if isinstance(value, date | datetime | time) else value


def refused(text: str, schema: Draft202012Validator = SHARED) -> list[str]:
    """Where a file is refused."""
    return sorted({error.json_path for error in schema.iter_errors(plain(tomllib.loads(text)))})


def test_both_schemas_are_schemas():
    Draft202012Validator.check_schema(visit_schema(said))
    Draft202012Validator.check_schema(private_schema(said))


@pytest.mark.parametrize(
    ("name", "schema"), [("visit.schema.json", visit_schema), ("private.schema.json", private_schema)]
)
def test_what_is_committed_is_what_the_declarations_give(checkout, name, schema):
    assert (checkout / "docs" / "formats" / name).read_text(encoding="utf-8") == schema_text(schema(said))


def test_every_visit_that_we_ship_or_test_with_is_let_through(checkout):
    files = [path for pattern in SOUND for path in sorted(checkout.glob(pattern)) if path.parent.name != "broken"]
    assert len(files) >= 11  # 2 examples, 3 test visits, 6 templates
    assert {path: refused(path.read_text(encoding="utf-8")) for path in files} == {path: [] for path in files}


def test_every_private_file_that_we_ship_or_test_with_is_let_through(checkout):
    files = [*checkout.glob("examples/*/private.toml"), *checkout.glob("tests/visits/*/private.toml")]
    assert files
    assert [refused(path.read_text(encoding="utf-8"), PRIVATE) for path in files] == [[]] * len(files)


def test_the_broken_example_is_refused_where_a_schema_can_see_it(checkout):
    # The other three of its six mistakes are a zone, an id and a day, which only the reader knows.
    text = (checkout / "examples" / "broken" / "visit.toml").read_text(encoding="utf-8")
    assert refused(text) == ["$.engagements.farewell", "$.engagements.talks.length", "$.engagements.welcome"]


def test_an_imported_visit_need_not_state_what_is_printed():
    item = {"text": "Talks", "time": "10:00", "note": None}
    text = visit_file_of({"title": "A visit", "days": [{"items": [item]}]}).decode()
    assert refused(text) == []
    assert refused(text.replace("[printed]", "[notes]")) != []


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("kind = 'official'", ["$"]),  # no title
        (LEAST + "tittle = 'A visit'", ["$"]),
        (LEAST + "secrecy = 'open'", ["$.secrecy"]),
        (LEAST + "[sides.guest]\nrole = 'guest'", ["$.sides.guest"]),  # no name
        (LEAST + "[notes]\nred-line = 'none'", ["$"]),  # internal
        (LEAST + "[engagements.talks]\ntitle = 'Talks'\nvalue = 20", ["$.engagements.talks"]),  # internal
        (LEAST + "[engagements.talks]\ntitle = 'Talks'\nlength = '45'", ["$.engagements.talks.length"]),
        (LEAST + "[engagements.talks]\ntitle = 'Talks'\nat = 'noonish'", ["$.engagements.talks.at"]),
        (LEAST + "[engagements.talks]\ntitle = { english = 'Talks' }", ["$.engagements.talks.title"]),
        (LEAST + "[engagements.'two words']\ntitle = 'Talks'", ["$.engagements"]),
        ("title = ' '", ["$.title"]),
        ("title = 'A visit'\nformat_version = 2", ["$.format_version"]),
    ],
)
def test_this_is_refused(text, where):
    assert refused(text) == where


def test_the_private_file_holds_nothing_but_internal_fields():
    assert refused("[engagements.talks]\nvalue = 20\nreason = 'theirs'", PRIVATE) == []
    assert refused("[engagements.talks]\ntitle = 'Talks'", PRIVATE) == ["$.engagements.talks"]
    assert refused("[diary.cabinet]\nwho = ['minister']\nday = 1\nbetween = '09:00–11:00'", PRIVATE) == []
    assert refused("[diary.cabinet]\nwho = ['minister']\nday = 1", PRIVATE) == ["$.diary.cabinet"]


def internal_names(schema: dict[str, Any]) -> list[str]:
    """Every property that a schema marks as internal."""
    tables = [schema, *schema["$defs"].values()]
    found = [(name, said) for table in tables for name, said in table.get("properties", {}).items()]
    return [name for name, said in found if said["x-layer"] == "internal"]


def test_no_internal_field_is_in_the_schema_of_the_shared_file():
    assert internal_names(visit_schema(said)) == []
    assert {"diary", "notes", "value", "withheld"} <= set(internal_names(private_schema(said)))


WRITTEN = {
    "length": ["45m", "1h", "1h30", "1h30m", "2d", "90 min"],
    "time": ["11:40", "9:05", "24:00"],
    "date": ["2030-01-31"],
    "partial-date": ["2025", "2025-01", "2025-01-17", "--05-13", "--01"],
    "clock": ["11:40", "18:10 Asia/Tehran", "00:30 +1", "02:30 (second)"],
    "when": ["11:40", "about 12:00", "from 10:00", "by 18:00", "10:00–13:00", "10:00-13:00", "morning", "after talks"],
    "hours": ["09:00–17:00", "22:00-02:00", "09:00–24:00"],
}
NOT_WRITTEN = {
    "length": ["45", "", "long", "1h30s"],
    "time": ["noon", "11", "11:40 Asia/Tehran"],
    "date": ["31/01/2030", "2030-01"],
    "partial-date": ["25", "2025-1", "January"],
    "clock": ["noon", "11"],
    "when": ["noonish", "about noon", "10"],
    "hours": ["09:00", "morning"],
}


@pytest.mark.parametrize("python", NOTATIONS, ids=lambda python: NOTATIONS[python][0])
def test_a_pattern_and_the_reader_agree(python):
    """The pattern of a notation lets through what is documented, and nothing that is plainly something else."""
    name, _ = NOTATIONS[python]
    made = Draft202012Validator(
        {**visit_schema(said)["$defs"], **private_schema(said)["$defs"]}.get(name, clock_schema())
    )

    def is_read(text: str) -> bool:
        reading = Reading(lambda _: ("visit.toml", None))
        reading.read(python, text)
        return not reading.faults

    assert [(text, made.is_valid(text), is_read(text)) for text in WRITTEN[name]] == [
        (text, True, True) for text in WRITTEN[name]
    ]
    assert [(text, made.is_valid(text), is_read(text)) for text in NOT_WRITTEN[name]] == [
        (text, False, False) for text in NOT_WRITTEN[name]
    ]


def clock_schema() -> dict[str, Any]:
    """No field of the visit file is a bare clock; the programme file has them."""
    (pattern,) = (pattern for name, pattern in NOTATIONS.values() if name == "clock")
    return {"type": "string", "pattern": rf"^\s*({pattern})\s*$"}


def test_ids_refer_to_the_tables_in_which_the_reader_looks_for_them():
    # Tasks and offices may also be those of the templates: they are looked for when the visit is counted down.
    counted = {"TaskId": ("tasks", "own_tasks"), "OfficeId": ("offices",)}
    assert tables_of_ids() == _ID_TABLES | counted


def test_the_same_declarations_give_the_same_bytes():
    assert schema_text(visit_schema(said)) == schema_text(visit_schema(said))
    assert json.loads(schema_text(visit_schema(said))) == visit_schema(said)

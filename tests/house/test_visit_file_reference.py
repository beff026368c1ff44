"""The reference of the visit file says of each field what its declaration says."""

from __future__ import annotations

from scripts.visit_file_reference import visit_reference

from placet.formats.shapes import members_of
from placet.model.engagements import Engagement
from placet.model.people import Person


def section(name: str) -> list[str]:
    """The rows of one table."""
    text = visit_reference()
    _, _, rest = text.partition(f"{{ #{name} }}")
    return [line for line in rest.partition("\n## ")[0].splitlines() if line.startswith("| `")]


def test_every_field_of_a_table_has_its_row_in_the_order_of_the_declaration():
    assert [row.split("`")[1] for row in section("engagement")] == [member.name for member in members_of(Engagement)]
    assert [row.split("`")[1] for row in section("person")] == [member.name for member in members_of(Person)]


def test_a_row_says_form_layer_meaning_and_default():
    rows = {row.split("`")[1]: row for row in section("engagement")}
    assert rows["title"] == "| `title` | [text in languages](#notations) | public | What it is called. | **required** |"
    assert rows["value"] == (
        "| `value` | whole number | internal | What it is worth to us, 1 to 100; used when not everything fits. "
        "| `10` |"
    )
    assert rows["who"].startswith("| `who` | list: id of `people` or `delegations` | shared |")
    assert rows["interpretation"].startswith("| `interpretation` | [interpretation](#interpretation) | shared |")


def test_every_anchor_that_is_linked_exists():
    text = visit_reference()
    linked = {part.partition(")")[0] for part in text.split("](#")[1:]}
    assert linked
    assert {name for name in linked if f"{{ #{name} }}" not in text} == set()


def test_it_says_which_tables_may_be_written_short():
    text = visit_reference()
    assert text.count("May be written as its `") == 3  # a title's name, a length, what an engagement follows


def test_it_is_the_same_each_time():
    assert visit_reference() == visit_reference()

"""Visit files that were damaged at random: whatever stands in them, a command ends in words and with a code of its own.

The damage is drawn the same way each time, so that a failure comes back.
"""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cli.running import placet
from tests.cli.visits import RICH

ODD: list[Any] = [
    0, -1, 2**62, 1.5, float("inf"), float("nan"), "", "x", "24:00", "by 00:00", "after talks", "10:00–09:00", "999d",
    True, [], {}, [[]], ["talks", "talks"], {"a": 1}, date(2030, 1, 1), datetime(2030, 1, 1, tzinfo=UTC), time(1, 2, 3),
    "\u202e", "a" * 300, "must", "23:59 +1",
]  # fmt: skip
CHECKED, PLANNED = {0, 3, 5}, {0, 3, 4, 6}


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every table or list in a tree, with each of its keys."""
    for key, entry in list(value.items() if isinstance(value, dict) else enumerate(value)):
        yield value, key
        if isinstance(entry, dict | list):
            yield from places(entry)


def with_odd_values(draw: Any) -> bytes:
    """A visit in which one key is gone, or has a value of another kind, or that of another key."""
    data = tomllib.loads(RICH)
    standing = list(places(data))
    table, key = draw.choice(standing)
    damage = draw.choice(["gone", "odd", "odd", "other"])
    if damage == "gone":
        del table[key]
    elif damage == "odd":
        table[key] = copy.deepcopy(draw.choice(ODD))
    else:
        other, name = draw.choice(standing)
        table[key] = copy.deepcopy(other[name])
    return tomli_w.dumps(data).encode()


def with_odd_bytes(draw: Any) -> bytes:
    """A visit in which a byte is another one, some are gone, or some are there twice."""
    content = bytearray(RICH.encode())
    for _ in range(draw.randint(1, 3)):
        at, length = draw.randrange(len(content)), draw.randint(1, 40)
        match draw.choice(["flip", "gone", "twice", "mark"]):
            case "flip":
                content[at] = draw.randrange(256)
            case "gone":
                del content[at : at + length]
            case "twice":
                content[at:at] = content[at : at + length]
            case _:
                content[at:at] = draw.choice(["[", "]", "{", '"', ".", "=", "\n", "#", "\\", "'"]).encode()
    return bytes(content)


@pytest.mark.parametrize("damaged", [with_odd_values, with_odd_bytes])
@settings(max_examples=40, derandomize=True, deadline=None)
@given(draw=st.randoms(use_true_random=False))
def test_a_damaged_file_ends_in_words(damaged, draw, tmp_path_factory):
    folder = tmp_path_factory.mktemp("damaged")
    (folder / "visit.toml").write_bytes(damaged(draw))
    checked = placet("check", folder)
    assert checked.exit_code in CHECKED, checked.stderr
    if checked.exit_code != 3:
        planned = placet("plan", folder, "--work", "0.1")
        assert planned.exit_code in PLANNED, planned.stderr

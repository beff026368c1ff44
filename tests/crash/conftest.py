"""Where the rigs lay their homes."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.stores.in_memory import folder_in_memory


@pytest.fixture
def folder() -> Iterator[Path]:
    """In memory where there is room: what a disk does is in the model."""
    with tempfile.TemporaryDirectory(dir=folder_in_memory()) as name:
        yield Path(name)

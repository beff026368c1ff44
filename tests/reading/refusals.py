"""What a file is refused for."""

from __future__ import annotations

import pytest

from placet.reading.readers import read
from placet.reading.refusal import Refused


def refusal(content: bytes) -> tuple[str, dict[str, str | int]]:
    """The reason and its facts, read in this process."""
    with pytest.raises(Refused) as refused:
        read(content)
    return refused.value.reason, refused.value.facts

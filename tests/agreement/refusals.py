"""Asking for a refusal: the code, and the facts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from placet.errors import Refused


def refusal_of(call: Callable[..., Any], *given: Any, **named: Any) -> Refused:
    with pytest.raises(Refused) as refusal:
        call(*given, **named)
    return refusal.value


def code_of(call: Callable[..., Any], *given: Any, **named: Any) -> str:
    return refusal_of(call, *given, **named).code

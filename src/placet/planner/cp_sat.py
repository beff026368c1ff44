"""The one door to OR-Tools, which is imported without pandas.

Of pandas OR-Tools has two names, in functions that take or give tables; nobody here calls one. All of pandas is more
than half of what importing the solver takes, in time and in memory, so that for as long as this takes something empty
stands in its place. Whoever has imported pandas already, or does so later, has the whole of it. Not so OR-Tools itself,
unless one of the two was there before; nor a thread that imports pandas for the first time in that very moment: a
program that plans in one thread and reads tables in another imports pandas first.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

__all__ = ["cp_model", "cp_model_helper"]


@contextmanager
def _without_pandas() -> Iterator[None]:
    """Meanwhile `import pandas` finds two empty classes, unless it is there already."""
    if "pandas" in sys.modules:
        yield
        return
    empty = ModuleType("pandas")
    empty.__dict__.update({name: type(name, (), {}) for name in ("Index", "Series")})
    sys.modules["pandas"] = empty
    try:
        yield
    finally:
        del sys.modules["pandas"]


with _without_pandas():
    from ortools.sat.python import cp_model, cp_model_helper

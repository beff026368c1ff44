"""While a record is read, Python is kept from looking for garbage in cycles.

Nothing that is made of entries is ever part of a cycle, and each look goes through all that was read so far: two fifths
of the time of a fold went there. What is no longer used is given back as ever.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Also a decorator. Whatever comes of it, Python looks again afterwards, if it did before."""
    was_looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_looking:
            gc.enable()

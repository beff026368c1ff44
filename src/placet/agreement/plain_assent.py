"""The body that nearly every assent has, recognised in one look: canonical, one seal, nothing else.

Decides nothing: bytes of any other form, good or bad, are none of its business and are read field by field by
`acts.sealing_of`. What it does recognise is read there to the same values; it is the same rules, much faster.
"""

from __future__ import annotations

import re

_PLAIN = re.compile(
    rb'\{"level":"([a-z-]{1,20})"'
    rb',"salt":"[0-9a-f]{64}"'
    rb',"seals":\[\["([0-9a-f]{64})","([0-9a-f]{128})"\]\]'
    rb',"wording":"([a-z-]{1,20})"\}'
)


def plain_seal_of(body: bytes) -> tuple[str, str, tuple[str, str]] | None:
    """The level, the wording and the one pair of key and signature in a plain body, or None for all other bytes."""
    match = _PLAIN.fullmatch(body)
    if match is None:
        return None
    level, key, signature, wording = match.groups()
    return level.decode(), wording.decode(), (key.decode(), signature.decode())

"""A short name for the state of a joint file, which two offices read to each other to know that they hold the same."""

from __future__ import annotations

from placet.agreement.state import state_digest
from placet.node.joint.desk import Desk

SHOWN = 16


def digest_of(desk: Desk) -> str:
    """The digest in full; the same at every node that holds the same entries. Empty without a record."""
    return state_digest(desk.record) if desk.has_counterpart else ""

"""The data that goes with a printed paper, so that it can be read back without doubt: what its readers see anyway."""

from __future__ import annotations

import json

from placet.formats.programme import write_programme
from placet.formats.writing import write_visit
from placet.model.programme import Programme
from placet.model.visit import Visit

FORMAT = "placet-programme"
VERSION = 1


def attached(seen: Visit, programme: Programme) -> bytes:
    """A visit and its programme as their readers see them: the texts of `visit.toml` and `programme.toml`, in JSON."""
    data = {
        "format": FORMAT,
        "format_version": VERSION,
        "visit": write_visit(seen).shared,
        "programme": write_programme(programme, seen),
    }
    return json.dumps(data, ensure_ascii=False, indent=1).encode()

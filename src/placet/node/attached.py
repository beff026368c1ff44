"""The data that goes with a printed paper, so that it can be read back without doubt: what its readers see anyway."""

from __future__ import annotations

import json

from placet.formats.programme import write_programme
from placet.formats.writing import write_visit
from placet.model.programme import Programme
from placet.model.visit import Visit
from placet.reading.attached import FORMAT, VERSION


def attached(seen: Visit, programme: Programme) -> bytes:
    """A visit and its programme as their readers see them: the lines of `visit.toml` and `programme.toml`, in JSON.

    Lines, because no reader of ours takes a text of any length.
    """
    data = {
        "format": FORMAT,
        "format_version": VERSION,
        "visit": write_visit(seen).shared.split("\n"),
        "programme": write_programme(programme, seen).split("\n"),
    }
    return json.dumps(data, ensure_ascii=False, indent=1).encode()

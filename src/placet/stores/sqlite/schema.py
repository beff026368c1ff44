"""How the two SQLite files are laid out: every version is a file of SQL beside this one."""

from __future__ import annotations

from importlib.resources import files

from placet.stores.layout import PRIVATE, RECORD, Layout


def _layout(name: str, application: int, versions: int) -> Layout:
    folder = files("placet.stores.sqlite")
    steps = tuple((folder / f"{name}.{number + 1}.sql").read_text("utf-8") for number in range(versions))
    return Layout(name, application, steps)


RECORD_LAYOUT = _layout("record", RECORD, 1)
PRIVATE_LAYOUT = _layout("private", PRIVATE, 1)

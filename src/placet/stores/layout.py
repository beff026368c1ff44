"""What a database must be laid out as: a kind, and the steps from each version to the next."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Layout:
    """A layout is never edited once it was released: a new version is a further migration. 0 is an empty database."""

    name: str
    application: int
    """What marks an SQLite file as one of these."""
    migrations: tuple[str, ...]

    @property
    def version(self) -> int:
        """The newest version that this Placet knows."""
        return len(self.migrations)


RECORD = 0x506C_6352
"""`PlcR`: marks a file with the records of joint files."""
PRIVATE = 0x506C_6350
"""`PlcP`: marks a file with what stays in the office."""
MOVED = 0x506C_634D
"""`PlcM`: marks a file of records that went elsewhere; no Placet opens it as a store, older ones neither."""

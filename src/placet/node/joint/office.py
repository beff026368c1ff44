"""A side's home: its keys, its two stores, and the files it has opened. Every command begins here.

files    kept in the private store: a name (`file-1`), a title, and the id of the record once there is one
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from placet.agreement.record import Record
from placet.errors import NotFoundError, Refused, StorageError
from placet.node.joint.desk import Desk, Stores, load
from placet.node.joint.keyring import Keyring
from placet.node.joint.means import Means
from placet.node.joint.ports import PrivateStore

EVERYWHERE = ""
"""Under this name the private store keeps what belongs to no single file."""


Document = tuple[str, dict[str, Any]]
"""What the private store keeps, with its kind."""


@dataclass(frozen=True, slots=True)
class File:
    """A file that this side has opened, alone or with others."""

    name: str
    title: Mapping[str, str]
    visit: str
    """Id of the record; empty while there is no counterpart."""


@dataclass(frozen=True, slots=True)
class Office:
    """A home that is open: only one process has it so."""

    keyrings: tuple[Keyring, ...]
    """Every set of keys there is, the newest first."""
    stores: Stores
    means: Means

    @property
    def keyring(self) -> Keyring:
        """The newest keys, with which new files are opened."""
        return self.keyrings[0]

    @property
    def side(self) -> str:
        """Ours."""
        return self.keyring.side

    def files(self) -> tuple[File, ...]:
        """Every file, in the order of opening."""
        return files_in(self.stores.private)

    def keep_file(self, file: File, beside: Sequence[Document] = ()) -> None:
        """Remember a file, or what has become of it, and together with it what else belongs to no single file."""
        document: dict[str, Any] = {"file": file.name, "title": dict(file.title)}
        if file.visit:
            document["visit"] = file.visit
        self.stores.private.keep_all(EVERYWHERE, [*beside, ("file", document)])

    def file(self, named: str | None = None) -> File:
        """The file that is meant: the only one, or that of a name, a title or the beginning of an id.

        Raises `NotFoundError` with the names there are, and `StorageError` where there is none yet, or several of which
        none is named.
        """
        files = self.files()
        if not files:
            raise StorageError(str(self.keyring.folder.parent.parent), "nothing-open")
        if named is None and len(files) > 1:
            names = ", ".join(f"{file.name} ({next(iter(file.title.values()), '')})" for file in files)
            raise StorageError(str(self.keyring.folder.parent.parent), "several-open", files=names)
        found = [file for file in files if named is None or _is_meant(file, named)]
        if len(found) != 1:
            raise NotFoundError(named or "", tuple(file.name for file in files))
        return found[0]

    def desk(self, named: str | None = None, keyring: Keyring | None = None, *, record: Record | None = None) -> Desk:
        """The desk of a file, its record verified again from the first entry on. Raises also `Refused`.

        `keyring`: keys that are about to be put in force, where those in force may be lost. `record`: its record, where
        that was loaded and verified a moment ago.
        """
        file = self.file(named)
        record = record or (load(self.stores.shared, file.visit) if file.visit else None)
        desk = Desk(keyring or self.keyring_for(record), self.stores, self.means, file.name, record)
        desk.is_read_only = bool(file.visit) and not self.stores.shared.footing(file.visit).may_write
        return desk

    def keyring_for(self, record: Record | None) -> Keyring:
        """The keys that a record knows as ours. Raises `Refused` where they are not here."""
        if record is None:
            return self.keyring
        chain = record.chains[self.side]
        card = chain.card_at(len(chain.entries) + 1)
        found = next((keyring for keyring in self.keyrings if keyring.card.card == card), None)
        if found is None:
            raise Refused("keys-differ", side=self.side)
        return found


def files_in(store: PrivateStore) -> tuple[File, ...]:
    """Every file of a home, in the order of opening."""
    found: dict[str, File] = {}
    for _, document in store.documents(EVERYWHERE, "file"):
        name = str(document["file"])
        found[name] = File(name, dict(document["title"]), str(document.get("visit", "")))
    return tuple(found.values())


def _is_meant(file: File, named: str) -> bool:
    return named in (file.name, *file.title.values()) or (len(named) >= 6 and file.visit.startswith(named))

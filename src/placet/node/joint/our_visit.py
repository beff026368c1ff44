"""The visit file of this office that a joint file is about, and the programme that stands in it for the moment."""

from __future__ import annotations

from pathlib import Path

from placet.errors import NotFoundError
from placet.formats.visitfile import VisitFile
from placet.model.visit import Secrecy, Visit
from placet.node.joint.desk import Desk
from placet.node.joint.office import EVERYWHERE, Document, Office
from placet.node.opening import open_dated

KIND = "visit-file"


def title_for_others(visit: Visit) -> dict[str, str]:
    """What the joint file is called: the code name while the visit is not to be known of, else its title."""
    if visit.code_name and visit.secrecy in (Secrecy.SECRET, Secrecy.HELD):
        return {visit.language: visit.code_name}
    return dict(visit.title.by_language)


def remember_visit(office: Office, file: str, path: Path) -> None:
    """Remember where our visit file is. It stays where it is, and never leaves."""
    office.stores.private.keep_all(EVERYWHERE, [whereabouts(file, path)])


def whereabouts(file: str, path: Path) -> Document:
    """What is remembered of a joint file's visit file."""
    return KIND, {"file": file, "path": str(path.resolve())}


def path_of_visit(desk: Desk) -> Path | None:
    """Where our visit file is, if we have one for this joint file."""
    documents = desk.stores.private.documents(EVERYWHERE, KIND)
    paths = [str(document["path"]) for _, document in documents if document["file"] == desk.file]
    return Path(paths[-1]) if paths else None


def file_about(office: Office, path: Path) -> str | None:
    """The name of the joint file that a visit file was opened for last; None where it was for none."""
    documents = office.stores.private.documents(EVERYWHERE, KIND)
    names = [str(document["file"]) for _, document in documents if Path(str(document["path"])) == path.resolve()]
    return names[-1] if names else None


def our_visit(desk: Desk) -> VisitFile:
    """Our visit file. Raises `NotFoundError` where there is none, and as `open_dated` does."""
    path = path_of_visit(desk)
    if path is None:
        raise NotFoundError("visit.toml", ())
    return open_dated(path)

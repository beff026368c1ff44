"""The packed file that Word and Excel write: what is in it is counted and looked at before anything parses it."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from functools import cached_property

from placet.reading import limits
from placet.reading.refusal import Refused

_PACKED_IN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
_XML = (".xml", ".rels", ".vml")
_NAMED_ENCODING = re.compile(rb"^[^>]{0,100}?encoding\s*=\s*[\"']([\w.-]+)")
_ENCODINGS = ("utf-8", "utf-16", "us-ascii", "iso-8859-1")
_TAG = re.compile(rb"<(/?)[A-Za-z_][^<>]*?(/?)>")


class Archive:
    """A packed file within its bounds. Raises `Refused` for anything that a word processor does not write."""

    def __init__(self, content: bytes) -> None:
        """Read the list of contents, and only that."""
        try:
            self._packed = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            raise Refused("broken") from None
        _check(self._packed.infolist())

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of everything in it."""
        return frozenset(self._packed.namelist())

    def read(self, name: str) -> bytes:
        """One of its files, its checksum compared."""
        try:
            return self._packed.read(name)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError):
            raise Refused("broken") from None

    def check_xml(self) -> None:
        """Raise for XML that defines entities, is written in a strange encoding or is nested without end."""
        for name in sorted(self.names):
            if name.endswith(_XML):
                _check_xml(self.read(name))


def _check(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > limits.MAX_MEMBERS:
        raise Refused("too-many-members", found=len(members), most=limits.MAX_MEMBERS)
    names = [member.filename for member in members]
    if len(set(names)) < len(names) or any(map(_strays, names)):
        raise Refused("tampered")
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise Refused("encrypted")
    if any(member.compress_type not in _PACKED_IN for member in members):
        raise Refused("tampered")
    unpacked = sum(member.file_size for member in members)
    if unpacked > limits.MAX_UNPACKED:
        raise Refused("too-large-unpacked", found=_megabytes(unpacked), most=_megabytes(limits.MAX_UNPACKED))


def _strays(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/")


def _megabytes(size: int) -> int:
    return -(-size // (1024 * 1024))


def _check_xml(text: bytes) -> None:
    """Office files have no document type; one that has is made to be unpacked by a parser, or to fetch something."""
    plain = text.replace(b"\0", b"")  # UTF-16 of what matters here is ASCII between zeros
    start = plain.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").lstrip()
    named = _NAMED_ENCODING.match(start)
    is_known = named is None or named[1].decode().lower() in _ENCODINGS
    if not start.startswith(b"<") or not is_known or b"<!DOCTYPE" in start or b"<!ENTITY" in start:
        raise Refused("entities")
    depth = 0
    for closes, empty in _TAG.findall(start):
        depth += -1 if closes else 0 if empty else 1
        if depth > limits.MAX_XML_DEPTH:
            raise Refused("too-deep", most=limits.MAX_XML_DEPTH)

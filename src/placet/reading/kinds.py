"""What kind of file this is, by its content. Its name is not asked: names are given by people, and by attackers."""

from __future__ import annotations

from placet.reading.archive import Archive
from placet.reading.grid import FileKind
from placet.reading.refusal import Refused

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PACKED = b"PK\x03\x04"
_PDF = b"%PDF-"
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_TO_BE_SAVED_ANEW = ((b"{\\rtf", "RTF"), (b"<", "HTML"))
_FOREIGN_TEXTS = ((b"{", "JSON"), (b"#!", "#!"))
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\0", b"MM\0*")
"""How photographs and scans begin: JPEG, PNG, GIF, BMP, TIFF."""
_NAMED_LATER = {4: (b"ftypheic", b"ftypmif1", b"ftypheif", b"ftypavif"), 8: (b"WEBP",)}
"""Pictures that say at this place what they are: those of telephones, and of the web."""
_PROTECTED, _OLD_WORD = "EncryptedPackage".encode("utf-16-le"), "WordDocument".encode("utf-16-le")
"""Names of parts of such a file. A new document with a password is wrapped into one, too."""
_OPEN_DOCUMENTS = {b"application/vnd.oasis.opendocument.spreadsheet": ".xlsx"}


def kind_of(content: bytes) -> FileKind:
    """The kind of a file. Raises `Refused`, with what to do, for all that cannot be read."""
    if not content.strip():
        raise Refused("empty")
    if content.startswith(_OLD_OFFICE):
        raise _old_office(content)
    if content.startswith(_PACKED):
        return _packed_kind(Archive(content))
    if _PDF in content[:1024]:
        return FileKind.PDF
    if _is_picture(content):
        raise Refused("picture")
    return _text_kind(content)


def _is_picture(content: bytes) -> bool:
    later = any(content[place : place + 8].startswith(names) for place, names in _NAMED_LATER.items())
    return later or (content.startswith(_PICTURES) and _is_binary(content))


def _old_office(content: bytes) -> Refused:
    if _PROTECTED in content:
        return Refused("encrypted")
    return Refused("old-office", save_as=".docx" if _OLD_WORD in content else ".xlsx")


def _packed_kind(archive: Archive) -> FileKind:
    if "mimetype" in archive.names:
        raise Refused("open-document", save_as=_OPEN_DOCUMENTS.get(archive.read("mimetype").strip(), ".docx"))
    if "[Content_Types].xml" not in archive.names:
        raise Refused("other-kind", found="ZIP")
    if any(name.lower().endswith("vbaproject.bin") for name in archive.names):
        raise Refused("macros")
    if b"macroEnabled" in archive.read("[Content_Types].xml"):
        raise Refused("macros")
    if "xl/workbook.bin" in archive.names:
        raise Refused("old-office", save_as=".xlsx")
    folders = {name.partition("/")[0] for name in archive.names}
    if "word" in folders:
        return FileKind.WORD
    if "xl" in folders:
        return FileKind.EXCEL
    raise Refused("other-kind", found="Office")


def _text_kind(content: bytes) -> FileKind:
    has_mark = content.startswith(_BYTE_ORDER_MARKS)
    start = content[:1024].replace(b"\0", b"")
    for mark in _BYTE_ORDER_MARKS:
        start = start.removeprefix(mark)
    start = start.lstrip()
    if start.upper().startswith(b"BEGIN:VCALENDAR"):
        return FileKind.CALENDAR
    for beginning, found in _TO_BE_SAVED_ANEW:
        if start.startswith(beginning):
            raise Refused("other-text", found=found, save_as=".docx")
    for beginning, found in _FOREIGN_TEXTS:
        if start.startswith(beginning):
            raise Refused("other-kind", found=found)
    if not has_mark and _is_binary(content):
        raise Refused("unknown-kind")
    return FileKind.TABLE


def _is_binary(content: bytes) -> bool:
    """Whether these are no letters: they have control characters that no text has."""
    return any(byte < 32 and byte not in b"\t\n\r\f\x1a" for byte in content[:4096])

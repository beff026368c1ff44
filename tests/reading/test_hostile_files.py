"""Files that nobody should meet: each is refused for what it is, through the gate, in bounded time and memory.

Everything is read as people do it, by the child process; the time allowed is far below what these files aim at.
"""

from __future__ import annotations

import io
import os
import time
import zipfile

import pytest
from tests.reading.files import (
    calendar,
    event,
    p,
    packed,
    pdf,
    tbl,
    tc,
    tr,
    unpacked,
    with_members,
    with_sheet,
    word,
    workbook,
)
from tests.reading.refusals import refusal
from tests.told import ENGLISH

from placet.errors import ForeignFileError
from placet.reading import limits
from placet.reading.gate import read_grid
from placet.wording.errors import advice, sentence

QUICK = 15  # seconds; on an idle machine the slowest takes about four
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
PAGES = "<</Type/Catalog/Pages 2 0 R>>"


def document_type(inside: str, root: str = "w:document") -> bytes:
    return f'<?xml version="1.0"?><!DOCTYPE x [{inside}]><{root}>&x;</{root}>'.encode()


def nested(depth: int) -> bytes:
    """A bomb in a bomb: each unpacks to two of the next."""
    content = packed({"a": bytes(1_000_000)})
    for _ in range(depth):
        content = packed({"a.zip": content, "b.zip": content})
    return content


def lying() -> bytes:
    """A document that claims a hundred bytes where a megabyte is packed."""
    content = bytearray(with_members(word(p("Talks")), word__media_dot_xml=b"<a>" + b" " * 1_000_000 + b"</a>"))
    size = (1_000_007).to_bytes(4, "little")
    return bytes(content.replace(size, (100).to_bytes(4, "little")))


def doubled() -> bytes:
    members = unpacked(word(p("Talks")))
    with pytest.warns(UserWarning, match="Duplicate"):
        return packed([*members.items(), ("word/document.xml", members["word/document.xml"])])


def locked() -> bytes:
    """A document whose members are marked as encrypted."""
    file = io.BytesIO(word(p("Talks")))
    with zipfile.ZipFile(file) as source:
        infos = source.infolist()
    content = bytearray(file.getvalue())
    for info in infos:
        content[info.header_offset + 6] |= 1
    central = content.find(b"PK\x01\x02")
    while central >= 0:
        content[central + 8] |= 1
        central = content.find(b"PK\x01\x02", central + 4)
    return bytes(content)


HOSTILE = {
    "bomb of high ratio": (lambda: with_members(word(p("a")), word__b_dot_xml=bytes(80_000_000)), "too-large-unpacked"),
    "bomb in a bomb": (lambda: nested(6), "other-kind"),
    "bomb inside a document": (lambda: with_members(word(p(" ")), word__a_dot_zip=nested(6)), "nothing"),
    "three thousand members": (
        lambda: packed({**unpacked(word(p("a"))), **{f"word/{n}": b"" for n in range(3_000)}}),
        "too-many-members",
    ),
    "a size that lies": (lying, "broken"),
    "one name twice": (doubled, "tampered"),
    "a way out of the folder": (lambda: packed({**unpacked(word(p("a"))), "word/../../x": b""}), "tampered"),
    "a path from the root": (lambda: packed({**unpacked(word(p("a"))), "/etc/passwd": b""}), "tampered"),
    "a way of packing nobody uses": (lambda: packed(unpacked(word(p("a"))), zipfile.ZIP_BZIP2), "tampered"),
    "a packed file with a password": (locked, "encrypted"),
    "an entity from a file": (
        lambda: with_members(
            word(p("a")), word__document_dot_xml=document_type('<!ENTITY x SYSTEM "file:///etc/passwd">')
        ),
        "entities",
    ),
    "an entity from the network": (
        lambda: with_members(
            workbook(("a",)), xl__workbook_dot_xml=document_type('<!ENTITY x SYSTEM "http://127.0.0.1:9/">', "workbook")
        ),
        "entities",
    ),
    "a billion laughs in a document": (
        lambda: with_members(word(p("a")), word__document_dot_xml=document_type(f'<!ENTITY l0 "ha">{LAUGHS}')),
        "entities",
    ),
    "a billion laughs in UTF-16": (
        lambda: with_members(
            workbook(("a",)),
            xl__sharedStrings_dot_xml=document_type(f'<!ENTITY l0 "ha">{LAUGHS}').decode().encode("utf-16"),
        ),
        "entities",
    ),
    "entities hidden in UTF-7": (
        lambda: with_members(word(p("a")), word__document_dot_xml=b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-'),
        "entities",
    ),
    "elements without end": (lambda: word("<w:sdt>" * 5_000 + "</w:sdt>" * 5_000), "broken"),
    "macros under another name": (lambda: with_members(word(p("a")), word__vbaProject_dot_bin=b"x"), "macros"),
    "a type with macros": (
        lambda: with_members(
            word(p("a")),
            **{"[Content_Types]_dot_xml": b"<Types>application/vnd.ms-word.document.macroEnabled.main+xml</Types>"},
        ),
        "macros",
    ),
    "a million rows": (
        lambda: with_sheet("".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 1_000_001))),
        "too-many-cells",
    ),
    "more rows than a visit has": (
        lambda: with_sheet("".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 20_002))),
        "too-many-rows",
    ),
    "a cell in the last column": (lambda: with_sheet('<row r="1"><c r="XFD1"><v>1</v></c></row>'), "too-wide"),
    "a merged cell as large as the sheet": (
        lambda: with_sheet('<row r="1"><c r="A1"><v>1</v></c></row>', more='<mergeCell ref="A1:XFD1048576"/>'),
        "too-many-cells",
    ),
    "a long cell in a sheet": (lambda: workbook(("x" * 20_001,)), "too-long"),
    "a long cell in a table": (lambda: b'a;"' + b"x" * 200_000 + b'"', "too-long"),
    "a long paragraph": (lambda: word(p("x" * 20_001)), "too-long"),
    "a row of a thousand cells": (lambda: word(tbl(tr(*[tc("x")] * 1_000))), "too-wide"),
    "a table of a million lines": (lambda: b"a;b\n" * 1_000_000, "too-many-rows"),
    "a hundred thousand entries": (lambda: calendar(*event() * 100_000), "too-many-events"),
    "repetitions of a thousand entries": (
        lambda: calendar(*event("RRULE:FREQ=DAILY;COUNT=60") * 1_000),
        "too-many-events",
    ),
    "an unknown zone": (lambda: calendar(*event(starts="DTSTART;TZID=Mars/Base:20261124T100000")), "unknown-zone"),
    "entries in entries": (lambda: calendar(*["BEGIN:VEVENT"] * 5_000, *["END:VEVENT"] * 5_000), "too-deep"),
    "a calendar cut off": (lambda: calendar(*event())[:-30], "broken"),
    "a line of a megabyte": (lambda: calendar(*event("DESCRIPTION:" + "x" * 1_000_000)), "too-long"),
    "a calendar beyond the last year": (
        lambda: calendar(*event("DURATION:P9D", starts="DTSTART:99991231T000000Z")),
        "broken",
    ),
    "a PDF of a billion pages": (lambda: pdf(PAGES, "<</Type/Pages/Kids[]/Count 1000000000>>"), None),
    "a PDF of more pages than are read": (
        lambda: pdf(
            PAGES,
            f"<</Type/Pages/Kids[{' '.join(f'{n} 0 R' for n in range(3, 304))}]/Count 301>>",
            *["<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"] * 301,
        ),
        "too-many-pages",
    ),
    "a PDF that holds itself": (lambda: pdf(PAGES, "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"), None),
    "a PDF cut off": (lambda: pdf(PAGES, "<</Type/Pages/Kids[]/Count 0>>")[:40], "broken"),
    "a PDF of nothing": (lambda: b"%PDF-1.7\n", "broken"),
    "a document cut off": (lambda: word(p("Talks"))[:-200], "broken"),
    "a document without its text": (
        lambda: packed({"[Content_Types].xml": b"<Types/>", "word/x.xml": b"<a/>"}),
        "broken",
    ),
    "a workbook without its sheets": (
        lambda: packed({"[Content_Types].xml": b"<Types/>", "xl/x.xml": b"<a/>"}),
        "broken",
    ),
    "an encrypted document": (lambda: OLD_OFFICE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    "an old document": (lambda: OLD_OFFICE + "WordDocument".encode("utf-16-le"), "old-office"),
    "an old workbook": (lambda: OLD_OFFICE + "Workbook".encode("utf-16-le"), "old-office"),
    "a binary workbook": (
        lambda: packed({"[Content_Types].xml": b"<Types/>", "xl/workbook.bin": b""}),
        "old-office",
    ),
    "OpenDocument": (lambda: packed({"mimetype": b"application/vnd.oasis.opendocument.text"}), "open-document"),
    "slides": (lambda: packed({"[Content_Types].xml": b"<Types/>", "ppt/x.xml": b""}), "other-kind"),
    "a web page": (lambda: b"<html>Talks</html>", "other-text"),
    "rich text": (lambda: b"{\\rtf1 Talks}", "other-text"),
    "a published programme": (lambda: b'{"a": 1}', "other-kind"),
    "a photograph": (lambda: b"\xff\xd8\xff\xe0\0\x10JFIF\0", "picture"),
    "a photograph of a telephone": (lambda: b"\0\0\0\x18ftypheic\0\0\0\0", "picture"),
    "a scan": (lambda: b"II*\0\x08\0\0\0", "picture"),
    "a document with nothing but a photograph": (lambda: word(p(""), word__media__a_dot_png=b"\x89PNG"), "no-text"),
    "a program": (lambda: b"\x7fELF\x02\x01\x01\0\0\0", "unknown-kind"),
    "an empty file": (lambda: b"", "empty"),
    "a file of spaces": (lambda: b" \r\n", "empty"),
    "a file beyond the bound": (lambda: b"a" * (limits.MAX_BYTES + 1), "too-large"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_a_sentence(name):
    make, reason = HOSTILE[name]
    content = make()
    before = time.monotonic()
    with pytest.raises(ForeignFileError) as refused:
        read_grid(content, "old.docx")
    assert time.monotonic() - before < QUICK
    if reason is not None:
        assert refused.value.reason == reason
        assert reason == "too-large" or refusal(content)[0] == reason  # the gate counts bytes, the reader the rest
    assert sentence(refused.value, ENGLISH).startswith("old.docx")
    assert advice(refused.value, ENGLISH).endswith(".")


def test_what_to_save_an_old_document_as_is_said():
    with pytest.raises(ForeignFileError) as refused:
        read_grid(HOSTILE["an old document"][0](), "old.doc")
    assert advice(refused.value, ENGLISH) == "Open it and save it as .docx."


def test_what_is_too_large_is_said_in_megabytes():
    with pytest.raises(ForeignFileError) as refused:
        read_grid(HOSTILE["a file beyond the bound"][0](), "old.docx")
    assert sentence(refused.value, ENGLISH) == "old.docx: larger than 20 MB."


def test_letters_that_begin_like_a_picture_are_text():
    assert [row.cells for row in read_grid(b"BMP;10:00\nTalks;11:00\n", "old.csv").rows] == [
        ("BMP", "10:00"),
        ("Talks", "11:00"),
    ]


@pytest.mark.parametrize("name", ["old.pdf", "old.xlsx", "old"])
def test_a_name_that_says_another_kind_changes_nothing(name):
    assert [row.cells for row in read_grid(word(p("Talks")), name).rows] == [("Talks",)]


def test_a_folder_a_pipe_and_a_name_without_a_file_are_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe", tmp_path / "not there", tmp_path / "a\0b"):
        with pytest.raises(ForeignFileError) as refused:
            read_grid(path, "old.docx")
        assert refused.value.reason == "unreadable"

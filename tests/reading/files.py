"""Foreign files, made in the test: well-formed ones, and such as nobody should meet."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from xml.etree import ElementTree

from docx import Document
from docx.oxml.ns import qn
from openpyxl import Workbook

_W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def packed(members: Mapping[str, bytes] | Iterable[tuple[str, bytes]], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP of these members, a name twice where it is given twice."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", how) as target:
        for name, content in members.items() if isinstance(members, Mapping) else members:
            target.writestr(zipfile.ZipInfo(name), content, how)
    return file.getvalue()


def unpacked(content: bytes) -> dict[str, bytes]:
    """The members of a ZIP."""
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        return {name: source.read(name) for name in source.namelist()}


def with_members(content: bytes, **members: bytes) -> bytes:
    """The same ZIP with members added or replaced; `__` stands for `/`, `_dot_` for a dot."""
    named = {name.replace("__", "/").replace("_dot_", "."): text for name, text in members.items()}
    return packed({**unpacked(content), **named})


def word(body: str, **members: bytes) -> bytes:
    """A Word document with this content of `w:body`."""
    file = io.BytesIO()
    Document().save(file)
    text = f'<?xml version="1.0" encoding="UTF-8"?><w:document {_W}><w:body>{body}</w:body></w:document>'
    return with_members(file.getvalue(), word__document_dot_xml=text.encode(), **members)


def p(text: str, more: str = "") -> str:
    """A paragraph."""
    return f'<w:p>{more}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def tc(text: str, marks: str = "") -> str:
    """A cell of one paragraph."""
    return f"<w:tc><w:tcPr>{marks}</w:tcPr>{p(text)}</w:tc>"


def tr(*cells: str, marks: str = "") -> str:
    """A row."""
    return f"<w:tr><w:trPr>{marks}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str, marks: str = "") -> str:
    """A table."""
    return f"<w:tbl><w:tblPr>{marks}</w:tblPr>{''.join(rows)}</w:tbl>"


def saved(book: Workbook) -> bytes:
    """A workbook as a file."""
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def workbook(*rows: tuple[object, ...]) -> bytes:
    """A workbook of one sheet, `Day 1`."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Day 1"
    for row in rows:
        sheet.append(row)
    return saved(book)


def with_sheet(rows: str, dimension: str = "A1:B2", more: str = "") -> bytes:
    """A workbook whose only sheet has this XML: rows, `more` for merged cells, that says it is so large."""
    merged = f"<mergeCells>{more}</mergeCells>" if more else ""
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f'<dimension ref="{dimension}"/><sheetData>{rows}</sheetData>{merged}</worksheet>'
    )
    return with_members(workbook(("a",)), xl__worksheets__sheet1_dot_xml=sheet.encode())


def calendar(*lines: str) -> bytes:
    """A calendar of these lines."""
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:test", *lines, "END:VCALENDAR", ""]).encode()


def event(*lines: str, starts: str = "DTSTART:20261124T060000Z") -> tuple[str, ...]:
    """The lines of an entry."""
    return ("BEGIN:VEVENT", "UID:a", "SUMMARY:Talks", starts, *lines, "END:VEVENT")


def pdf(*objects: str) -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    text, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(text))
        text += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    count = len(objects) + 1
    tail = (
        f"xref\n0 {count}\n0000000000 65535 f \n{table}trailer\n<</Size {count}/Root 1 0 R>>\nstartxref\n{len(text)}\n"
    )
    return f"{text}{tail}%%EOF\n".encode("latin-1")


def edited(content: bytes, texts: Mapping[str, str], out: tuple[str, ...] = ()) -> bytes:
    """A Word paper of ours with these texts under its tags, and without the rows of the ids in `out`."""
    root = ElementTree.fromstring(unpacked(content)["word/document.xml"])
    rows = [(table, row) for table in root.iter(qn("w:tbl")) for row in table.findall(qn("w:tr"))]
    for held_in, row in rows:
        tags = {control.find(".//" + qn("w:tag")).get(qn("w:val")): control for control in row.iter(qn("w:sdt"))}
        if any(tag.rpartition("/")[0] in out for tag in tags):
            held_in.remove(row)
        for tag in tags.keys() & texts.keys():
            first, *rest = tags[tag].iter(qn("w:t"))
            first.text = texts[tag]
            for other in rest:
                other.text = ""
    return with_members(content, word__document_dot_xml=ElementTree.tostring(root))

"""The papers of a countdown: a page in each language, and for each office its checklist and a calendar of its due days.

Everything but the office's own page is made from what both sides may see, scheduled anew from that alone: a private
task is not in it, and moves nothing in it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from placet.documents import calendar, checklist
from placet.documents.imprint import Imprint
from placet.documents.typeset.ics import Entry
from placet.formats.visitfile import VisitFile
from placet.model.countdown import Line
from placet.model.declare import Layer
from placet.model.ids import OfficeId
from placet.node.countdown import CountdownReport, count_down
from placet.node.countdown_page import countdown_page
from placet.node.folders import marks_of, refuse_folder, write_folder
from placet.node.keeping import last_paper
from placet.node.papers import languages_of
from placet.node.undrawn import Undrawn, undrawn_in
from placet.wording.countdown import CountdownSaid
from placet.wording.dates import plain_date
from placet.wording.language import language

OFFICES = "offices"
"""Folder of what is for one office."""
BEFORE = timedelta(hours=15)
"""An alarm rings at nine o'clock on the day before. Default."""


@dataclass(frozen=True, slots=True)
class Asked:
    """For which day, seen when, in which languages; only what is for the offices of `owner`, an office or a side."""

    starts_on: date
    today: date
    languages: tuple[str, ...] = ()
    owner: str | None = None


def refuse_countdown_papers(visit_file: VisitFile, folder: Path, asked: Asked) -> None:
    """Raise what `write_countdown_papers` would raise for this folder, before anybody waits."""
    refuse_folder(folder, _page_names(visit_file, asked), marks_of(visit_file))


def write_countdown_papers(visit_file: VisitFile, folder: Path, asked: Asked) -> tuple[Path, ...]:
    """Write them all. Raises `StorageError`, and then everything is as it was.

    Other papers of the visit in the folder stay as they are.
    """
    return write_folder(folder, dict(_papers(visit_file, folder, asked)), marks_of(visit_file))


def own_pages(visit_file: VisitFile, folder: Path, asked: Asked) -> frozenset[Path]:
    """Which of them stay in this office: its own tasks are on them."""
    return frozenset(folder / _own_page(code) for code in asked.languages or languages_of(visit_file.visit))


def _page(code: str) -> str:
    return f"countdown.{code}.html"


def _own_page(code: str) -> str:
    return f"office.{code}.html"


def _page_names(visit_file: VisitFile, asked: Asked) -> tuple[str, ...]:
    """The pages; whoever asks for the papers of one office or side gets none."""
    spoken = asked.languages or languages_of(visit_file.visit)
    return tuple(name(code) for code in spoken for name in (_page, _own_page)) if asked.owner is None else ()


def _papers(visit_file: VisitFile, folder: Path, asked: Asked) -> Iterator[tuple[str, bytes]]:
    spoken = asked.languages or languages_of(visit_file.visit)
    own = count_down(visit_file, asked.starts_on, asked.today)
    shared = count_down(visit_file, asked.starts_on, asked.today, Layer.SHARED)
    for code in spoken if asked.owner is None else ():
        yield _page(code), countdown_page(shared, code, is_own=False)
        yield _own_page(code), countdown_page(own, code, is_own=True)
    for office, said in _checklists(shared, asked, spoken):
        name = f"{OFFICES}/{office}"
        yield f"{name}.pdf", checklist.lay_out(said, on=asked.today)
        now = calendar_of(shared, office, said.imprint.language)
        followed = calendar.following(now, last_paper(folder, f"{name}.ics"))
        yield f"{name}.ics", calendar.lay_out(followed, on=asked.today)


def _checklists(
    shared: CountdownReport, asked: Asked, spoken: tuple[str, ...]
) -> Iterator[tuple[OfficeId, checklist.Content]]:
    """That of each office whose papers are asked for, in the language of its side."""
    for office, known in shared.countdown.offices.items():
        if asked.owner in (None, office, known.side):
            yield office, checklist_of(shared, office, _language_for(shared, office, spoken))


def undrawn_on_checklists(visit_file: VisitFile, asked: Asked) -> tuple[Undrawn, ...]:
    """Letters that these papers do not show."""
    shared = count_down(visit_file, asked.starts_on, asked.today, Layer.SHARED)
    spoken = asked.languages or languages_of(visit_file.visit)
    return undrawn_in(visit_file, [said for _, said in _checklists(shared, asked, spoken)])


def _language_for(report: CountdownReport, office: OfficeId, spoken: tuple[str, ...]) -> str:
    """The first language of its side that papers are made in, else the first."""
    side = report.visit.sides[report.countdown.offices[office].side]
    return next((code for code in side.languages if code in spoken), spoken[0])


def _lines_of(report: CountdownReport, office: OfficeId) -> list[Line]:
    lines = [line for line in report.countdown.lines if office in line.duty.owners]
    return sorted(lines, key=lambda line: (line.due_on or line.closes_on, str(line.duty.id)))


def checklist_of(report: CountdownReport, office: OfficeId, code: str) -> checklist.Content:
    """What the checklist of an office says."""
    said = CountdownSaid(report.visit, report.countdown, code)
    return checklist.Content(
        imprint=_imprint(report, said, code),
        owner=said.office(office),
        head=said.head(),
        labels=said.words["page"],
        rows=tuple(_row(said, line) for line in _lines_of(report, office)),
    )


def _row(said: CountdownSaid, line: Line) -> checklist.Row:
    due, duty = line.due_on or line.closes_on, line.duty
    asks = () if duty.is_settled else duty.asks
    return checklist.Row(
        due=said.both(due),
        back=said.back(due),
        task=said.task(duty),
        who=said.owner(duty),
        planned=said.planned(line),
        state=said.state(line),
        is_late=not line.is_ready,
        is_done=duty.is_settled,
        asks=tuple((str(said.words["asks"].get(name, name)), duty.data.get(name, "")) for name in asks),
    )


def _imprint(report: CountdownReport, said: CountdownSaid, code: str) -> Imprint:
    spoken, visit = language(code), report.visit
    words = spoken.words("papers")["imprint"]
    return Imprint(
        language=spoken.speaks,
        direction=spoken.direction,
        digits=spoken.digits,
        paper=str(said.words["page"]["checklist"]),
        title=said.title(),
        dates="",
        sides=spoken.joined([said.side(name) for name in visit.sides], " – "),
        classification=str(spoken.words("page")["masthead"]["shared"]),
        illustrative=visit.illustrative.in_language(spoken.code) if visit.illustrative is not None else "",
        issue=spoken.fill(words["as_on"], {"as_on": plain_date(report.countdown.today, spoken)}),
        supersedes="",
        page=str(words["page"]),
    )


def calendar_of(report: CountdownReport, office: OfficeId, code: str) -> calendar.Content:
    """The due days of an office, each a whole day; what is done is in it no more."""
    said, spoken = CountdownSaid(report.visit, report.countdown, code), language(code)
    key = hashlib.sha256("\n".join(sorted(report.visit.sides)).encode()).hexdigest()[:12]
    entries = []
    for line in _lines_of(report, office):
        due = line.due_on or line.closes_on
        if line.duty.is_settled:
            continue
        told = (said.owner(line.duty), said.planned(line), said.state(line))
        entries.append(
            Entry(
                uid=f"due.{line.duty.id}.{key}@placet",
                starts_at=due,
                ends_at=due + timedelta(days=1),
                summary=said.fill("due-entry", task=said.task(line.duty)),
                location="",
                description=spoken.joined([part for part in told if part], " · "),
                tentative=False,
                alarm=BEFORE,
            )
        )
    name = spoken.joined((said.title(), said.office(office)), " · ")
    return calendar.Content(name=name, language=spoken.code, entries=tuple(entries))

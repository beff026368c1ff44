"""The head and foot that every paper carries (practice 6): title, code name, version, date, classification, copy.

`version`, `as_on`, `copy` and `supersedes` are handed in by whoever issues the paper: no clock is read and nothing is
counted here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from placet.documents.programme_page.phrases import Phrases
from placet.wording.dates import plain_date
from placet.wording.language import Language, language


@dataclass(frozen=True, slots=True)
class Issue:
    """What makes one issue of a paper: its version, its date, the copy's number and the version it replaces.

    With `other_clock` it tells the time of the capitals beside the local one, where the two differ.
    """

    version: str
    as_on: date
    copy: str = ""
    supersedes: str = ""
    other_clock: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """Head and foot of a paper, in words. `page` has `{page}` and `{pages}` left in it, for the typesetter."""

    language: str
    direction: str
    digits: str
    paper: str
    title: str
    dates: str
    sides: str
    classification: str
    illustrative: str
    issue: str
    supersedes: str
    page: str


def version_of(version: str, own: Language) -> str:
    """A version as it is called: `draft` in words, a number in the digits of the language."""
    return str(own.words("papers")["versions"].get(version, own.in_digits(version)))


def later_of(issue: Issue, own: Language) -> tuple[str, ...]:
    """The number of the copy and the version it replaces, as far as there are any."""
    said = own.words("papers")["imprint"]
    copy = own.fill(said["copy"], {"copy": own.in_digits(issue.copy)}) if issue.copy else ""
    return tuple(filter(None, (copy, _supersedes(issue, own))))


def _supersedes(issue: Issue, own: Language) -> str:
    if not issue.supersedes:
        return ""
    return own.fill(own.words("papers")["imprint"]["supersedes"], {"version": version_of(issue.supersedes, own)})


def imprint_of(phrases: Phrases, paper: str, issue: Issue) -> Imprint:
    """The imprint of the paper called `paper` in the catalogue. A visit that is secret or held shows its code name."""
    own = language(phrases.language)
    words = own.words("papers")
    visit, said = phrases.visit, words["imprint"]
    facts = {
        "version": version_of(issue.version, own),
        "as_on": plain_date(issue.as_on, own),
        "copy": own.in_digits(issue.copy),
    }
    parts = [own.fill(said["version"], facts), own.fill(said["as_on"], facts)]
    if issue.copy:
        parts.append(own.fill(said["copy"], facts))
    return Imprint(
        language=own.speaks,
        direction=own.direction,
        digits=own.digits,
        paper=str(words["programme"][paper]),
        title=phrases.title(),
        dates=phrases.dates(),
        sides=own.joined(map(phrases.side, phrases.sides), " – "),
        classification=phrases.word("masthead", phrases.projection.layer.value),
        illustrative=phrases.name(visit.illustrative) if visit.illustrative is not None else "",
        issue=own.joined(parts),
        supersedes=_supersedes(issue, own),
        page=str(said["page"]),
    )

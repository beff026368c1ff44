"""Questions and the report of a reading, in sentences: what was understood, what is asked, what is left."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from placet.errors import Word
from placet.reading.edits import Edit
from placet.reading.findings import Doubt, Entry, Reading, times_of
from placet.reading.grid import Where
from placet.wording.catalogues import catalogue, filled
from placet.wording.errors import word_said
from placet.wording.isolates import Said
from placet.wording.language import Language

LONGEST_SAID = 120
"""Characters of foreign text that a question repeats."""


def words_of(language: Language) -> Any:
    """Everything that is said about readings."""
    return catalogue(language.speaks, "read")


def where_word(where: Where) -> Word:
    """A place in a file, as a word of the catalogue: the part within the whole."""
    words = [Word("places", kind, {"at": at if isinstance(at, int) else _short(at)}) for kind, at in where]
    return words[0] if len(words) == 1 else Word("places", "within", {"whole": words[0], "part": words[1]})


def where_said(where: Where, language: Language) -> str:
    """`table 2, row 5`; nothing for no place."""
    return word_said(where_word(where), language) if where else ""


def beside(where: Where, said: str, language: Language) -> str:
    """What is said of a place, with the place before it."""
    if not where:
        return said
    return language.fill(words_of(language)["beside"], {"where": where_said(where, language), "said": said})


def question(doubt: Doubt, language: Language) -> str:
    """The question, without what is taken meanwhile."""
    words = words_of(language)
    said = language.clauses(
        language.fill(words["column"], {"number": number, "role": words["roles"][role]}) for number, role in doubt.roles
    )
    facts = {"said": said or _short(doubt.said), "chosen": doubt.chosen or "–"}
    return language.fill(words["questions"][doubt.case], facts)


def asked(doubt: Doubt, language: Language) -> str:
    """A question in full: where, what is asked, what is taken meanwhile."""
    said = f"{question(doubt, language)} {meanwhile(doubt, language)}".strip()
    return beside(doubt.where, Said(said), language)


def meanwhile(doubt: Doubt, language: Language) -> str:
    """What is taken until somebody answers, and what else it could be; empty where nothing is taken."""
    said = words_of(language)["meanwhile"]
    parts = [language.fill(said["chosen"], {"chosen": _short(doubt.chosen)})] if doubt.chosen else []
    if doubt.others:
        others = language.joined(language.isolated(_short(other)) for other in doubt.others)
        parts.append(language.fill(said["others"], {"others": others}))
    return " ".join(parts)


def line_of(entry: Entry, language: Language) -> str:
    """An entry in a line: day, time, title and place."""
    day = language.fill(words_of(language)["report"]["day"], {"day": entry.day or 1})
    title = " / ".join(entry.title.values())
    return language.joined(filter(None, (day, times_of(entry), title, entry.place)), "  ")


def report_of(reading: Reading, file: str, language: Language) -> str:
    """The report that lies beside the draft."""
    said = words_of(language)["report"]
    lines = [filled(said["head"], {"file": file}), counts(reading, language)]
    lines += note_lines(reading, language)
    lines += _part(said["questions"], _questions(reading, language))
    lines += _part(said["understood"], (_listed(entry, language) for entry in reading.understood))
    lines += _part(said["doubtful"], (_listed(entry, language) for entry in reading.doubtful))
    lines += _part(said["left"], (beside(left.where, _plain(left.text), language) for left in reading.left))
    return "\n".join(lines) + "\n"


def edit_lines(edits: Sequence[Edit], language: Language) -> list[str]:
    """What was changed by hand in a paper of ours, a sentence each."""
    return [_edit_line(edit, language) for edit in edits]


def _edit_line(edit: Edit, language: Language) -> str:
    said = words_of(language)["changes"]
    facts = {"name": _short(edit.name), "before": _short(edit.before), "after": _short(edit.after)}
    line = language.fill(said[edit.change.value], facts)
    return filled(said["not-taken"], {"change": line, "why": why_not(edit, language)}) if edit.why_not else line


def why_not(edit: Edit, language: Language) -> str:
    """Why a change cannot be taken over; empty where it can."""
    return str(words_of(language)["changes"]["why-not"][edit.why_not.value]) if edit.why_not is not None else ""


def changes_report(edits: Sequence[Edit], accepted: Collection[int], file: str, language: Language) -> str:
    """The report beside a paper of ours that came back."""
    said = words_of(language)
    lines = [filled(said["report"]["head"], {"file": file}), said["changes"]["head" if edits else "none"]]
    lines += [
        f"  {number}. {'+' if number in accepted else '-'} {line}"
        for number, line in enumerate(edit_lines(edits, language), 1)
    ]
    return "\n".join(lines) + "\n"


def note_lines(reading: Reading, language: Language) -> list[str]:
    """What the door left out of the file, or had to suppose."""
    said = catalogue(language.speaks, "errors")["foreign-note"]
    return [
        language.fill(said[note.what], {"where": where_said(note.where, language), "found": _short(note.found)})
        for note in reading.notes
    ]


def counts(reading: Reading, language: Language) -> str:
    """`12 understood, 2 doubtful, 3 lines left as text`."""
    facts = {
        "understood": len(reading.understood),
        "doubtful": len(reading.doubtful),
        "questions": len(reading.questions),
        "left": len(reading.left),
    }
    said = words_of(language)["report"]["counts"]
    return language.joined(language.fill(said[name], {"n": count}) for name, count in facts.items())


def _part(head: str, lines: Iterator[str]) -> list[str]:
    found = [f"  {line}" for line in lines]
    return ["", head, *found] if found else []


def _questions(reading: Reading, language: Language) -> Iterator[str]:
    for number, doubt in enumerate(reading.questions, 1):
        yield f"{number}. {asked(doubt, language)}"


def _listed(entry: Entry, language: Language) -> str:
    return beside(entry.where, Said(_plain(line_of(entry, language))), language)


def _plain(text: str) -> str:
    return "".join(letter if letter.isprintable() or letter in "\u200c\u200d\u2068\u2069" else " " for letter in text)


def _short(text: str) -> str:
    plain = " ".join(_plain(text).split())
    return plain if len(plain) <= LONGEST_SAID else f"{plain[:LONGEST_SAID]}…"

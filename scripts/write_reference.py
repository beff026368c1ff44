"""Write what is generated: pages of the documentation, schemas, and the English of what the code declares.

`make reference` runs it. `pages()` is a pure function of the code; the tests compare it with what is committed, and
fail when a page is stale. With `--check` nothing is written, and the pages that differ are named.
"""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click
from scripts.declared_sentences import demands_catalogue, fields_catalogue
from scripts.visit_file_reference import NOTICE, said, visit_reference

from placet.cli import exits
from placet.cli.app import SECTIONS, main
from placet.cli.commands import words
from placet.formats.plain import write
from placet.formats.schema import private_schema, schema_text, visit_schema
from placet.model.text import Text
from placet.model.visit import Visit
from placet.node.rule_pages import Parameter, RulePage, rule_page, rule_pages
from placet.node.rulebook import load_profile, profile_names, rulebook_for
from placet.wording.catalogues import catalogue, filled, is_plural, languages, subjects, written

CHECKOUT = Path(__file__).resolve().parent.parent
RULES = "docs/reference/rules"
ENGLISH = "src/placet/wording/catalogue/en"
SEARCH = {"searched": "searched", "partly": "in part", "judged-only": "judged only"}
GRADES = {"must": "required", "should": "advisable", "courtesy": "courtesy", "off": "off"}


def pages() -> dict[str, str]:
    """Every generated file, by its path in the repository."""
    rules = rule_pages()
    return {
        "docs/formats/visit.schema.json": schema_text(visit_schema(said)),
        "docs/formats/private.schema.json": schema_text(private_schema(said)),
        "docs/reference/visit-file.md": visit_reference(),
        "docs/reference/rules.md": rules_index(rules),
        **{f"{RULES}/{page.name}.md": rule_text(page) for page in rules},
        "docs/reference/cli.md": commands_page(),
        "docs/reference/languages.md": languages_page(),
        f"{ENGLISH}/fields.toml": fields_catalogue(),
        f"{ENGLISH}/demands.toml": demands_catalogue(rules),
    }


def stale() -> list[str]:
    """Generated files that differ from what the code declares, and pages of rules that are gone."""
    wanted = pages()
    differing = [name for name, text in wanted.items() if _committed(CHECKOUT / name) != text]
    there = (path.relative_to(CHECKOUT).as_posix() for path in sorted((CHECKOUT / RULES).glob("*.md")))
    return differing + [name for name in there if name not in wanted]


def _committed(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


# ── rules ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def rules_index(rules: tuple[RulePage, ...]) -> str:
    """The list of all rules."""
    said = catalogue("en", "rules")
    differing = {name: _own(name) for name in profile_names() if name != "neutral"}
    rows = [
        f"| [{said[page.name]['title']}](rules/{page.name}.md) | `{page.name}` | {GRADES[page.grade]} | "
        f"{SEARCH[page.search]} | {', '.join(name for name, own in differing.items() if page.name in own)} |"
        for page in rules
    ]
    profiles = [
        f"| `{name}` | {load_profile(name).data['source']} | {len(_own(name)) or 'all'} |" for name in profile_names()
    ]
    return "\n".join(
        [
            "# Rules of protocol",
            "",
            f"The {len(rules)} rules by which programmes are judged, in the order in which people read of them: time,",
            "people, travel, venue, speech, rest, ceremony, press, purpose. `placet rules NAME` shows the same in the",
            "terminal. What the three answers of a rule mean is told under",
            "[How planning works](../explanation/planning.md#three-answers); how to change a rule, under",
            "[Change a rule for one visit](../how-to/change-a-rule.md).",
            "",
            "| rule | name | weight | planner | differs in |",
            "|---|---|---|---|---|",
            *rows,
            "",
            "*Weight* is that of the neutral profile: **required** (`must`: a programme that breaks it is unsound),",
            "**advisable** (`should`), **courtesy**, or off. *Planner*: whether `placet plan` **searches** for a",
            "programme that keeps the rule, does so **in part**, or whether what stands is **judged only**.",
            "",
            "## Profiles",
            "",
            "| profile | where its figures come from | rules |",
            "|---|---|---|",
            *profiles,
            "",
            "## Sources { #sources }",
            "",
            "Each rule names its source, or the word *default*: a planner's starting value, never \"what protocol",
            'says". *S* with a number is one of the [published sources](sources.md). *practice* with a letter',
            "and a number is an entry in the project's working notes on protocol practice, which are not part of",
            "this repository; what was taken from them stands in the words beside the number.",
            "",
            NOTICE,
        ]
    )


def rule_text(page: RulePage) -> str:
    """The page of one rule."""
    said = catalogue("en", "rules")[page.name]
    sentences = [f"- *{text}*" for key, text in said.items() if key not in ("title", "advice")]
    advice = said.get("advice")
    parts = [
        f"# {said['title']}",
        "",
        f"`{page.name}` · {GRADES[page.grade]} (`{page.grade}`) · {SEARCH[page.search]} · [all rules](../rules.md)",
        "",
        *(line for paragraph in page.demands for line in (paragraph, "")),
        f"**Source:** {page.source}{'' if page.source.endswith('.') else '.'} ([what this means](../rules.md#sources))",
        "",
        "## Figures",
        "",
        *_figures(page),
        "",
        *_profiles(page),
        "## What it says",
        "",
        "Names in braces are filled in.",
        "",
        *sentences,
        *([f"\nThen: *{advice}*"] if advice else []),
        "",
        "## Change it for one visit",
        "",
        "```toml",
        f"[rules.{page.name}]",
        f'grade = "{_other(page.grade)}"',
        'reason = "Why this visit differs, as the other side may read it"',
        *_example(page),
        "```",
        "",
        NOTICE,
    ]
    return "\n".join(parts)


def _other(grade: str) -> str:
    return "should" if grade == "must" else "off"


def _example(page: RulePage) -> Iterator[str]:
    """A figure that can be changed, written as the file writes it."""
    for parameter in page.parameters:
        if isinstance(parameter.value, str | int | float) and not isinstance(parameter.value, bool):
            written = f'"{parameter.value}"' if isinstance(parameter.value, str) else parameter.value
            yield f"parameters = {{ {parameter.name} = {written} }}    # write your own figure"
            return


def _figures(page: RulePage) -> Iterator[str]:
    if not page.parameters:
        yield "None: there is nothing to set."
        return
    yield "| figure | neutral profile | meaning |"
    yield "|---|---|---|"
    for parameter in page.parameters:
        yield f"| `{parameter.name}` | {_value(parameter.value)} | {parameter.doc} |"


def _profiles(page: RulePage) -> Iterator[str]:
    rows = []
    for name in profile_names():
        own = _own(name).get(page.name) if name != "neutral" else None
        if own is None:
            continue
        weight = GRADES[own["grade"]] if "grade" in own else "as above"
        changed = [p for p in _profile_parameters(name, page.name) if p.name in own.get("parameters", {})]
        figures = "; ".join(f"`{p.name}` {_value(p.value)}" for p in changed) or "as above"
        rows.append(f"| `{name}` | {weight} | {figures} | {load_profile(name).data['source']} |")
    if rows:
        yield from (
            "Profiles that differ:",
            "",
            "| profile | weight | figures | source |",
            "|---|---|---|---|",
            *rows,
            "",
        )


def _own(profile: str) -> Mapping[str, Any]:
    """What a profile says itself of the rules; nothing for the neutral one, from which all others differ."""
    found: Mapping[str, Any] = load_profile(profile).data["rules"] if profile != "neutral" else {}
    return found


def _profile_parameters(profile: str, rule: str) -> Iterator[Parameter]:
    book = rulebook_for(Visit(title=Text({"en": "any visit"}), profile=profile))
    entry: Any = book.entries[rule].parameters
    for parameter in rule_page(rule).parameters:
        yield Parameter(parameter.name, write(getattr(entry, parameter.name)), parameter.doc)


def _value(value: Any) -> str:
    if isinstance(value, dict) and set(value) == {"least", "typical", "most"}:
        return f"`{value['least']}` to `{value['most']}`, usually `{value['typical']}`"
    if isinstance(value, dict):
        return "<br>".join(f"`{key}`: {_value(entry)}" for key, entry in value.items()) or "none"
    if isinstance(value, list):
        return ", ".join(_value(entry) for entry in value) or "none"
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


# ── commands ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def commands_page() -> str:
    """All commands, with what they take, examples and exit codes."""
    said, context = words("en"), click.Context(main, info_name="placet", help_option_names=["-h", "--help"])
    parts = [
        "# Commands",
        "",
        *(" ".join(paragraph.split()) + "\n" for paragraph in said["placet"]["about"].strip().split("\n\n")),
        "Every command explains itself: `placet COMMAND --help`.",
        "",
    ]
    for section in SECTIONS:
        parts += [f"## {said['sections'][section]}", ""]
        for name in main.list_commands(context):
            if said[name]["section"] == section:
                parts += _command(context, name)
    parts += ["## Exit codes", "", "For scripts; people are told in words.", "", "| code | means |", "|---|---|"]
    parts += [f"| {code} | {doc} |" for code, doc in _exit_codes()]
    return "\n".join([*parts, "", NOTICE])


def _command(parent: click.Context, name: str) -> Iterator[str]:
    said = words("en")[name]
    command: Any = main.get_command(parent, name)
    context = click.Context(command, info_name=name, parent=parent)
    yield from (f"### placet {name} {{ #{name} }}", "", "```", *_usage(context), "```", "")
    for paragraph in filled(said["about"], command.facts()).strip().split("\n\n"):
        yield from (" ".join(paragraph.split()), "")
    yield from ("| given | meaning |", "|---|---|")
    for parameter in command.get_params(context):
        if isinstance(parameter, click.Argument):
            meaning = command.argument_help(parameter, "en")
            yield f"| `{parameter.make_metavar(context)}` | {meaning} |"
        elif (record := parameter.get_help_record(context)) is not None:
            yield f"| `{record[0]}` | {record[1].split('  [')[0]}{_default(parameter)} |"
    yield from ("", "| example | what for |", "|---|---|")
    yield from (f"| {_typed(example)} | {about} |" for example, about in said["examples"])
    yield ""


def _typed(command: str) -> str:
    """A command in a cell; a bar would end the cell, here and elsewhere."""
    return f"<code>{command.replace('|', '&#124;')}</code>" if "|" in command else f"`{command}`"


def _usage(context: click.Context) -> list[str]:
    return [" ".join(line.split()).removeprefix("Usage: ") for line in [context.get_usage().replace("\n", " ")]]


def _default(parameter: click.Parameter) -> str:
    value = parameter.default
    plain = isinstance(value, int | float | Path) and not isinstance(value, bool)
    return (
        f" Without it: {value:g}." if plain and isinstance(value, float) else f" Without it: {value}." if plain else ""
    )


def _exit_codes() -> Iterator[tuple[int, str]]:
    """Each code with the sentence that stands below it in the code."""
    (body,) = (node.body for node in ast.parse(inspect.getsource(exits.Exit)).body if isinstance(node, ast.ClassDef))
    code = None
    for node in body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            code = node.value.value
        elif code is not None and isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield int(str(code)), str(node.value.value)
            code = None


# ── languages ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def languages_page() -> str:
    """Which languages papers are in, how much of each is there, and whether a speaker has checked it."""
    wanted = _sentences("en")
    return "\n".join(
        [
            "# Languages",
            "",
            "Sentences, labels, dates and lists, by language. A sentence that a language has not is said in",
            "English. *Checked* means that a speaker has read every sentence in its place; until then have",
            "somebody read a paper before it is handed out. [Add a language](../how-to/add-a-language.md) tells",
            "how.",
            "",
            "| language | code | direction | sentences | checked by a speaker |",
            "|---|---|---|---|---|",
            *(
                f"| {catalogue(code, 'language')['name']} | `{code}` | {catalogue(code, 'language')['direction']} | "
                f"{_sentences(code)} of {wanted} | {_checked(code)} |"
                for code in languages()
            ),
            "",
            NOTICE,
        ]
    )


def _sentences(code: str) -> int:
    """How many sentences and labels a language has; one with plural forms is one."""
    return sum(_counted(written(code, subject)) for subject in subjects() if subject != "language")


def _counted(entry: Any) -> int:
    if isinstance(entry, bool):
        return 0
    return sum(map(_counted, entry.values())) if isinstance(entry, dict) and not is_plural(entry) else 1


def _checked(code: str) -> str:
    unchecked = [subject for subject in subjects() if not written(code, subject).get("reviewed", False)]
    return "yes" if not unchecked else "not yet" if len(unchecked) == len(subjects()) else f"not {', '.join(unchecked)}"


# ── the script ────────────────────────────────────────────────────────────────────────────────────────────────────────


def run(arguments: list[str]) -> int:
    """Write what is stale, or with `--check` name it."""
    found = stale()
    if "--check" in arguments:
        print("\n".join(f"stale: {name} (make reference)" for name in found) or "The reference is current.")
        return 1 if found else 0
    wanted = pages()
    for name in found:
        target = CHECKOUT / name
        if name in wanted:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(wanted[name], encoding="utf-8")
        else:
            target.unlink()
    print("\n".join(f"wrote {name}" for name in found) or "The reference is current.")
    return 0


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))

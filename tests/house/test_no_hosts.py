"""The project names no package registry, no path of anybody's machine and no personal tool.

One character of each pattern stands in brackets, so that no pattern finds itself.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

FOREIGN = {
    "a package registry": r"pypi[.]org|python[h]osted|npm[j]s|registry[.]yarnpkg|deb[.]debian",
    "a path of somebody's machine": r"(?<![\w.-])/(?:[w]ork|[r]oot|[h]ome/\w+|[U]sers/\w+)/",
    "a personal tool": r"[p]yenv|[s]ubagent|[c]hatgpt|[c]laude|[g]ithub.copilot|[.]library/",
}
LOCK_FILES = ("constraints.txt", "requirements.lock")


def text_files(checkout: Path) -> dict[str, str]:
    """Every text file that is in the repository or about to be, by its path."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=checkout,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    found = {}
    for name in filter(None, listed.split("\0")):
        path = checkout / name
        if path.is_file():
            data = path.read_bytes()
            if b"\0" not in data:
                found[name] = data.decode("utf-8", errors="replace")
    return found


@pytest.fixture(scope="module")
def texts(checkout):
    if not (checkout / ".git").exists():
        pytest.skip("a source archive: what was published is not ours to search again")
    return text_files(checkout)


def places(texts: dict[str, str], pattern: str) -> list[str]:
    expression = re.compile(pattern, re.IGNORECASE)
    return [
        f"{name}:{number}: {line.strip()[:120]}"
        for name, text in texts.items()
        for number, line in enumerate(text.splitlines(), start=1)
        if expression.search(line)
    ]


@pytest.mark.parametrize("kind", FOREIGN)
def test_no_file_names(kind, texts):
    assert places(texts, FOREIGN[kind]) == []


def test_the_repository_is_what_was_searched(texts):
    assert "pyproject.toml" in texts
    assert "tests/house/test_no_hosts.py" in texts


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("a package registry", "see https://pypi" + ".org/project/placet"),
        ("a path of somebody's machine", "open('/home" + "/anna/visit.toml')"),
        ("a path of somebody's machine", "cd /work" + "/placet"),
        ("a personal tool", "shims of py" + "env"),
    ],
)
def test_a_planted_name_is_found(kind, line):
    assert len(places({"planted.md": line}, FOREIGN[kind])) == 1


@pytest.mark.parametrize("line", ["docs/how-to/wo" + "rk/", "https://example.org/home/anna/"])
def test_a_path_inside_another_is_nobodys_machine(line):
    assert places({"innocent.md": line}, FOREIGN["a path of somebody's machine"]) == []


@pytest.mark.parametrize("name", LOCK_FILES)
def test_lock_files_name_no_host(name, texts):
    assert places({name: texts[name]}, "://|--index-url|--find-links") == []


def test_every_locked_package_has_its_hash(texts):
    lines = texts["requirements.lock"].splitlines()
    packages = [line for line in lines if line and not line.startswith((" ", "#"))]
    assert packages
    # A package's line goes on (ends in a backslash) exactly when hashes follow.
    assert [line for line in packages if not line.endswith("\\")] == []


def test_both_lock_files_choose_the_same_versions(texts):
    def versions(name: str) -> list[str]:
        lines = texts[name].splitlines()
        return sorted(line.rstrip(" \\") for line in lines if line and not line.startswith(" "))

    assert versions("constraints.txt") == versions("requirements.lock")

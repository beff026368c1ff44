"""Data is asked for with a due day, handed over under signature, saved at the other side, and counts as answered."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.cli.homes import Homes, done
from tests.cli.running import placet

MANIFEST = b"name,office\nA. B.,Minister\n"
DUE = "2090-04-20"


def line(homes: Homes, label: str, home: str = "tehran") -> Mapping[str, Any]:
    """What `standing` tells of a point."""
    (found,) = [each for each in homes.standing(home)["points"] if each["label"] == label]
    return dict(found)


def asked(homes: Homes, what: str = "Manifest", *more: object) -> str:
    """Tehran asks, Moscow has it; the request's label."""
    before = set(homes.points())
    done("propose", homes.tehran, "--request", what, "--yes", *more)
    homes.carry("tehran", "moscow")
    (label,) = set(homes.points()) - before
    return label


@pytest.fixture
def manifest(tmp_path: Path) -> Path:
    path = tmp_path / "manifest.csv"
    path.write_bytes(MANIFEST)
    return path


def handed(homes: Homes, request: str, *what: object) -> str:
    """Moscow answers, Tehran has it; the answer's label."""
    before = set(homes.points())
    done("hand-over", homes.moscow, request, *what, "--yes")
    homes.carry("moscow", "tehran")
    (label,) = set(homes.points()) - before
    return label


def test_a_request_is_answered_shown_saved_and_agreed(homes: Homes, manifest: Path, tmp_path: Path) -> None:
    request = asked(homes, "Manifest of the delegation", "--due", DUE)
    assert line(homes, request)["request"] == {"state": "due", "due": DUE, "answers": [], "awaited": ["RU"]}
    assert "data due by" in done("standing", homes.tehran).stdout
    shown = placet("hand-over", homes.moscow, request, manifest)  # nobody answers the question
    # 27 bytes: a line of 11 letters, one of 14, and their two line feeds
    digest = hashlib.sha256(MANIFEST).hexdigest()
    assert shown.exit_code != 0
    assert f"27 bytes, SHA-256 {digest}" in " ".join(shown.stdout.split())
    assert line(homes, request, "moscow")["request"]["answers"] == []
    answer = handed(homes, request, manifest)
    told = line(homes, request)
    assert told["request"] == {"state": "answered", "due": DUE, "answers": [answer], "awaited": []}
    assert told["turn"] == []
    assert line(homes, answer)["content"] == {
        "what": {"en": "Manifest of the delegation"},
        "answers": told["point"],
        "files": [{"name": "manifest.csv", "bytes": 27, "sha256": digest}],
    }
    table = " ".join(done("standing", homes.tehran).stdout.split())
    assert f"answered: {answer}" in table
    assert f"answers {request}" in table
    done("save", homes.tehran, request, "--out", tmp_path / "received")
    assert (tmp_path / "received" / f"{answer}-1.csv").read_bytes() == MANIFEST
    assert digest in "".join(done("agree", homes.tehran, answer, "--yes").stdout.split())
    homes.exchange()
    assert homes.points()[answer] == "agreed"
    assert line(homes, request)["request"]["state"] == "answered"


def test_what_is_handed_over_is_signed_on_the_sheet_of_every_other_text(homes: Homes, manifest: Path) -> None:
    request = asked(homes)
    handed(homes, request, manifest, "--words", "As of today")
    shown = placet("hand-over", homes.moscow, request, manifest, "--words", "As of t\u043eday")  # a Cyrillic letter
    said = " ".join(shown.stdout.split())
    assert shown.exit_code != 0  # nobody answers the question
    assert "(was: As of today)" in said
    assert "letters of two alphabets in one word" in said


def test_a_request_that_was_agreed_waits_for_the_data_and_not_for_a_signature(homes: Homes, manifest: Path) -> None:
    request = asked(homes)
    done("agree", homes.moscow, request, "--yes")
    homes.carry("moscow", "tehran")
    homes.exchange()
    told = line(homes, request)
    assert (told["standing"], told["turn"], told["request"]["state"]) == ("agreed", ["RU"], "open")
    handed(homes, request, manifest)
    assert line(homes, request)["turn"] == []


def test_a_later_answer_takes_the_place_of_the_one_before(homes: Homes, manifest: Path, tmp_path: Path) -> None:
    request = asked(homes)
    answer = handed(homes, request, manifest)
    manifest.write_bytes(b"corrected")
    done("hand-over", homes.moscow, request, manifest, "--words", "One name was missing.", "--yes")
    homes.carry("moscow", "tehran")
    assert line(homes, request)["request"]["answers"] == [answer]
    done("save", homes.tehran, answer, "--out", tmp_path / "received")
    assert (tmp_path / "received" / f"{answer}-1.csv").read_bytes() == b"corrected"


def test_an_answer_that_is_taken_back_or_not_taken_leaves_the_request_open(homes: Homes, manifest: Path) -> None:
    request = asked(homes, "Diets", "--due", DUE)
    answer = handed(homes, request, manifest)
    done("not-now", homes.tehran, answer, "--because", "the second page is missing")
    assert line(homes, request)["request"]["state"] == "due"
    done("hand-over", homes.moscow, request, "--words", "No special diets.", "--yes")
    homes.carry("moscow", "tehran")
    assert line(homes, request)["request"]["state"] == "answered"
    done("withdraw", homes.moscow, answer, "--yes")
    homes.carry("moscow", "tehran")
    assert line(homes, request)["request"]["state"] == "due"


def test_what_cannot_be_handed_over_is_said_before_anything_is_signed(homes: Homes, tmp_path: Path) -> None:
    request = asked(homes)
    empty, large = tmp_path / "empty", tmp_path / "large"
    empty.write_bytes(b"")
    large.write_bytes(bytes(65537))  # two of them are 131,074 bytes, two more than 128 KiB
    before = homes.points("moscow")
    for said, args in {
        f"There is nothing in {empty}.": (homes.moscow, request, empty),
        "131074 bytes": (homes.moscow, request, large, large),
        "9 files, of 8 at most": (homes.moscow, request, *([large] * 9)),
        "P-01 asks for no data now.": (homes.moscow, "P-01", large),
        f"{request} is a request of your own side.": (homes.tehran, request, large),
        "Say what is handed over": (homes.moscow, request),
        "nowhere": (homes.moscow, request, tmp_path / "nowhere"),
    }.items():
        result = placet("hand-over", *args, "--yes")
        text = " ".join((result.stdout + result.stderr).replace(",", "").split())
        assert (result.exit_code != 0, said.replace(",", "") in text) == (True, True), text
        assert "Traceback" not in text
    assert homes.points("moscow") == before
    nothing = placet("save", homes.tehran, "P-01", "--out", tmp_path / "received")
    assert (nothing.exit_code != 0, "No file was handed over under P-01." in nothing.stderr) == (True, True)


def part(told: str, head: str) -> str:
    """What stands under a heading, up to the next line that is not set in."""
    lines = told.split("\n")
    found = []
    for each in lines[lines.index(head) + 1 :]:
        if not each.startswith("  "):
            break
        found.append(each.strip())
    return " | ".join(found)


def test_all_data_that_is_awaited_is_told_with_every_envelope(homes: Homes) -> None:
    """Two requests come in one envelope and a third in the next, which tells of all three; an answer takes one off."""
    first = asked(homes, "Manifest", "--due", DUE)
    done("propose", homes.tehran, "--request", "Diets", "--yes")
    (second,) = set(homes.points()) - {"P-01", first}
    done("propose", homes.tehran, "--request", "Photos", "--yes")
    (third,) = set(homes.points()) - {"P-01", first, second}
    told = homes.carry("tehran", "moscow").stdout
    assert part(told, "New from them") == (
        f"{second}  Diets: Signed by Iran; data awaited | {third}  Photos: Signed by Iran; data awaited"
    )
    assert part(told, "Data that others wait for from us") == (
        f"{first}  Manifest: data due by 20 April 2090 | {second}  Diets: data awaited | {third}  Photos: data awaited"
    )
    done("hand-over", homes.moscow, second, "--words", "No nuts", "--yes")
    back = homes.carry("moscow", "tehran").stdout
    assert f"Diets: Signed by Russia; answers {second}" in part(back, "New from them")
    assert part(back, "Data that we wait for") == (
        f"{first}  Manifest: data due by 20 April 2090 | {third}  Photos: data awaited"
    )


def test_every_point_whose_words_are_missing_is_told(homes: Homes) -> None:
    """Tehran takes two matters back and has their words erased before Moscow has seen that."""
    for matter in ("Gifts", "Flowers"):
        done("propose", homes.tehran, "--matter", matter, "--yes")
    homes.carry("tehran", "moscow")
    labels = [label for label in homes.points() if label != "P-01"]
    done("withdraw", homes.tehran, *labels, "--yes")
    numbers = [row.split()[0] for row in done("purge", "show", homes.tehran).stdout.splitlines() if "proposal" in row]
    done("purge", "ask", homes.tehran, *numbers[-2:], "--yes")
    told = homes.carry("tehran", "moscow").stdout
    assert told.count("Its words are not here: they were erased, or have not arrived.") == 2

"""The one file works alone, on any bytes, and says in plain English what it found."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys

import pytest
from tests.agreement.parties import parties, settle
from tests.verifier.forged import forged, parsed, refusal, remembered

from placet.agreement.certificate import certificate
from placet.formats.canonical import canonical
from placet.verifier import CAVEATS, MOST_BYTES, SENTENCES, NotVerified, main, verified

__all__ = ["remembered"]


@pytest.fixture(scope="module")
def small() -> bytes:
    ir, ru = parties("IR", "RU")
    text = ir.propose({"title": {"en": "Talks", "fa": "گفت\u200cوگو"}, "note": "a\u202eb\u001b[2J"})
    ir.assent(text)
    ru.hear(ir)
    ru.assent(text)
    settle([ir, ru])
    ir.acknowledge()
    return certificate(ir.record, ir.fold(), text)


def test_it_imports_nothing_but_the_standard_library(checkout):
    tree = ast.parse((checkout / "src" / "placet" / "verifier.py").read_text("utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in names} <= sys.stdlib_module_names


def test_copied_away_it_runs_by_itself(checkout, small, tmp_path):
    shutil.copy(checkout / "src" / "placet" / "verifier.py", tmp_path / "verifier.py")
    (tmp_path / "agreed.json").write_bytes(small)
    (tmp_path / "cut.json").write_bytes(small[:-1])
    said = {}
    for name in ("agreed.json", "cut.json", "missing.json"):
        command = [sys.executable, "-I", "verifier.py", name]
        run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8")
        assert run.stderr == ""
        said[name] = (run.returncode, run.stdout)
    code, words = said["agreed.json"]
    assert code == 0
    assert words.startswith(
        "VERIFIED. All sides agreed to this text.\nVisit: A visit (en)\nText: Talks (en); گفت\u200cوگو (fa)\n"
    )
    assert words.endswith("\n".join(CAVEATS) + "\n")
    assert "IR: Side IR (en); fingerprint of its card " in words
    assert said["cut.json"] == (1, f"NOT VERIFIED. {SENTENCES['certificate-form']} [certificate-form: certificate]\n")
    assert said["missing.json"] == (1, "The file cannot be read: No such file or directory\n")


def test_what_could_deceive_on_a_screen_is_escaped(small, tmp_path, capfdbinary):
    (tmp_path / "agreed.json").write_bytes(small)
    assert main([str(tmp_path / "agreed.json")]) == 0
    printed = capfdbinary.readouterr().out.decode()
    assert '"note": "a\\u202eb\\u001b[2J"' in printed
    assert not {"\u202e", "\u001b"} & set(printed)


def test_without_a_file_it_says_how_it_is_used(capfd):
    assert main([]) == main(["one", "two"]) == 1
    assert capfd.readouterr().out == "Usage: python verifier.py FILE\n" * 2


def test_it_names_the_sides_the_fingerprints_the_entries_and_their_times(small):
    ir, ru = parties("IR", "RU")
    found = verified(small)
    cards = [ir.keys.card, ru.keys.card]
    assert [side.fingerprint for side in found.sides] == [card.fingerprint.replace(" ", "") for card in cards]
    assert [(side.side, dict(side.names)) for side in found.sides] == [
        ("IR", {"en": "Side IR"}),
        ("RU", {"en": "Side RU"}),
    ]
    # IR: join, propose, assent, acknowledge. RU: join, assent, with which it had all.
    assert [(side.assent, side.receipt) for side in found.sides] == [(3, 4), (2, 2)]
    assert [side.receipt_at for side in found.sides] == ["2027-03-04T00:00:04Z", "2027-03-04T00:00:02Z"]
    assert found.titles == {"en": "Talks", "fa": "گفت\u200cوگو"}
    assert found.visit == ir.opening.visit


@pytest.mark.slow
def test_every_byte_that_is_changed_is_refused(small, remembered):
    """A signature has no spare bits, a hash none, and canonical JSON none: so every change is seen."""
    for place in range(len(small)):
        changed = bytearray(small)
        changed[place] ^= 1 << place % 8
        assert refusal(bytes(changed)) in SENTENCES


DEEP = b'{"v":' + b"[" * 100_000 + b"]" * 100_000 + b"}"
HOSTILE = {
    "nothing": b"",
    "a brace": b"{",
    "a list": b"[]",
    "a number": b"1",
    "not UTF-8": b'{"v":"\xff"}',
    "a byte order mark": b"\xef\xbb\xbf{}",
    "deep": DEEP,
    "a lone surrogate": b'{"v":"\\ud800"}',
    "a key twice": b'{"v":1,"v":1}',
    "a fraction": b'{"v":1.0}',
    "an exponent": b'{"v":1e0}',
    "not a number": b'{"v":NaN}',
    "endless": b'{"v":-Infinity}',
    "null": b'{"v":null}',
    "a long number": b'{"v":' + b"9" * 100_000 + b"}",
    "a number beyond 2**53": b'{"v":9007199254740993}',
    "minus nought": b'{"v":-0}',
    "white space": b'{"v": 1}',
    "unordered": b'{"w":1,"v":1}',
    "a bad key": b'{"a b":1}',
    "closing first": b'{"v":]}',
}


@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE)
def test_bytes_that_are_no_certificate_are_refused(raw):
    with pytest.raises(NotVerified, match="certificate-form"):
        verified(raw)


@pytest.mark.parametrize(
    "raw",
    [bytes(MOST_BYTES + 1), b'{"v":[' + b"0," * 2_000_000 + b"0]}", b'{"v":[' + b'"",' * 1_000_001 + b'""]}'],
    ids=["bytes", "values", "texts"],
)
def test_what_would_take_too_much_memory_is_refused_before_it_is_parsed(raw):
    with pytest.raises(NotVerified, match="certificate-too-large"):
        verified(raw)


def test_more_signatures_than_it_looks_at_are_refused(monkeypatch, small):
    monkeypatch.setattr("placet.verifier.MOST_SIGNATURES", 9)  # six keys of two cards, then two chains, two seals: ten
    with pytest.raises(NotVerified, match="certificate-too-large signatures"):
        verified(small)
    monkeypatch.setattr("placet.verifier.MOST_SIGNATURES", 10)
    assert verified(small).sides


def test_more_entries_than_it_reads_are_refused(monkeypatch, small):
    monkeypatch.setattr("placet.verifier.MOST_ENTRIES", 5)  # four of IR and two of RU
    with pytest.raises(NotVerified, match="certificate-too-large"):
        verified(small)


@pytest.mark.parametrize("value", [True, False, 0, -1, "", [], {}, "x" * 64, [[]], [["A"]], {"A": 1}, {"A": {}}])
def test_a_value_of_another_kind_in_any_place_is_refused(value, small, remembered):
    """In the certificate, in each chain, in the opening, in a card, in a header: wherever a field is looked at."""
    whole = parsed(small)
    for path in ([], ["chains", "IR"]):
        for name in holder(whole, path):
            refused(whole, path, name, value)
    for name in parsed(whole["opening"].encode()):
        refused(whole, ["opening"], name, value)
    for name in parsed(whole["chains"]["IR"]["headers"][2].encode()):
        refused(whole, ["chains", "IR", "headers", 2], name, value)


def holder(whole, path):
    found = whole
    for step in path:
        found = found[step]
    return found


def refused(whole, path, name, value) -> None:
    changed = parsed(canonical(whole))
    inner = holder(changed, path)
    if isinstance(inner, str):
        fields = parsed(inner.encode())
        fields[name] = value
        holder(changed, path[:-1])[path[-1]] = canonical(fields).decode()
    else:
        inner[name] = value
    with pytest.raises(NotVerified) as caught:
        verified(canonical(changed))
    assert caught.value.code in SENTENCES


def test_a_whole_record_is_evidence_too():
    ir, ru = parties("IR", "RU")
    text = ir.propose({"title": "Talks"})
    for each in (ir, ru):
        each.assent(text) if each is ir else each.hear(ir) and each.assent(text)
    settle([ir, ru])
    ir.acknowledge()
    assert verified(forged(ir.record, text)).titles == {"": "Talks"}

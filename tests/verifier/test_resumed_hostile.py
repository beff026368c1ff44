"""Evidence of a chain that went on after a fork, changed by whoever would deceive its reader: refused by its code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from tests.agreement.parties import Keys, Party, agree, parties
from tests.agreement.resuming import own, resume
from tests.verifier.forged import Fields, parsed, refusal, remembered
from tests.verifier.test_resumed import evidence, parted, twice

from placet.agreement.resumption import settling
from placet.agreement.signing import Use
from placet.formats.canonical import canonical

__all__ = ["remembered"]
pytestmark = pytest.mark.usefixtures("remembered")
TALKS = {"title": {"en": "Talks"}}


@pytest.fixture
def whole() -> Fields:
    """IR's chain went on from a statement; a text is agreed."""
    ir, twin, ru = parted()
    resume(settling(own(ir), [own(twin)]), ir, ru)
    text = ir.propose(TALKS)
    agree(text, ir, ru)
    return parsed(evidence(ru, text))


def settled(whole: Fields) -> Fields:
    found: Fields = whole["chains"]["IR"]["resumptions"]
    return found


def signed_anew(whole: Fields, *members: Keys, **fields: Any) -> bytes:
    """The certificate with another statement in the place of its last, signed by these."""
    inner = settled(whole)
    raw = canonical({**parsed(inner["statements"][-1].encode()), **fields})
    inner["statements"][-1] = raw.decode()
    inner["roots"] = {each.side: [[each.root.public, each.root.sign(Use.RESUME, raw)]] for each in members}
    return canonical(whole)


IR, RU = Keys("IR"), Keys("RU")
NOT_SIGNED: dict[str, Callable[[Fields], object]] = {
    "by nobody": lambda w: settled(w).update(roots={}),
    "by one side": lambda w: settled(w)["roots"].pop("RU"),
    "by the side itself not": lambda w: settled(w)["roots"].pop("IR"),
    "with the other's signature": lambda w: settled(w)["roots"].update(RU=settled(w)["roots"]["IR"]),
    "with a key of nobody": lambda w: settled(w)["roots"]["RU"].__setitem__(0, ["ab" * 32, "cd" * 64]),
    "with another signature": lambda w: settled(w)["roots"]["RU"][0].__setitem__(1, "00" * 64),
    "with the machine's key": lambda w: settled(w)["roots"].update(
        RU=[[RU.node.public, RU.node.sign(Use.RESUME, settled(w)["statements"][0].encode())]]
    ),
    "for another purpose": lambda w: settled(w)["roots"].update(
        RU=[[RU.root.public, RU.root.sign(Use.KEYS, settled(w)["statements"][0].encode())]]
    ),
    "by none of a side's roots": lambda w: settled(w)["roots"].update(RU=[]),
}


@pytest.mark.parametrize("change", NOT_SIGNED.values(), ids=NOT_SIGNED)
def test_a_statement_that_a_side_did_not_sign(change: Callable[[Fields], object], whole: Fields) -> None:
    change(whole)
    assert refusal(canonical(whole)) == "certificate-resumption-not-signed"


def test_the_words_of_a_statement_are_those_that_were_signed(whole: Fields) -> None:
    roots = settled(whole)["roots"]
    raw = signed_anew(whole, IR, RU, dropped=[[1, "ab" * 32]])
    whole["chains"]["IR"]["resumptions"]["roots"] = roots
    assert refusal(canonical(whole)) == "certificate-chain"  # the next entry names the other one
    assert refusal(raw) == "certificate-chain"


MISFITS: dict[str, dict[str, Any]] = {
    "of another visit": {"visit": "ab" * 32},
    "of another side": {"side": "RU"},
    "of nobody": {"side": "CN"},
    "that follows one that is not there": {"follows": "ab" * 32},
    "with a field that nobody knows": {"more": 1},
    "that counts an entry twice": {"counts": ["ab" * 32, "ab" * 32]},
    "that counts what it drops": {"counts": ["ab" * 32], "dropped": [[1, "ab" * 32]]},
    "that drops an entry twice": {"dropped": [[1, "ab" * 32], [2, "ab" * 32]]},
    "that shares less than everything before": {"dropped": [[0, "ab" * 32]]},
    "that shares more than counts": {"dropped": [[3, "ab" * 32]]},
    "about another entry before the fork": {"prev": "ab" * 32},
    "that counts another entry": {"counts": ["ab" * 32]},
    "that begins with nothing, and names something": {"after": 0, "counts": ["cd" * 32]},
    "that begins where the chain has not come": {"after": 1000, "dropped": []},
}


@pytest.mark.parametrize("fields", MISFITS.values(), ids=MISFITS)
def test_a_statement_that_does_not_fit(fields: dict[str, Any], whole: Fields) -> None:
    if fields.get("after") == 1000:  # joined by nothing, it would hold if that were not looked at
        inner = whole["chains"]["RU"]
        said = {**parsed(settled(whole)["statements"][0].encode()), "side": "RU", "counts": [], **fields}
        inner["resumptions"] = {"roots": {}, "statements": [canonical(said).decode()]}
        assert refusal(canonical(whole)) == "certificate-resumption"
    else:
        assert refusal(signed_anew(whole, IR, RU, **fields)) == "certificate-resumption"


FORM: dict[str, Callable[[Fields], object]] = {
    "cut": lambda w: settled(w)["statements"].__setitem__(0, settled(w)["statements"][0][:-1]),
    "empty": lambda w: settled(w)["statements"].__setitem__(0, ""),
    "none": lambda w: settled(w).update(statements=[]),
    "too many": lambda w: settled(w).update(statements=settled(w)["statements"] * 65),
    "no list": lambda w: settled(w).update(statements="all"),
    "without signatures": lambda w: settled(w).pop("roots"),
    "signatures that are no pairs": lambda w: settled(w)["roots"].update(RU=[["ab" * 32]]),
    "more signatures than keys may be": lambda w: settled(w)["roots"].update(RU=[["ab" * 32, "cd" * 64]] * 33),
    "of another version": lambda w: signed_anew(w, IR, RU, v=2),
    "after less than nothing": lambda w: signed_anew(w, IR, RU, after=-1),
    "after a truth value": lambda w: signed_anew(w, IR, RU, after=True),
    "names that are none": lambda w: signed_anew(w, IR, RU, counts=["1"]),
    "more names than it may have": lambda w: signed_anew(w, IR, RU, counts=["ab" * 32] * 5001),
    "more dropped than it may have": lambda w: signed_anew(w, IR, RU, dropped=[[1, "ab" * 32]] * 5001),
    "dropped that are no pairs": lambda w: signed_anew(w, IR, RU, dropped=["ab" * 32]),
    "no object": lambda w: w["chains"]["IR"].update(resumptions=[]),
}


@pytest.mark.parametrize("change", FORM.values(), ids=FORM)
def test_a_statement_that_has_not_the_form(change: Callable[[Fields], object], whole: Fields) -> None:
    change(whole)
    assert refusal(canonical(whole)) == "certificate-form"


def test_a_statement_twice_and_one_left_out() -> None:
    ir, ru, first, second = twice()
    text = ir.propose(TALKS)
    agree(text, ir, ru)
    whole = parsed(evidence(ru, text))
    one, two = first.to_bytes().decode(), second.to_bytes().decode()
    assert settled(whole)["statements"] == [one, two]
    for statements, code in (
        ([one, one, two], "certificate-resumption"),
        ([one, two, two], "certificate-resumption"),
        ([two, one], "certificate-resumption"),
        ([two], "certificate-resumption"),
        ([one], "certificate-chain"),  # the chain goes on from the second
    ):
        settled(whole)["statements"] = statements
        assert refusal(canonical(whole)) == code


def test_an_earlier_statement_that_is_another_than_the_last_one_follows() -> None:
    ir, ru, first, second = twice()
    text = ir.propose(TALKS)
    agree(text, ir, ru)
    whole = parsed(evidence(ru, text))
    other = replace(first, dropped=())
    settled(whole)["statements"] = [other.to_bytes().decode(), second.to_bytes().decode()]
    assert refusal(canonical(whole)) == "certificate-resumption"


def test_a_later_statement_that_has_another_entry_before_it_than_counts() -> None:
    ir, ru, _, second = twice()
    text = ir.propose(TALKS)
    agree(text, ir, ru)
    whole = parsed(evidence(ru, text))
    lie = replace(second, after=2, prev="ab" * 32, counts=())
    assert refusal(signed_anew(whole, IR, RU, **parsed(lie.to_bytes()))) == "certificate-resumption"


def test_a_statement_is_not_grafted_from_another_file(whole: Fields) -> None:
    ir, ru = parties("IR", "RU")
    other = [Party(each.keys, parties("CN", "IR", "RU")[0].opening) for each in (ir, ru)]
    raw = canonical({**parsed(settled(whole)["statements"][0].encode()), "visit": other[0].opening.visit}).decode()
    settled(whole)["statements"] = [raw]
    assert refusal(canonical(whole)) == "certificate-resumption"


def test_a_chain_does_not_go_on_from_a_statement_that_is_not_shown(whole: Fields) -> None:
    whole["chains"]["IR"].pop("resumptions")
    assert refusal(canonical(whole)) == "certificate-chain"


def test_names_in_statements_are_bounded_for_the_whole_file(monkeypatch: pytest.MonkeyPatch, whole: Fields) -> None:
    many = [f"{number:064x}" for number in range(20)]
    raw = signed_anew(whole, IR, RU, dropped=[[1, name] for name in many])
    monkeypatch.setattr("placet.verifier.MOST_ENTRIES", 20)  # twenty dropped, and one that counts
    assert refusal(raw) == "certificate-too-large"

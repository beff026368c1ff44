"""Public vectors: signatures of Project Wycheproof and canonical JSON of RFC 8785, read where they lie."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
import rfc8785
from click.testing import CliRunner

from placet.agreement.signing import verifies, why_refused
from placet.cli import main
from placet.errors import Refused
from placet.formats.canonical import canonical, canonicalised, parse_canonical

# -------------------------------------------------------------------------------- Wycheproof


@pytest.fixture(scope="module")
def signatures(shared) -> list[tuple[str, dict[str, Any]]]:
    """Each test with its public key."""
    data = json.loads((shared / "data/vectors/wycheproof/ed25519_test.json").read_text("utf-8"))
    return [(group["publicKey"]["pk"], test) for group in data["testGroups"] for test in group["tests"]]


def test_b02_all_of_wycheproof_is_as_expected(signatures):
    # The file's own count: 151 tests, of which 88 are valid and 63 are not.
    assert len(signatures) == 151
    wrong = [
        test["tcId"]
        for key, test in signatures
        if verifies(*(bytes.fromhex(text) for text in (key, test["msg"], test["sig"]))) != (test["result"] == "valid")
    ]
    assert wrong == []
    assert sum(test["result"] == "valid" for _, test in signatures) == 88


def test_what_wycheproof_calls_invalid_has_a_code_that_fits_its_flag(signatures):
    codes: dict[str, set[str]] = {}
    for key, test in signatures:
        code = why_refused(*(bytes.fromhex(text) for text in (key, test["msg"], test["sig"])))
        assert (code is None) is (test["result"] == "valid")
        if code is not None:
            for flag in test["flags"]:
                codes.setdefault(flag, set()).add(code)
    assert codes == {
        "TruncatedSignature": {"signature-length"},
        "SignatureWithGarbage": {"signature-length"},
        "CompressedSignature": {"signature-length"},  # R and S that overlap
        "SignatureMalleability": {"signature-not-canonical"},  # S and a multiple of the order
        "InvalidKtv": {"signature-not-canonical"},  # S with its highest bits set
        # S of 0, 1, the order and around it, with R of small order, canonical or not.
        "InvalidSignature": {"signature-small-order", "signature-not-canonical", "signature-wrong"},
        # R in other encodings, most of them canonical ones of other points.
        "InvalidEncoding": {"signature-small-order", "signature-not-canonical", "signature-wrong"},
    }


def test_the_command_gives_the_same_answers(signatures):
    lines = [" ".join((key, test["msg"] or "-", test["sig"] or "-")) for key, test in signatures]
    result = CliRunner().invoke(main, ["conformance", "verify-signature"], input="\n".join(lines))
    answers = result.stdout.splitlines()
    assert [answer == "accept" for answer in answers] == [test["result"] == "valid" for _, test in signatures]


# -------------------------------------------------------------------------------- RFC 8785

OUTSIDE = {
    "arrays": "null",
    "french": "bad-key",  # é in a key
    "structures": "fraction",  # 56.0
    "unicode": "bad-key",  # a space in a key
    "values": "fraction",
    "weird": "bad-key",  # a return in a key
}
"""What the six files have that the profile has not, by the code that is said first. None of them is within it."""


@pytest.mark.parametrize("name", OUTSIDE)
def test_a_file_of_the_standard_that_is_outside_the_profile_has_its_code(shared, name):
    given = (shared / f"data/vectors/jcs/input/{name}.json").read_bytes()
    wanted = (shared / f"data/vectors/jcs/output/{name}.json").read_bytes()
    for parse, raw in ((canonicalised, given), (canonicalised, wanted), (parse_canonical, wanted)):
        with pytest.raises(Refused) as refusal:
            parse(raw)
        # The standard writes 56.0 as 56; what is left is the empty key.
        left = "bad-key" if (name, raw) == ("structures", wanted) else OUTSIDE[name]
        assert refusal.value.code == left


def test_there_are_no_other_files_of_the_standard(shared):
    assert sorted(path.stem for path in (shared / "data/vectors/jcs/input").glob("*.json")) == sorted(OUTSIDE)


def parts(value: Any) -> Iterator[Any]:
    """A value and every value in it."""
    yield value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for each in inner:
        yield from parts(each)


def fits(value: Any) -> bool:
    try:
        canonical(value)
    except Refused:
        return False
    return True


FITTING = {
    # 56, [], true: the object and the list around them hold a null.
    "arrays": 3,
    # Four texts.
    "french": 4,
    # "hi", 5, {"f","F"}; {}, "empty", {}, "yes", "no", {"e","E"}, [that], {}; not 56.0, nor what holds "\n" or "".
    "structures": 11,
    "unicode": 1,
    # The text, true, false.
    "values": 3,
    # Nine texts.
    "weird": 9,
}


@pytest.mark.parametrize("name", FITTING)
def test_every_part_of_them_that_is_within_the_profile_has_the_bytes_of_the_standard(shared, name):
    given = json.loads((shared / f"data/vectors/jcs/input/{name}.json").read_text("utf-8"))
    wanted = (shared / f"data/vectors/jcs/output/{name}.json").read_bytes()
    found = [part for part in parts(given) if fits(part)]
    assert len(found) == FITTING[name]
    for part in found:
        assert canonical(part) in wanted
        assert canonical(part) == rfc8785.dumps(part)


@pytest.mark.parametrize("name", OUTSIDE)
def test_the_library_that_we_compare_with_is_right_itself(shared, name):
    given = json.loads((shared / f"data/vectors/jcs/input/{name}.json").read_text("utf-8"))
    wanted = bytes.fromhex((shared / f"data/vectors/jcs/outhex/{name}.txt").read_text("ascii"))
    assert rfc8785.dumps(given) == wanted


@pytest.mark.parametrize("name", OUTSIDE)
def test_with_keys_and_numbers_of_the_profile_they_have_the_bytes_of_the_standard_whole(shared, name):
    """The same documents with each key put into hexadecimal and each number made whole, as two libraries write them."""
    given = within(json.loads((shared / f"data/vectors/jcs/input/{name}.json").read_text("utf-8")))
    assert canonical(given) == rfc8785.dumps(given)


def within(value: Any) -> Any:
    match value:
        case dict():
            return {f"k{key.encode('utf-8').hex()}": within(each) for key, each in value.items()}
        case list():
            return [within(each) for each in value]
        case None:
            return False
        case float():
            return int(value) % 2**53
        case _:
            return value

"""Codes of texts on paper: every slip is found out, and a typed reply gives the entries that a digital one gives."""

from __future__ import annotations

import string
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.agreement.parties import Party, parties, secret

from placet.agreement.acts import Level
from placet.agreement.codes import ALPHABET, Code, code_from, code_of, codes_in, replies_from, resolved
from placet.agreement.numbering import numbers_of
from placet.agreement.tabling import table_of
from placet.errors import Refused

NUMBERS = [1, 14, 99, 100, 4_037, 90_909, 123_456, 999_999]
TYPED = string.ascii_uppercase + string.digits + "-"
TALKS = {"title": {"en": "Talks"}}


def some_codes() -> list[Code]:
    """160 codes that between them have every letter in every place."""
    return [code_of(number, secret("text", number, turn).hex()) for number in NUMBERS for turn in range(20)]


def refusal_of(text: str) -> str | None:
    try:
        code_from(text)
    except Refused as refusal:
        return refusal.code
    return None


def gets_through(code: Code, changed: set[str]) -> list[str]:
    """Of these ways to mistype a code, those read as another one. A zero before the number changes nothing."""
    return [text for text in sorted(changed) if refusal_of(text) is None and code_from(text) != code]


def wrong_letters(text: str) -> set[str]:
    """Every text that differs in one place."""
    return {text[:at] + other + text[at + 1 :] for at in range(len(text)) for other in TYPED} - {text}


def swapped_neighbours(text: str) -> set[str]:
    """Every text in which two that stand side by side have changed places; over a dash too."""
    places = range(len(text) - 1)
    swaps = {text[:at] + text[at + 1] + text[at] + text[at + 2 :] for at in places}
    over_a_dash = {
        text[:at] + text[at + 2] + "-" + text[at] + text[at + 3 :] for at in range(len(text) - 2) if text[at + 1] == "-"
    }
    return (swaps | over_a_dash) - {text}


def test_a_code_is_a_number_and_five_letters() -> None:
    assert str(Code(7, "KX7MH")) == "P-07-KX7MH"
    assert all(len(code.letters) == 5 for code in some_codes())
    assert [{code.letters[place] for code in some_codes()} for place in range(5)] == [set(ALPHABET)] * 5


def test_what_is_printed_is_read() -> None:
    assert [code_from(str(code)) for code in some_codes()] == some_codes()


def test_every_single_wrong_letter_or_digit_is_found_out() -> None:
    changed = {code: wrong_letters(str(code)) for code in some_codes()}
    assert sum(map(len, changed.values())) > 50_000
    assert [text for code, texts in changed.items() for text in gets_through(code, texts)] == []


def test_every_swap_of_neighbours_is_found_out() -> None:
    changed = {code: swapped_neighbours(str(code)) for code in some_codes()}
    assert sum(map(len, changed.values())) > 1_000
    assert [text for code, texts in changed.items() for text in gets_through(code, texts)] == []


def test_a_missing_or_doubled_letter_is_found_out() -> None:
    for code in some_codes():
        text = str(code)
        missing = {text[:at] + text[at + 1 :] for at in range(len(text))}
        doubled = {text[: at + 1] + text[at:] for at in range(len(text))}
        assert gets_through(code, missing | doubled) == []


def test_the_code_is_of_the_exact_text() -> None:
    # Four letters of nineteen: one in 130,321 other texts of the same point has the same code.
    codes = {code_of(14, secret("revision", turn).hex()) for turn in range(2_000)}
    assert len(codes) > 1_970  # 2,000 * 1,999 / 2 / 130,321: about 15 pairs are to be expected


def test_what_eyes_confuse_is_not_used() -> None:
    assert set(ALPHABET).isdisjoint("0O1IL2Z5S8BGQUVAE")
    assert len(set(ALPHABET)) == len(ALPHABET) == 19


@pytest.mark.parametrize(
    "typed",
    [
        "p-14-{}",
        "P-14 {}",
        "P 14 {}",
        "P14-{}",
        "P-014-{}",
        "Р-14-{}",  # a Cyrillic letter
        "P-۱۴-{}",
        "P-١٤-{}",
        "P–14–{}",
        " \u200eP-14-{}\u200f ",
    ],
)
def test_other_ways_to_type_a_code_mean_the_same(typed: str) -> None:
    code = code_of(14, secret("text").hex())
    assert code_from(typed.format(code.letters)) == code
    assert code_from(typed.format(code.letters.lower())) == code


def test_a_keyboard_that_was_left_in_cyrillic_is_forgiven() -> None:
    code = next(code for code in some_codes() if set(code.letters) <= set("CHKMPTXY"))
    cyrillic = str(code).translate(str.maketrans("CHKMPTXY", "СНКМРТХУ"))
    assert cyrillic != str(code)
    assert code_from(cyrillic) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "code-malformed"),
        ("agreed", "code-malformed"),
        ("P-14", "code-malformed"),
        ("P-14-KX7", "code-malformed"),
        ("P-1234567-KX7MH", "code-malformed"),
        ("Q-14-KX7MH", "code-malformed"),
        ("P-14-KX7M0", "code-letter"),
        ("P-14-KX7MO", "code-letter"),
        ("P-14-CCCCD", "code-mistyped"),
        ("P-00-CCCCC", "code-mistyped"),  # no point has the number 0
    ],
)
def test_what_is_no_code_is_refused(text: str, code: str) -> None:
    assert refusal_of(text) == code


@pytest.mark.parametrize("number", [0, -1, 1_000_000])
def test_only_numbers_of_points_have_codes(number: int) -> None:
    with pytest.raises(ValueError, match="from 1"):
        code_of(number, secret("text").hex())


# replies


def test_a_reply_is_a_list_of_codes_and_what_is_said_of_them() -> None:
    four, seven, twelve = (code_of(number, secret("text", number).hex()) for number in (4, 7, 12))
    replies = replies_from(f"{four} {seven}, agreed\n\n{twelve}: 12:20; {four} - not possible at this stage")
    assert [(reply.codes, reply.words) for reply in replies] == [
        ((four, seven), "agreed"),
        ((twelve,), "12:20"),
        ((four,), "- not possible at this stage"),
    ]


def test_a_reply_in_persian_reads_its_own_signs() -> None:
    code = code_of(4, secret("text", 4).hex())
    persian = f"\u200fP-۰۴\u200e-{code.letters}، \u200fمی\u200cپذیریم\u200f؛ P-۴-{code.letters} ۱۲:۲۰"
    assert [(reply.codes, reply.words) for reply in replies_from(persian)] == [
        ((code,), "می\u200cپذیریم"),  # the joiner inside a word stays
        ((code,), "۱۲:۲۰"),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("agreed", "code-missing"),
        ("P-14 agreed", "code-malformed"),
        ("P-14-CCCCD agreed", "code-mistyped"),
        ("a" * 20_001, "too-large"),
    ],
)
def test_a_line_without_a_good_code_is_refused(text: str, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        replies_from(text)
    assert refusal.value.code == code


@given(st.text(max_size=200))
def test_any_text_is_a_reply_or_refused(text: str) -> None:
    for typed in (text, f"P-{text}", f"P-14-{text}"):
        with suppress(Refused):
            assert all(reply.codes for reply in replies_from(typed))


# resolving


def resolved_in(party: Party, typed: str) -> tuple[str, str]:
    (reply,) = replies_from(typed)
    return resolved(reply.codes[0], numbers_of(party.record), table_of(party.record))


def test_a_code_finds_its_text_and_not_another_of_the_same_point() -> None:
    ir, ru = parties("IR", "RU")
    first = ir.propose(TALKS)
    ru.hear(ir)
    second = ru.propose({"title": {"en": "Talks, shorter"}}, point=first[0], base=[first[1]])
    ir.hear(ru)
    printed = codes_in(ir.record, numbers_of(ir.record))
    assert [resolved_in(ru, str(printed[text])) for text in (first, second)] == [first, second]


def test_a_code_of_a_point_that_is_not_here_says_so() -> None:
    ir, _ = parties("IR", "RU")
    text = ir.propose(TALKS)
    with pytest.raises(Refused) as refusal:
        resolved(code_of(2, text[1]), numbers_of(ir.record), [text])
    assert refusal.value.code == "code-unknown-point"


def test_a_code_of_a_text_that_is_not_here_says_so() -> None:
    ir, _ = parties("IR", "RU")
    text = ir.propose(TALKS)
    with pytest.raises(Refused) as refusal:
        resolved(code_of(1, secret("an older text").hex()), numbers_of(ir.record), [text])
    assert refusal.value.code == "code-unknown-text"


def test_two_texts_of_a_point_with_one_code_are_told_apart_by_nobody() -> None:
    # The letters come from the hash as a number in base 19: hashes that differ by 19**4 have the same.
    revision = secret("text").hex()
    same = f"{int(revision, 16) - 19**4:064x}"
    texts = [("p" * 64, revision), ("p" * 64, same)]
    with pytest.raises(Refused) as refusal:
        resolved(code_of(1, revision), {1: "p" * 64}, texts)
    assert refusal.value.code == "code-ambiguous"


def test_a_reply_that_is_typed_gives_the_entries_that_a_digital_one_gives() -> None:
    def reply(*, from_paper: bool) -> list[tuple[bytes, bytes | None]]:
        ir, ru = parties("IR", "RU")
        talks, dinner = ir.propose(TALKS), ir.propose({"title": {"en": "Dinner"}})
        printed = codes_in(ir.record, numbers_of(ir.record))
        ru.hear(ir)
        if from_paper:
            lines = replies_from(f"{printed[talks]} agreed\n{printed[dinner]} ad referendum")
            found = [resolved(line.codes[0], numbers_of(ru.record), table_of(ru.record)) for line in lines]
        else:
            found = [talks, dinner]
        for text, level in zip(found, (Level.FINAL, Level.AD_REFERENDUM), strict=True):
            ru.assent(text, level)
        return [(entry.raw, entry.body) for entry in ru.record]

    assert reply(from_paper=True) == reply(from_paper=False)


def test_the_twin_of_an_envelope_has_a_code_for_every_text_it_is_about_in_the_order_of_numbers() -> None:
    ir, ru = parties("IR", "RU")
    talks = ir.propose(TALKS)
    ru.hear(ir)
    ru.assent(talks)
    dinner = ru.propose({"title": {"en": "Dinner"}})
    ir.hear(ru)
    wreath = ir.propose({"title": {"en": "Wreath"}})
    ir.acknowledge()
    printed = codes_in([*ru.record.chains["RU"].entries, *ir.record.chains["IR"].entries], numbers_of(ir.record))
    assert list(printed) == [talks, dinner, wreath]
    assert [code.number for code in printed.values()] == [1, 2, 3]

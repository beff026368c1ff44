"""A false message of a round is proof against who signed it, for anybody who trusts the keys."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.agreement.parties import secret
from tests.agreement.searching import TERMS, Searcher, searchers, windows
from tests.agreement.test_dates_cheating import answered, post, swapped

from placet.agreement.dates.charges import Charge, charge_of, is_proven, parsed
from placet.agreement.dates.choice import blinded, closed_of, returned_of, sent_of
from placet.agreement.dates.groups import proven
from placet.agreement.dates.letters import Letter, letter_fields
from placet.agreement.dates.meeting import stated_in_close
from placet.agreement.entry import Kind
from placet.errors import Refused
from placet.formats.canonical import canonical, parse_object


def nodes(*searching: Searcher) -> dict[str, str]:
    return {each.side: each.party.keys.node.public for each in searching}


def lied() -> tuple[Searcher, Searcher, Charge]:
    """Iran has learned what is in common, and its close says otherwise; Russia brings the charge."""
    ir, ru, ours, _, (sent, returned) = answered()
    closed = closed_of(ours, sent, returned)
    closed = replace(closed, raised=swapped(closed.raised))
    statement = stated_in_close(ours.meeting, (sent, returned), closed)
    post(ir, replace(closed, proof=proven(statement, blinded(ours).scalar)), ours.meeting)
    ru.hear(ir)
    (fault,) = ru.conduct().faults
    charge = charge_of(ru.party.record, fault)
    assert charge is not None
    return ir, ru, charge


def test_a_last_mover_who_lied_is_shown_to_a_third() -> None:
    ir, ru, charge = lied()
    third = parsed(charge.to_bytes())
    assert (third.code, third.against, len(third.messages)) == ("dates-proof", "IR", 3)
    assert is_proven(third, nodes(ir, ru))
    assert parsed(charge.to_bytes()) == charge


def test_a_first_message_that_is_false_is_a_charge_of_one() -> None:
    ir, ru = searchers()
    ours = ir.choose(windows(1))
    sent = sent_of(ours)
    post(ir, replace(sent, points=sent.points[1:]), ours.meeting)
    ru.hear(ir)
    charge = charge_of(ru.party.record, ru.conduct().faults[0])
    assert charge is not None
    assert (charge.code, len(charge.messages), is_proven(charge, nodes(ir, ru))) == ("dates-count", 1, True)


def test_there_is_no_charge_for_what_is_only_out_of_turn() -> None:
    _, ru = searchers()
    theirs = ru.choose(windows(1))
    post(ru, sent_of(theirs), theirs.meeting)
    assert charge_of(ru.party.record, ru.conduct().faults[0]) is None


def test_there_is_no_charge_once_the_terms_were_erased() -> None:
    _, ru, _ = lied()
    fault = ru.conduct().faults[0]
    chain = ru.party.record.chains["IR"]
    chain.entries = [
        replace(entry, body=None) if entry.header.type == Kind.PROPOSE else entry for entry in chain.entries
    ]
    assert charge_of(ru.party.record, fault) is None


# ------------------------------------------------------------------------------------------ nobody can be framed


def honest() -> tuple[Searcher, Searcher, Charge]:
    """A round in which both kept to the rules, dressed up as a charge."""
    ir, ru, ours, _, _ = answered()
    ir.say(ours)
    ru.hear(ir)
    entries = ru.conduct().rounds[0].entries
    (terms,) = [entry for entry in ru.party.record if entry.header.type == Kind.PROPOSE]
    return ir, ru, Charge("dates-proof", ("IR", "RU"), terms, entries)


def test_an_honest_round_proves_nothing() -> None:
    ir, ru, charge = honest()
    keys = nodes(ir, ru)
    assert not is_proven(charge, keys)
    for count in (1, 2):
        assert not is_proven(replace(charge, messages=charge.messages[:count]), keys)
    for code in ("dates-count", "dates-out-of-turn", "whatever"):
        assert not is_proven(replace(charge, code=code), keys)
    assert not is_proven(replace(charge, messages=(*charge.messages, charge.messages[2])), keys)


def test_an_honest_message_in_answer_to_another_proves_nothing() -> None:
    ir, ru, charge = lied()
    keys = nodes(ir, ru)
    send, answer, close = charge.messages
    assert not is_proven(replace(charge, messages=(send, close)), keys)
    assert not is_proven(replace(charge, messages=(close,)), keys)
    assert not is_proven(replace(charge, messages=(answer, send, close)), keys)
    assert is_proven(replace(charge, messages=(send, answer, close)), keys)


def test_an_honest_close_is_not_held_against_an_answer_that_it_does_not_answer() -> None:
    ir, ru, ours, theirs, (sent, _) = answered()
    send, answer = ru.conduct().rounds[0].entries
    post(ru, returned_of(ru.choose(windows(9), chance=secret("again")), sent), theirs.meeting, answers=send.hash)
    second = ru.party.record.chains["RU"].entries[-1]
    ir.hear(ru)
    close = ir.say(ours)
    (terms,) = [entry for entry in ir.party.record if entry.header.type == Kind.PROPOSE]
    accused = [Charge("dates-proof", ("IR", "RU"), terms, (send, each, close)) for each in (answer, second)]
    assert [is_proven(each, nodes(ir, ru)) for each in accused] == [False, False]


def test_an_honest_message_before_its_turn_proves_nothing() -> None:
    ir, ru = searchers()
    theirs = ru.choose(windows(1))
    post(ru, sent_of(theirs), theirs.meeting)  # good, but it is not Russia that begins
    (terms,) = [entry for entry in ru.party.record if entry.header.type == Kind.PROPOSE]
    send = ru.party.record.chains["RU"].entries[-1]
    assert not is_proven(Charge("dates-proof", ("IR", "RU"), terms, (send,)), nodes(ir, ru))


def test_terms_of_another_number_prove_nothing() -> None:
    ir, ru, charge = honest()
    other, _ = searchers(replace(TERMS, number=5))
    terms = next(entry for entry in other.party.record if entry.header.type == Kind.PROPOSE)
    accused = replace(charge, code="dates-count", terms=terms, messages=charge.messages[:1])
    assert not is_proven(accused, nodes(ir, ru))


def test_a_side_that_the_terms_do_not_know_proves_nothing() -> None:
    ir, ru, charge = lied()
    keys = nodes(ir, ru)
    assert not is_proven(replace(charge, sides=("CN", "RU")), keys)
    assert not is_proven(replace(charge, sides=("IR", "IR")), keys)
    assert not is_proven(replace(charge, sides=("IR", "CN")), keys)


def test_a_text_that_is_no_terms_proves_nothing() -> None:
    ir, ru, charge = lied()
    assert not is_proven(replace(charge, terms=replace(charge.terms, body=None)), nodes(ir, ru))
    assert not is_proven(replace(charge, terms=charge.messages[0]), nodes(ir, ru))


def test_a_signature_of_somebody_else_proves_nothing() -> None:
    ir, ru, charge = lied()
    swapped_keys = {"IR": ru.party.keys.node.public, "RU": ir.party.keys.node.public}
    assert not is_proven(charge, swapped_keys)
    assert not is_proven(charge, {"RU": ru.party.keys.node.public})


def test_a_changed_body_proves_nothing() -> None:
    ir, ru, charge = lied()
    send, answer, close = charge.messages
    changed = (close.body or b"").replace(b'"round":1', b'"round":2')
    assert not is_proven(replace(charge, messages=(send, answer, replace(close, body=changed))), nodes(ir, ru))
    assert not is_proven(replace(charge, messages=(send, answer, replace(close, body=None))), nodes(ir, ru))


def test_a_message_that_names_another_round_proves_nothing() -> None:
    ir, ru, ours, _, (sent, returned) = answered()
    send, answer = ru.conduct().rounds[0].entries
    false = replace(closed_of(ours, sent, returned), proof=bytes(64))
    closes = [ir.post(letter_fields(Letter(number, false, answer.hash))) for number in (1, 2)]
    (terms,) = [entry for entry in ru.party.record if entry.header.type == Kind.PROPOSE]
    charges = [Charge("dates-proof", ("IR", "RU"), terms, (send, answer, close)) for close in closes]
    assert [is_proven(charge, nodes(ir, ru)) for charge in charges] == [True, False]


def test_a_message_that_skips_one_proves_nothing() -> None:
    ir, ru, ours, _, (sent, returned) = answered()
    send, _ = ru.conduct().rounds[0].entries
    close = ru.post(letter_fields(Letter(1, closed_of(ours, sent, returned), send.hash)))
    (terms,) = [entry for entry in ru.party.record if entry.header.type == Kind.PROPOSE]
    accused = Charge("dates-proof", ("IR", "RU"), terms, (send, close))
    assert not is_proven(accused, nodes(ir, ru))
    assert not is_proven(replace(accused, code="dates-out-of-turn"), nodes(ir, ru))


@pytest.mark.parametrize(
    "change",
    [
        {"v": 2},
        {"code": 1},
        {"sides": ["IR"]},
        {"sides": ["IR", "RU", "CN"]},
        {"sides": ["IR", "ru"]},
        {"messages": []},
        {"messages": [["{}", "00" * 64, "{}"]] * 4},
        {"messages": [["{}", "00" * 64]]},
        {"messages": [["{}", "00" * 64, 1]]},
        {"messages": [["{}", "zz" * 64, "{}"]]},
        {"terms": "none"},
    ],
)
def test_a_damaged_charge_is_refused(change) -> None:
    _, _, charge = lied()
    fields = parse_object(charge.to_bytes())
    with pytest.raises(Refused):
        parsed(canonical({**fields, **change}))

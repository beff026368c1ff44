"""Sealed envelopes that must be read for ever: first envelopes to RU, each with something else in it."""

from __future__ import annotations

from dataclasses import replace

from tests.agreement.breaking import Builder, draft, good, twin
from tests.agreement.pouches import frame, strangers

from placet.agreement.entry import Entry
from placet.agreement.envelopes.outstanding import Route, contents_for
from placet.agreement.envelopes.packing import packed


def before_anybody_joined() -> bytes:
    """Only the opening: nobody has written an entry."""
    ir, ru = strangers("IR", "RU")
    return ir.write_to(ru)


def of_three_sides() -> bytes:
    """What FR said comes through IR."""
    fr, ir, ru = strangers("FR", "IR", "RU")
    fr.join()
    ir.hear(fr)
    ir.join()
    ir.assent(ir.propose({"title": {"en": "Talks", "fa": "مذاکرات", "ru": "Переговоры"}}))
    return ir.write_to(ru)


def with_an_erased_body() -> bytes:
    """One text was erased after it had been sent; its header stays in the chain."""
    ir, _ = strangers("IR", "RU")
    ir.join()
    ir.propose({"guest": {"en": "A name that is no longer kept"}})
    ir.propose({"title": {"en": "Dinner"}})
    entries = [erased(each) if each.header.seq == 2 else each for each in ir.record]
    contents = contents_for(ir.record, Route("IR", "RU"))
    return packed(replace(contents, entries=tuple(entries)), ir.stamp(), ir.keys.node)


def with_a_proof_of_a_fork() -> bytes:
    """RU is shown that FR signed two different entries under one number."""
    fr, ir, ru = strangers("FR", "IR", "RU")
    join = fr.join()
    ir.hear(fr)
    ir.join()
    ir.record.admit(twin(join, fr.keys.node))
    return ir.write_to(ru)


def with_frames_of_a_later_version() -> bytes:
    """Two frames that this version may pass over stand among the others."""
    it = draft()
    it.frames = [it.frames[0], frame("b", b"later"), *it.frames[1:], frame("y", b"")]
    return it.sealed()


def with_an_answer_and_a_question() -> bytes:
    """It names the envelope that IR took in last, and asks for an answer of its own."""
    it = draft()
    it.fields = {"answers": "0123456789abcdef" * 2, "asks": True}
    return it.sealed()


def erased(entry: Entry) -> Entry:
    return replace(entry, body=None)


GOOD: dict[str, Builder] = {
    "first": good,
    "before-anybody-joined": before_anybody_joined,
    "of-three-sides": of_three_sides,
    "with-an-erased-body": with_an_erased_body,
    "with-a-proof-of-a-fork": with_a_proof_of_a_fork,
    "with-frames-of-a-later-version": with_frames_of_a_later_version,
    "with-an-answer-and-a-question": with_an_answer_and_a_question,
}

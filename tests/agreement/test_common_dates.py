"""A search for common dates, as it goes between two sides that keep to the rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.agreement.parties import parties, secret
from tests.agreement.searching import TERMS, Searcher, play, searchers, window, windows

from placet.agreement.acts import Level
from placet.agreement.dates.choice import choice_of, chosen, closed_of, returned_of, sent_of
from placet.agreement.dates.letters import Letter, Step
from placet.agreement.dates.meeting import Meeting
from placet.agreement.dates.offers import offers
from placet.agreement.dates.rounds import Round
from placet.agreement.dates.search import Search, Terms, search_of, terms_of
from placet.agreement.dates.turns import common_windows, has_served, next_fields
from placet.agreement.dates.windows import Window, ranked, window_of
from placet.agreement.entry import Kind
from placet.errors import Refused


def refusal(act, *arguments) -> str:
    with pytest.raises(Refused) as refused:
        act(*arguments)
    return refused.value.code


def test_after_three_messages_both_sides_know_what_is_in_common() -> None:
    ir, ru = searchers()
    ours, theirs = ir.choose(windows(1, 5, 9)), ru.choose(windows(9, 2, 5, 70))
    play((ir, ours), (ru, theirs))
    assert ir.known(ours) == ru.known(theirs) == [window(5), window(9)]


def test_both_sides_know_the_same_of_one_record() -> None:
    ir, ru = searchers()
    play((ir, ir.choose(windows(1))), (ru, ru.choose(windows(1))))
    assert ir.conduct().rounds == ru.conduct().rounds
    assert ir.conduct().faults == ru.conduct().faults == ()


def test_the_same_arrival_for_another_length_is_another_window() -> None:
    ir, ru = searchers()
    ours, theirs = ir.choose([window(5, 2), window(9, 3)]), ru.choose([window(5, 3), window(9, 3)])
    play((ir, ours), (ru, theirs))
    assert ir.known(ours) == [window(9, 3)]


def test_nothing_in_common_is_an_empty_list_at_both() -> None:
    ir, ru = searchers()
    ours, theirs = ir.choose(windows(1)), ru.choose(())
    play((ir, ours), (ru, theirs))
    assert ir.known(ours) == ru.known(theirs) == []


def test_as_many_windows_as_agreed_need_no_blank() -> None:
    ir, ru = searchers()
    ours, theirs = ir.choose(windows(4, 3, 2, 1)), ru.choose(windows(1, 2, 3, 4))
    play((ir, ours), (ru, theirs))
    assert ir.known(ours) == ru.known(theirs) == list(windows(1, 2, 3, 4))


def test_the_sides_take_turns_to_begin() -> None:
    ir, ru = searchers()
    play((ir, ir.choose(windows(1))), (ru, ru.choose(windows(2))))
    ours, theirs = ir.choose(windows(7, 8), number=2), ru.choose(windows(8), number=2)
    assert (ir.conduct().current.side, ir.conduct().current.step) == ("RU", Step.SEND)
    play((ru, theirs), (ir, ours))
    assert ir.known(ours, number=2) == ru.known(theirs, number=2) == [window(8)]
    assert ir.conduct().current is None
    assert refusal(next_fields, ir.conduct(), ours) == "dates-rounds-used"


def test_the_side_that_the_terms_name_begins_although_it_comes_second_by_name() -> None:
    ir, ru = searchers(replace(TERMS, first="RU"))
    theirs, ours = ru.choose(windows(3)), ir.choose(windows(3))
    play((ru, theirs), (ir, ours))
    assert ir.known(ours) == ru.known(theirs) == [window(3)]


def test_who_has_learned_and_says_no_more_owes_the_close_on_the_record() -> None:
    ir, ru = searchers()
    ours, theirs = ir.choose(windows(1)), ru.choose(windows(1))
    assert ir.conduct().waits_for is None
    ir.say(ours)
    assert ir.conduct().waits_for == "RU"
    ru.hear(ir)
    ru.say(theirs)
    ir.hear(ru)
    ir.party.acknowledge()
    ru.hear(ir)
    assert ru.conduct().waits_for == "IR"
    assert refusal(ir.common, ours) == "dates-not-closed"  # nothing is shown to who has not closed
    ir.say(ours)
    assert ir.conduct().waits_for is None


def test_a_choice_has_served_when_its_round_is_closed_for_that_side() -> None:
    ir, ru = searchers()
    ours, theirs = ir.choose(windows(1)), ru.choose(windows(1))
    ir.say(ours)
    ru.hear(ir)
    ru.say(theirs)
    ir.hear(ru)
    assert not has_served(ir.conduct(), ours)
    ir.say(ours)
    assert has_served(ir.conduct(), ours)
    assert not has_served(ru.conduct(), theirs)  # the close is on its way
    ru.hear(ir)
    assert has_served(ru.conduct(), theirs)
    assert not has_served(ru.conduct(), ru.choose(windows(1), number=2))


def test_a_choice_has_served_when_the_search_ended_before_its_round() -> None:
    ir, ru = searchers()
    ours, theirs = ir.choose(windows(1)), ru.choose(windows(1))
    ir.say(ours)
    ir.party.withdraw(ir.text)
    assert not has_served(ir.conduct(), ours)  # Russia may have answered before it heard of the end
    ru.party.withdraw(ru.text)
    assert has_served(ru.conduct(), theirs)


def test_a_choice_kept_as_a_document_goes_on_where_it_was() -> None:
    ir, ru = searchers()
    ours, theirs = ir.choose(windows(1, 2)), ru.choose(windows(2))
    ir.say(ours)
    kept = ours.to_document()
    ru.hear(ir)
    ru.say(theirs)
    ir.hear(ru)
    again = choice_of(kept, ir.search())
    assert again == ours
    ir.say(again)
    assert ir.known(again) == [window(2)]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"point": "0" * 64}, "dates-choice-differs"),
        ({"revision": "0" * 64}, "dates-choice-differs"),
        ({"side": "FR"}, "field"),
        ({"round": 3}, "dates-rounds-used"),
        ({"round": "1"}, "field"),
        ({"chance": "00"}, "field"),
        ({"windows": [{"arrival": "2027-02-30", "days": 3}]}, "field"),
        ({"windows": [{"arrival": "20270303", "days": 3}]}, "field"),
        ({"windows": [{"arrival": "2027-02-28", "days": 3}]}, "dates-window"),
    ],
)
def test_a_damaged_choice_is_refused(change, code) -> None:
    ir, _ = searchers()
    document = ir.choose(windows(1)).to_document()
    assert refusal(choice_of, {**document, **change}, ir.search()) == code


@pytest.mark.parametrize(
    ("chosen_windows", "code", "facts"),
    [
        (windows(0, 1, 2, 3, 4), "dates-too-many-windows", {"most": 4}),
        ((window(1), window(-1)), "dates-window", {"place": 2}),  # before the first day
        ((window(90),), "dates-window", {"place": 1}),  # the last of ninety days is number 89
        ((window(1, 4),), "dates-window", {"place": 1}),  # four days are not searched for
        ((window(1), window(1)), "dates-window", {"place": 2}),
    ],
)
def test_a_choice_keeps_to_the_terms(chosen_windows, code, facts) -> None:
    ir, _ = searchers()
    with pytest.raises(Refused) as refused:
        ir.choose(chosen_windows)
    assert (refused.value.code, refused.value.facts) == (code, facts)


def test_the_first_and_the_last_day_are_allowed() -> None:
    ir, _ = searchers()
    assert ir.choose([window(0), window(89)]).windows == (window(0), window(89))


def test_a_choice_needs_a_side_of_the_search_and_enough_chance() -> None:
    meeting = Meeting(searchers()[0].search(), 1)
    with pytest.raises(ValueError, match="32 random bytes"):
        chosen(meeting, "IR", ((), bytes(31)))
    with pytest.raises(ValueError, match="a side"):
        chosen(meeting, "FR", ((), bytes(32)))


def test_what_was_not_sent_opens_nothing() -> None:
    ir, ru = searchers()
    ours, theirs = ir.choose(windows(1)), ru.choose(windows(1))
    play((ir, ours), (ru, theirs))
    other = ir.choose(windows(2))
    assert refusal(ir.common, other) == "dates-choice-differs"
    assert refusal(ir.common, ir.choose(windows(1), number=2)) == "dates-choice-differs"


def test_a_round_is_closed_with_the_choice_it_was_begun_with() -> None:
    ir, ru = searchers()
    ir.say(ir.choose(windows(1)))
    ru.hear(ir)
    ru.say(ru.choose(windows(1)))
    ir.hear(ru)
    assert refusal(next_fields, ir.conduct(), ir.choose(windows(2))) == "dates-choice-differs"


# ---------------------------------------------------------------------------------------- before anything is sent


def test_nothing_is_searched_before_the_terms_are_agreed() -> None:
    ir, ru = parties("IR", "RU")
    text = ir.propose(TERMS.to_content(), kind=Kind.DATES.value)
    ir.assent(text)
    ru.hear(ir)
    ru.assent(text)
    ir.hear(ru)  # both have signed, and Iran has not yet said that it knows
    assert refusal(Searcher(ir, text).search) == "dates-not-agreed"
    ir.acknowledge()
    assert Searcher(ir, text).search().terms == TERMS


def test_terms_agreed_ad_referendum_open_nothing() -> None:
    ir, ru = parties("IR", "RU")
    text = ir.propose(TERMS.to_content(), kind=Kind.DATES.value)
    ir.assent(text)
    ru.hear(ir)
    ru.assent(text, Level.AD_REFERENDUM)
    ir.hear(ru)
    ir.acknowledge()
    assert refusal(Searcher(ir, text).search) == "dates-not-agreed"


def agreed_by_all(sides: tuple[str, ...], content, kind: str):
    members = parties(*sides)
    text = members[0].propose(content, kind=kind)
    for _ in range(2):
        for member in members:
            for other in members:
                if other is not member:
                    member.hear(other)
            if text not in [each for each in member.fold().final if member.side in member.fold().final[each].assents]:
                member.assent(text)
            else:
                member.acknowledge()
    return members[-1], text


def test_three_sides_do_not_search_together() -> None:
    member, text = agreed_by_all(("IR", "RU", "CN"), TERMS.to_content(), Kind.DATES.value)
    assert text in member.agreed()
    assert refusal(search_of, member.record, member.fold(), text) == "dates-two-sides"


@pytest.mark.parametrize(
    ("content", "kind", "code"),
    [
        (TERMS.to_content(), "engagement", "dates-terms-missing"),
        (TERMS.to_content() | {"first": "CN"}, "dates", "field"),
        (TERMS.to_content() | {"number": 65}, "dates", "field-bound"),
    ],
)
def test_an_agreed_text_that_is_no_terms_opens_nothing(content, kind, code) -> None:
    member, text = agreed_by_all(("IR", "RU"), content, kind)
    assert text in member.agreed()
    assert refusal(search_of, member.record, member.fold(), text) == code


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"number": 0}, "field-bound"),
        ({"number": 65}, "field-bound"),
        ({"rounds": 0}, "field-bound"),
        ({"rounds": 17}, "field-bound"),
        ({"lengths": []}, "field-bound"),
        ({"lengths": [3, 2]}, "field"),
        ({"lengths": [3, 3]}, "field"),
        ({"lengths": [0]}, "field-bound"),
        ({"lengths": [61]}, "field-bound"),
        ({"lengths": [True]}, "field"),
        ({"earliest": "2027-05-30"}, "field"),  # after the last day
        ({"latest": "2030-03-05"}, "field"),  # 1,100 days after the first is one too many
        ({"latest": "2027-02-29"}, "field"),
        ({"first": "ir"}, "field"),
        ({"type": "offered"}, "field"),
    ],
)
def test_terms_out_of_bounds_are_refused(change, code) -> None:
    assert refusal(terms_of, TERMS.to_content() | change) == code


def test_terms_at_their_bounds_are_terms() -> None:
    # 2030-03-04 is 366 + 365 + 365 + 3 = 1,099 days after 2027-03-01: the last of 1,100.
    terms = Terms(64, (1, 60), 16, date(2027, 3, 1), date(2030, 3, 4), "RU")
    assert terms_of(terms.to_content()) == terms


def test_later_terms_in_their_place_end_a_search() -> None:
    ir, ru = searchers()
    wider = replace(TERMS, number=8)
    text = ir.party.propose(wider.to_content(), point=ir.text[0], kind=Kind.DATES.value, base=[ir.text[1]])
    ir.party.assent(text)
    ru.hear(ir)
    ru.party.assent(text)
    choice = ru.choose(windows(1))
    ir.hear(ru)
    ir.party.acknowledge()
    ru.hear(ir)
    assert ir.conduct().is_ended
    assert refusal(next_fields, ir.conduct(), ir.choose(windows(1))) == "dates-ended"
    again = Searcher(ir.party, text)
    assert again.search().terms == wider
    assert refusal(next_fields, again.conduct(), ir.choose(windows(1))) == "dates-choice-differs"
    assert choice.meeting.search == ir.search()  # an ended search is the same search


def test_terms_that_were_withdrawn_end_a_search_but_a_round_is_closed() -> None:
    ir, ru = searchers()
    ours, theirs = ir.choose(windows(1)), ru.choose(windows(1))
    ir.say(ours)
    ru.hear(ir)
    ru.say(theirs)
    ru.party.withdraw(ru.text)
    ir.hear(ru)
    assert ir.conduct().is_ended
    ir.say(ours)
    ru.hear(ir)
    assert ru.known(theirs) == [window(1)]
    assert refusal(next_fields, ru.conduct(), ru.choose(windows(2), number=2)) == "dates-ended"


def test_a_search_can_be_agreed_within_a_package() -> None:
    ir, ru = parties("IR", "RU")
    text = ir.propose(TERMS.to_content(), kind=Kind.DATES.value)
    both = ir.package(text, ir.propose({"title": {"en": "Talks"}}))
    ir.assent(both)
    ru.hear(ir)
    ru.assent(both)
    ir.hear(ru)
    ir.acknowledge()
    assert Searcher(ir, text).search().terms == TERMS


# --------------------------------------------------------------------------------------------- what is in common


def rounded(search: Search, ours, theirs) -> tuple[list[Window], list[Window], Round]:
    """A whole round from messages alone, and what each side makes of it."""
    meeting = Meeting(search, 1)
    one = chosen(meeting, meeting.first, (ours, secret("first")))
    other = chosen(meeting, meeting.second, (theirs, secret("second")))
    sent = sent_of(one)
    returned = returned_of(other, sent)
    closed = closed_of(one, sent, returned)
    finished = Round(meeting, (sent, returned, closed))
    found = [[each.window for each in common_windows(finished, choice)] for choice in (one, other)]
    return found[0], found[1], finished


def search_for(number: int) -> Search:
    return Search("5" * 64, ("IR", "RU"), "6" * 64, "7" * 64, replace(TERMS, number=number), (), (), (), False)


@st.composite
def two_choices(draw):
    number = draw(st.one_of(st.integers(1, 8), st.sampled_from([16, 33, 64])))
    some = st.builds(window, st.integers(0, 89), st.sampled_from([2, 3]))
    near = st.builds(window, st.integers(0, 5), st.just(3))  # of which some are in common
    mine = draw(st.lists(st.one_of(some, near), max_size=number, unique=True))
    return number, mine, draw(st.lists(st.one_of(some, near), max_size=number, unique=True))


@settings(max_examples=40, deadline=None)
@given(two_choices())
def test_what_is_in_common_is_the_intersection(choices) -> None:
    number, ours, theirs = choices
    first, second, _ = rounded(search_for(number), ours, theirs)
    assert first == second == sorted(set(ours) & set(theirs))


def test_sixty_four_windows_that_are_all_in_common() -> None:
    ours = [window(day) for day in range(64)]
    first, second, _ = rounded(search_for(64), ours, list(reversed(ours)))
    assert first == second == ours


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["IR", "RU"]), st.sampled_from(["say", "hear", "junk"])), max_size=24))
def test_whatever_is_said_in_whatever_order_both_sides_read_it_alike(script) -> None:
    both = dict(zip(("IR", "RU"), searchers(replace(TERMS, number=2)), strict=True))
    for side, act in script:
        own, other = both[side], both["RU" if side == "IR" else "IR"]
        number = min(len([each for each in own.conduct().rounds if each.is_complete]) + 1, 2)
        choice = own.choose(windows(4, 5), number)
        if act == "hear":
            own.hear(other)
        elif act == "junk":
            own.post_letter(Letter(number, sent_of(choice), seals=tuple(own.approve(choice))))
        elif own.conduct().current is not None and own.conduct().current.side == side:
            own.say(choice)
    one, other = both.values()
    one.hear(other)
    other.hear(one)
    assert one.conduct() == other.conduct()
    for each in one.conduct().rounds:
        if each.is_complete:
            number = each.meeting.round
            found = [side.known(side.choose(windows(4, 5), number), number) for side in both.values()]
            assert found == [list(windows(4, 5))] * 2


# ----------------------------------------------------------------------------------------------- what follows


def test_both_sides_have_the_same_offers_in_the_same_order() -> None:
    ir, ru = searchers(needs=[("IR", "protocol"), ("RU", "protocol")])
    ours, theirs = ir.choose(windows(9, 5, 1)), ru.choose(windows(5, 9))
    play((ir, ours), (ru, theirs))
    at_home = offers(ours.meeting, ir.common(ours))
    abroad = offers(theirs.meeting, ru.common(theirs))
    assert at_home == abroad
    assert [each.window for each in at_home] == [window(5), window(9)]
    assert at_home[0].revision.content == {
        "round": 1,
        "search": ir.text[1],
        "type": "offered",
        "window": {"arrival": "2027-03-06", "days": 3},  # five days after the first of March
    }
    assert at_home[0].revision.needs == (("IR", "protocol"), ("RU", "protocol"))


def test_an_offer_put_on_the_table_by_both_at_once_is_one_text() -> None:
    ir, ru = searchers()
    ours, theirs = ir.choose(windows(5)), ru.choose(windows(5))
    play((ir, ours), (ru, theirs))
    texts = []
    for each, choice in ((ir, ours), (ru, theirs)):
        (offer,) = offers(choice.meeting, each.common(choice))
        header = {"point": offer.revision.point, "revision": offer.revision.hash}
        each.party._write(
            each.party._header(Kind.PROPOSE, **header), offer.to_fields(), bytes.fromhex(offer.revision.salt)
        )
        text = (header["point"], header["revision"])
        each.party.assent(text)
        texts.append(text)
    ir.hear(ru)
    ru.hear(ir)
    ir.party.acknowledge()
    ru.party.acknowledge()
    ir.hear(ru)
    ru.hear(ir)
    assert texts[0] == texts[1]
    assert texts[0] in ir.party.agreed()
    assert texts[0] in ru.party.agreed()


def test_a_window_offered_in_two_rounds_is_two_points() -> None:
    ir, ru = searchers()
    found = []
    for number, order in ((1, (ir, ru)), (2, (ru, ir))):
        choices = [each.choose(windows(5), number=number) for each in order]
        play((order[0], choices[0]), (order[1], choices[1]))
        found.append(offers(choices[0].meeting, order[0].common(choices[0], number))[0])
    assert found[0].window == found[1].window
    assert found[0].revision.point != found[1].revision.point


def test_our_ranking_is_kept_among_what_is_in_common() -> None:
    assert ranked(windows(7, 3, 9, 3), windows(3, 9, 5, 4)) == windows(3, 9, 4, 5)


def test_a_window_is_read_as_it_was_written() -> None:
    assert window_of(window(5, 2).to_fields()) == window(5, 2)
    assert refusal(window_of, {"arrival": "2027-03-06", "days": 0}) == "field-bound"
    assert refusal(window_of, {"arrival": "2027-03-06", "days": 61}) == "field-bound"
    assert refusal(window_of, []) == "not-an-object"

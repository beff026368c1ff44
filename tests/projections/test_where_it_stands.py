"""Where a point stands, from the record alone."""

from __future__ import annotations

from tests.agreement.parties import Party, parties, settle

from placet.agreement.acts import Level
from placet.agreement.entry import Kind
from placet.projections.standing import PointStanding, Standing
from placet.projections.where_it_stands import standings

TALKS = {"title": {"en": "Talks"}}
SHORTER = {"title": {"en": "Talks, shorter"}}


def two() -> tuple[Party, Party]:
    ir, ru = parties("IR", "RU")
    return ir, ru


def only(party: Party) -> PointStanding:
    (point,) = standings(party.record, party.fold())
    return point


def agreed(ir: Party, ru: Party) -> tuple[str, str]:
    text = ir.propose(TALKS)
    ir.assent(text)
    ru.hear(ir)
    ru.assent(text)
    ir.hear(ru)
    ir.acknowledge()
    ru.hear(ir)
    return text


def test_a_proposal_that_nobody_signed_waits_for_the_other_side() -> None:
    ir, _ = two()
    ir.propose(TALKS)
    point = only(ir)
    assert (point.label, point.standing, point.turn) == ("P-01", Standing.PROPOSED, {"RU"})


def test_one_signature_waits_for_the_other_side() -> None:
    ir, ru = two()
    ir.assent(ir.propose(TALKS))
    ru.hear(ir)
    assert (only(ru).standing, only(ru).latest.signed_by, only(ru).turn) == (Standing.SIGNED, {"IR"}, {"RU"})


def test_two_signatures_wait_for_the_receipt_of_the_first_signer() -> None:
    ir, ru = two()
    text = ir.propose(TALKS)
    ir.assent(text)
    ru.hear(ir)
    ru.assent(text)
    assert (only(ru).standing, only(ru).turn) == (Standing.RECEIPT_OUTSTANDING, {"IR"})


def test_agreed_waits_for_nobody() -> None:
    ir, ru = two()
    agreed(ir, ru)
    assert (only(ru).standing, only(ru).turn) == (Standing.AGREED, frozenset())
    assert only(ru).in_force == only(ru).latest


def test_a_counter_to_what_is_agreed_leaves_it_in_force() -> None:
    ir, ru = two()
    text = agreed(ir, ru)
    other = ru.propose(SHORTER, point=text[0], base=[text[1]])
    ru.assent(other)
    point = only(ru)
    assert point.standing is Standing.SIGNED
    assert point.in_force is not None
    assert point.in_force.text == text
    assert [each.text for each in point.on_table] == [other]
    assert point.label == "P-01"  # a counter is a text of the same point


def test_a_later_agreement_replaces_the_earlier() -> None:
    ir, ru = two()
    text = agreed(ir, ru)
    other = ru.propose(SHORTER, point=text[0], base=[text[1]])
    ru.assent(other)
    ir.hear(ru)
    ir.assent(other)
    ru.hear(ir)
    ru.acknowledge()
    point = only(ru)
    assert point.standing is Standing.AGREED
    assert [each.standing for each in point.texts] == [Standing.SUPERSEDED, Standing.AGREED]


def test_an_agreement_withdrawn_is_ended_and_names_who_ended_it() -> None:
    ir, ru = two()
    ir.withdraw(agreed(ir, ru))
    point = only(ir)
    assert (point.standing, point.in_force, point.latest.ended_by) == (Standing.ENDED, None, {"IR"})


def test_replies_that_crossed_wait_for_both() -> None:
    ir, ru = two()
    ours = ir.propose(TALKS)
    ir.assent(ours)
    ru.hear(ir)
    theirs = ru.propose(SHORTER, point=ours[0], base=[ours[1]])
    ru.assent(theirs)
    ir.hear(ru)
    ir.assent(theirs)
    ru.assent(ours)
    settle([ir, ru])
    assert (only(ir).standing, only(ir).turn) == (Standing.CROSSED, {"IR", "RU"})
    assert only(ir) == only(ru)


def test_ad_referendum_waits_for_whoever_has_not_confirmed() -> None:
    ir, ru = two()
    text = ir.propose(TALKS)
    ir.assent(text)
    ru.hear(ir)
    ru.assent(text, Level.AD_REFERENDUM)
    ir.hear(ru)
    ir.acknowledge()
    assert (only(ir).standing, only(ir).turn) == (Standing.AD_REFERENDUM, {"RU"})


def test_an_offer_whose_time_ran_out_has_lapsed() -> None:
    ir, _ = two()
    text = ir.propose(TALKS)
    ir.assent(text)
    ir.withdraw(text, "lapsed")
    assert only(ir).standing is Standing.LAPSED


def test_a_proposal_taken_back_unsigned_is_withdrawn() -> None:
    ir, _ = two()
    ir.withdraw(ir.propose(TALKS))
    assert (only(ir).standing, only(ir).turn) == (Standing.WITHDRAWN, frozenset())


def test_who_signs_another_text_in_its_place_replaces_a_package_and_who_takes_it_back_withdraws_it() -> None:
    ir, ru = two()
    one, other = ir.propose(TALKS), ir.propose({"title": {"en": "Dinner"}})
    ir.assent(ir.package(one, other))
    ru.hear(ir)
    ru.assent(ru.propose(SHORTER, point=one[0], base=[one[1]]))
    ir.hear(ru)
    ir.assent(next(text for text in ir.fold().any_level if text[0] == one[0]))
    package = standings(ir.record, ir.fold())[2]
    assert (package.standing, package.latest.replaced_by, package.turn) == (Standing.REPLACED, "P-01", frozenset())
    ir.withdraw(package.latest.text)  # nothing is left to withdraw
    assert standings(ir.record, ir.fold())[2].standing is Standing.REPLACED


def test_a_package_that_its_owner_withdraws_is_withdrawn_though_another_replaced_it() -> None:
    ir, ru = two()
    one, other = ir.propose(TALKS), ir.propose({"title": {"en": "Dinner"}})
    package = ir.package(one, other)
    ir.assent(package)
    ru.hear(ir)
    ru.assent(package)
    ru.assent(ru.propose(SHORTER, point=one[0], base=[one[1]]))
    ir.withdraw(package)
    ir.hear(ru)
    assert standings(ir.record, ir.fold())[2].standing is Standing.WITHDRAWN


def test_what_is_declined_waits_for_its_proposer() -> None:
    ir, ru = two()
    text = ir.propose(TALKS)
    ir.assent(text)
    ru.hear(ir)
    ru.say(Kind.DECLINE, {"words": "not this week"}, point=text[0], revision=text[1])
    assert (only(ru).standing, only(ru).turn) == (Standing.DECLINED, {"IR"})
    assert [remark.fields for remark in only(ru).remarks] == [{"words": "not this week"}]


def test_members_of_a_package_stand_as_the_package_does() -> None:
    ir, ru = two()
    one, other = ir.propose(TALKS), ir.propose(SHORTER)
    both = ir.package(one, other)
    ir.assent(both)
    ru.hear(ir)
    points = {each.label: each for each in standings(ru.record, ru.fold())}
    assert {label: each.standing for label, each in points.items()} == {
        "P-01": Standing.SIGNED, "P-03": Standing.SIGNED, "P-05": Standing.SIGNED,
    }  # fmt: skip
    assert points["P-01"].latest.package == both
    ru.assent(both)
    ir.hear(ru)
    ir.acknowledge()
    assert {each.standing for each in standings(ir.record, ir.fold())} == {Standing.AGREED}


def test_an_office_that_must_still_sign_is_named() -> None:
    ir, ru = parties("IR", "RU", offices={"RU": ("council", "protocol")})
    text = ir.propose(TALKS, needs=[("RU", "council"), ("RU", "protocol")])
    ir.assent(text)
    ru.hear(ir)
    ru.assent(text, offices=["protocol"])
    assert only(ru).latest.missing_offices == {"RU/council"}
    assert only(ru).turn == {"RU"}


def test_every_node_gives_a_point_the_same_label() -> None:
    ir, ru = two()
    ir.propose(TALKS)
    ru.propose(SHORTER)
    ir.propose({"title": {"en": "Dinner"}})
    settle([ir, ru])
    labels = [each.label for each in standings(ir.record, ir.fold())]
    assert (
        labels == [each.label for each in standings(ru.record, ru.fold())] == ["P-01", "P-02", "P-03"]
    )  # IR has 1, 3, 5; RU has 2, 4, 6


def test_a_withdrawal_after_our_word_was_given_is_shown_before_the_receipt_comes() -> None:
    ir, ru = two()
    text = ir.propose(TALKS)
    ir.assent(text)
    ru.hear(ir)
    ru.assent(text)
    ru.withdraw(text)
    point = only(ru)
    assert (point.standing, point.latest.ended_by, point.turn) == (Standing.ENDED, {"RU"}, frozenset())
    settle([ir, ru])
    assert (only(ir).standing, only(ru).standing) == (Standing.ENDED, Standing.ENDED)


def test_who_holds_all_signatures_is_not_awaited_though_one_is_ad_referendum() -> None:
    """IR and KZ, which signed last, hold all three at some level: the receipt of RU is awaited, not ours."""
    ir, ru, kz = parties("IR", "RU", "KZ")
    text = ir.propose(TALKS)
    ir.assent(text)
    for other, level in ((ru, Level.FINAL), (kz, Level.AD_REFERENDUM)):
        other.hear(ir)
        other.assent(text, level)
        ir.hear(other)
    ir.acknowledge()
    (point,) = standings(ir.record, ir.fold())
    assert (point.standing, point.turn) == (Standing.RECEIPT_OUTSTANDING, {"RU"})

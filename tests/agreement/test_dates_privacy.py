"""What the other side cannot find out: everything but the windows in common."""

from __future__ import annotations

import base64
import json
from itertools import product

import pytest
from tests.agreement.parties import secret
from tests.agreement.searching import TERMS, Searcher, play, searchers, window, windows

from placet.agreement.dates.approval import to_approve
from placet.agreement.dates.choice import Blinded, Choice, blinded, element_of
from placet.agreement.dates.groups import raised
from placet.agreement.dates.letters import Letter
from placet.agreement.dates.windows import Window
from placet.agreement.entry import Kind
from placet.errors import Refused
from placet.formats.canonical import parse_object

COMMON, OURS_ALONE, THEIRS_ALONE = window(5), window(17), window(40)


def round_of(ours, theirs, chance: bytes | None = None) -> tuple[Searcher, Searcher, Choice, Choice]:
    ir, ru = searchers()
    choices = ir.choose(ours, chance=chance), ru.choose(theirs)
    play((ir, choices[0]), (ru, choices[1]))
    return ir, ru, *choices


def written(searcher: Searcher) -> list[bytes]:
    """Every byte that a side wrote into the record, entry by entry."""
    entries = searcher.party.record.chains[searcher.side].entries
    return [entry.raw + entry.signature + (entry.body or b"") for entry in entries]


def shape_of(value: object) -> object:
    """The structure of a parsed value: its keys, the lengths of its lists and texts."""
    if isinstance(value, dict):
        return {key: shape_of(each) for key, each in value.items()}
    if isinstance(value, list):
        return [shape_of(each) for each in value]
    return len(value) if isinstance(value, str) else value


# ----------------------------------------------------------------------------------------------------- structure


@pytest.mark.parametrize(
    "other",
    [
        [COMMON],  # one window instead of four
        [COMMON, window(88, 2)],
        [window(89), COMMON, window(0), window(3, 2)],
    ],
)
def test_two_choices_with_the_same_windows_in_common_are_written_alike(other) -> None:
    one = round_of([COMMON, OURS_ALONE, window(18), window(19)], [COMMON, THEIRS_ALONE])
    another = round_of(other, [COMMON, THEIRS_ALONE])
    assert [len(each) for each in written(one[0])] == [len(each) for each in written(another[0])]
    assert [len(each) for each in written(one[1])] == [len(each) for each in written(another[1])]
    bodies = [
        [shape_of(entry.body_fields()) for entry in each[0].party.record if entry.header.type == Kind.DATES]
        for each in (one, another)
    ]
    assert bodies[0] == bodies[1]


def test_the_order_of_points_follows_their_bytes_and_nothing_else() -> None:
    ir, _, ours, _ = round_of(windows(1, 2, 3, 4), [COMMON])
    points = ir.conduct().rounds[0].messages[0].points
    assert list(points) == sorted(points)
    again = searchers()[0].choose(windows(4, 3, 2, 1), chance=ours.chance)
    assert blinded(again).points == points  # whatever the order in which they were chosen


def test_in_another_round_the_same_windows_are_other_points() -> None:
    ir, ru, ours, _ = round_of([COMMON], [COMMON])
    again = ir.choose([COMMON], number=2, chance=ours.chance)  # even under chance that was used before
    play((ru, ru.choose([COMMON], number=2)), (ir, again))
    first, second = (set(blinded(each).points) for each in (ours, again))
    assert first.isdisjoint(second)
    assert blinded(ours).key != blinded(again).key


# ------------------------------------------------------------------------------------------- the other side's view


def every_window() -> list[Window]:
    """All that the terms allow: 90 days of arrival, two lengths."""
    return [window(day, days) for day, days in product(range(90), TERMS.lengths)]


def simulated(theirs_chance: bytes) -> tuple[Searcher, Searcher, Choice]:
    """A round in which Iran's part is made from the windows in common alone, by somebody who knows nothing else."""
    ir, ru = searchers()
    theirs = ru.choose([COMMON, THEIRS_ALONE], chance=theirs_chance)
    play((ir, ir.choose([COMMON], chance=secret("simulator"))), (ru, theirs))
    return ir, ru, theirs


def test_whoever_knows_only_what_is_in_common_can_write_our_part() -> None:
    """So our part holds nothing else: what it is made of besides is chance."""
    _, ru, _, theirs = round_of([COMMON, OURS_ALONE], [COMMON, THEIRS_ALONE])
    _, other, again = simulated(theirs.chance)
    assert ru.known(theirs) == other.known(again) == [COMMON]
    assert ru.faults() == other.faults() == []
    views = [[shape_of(entry.body_fields()) for entry in each.party.record] for each in (ru, other)]
    assert views[0] == views[1]


def seen_points(searcher: Searcher) -> set[bytes]:
    """Every point and key that passed in the round."""
    found = set()
    for message in searcher.conduct().rounds[0].messages:
        for name in ("points", "raised"):
            found.update(getattr(message, name, ()))
        found.add(getattr(message, "key", b""))
    return found


def dictionary_attack(searcher: Searcher, own: Blinded, known: set[Window]) -> set[Window]:
    """Every allowed window that the holder of a scalar finds by trying: the window itself, raised once, raised twice,
    and every point that was seen raised once more, against every point that was seen."""
    meeting = searcher.conduct().rounds[0].meeting
    seen = seen_points(searcher)
    raised_again = {raised(own.scalar, point) for point in seen if point}
    found = set()
    for each in every_window():
        element = element_of(meeting, each)
        tries = {element, raised(own.scalar, element), raised(own.scalar, raised(own.scalar, element))}
        if tries & seen or tries & raised_again:
            found.add(each)
    return found - known


def test_trying_every_window_with_ones_own_scalar_finds_no_window_of_the_other_side() -> None:
    ir, ru, ours, theirs = round_of([COMMON, OURS_ALONE], [COMMON, THEIRS_ALONE])
    assert dictionary_attack(ru, blinded(theirs), {COMMON, THEIRS_ALONE}) == set()
    assert dictionary_attack(ir, blinded(ours), {COMMON, OURS_ALONE}) == set()


def test_the_same_trying_finds_all_of_them_for_whoever_has_our_scalar() -> None:
    """The attack is a real one: our scalar is what stands in its way, and it is erased when the round is over."""
    _, ru, ours, _ = round_of([COMMON, OURS_ALONE], [COMMON, THEIRS_ALONE])
    assert dictionary_attack(ru, blinded(ours), set()) >= {COMMON, OURS_ALONE}


def test_a_window_that_was_handed_in_is_told_apart_and_no_other() -> None:
    """What it costs to ask: Russia learns of window 17 only by offering it, and Iran learns the same."""
    ir, ru, ours, theirs = round_of([COMMON, OURS_ALONE], [OURS_ALONE])
    assert ru.known(theirs) == ir.known(ours) == [OURS_ALONE]


# ------------------------------------------------------------------------------------------------------- canaries


def encodings(each: Window) -> dict[str, bytes]:
    """The ways in which a window might slip out."""
    day = each.arrival
    texts = [day.isoformat(), day.strftime("%Y%m%d"), day.strftime("%d.%m.%Y"), day.strftime("%d/%m/%Y")]
    texts += [str(day.toordinal()), json.dumps(each.to_fields(), sort_keys=True, separators=(",", ":"))]
    found = {}
    for text in texts:
        found[text] = text.encode()
        found[f"{text} utf-16"] = text.encode("utf-16-le")
        found[f"{text} hex"] = text.encode().hex().encode()
        found[f"{text} base64"] = base64.b64encode(text.encode()).rstrip(b"=")[:-1]
    return found


def leaks(searcher: Searcher, chosen_windows: list[Window], choice: Choice) -> list[str]:
    """Which private things stand in what a side wrote after the terms."""
    entries = searcher.party.record.chains[searcher.side].entries
    out = b"\n".join(entry.raw + entry.signature + (entry.body or b"") for entry in entries if entry.header.seq > 2)
    private = {name: text for each in chosen_windows for name, text in encodings(each).items()}
    own = blinded(choice)
    for name, value in (("chance", choice.chance), ("scalar", own.scalar)):
        private[name], private[f"{name} hex"] = value, value.hex().encode()
        private[f"{name} base64"] = base64.b64encode(value).rstrip(b"=")[:-1]
    for each in chosen_windows:
        private[f"element of {each}"] = element_of(choice.meeting, each).hex().encode()
    return [name for name, text in private.items() if text in out]


def test_no_byte_that_leaves_holds_a_private_window_or_a_secret() -> None:
    mine, others = [COMMON, window(23, 2)], [COMMON, THEIRS_ALONE]
    ir, ru, ours, theirs = round_of(mine, others)
    assert leaks(ir, mine, ours) == []
    assert leaks(ru, others, theirs) == []


def test_a_window_that_slipped_out_would_be_found() -> None:
    ir, _, ours, _ = round_of([COMMON], [COMMON])
    ir.party.say(Kind.NOTE, {"text": f"we could on {COMMON.arrival.isoformat()}", "key": ours.chance.hex()})
    assert leaks(ir, [COMMON], ours) == [COMMON.arrival.isoformat(), "chance hex"]


def test_what_an_officer_seals_names_no_window() -> None:
    ir, _ = searchers()
    fields = parse_object(to_approve(ir.choose([COMMON])))
    assert sorted(fields) == ["point", "points", "revision", "round", "side", "visit"]


def test_nothing_private_is_printed() -> None:
    ir, ru, ours, _ = round_of([COMMON, OURS_ALONE], [COMMON])
    own = blinded(ours)
    shown = repr(ours) + repr(own) + repr(ir.conduct()) + repr(Letter(1, ru.conduct().rounds[0].messages[0]))
    secrets = [ours.chance.hex(), repr(ours.chance), own.scalar.hex(), repr(own.scalar)]
    days = [form(each.arrival) for each in (COMMON, OURS_ALONE) for form in (repr, str)]
    assert [text for text in (*secrets, *days) if text in shown] == []
    assert repr(TERMS.earliest) in shown  # the terms are no secret, and a day would be seen


def test_a_refusal_names_no_window() -> None:
    ir, _ = searchers()
    with pytest.raises(Refused) as refused:
        ir.choose([window(5), window(-17)])
    assert "2027" not in str(refused.value)

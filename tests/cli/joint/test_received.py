"""What an envelope tells whoever takes it in, beside the texts: remarks, new keys, and whose turn the dates are."""

from __future__ import annotations

from tests.cli.homes import Homes, done


def received(homes: Homes, sender: str, receiver: str) -> str:
    """What the envelope tells, in one line."""
    return " ".join(homes.carry(sender, receiver).stdout.split())


def test_a_remark_is_told_and_not_only_that_there_was_one(homes: Homes) -> None:
    done("consider", homes.moscow, "P-01", "--until", "2099-04-08")
    told = received(homes, "moscow", "tehran")
    assert "P-01 Category of the visit: Signed by us; under consideration until 8 April 2099 (Russia)" in told


def test_a_remark_that_was_told_is_not_told_again_with_the_next_envelope(homes: Homes) -> None:
    done("consider", homes.moscow, "P-01", "--noted")
    homes.carry("moscow", "tehran")
    done("not-now", homes.moscow, "P-01", "--because", "the hall is taken")
    told = received(homes, "moscow", "tehran")
    assert ("the hall is taken (Russia)" in told, "noted (Russia)" in told) == (True, False)


def test_new_keys_of_the_other_side_are_told_with_their_fingerprint(homes: Homes) -> None:
    changed = done("keys", "change", homes.moscow).stdout
    fingerprint = next(line.strip() for line in changed.splitlines() if line.strip()[:5].isdigit())
    told = received(homes, "moscow", "tehran")
    # Moscow joined with no. 1 and acknowledged with no. 2: its new keys are no. 3.
    begins = "Russia has new keys from its entry no. 3 on, signed with the old root and the new."
    assert f"{begins} Their fingerprint: {fingerprint}" in told
    assert "key was stolen" not in told


def test_what_a_theft_takes_back_is_told_of_every_point_that_hangs_on_it(homes: Homes) -> None:
    done("agree", homes.moscow, "P-01", "--yes")  # its entry no. 3
    homes.carry("moscow", "tehran")
    homes.exchange()
    done("keys", "change", homes.moscow, "--last-good", "2")
    told = received(homes, "moscow", "tehran")
    assert "Russia says that a key was stolen, and takes back what it wrote after its entry no. 2." in told
    assert "New from them P-01 Category of the visit: Agreed, and to be settled between the sides" in told
    assert "stands as it did" not in told


def test_a_search_for_dates_that_waits_for_us_is_told_with_what_to_type(homes: Homes) -> None:
    between = ("--from", "2099-04-01", "--until", "2099-06-30", "--days", "2")
    done("common-dates", "terms", homes.tehran, *between, "--yes")
    homes.carry("tehran", "moscow")
    done("agree", homes.moscow, "P-03", "--yes")
    homes.exchange()
    waits = "The search for common dates waits for us, round 1 of 2: placet common-dates"
    assert "waits for us, round" not in done("standing", homes.tehran).stdout
    done("common-dates", "offer", homes.tehran, "--window", "2099-05-04/2", "--yes")
    assert f"{waits} answer" in received(homes, "tehran", "moscow")
    assert f"{waits} answer" in " ".join(done("standing", homes.moscow).stdout.split())
    done("common-dates", "answer", homes.moscow, "--window", "2099-05-04/2", "--yes")
    assert f"{waits} close" in received(homes, "moscow", "tehran")
    done("common-dates", "close", homes.tehran)
    assert "waits for us, round" not in done("standing", homes.tehran).stdout


def test_of_a_telephone_call_only_what_was_agreed_in_it_is_told(homes: Homes) -> None:
    done("note", homes.moscow, "P-01", "--agreed-by-phone", "counsellor", "--said", "not-now")
    assert "agreed by phone" not in received(homes, "moscow", "tehran")
    done("note", homes.moscow, "P-01", "--agreed-by-phone", "counsellor")
    assert "agreed by phone, to be confirmed (Russia)" in received(homes, "moscow", "tehran")

"""Somebody to call."""

from tests.rules.cases import broken, case, engagement, entry, missing, said

PHONE = entry("people", "minister-ar", phone="+00 1")
OWNED = {"owner": "Protocol", "contact": "minister-ar"}


def test_an_office_a_person_and_a_telephone() -> None:
    assert broken("contact-named", case(PHONE + engagement("talks", "10:00", **OWNED))) == []


def test_no_telephone() -> None:
    assert said("contact-named", case(engagement("talks", "10:00", **OWNED))) == [
        "The contact has no telephone for: Talks."
    ]


def test_no_contact_and_no_owner() -> None:
    text = PHONE + engagement("talks", **OWNED) + engagement("lunch") + engagement("dinner")
    assert said("contact-named", case(text)) == [
        "No contact is named for: Lunch, Dinner.",
        "No office owns: Lunch, Dinner.",
    ]


def test_a_file_that_names_nobody_keeps_them_elsewhere() -> None:
    assert missing("contact-named", case(engagement("talks"))) == ["engagements.*.contact"]


def test_what_is_cancelled_needs_nobody() -> None:
    text = PHONE + engagement("talks", **OWNED) + engagement("lunch", status="cancelled")
    assert broken("contact-named", case(text)) == []


def test_a_file_that_names_offices_lacks_the_contacts() -> None:
    assert said("contact-named", case(engagement("talks", owner="Protocol"))) == ["No contact is named for: Talks."]

"""What a counter-proposal changes is shown before it is signed; requests, matters and holds can be answered too."""

from __future__ import annotations

from tests.cli.homes import Homes, done
from tests.cli.running import placet


def proposed(homes: Homes, *what: object) -> str:
    """Put something on the table at both; its label at Moscow."""
    before = set(homes.points("moscow"))
    done("propose", homes.tehran, *what)
    homes.carry("tehran", "moscow")
    (label,) = set(homes.points("moscow")) - before
    return label


def content(homes: Homes, label: str) -> dict[str, object]:
    (found,) = [each for each in homes.standing("moscow")["points"] if each["label"] == label]
    return dict(found["content"])


def test_another_day_for_data_and_another_wording_of_a_matter(homes: Homes) -> None:
    request = proposed(homes, "--request", "List of the delegation", "--due", "2090-04-20")
    told = done("counter", homes.moscow, request, "--due", "2090-04-25").stdout
    assert f"{request}  List of the delegation" in told
    assert "2090-04-25 (was: 2090-04-20)" in told
    assert content(homes, request) == {"what": {"en": "List of the delegation"}, "due": "2090-04-25"}
    matter = proposed(homes, "--matter", "Gifts")
    done("counter", homes.moscow, matter, "--words", "No gifts are exchanged.")
    assert content(homes, matter) == {"title": {"en": "Gifts"}, "words": {"en": "No gifts are exchanged."}}


def test_days_are_held_for_less_long(homes: Homes) -> None:
    days = proposed(homes, "--dates", "2090-05-10", "--days", 2, "--hold-until", "2090-04-01")
    done("counter", homes.moscow, days, "--hold-until", "2090-03-20")
    assert (content(homes, days)["type"], content(homes, days)["until"]) == ("hold", "2090-03-20T00:00:00Z")
    past = placet("counter", homes.moscow, days, "--hold-until", "2020-03-20")
    assert (past.exit_code, "--hold-until: 2020-03-20 has passed." in past.stderr) == (2, True)

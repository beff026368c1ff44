"""Numbers that no visit can have are refused where they are made."""

from __future__ import annotations

import pytest

from placet.model.engagements import Engagement, Interpretation
from placet.model.ids import ResourceId
from placet.model.movements import End, Movement
from placet.model.places import Resource, Venue
from placet.model.text import Text

NAME = Text({"en": "A name"})


def test_a_venue_holds_at_least_one_engagement_at_once() -> None:
    assert Venue(name=NAME, simultaneous=1).simultaneous == 1
    with pytest.raises(ValueError, match="simultaneous-none"):
        Venue(name=NAME, simultaneous=0)


def test_no_capacity_is_negative() -> None:
    assert (Venue(name=NAME, capacity=0).capacity, Resource(name=NAME, capacity=0).capacity) == (0, 0)
    with pytest.raises(ValueError, match="capacity-negative"):
        Venue(name=NAME, capacity=-1)
    with pytest.raises(ValueError, match="capacity-negative"):
        Resource(name=NAME, capacity=-1)


def test_what_is_used_is_used_at_least_once() -> None:
    with pytest.raises(ValueError, match="uses-none"):
        Engagement(title=NAME, uses={ResourceId("cars"): 0})
    with pytest.raises(ValueError, match="uses-none"):
        Movement(title=NAME, departs=End(), arrives=End(), uses={ResourceId("cars"): -3})


def test_no_number_of_interpreters_is_negative() -> None:
    assert Interpretation(languages=("fa", "ru"), interpreters=0).interpreters == 0
    with pytest.raises(ValueError, match="interpreters-negative"):
        Interpretation(languages=("fa", "ru"), interpreters=-2)

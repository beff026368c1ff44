"""All rules, in the order in which people read about them: time, people, travel, venue, interpretation, rest, ceremony, press."""

from __future__ import annotations

from placet.rules import enough_travel, one_place_at_a_time, stated_time, usual_length, venue_open
from placet.rules.rule import Rule, rule_in

RULES: tuple[Rule, ...] = tuple(
    rule_in(module)
    for module in (
        # time
        stated_time,
        usual_length,
        # people
        one_place_at_a_time,
        # travel
        enough_travel,
        # venue
        venue_open,
    )
)

BY_NAME = {rule.name: rule for rule in RULES}

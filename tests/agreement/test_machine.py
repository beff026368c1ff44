"""The same world in the hands of Hypothesis, which looks for the history that nobody thought of and makes it short."""

from __future__ import annotations

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from tests.agreement.histories import FORKING
from tests.agreement.world import World

NUMBERS = st.integers(min_value=0, max_value=63)
MAIL = ["send", "deliver", "talk", "gather", "double", "lose", "part", "heal"]
TEXTS = ["propose", "counter", "package", "retable", "speak", "purge", "erase"]
SIGNATURES = ["assent", "refer", "seal", "forge", "withdraw", "lapse"]
MACHINES = ["crash", "backup", "restore", "rotate", "steal", "notice", "clone"]


class Sides(RuleBasedStateMachine):
    """Two to four sides. After every step the world looks at what must hold, and at the end lets everything arrive."""

    @initialize(sides=st.integers(min_value=2, max_value=4))
    def join(self, sides: int) -> None:
        self.world = World(sides)

    @rule(verb=st.sampled_from(TEXTS), who=NUMBERS, one=NUMBERS, two=NUMBERS)
    def texts(self, verb: str, who: int, one: int, two: int) -> None:
        self.world.do((verb, who, one, two))

    @rule(verb=st.sampled_from(SIGNATURES), who=NUMBERS, one=NUMBERS, two=NUMBERS)
    def signatures(self, verb: str, who: int, one: int, two: int) -> None:
        self.world.do((verb, who, one, two))

    @rule(verb=st.sampled_from(MAIL), who=NUMBERS, one=NUMBERS, two=NUMBERS)
    def mail(self, verb: str, who: int, one: int, two: int) -> None:
        self.world.do((verb, who, one, two))

    @rule(verb=st.sampled_from(MACHINES), who=NUMBERS, one=NUMBERS, two=NUMBERS)
    def machines(self, verb: str, who: int, one: int, two: int) -> None:
        self.world.do((verb, who, one, two))

    def teardown(self) -> None:
        if hasattr(self, "world"):
            self.world.close()


TestSides = Sides.TestCase
TestSides.settings = settings(
    max_examples=60,
    stateful_step_count=40,
    suppress_health_check=[HealthCheck.too_slow],  # a step is real signatures and a real fold
)


def test_every_step_of_the_world_is_tried() -> None:
    assert set(FORKING) == {*MAIL, *TEXTS, *SIGNATURES, *MACHINES}

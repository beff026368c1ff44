"""Door to door between every two venues, in minutes; stated ways hold for all doors, guesses are never chained."""

from __future__ import annotations

from itertools import product

from tests.planner.oracle.clock import Minutes, whole

from placet.model.visit import Visit

LOADING, MAP_FACTOR, WALK, BETWEEN_CITIES, IN_TOWN = 7, 1.25, 5, 120, 20
"""The neutral profile's margins and the estimates of the model's documentation, written down a second time."""

FAR = 10**6


class Ways:
    """The ways of one visit."""

    def __init__(self, visit: Visit, loading: int | None = None) -> None:
        self.visit = visit
        self.loading = _loading(visit) if loading is None else loading
        stated = self._for_all_doors(self._stated())
        self.minutes = {
            pair: there if pair in stated else min(there, self._estimate(*pair))
            for pair, there in self._chained(stated).items()
        }

    def between(self, origin: str | None, destination: str | None) -> Minutes:
        """Minutes between two venues; nothing where one is unknown."""
        return self.minutes.get((origin or "", destination or ""), 0)

    def _stated(self) -> dict[tuple[str, str], Minutes]:
        """The ways of the file; what is stated one way only holds for the way back too, unless it says not."""
        stated: dict[tuple[str, str], Minutes] = {}
        for travel in self.visit.travel:
            minutes = travel.time.total_seconds() / 60
            if travel.basis.value == "map":
                minutes = -(-minutes * MAP_FACTOR // 1)
            loading = 0 if travel.basis.value == "estimated" else self.loading
            stated[(travel.origin, travel.destination)] = int(minutes) + loading
        for travel in self.visit.travel:
            if not travel.one_way:
                stated.setdefault((travel.destination, travel.origin), stated[(travel.origin, travel.destination)])
        return stated

    def _for_all_doors(self, stated: dict[tuple[str, str], Minutes]) -> dict[tuple[str, str], Minutes]:
        """What leads to one venue of a compound leads to its others too, the walk longer."""

        def walks(at: str) -> list[tuple[str, Minutes]]:
            compound = self.visit.venues[at].compound
            inside = [name for name, venue in self.visit.venues.items() if venue.compound == compound is not None]
            return [(at, 0), *((name, stated.get((at, name), WALK)) for name in inside if name != at)]

        doors = dict(stated)
        for (start, end), minutes in stated.items():
            if end not in dict(walks(start)):
                for (a, there), (b, from_there) in product(walks(start), walks(end)):
                    doors[(a, b)] = min(doors.get((a, b), FAR), there + minutes + from_there)
        return doors

    def _chained(self, stated: dict[tuple[str, str], Minutes]) -> dict[tuple[str, str], Minutes]:
        """The quickest chain of stated ways between every two venues."""
        names = list(self.visit.venues)
        chained = {(a, b): 0 if a == b else stated.get((a, b), FAR) for a in names for b in names}
        for through in names:
            for a in names:
                for b in names:
                    chained[(a, b)] = min(chained[(a, b)], chained[(a, through)] + chained[(through, b)])
        return chained

    def _estimate(self, a: str, b: str) -> Minutes:
        first, second = self.visit.venues[a], self.visit.venues[b]
        if a == b:
            return 0
        if first.compound is not None and first.compound == second.compound:
            return WALK
        if first.leg is not None and second.leg is not None and first.leg != second.leg:
            return BETWEEN_CITIES
        leg = self.visit.legs.get(first.leg or second.leg or next(iter(self.visit.legs)))
        return whole(leg.transfer) if leg is not None else IN_TOWN


def _loading(visit: Visit) -> Minutes:
    override = visit.rules.get("enough-travel")
    loading = override.parameters.get("loading") if override is not None else None
    return int(str(loading).removesuffix("m")) if loading is not None else LOADING

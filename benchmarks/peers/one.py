"""One entrant, one instance, in a process of its own: `python -m benchmarks.peers.one cpsat --seconds 10 < instance`.

Prints the answer as one line of JSON, the last on standard output. A tiny instance is solved first, so that what is
measured is a warm process: libraries loaded, code compiled.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict

from benchmarks.peers.entrants import ENTRANTS
from benchmarks.peers.problem import Engagement, Instance

WARM = Instance("warm", 1, (Engagement("a", ("p",), "v", 30, 480, 600, 480, 1),), (), {}, ())
WARM_SECONDS = 5.0


def main() -> None:
    """Solve what stands on standard input."""
    asked = argparse.ArgumentParser()
    asked.add_argument("entrant", choices=ENTRANTS)
    asked.add_argument("--seconds", type=float, required=True)
    options = asked.parse_args()
    entrant = ENTRANTS[options.entrant]
    entrant.solve(WARM, WARM_SECONDS)
    answer = entrant.solve(Instance.from_json(sys.stdin.read()), options.seconds)
    print(json.dumps(asdict(answer)))


if __name__ == "__main__":
    main()

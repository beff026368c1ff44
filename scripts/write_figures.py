"""Measure everything that has an aim, and write what came of it into the reference: `make bench`.

`--quick` measures less, for a look, and the page says so. `--only NAME` measures one of them anew, and `--again`
nothing; what is not measured is taken from the JSONs of build/bench that are there. A script that fails leaves its rows
without a figure, and is named at the end.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

from benchmarks.figures import MEASUREMENTS, Kept, Measurement
from benchmarks.figures_page import page
from benchmarks.recording import BENCH, KEPT_IN

CHECKOUT = Path(__file__).resolve().parent.parent
PAGE = CHECKOUT / "docs" / "reference" / "figures.md"


def main() -> int:
    """Measure, and write the page."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--quick", action="store_true", help="less of everything, for a look")
    asked.add_argument("--again", action="store_true", help="only write the page, from the JSONs that are there")
    names = [it.name for it in MEASUREMENTS]
    asked.add_argument("--only", action="append", choices=names, help="measure this one alone; may be repeated")
    options = asked.parse_args()
    wanted = [] if options.again else options.only or names
    failed = [it for it in MEASUREMENTS if it.name in wanted and not is_measured(it, quick=options.quick)]
    PAGE.write_text(page(there()), encoding="utf-8")
    for it in failed:
        print(f"not measured: {it.name}")
    return 1 if failed else 0


def is_measured(it: Measurement, *, quick: bool) -> bool:
    """Run one script, whose table goes to standard output; whether it came to its end."""
    kept = BENCH / f"{it.name}.json"
    kept.unlink(missing_ok=True)
    script, *options = (it.quick if quick else it.full).split()
    print(f"\n{script} {' '.join(options)}", flush=True)
    command = [sys.executable, str(CHECKOUT / "benchmarks" / script), *options]
    done = subprocess.run(command, env=os.environ | {KEPT_IN: str(BENCH)}, check=False)  # noqa: S603  # our own scripts
    return done.returncode == 0


def there() -> dict[str, Kept]:
    """The JSONs of build/bench, by name."""
    files = {it.name: BENCH / f"{it.name}.json" for it in MEASUREMENTS}
    return {name: json.loads(file.read_text(encoding="utf-8")) for name, file in files.items() if file.exists()}


if __name__ == "__main__":
    sys.exit(main())

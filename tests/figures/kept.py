"""JSONs as the scripts of `benchmarks/` keep them, with figures that were made up to be reckoned by hand."""

from __future__ import annotations

from typing import Any

QUIET = 0.02


def kept(*rows: dict[str, Any], command: str = "core.py", others: float | None = QUIET, **about: Any) -> dict[str, Any]:
    """Rows that a script measured, on a machine with nothing else to do."""
    conditions = {
        "command": command,
        "cores": 2,
        "machine": "x86_64",
        "system": "Linux",
        "python": "3.11.7",
        "placet": "0.1.0",
        "ortools": "9.15.6755",
        "load before": 0.1,
        "seconds": 12,
        "others": others,
    }
    return {"conditions": conditions | about, "rows": list(rows)}


def core(*proofs: float | None, **about: Any) -> dict[str, Any]:
    """What `core.py` keeps of visits of 80 engagements, and nothing else."""
    return {"core": kept(*({"size": "80/2", "proof": proof} for proof in proofs), **{"limit": 30.0} | about)}

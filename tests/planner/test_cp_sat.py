"""The solver comes without pandas, and whoever wants pandas has the whole of it.

Each question is put to a fresh interpreter, because this one has long imported everything.
"""

from __future__ import annotations

import subprocess
import sys

PLANNER = "import sys, placet.planner.solve as solve"


def printed_by(*lines: str) -> str:
    ran = subprocess.run([sys.executable, "-c", "\n".join(lines)], capture_output=True, text=True, encoding="utf-8")
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.strip()


def test_the_planner_brings_the_solver_and_no_pandas():
    loaded = printed_by(PLANNER, "print(*sorted({'ortools', 'numpy', 'pandas'} & sys.modules.keys()))")
    assert loaded == "numpy ortools"


def test_pandas_imported_after_the_planner_is_the_whole_of_it():
    assert printed_by(PLANNER, "import pandas", "print(pandas.Series([1, 2]).sum())") == "3"


def test_pandas_imported_before_the_planner_is_what_the_solver_has():
    assert printed_by("import pandas", PLANNER, "print(solve.cp_model.pd is pandas is sys.modules['pandas'])") == "True"

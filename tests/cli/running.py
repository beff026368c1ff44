"""Run `placet` in this process, or as people do."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from placet.cli import main


def placet(*args: object) -> Result:
    """Run it here; stdout, stderr and exit code are in the result."""
    return CliRunner().invoke(main, [str(arg) for arg in args])


def placet_process(*args: object, cwd: Path | None = None, **more: Any) -> subprocess.CompletedProcess[str]:
    """Run it in a process of its own."""
    env = {**os.environ, "PYTHONWARNINGS": "default", **more.pop("env", {})}
    command = [sys.executable, "-m", "placet", *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=cwd, env=env, **more)

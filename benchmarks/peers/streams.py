"""Timefold: engagements as planning entities, what excludes what as facts, constraint streams in its Python package.

Its community edition searches on one thread, in its default configuration, and proves nothing: it always takes the
whole time unless the deviation is nought. It needs a Java virtual machine of version 17 or later.
"""

import os
import re
import shutil
import subprocess
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from benchmarks.peers.problem import Answer, Instance

JAVA = 17


def missing() -> str | None:
    """What has to be installed."""
    if find_spec("timefold") is None:
        return "pip install -e '.[peers]' brings Timefold"
    found = _java()
    if found is None:
        return f"no Java (JAVA_HOME, or java on the path): Timefold needs {JAVA} or later"
    return None if found >= JAVA else f"Java {found} is there, Timefold needs {JAVA} or later"


def about() -> str:
    """What runs."""
    return f"Timefold {version('timefold')}, Java {_java()}"


def solve(instance: Instance, seconds: float) -> Answer:
    """Search until the time is over, or until the deviation is nought. Starting the virtual machine is not counted."""
    from benchmarks.peers import streams_model  # noqa: PLC0415  # its decorators start the virtual machine

    return streams_model.solved(instance, seconds)


def _java() -> int | None:
    home = os.environ.get("JAVA_HOME")
    java = str(Path(home) / "bin" / "java") if home else shutil.which("java")
    if java is None or not Path(java).exists():
        return None
    told = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    stated = re.search(r'version "(\d+)', told)
    return int(stated[1]) if stated else None

"""What every test may use: the real data beside the checkout, the browser, two ways to search, files in memory.

Real published programmes and public vectors are not ours to ship. Where they lie in `../shared`,
the tests in `tests/real/` read them; elsewhere that folder is not collected and the header says
so. In continuous integration their absence is an error, so that nothing is skipped unseen.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings
from tests.stores.in_memory import folder_in_memory

CHECKOUT = Path(__file__).resolve().parent.parent
SHARED = CHECKOUT.parent / "shared"
SHARED_IS_THERE = (SHARED / "data" / "programmes").is_dir()
os.environ["PLACET_LANG"] = "en"  # whatever the machine speaks; what else the terminal can speak has tests of its own
IN_CI = os.environ.get("CI") == "true"

collect_ignore = [] if SHARED_IS_THERE else ["real"]

settings.register_profile("ci", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("dev", deadline=None)
settings.load_profile("ci" if IN_CI else "dev")


def pytest_configure() -> None:
    if (memory := folder_in_memory()) is not None:  # what a test looks at are files and calls, never the disk itself
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(memory))
    if IN_CI and not SHARED_IS_THERE:
        raise pytest.UsageError("CI=true, but ../shared/data/programmes is missing: tests/real/ cannot run")


def pytest_report_header() -> list[str]:
    if SHARED_IS_THERE:
        return []
    return ["real data: ../shared is absent, so tests/real/ is not collected"]


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The root of the repository."""
    return CHECKOUT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real data; only tests in `tests/real/` may ask for it."""
    if not SHARED_IS_THERE:
        pytest.fail("only tests in tests/real/ may use the fixture `shared`")
    return SHARED


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser's executable; `make setup` finds or installs it."""
    named = os.environ.get("PLACET_CHROMIUM")
    candidates = [named] if named else ["chromium", "chromium-browser", "google-chrome"]
    for candidate in candidates:
        if found := shutil.which(candidate):
            return found
    pytest.fail("no Chromium found: `make setup` installs it or says how")

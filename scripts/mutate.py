"""Change the rule of agreement in every small way, one at a time, and see whether a test notices: `make mutation`.

A mutant is a module with one operator, number, word, branch or statement changed. Each is tried in a process of its
own, which has the libraries loaded already; the tests run until the first that fails, those that know the module best
before the others, and the slow ones last. What no test noticed is listed in build/mutation.txt with its line, to be
read by a person: a test is missing, or the change makes no difference.

All of them take a quarter of an hour on two cores that do nothing else. `--sample 80 --seed 1` draws eighty of
them, the same for the same seed, and says between which bounds the share of all lies with a confidence of 95 %.
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import importlib.abc
import importlib.util
import os
import resource
import signal
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from importlib.machinery import ModuleSpec
from math import sqrt
from types import ModuleType

import _hypothesis_pytestplugin
import cryptography.hazmat.primitives.asymmetric.ed25519
import hypothesis.stateful
import nacl.bindings
import orjson
import pytest
import pytest_cov.plugin
import xdist.plugin
from scripts.small_changes import CHECKOUT, Mutant, mutants_of, path_of

REPORT = CHECKOUT / "build" / "mutation.txt"
GOAL_PERCENT = 90
JOBS = 2
PATIENCE = 5
"""A mutant may take so many times what the tests take without any change: one that never ends is noticed, too."""
SECONDS_AT_LEAST = 10
WAITING = 100
"""On the clock, it may take so many times what it may take of a processor. One that waits for ever is given up; because
the machine may have been busy with something else it does not count as noticed."""
BYTES = 3 * 1024**3
"""Of memory, for one mutant: one that never has enough is noticed, too, and takes nobody else's."""
NORMAL_95 = 1.96
"""So many standard deviations to both sides hold 95 % of a normal distribution."""
LOADED = (_hypothesis_pytestplugin, cryptography, hypothesis, nacl, orjson, pytest_cov.plugin, xdist.plugin)
"""What every mutant needs, loaded once before the first is born."""
OPTIONS = (
    *("-x", "-q", "-p", "no:cacheprovider", "--hypothesis-seed=0"),
    *("-W", "ignore::pytest.PytestAssertRewriteWarning"),  # of what was loaded early; and warnings are errors
)

OF_THE_RULE = (
    "fold",
    "conflicts",
    "levels",
    "packages",
    "offices",
    "keys",
    "tabling",
    "forks",
    "resumption",
    "stated_keys",
    "statements",
    "erasure",
)
OF_THE_DOOR = ("door", "heaps", "room")
OF_WHAT_IS_SIGNED = ("signing", "entry", "shape", "acts", "cards", "opening", "ahead", "state", "numbering")
FIRST: dict[str, tuple[str, ...]] = {
    "fold": ("fold", "conflicts", "levels"),
    "sayings": ("offices", "fold", "keys"),
    "tabling": ("tabling", "packages"),
    "record": (*OF_THE_DOOR, "forks"),
    "signing": ("signing",),
    "entry": ("entry", "door"),
    "header": ("entry", "door"),
    "acts": ("acts", "levels"),
    "changed_keys": ("keys",),
    "resumption": ("resumption",),
    "resuming": ("resumption", "forks"),
    "erasure": ("erasure",),
}
"""The modules, and for each the tests that know it best."""
THEN = (*OF_THE_RULE, *OF_THE_DOOR, *OF_WHAT_IS_SIGNED, "uncollected", "work")
LAST = "tests/agreement/test_model.py::test_two_sides_come_to_the_same_and_nothing_agreed_is_undone[range(0, 25)]"


def path_of_test(name: str) -> str:
    """Where tests lie."""
    return f"tests/agreement/test_{name}.py"


def parts_for(module: str) -> list[list[str]]:
    """The tests that a mutant has to pass to go unnoticed, in two parts."""
    first = FIRST[module]
    return [[*map(path_of_test, first)], [*(path_of_test(name) for name in THEN if name not in first), LAST]]


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives the mutant where its module is asked for."""

    def __init__(self, name: str, tree: ast.Module) -> None:
        """Take the module's full name, and what it is to be."""
        self.name, self.tree = name, tree

    def find_spec(self, fullname: str, path: object, target: object = None) -> ModuleSpec | None:  # noqa: ARG002 # the protocol of importing
        """Ours, for this one name."""
        return importlib.util.spec_from_loader(fullname, self) if fullname == self.name else None

    def exec_module(self, module: ModuleType) -> None:
        """Run it."""
        exec(compile(self.tree, self.name, "exec"), module.__dict__)  # noqa: S102 # our own module, changed a little


class End(Enum):
    """What became of a mutant."""

    FAILED = "a test failed"
    ENDLESS = "it took too much of a processor"
    GIVEN_UP = "it was waited for too long"
    UNNOTICED = "no test noticed it"

    @property
    def is_noticed(self) -> bool:
        """Whether it counts as noticed."""
        return self in (End.FAILED, End.ENDLESS)


@dataclass(frozen=True)
class Tried:
    """A mutant, and what became of it."""

    module: str
    told: str
    end: End


def begun(trees: Mapping[str, ast.Module], tests: Sequence[Sequence[str]], seconds: float | None = None) -> int:
    """Run tests in a child, with these in the place of the modules; the child's number.

    In parts, because a test is dearer to collect than to run, and most mutants do not come to the second part.
    """
    child = os.fork()
    if child:
        return child
    answer = 1
    try:
        if seconds is not None:
            signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
            signal.alarm(int(seconds * WAITING))
        resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        sys.meta_path[:0] = [Finder(f"placet.agreement.{module}", tree) for module, tree in trees.items()]
        for part in tests:
            answer = int(pytest.main([*OPTIONS, *part]))
            if answer:
                break
    finally:
        os._exit(answer)


def seconds_without_change(modules: Sequence[str]) -> float | None:
    """What a mutant may take of a processor; None where the tests fail with the modules as they are."""
    unchanged = {module: ast.parse(path_of(module).read_text(encoding="utf-8")) for module in modules}
    _, status, used = os.wait4(begun(unchanged, parts_for(modules[0])), 0)
    return None if status else max(SECONDS_AT_LEAST, PATIENCE * used.ru_utime)


def tried(chosen: Sequence[Mutant], seconds: float) -> Iterator[Tried]:
    """What became of each, as they end."""
    running: dict[int, tuple[str, str]] = {}

    def ended() -> Tried:
        child, status = os.wait()
        by = os.WTERMSIG(status) if os.WIFSIGNALED(status) else None
        if by == signal.SIGALRM:
            end = End.GIVEN_UP
        elif by is not None:
            end = End.ENDLESS
        else:
            end = End.FAILED if status else End.UNNOTICED
        return Tried(*running.pop(child), end)

    for mutant in chosen:
        if len(running) == JOBS:
            yield ended()
        tree, told = mutant.tree()
        running[begun({mutant.module: tree}, parts_for(mutant.module), seconds)] = mutant.module, told
    while running:
        yield ended()


def drawn(mutants: Sequence[Mutant], count: int, seed: int) -> list[Mutant]:
    """So many of them, the same for the same seed; a larger sample begins with the smaller one."""

    def lot(mutant: Mutant) -> bytes:
        return hashlib.sha256(f"{seed} {mutant.module} {mutant.number}".encode()).digest()

    return sorted(mutants, key=lot)[:count]


def bounds(noticed: int, count: int) -> tuple[float, float]:
    """Between which per cent the share of all lies, with a confidence of 95 %, by E. B. Wilson's formula."""
    share, spread = noticed / count, NORMAL_95**2 / count
    middle = share + spread / 2
    width = NORMAL_95 * sqrt(share * (1 - share) / count + spread / count / 4)
    return 100 * (middle - width) / (1 + spread), 100 * (middle + width) / (1 + spread)


def noticed_of(found: Sequence[Tried]) -> int:
    """How many were noticed."""
    return sum(each.end.is_noticed for each in found)


def table(found: Sequence[Tried], of_all: int) -> list[str]:
    """What became of them, by module and together."""
    lines = []
    for module in (*FIRST, "all"):
        some = [each for each in found if module in (each.module, "all")]
        if some:
            noticed, endless = noticed_of(some), sum(each.end is End.ENDLESS for each in some)
            share = 100 * noticed / len(some)
            lines.append(
                f"{module:14} {len(some):4} changes {noticed:4} noticed {share:6.1f} % {endless:3} by not ending"
            )
    if len(found) < of_all:
        low, high = bounds(noticed_of(found), len(found))
        of = f"a sample of {of_all} changes"
        lines.append(f"{of}: with a confidence of 95 %, of all between {low:.1f} and {high:.1f} % are noticed")
    return lines


def main(arguments: Sequence[str]) -> int:
    """Try all mutants, or those of the modules that are named, or a sample of either."""
    parser = argparse.ArgumentParser(prog="mutate", description="See whether a test notices a change of the rule.")
    parser.add_argument("modules", nargs="*", metavar="MODULE", help=f"of {', '.join(FIRST)}; all, if none is named")
    parser.add_argument("--sample", type=int, metavar="N", help="try only so many, drawn by lot")
    parser.add_argument("--seed", type=int, default=1, help="of the lot (default: 1)")
    asked = parser.parse_args(arguments)
    if strange := set(asked.modules) - set(FIRST):
        parser.error(f"not among the modules: {', '.join(sorted(strange))}")
    if asked.sample is not None and asked.sample < 1:
        parser.error("--sample is a number from 1 on")
    mutants = [
        mutant for module in FIRST if module in asked.modules or not asked.modules for mutant in mutants_of(module)
    ]
    chosen = drawn(mutants, asked.sample, asked.seed) if asked.sample else mutants
    seconds = seconds_without_change(sorted({mutant.module for mutant in chosen}))
    if seconds is None:
        print("The tests fail without any change.")
        return 1
    begun_at, found = time.monotonic(), []
    print(f"{len(chosen)} changes to try; one may take {seconds:.0f} s of a processor", flush=True)
    for each in tried(chosen, seconds):
        found.append(each)
        if not each.end.is_noticed or len(found) % 10 == 0:
            told = "" if each.end.is_noticed else f"  {each.told}  ({each.end.value})"
            print(f"{len(found):4} of {len(chosen)}, {time.monotonic() - begun_at:5.0f} s{told}", flush=True)
    left = sorted(f"{each.told}  ({each.end.value})\n" for each in found if not each.end.is_noticed)
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text("".join(left), encoding="utf-8")
    print(*table(found, len(mutants)), f"what was not noticed: {REPORT.relative_to(CHECKOUT)}", sep="\n")
    return 0 if noticed_of(found) * 100 >= GOAL_PERCENT * len(found) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The number with which `make test` closes: every test that passed, in whichever run, and each once."""

from __future__ import annotations

import subprocess
import sys

import pytest
from scripts.count_tests import main, total

CASE = '<testcase classname="{}" name="x[{}]"/>'
REPORT = "<testsuites><testsuite>{}</testsuite></testsuites>"
ONE = REPORT.format(CASE.format("a", 1) + CASE.format("a", 2) + "{}")
OTHER = REPORT.format(CASE.format("b", 1))


def test_what_passed_is_added_up():
    assert total([ONE.format(""), OTHER]) == 2 + 1


@pytest.mark.parametrize("outcome", ["failure", "error", "skipped"])
def test_what_did_not_pass_is_not_counted(outcome):
    assert total([ONE.format(f'<testcase classname="a" name="y"><{outcome}/></testcase>')]) == 2


def test_a_test_that_ran_in_two_runs_is_told():
    with pytest.raises(ValueError, match=r"run twice: b x\[1\]$"):
        total([ONE.format(""), OTHER, OTHER])


def test_the_reports_that_pytest_writes_are_understood(tmp_path, capsys):
    """Two tests pass, one is skipped and one fails."""
    (tmp_path / "test_it.py").write_text(
        "import pytest\n"
        "@pytest.mark.parametrize('n', [1, 2])\ndef test_well(n): pass\n"
        "def test_left_out(): pytest.skip()\n"
        "def test_wrong(): assert False\n"
    )
    report = tmp_path / "report.xml"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--junit-xml={report}", "test_it.py"]
    assert subprocess.run(command, cwd=tmp_path, capture_output=True).returncode == 1
    assert main([str(report)]) == 0
    assert capsys.readouterr().out == "2 passed in all\n"

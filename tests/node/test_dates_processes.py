"""The processes that share the days out are not disturbed by Ctrl-C, from the moment at which they begin."""

from __future__ import annotations

import signal

from placet.node import dates


def blocked() -> set[int]:
    return {int(number) for number in signal.pthread_sigmask(signal.SIG_BLOCK, ())}


def test_a_process_has_ctrl_c_blocked_before_it_can_say_so_and_this_one_has_not() -> None:
    with dates._executor(2) as executor:
        assert executor is not None
        assert signal.SIGINT in executor.submit(blocked).result()
    assert signal.SIGINT not in blocked()

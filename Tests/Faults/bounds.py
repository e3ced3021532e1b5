"""No test waits without end: one that takes far longer than any should is given up, and told as failed."""

import os
import signal

import pytest

# In seconds, for one test with what it sets up. Nothing takes a tenth of it on a machine that does nothing else.
LONGEST = 3600
# By how much what follows a test that was given up may take, before that is given up too.
AFTERWARDS = 120


def on_this_machine(seconds):
    """As much more as it has more to do than it can at once."""
    return seconds * max(1, os.getloadavg()[0] / os.cpu_count())


class TookTooLong(BaseException):
    """Not to be taken for something that the test expected."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item):
    def give_up(*_):
        signal.alarm(AFTERWARDS)
        raise TookTooLong(f"{item.nodeid} went on for {LONGEST} s")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(LONGEST)
    try:
        return (yield)
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)

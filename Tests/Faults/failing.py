"""The other side of failing.c: tells a running program which of its calls fail."""

import contextlib
import errno
import mmap
import struct

WRITES, SYNCS, SIZES = 1, 2, 4
KINDS = {"writes": WRITES, "syncs": SYNCS, "changes of size": SIZES}
# As the error of a write: only half of it is taken, and the rest refused by none.
SHORT = 0
ERRORS = {"EIO": errno.EIO, "ENOSPC": errno.ENOSPC, "EDQUOT": errno.EDQUOT, "short": SHORT}
ALL = -1

_ORDERS = struct.Struct("6i64s")


class Failing:
    """What is to fail in the processes that run in its environment."""

    def __init__(self, folder, library):
        self.path = folder / "failing"
        self.path.write_bytes(bytes(_ORDERS.size))
        with open(self.path, "r+b") as file:
            self.orders = mmap.mmap(file.fileno(), _ORDERS.size)
        self.environment = {"LD_PRELOAD": str(library), "FAILING": str(self.path)}

    @contextlib.contextmanager
    def let_fail(self, kinds, suffix, error, after=0, count=ALL):
        """Within it, so many calls of these kinds fail on the files that end so, after some that go well."""
        self.orders[:] = _ORDERS.pack(0, kinds, after, count, error, 0, suffix.encode())
        self.orders[:4] = struct.pack("i", 1)
        try:
            yield self
        finally:
            self.orders[:4] = struct.pack("i", 0)

    @property
    def met(self):
        """How many have failed since the order was given."""
        return _ORDERS.unpack(self.orders[:])[5]

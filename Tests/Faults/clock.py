"""The other side of clock.c: sets the clock of a program that runs, and only of that program."""

import datetime
import mmap
import struct
import time
import zoneinfo

SHANGHAI = zoneinfo.ZoneInfo("Asia/Shanghai")


def moment(text):
    """A moment by the clocks of Shanghai."""
    return datetime.datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


class MachineClock:
    """The clock of the processes that run in its environment."""

    def __init__(self, folder, library, start):
        path = folder / "clock"
        path.write_bytes(bytes(8))
        with open(path, "r+b") as file:
            self.offset = mmap.mmap(file.fileno(), 8)
        self.environment = {"LD_PRELOAD": str(library), "CLOCK": str(path)}
        self.set(start)

    def set(self, moment):
        self.offset[:] = struct.pack("q", round(moment.timestamp() - time.time()))

    def move(self, seconds):
        self.set(self.now + datetime.timedelta(seconds=seconds))

    @property
    def now(self):
        return datetime.datetime.fromtimestamp(time.time() + struct.unpack("q", self.offset[:])[0], SHANGHAI)

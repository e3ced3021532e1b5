"""What a program asked of the system, call by call, as strace saw it: the making of what a power cut leaves.

Only what bears on the database's files is kept, and where answers went out. The order is that of the calls' beginnings
and ends as strace reports them; a call that two threads' others overlap has both.
"""

import codecs
import dataclasses
import pathlib
import re

CALLS = (
    "open,openat,creat,write,writev,pwrite64,pwritev,pwritev2,sendto,sendmsg,fsync,fdatasync,sync_file_range,"
    "ftruncate,truncate,fallocate,rename,renameat,renameat2,unlink,unlinkat,link,linkat,copy_file_range,sendfile"
)

_BEGUN = re.compile(rb"^(\d+) +(\w+)\((.*)$", re.DOTALL)
_RESUMED = re.compile(rb"^(\d+) +<\.\.\. (\w+) resumed>(.*)$", re.DOTALL)
_ENDED = re.compile(rb"^(.*)\) += (-?\d+|\?)(.*)$", re.DOTALL)
_STRING = re.compile(rb'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_DESCRIPTOR = re.compile(rb"^(\d+|AT_FDCWD)<((?:[^>\\]|\\.)*)>")


def command(output, inject=()):
    """What to run the program under. Strings are whole: -s is more than any write of SQLite's."""
    faults = [part for fault in inject for part in ("-e", f"inject={fault}")]
    return ["strace", "-f", "--seccomp-bpf", "-y", "-s", "4194304", "-o", str(output), "-e", f"trace={CALLS}", *faults]


@dataclasses.dataclass
class Call:
    """One call: `begin` and `end` are its places in the record."""

    name: str
    arguments: bytes
    begin: int
    end: int = None
    result: int = None

    @property
    def has_succeeded(self):
        return self.result is not None and self.result >= 0

    @property
    def target(self):
        """The path of the descriptor that it is about."""
        match = _DESCRIPTOR.match(self.arguments)
        return _text(match[2]) if match else None

    @property
    def strings(self):
        return [codecs.escape_decode(found)[0] for found in _STRING.findall(self.arguments)]

    def number(self, index):
        """A numeric argument, counted from the last: -1."""
        return int(self.arguments.rsplit(b", ", -index)[1].split(b",")[0])


def _text(escaped):
    return codecs.escape_decode(escaped)[0].decode(errors="replace")


def calls(output):
    """The calls of a record, in the order of their beginnings."""
    found, open_calls = [], {}
    with open(output, "rb") as lines:
        for place, line in enumerate(lines):
            line = line.rstrip(b"\n")
            resumed = _RESUMED.match(line)
            if resumed:
                call = open_calls.pop(resumed[1])
                _end(call, call.arguments + resumed[3], place)
                continue
            begun = _BEGUN.match(line)
            if not begun:
                continue  # a signal, or the end of a process
            call = Call(begun[2].decode(), begun[3], place)
            found.append(call)
            if call.arguments.endswith(b" <unfinished ...>"):
                call.arguments = call.arguments.removesuffix(b" <unfinished ...>")
                open_calls[begun[1]] = call
            else:
                _end(call, call.arguments, place)
    return found


def _end(call, whole, place):
    ended = _ENDED.match(whole)
    assert ended, whole[-200:]
    call.arguments, call.end = ended[1], place
    call.result = None if ended[2] == b"?" else int(ended[2])


# What becomes of files.

@dataclasses.dataclass
class Write:
    file: int
    offset: int
    data: bytes
    begin: int
    end: int


@dataclasses.dataclass
class Truncate:
    file: int
    size: int
    begin: int
    end: int


@dataclasses.dataclass
class Sync:
    file: int
    begin: int
    end: int
    has_succeeded: bool


@dataclasses.dataclass
class Name:
    """A name in the folder, for a file or, with None, for none any more."""

    name: str
    file: int
    begin: int
    end: int


@dataclasses.dataclass
class SyncFolder:
    begin: int
    end: int


@dataclasses.dataclass
class Sent:
    """Something left the program, for a client or for whoever reads its output."""

    data: bytes
    begin: int
    end: int


@dataclasses.dataclass
class Recording:
    """The operations on the files of one database, and what lay there before."""

    folder: pathlib.Path
    before: dict
    operations: list
    length: int

    @classmethod
    def read(cls, output, database, before):
        """
        :param before: the files' contents by their names, all of it on disk when the record began.
        """
        return _Reader(pathlib.Path(database), before).read(calls(output))


class _Reader:
    def __init__(self, database, before):
        self.folder = database.parent
        self.before = before
        # A file is a number, whatever it is called; those that lay there come first.
        self.names = {name: number for number, name in enumerate(before)}
        self.next_file = len(before)
        self.operations = []

    def read(self, found):
        for call in found:
            reader = getattr(self, f"_{call.name}", None)
            assert reader, f"{call.name} is recorded and not understood"
            reader(call)
        length = max((call.end or call.begin for call in found), default=0) + 1
        return Recording(self.folder, self.before, self.operations, length)

    def _own_name(self, path):
        """The name of a file in the database's folder that is to outlast the machine; None for others."""
        path = self.folder / path
        passing = path.name.endswith(("-shm", ".server", ".log", "calls"))
        return None if path.parent != self.folder or passing else path.name

    def _file(self, call):
        target = (call.target or "").removesuffix(" (deleted)")
        name = self._own_name(target) if target.startswith("/") else None
        if name is None:
            return None
        assert name in self.names, f"{name} was written and never opened"
        return self.names[name]

    # Calls that make and end names.

    def _openat(self, call):
        if not call.has_succeeded or b"O_CREAT" not in call.arguments:
            return
        name = self._own_name(call.strings[0].decode())
        if name is None:
            return
        if name not in self.names:
            self._name(call, name, self.next_file)
            self.next_file += 1
        elif b"O_TRUNC" in call.arguments:
            self.operations.append(Truncate(self.names[name], 0, call.begin, call.end))

    _open = _creat = _openat

    def _name(self, call, name, file):
        if file is None:
            self.names.pop(name, None)
        else:
            self.names[name] = file
        self.operations.append(Name(name, file, call.begin, call.end))

    def _unlink(self, call):
        name = self._own_name(call.strings[0].decode())
        if call.has_succeeded and name in self.names:
            self._name(call, name, None)

    _unlinkat = _unlink

    def _rename(self, call):
        old, new = (self._own_name(string.decode()) for string in call.strings[:2])
        if not call.has_succeeded or old is None:
            assert new is None, f"{new} came from elsewhere"
            return
        file = self.names[old]
        if new is not None:
            self._name(call, new, file)
        self._name(call, old, None)

    _renameat = _renameat2 = _rename

    def _link(self, call):
        """A second name; the first goes by a call of its own."""
        old, new = (self._own_name(string.decode()) for string in call.strings[:2])
        if call.has_succeeded and new is not None:
            self._name(call, new, self.names[old])

    _linkat = _link

    # Calls that change contents.

    def _pwrite64(self, call):
        file = self._file(call)
        if file is not None and call.has_succeeded:
            data = call.strings[0][: call.result]
            self.operations.append(Write(file, call.number(-1), data, call.begin, call.end))
        elif file is not None and call.result is None:
            # The process ended in it: some of it may have been written.
            self.operations.append(Write(file, call.number(-1), call.strings[0], call.begin, call.begin))

    def _ftruncate(self, call):
        file = self._file(call)
        if file is not None and call.has_succeeded:
            self.operations.append(Truncate(file, call.number(-1), call.begin, call.end))

    def _write(self, call):
        """To a file it goes on from where it was; only the keys are written so, from their beginning."""
        file = self._file(call)
        if file is None:
            if call.has_succeeded:
                self.operations.append(Sent(b"".join(call.strings), call.begin, call.end))
            return
        offset = sum(len(o.data) for o in self.operations if isinstance(o, Write) and o.file == file)
        assert call.has_succeeded
        self.operations.append(Write(file, offset, call.strings[0][: call.result], call.begin, call.end))

    def _sent(self, call):
        assert self._file(call) is None, f"{call.name} to a file of the database's is not understood"
        if call.has_succeeded:
            self.operations.append(Sent(b"".join(call.strings), call.begin, call.end))

    _writev = _sendto = _sendmsg = _sent

    def _not_ours(self, call):
        assert self._file(call) is None, f"{call.name} of a file of the database's is not understood"

    _pwritev = _pwritev2 = _sync_file_range = _fallocate = _copy_file_range = _sendfile = _not_ours

    def _no_name_of_ours(self, call):
        assert not any(self._own_name(string.decode()) for string in call.strings)

    _truncate = _no_name_of_ours

    # Calls that make it last.

    def _fdatasync(self, call):
        if call.end is None or call.result is None:
            return
        if call.target == str(self.folder):
            if call.has_succeeded:
                self.operations.append(SyncFolder(call.begin, call.end))
            return
        file = self._file(call)
        if file is not None:
            self.operations.append(Sync(file, call.begin, call.end, call.has_succeeded))

    _fsync = _fdatasync

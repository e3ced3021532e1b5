"""What a power cut can leave of files (docs/reliability.md says what is modelled).

What was written before a sync began that has ended is there. Of everything else each write may be there, be missing, or
be there up to one of its sectors or from one on; each change of size and each name in the folder may or may not be. What a
sync failed on is never certain again, unless it is written anew.
"""

import dataclasses
import re

from recording import Name, Sent, Sync, SyncFolder, Truncate, Write

SECTOR = 512
# An answer's id, or a key.
_WORD = re.compile(rb"[0-9a-z]+(?:-[0-9a-z]+)+")


class Disk:
    """The files as they are known to be on disk while a recording goes by, and what is on its way there."""

    def __init__(self, recording):
        self.files = {number: bytearray(data) for number, data in enumerate(recording.before.values())}
        self.names = {name: number for number, name in enumerate(recording.before)}
        self.pending = []
        self.pending_names = []
        # What a sync failed on.
        self.doubtful = []
        self.events = _events(recording.operations)
        self.next_event = 0

    def go_on(self, place):
        """To just before a place in the record. What had begun by then and not ended is on its way."""
        while self.next_event < len(self.events) and self.events[self.next_event][0] < place:
            _, _, apply, operation = self.events[self.next_event]
            apply(self, operation)
            self.next_event += 1

    # Beginnings of writes, and ends of syncs.

    def begin(self, operation):
        (self.pending_names if isinstance(operation, Name) else self.pending).append(operation)

    def sync(self, sync):
        covered = [o for o in self.pending if o.file == sync.file and o.end <= sync.begin]
        if not sync.has_succeeded:
            # What was in the pages is forgotten; a change of size is not in them, and comes with the next sync.
            covered = [o for o in covered if isinstance(o, Write)]
            self.doubtful += covered
        done = set(map(id, covered))
        self.pending = [o for o in self.pending if id(o) not in done]
        if not sync.has_succeeded:
            return
        image = self.files.setdefault(sync.file, bytearray())
        for operation in covered:
            _put(image, operation)
            self.doubtful = [left for o in self.doubtful for left in _without(o, operation)]

    def sync_folder(self, sync):
        covered = [o for o in self.pending_names if o.end <= sync.begin]
        self.pending_names = [o for o in self.pending_names if o.end > sync.begin]
        for operation in covered:
            _rename(self.names, operation)

    # What may be left.

    def after_power_loss(self, chance):
        """One of the states that the disk can be in now, as contents by name."""
        names = dict(self.names)
        for operation in self._chosen(self.pending_names, chance):
            _rename(names, operation)
        changed = {file: bytearray(data) for file, data in self.files.items()}
        for operation in self._chosen(self.doubtful + self.pending, chance):
            _put(changed.setdefault(operation.file, bytearray()), operation)
        return {name: bytes(changed.get(file, b"")) for name, file in names.items()}

    def _chosen(self, operations, chance):
        """Some of them, in their order; a write may be torn."""
        share = chance.choice([0, 0.1, 0.5, 0.9, 1])
        if operations and chance.random() < 0.2:
            # Everything from one on, and nothing before it, or the other way about: the usual order and its reverse.
            cut = chance.randrange(len(operations) + 1)
            return operations[:cut] if chance.random() < 0.5 else operations[cut:]
        torn = chance.randrange(len(operations)) if operations and chance.random() < 0.5 else None
        chosen = []
        for index, operation in enumerate(operations):
            if index == torn and isinstance(operation, Write):
                chosen.append(_torn(operation, chance))
            elif chance.random() < share:
                chosen.append(operation)
        return chosen


def _events(operations):
    """What happens at which place: a write is on its way from its beginning, a sync counts from its end."""
    events = []
    for operation in operations:
        if isinstance(operation, Sync):
            events.append((operation.end, 1, Disk.sync, operation))
        elif isinstance(operation, SyncFolder):
            events.append((operation.end, 1, Disk.sync_folder, operation))
        elif not isinstance(operation, Sent):
            events.append((operation.begin, 0, Disk.begin, operation))
    return sorted(events, key=lambda event: event[:2])


def _put(image, operation):
    if isinstance(operation, Truncate):
        if operation.size < len(image):
            del image[operation.size :]
        else:
            image.extend(bytes(operation.size - len(image)))
        return
    end = operation.offset + len(operation.data)
    if end > len(image):
        image.extend(bytes(end - len(image)))
    image[operation.offset : end] = operation.data


def _rename(names, operation):
    if operation.file is None:
        names.pop(operation.name, None)
    else:
        names[operation.name] = operation.file


def _torn(write, chance):
    """The part of a write before, or from, one of the borders of sectors in it."""
    first = write.offset // SECTOR + 1
    borders = [b * SECTOR - write.offset for b in range(first, (write.offset + len(write.data) - 1) // SECTOR + 1)]
    if not borders:
        return write
    border = chance.choice(borders)
    if chance.random() < 0.5:
        return dataclasses.replace(write, data=write.data[:border])
    return dataclasses.replace(write, offset=write.offset + border, data=write.data[border:])


def _without(doubtful, sure):
    """What of a doubtful write another one, which is sure, does not cover."""
    if not (isinstance(doubtful, Write) and isinstance(sure, Write) and doubtful.file == sure.file):
        return [doubtful]
    begin, end = doubtful.offset, doubtful.offset + len(doubtful.data)
    sure_end = sure.offset + len(sure.data)
    if sure.offset >= end or sure_end <= begin:
        return [doubtful]
    parts = []
    if begin < sure.offset:
        parts.append(dataclasses.replace(doubtful, data=doubtful.data[: sure.offset - begin]))
    if sure_end < end:
        parts.append(dataclasses.replace(doubtful, offset=sure_end, data=doubtful.data[sure_end - begin :]))
    return parts


def places_of(recording, texts):
    """From which place in the record on each text had left the program."""
    found = {}
    wanted = set(texts)
    for operation in recording.operations:
        if isinstance(operation, Sent):
            for text in map(bytes.decode, _WORD.findall(operation.data)):
                if text in wanted:
                    found.setdefault(text, operation.end)
    assert len(found) == len(wanted), f"{len(wanted) - len(found)} answers that came are not in the record"
    return found


def places(recording, count, chance):
    """Moments to cut the power at, in order. Half of them lie right at the edges of syncs and answers."""
    edges = [
        place
        for operation in recording.operations
        if isinstance(operation, (Sync, SyncFolder, Sent))
        for place in (operation.begin, operation.end, operation.end + 1)
    ]
    writes = [o.begin + 1 for o in recording.operations if isinstance(o, (Write, Truncate, Name))]
    return sorted(chance.choice(edges if chance.random() < 0.5 else writes) for _ in range(count))

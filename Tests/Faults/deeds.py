"""Writes, each of which can be told from every other, and the account of which of them were acknowledged."""

import contextlib
import dataclasses
import itertools
import threading
import typing

from server import Unanswered

POINTS = {"conduct": 18, "service": 22.5, "order": 27, "law": 13.5, "example": 9}
MARK = "fault"


class Effect(typing.NamedTuple):
    """What an acknowledged deed must have left: a row by its key, or of this version or a later one."""

    kind: str
    id: int
    version: int


@dataclasses.dataclass
class Deed:
    """A request that changes something, with a key of its own that it leaves in the row it writes."""

    key: str
    kind: str
    method: str
    path: str
    body: dict
    headers: dict
    answer: object = None

    def send(self, client):
        self.answer = client.send(self.method, self.path, self.body, {"Idempotency-Key": self.key, **self.headers})
        return self.answer

    @property
    def effect(self):
        stored = self.answer.json
        return Effect(self.kind, stored["id"], stored.get("version"))


class Slots:
    """Where in the bureau each writer writes: an open month's area, and a label in the public tier."""

    def __init__(self, client):
        cycles = [c for c in client.get("/cycles?limit=500").json["items"] if c["status"] == "open"]
        newest = max(cycle["month"] for cycle in cycles)
        self.places = [
            (cycle["id"], area["area"], cycle["branch"], f"{newest}-01")
            for cycle in cycles
            if cycle["month"] == newest
            for area in client.get(f"/cycles/{cycle['id']}/completeness").json
        ]

    def of(self, writer):
        return self.places[writer % len(self.places)]


class Account:
    """What was asked and what was answered, by the client's lights."""

    def __init__(self):
        self.lock = threading.Lock()
        self.acknowledged = {}
        self.refused = {}
        self.unanswered = {}

    @property
    def effects(self):
        """What must be there, by key."""
        return {key: deed.effect for key, deed in self.acknowledged.items()}

    def note(self, deed):
        with self.lock:
            self.unanswered.pop(deed.key, None)
            if deed.answer is None:
                self.unanswered[deed.key] = deed
            elif deed.answer.is_success:
                self.refused.pop(deed.key, None)
                self.acknowledged[deed.key] = deed
            else:
                self.refused[deed.key] = deed

    def settle(self, client):
        """Asks again, under the same keys, for what was left open: now each has to be done, and once."""
        for deed in [*self.unanswered.values(), *self.refused.values()]:
            if deed.send(client).status == 412:
                # An edit by what was read before: the file has moved on, which an edit whose answer was lost can do.
                with self.lock:
                    self.unanswered.pop(deed.key, None)
                    self.refused.pop(deed.key, None)
                continue
            assert deed.answer.is_success, (deed, deed.answer.body)
            self.note(deed)


class Writer:
    """One of many who write, each waiting for the answer before the next."""

    def __init__(self, number, run, slots, account):
        self.number = number
        self.run = run
        self.account = account
        self.cycle, self.area, self.branch, self.first_day = slots.of(number)
        self.own_area = None
        self.numbers = itertools.count()

    def next_deed(self):
        number = next(self.numbers)
        key = f"{MARK}-{self.run}-{self.number}-{number}"
        if number % 40 == 0:
            body = {
                "code": f"Z{self.run}-{self.number}-{number}", "name": "试点责任区", "branch": self.branch,
                "kind": "community", "boundary": key, "established": self.first_day,
            }
            return Deed(key, "area", "POST", "/areas", body, {})
        if number % 10 == 9 and self.own_area:
            area = self.own_area
            body = {"name": area["name"], "kind": area["kind"], "boundary": key, "established": self.first_day}
            return Deed(key, "edit", "PUT", f"/areas/{area['id']}", body, {"If-Match": f"\"{area['version']}\""})
        body = {
            "area": self.area, "tier": "public", "assessor": f"商户{self.number}", "points": POINTS,
            "comment": key, "revisionReason": "复核后更正",
        }
        return Deed(key, "sheet", "POST", f"/cycles/{self.cycle}/sheets", body, {})

    def write(self, client):
        """One deed, whatever comes of it.

        :return: the deed; its answer is None where none came.
        """
        deed = self.next_deed()
        self.account.note(deed)
        with contextlib.suppress(Unanswered):
            deed.send(client)
        self.learn(deed)
        return deed

    def learn(self, deed):
        """Takes up what a deed came to."""
        self.account.note(deed)
        if deed.kind != "sheet" and deed.answer is not None and deed.answer.is_success:
            self.own_area = deed.answer.json
        elif deed.kind == "edit":
            self.own_area = None


class Load:
    """Writers at work in the background until they are told to stop, or the server is gone."""

    def __init__(self, server, count, run, slots, account):
        self.server = server
        self.writers = [Writer(number, run, slots, account) for number in range(count)]
        self.stopping = threading.Event()
        self.threads = [threading.Thread(target=self._work, args=(writer,), daemon=True) for writer in self.writers]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self):
        self.stopping.set()
        for thread in self.threads:
            thread.join()

    def _work(self, writer):
        client = self.server.client()
        while not self.stopping.is_set():
            if writer.write(client).answer is None:
                break
        client.close()

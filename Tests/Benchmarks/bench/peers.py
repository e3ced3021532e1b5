"""The same submissions to the services of `Tests/Benchmarks/peers`, on a copy of the same bureau, in turn with ours."""

import http.client
import json
import os
import pathlib
import signal
import socket
import statistics
import subprocess
import time

from . import clients as people
from .measures import Row, in_turn, rate
from .processes import Failed, Wrk, lua_file, run

ROOT = pathlib.Path(__file__).resolve().parents[3]
PEERS = ROOT / "Tests/Benchmarks/peers"
BIN = ROOT / ".build/benchmarks/peers/bin"

# By the package: what serves it on a port, and how many times its rate ours should be at the least.
SERVICES = {
    "with_django": (
        "Django",
        lambda port: [
            BIN / "gunicorn", "--bind", f"127.0.0.1:{port}", "--workers", "2", "--worker-class", "gthread", "--log-level",
            "warning", "--no-control-socket", "with_django.service:application",
        ],
        5,
    ),
    "with_fastapi": (
        "FastAPI",
        lambda port: [
            BIN / "uvicorn", "--host", "127.0.0.1", "--port", port, "--no-access-log", "--log-level", "warning",
            "with_fastapi.service:app",
        ],
        3,
    ),
}


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


class Peer:
    """A peer on a database of its own, filled from a bureau's, with the same people signed in."""

    def __init__(self, package, bureau):
        self.bureau, self.place = bureau, bureau.place
        self.name, command, self.goal = SERVICES[package]
        self.database = self.place.folder / f"{package}.sqlite"
        self.submitted = 0
        environment = {
            **os.environ, "DATABASE": str(self.database), "PYTHONPATH": str(PEERS), "PYTHONDONTWRITEBYTECODE": "1",
        }
        sessions = json.loads(
            run(
                BIN / "python", "-m", f"{package}.filling", self.place.database(bureau.size),
                *(client.number for client in bureau.clients), env=environment,
            )
        )
        clients = people.submissions(bureau.clients, bureau.cycles[bureau.open])
        self.clients = [
            {**submission, **sessions[client.number]} for client, submission in zip(bureau.clients, clients)
        ]
        port = free_port()
        self.address = f"http://127.0.0.1:{port}"
        self.process = subprocess.Popen(list(map(str, command(port))), env=environment, start_new_session=True)
        try:
            self.wait(port)
        except Failed:
            self.__exit__()
            raise

    def wait(self, port):
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            try:
                connection.request("GET", "/livez")
                if connection.getresponse().status == 200:
                    return
            except OSError:
                time.sleep(0.05)
            finally:
                connection.close()
        raise Failed(f"{self.name} did not start")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=60)
        for suffix in ("", "-wal", "-shm"):
            pathlib.Path(f"{self.database}{suffix}").unlink(missing_ok=True)

    def submit(self, _=None):
        """As the bureau's own submissions: each that was answered for has to be on record, with its points and its audit."""
        before = self.recorded()
        file = lua_file(self.place.folder, self.clients)
        first = 2 * self.submitted // len(self.clients)
        result = Wrk(self.place.lua / "submit.lua", self.address, file, str(first), seconds=self.place.seconds)
        recorded = [after - earlier for after, earlier in zip(self.recorded(), before)]
        if min(recorded[0], recorded[1] // 5, recorded[2]) < result.requests:
            raise Failed(f"{self.name}: {result.requests} sheets were answered for, {recorded} recorded")
        self.submitted += result.requests
        return result

    def recorded(self):
        """How many sheets, points and audit entries there are."""
        counts = "; ".join(f"SELECT count(*) FROM {table}" for table in ("sheet", "sheet_point", "audit"))
        return list(map(int, run("sqlite3", f"file:{self.database}?mode=ro", counts).split()))

    def processor_seconds(self):
        """Of all its processes."""
        return sum(
            (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
            for fields in (
                path.read_text().rsplit(")", 1)[1].split() for path in pathlib.Path("/proc").glob("[0-9]*/stat")
            )
            if int(fields[3]) == self.process.pid
        )


def costed(submit, processor_seconds, costs):
    """The same submissions; what each took of the processor goes to `costs`."""

    def measure(round):
        before = processor_seconds()
        result = submit(round)
        costs.append((processor_seconds() - before) / result.requests)
        return result

    return measure


def beside(bureau):
    """Rows for each peer: its rate beside ours, and what one submission takes of the processor."""
    rows = []
    for package in SERVICES:
        with Peer(package, bureau) as peer:
            ours, theirs = [], []
            figure, held = in_turn(
                bureau.place.rounds, costed(bureau.submit, bureau.server.processor_seconds, ours),
                costed(peer.submit, peer.processor_seconds, theirs),
            )
            rows.append(
                Row(
                    f"durable sheet submissions, 32 clients, beside {peer.name}", rate(figure),
                    f"{rate(held)} {peer.name}", figure / held, f"≥ {peer.goal}", figure / held >= peer.goal,
                )
            )
            figure, held = statistics.median(ours), statistics.median(theirs)
            rows.append(
                Row(
                    f"cost of a submission, beside {peer.name}", f"{figure * 1e6:,.0f} µs of processor",
                    f"{held * 1e6:,.0f} µs {peer.name}", figure / held, "", None,
                )
            )
    return rows

"""The program as a process, and a client that speaks to it."""

import contextlib
import dataclasses
import http.client
import json
import os
import pathlib
import re
import signal
import subprocess
import threading
import time


class Unanswered(Exception):
    """No answer came, or none that is whole: what was asked may have been done, or not."""


@dataclasses.dataclass(frozen=True)
class Answer:
    status: int
    headers: dict
    body: bytes
    # What it sets, as a request sends it back.
    cookies: str = ""

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def is_success(self):
        return 200 <= self.status < 300

    @property
    def is_problem(self):
        return self.headers.get("content-type") == "application/problem+json" and self.json["status"] == self.status

    @property
    def code(self):
        return self.json["code"] if self.is_problem else None


class Client:
    """One connection, made anew where it has broken. Not for several threads."""

    def __init__(self, address, authorisation=None, cookies=None):
        self.host, slash, base = address.removeprefix("http://").partition("/")
        # Below which the server's paths stand.
        self.base = slash + base
        self.headers = dict(authorisation or {})
        if cookies:
            self.headers["Cookie"] = cookies
        self.connection = None

    def send(self, method, path, body=None, headers=None, timeout=120):
        if self.connection is None:
            self.connection = http.client.HTTPConnection(self.host, timeout=timeout)
        headers = {**self.headers, **(headers or {})}
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body).encode()
            headers["Content-Type"] = "application/json"
        try:
            self.connection.request(method, f"{self.base}/api/v1{path}", body, headers)
            response = self.connection.getresponse()
            content = response.read()
        except (OSError, http.client.HTTPException) as error:
            self.close()
            raise Unanswered(str(error)) from error
        headers = [(name.lower(), value) for name, value in response.getheaders()]
        cookies = "; ".join(value.split(";")[0] for name, value in headers if name == "set-cookie")
        return Answer(response.status, dict(headers), content, cookies)

    def get(self, path, **options):
        return self.send("GET", path, **options)

    def close(self):
        if self.connection is not None:
            self.connection.close()
            self.connection = None


class Server:
    """`zhibu serve` on a database, started, killed and started again on the same file."""

    def __init__(self, zhibu, database, environment=None, under=(), kept_at=None):
        """
        :param kept_at: the address of PostgreSQL, where the database is kept there and only its files lie at `database`.
        """
        self.zhibu = zhibu
        self.database = pathlib.Path(database)
        self.named = named(database, kept_at)
        self.environment = environment or {}
        self.under = list(under)
        self.options = []
        self.process = None
        self.pid = None
        self.address = self.token = None
        self.times_to_ready = []

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.kill()

    @property
    def log(self):
        return self.database.with_name("serve.log")

    def start(self, within=300):
        """Starts it, and waits for the first request that succeeds.

        :return: how long that took, in seconds.
        """
        left = pathlib.Path(f"{self.database}.server")
        # A killed one's address would be taken for this one's.
        left.unlink(missing_ok=True)
        begun = time.monotonic()
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [*self.under, self.zhibu, "serve", *self.named, "--port", "0", *self.options],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, env={**os.environ, **self.environment},
            )
        while True:
            if self.process.poll() is not None:
                raise RuntimeError(f"the server did not start ({self.process.returncode}): {self.last_words}")
            if time.monotonic() - begun > within:
                self.kill()
                raise RuntimeError(f"the server was not ready within {within} s: {self.last_words}")
            with contextlib.suppress(FileNotFoundError, json.JSONDecodeError, Unanswered):
                credential = json.loads(left.read_text())
                self.address, self.token = credential["address"], credential["token"]
                client = self.client()
                if client.get("/branches").status == 200:
                    client.close()
                    break
            time.sleep(0.002)
        self.pid = self._own_pid()
        self.times_to_ready.append(time.monotonic() - begun)
        return self.times_to_ready[-1]

    @property
    def last_words(self):
        return self.log.read_text(errors="replace")[-600:]

    def _own_pid(self):
        """The server itself, where it runs under another program."""
        if not self.under:
            return self.process.pid
        children = pathlib.Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return int(children[0])

    def client(self):
        """As the operator, who may do everything."""
        return Client(self.address, {"Authorization": f"Bearer {self.token}"})

    def kill(self):
        """As the kernel would: no goodbye."""
        self._end(signal.SIGKILL)

    def stop(self):
        """As a service manager would.

        :return: the exit code.
        """
        return self._end(signal.SIGTERM)

    def _end(self, signal_number):
        if self.process is None:
            return None
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid or self.process.pid, signal_number)
        try:
            code = self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            code = self.process.wait()
        self.process = self.pid = None
        return code


def named(database, kept_at=None):
    """As the program is told which database is meant."""
    return ["--database", kept_at, "--files", database] if kept_at else ["--database", database]


def run(zhibu, *arguments, **options):
    """A command, with what it said."""
    return subprocess.run([zhibu, *map(str, arguments)], capture_output=True, text=True, timeout=900, **options)


def accounts_of(said):
    """Names and passwords, as the demo says them."""
    return dict(re.findall(r"^  (\S+) +([a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4}) ", said, re.MULTILINE))


def together(work, count):
    """Does work(0), work(1) … at once, all beginning in the same moment.

    :return: what each returned, in that order.
    """
    gate = threading.Barrier(count)
    results = [None] * count
    failures = []

    def one(number):
        gate.wait(300)
        try:
            results[number] = work(number)
        except BaseException as failure:  # told by whoever waits
            failures.append(failure)

    # None of them keeps the program from ending: a test that was given up has nobody to wait for.
    threads = [threading.Thread(target=one, args=(number,), daemon=True) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return results

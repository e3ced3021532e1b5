"""The processes that are measured, and the tools that measure them."""

import http.client
import json
import os
import pathlib
import signal
import subprocess
import tempfile
import time


class Failed(Exception):
    """A measurement that is worth nothing: something answered otherwise than it should."""


def run(*command, **options):
    """A command that must succeed; its output."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, **options)
    if done.returncode != 0:
        raise Failed(f"{command[0]} ended with {done.returncode}: {done.stderr[-2000:]}")
    return done.stdout


class Listener:
    """A program that says `Serving http://…` on standard error once it accepts connections."""

    def __init__(self, *command):
        begin = time.monotonic()
        self.process = subprocess.Popen([str(part) for part in command], stderr=subprocess.PIPE, text=True)
        for line in self.process.stderr:
            if "Serving http" in line:
                self.seconds_to_ready = time.monotonic() - begin
                self.address = line.split()[1]
                break
        else:
            raise Failed(f"{command[0]} did not start")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=60)
        self.process.stderr.close()

    def memory(self):
        """The resident memory in MB: now, and the highest so far."""
        lines = pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        sizes = dict(line.split(":", 1) for line in lines)
        return tuple(int(sizes[name].split()[0]) / 1024 for name in ("VmRSS", "VmHWM"))

    def processor_seconds(self):
        """What it has used of the processors so far."""
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Server(Listener):
    """`zhibu serve` on a database, asked as its operator by the credential that it leaves for local commands; of one in
    PostgreSQL, `beside` is what the names of its files begin with."""

    def __init__(self, zhibu, database, beside=None):
        options = ["--files", beside] if beside else []
        super().__init__(zhibu, "serve", "--database", database, "--port", "0", *options)
        self.token = json.loads(pathlib.Path(f"{beside or database}.server").read_text())["token"]
        self.connection = http.client.HTTPConnection(self.address.removeprefix("http://"), timeout=600)

    def __exit__(self, *arguments):
        self.connection.close()
        super().__exit__(*arguments)

    def ask(self, method, path, body=None, headers=None):
        """One request by its operator, or by whoever the headers say; the answer's status, headers and JSON."""
        fields = {"Authorization": f"Bearer {self.token}"} if headers is None else dict(headers)
        if body is not None:
            body = body if isinstance(body, bytes) else json.dumps(body).encode()
            fields.setdefault("Content-Type", "application/json")
        self.connection.request(method, f"/api/v1{path}", body, fields)
        answer = self.connection.getresponse()
        content = answer.read()
        if not 200 <= answer.status < 300:
            raise Failed(f"{method} {path}: {answer.status} {content[:500]}")
        return answer.headers, json.loads(content) if content else None

    def get(self, path, headers=None):
        return self.ask("GET", path, headers=headers)[1]

    def post(self, path, body=None, headers=None):
        return self.ask("POST", path, body, headers)[1]

    def list(self, path, most=None):
        """The items of a list, page after page."""
        items, cursor, joint = [], "", "&" if "?" in path else "?"
        while cursor is not None and (most is None or len(items) < most):
            page = self.get(f"{path}{joint}limit=500{cursor}")
            items += page["items"]
            cursor = page["nextCursor"] and f"&cursor={page['nextCursor']}"
        return items[:most]


class Wrk:
    """One run of wrk: two threads, and the connections given."""

    def __init__(self, script, url, *arguments, seconds, connections=32):
        output = run(
            "wrk", f"-t{min(2, connections)}", f"-c{connections}", f"-d{seconds}s", "-s", script, url, "--", *arguments
        )
        line = next((line for line in output.splitlines() if line.startswith("RESULT ")), None)
        if line is None:
            raise Failed(f"wrk said nothing of its results: {output}")
        result = json.loads(line.removeprefix("RESULT "))
        if result["failed"] or not result["requests"]:
            raise Failed(f"{result['failed']} of {result['requests']} requests failed: {output}")
        self.requests = result["requests"]
        self.rate = result["requests"] / result["seconds"]
        self.median_milliseconds = result["p50"]


def lua(value):
    """A value as Lua reads it."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name} = {lua(each)}" for name, each in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "{" + ",\n".join(map(lua, value)) + "}"
    return json.dumps(value, ensure_ascii=False)


def lua_file(folder, value):
    """A file that returns the value to a script of wrk's."""
    with tempfile.NamedTemporaryFile("w", dir=folder, suffix=".lua", delete=False) as file:
        file.write(f"return {lua(value)}\n")
    return file.name

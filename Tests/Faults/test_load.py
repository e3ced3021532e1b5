"""One who wants to stop the house: idle connections, refused files, sign-ins from a throttled address, used-up descriptors.

What is asserted is that the others are served, not how fast; the bounds on time are ten times what is needed.
"""

import contextlib
import http.client
import json
import os
import re
import socket
import stat
import threading
import time

import pytest

from conftest import copy
from server import Client, Server, Unanswered, together
from test_disk_full import small_disk

# For what takes a hundredth of it.
PATIENCE = 60
MONTH = re.compile(r"\d{4}-\d{2}")


@pytest.fixture
def house(zhibu, made, tmp_path):
    with Server(zhibu, copy(made[0], tmp_path / "bureau.sqlite")) as server:
        yield server


def address_of(server):
    host, port = server.address.removeprefix("http://").split(":")
    return host, int(port)


@contextlib.contextmanager
def idle_connections(server, count, source="127.0.0.1"):
    """Connections that say nothing; the server may end them."""
    with contextlib.ExitStack() as stack:
        for _ in range(count):
            connection = stack.enter_context(socket.socket())
            connection.settimeout(PATIENCE)
            connection.bind((source, 0))
            connection.connect(address_of(server))
        yield


def ask(server, path, source="127.0.0.1", method="GET", body=None, headers=None):
    """One request on a connection of its own, from one of this machine's addresses."""
    connection = http.client.HTTPConnection(*address_of(server), timeout=PATIENCE, source_address=(source, 0))
    try:
        connection.request(method, path, body, headers or {})
        response = connection.getresponse()
        return response.status, response.read(), dict(response.getheaders())
    finally:
        connection.close()


def sign_in(server, name, password, source="127.0.0.1"):
    body = json.dumps({"name": name, "password": password})
    return ask(server, "/api/v1/session", source, "POST", body, {"Content-Type": "application/json"})


def session_of(server, name, password):
    client = Client(server.address)
    answer = client.send("POST", "/session", {"name": name, "password": password})
    assert answer.status == 201, answer
    return Client(server.address, {"X-CSRF-Token": answer.json["csrfToken"]}, cookies=answer.cookies)


@pytest.mark.quick
def test_idle_connections_keep_nobody_out(house, figures):
    held = 700
    with idle_connections(house, held // 2), idle_connections(house, held // 2, "127.0.0.2"):
        for number in range(20):
            source = f"127.0.0.{1 + number % 4}"
            assert ask(house, "/livez", source)[0] == 200
            assert ask(house, "/api/v1/branches", source)[0] == 401
        assert house.client().get("/branches").status == 200
    figures("idle connections", held=held, kept_out=0)


@pytest.mark.quick
def test_a_server_with_few_descriptors_says_so_and_does_not_spin(zhibu, made, tmp_path, figures):
    few = tmp_path / "few"
    few.write_text(f'#!/bin/sh\nulimit -n 256\nexec "{zhibu}" "$@"\n')
    few.chmod(few.stat().st_mode | stat.S_IXUSR)
    with Server(str(few), copy(made[0], tmp_path / "few.d" / "bureau.sqlite")) as server:
        assert "256 files and connections may be open here" in server.last_words
        with idle_connections(server, 350), idle_connections(server, 350, "127.0.0.2"):
            before = processor_time(server.pid)
            time.sleep(2)
            used = processor_time(server.pid) - before
            assert ask(server, "/livez", "127.0.0.3")[0] == 200
            assert server.client().get("/branches").status == 200
        # One that spins takes two.
        assert used < 0.5
    figures("used-up descriptors", limit=256, held=700, seconds_of_processor=round(used, 2))


def processor_time(pid):
    fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def scores_of_nobody(headings, size):
    """A month's sheets under the headings that the console gives, all of areas that do not exist, each another one."""
    known = {"责任区编号": "没有{}", "层级": "支部评", "评分人": "9", "说明": "不在册"}
    row = ",".join(known.get(heading, "1") for heading in headings)
    lines = [",".join(headings)]
    lines += [row.format(number) for number in range(size // (len(row.encode()) + 8))]
    return "\n".join(lines).encode()


def headings_of(server, people, month):
    for person in people.values():
        path = f"/imports/scores.csv?month={month}"
        status, content, _ = ask(server, path, headers={**person.headers, "Accept-Language": "zh-CN"})
        if status == 200:
            return content.decode("utf-8-sig").strip().split(",")
    raise AssertionError("nobody may import scores")


@pytest.mark.quick
def test_files_of_refused_rows_stop_nobody(house, made, figures):
    _, passwords = made
    month = MONTH.search(json.dumps(house.client().get("/cycles?limit=1").json)).group()
    path = f"/imports/scores?month={month}"
    people = {name: session_of(house, name, password) for name, password in passwords.items()}
    headings = headings_of(house, people, month)
    large, small = scores_of_nobody(headings, 60 << 20), scores_of_nobody(headings, 1_000_000)
    areas = house.client()
    area = areas.get("/areas?limit=1").json["items"][0]
    waits, statuses, done = [], {}, threading.Event()

    def write_on():
        fields = {name: area[name] for name in ("name", "kind", "established")}
        number = 0
        while not done.is_set():
            number += 1
            version = areas.get(f"/areas/{area['id']}").headers["etag"]
            begun = time.monotonic()
            answer = areas.send(
                "PUT", f"/areas/{area['id']}", {**fields, "boundary": f"第{number}段"}, {"If-Match": version}
            )
            waits.append(time.monotonic() - begun)
            assert answer.status == 200, answer

    def flood(name):
        found = statuses.setdefault(name, [])
        for content in (large, small, large, small):
            try:
                answer = people[name].send("POST", path, content, {"Content-Type": "text/csv"}, timeout=60)
                found.append(answer.status)
                if answer.status == 422:
                    # Rows were looked at, as many as are told.
                    assert len(answer.json["errors"]) == 200 and answer.json["readNoFurther"]
            except Unanswered:
                # A file that is too large is not received to its end, and who sends on may not hear why.
                found.append(413)

    writer = threading.Thread(target=write_on)
    writer.start()
    names = list(people)
    together(lambda number: flood(names[number]), len(names))
    done.set()
    writer.join()
    assert all(status in (403, 413, 422) for found in statuses.values() for status in found), statuses
    assert any(422 in found for found in statuses.values()), statuses
    assert waits and max(waits) < PATIENCE
    figures(
        "refused files", files=4 * len(names), megabytes=2 * len(names) * 61, writes_beside=len(waits),
        longest_wait=f"{max(waits):.2f} s"
    )


@pytest.mark.quick
def test_a_throttled_address_starves_no_sign_in(house, made, figures):
    name, password = "jgdw", made[1]["jgdw"]
    for number in range(10):
        sign_in(house, f"nobody{number}", "wrong-password", "127.0.0.2")
    assert sign_in(house, name, password, "127.0.0.2")[0] == 429
    done = threading.Event()
    refused = []

    def hammer():
        while not done.is_set():
            refused.append(sign_in(house, "nobody", "wrong-password", "127.0.0.2")[0])

    threads = [threading.Thread(target=hammer) for _ in range(20)]
    for thread in threads:
        thread.start()
    try:
        answers = [sign_in(house, name, password)[0] for _ in range(5)]
    finally:
        done.set()
        for thread in threads:
            thread.join()
    assert answers == [201] * 5
    assert set(refused) == {429}
    figures("sign-ins beside a throttled address", refused=len(refused), signed_in=len(answers))


@pytest.mark.quick
@pytest.mark.skipif(os.geteuid() != 0, reason="a small disk is mounted, for which one has to be root")
def test_a_file_does_not_fill_the_disk_it_is_received_on(zhibu, made, tmp_path, figures):
    with small_disk(tmp_path / "disk", "64m") as disk:
        database = copy(made[0], tmp_path / "small" / "bureau.sqlite")
        with Server(zhibu, database, environment={"TMPDIR": str(disk)}) as server:
            office = session_of(server, "jgdw", made[1]["jgdw"])
            least = [os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize]
            done = threading.Event()

            def watch():
                while not done.is_set():
                    least.append(os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize)
                    time.sleep(0.002)

            watching = threading.Thread(target=watch)
            watching.start()
            answer = office.send("POST", "/imports/members", b"x\n" * (63 << 19), {"Content-Type": "text/csv"})
            done.set()
            watching.join()
            assert answer.status == 507, answer
            assert min(least) >= 4 << 20
            # What was received of it is gone.
            again = office.send("POST", "/imports/members", b"x\n", {"Content-Type": "text/csv"})
            assert again.status == 422, again
    figures("a file on a small disk", megabytes=64, least_free=f"{min(least) >> 20} MB")

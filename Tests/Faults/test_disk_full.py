"""A disk that is full: a small one in memory, filled to its end, and made free again."""

import contextlib
import os
import subprocess
import time

import pytest

from checks import copy_crashed, examine
from conftest import copy
from deeds import Account, Load, Slots
from server import Client, Server, run

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="a small disk is mounted, for which one has to be root")


# What is free on the disk whenever it is not full, in bytes.
ROOM = 32 << 20


@contextlib.contextmanager
def small_disk(folder, size):
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def room(folder):
    free = os.statvfs(folder)
    return free.f_bavail * free.f_frsize


def fill(folder, leaving=0):
    """Takes all room but so much, for a file that can be removed again."""
    with open(folder / "filling", "wb", buffering=0) as filling:
        with contextlib.suppress(OSError):
            while (left := room(folder) - leaving) > 0:
                filling.write(bytes(min(left, 1 << 16)))


def make_room(folder):
    """Takes the filling away, and makes up for what the database has grown by: there is room again, not just less of it."""
    (folder / "filling").unlink()
    if room(folder) < ROOM:
        disk = os.statvfs(folder)
        used = (disk.f_blocks - disk.f_bfree) * disk.f_frsize
        subprocess.run(["mount", "-o", f"remount,size={used + ROOM}", folder], check=True)


def signed_in(server, name, password):
    """A client with a session, and one with a token that has not been used yet."""
    client = Client(server.address)
    answer = client.send("POST", "/session", {"name": name, "password": password})
    assert answer.is_success, answer
    session = Client(server.address, cookies=answer.cookies)
    own = session.get("/session").json
    made = session.send(
        "POST", "/tokens", {"name": "试验", "extent": "read", "days": 1}, {"X-CSRF-Token": own["csrfToken"]}
    )
    assert made.status == 201, made
    return session, Client(server.address, {"Authorization": f"Bearer {made.json['secret']}"})


def refusals_in(account):
    return [deed for deed in list(account.refused.values()) if deed.answer.status != 412]


@pytest.mark.quick
def test_reading_goes_on_and_writing_is_refused_until_there_is_room(zhibu, made, tmp_path, request, chance, figures):
    rounds = 3 if request.config.option.markexpr == "quick" else 20
    refusals = 0
    with small_disk(tmp_path / "disk", "24m") as disk:
        database = copy(made[0], disk / "bureau.sqlite")
        with Server(zhibu, database) as server:
            name, password = "jgdw", made[1]["jgdw"]
            account = Account()
            slots = Slots(server.client())
            for number in range(rounds):
                session, token = signed_in(server, name, password)
                with Load(server, 20, f"d{number}", slots, account):
                    time.sleep(0.1)
                    fill(disk, leaving=chance.randrange(0, 1 << 17))
                    time.sleep(0.3)
                    fill(disk)
                    # The log has room of its own, until it has come to its end.
                    deadline = time.monotonic() + 30
                    while not refusals_in(account) and time.monotonic() < deadline:
                        time.sleep(0.05)
                    # The token is used for the first time, which cannot be noted.
                    for client in (server.client(), session, token):
                        for path in ("/areas?limit=3", "/cycles?limit=3"):
                            assert client.get(path).status == 200, "reading does not go on"
                refused = refusals_in(account)
                assert refused, "the disk was not full"
                for deed in refused:
                    assert (deed.answer.status, deed.answer.code) == (507, "diskFull"), deed.answer
                assert not account.unanswered
                refusals += len(refused)
                if number % 3 == 1:
                    # Killed and looked at while it is full.
                    server.kill()
                    findings = examine(copy_crashed(database, tmp_path / "look"), account.effects)
                    assert findings.is_clean, findings
                    make_room(disk)
                    server.start()
                    slots = Slots(server.client())
                else:
                    make_room(disk)
                # By itself: what was refused is done when it is asked for again.
                account.settle(server.client())
                assert not account.refused
                assert server.client().get("/audit/verification").json["holds"]
            # An orderly stop with no room loses nothing either.
            fill(disk)
            assert server.stop() == 0, server.last_words
            findings = examine(copy_crashed(database, tmp_path / "look"), account.effects)
            assert findings.is_clean, findings
    figures(
        "disk full", rounds=rounds, refused_with_507=refusals, acknowledged_writes=len(account.acknowledged),
        missing=0, corrupt=0,
    )


@pytest.mark.quick
def test_an_upload_for_which_there_is_no_room_is_refused(zhibu, bureau, tmp_path):
    with small_disk(tmp_path / "spool", "1m") as spool:
        database = copy(bureau, tmp_path / "bureau.sqlite")
        with Server(zhibu, database, environment={"TMPDIR": str(spool)}) as server:
            client = server.client()
            csv = {"Content-Type": "text/csv"}
            rows = "责任区,层次,评分人\n".encode() + b"CG-01-A01,public,x\n" * 200_000
            full = client.send("POST", "/imports/areas", rows, csv)
            assert (full.status, full.code) == (507, "diskFull"), full
            assert room(spool) > 900_000, "something of it was left lying there"
            # One that has room is looked at again, and refused for what it says.
            assert client.send("POST", "/imports/areas", rows[:1000], csv).status == 422


@pytest.mark.quick
def test_a_command_on_a_full_disk_says_so(zhibu, tmp_path):
    with small_disk(tmp_path / "disk", "8m") as disk:
        database = disk / "bureau.sqlite"
        run(zhibu, "init", "--database", database, check=True)
        fill(disk)
        refused = run(zhibu, "committee", "add", "XJ", "新机关", "--database", database)
        assert refused.returncode == 73 and "full" in refused.stderr, refused
        make_room(disk)
        run(zhibu, "committee", "add", "XJ", "新机关", "--database", database, check=True)
        fill(disk)
        new = run(zhibu, "init", "--database", disk / "other.sqlite")
        assert new.returncode == 73, new
        assert not list(disk.glob("other*")), "something half made was left"

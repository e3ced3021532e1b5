"""A machine's clock that is set back and forward, and days and months that end."""

import datetime
import os
import time

import pytest

from clock import SHANGHAI, MachineClock, moment
from conftest import copy
from deeds import POINTS, Account, Load, Slots
from preloaded import build
from server import Client, Server, accounts_of, run
from test_disk_full import signed_in

MINUTE, HOUR, DAY = 60, 3600, 86_400


# When the bureau of these trials was made; in its October notices stand that end some days later.
MADE = moment("2026-11-10T10:00:00")


@pytest.fixture(scope="module")
def made_then(zhibu, tmp_path_factory):
    """A bureau made at that moment, and the passwords of its people."""
    folder = tmp_path_factory.mktemp("made-then")
    clock = MachineClock(folder, build("clock", folder), MADE)
    database = folder / "bureau.sqlite"
    said = run(zhibu, "demo", "--database", database, env={**os.environ, **clock.environment})
    assert said.returncode == 0, said.stderr
    return database, accounts_of(said.stdout), folder / "clock.so"


@pytest.fixture
def clock(made_then, tmp_path):
    return MachineClock(tmp_path, made_then[2], MADE)


@pytest.fixture
def at_work(zhibu, made_then, clock, tmp_path):
    """A server by a clock of its own."""
    with Server(zhibu, copy(made_then[0], tmp_path / "bureau.sqlite"), environment=clock.environment) as server:
        server.accounts = made_then[1]
        yield server


def entries(server):
    """The audit's numbers and times, oldest first."""
    client, path, found = server.client(), "/audit?limit=500", []
    cursor = ""
    while cursor is not None:
        page = client.get(path + (f"&cursor={cursor}" if cursor else "")).json
        found += [(entry["id"], datetime.datetime.fromisoformat(entry["at"])) for entry in page["items"]]
        cursor = page["nextCursor"]
    return found[::-1]


def sheet(server, slots, number=0, **more):
    cycle, area, *_ = slots.of(number)
    body = {"area": area, "tier": "public", "assessor": f"商户{number}", "points": POINTS, **more}
    return server.client().send("POST", f"/cycles/{cycle}/sheets", body)


def is_in(client):
    return client.get("/session").status == 200


@pytest.mark.quick
def test_the_clock_that_is_set_is_the_servers(at_work, clock):
    """Otherwise all that follows would prove nothing."""
    clock.set(moment("2026-11-25T09:00:00"))
    slots = Slots(at_work.client())
    recorded = datetime.datetime.fromisoformat(sheet(at_work, slots).json["recordedAt"])
    assert abs((recorded - clock.now).total_seconds()) < 10


@pytest.mark.quick
def test_no_session_is_revived_and_no_token_beyond_its_time(at_work, clock, figures):
    tried = 0
    for forward in (31 * MINUTE, 9 * HOUR, 400 * DAY):
        session, token = signed_in(at_work, "jgdw", at_work.accounts["jgdw"])
        assert is_in(session) and is_in(token)
        clock.move(forward)
        assert not is_in(session), "half an hour has passed"
        assert is_in(token) == (forward < DAY)
        for back in (forward, 5 * MINUTE):
            clock.move(-back)
            assert not is_in(session), "the clock revived a session"
            assert is_in(token) == (forward < DAY), "the clock revived a token"
            tried += 1
        if forward < DAY:
            at_work.kill()
            at_work.start()
            for client in (session, token):
                client.close()
                client.host = at_work.address.removeprefix("http://")
            assert not is_in(session), "the clock and a restart revived a session"
            tried += 1
        # Back to where it was, for the next.
        clock.move(5 * MINUTE)
    figures("clock set back", sessions_tried=tried, revived=0)


@pytest.mark.quick
def test_wrong_tries_are_not_forgotten_by_a_clock_that_is_set_back(at_work, clock):
    def attempt():
        return Client(at_work.address).send("POST", "/session", {"name": "1101", "password": "not-this-one-1"}).status

    statuses = [attempt() for _ in range(10)]
    assert set(statuses) == {401}
    assert attempt() == 429
    for seconds in (-HOUR, -30 * DAY, HOUR, 30 * DAY):
        clock.move(seconds)
        assert attempt() == 429, "the clock let further tries through"


@pytest.mark.quick
def test_entries_are_in_sequence_whatever_the_clock_does(zhibu, at_work, clock, chance, request, figures):
    leaps = 6 if request.config.option.markexpr == "quick" else 40
    account = Account()
    before = len(entries(at_work))
    for number in range(leaps):
        with Load(at_work, 10, f"t{number}", Slots(at_work.client()), account):
            for _ in range(3):
                time.sleep(0.05)
                leap = chance.choice([-7 * HOUR, -HOUR, -61, -5, 5, 61, HOUR])
                # Within a day of where it began: beyond that no server starts.
                clock.move(leap if abs((clock.now - MADE).total_seconds() + leap) < 9 * HOUR else -leap)
        assert not account.unanswered and not [d for d in account.refused.values() if d.answer.status != 412]
        if number % 3 == 2:
            at_work.kill()
            at_work.start()
    found = entries(at_work)
    assert [id for id, _ in found] == list(range(1, len(found) + 1))
    times = [at for _, at in found]
    assert times == sorted(times), "an entry bears an earlier time than the one before"
    assert at_work.client().send("POST", "/audit/checkpoints").is_success
    assert at_work.client().get("/audit/verification").json["holds"]
    figures("clock leaps", leaps=3 * leaps, entries_since=len(found) - before, out_of_sequence=0)


@pytest.mark.quick
def test_nobody_but_the_server_says_when(at_work, clock):
    slots = Slots(at_work.client())
    for name in ("recordedAt", "at", "recorded_at", "date", "time"):
        refused = sheet(at_work, slots, **{name: "2026-11-01T00:00:00Z"})
        assert (refused.status, refused.json["errors"][0]["code"]) == (422, "unexpected"), refused
    cycle, area, *_ = slots.of(3)
    body = {"area": area, "tier": "public", "assessor": "商户3", "points": POINTS}
    dated = at_work.client().send(
        "POST", f"/cycles/{cycle}/sheets", body,
        {"Date": "Sun, 01 Nov 2026 00:00:00 GMT", "X-Request-Start": "1790000000"},
    )
    assert dated.status == 201
    assert abs((datetime.datetime.fromisoformat(dated.json["recordedAt"]) - clock.now).total_seconds()) < 10


@pytest.mark.quick
def test_a_day_ends_at_midnight_in_shanghai(at_work, clock):
    """The scores of November are due on 5 December; from the next day on they are late, and stay late."""
    slots = Slots(at_work.client())
    clock.set(moment("2026-12-05T23:59:40"))
    on_time = sheet(at_work, slots, 0)
    assert on_time.status == 201 and on_time.json["lateReason"] is None
    clock.set(moment("2026-12-06T00:00:05"))
    assert sheet(at_work, slots, 1).status == 422
    late = sheet(at_work, slots, 1, lateReason="评分表漏交")
    assert late.json["lateReason"] == "评分表漏交"
    # What is late is not made timely by setting the clock back.
    clock.set(moment("2026-12-05T12:00:00"))
    assert sheet(at_work, slots, 2).status == 422
    again = at_work.client().get(f"/cycles/{slots.of(1)[0]}/sheets?area={slots.of(1)[1]}&limit=500").json["items"]
    assert late.json["id"] in [item["id"] for item in again if item["lateReason"]]


@pytest.mark.quick
def test_a_month_begins_at_midnight_in_shanghai(at_work, clock):
    body = {"branch": "CG-02", "month": "2026-12"}
    clock.set(moment("2026-11-30T23:59:40"))
    early = at_work.client().send("POST", "/cycles", body)
    assert 400 <= early.status < 500 and early.is_problem, early
    clock.set(moment("2026-12-01T00:00:05"))
    assert at_work.client().send("POST", "/cycles", body).status == 201


@pytest.mark.quick
def test_a_notice_stands_until_its_last_day_is_over(at_work, clock):
    cycle = next(c for c in at_work.client().get("/cycles?limit=500").json["items"] if c["status"] == "posted")
    last = datetime.date.fromisoformat(cycle["noticeEnds"])
    assert last > MADE.date(), "no notice stands"
    path, version = f"/cycles/{cycle['id']}", f"\"{cycle['version']}\""

    def finalise():
        return at_work.client().send("POST", f"{path}/finalise", {}, {"If-Match": version})

    clock.set(datetime.datetime.combine(last, datetime.time(23, 59, 40), SHANGHAI))
    early = finalise()
    assert early.status == 409, early
    clock.set(datetime.datetime.combine(last + datetime.timedelta(days=1), datetime.time(0, 0, 5), SHANGHAI))
    assert finalise().status == 200


@pytest.mark.quick
def test_a_machine_that_believes_in_another_year_does_not_serve(zhibu, at_work, clock):
    at_work.stop()
    clock.set(moment("2000-01-01T08:00:00"))
    with pytest.raises(RuntimeError, match="set the clock right"):
        at_work.start()
    clock.set(moment("2027-11-11T10:00:00"))
    at_work.start()
    assert sheet(at_work, Slots(at_work.client()), 0, lateReason="补录").status == 201
    at_work.stop()
    # It was a year ahead: only people can tell, and say so.
    clock.set(moment("2026-11-11T11:00:00"))
    with pytest.raises(RuntimeError, match="--accept-clock"):
        at_work.start()
    at_work.options = ["--accept-clock"]
    at_work.start()
    recorded = sheet(at_work, Slots(at_work.client()), 1).json["recordedAt"]
    assert abs((datetime.datetime.fromisoformat(recorded) - clock.now).total_seconds()) < 10
    assert at_work.client().get("/audit/verification").json["holds"]

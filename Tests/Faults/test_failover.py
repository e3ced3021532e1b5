"""What is acknowledged outlives the machine that took it, where the database is kept on three: two servers on a PostgreSQL
under Patroni (cluster.py), 32 who write to the one and the other, and what befalls such a cluster.

Where no network namespaces can be made, a machine that is cut off is one whose processes are all stopped.
"""

import contextlib
import itertools
import signal
import subprocess
import time

import pytest

from bounds import on_this_machine
from checks import AREAS, NUMBERS, SHEETS, Findings, compare, gaps
from cluster import TTL, Cluster, Refused, wait_until
from deeds import Account, Load, Slots
from server import Server, Unanswered, named, run

WRITERS = 32
# For how long one deed is repeated, in seconds.
PERSEVERANCE = 600


class PerseveringLoad(Load):
    """Each repeats what it asks under its key, of the one server and the other in turn, until it is acknowledged."""

    def __init__(self, servers, run, account):
        super().__init__(servers[0], WRITERS, run, Slots(servers[0].client()), account)
        self.servers = servers
        self.account = account
        # Of each writer, when it began what was acknowledged last.
        self.begun = [0.0] * WRITERS
        # When something was acknowledged.
        self.moments = []

    def _work(self, writer):
        servers = itertools.cycle(self.servers[writer.number % 2 :] + self.servers[: writer.number % 2])
        client = next(servers).client()
        while not self.stopping.is_set():
            deed, begun = writer.next_deed(), time.monotonic()
            self.account.note(deed)
            while time.monotonic() < begun + PERSEVERANCE:
                with contextlib.suppress(Unanswered):
                    if deed.send(client).status != 503:
                        break
                client.close()
                time.sleep(0.3)
                client = next(servers).client()
            writer.learn(deed)
            if deed.answer is not None and deed.answer.is_success:
                self.moments.append(time.monotonic())
                self.begun[writer.number] = begun
        client.close()

    def wait_for_everyone(self):
        """Until each has been acknowledged what it begins from now on."""
        now = time.monotonic()

        def everyone_is():
            assert all(thread.is_alive() for thread in self.threads), "a writer has ended"
            return min(self.begun) > now

        wait_until(everyone_is, "every writer is answered", within=PERSEVERANCE)

    def longest_silence(self, since):
        """In seconds, between acknowledged writes."""
        moments = [since, *sorted(moment for moment in self.moments if moment > since)]
        return max(later - earlier for earlier, later in itertools.pairwise(moments))


@pytest.fixture(scope="module")
def cluster():
    with Cluster() as cluster:
        yield cluster


@pytest.fixture(scope="module")
def beside(tmp_path_factory):
    """What both servers share: the keys, and the files that records carry."""
    return tmp_path_factory.mktemp("beside") / "zhibu"


@pytest.fixture(scope="module")
def servers(zhibu, cluster, beside):
    address, as_owner = cluster.address(), cluster.address("zhibu_owner")
    for command in [["prepare", "--database", as_owner, "--role", "zhibu"], ["demo", *named(beside, address)]]:
        said = run(zhibu, *command)
        assert said.returncode == 0, (command, said.stderr)
    with Server(zhibu, beside, kept_at=address) as one, Server(zhibu, beside, kept_at=address) as other:
        yield [one, other]


@pytest.fixture(scope="module")
def account():
    """Of all that was acknowledged, whatever has befallen the cluster since."""
    return Account()


def examine(cluster, effects):
    """As checks.py does a file, by the machine that takes writes."""
    findings = Findings()
    findings.faults = gaps(*map(int, cluster.sql(NUMBERS)[0]))
    sheets = [(comment, int(count)) for comment, count in cluster.sql(SHEETS)]
    areas = [(int(id), int(version), boundary) for id, version, boundary in cluster.sql(AREAS)]
    compare(findings, sheets, areas, effects)
    return findings


# What befalls it: each is told when it was so that writes could come back, and how it is made good.

def kill_leader(cluster, servers):
    machine, moment = cluster.leader, time.monotonic()
    machine.kill()
    return moment, machine.start


def kill_server(cluster, servers):
    moment = time.monotonic()
    servers[0].kill()
    return moment, servers[0].start


def kill_etcd(cluster, servers):
    """All of it: no machine may take writes then, and each can be read."""
    for machine in cluster.machines:
        machine.kill_etcd()
    wait_until(lambda: not any(machine.takes_writes for machine in cluster.machines), "no machine takes writes")
    wait_until(lambda: all(can_be_read(cluster, machine) for machine in cluster.machines), "every machine can be read")
    # Whoever asks a server is told so, and does not wait.
    assert servers[0].client().get("/branches").status in (200, 503)
    moment = time.monotonic()
    for machine in cluster.machines:
        machine.start_etcd()
    return moment, lambda: None


def can_be_read(cluster, machine):
    with contextlib.suppress(Refused):
        return cluster.sql("SELECT pg_is_in_recovery(), EXISTS (SELECT 1 FROM audit)", machine) == [["t", "t"]]
    return False


def cut_leader_off(cluster, servers):
    """It holds itself for the leader for a while yet, and acknowledges nothing."""
    machine, moment = cluster.leader, time.monotonic()
    cluster.network.unplug(machine)
    if cluster.has_cables:
        with pytest.raises((Refused, subprocess.TimeoutExpired)):
            cluster.sql("CREATE TABLE of_a_leader_without_followers ()", machine, from_there=True, within=2)

    def heal():
        cluster.network.plug(machine)
        cluster.wait_until_whole()
        gone = cluster.sql("SELECT to_regclass('of_a_leader_without_followers') IS NULL", machine)
        assert gone == [["t"]], "it kept what nobody else has"

    return moment, heal


# Within how many seconds writes come back. A standby waits for the time that the leader's word holds, and then for two
# seconds more for an answer of one that is cut off; whoever connects anew does as well.
FAULTS = {
    "the leader killed": (kill_leader, TTL + 5),
    "a server killed": (kill_server, 5),
    "etcd killed": (kill_etcd, TTL + 5),
    "the leader cut off": (cut_leader_off, TTL + 10),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_no_acknowledged_write_is_lost(fault, zhibu, cluster, beside, servers, account, figures):
    befall, bound = FAULTS[fault]
    cluster.wait_until_whole()
    before = len(account.acknowledged)
    with PerseveringLoad(servers, fault.replace(" ", ""), account) as load:
        load.wait_for_everyone()
        moment, heal = befall(cluster, servers)
        load.wait_for_everyone()
        heal()
        cluster.wait_until_whole()
        load.wait_for_everyone()
    silence = load.longest_silence(since=moment)
    assert not account.refused and not account.unanswered, (account.refused, account.unanswered)

    findings = examine(cluster, account.effects)
    assert findings.is_clean, findings
    client = servers[1].client()
    assert client.send("POST", "/audit/checkpoints").is_success
    verification = client.get("/audit/verification").json
    assert verification["holds"], verification
    doctor = run(zhibu, "doctor", *named(beside, cluster.address()))
    assert doctor.returncode == 0, (doctor.stdout, doctor.stderr)

    figures(
        f"fail-over, {fault}", writers=WRITERS, servers=len(servers), missing=0, done_twice=0,
        acknowledged_writes=len(account.acknowledged) - before, s_without_a_write=round(silence, 1),
    )
    assert silence < on_this_machine(bound)


def test_with_standbys_that_lag_acknowledged_writes_are_lost(cluster, servers, figures):
    """A control: where no standby is waited for, what it has not received goes with the leader, and is missed here."""
    cluster.configure(synchronous_mode=False, maximum_lag_on_failover=1 << 40)
    cluster.wait_until_whole(synchronous=0)
    leader, standbys, account = cluster.leader, cluster.standbys, Account()
    for standby in standbys:
        standby.signal(signal.SIGSTOP, "walreceiver")
    with PerseveringLoad(servers, "control", account) as load:
        load.wait_for_everyone()
        leader.kill()
        effects = account.effects
        for standby in standbys:
            # Before they go on: they end without taking up what came meanwhile.
            standby.signal(signal.SIGTERM, "walreceiver")
            standby.signal(signal.SIGCONT, "walreceiver")
    findings = examine(cluster, effects)
    figures(
        "fail-over, asynchronous (a control)", acknowledged_writes=len(effects), missing=len(findings.missing),
    )
    assert findings.missing, "this would not tell lost writes"

"""Three machines with etcd, Patroni and PostgreSQL each, as docs/operations.md has a bureau set them up, and what befalls
them.

Where root can make network namespaces each machine has one of its own, with a cable that can be pulled. Elsewhere they are
three addresses of the loopback; then everything that runs on a machine is stopped (SIGSTOP) in place of pulling its cable:
nobody hears of it any more, and it does nothing meanwhile either.
"""

import contextlib
import csv
import glob
import http.client
import json
import os
import pathlib
import secrets
import shutil
import signal
import ssl
import subprocess
import tempfile
import time
import urllib.parse

PROGRAMS = sorted(glob.glob("/usr/lib/postgresql/*/bin"))[-1:]
# What a bureau would set too. Patroni takes no shorter ttl.
TTL = 20
SETTINGS = {
    "ttl": TTL,
    "loop_wait": 1,
    "retry_timeout": 3,
    "synchronous_mode": True,
    "postgresql": {
        "use_pg_rewind": True,
        "use_slots": True,
        "parameters": {
            "max_connections": 60, "shared_buffers": "64MB", "wal_keep_size": "64MB",
            "wal_sender_timeout": "10s", "wal_receiver_timeout": "10s",
        },
    },
}


def wait_until(is_so, what, within=300):
    """Looks again and again, and gives up once it takes far longer than it should."""
    end = time.monotonic() + within
    while not is_so():
        if time.monotonic() > end:
            raise RuntimeError(f"not within {within} s: {what}")
        time.sleep(0.1)


# What lies between the machines.

class Loopback:
    """No cables: addresses that every machine of Linux has."""

    def __init__(self):
        self.subnet = f"127.77.{os.getpid() % 250 + 1}"

    def inside(self, number):
        return []

    def unplug(self, machine):
        machine.signal(signal.SIGSTOP)

    def plug(self, machine):
        machine.signal(signal.SIGCONT)

    def close(self):
        pass


class Cables:
    """A namespace for each machine, and one for the switch, to which this process is cabled as well. The addresses are of
    those that are set aside for trials of networks (RFC 2544)."""

    def __init__(self, machines):
        self.name = f"zf{os.getpid()}"
        self.subnet = f"198.18.{os.getpid() % 250 + 1}"
        self.hub = f"{self.name}hub"
        self.spaces = []
        try:
            self._space(self.hub)
            self._ip("-n", self.hub, "link", "add", "switch", "type", "bridge")
            self._ip("-n", self.hub, "link", "set", "switch", "up")
            self._cable(f"{self.name}us", None, 254)
            for number in machines:
                self._space(f"{self.name}n{number}")
                self._cable("eth0", f"{self.name}n{number}", number)
        except (OSError, subprocess.CalledProcessError):
            self.close()
            raise

    def _ip(self, *arguments):
        subprocess.run(["ip", *arguments], check=True, capture_output=True)

    def _space(self, name):
        self._ip("netns", "add", name)
        self.spaces.append(name)
        self._ip("-n", name, "link", "set", "lo", "up")

    def _cable(self, device, space, number):
        """From the switch to a namespace, or to where this process is."""
        there = ["-n", space] if space else []
        self._ip(*there, "link", "add", device, "type", "veth", "peer", "name", f"port{number}", "netns", self.hub)
        self._ip("-n", self.hub, "link", "set", f"port{number}", "master", "switch", "up")
        self._ip(*there, "address", "add", f"{self.subnet}.{number}/24", "dev", device)
        self._ip(*there, "link", "set", device, "up")

    def inside(self, number):
        return ["ip", "netns", "exec", f"{self.name}n{number}"]

    def unplug(self, machine):
        self._ip("-n", self.hub, "link", "set", f"port{machine.number}", "down")

    def plug(self, machine):
        self._ip("-n", self.hub, "link", "set", f"port{machine.number}", "up")

    def close(self):
        # The cables go with the switch's namespace.
        for name in self.spaces:
            subprocess.run(["ip", "netns", "delete", name], capture_output=True)


def network(machines):
    with contextlib.suppress(OSError, subprocess.CalledProcessError):
        if os.geteuid() == 0:
            return Cables(machines)
    return Loopback()


class Certificates:
    """Whose word the machines take for who they are, to one another and to whoever asks them."""

    def __init__(self, folder):
        self.authority = folder / "authority.pem"
        self._make(self.authority, folder / "authority.key", "-subj", "/CN=authority")

    def _make(self, certificate, key, *options):
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "30",
             "-out", certificate, "-keyout", key, *options],
            check=True, capture_output=True,
        )

    def certify(self, name, address, folder):
        """For all that a machine speaks, as a server and as a client of the others."""
        self._make(
            folder / "machine.pem", folder / "machine.key", "-subj", f"/CN={name}",
            "-CA", self.authority, "-CAkey", self.authority.with_suffix(".key"),
            # From an address of the loopback one is heard as its first.
            "-addext", f"subjectAltName=IP:{address},IP:127.0.0.1", "-addext", "basicConstraints=critical,CA:FALSE",
            "-addext", "extendedKeyUsage=serverAuth,clientAuth",
        )


# The machines.

class Machine:
    """One of the three: what runs there, and its folder, in which all of it is at home."""

    def __init__(self, cluster, number):
        self.cluster = cluster
        self.number = number
        self.name = f"n{number}"
        self.folder = cluster.folder / self.name
        self.address = f"{cluster.network.subnet}.{number}"
        self.etcd = self.patroni = None
        self.folder.mkdir(mode=0o700)
        self.certificate, self.key = self.folder / "machine.pem", self.folder / "machine.key"
        cluster.certificates.certify(self.name, self.address, self.folder)
        (self.folder / "patroni.yml").write_text(json.dumps(self._configuration()))
        if os.geteuid() == 0:
            for path in [self.folder, *self.folder.iterdir()]:
                shutil.chown(path, "postgres", "postgres")

    def _configuration(self):
        """Patroni's: what is JSON is YAML as well."""
        authority, certificate, key = map(str, (self.cluster.certificates.authority, self.certificate, self.key))

        def role(name):
            password = self.cluster.passwords[name]
            return {"username": name, "password": password, "sslmode": "verify-full", "sslrootcert": authority}

        return {
            "scope": "zhibu", "name": self.name,
            "restapi": {
                "listen": f"{self.address}:8008", "connect_address": f"{self.address}:8008",
                "certfile": certificate, "keyfile": key, "cafile": authority, "verify_client": "optional",
            },
            # By its first interface: by the second (`etcd3`) a leader that comes back from being cut off takes the lock from
            # its successor, with what was written meanwhile, until Patroni 3.0.3.
            "etcd": {
                "hosts": [f"{self.cluster.network.subnet}.{number}:2379" for number in self.cluster.numbers],
                "protocol": "https", "cacert": authority, "cert": certificate, "key": key,
            },
            "bootstrap": {
                "dcs": SETTINGS, "initdb": [{"encoding": "UTF8"}, {"locale": "C"}, "data-checksums", "no-sync"],
            },
            "postgresql": {
                "listen": f"{self.address}:5432", "connect_address": f"{self.address}:5432",
                "data_dir": str(self.folder / "data"), "bin_dir": PROGRAMS[0], "pgpass": str(self.folder / "pgpass"),
                "use_unix_socket": True,
                "parameters": {
                    "unix_socket_directories": str(self.folder), "password_encryption": "scram-sha-256",
                    "ssl": True, "ssl_cert_file": certificate, "ssl_key_file": key,
                },
                "authentication": {
                    "superuser": role("postgres"), "replication": role("replicator"), "rewind": role("rewinder"),
                },
                "pg_hba": [
                    "local all all scram-sha-256", "hostssl all all all scram-sha-256",
                    "hostssl replication replicator all scram-sha-256",
                ],
            },
            "watchdog": {"mode": "off"},
        }

    def _run(self, *command):
        """PostgreSQL does not run as root."""
        as_user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"] if os.geteuid() == 0 else []
        with open(self.cluster.folder / f"{self.name}.log", "ab") as log:
            return subprocess.Popen(
                [*self.cluster.network.inside(self.number), *as_user, *command],
                cwd=self.folder, env={**os.environ, "HOME": str(self.folder)},
                stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )

    def start(self):
        self.start_etcd()
        self.patroni = self._run("patroni", self.folder / "patroni.yml")

    def start_etcd(self):
        members = [f"n{number}=https://{self.cluster.network.subnet}.{number}:2380" for number in self.cluster.numbers]
        client, peer = f"https://{self.address}:2379", f"https://{self.address}:2380"
        authority = self.cluster.certificates.authority
        # No machine loses its power here.
        self.etcd = self._run(
            "etcd", "--name", self.name, "--data-dir", self.folder / "etcd", "--unsafe-no-fsync", "--log-level", "error",
            "--enable-v2", "--initial-cluster", ",".join(members), "--initial-cluster-token", "zhibu",
            "--listen-client-urls", client, "--advertise-client-urls", client,
            "--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer,
            "--client-cert-auth", "--trusted-ca-file", authority,
            "--cert-file", self.certificate, "--key-file", self.key,
            "--peer-client-cert-auth", "--peer-trusted-ca-file", authority,
            "--peer-cert-file", self.certificate, "--peer-key-file", self.key,
        )

    def kill_etcd(self):
        self.etcd.kill()
        self.etcd.wait()

    def processes(self, titled=""):
        """What runs on it: whatever is at home in its folder."""
        found = []
        for entry in pathlib.Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                if pathlib.Path(os.readlink(entry / "cwd")).is_relative_to(self.folder):
                    if titled in (entry / "cmdline").read_text(errors="replace"):
                        found.append(int(entry.name))
        return found

    def signal(self, number, titled=""):
        for process in self.processes(titled):
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, number)

    def kill(self):
        """All that runs there, at once, as a cut of its power does; what lies on its disk stays."""
        while self.processes():
            self.signal(signal.SIGKILL)
        for process in [self.etcd, self.patroni]:
            if process is not None:
                process.wait()

    def ask(self, path, method="GET", body=None):
        """Patroni's own interface; None where it does not answer."""
        trust = ssl.create_default_context(cafile=self.cluster.certificates.authority)
        trust.load_cert_chain(self.certificate, self.key)
        connection = http.client.HTTPSConnection(self.address, 8008, timeout=2, context=trust)
        try:
            connection.request(method, path, body and json.dumps(body))
            response = connection.getresponse()
            return response.status, response.read()
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()

    @property
    def takes_writes(self):
        """By its own lights."""
        answer = self.ask("/primary")
        return answer is not None and answer[0] == 200


class Cluster:
    numbers = (1, 2, 3)

    def __init__(self):
        if not (PROGRAMS and shutil.which("patroni") and shutil.which("etcd")):
            raise RuntimeError("PostgreSQL, Patroni and etcd are needed: scripts/install-packages failover")
        # Where the database's user comes to.
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="zhibu-cluster.", dir="/tmp"))
        self.folder.chmod(0o755)
        if os.geteuid() == 0 and subprocess.run(["setpriv", "--reuid=postgres", "test", "-w", "/dev/null"]).returncode:
            # In some sandboxes it is root's alone, which no program of another user's expects.
            os.chmod("/dev/null", 0o666)
        roles = ("postgres", "replicator", "rewinder", "zhibu_owner", "zhibu")
        self.passwords = {role: secrets.token_hex(16) for role in roles}
        self.network = network(self.numbers)
        self.certificates = Certificates(self.folder)
        self.machines = [Machine(self, number) for number in self.numbers]

    def __enter__(self):
        try:
            for machine in self.machines:
                machine.start()
            self.wait_until_whole()
            for role in ("zhibu_owner", "zhibu"):
                self.sql(f"CREATE ROLE {role} LOGIN PASSWORD '{self.passwords[role]}'", database="postgres")
            self.sql("CREATE DATABASE zhibu OWNER zhibu_owner", database="postgres")
            # One that had not heard of it would refuse whoever asks it first.
            for machine in self.machines:
                known = "SELECT 1 FROM pg_database WHERE datname = 'zhibu'"
                wait_until(lambda: self.sql(known, machine, database="postgres"), "every machine has the database")
        except BaseException as failure:
            failure.add_note(self.last_words)
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for machine in self.machines:
            machine.signal(signal.SIGCONT)
            machine.kill()
        self.network.close()
        shutil.rmtree(self.folder)

    @property
    def last_words(self):
        return "\n".join(f"{path.name}: {path.read_text(errors='replace')[-1500:]}" for path in self.folder.glob("*.log"))

    @property
    def has_cables(self):
        return isinstance(self.network, Cables)

    # Who asks it.

    def address(self, role="zhibu"):
        """As the program is told it: all three machines, of which the one is wanted that takes writes."""
        passwords = self.folder / f"{role}.password"
        passwords.write_text(f"*:5432:zhibu:{role}:{self.passwords[role]}\n")
        passwords.chmod(0o600)
        hosts = ",".join(f"{machine.address}:5432" for machine in self.machines)
        options = {
            "target_session_attrs": "read-write", "connect_timeout": 2, "passfile": passwords,
            "sslrootcert": self.certificates.authority,
        }
        return f"postgres://{role}@{hosts}/zhibu?{urllib.parse.urlencode(options)}"

    def sql(self, statement, machine=None, database="zhibu", from_there=False, within=60):
        """By the database's superuser.

        :param machine: the one to ask; otherwise the one that takes writes.
        :param from_there: by somebody on that machine.
        :return: the rows, as texts.
        """
        asked = [machine] if machine else self.machines
        there = self.network.inside(machine.number) if from_there else []
        said = subprocess.run(
            [*there, f"{PROGRAMS[0]}/psql", "-X", "--csv", "--tuples-only", "--quiet", "-v", "ON_ERROR_STOP=1",
             "-c", statement,
             f"host={','.join(each.address for each in asked)} port=5432 user=postgres dbname={database} connect_timeout=2"
             f" sslmode=verify-full sslrootcert={self.certificates.authority}"
             f" target_session_attrs={'any' if machine else 'read-write'}"],
            env={**os.environ, "PGPASSWORD": self.passwords["postgres"]},
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=within,
        )
        if said.returncode:
            raise Refused(said.stderr)
        return list(csv.reader(said.stdout.splitlines()))

    # How it stands.

    @property
    def leader(self):
        """The machine that takes writes; None where there is none, or where two believe it of themselves."""
        found = [machine for machine in self.machines if machine.takes_writes]
        return found[0] if len(found) == 1 else None

    @property
    def standbys(self):
        leader = self.leader
        return [machine for machine in self.machines if machine is not leader]

    def is_whole(self, synchronous=1):
        """Whether two follow the one, so many of them before any write is acknowledged."""
        with contextlib.suppress(Refused, subprocess.TimeoutExpired):
            counted = self.sql(
                """
                SELECT count(*) FILTER (WHERE state = 'streaming'), count(*) FILTER (WHERE sync_state = 'sync')
                  FROM pg_stat_replication
                """,
                database="postgres",
            )
            return counted == [["2", str(synchronous)]]
        return False

    def wait_until_whole(self, synchronous=1):
        wait_until(lambda: self.is_whole(synchronous) and self.leader, "two machines follow a third")

    def configure(self, **settings):
        """Of all machines, by whichever has the word."""
        status, said = self.leader.ask("/config", "PATCH", settings)
        assert status == 200, said


class Refused(Exception):
    """By PostgreSQL, with its words; or none of the machines answers."""

"""Power cuts: the calls of real runs are recorded, and every kind of state that a cut can leave is made of them and opened."""

import concurrent.futures
import dataclasses
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

import pytest

import checks
import power
from conftest import copy
from deeds import Account, Load, Slots
from recording import Name, Recording, Sync, Truncate, Write, command
from server import Server, run

# One in so many states is also opened by the program itself, and one in so many of those served.
OPENED_BY_THE_PROGRAM = 50
SERVED = 4


# Recording.

def lying_there(database):
    """The files of a database as they lie there, all of it on disk; without the folder of what its records carry, which
    these runs do not write into."""
    found = {
        path.name: path.read_bytes()
        for path in database.parent.glob(f"{database.name}*")
        if path.is_file() and not path.name.endswith(("-shm", ".server"))
    }
    os.sync()
    return found


@dataclasses.dataclass
class Run:
    """A recorded run, and what the clients had been told during it."""

    name: str
    database: pathlib.Path
    recording: Recording
    deeds: dict

    def __post_init__(self):
        # An answer is known by its id; what a plain program says, by the key itself.
        ids = {key: deed.answer.headers["x-request-id"] if deed else key for key, deed in self.deeds.items()}
        places = power.places_of(self.recording, ids.values())
        self.told = {key: places[id] for key, id in ids.items()}
        self.effects = {key: deed.effect if deed else None for key, deed in self.deeds.items()}

    def knows_of(self, account):
        """Adds what was acknowledged before the recording began."""
        self.effects |= account.effects
        self.told |= dict.fromkeys(account.effects, -1)

    def files(self, suffix=""):
        """The files that bore a name one after another."""
        name = self.database.name + suffix
        numbers = {o.file for o in self.recording.operations if isinstance(o, Name) and o.name == name}
        return numbers | {number for number, known in enumerate(self.recording.before) if known == name}

    def count(self, kind, suffix=""):
        files = self.files(suffix)
        return sum(isinstance(o, kind) and o.file in files for o in self.recording.operations)


def record(zhibu, database, folder, writes, inject=(), name="loaded run"):
    """Serves and loads a database until so many writes were acknowledged, and stops it in the orderly way."""
    before = lying_there(database)
    output = folder / "calls"
    server = Server(zhibu, database, under=command(output, inject))
    server.start(within=60)
    account = Account()
    with Load(server, 50, name.replace(" ", ""), Slots(server.client()), account) as load:
        deadline = time.monotonic() + 120
        while len(account.acknowledged) < writes and time.monotonic() < deadline:
            time.sleep(0.02)
        load.stop()
    assert server.stop() == 0, server.last_words
    result = Run(name, database, Recording.read(output, database, before), account.acknowledged)
    output.unlink()
    return result


@pytest.fixture(scope="module")
def loaded(zhibu, bureau, tmp_path_factory, request):
    folder = tmp_path_factory.mktemp("loaded")
    writes = 1500 if request.config.option.markexpr == "quick" else 4000
    return record(zhibu, copy(bureau, folder / "bureau.sqlite"), folder, writes)


# Trying.

def write_state(folder, database, files):
    folder.mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder / database.name


# What the clients know, and from which place on. Given to each process once, for it is much.
_effects, _told = {}, {}


def know(effects, told):
    _effects.update(effects)
    _told.update(told)


def told_by(place):
    return {key: effect for key, effect in _effects.items() if _told[key] < place}


def try_state(path, place, by_program):
    """Opens a state. In a process of its own."""
    try:
        if by_program:
            # First, as it were the start after the cut; SQLite's own look comes after.
            zhibu, serves = by_program
            audit = run(zhibu, "audit", "verify", "--database", path)
            if audit.returncode != 0:
                return checks.Findings(faults=[f"audit verify: {audit.stdout}{audit.stderr}"])
            if serves:
                with Server(zhibu, path) as server:
                    server.stop()
        return checks.examine(path, told_by(place))
    except Exception as error:
        return checks.Findings(faults=[repr(error)])
    finally:
        shutil.rmtree(path.parent)


def try_plain_state(path, place, _):
    """The same for the plain program's file."""
    findings = checks.Findings()
    connection = sqlite3.connect(path)
    try:
        findings.faults = [row[0] for row in connection.execute("PRAGMA integrity_check(5)") if row[0] != "ok"]
        there = {row[0] for row in connection.execute("SELECT key FROM note")}
        findings.missing = [key for key in told_by(place) if key not in there]
    except sqlite3.DatabaseError as error:
        findings.faults.append(str(error))
    finally:
        connection.close()
        shutil.rmtree(path.parent)
    return findings


@dataclasses.dataclass
class Outcome:
    states: int = 0
    by_program: int = 0
    missing: int = 0
    losing: int = 0
    corrupt: int = 0
    first: object = None

    def take(self, place, findings):
        self.states += 1
        self.missing += len(findings.missing)
        self.losing += bool(findings.missing)
        self.corrupt += bool(findings.faults or findings.doubled)
        if not findings.is_clean and self.first is None:
            self.first = (place, findings.faults[:3], findings.missing[:3], findings.doubled[:3])


def try_power_cuts(run, count, chance, zhibu=None, recording=None, trial=try_state):
    """Cuts the power so often, and opens what is left."""
    recording = recording or run.recording
    disk = power.Disk(recording)
    outcome = Outcome()
    with (
        # In memory: the disk that is modelled is not the one that this runs on.
        tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None) as folder,
        concurrent.futures.ProcessPoolExecutor(
            os.cpu_count(), initializer=know, initargs=(run.effects, run.told)
        ) as workers,
    ):
        waiting = {}
        for number, place in enumerate(power.places(recording, count, chance)):
            disk.go_on(place)
            path = write_state(pathlib.Path(folder) / str(number), run.database, disk.after_power_loss(chance))
            by_program = None
            if zhibu and number % OPENED_BY_THE_PROGRAM == 0:
                by_program = (zhibu, number // OPENED_BY_THE_PROGRAM % SERVED == 0)
                outcome.by_program += 1
            waiting[workers.submit(trial, path, place, by_program)] = place
            while len(waiting) > 2 * os.cpu_count():
                collect(waiting, outcome)
        while waiting:
            collect(waiting, outcome)
    return outcome


def collect(waiting, outcome):
    done, _ = concurrent.futures.wait(waiting, return_when=concurrent.futures.FIRST_COMPLETED)
    for future in done:
        outcome.take(waiting.pop(future), future.result())


def tell(figures, run, outcome, subject=None):
    figures(
        f"power loss, {subject or run.name}", states=outcome.states, opened_by_zhibu_too=outcome.by_program,
        acknowledged_writes=len(run.effects), missing=outcome.missing, corrupt=outcome.corrupt,
    )


# What must hold.

@pytest.mark.quick
def test_nothing_acknowledged_is_lost_and_nothing_is_corrupt(zhibu, loaded, request, chance, figures):
    assert loaded.count(Sync, "-wal") > 20 and loaded.count(Write, "-wal") > 1000
    assert loaded.count(Write) > 100 and loaded.count(Sync) >= 2, "no checkpoint fell into the run"
    outcome = try_power_cuts(loaded, request.config.option.states, chance, zhibu)
    tell(figures, loaded, outcome)
    assert (outcome.missing, outcome.corrupt) == (0, 0), outcome.first


@pytest.mark.quick
def test_a_start_after_a_kill_can_be_cut_off_too(zhibu, bureau, tmp_path, request, chance, figures):
    database = copy(bureau, tmp_path / "bureau.sqlite")
    server = Server(zhibu, database)
    server.start()
    earlier = Account()
    with Load(server, 50, "before", Slots(server.client()), earlier):
        time.sleep(0.4)
        server.kill()
    log = tmp_path / "bureau.sqlite-wal"
    assert log.stat().st_size > 100_000, "there is nothing to recover"
    result = record(zhibu, database, tmp_path, 300, name="recovery")
    result.knows_of(earlier)
    outcome = try_power_cuts(result, max(50, request.config.option.states // 10), chance, zhibu)
    tell(figures, result, outcome)
    assert (outcome.missing, outcome.corrupt) == (0, 0), outcome.first


@pytest.mark.quick
def test_a_new_database_is_there_once_init_has_said_so(zhibu, tmp_path, request, chance, figures):
    """Cut off while it is made there may be no database, or half of one that is refused; afterwards there is a whole one."""
    database, output = tmp_path / "new.sqlite", tmp_path / "calls"
    subprocess.run(
        [*command(output), zhibu, "init", "--database", database], check=True, capture_output=True, timeout=120
    )
    made = Run("init", database, Recording.read(output, database, {}), {})
    disk = power.Disk(made.recording)
    disk.go_on(made.recording.length)
    count = max(20, request.config.option.states // 50)
    for number in range(count):
        path = write_state(tmp_path / str(number), database, disk.after_power_loss(chance))
        verified = run(zhibu, "audit", "verify", "--database", path)
        assert verified.returncode == 0, verified.stderr
        shutil.rmtree(path.parent)
    disk = power.Disk(made.recording)
    for number, place in enumerate(power.places(made.recording, count, chance)):
        disk.go_on(place)
        path = write_state(tmp_path / str(number), database, disk.after_power_loss(chance))
        verified = run(zhibu, "audit", "verify", "--database", path)
        # Whole, or plainly not a database, its keys or both; never one that answers and is damaged.
        assert verified.returncode in (0, 65, 69), (place, verified.returncode, verified.stderr)
        shutil.rmtree(path.parent)
    figures("power loss, init", states_after=count, states_during=count, incomplete_after=0)


def test_what_a_failed_sync_leaves_in_doubt_carries_nothing_that_is_acknowledged(
    zhibu, bureau, tmp_path, request, chance, figures
):
    """Linux forgets what it could not write once it has said so. Whatever is acknowledged later must not rest on it."""
    database = copy(bureau, tmp_path / "bureau.sqlite")
    run = record(
        zhibu, database, tmp_path, 1500, inject=["fdatasync:error=EIO:when=4+9"], name="failed syncs"
    )
    failed = sum(isinstance(o, Sync) and not o.has_succeeded for o in run.recording.operations)
    assert failed >= 5, "no sync failed"
    outcome = try_power_cuts(run, max(300, request.config.option.states // 4), chance, zhibu)
    tell(figures, run, outcome, f"{failed} failed syncs")
    assert (outcome.missing, outcome.corrupt) == (0, 0), outcome.first


# That the trial would find it.

def syncing_as_normal(run):
    """The record as synchronous = NORMAL would have made it: the log is synced when it begins anew and before a
    checkpoint, and not at commits."""
    logs, files = run.files("-wal"), run.files()
    operations = [o for o in run.recording.operations if isinstance(o, (Write, Sync, Truncate))]
    left_out = set()
    for before, operation, after in zip([None, *operations], operations, [*operations[1:], None]):
        if isinstance(operation, Sync) and operation.file in logs:
            begins_anew = isinstance(before, Write) and before.file in logs and before.offset == 0
            if not begins_anew and not (after and after.file in files):
                left_out.add(id(operation))
    return dataclasses.replace(
        run.recording, operations=[o for o in run.recording.operations if id(o) not in left_out]
    )


@pytest.mark.quick
def test_it_would_find_what_synchronous_normal_loses(loaded, request, chance, figures):
    outcome = try_power_cuts(
        loaded, max(50, request.config.option.states // 10), chance, recording=syncing_as_normal(loaded)
    )
    tell(figures, loaded, outcome, "as NORMAL would sync (a control)")
    assert outcome.missing > 0, "commits that were not synced are all there: the trial is blind"
    assert outcome.corrupt == 0, outcome.first


@pytest.mark.quick
def test_it_would_find_a_file_that_was_never_synced(loaded, request, chance, figures):
    operations = [o for o in loaded.recording.operations if not isinstance(o, Sync)]
    outcome = try_power_cuts(
        loaded, max(50, request.config.option.states // 10), chance,
        recording=dataclasses.replace(loaded.recording, operations=operations),
    )
    tell(figures, loaded, outcome, "without syncs (a control)")
    assert outcome.missing > 0 and outcome.corrupt > 0, "the trial is blind"


@pytest.mark.parametrize(
    ("synchronous", "loses", "damages"), [("FULL", False, False), ("NORMAL", True, False), ("OFF", True, True)]
)
def test_another_program_fares_as_sqlite_says(synchronous, loses, damages, tmp_path, request, chance, figures):
    """The same machinery on a program with a real switch: SQLite promises that NORMAL loses, and that OFF damages too."""
    database, output = tmp_path / "plain.sqlite", tmp_path / "calls"
    with sqlite3.connect(database) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE note (key TEXT PRIMARY KEY, filling TEXT)")
    connection.close()
    before = lying_there(database)
    rows = 600
    writer = pathlib.Path(__file__).with_name("plain_writer.py")
    subprocess.run(
        [*command(output), sys.executable, writer, database, synchronous, str(rows)],
        check=True, stdout=subprocess.PIPE, timeout=120,
    )
    deeds = dict.fromkeys(f"fault-plain-{number}" for number in range(rows))
    result = Run(f"synchronous = {synchronous}", database, Recording.read(output, database, before), deeds)
    outcome = try_power_cuts(result, max(200, request.config.option.states // 5), chance, trial=try_plain_state)
    tell(figures, result, outcome, f"a plain program with synchronous = {synchronous} (a control)")
    assert (outcome.missing > 0, outcome.corrupt > 0) == (loses, damages), outcome.first

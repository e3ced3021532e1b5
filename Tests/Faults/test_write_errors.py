"""Calls that fail, each in turn: of the log, of the file, by writing, syncing and changing size."""

import itertools
import time

import pytest

import failing
from checks import copy_crashed, examine
from deeds import Account, Slots, Writer
from failing import ALL, ERRORS, KINDS, SIZES, SYNCS, WRITES
from preloaded import build
from server import Server, together

WRITERS = 8
# After so many of them the process is killed, and the file is looked through.
LOOKED_AT_EVERY = 12

# Which calls on which file, and how many of them are spared at the most: as many as one after another in a commit, or
# in a checkpoint.
PLACES = [("-wal", "writes", 24), ("-wal", "syncs", 4), ("", "writes", 8), ("", "syncs", 2), ("", "changes of size", 1)]
# The codes that a refusal for an error may have. SQLite tells a full disk from others by writes alone, not by
# syncs and sizes, and not a quota that is used up.
CODES = {"EIO": {"cannotWrite"}, "ENOSPC": {"diskFull"}, "EDQUOT": {"cannotWrite"}, "short": {"cannotWrite", "diskFull"}}
STATUS = {"cannotWrite": 503, "diskFull": 507}


def cases(chance, is_quick):
    """Each place in turn, with each error, failing once and until it is lifted."""
    found = [
        (suffix, kind, error, after, count)
        for suffix, kind, most in PLACES
        for after in range(most)
        for error in ERRORS
        for count in (1, ALL)
        if error != "short" or kind == "writes" and count == 1
    ]
    if not is_quick:
        return found
    # One of each place and error.
    chance.shuffle(found)
    return [next(group) for _, group in itertools.groupby(sorted(found, key=lambda c: c[:3]), key=lambda c: c[:3])]


class Trial:
    """Writers on a server whose calls fail, one case after another."""

    def __init__(self, server, fault):
        self.server, self.fault = server, fault
        self.account = Account()
        self.numbers = itertools.count()
        self.restart()

    def restart(self):
        self.slots = Slots(self.server.client())
        self.run = f"e{next(self.numbers)}"
        self.writers = [Writer(number, self.run, self.slots, self.account) for number in range(WRITERS)]
        self.clients = [self.server.client() for _ in self.writers]
        self.reader = self.server.client()

    def write_once(self):
        return together(lambda number: self.writers[number].write(self.clients[number]), WRITERS)

    def try_case(self, case):
        """
        :param case: one of ``cases``.
        :return: how many calls failed, and how many writes were refused.
        """
        suffix, kind, error, after, count = case
        deeds = []
        with self.fault.let_fail(KINDS[kind], self.server.database.name + suffix, ERRORS[error], after, count) as fault:
            # A checkpoint comes only after some hundred writes.
            deadline = time.monotonic() + 20
            while fault.met == 0 and time.monotonic() < deadline:
                deeds += self.write_once()
            deeds += self.write_once()
            assert self.reader.get("/areas?limit=5").status == 200, "reading does not go on"
            assert self.reader.get("/cycles?limit=5").status == 200
            met = fault.met
        refused = [deed for deed in deeds if not deed.answer or not deed.answer.is_success]
        for deed in refused:
            assert deed.answer, f"no answer under {error}"
            if deed.answer.status == 412:
                continue
            codes = CODES[error] if kind == "writes" else {"cannotWrite", "diskFull"}
            assert deed.answer.is_problem and deed.answer.code in codes, (case, deed.answer)
            assert deed.answer.status == STATUS[deed.answer.code]
        # By itself, at once: no restart, and what was refused is done when it is asked for again.
        assert all(deed.answer.is_success or deed.answer.status == 412 for deed in self.write_once())
        self.account.settle(self.reader)
        return met, len(refused)

    def look(self, folder):
        self.server.kill()
        findings = examine(copy_crashed(self.server.database, folder), self.account.effects)
        assert findings.is_clean, findings
        self.server.start()
        assert self.server.client().get("/audit/verification").json["holds"]
        self.restart()


@pytest.mark.quick
def test_each_call_can_fail_and_nothing_acknowledged_is_lost(zhibu, database, tmp_path, request, chance, figures):
    fault = failing.Failing(tmp_path, build("failing", tmp_path))
    tried = met = refused = 0
    idle = []
    with Server(zhibu, database, environment=fault.environment) as server:
        trial = Trial(server, fault)
        for case in cases(chance, request.config.option.markexpr == "quick"):
            failures, refusals = trial.try_case(case)
            if failures == 0:
                idle.append(case)
            tried, met, refused = tried + 1, met + failures, refused + refusals
            if tried % LOOKED_AT_EVERY == 0:
                trial.look(tmp_path / "look")
        trial.look(tmp_path / "look")
        account = trial.account
        assert server.stop() == 0
    findings = examine(database, account.effects)
    assert findings.is_clean, findings
    figures(
        "write errors", cases=tried, calls_that_failed=met, refused_writes=refused,
        acknowledged_writes=len(account.acknowledged), missing=0, corrupt=0,
    )
    assert not idle, f"calls that never came, so that nothing failed: {idle}"
    assert refused > 0


@pytest.mark.quick
@pytest.mark.parametrize("kinds", [WRITES, SYNCS, SIZES])
def test_a_stop_whose_last_writes_fail_loses_nothing(kinds, zhibu, database, tmp_path, figures):
    """What cannot be moved from the log into the file stays in the log, and the next start finds it."""
    fault = failing.Failing(tmp_path, build("failing", tmp_path))
    server = Server(zhibu, database, environment=fault.environment)
    server.start()
    trial = Trial(server, fault)
    for _ in range(5):
        trial.write_once()
    with fault.let_fail(kinds, ".sqlite", ERRORS["EIO"]):
        server.stop()
        assert fault.met > 0
    findings = examine(copy_crashed(database, tmp_path / "look"), trial.account.effects)
    assert findings.is_clean, findings
    with server:
        assert server.client().get("/audit/verification").json["holds"]
    figures("a stop whose writes fail", acknowledged_writes=len(trial.account.acknowledged), missing=0, corrupt=0)


@pytest.mark.quick
def test_a_folder_that_cannot_be_synced_is_not_served_from(zhibu, database, tmp_path):
    """SQLite asks for it when it makes the log, and goes on where it fails; then the log's name is lost with the power."""
    fault = failing.Failing(tmp_path, build("failing", tmp_path))
    server = Server(zhibu, database, environment=fault.environment)
    with fault.let_fail(SYNCS, database.parent.name, ERRORS["EIO"]):
        with pytest.raises(RuntimeError, match="cannot be synced"):
            server.start()
        assert fault.met > 0
    with server:
        assert server.client().get("/branches").status == 200

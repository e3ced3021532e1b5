"""kill -9 under many writers, again and again."""

import time

import pytest

from checks import copy_crashed, examine
from conftest import copy
from deeds import Account, Load, Slots
from server import Server

CYCLES_PER_FILE = 20


@pytest.mark.quick
def test_every_acknowledged_write_outlives_the_process(zhibu, bureau, tmp_path, request, chance, figures):
    cycles, writers = request.config.option.cycles, request.config.option.writers
    acknowledged = repeated = 0
    times = []
    # A new file from time to time, so that looking through it does not come to take most of the time.
    for first in range(0, cycles, CYCLES_PER_FILE):
        server = Server(zhibu, copy(bureau, tmp_path / str(first) / "bureau.sqlite"))
        server.start()
        account = Account()
        for cycle in range(first, min(first + CYCLES_PER_FILE, cycles)):
            with Load(server, writers, f"c{cycle}", Slots(server.client()), account):
                time.sleep(chance.uniform(0.1, 0.8))
                server.kill()
            # What the disk has now is what the next start will find; a look at it changes nothing there.
            findings = examine(copy_crashed(server.database, tmp_path / "look"), account.effects)
            assert findings.is_clean, (cycle, findings)
            times.append(server.start())
            repeated += len(account.unanswered)
            client = server.client()
            account.settle(client)
            assert client.send("POST", "/audit/checkpoints").is_success
            verification = client.get("/audit/verification").json
            assert verification["holds"], (cycle, verification)
        assert server.stop() == 0, server.last_words
        findings = examine(server.database, account.effects)
        assert findings.is_clean, findings
        acknowledged += len(account.acknowledged)
    figures(
        "kill -9", cycles=cycles, writers=writers, acknowledged_writes=acknowledged, missing=0, done_twice=0,
        repeated_after_the_kill=repeated, s_at_most_to_ready=round(max(times), 3),
        s_to_ready_on_average=round(sum(times) / len(times), 3), starts_over_a_second=sum(t > 1 for t in times),
    )
    assert acknowledged >= 20 * cycles, "hardly anything was written: this proves little"

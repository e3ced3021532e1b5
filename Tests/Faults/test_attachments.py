"""kill -9 under many who add files: none that was acknowledged is lost, and no row is without its own."""

import contextlib
import json
import subprocess
import threading
import time

import pytest

from conftest import copy
from server import Server, Unanswered

KILLS, WRITERS = 10, 8


def content(key):
    """Of a size that takes some pieces."""
    return b"%PDF-1.7\n% " + key.encode() + b"\n" + b"0" * 300_000 + b"\nstartxref\n9\n%%EOF\n"


@pytest.mark.quick
def test_every_file_that_was_acknowledged_outlives_the_process(zhibu, bureau, tmp_path, chance, figures):
    server = Server(zhibu, copy(bureau, tmp_path / "bureau.sqlite"))
    server.start()
    acknowledged = {}

    def add(run, writer, places, stop):
        client = server.client()
        for number, place in enumerate(places):
            if stop.is_set():
                break
            key = f"{run}-{writer}-{number}"
            with contextlib.suppress(Unanswered):
                answer = client.send(
                    "POST", f"/attachments?holder=planItem&record={place}&name={key}.pdf", content(key),
                    {"Content-Type": "application/pdf", "Idempotency-Key": key},
                )
                if answer.is_success:
                    acknowledged[answer.json["id"]] = key
        client.close()

    for run in range(KILLS):
        client = server.client()
        items = []
        for number in range(3):
            made = client.send(
                "POST", "/plan-items",
                {"month": "2030-12", "title": f"run {run} {number}", "kind": "trial", "due": "2030-12-20"},
            )
            assert made.is_success, made
            items += [item["id"] for item in made.json]
        client.close()
        stop = threading.Event()
        writers = [
            threading.Thread(target=add, args=(run, number, items[number::WRITERS] * 5, stop)) for number in range(WRITERS)
        ]
        for writer in writers:
            writer.start()
        time.sleep(chance.uniform(0.05, 0.4))
        server.kill()
        stop.set()
        for writer in writers:
            writer.join()
        server.start()
    client = server.client()
    for id, key in acknowledged.items():
        assert client.get(f"/attachments/{id}/file").body == content(key), key
    client.close()
    assert server.stop() == 0, server.last_words
    said = subprocess.run([zhibu, "doctor", "--json", "--database", server.database], capture_output=True, timeout=900)
    found = json.loads(said.stdout)
    # The copy of the bureau has not the modes that the program gives its files.
    wrong = [finding for finding in found["findings"] if finding["check"] not in ("files", "space")]
    assert not wrong and found["attachments"] >= len(set(acknowledged.values())), (wrong, found["attachments"])
    figures("kill -9, of uploads", kills=KILLS, acknowledged_files=len(acknowledged), missing=0, strays=found["strayFiles"])
    assert acknowledged, "nothing was added: this proves little"

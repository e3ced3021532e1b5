"""Requests that come again, at once and after a kill: one effect, and one answer for all of them."""

import itertools
import sqlite3
import threading

import pytest

from deeds import POINTS, Slots
from server import Unanswered, together

REPEATS = 50


def submission(slots, number, key):
    cycle, area, *_ = slots.of(number)
    body = {
        "area": area, "tier": "public", "assessor": f"商户{number}", "points": POINTS, "comment": key,
        "revisionReason": "复核后更正",
    }
    return f"/cycles/{cycle}/sheets", body, {"Idempotency-Key": key}


def effects(database, key):
    """How many sheets say so, and how many entries the audit has of them."""
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        sheets = [row[0] for row in connection.execute("SELECT id FROM sheet WHERE comment = ?", [key])]
        entries = connection.execute(
            f"SELECT count(*) FROM audit WHERE subject = 'sheet' AND subject_id IN ({','.join('?' * len(sheets))})", sheets
        ).fetchone()[0]
    connection.close()
    return len(sheets), entries


@pytest.mark.quick
def test_fifty_repeats_at_once_have_one_effect_and_one_answer(served, request, figures):
    slots, rounds = Slots(served.client()), 5 if request.config.option.markexpr == "quick" else 40
    for number in range(rounds):
        key = f"fault-repeat-{number}"
        path, body, headers = submission(slots, number, key)
        answers = together(lambda _: served.client().send("POST", path, body, headers), REPEATS)
        assert {answer.status for answer in answers} == {201}
        assert len({answer.body for answer in answers}) == 1
        assert effects(served.database, key) == (1, 1)
    figures("repeats at once", rounds=rounds, requests=rounds * REPEATS, effects=rounds, different_answers=0)


@pytest.mark.quick
def test_repeats_cut_off_by_a_kill_are_answered_as_before(served, request, chance, figures):
    slots, rounds = Slots(served.client()), 5 if request.config.option.markexpr == "quick" else 40
    answered = unanswered = 0
    for number in range(rounds):
        key = f"fault-killed-{number}"
        path, body, headers = submission(slots, number, key)
        # In one round by the time, in the next by how many have their answer.
        killer = threading.Timer(chance.uniform(0, 0.02), served.kill)
        wanted = chance.randrange(1, REPEATS // 2)
        is_timed, arrived = number % 2 == 0, itertools.count(1)

        def ask(index):
            if is_timed and index == 0:
                killer.start()
            try:
                answer = served.client().send("POST", path, body, headers)
            except Unanswered:
                return None
            if not is_timed and next(arrived) == wanted:
                served.kill()
            return answer

        before = together(ask, REPEATS)
        if is_timed:
            killer.join()
        served.start()
        after = together(lambda _: served.client().send("POST", path, body, headers), REPEATS)
        bodies = {answer.body for answer in before + after if answer}
        assert len(bodies) == 1, bodies
        assert {answer.status for answer in before + after if answer} == {201}
        assert effects(served.database, key) == (1, 1)
        answered += sum(answer is not None for answer in before)
        unanswered += sum(answer is None for answer in before)
    figures(
        "repeats across a kill", rounds=rounds, answered_before_it=answered, cut_off_by_it=unanswered,
        effects=rounds, different_answers=0,
    )
    assert unanswered > 0 and answered > 0, "the kills came too early or too late"


@pytest.mark.quick
def test_a_key_is_for_one_request(served):
    slots = Slots(served.client())
    path, body, headers = submission(slots, 1, "fault-other")
    client = served.client()
    assert client.send("POST", path, body, headers).status == 201
    other = client.send("POST", path, {**body, "comment": "fault-another"}, headers)
    assert (other.status, other.code) == (422, "idempotencyKeyReused")
    assert effects(served.database, "fault-another") == (0, 0)

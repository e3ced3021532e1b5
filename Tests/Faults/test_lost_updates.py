"""Edits that race: of those who read the same version, exactly one wins, and the others are told."""

import pytest

from deeds import POINTS, Slots
from server import together

RACERS = 20


@pytest.mark.quick
def test_exactly_one_edit_of_each_version_wins(served, request, figures):
    rounds = 5 if request.config.option.markexpr == "quick" else 100
    client = served.client()
    area = client.get("/areas?limit=1").json["items"][0]
    fields = {name: area[name] for name in ("name", "kind", "established")}
    for number in range(rounds):
        version = client.get(f"/areas/{area['id']}").headers["etag"]

        def edit(racer):
            body = {**fields, "boundary": f"第{number}轮，{racer}"}
            return served.client().send("PUT", f"/areas/{area['id']}", body, {"If-Match": version})

        answers = together(edit, RACERS)
        winners = [racer for racer, answer in enumerate(answers) if answer.status == 200]
        assert len(winners) == 1
        assert all(answer.code == "staleVersion" for racer, answer in enumerate(answers) if racer not in winners)
        stored = client.get(f"/areas/{area['id']}").json
        assert stored == answers[winners[0]].json
        assert stored["boundary"] == f"第{number}轮，{winners[0]}"
        assert stored["version"] == int(version.strip('"')) + 1
    history = client.get(f"/audit?subject=area&subjectId={area['id']}&limit=500").json["items"]
    assert sum(entry["action"] == "changed" for entry in history) == rounds
    figures("racing edits", versions=rounds, racers=RACERS, won=rounds, refused=rounds * (RACERS - 1), lost=0)


@pytest.mark.quick
def test_exactly_one_revision_of_a_sheet_replaces_what_was_read(served, request, figures):
    rounds = 5 if request.config.option.markexpr == "quick" else 100
    client = served.client()
    cycle, area, *_ = Slots(client).of(0)

    def submit(client, comment, **more):
        body = {"area": area, "tier": "public", "assessor": "商户代表", "points": POINTS, "comment": comment, **more}
        return client.send("POST", f"/cycles/{cycle}/sheets", body)

    revision = submit(client, "第一张").json["revision"]
    for number in range(rounds):
        answers = together(
            lambda racer: submit(
                served.client(), f"第{number}轮，{racer}", revisionReason="更正", revises=revision
            ),
            RACERS,
        )
        won = [answer for answer in answers if answer.status == 201]
        assert len(won) == 1
        assert all(answer.code == "staleVersion" for answer in answers if answer not in won)
        assert won[0].json["revision"] == revision + 1
        revision += 1
    figures("racing revisions", revisions=rounds, racers=RACERS, won=rounds, refused=rounds * (RACERS - 1), lost=0)

"""Reminders by mail, through Debian's msmtp to a real SMTP server on this machine."""

import datetime
import email
import email.policy
import re
import socket
import time

import pytest
from aiosmtpd.controller import Controller

from server import Server, run

SENDER, RECIPIENT = "zhibu@bureau.example", "li.wei@bureau.example"
THEME = "讨论某某同志转正"
PATIENCE = 900


class Inbox:
    """What the SMTP server was given: envelopes, as they came."""

    def __init__(self):
        self.envelopes = []

    async def handle_DATA(self, server, session, envelope):
        self.envelopes.append(envelope)
        return "250 taken"


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture
def inbox():
    return Inbox()


@pytest.fixture
def mail_server(inbox):
    controller = Controller(inbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield controller
    controller.stop()


def sendmail(folder, port):
    """Debian's msmtp, told where to go by a file of its own."""
    settings = folder / "msmtprc"
    settings.write_text(f"account default\nhost 127.0.0.1\nport {port}\nauth off\ntls off\nfrom {SENDER}\n")
    settings.chmod(0o600)
    program = folder / "sendmail"
    program.write_text(f'#!/bin/sh\nexec /usr/bin/msmtp --file={settings} "$@"\n')
    program.chmod(0o755)
    return program


def options(program):
    return [
        "--mail-by", str(program), "--mail-from", SENDER, "--mail-console", "https://zhibu.example",
        "--mail-after", "00:00",
    ]


def arrange(zhibu, database):
    """A meeting of tomorrow, of which a secretary is reminded, and whose theme is nobody else's to read."""
    with Server(zhibu, database) as server:
        client = server.client()
        account = client.get("/accounts?name=1101").json["items"][0]
        kept = client.send(
            "PUT", f"/accounts/{account['id']}/mail-reminder", {"address": RECIPIENT, "language": "zh-CN"},
            headers={"If-Match": '"0"'},
        )
        assert kept.status == 200, kept.body
        branch = client.get("/branches?code=CG-01").json["items"][0]
        tomorrow = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8))).date()
        tomorrow += datetime.timedelta(days=1)
        made = client.send(
            "POST", f"/branches/{branch['id']}/meetings",
            {"kind": "assembly", "theme": THEME, "date": str(tomorrow), "start": "09:00", "minutes": 60, "place": "会议室"},
        )
        assert made.status == 201, made.body
        server.stop()
    return tomorrow


def digests(server):
    answer = server.client().get("/digests")
    assert answer.status == 200
    return answer.json["items"]


def wait_for(what):
    begun = time.monotonic()
    while not (found := what()):
        assert time.monotonic() - begun < PATIENCE
        time.sleep(0.05)
    return found


@pytest.mark.quick
def test_a_digest_arrives_once_a_day_whatever_happens_to_the_server(zhibu, database, inbox, mail_server, tmp_path, figures):
    tomorrow = arrange(zhibu, database)
    server = Server(zhibu, database)
    server.options = options(sendmail(tmp_path, mail_server.port))
    server.start()
    wait_for(lambda: [digest for digest in digests(server) if digest["state"] == "sent"])
    # Killed and started again, and asked besides: it was sent.
    for _ in range(3):
        server.kill()
        server.start()
        assert server.client().send("POST", "/digests").json["sent"] == 0
    server.stop()

    (envelope,) = inbox.envelopes
    assert (envelope.mail_from, envelope.rcpt_tos) == (SENDER, [RECIPIENT])
    message = email.message_from_bytes(envelope.content, policy=email.policy.default)
    assert message["From"] == f"<{SENDER}>" or message["From"] == SENDER
    assert [address.addr_spec for address in message["To"].addresses] == [RECIPIENT]
    assert "Bcc" not in message and "Cc" not in message
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"].endswith(".zhibu>")
    assert message["Date"].datetime.utcoffset() == datetime.timedelta(hours=8)
    # By the day on which it is tried, the demo bureau may have one of its own besides.
    assert re.search("会议[1-9]次$", message["Subject"]), message["Subject"]
    assert message.get_content_type() == "text/plain" and message.get_content_charset() == "utf-8"
    said = message.get_content()
    assert f"{tomorrow.year}年{tomorrow.month}月{tomorrow.day}日" in said and "https://zhibu.example" in said
    assert THEME not in said
    figures("reminders", starts=4, mails=len(inbox.envelopes))


@pytest.mark.quick
def test_a_mail_server_that_is_down_is_told_and_tried_again(zhibu, database, inbox, tmp_path):
    arrange(zhibu, database)
    # Nobody listens there.
    port = free_port()
    with Server(zhibu, database) as server:
        server.stop()
        server.options = options(sendmail(tmp_path, port))
        server.start()
        failed = wait_for(lambda: [digest for digest in digests(server) if digest["state"] == "failed"])
        assert failed[0]["account"] == "1101" and "127.0.0.1" in failed[0]["fault"], failed
        wait_for(lambda: "reminders were not sent" in server.log.read_text())
        again = run(zhibu, "remind", "send", "--database", database)
        assert again.returncode == 1 and "1 failed" in again.stdout, again
        controller = Controller(inbox, hostname="127.0.0.1", port=port)
        controller.start()
        try:
            done = run(zhibu, "remind", "send", "--database", database)
            assert done.returncode == 0 and done.stdout.startswith("1 sent, 0 failed"), done
        finally:
            controller.stop()
        assert len(inbox.envelopes) == 1
        listed = run(zhibu, "remind", "list", "--database", database)
        assert "1101" in listed.stdout and "sent" in listed.stdout, listed


@pytest.mark.quick
@pytest.mark.parametrize(
    "given, said",
    [
        (["--mail-by", "sendmail"], "--mail-from"),
        (["--mail-by", "sendmail", "--mail-from", SENDER, "--mail-console", "https://zhibu.example"], "whole path"),
        (["--mail-by", "/bin/true", "--mail-from", "a b", "--mail-console", "https://zhibu.example"], "--mail-from"),
        (["--mail-by", "/bin/true", "--mail-from", SENDER, "--mail-console", "zhibu"], "no address of a console"),
    ],
)
def test_what_does_not_send_mail_is_told_at_the_start(zhibu, database, given, said):
    refused = run(zhibu, "serve", "--database", database, "--port", "0", *given)
    assert refused.returncode == 64 and said in refused.stderr, refused

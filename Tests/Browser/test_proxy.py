"""The console behind Debian's nginx, as an office's administrator sets it up: on another port than 443, below a path."""

import contextlib
import socket
import subprocess
import types
import urllib.parse

import pytest

from bureau import ADMINISTRATOR, OFFICER, SECRETARY, Bureau
from grid import Grid

CONFIGURATION = """
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ }}
http {{
    access_log {folder}/access.log;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port} ssl;
        server_name localhost;
        ssl_certificate     {folder}/zhibu.pem;
        ssl_certificate_key {folder}/zhibu.key;
        client_max_body_size 256m;
        location {path}/ {{
            proxy_pass {server};
            proxy_http_version 1.1;
            {host}
            proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
            proxy_set_header X-Forwarded-Proto $scheme;
            proxy_request_buffering off;
        }}
    }}
}}
"""

# What operators write of the server's name: by our page, by another one, by none.
HOSTS = {
    "documented": "proxy_set_header Host $host; proxy_set_header X-Forwarded-Host $http_host;",
    "without the port": "proxy_set_header Host $host;",
    "with the port": "proxy_set_header Host $http_host;",
    "nothing": "",
}


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextlib.contextmanager
def nginx(folder, server, host, path):
    """:return: the address that a browser finds it at."""
    port = free_port()
    subprocess.run(
        [
            "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
            "-keyout", folder / "zhibu.key", "-out", folder / "zhibu.pem",
        ],
        check=True, capture_output=True,
    )
    written = folder / "nginx.conf"
    written.write_text(CONFIGURATION.format(folder=folder, port=port, path=path, server=server, host=host))
    with subprocess.Popen(["/usr/sbin/nginx", "-c", written], stderr=subprocess.PIPE) as process:
        try:
            for _ in range(200):
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                    break
                assert process.poll() is None, process.stderr.read()
            yield f"https://localhost:{port}{path}"
        finally:
            process.terminate()


@contextlib.contextmanager
def behind(zhibu, made, folder, host, path=""):
    """A bureau as its people see it, behind a proxy."""
    bureau = Bureau(zhibu, made, folder)
    bureau.options = ["--behind-proxy", *(["--base-path", path] if path else [])]
    with bureau:
        server = bureau.address.removesuffix(path)
        with nginx(folder, server, HOSTS[host], path) as address:
            yield types.SimpleNamespace(
                address=address, places=bureau.places, passwords=bureau.passwords, session=bureau.session,
                guests=bureau.guests, see_out=bureau.see_out)
            bureau.see_out()


@pytest.mark.parametrize(("host", "path"), [*((host, "") for host in HOSTS), ("documented", "/zhibu")])
def test_forms_are_taken_and_links_lead_back(zhibu, made, tmp_path, enter, host, path):
    with behind(zhibu, made, tmp_path, host, path) as bureau:
        officer = enter(bureau, ignore_https_errors=True)
        officer.go("/cycles/{current}/scores?tier=public&assessor=商户代表9")
        officer.sign_in(OFFICER)
        grid = Grid(officer)
        grid.type("CG-01-A01", "18", "22.5", "27", "13", "9")
        officer.press("saveScores")
        officer.is_told("noticeScoresSaved")
        assert officer.page.url.startswith(f"{bureau.address}/cycles/")
        names = {cookie["name"] for cookie in officer.context.cookies()}
        prefix = "__Secure-" if path else "__Host-"
        assert {f"{prefix}zhibu-session", f"{prefix}zhibu-device"} <= names

        # What is printed is what a browser finds.
        administrator = enter(bureau, ignore_https_errors=True)
        administrator.go("/administration/accounts/{account}")
        administrator.sign_in(ADMINISTRATOR)
        administrator.press("makeLink")
        link = administrator.page.locator(".secret code").inner_text()
        assert link.startswith(f"{bureau.address}/password/")
        secretary = enter(bureau, ignore_https_errors=True)
        secretary.go("/account/reminders")
        secretary.sign_in(SECRETARY)
        secretary.press("calendarAddressMake")
        address = secretary.page.locator(".secret input").input_value()
        assert address.startswith(f"{bureau.address}/calendars/")
        calendar = officer.context.request.get(address)
        assert calendar.status == 200 and "BEGIN:VEVENT" in calendar.text()


def test_another_sites_page_is_refused_behind_it_too(zhibu, made, tmp_path, enter):
    with behind(zhibu, made, tmp_path, "documented") as bureau:
        person = enter(bureau, ignore_https_errors=True)
        for headers in [
            {"Origin": "https://evil.example"}, {"Origin": "https://evil.example", "X-Forwarded-Host": "evil.example"},
            {"Origin": bureau.address.replace("https", "http")}, {"Sec-Fetch-Site": "cross-site"},
        ]:
            refused = person.context.request.post(
                f"{bureau.address}/api/v1/session", data={"name": "1101", "password": "x"}, headers=headers)
            assert refused.status == 403 and refused.json()["code"] == "foreignOrigin", headers
        host = urllib.parse.urlsplit(bureau.address).netloc
        own = person.context.request.post(
            f"{bureau.address}/api/v1/session", data={"name": "1101", "password": "x"},
            headers={"Origin": f"https://{host}"})
        assert own.status == 401, "it is only that the password is wrong"

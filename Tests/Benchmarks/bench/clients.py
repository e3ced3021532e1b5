"""People of the bureau who have signed in."""

import concurrent.futures
import http.cookies
import json

from .processes import Failed, Server

PASSWORD = "benchmark-of-the-bureau-7391"


class Client:
    """An account of a branch's secretary or officer, with a session and what goes along with each request."""

    def __init__(self, branch, number):
        self.branch = branch
        self.number = number

    def sign_in(self, server: Server):
        """Makes the account, sets its password by a link, and signs in, over a connection of its own."""
        own = Server.__new__(Server)
        own.token, own.address = server.token, server.address
        own.connection = type(server.connection)(server.address.removeprefix("http://"), timeout=60)
        account = own.post("/accounts", {"name": self.number, "member": self.number})
        link = own.post(f"/accounts/{account['id']}/links")["link"]
        own.post("/password-links/use", {"link": link, "newPassword": PASSWORD}, {})
        headers, session = own.ask("POST", "/session", {"name": self.number, "password": PASSWORD}, {})
        own.connection.close()
        cookies = http.cookies.SimpleCookie()
        for field in headers.get_all("Set-Cookie"):
            cookies.load(field)
        self.cookie = f"zhibu-session={cookies['zhibu-session'].value}"
        self.csrf = session["csrfToken"]
        return self

    @property
    def headers(self):
        return {"Cookie": self.cookie, "X-CSRF-Token": self.csrf}


def sign_in(server: Server, branches, count):
    """As many clients as asked for: the secretaries, then the third members, of the branches in turn."""
    wanted = []
    for place in ("01", "03", "04", "05"):
        for branch in branches:
            if len(wanted) < count:
                wanted.append(Client(branch, f"{branch['code'].removeprefix('CG-')}{place}"))
    if len(wanted) < count:
        raise Failed(f"too few branches for {count} clients")
    # Two at a time: each password takes a third of a second of work, twice.
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        return list(pool.map(lambda client: client.sign_in(server), wanted))


def submissions(clients, cycles):
    """What `submit.lua` needs of each client, for the open months of their branches (by branch code)."""
    parts = {}
    for client in clients:
        parts.setdefault(client.branch["code"], []).append(client)
    return [
        {
            "cookie": client.cookie, "csrf": client.csrf, "branch": client.branch["code"],
            "numbers": client.branch["code"].removeprefix("CG-"), "members": client.branch["areas"],
            "path": f"/api/v1/cycles/{cycles[client.branch['code']]['id']}/sheets",
            "part": parts[client.branch["code"]].index(client), "parts": len(parts[client.branch["code"]]),
        }
        for client in clients
    ]

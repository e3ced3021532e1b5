"""Whoever follows the console's own links, from the first page on, arrives."""

import html.parser
import http.client
import urllib.parse

import pytest

from bureau import ACCOUNTS, ADMINISTRATOR, AUDITOR, COMMITTEE, MEMBER, SECRETARY
from pages import ALL

# Pages that are asked for at most. Of those that differ in their ids alone, so many.
MOST, MOST_ALIKE = 400, 6


class Page(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.links, self.anchors = [], set()
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if "id" in attributes:
            self.anchors.add(attributes["id"])
        if tag == "a" and "href" in attributes:
            self.links.append(attributes["href"])


# All are one code, by what each has; deeds stand for them.
LEDGERS = {
    "seminars", "papers", "inspections", "exchanges", "experiences", "training", "publicity", "commitments", "campaigns",
    "branch-rules", "risk-posts", "conduct", "decision-opinions", "offers",
}


def likeness(path):
    """What paths that differ in their ids alone have in common; of ledgers, in the ledger too, and the step."""
    parts = urllib.parse.urlsplit(path).path.split("/")
    if parts[1] in LEDGERS or parts[1] == "deeds":
        parts = ["", "deeds", *parts[2:3], *(["done"] if len(parts) > 3 and parts[3] not in ("revise", "withdraw") else parts[3:])]
    if parts[1:3] == ["help", "handbook"]:
        parts[3:4] = ["chapter"] * len(parts[3:4])
    return "/".join("#" if part.isdigit() or parts[:2] == ["", "api"] and part != "api" else part for part in parts[1:])


class Walk:
    def __init__(self, bureau, name):
        address = urllib.parse.urlsplit(bureau.address)
        self.base = address.path
        self.connection = http.client.HTTPConnection(address.netloc, timeout=120)
        self.headers = {"Cookie": bureau.session(name), "Accept": "text/html,*/*", "Accept-Language": "zh-CN"}
        self.pages, self.faults = {}, []

    def get(self, path):
        self.connection.request("GET", urllib.parse.quote(path, safe="/?&=%~.-_"), headers=self.headers)
        response = self.connection.getresponse()
        content = response.read()
        return response, content

    def from_home(self):
        waiting, alike = [(f"{self.base}/", "")], {}
        while waiting and len(self.pages) < MOST:
            address, origin = waiting.pop(0)
            path, _, anchor = address.partition("#")
            if path not in self.pages:
                like = likeness(path.removeprefix(self.base))
                alike[like] = alike.get(like, 0) + 1
                if alike[like] > MOST_ALIKE:
                    continue
                response, content = self.get(path)
                if response.status != 200:
                    self.faults.append(f"{origin} leads to {path}: {response.status}")
                is_page = response.getheader("content-type", "").startswith("text/html")
                self.pages[path] = Page(content.decode()) if is_page else None
                if is_page:
                    links = (urllib.parse.urljoin(path, link) for link in self.pages[path].links)
                    waiting += [(link, path) for link in links if link.startswith("/")]
                    self.faults += [
                        f"{path} leads away: {link}"
                        for link in self.pages[path].links
                        if not link.startswith(("/", "#", "?"))
                    ]
            page = self.pages.get(path)
            if anchor and page is not None and anchor not in page.anchors:
                self.faults.append(f"{origin} leads to {address}: nothing there is called so")


@pytest.fixture(scope="module")
def walks(standing):
    """Everybody's walk, by their names."""
    walks = {name: Walk(standing, name) for name in ACCOUNTS}
    for walk in walks.values():
        walk.from_home()
    return walks


@pytest.mark.parametrize("name", ACCOUNTS)
def test_every_link_leads_somewhere(walks, name):
    assert not walks[name].faults, "\n".join(walks[name].faults)
    assert len(walks[name].pages) > 10


def test_every_page_that_is_walked_to_is_in_the_list_of_pages(standing, walks):
    listed = {likeness(path.format(**standing.places)) for _, path in ALL}
    reached = {likeness(path): path for walk in walks.values() for path, page in walk.pages.items() if page}
    assert not reached.keys() - listed, [reached[like] for like in reached.keys() - listed]


@pytest.mark.parametrize(
    ("name", "path"),
    [
        (MEMBER, "/administration/accounts"), (MEMBER, "/imports"), (SECRETARY, "/administration/audit"),
        (COMMITTEE, "/administration/upkeep"), (AUDITOR, "/imports"), (ADMINISTRATOR, "/administration/audit"),
        (ADMINISTRATOR, "/cycles/{open}/scores"), (SECRETARY, "/cycles/{posted}/scores"),
    ],
)
def test_a_page_that_is_not_for_somebody_says_so_politely(standing, enter, name, path):
    person = enter(standing, name)
    with person.expecting(403, 404):
        response = person.page.goto(standing.address + path.format(**standing.places))
        assert response.status in (403, 404)
        assert person.page.get_by_role("heading", level=1).count() == 1
        assert person.page.get_by_role("link", name=person.words("toHome")).count() == 1

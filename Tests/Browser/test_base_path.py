"""The console below a path of its host, as behind a proxy that has others beside it: nothing leads out of there."""

import re
import urllib.parse

import pytest

from bureau import ACCOUNTS, OFFICER, SECRETARY, Bureau
from grid import Grid
from server import run
from test_links import Walk

BASE = "/zhibu"


class BureauBelow(Bureau):
    """Whose address ends with the path, as a proxy's would."""

    def __init__(self, zhibu, made, folder):
        super().__init__(zhibu, made, folder)
        self.options = ["--base-path", BASE]


@pytest.fixture(scope="module")
def below(zhibu, made, tmp_path_factory):
    with BureauBelow(zhibu, made, tmp_path_factory.mktemp("below")) as bureau:
        yield bureau


# Whatever a page's markup may be led elsewhere by.
ADDRESSES = re.compile(r'\s(?:href|src|action|formaction|data-[a-z]+|content|poster|srcset)="(/[^"]*)"')


class WalkBelow(Walk):
    """From the first page on, with note of every address that is not below the path."""

    def get(self, path):
        response, content = super().get(path)
        if response.getheader("content-type", "").startswith("text/html"):
            found = ADDRESSES.findall(content.decode())
            self.faults += [f"{path} has {address}" for address in found if not f"{address}/".startswith(f"{BASE}/")]
        for name, value in response.getheaders():
            if name.lower() == "location" and not value.startswith(f"{BASE}/"):
                self.faults.append(f"{path} leads to {value}")
            if name.lower() == "set-cookie" and f"Path={BASE};" not in value:
                self.faults.append(f"{path} sets {value}")
        return response, content


@pytest.mark.parametrize("name", ACCOUNTS)
def test_no_page_leads_out(below, name):
    walk = WalkBelow(below, name)
    walk.from_home()
    assert not walk.faults, "\n".join(walk.faults)
    assert len(walk.pages) > 10
    assert all(path.startswith(f"{BASE}/") for path in walk.pages)


@pytest.mark.quick
def test_a_month_is_entered_below_the_path(below, enter):
    """Sign-in, script, style, form, redirect, and the question whether the server is there."""
    officer = enter(below)
    officer.go("/cycles/{current}/scores?tier=public&assessor=商户代表9")
    officer.sign_in(OFFICER)
    assert urllib.parse.urlsplit(officer.page.url).path.startswith(f"{BASE}/cycles/")
    grid = Grid(officer)
    grid.type("CG-01-A01", "18", "22.5", "27", "13", "9")
    assert grid.total("CG-01-A01") == "89.5", "the script runs"
    officer.press("saveScores")
    officer.is_told("noticeScoresSaved")
    assert urllib.parse.urlsplit(officer.page.url).path.startswith(f"{BASE}/cycles/")
    cookies = {cookie["name"]: cookie["path"] for cookie in officer.context.cookies()}
    assert set(cookies.values()) == {BASE}
    officer.press("signOut")
    officer.page.wait_for_url(f"**{BASE}/sign-in*")


def test_another_language_is_chosen_below_the_path(below, enter):
    person = enter(below, SECRETARY)
    person.go("/honours")
    person.page.get_by_role("button", name="English").click()
    person.page.wait_for_url(f"**{BASE}/honours*")
    assert person.page.locator("html").get_attribute("lang") == "en"


def test_commands_find_the_server_below_the_path(zhibu, below):
    """By the database, and by its address."""
    branches = run(zhibu, "branch", "list", "--database", below.database)
    assert branches.returncode == 0 and "CG-01" in branches.stdout, branches.stderr
    link = run(zhibu, "user", "link", SECRETARY, "--database", below.database)
    assert f"{below.address}/password/" in link.stdout, link.stdout + link.stderr
    lost = run(zhibu, "branch", "list", "--server", below.address)
    assert lost.returncode == 77 and "signed in" in lost.stderr, "it was found, and let nobody in"

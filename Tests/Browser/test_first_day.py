"""The first day, from an empty folder: by the browser alone, with the office's own spreadsheets, to a posted month."""

import pathlib
import re

import pytest

from clock import MachineClock
from bureau import MADE, House
from workbook import rows_of, workbook

FILES = pathlib.Path(__file__).parents[1] / "Fixtures/bureau"
PASSWORD = "三岔路口的槐树 1987"
# One branch of the bureau's, from its accounts to the notice.
BRANCH, SECRETARY, MONTH = "CG-01", "1001", "2026-10"


class EmptyPlace(House):
    """`zhibu serve` where there is no database."""

    def __init__(self, zhibu, folder, library):
        self.clock = MachineClock(folder, library, MADE)
        self.passwords = {}
        self.places = {}
        super().__init__(zhibu, folder / "bureau.sqlite", environment=self.clock.environment)

    @property
    def first_link(self):
        """What it printed for whoever started it."""
        return re.findall(r"http://\S+(/password/\S+)", self.log.read_text())[-1]


@pytest.fixture
def place(zhibu, made, tmp_path):
    with EmptyPlace(zhibu, tmp_path, made.library) as place:
        yield place


def set_password(person, link):
    person.go(link)
    person.page.get_by_label(person.words("newPassword"), exact=True).fill(PASSWORD)
    person.page.get_by_label(person.words("newPasswordAgain"), exact=True).fill(PASSWORD)
    person.press("passwordLinkButton")
    person.is_told("noticePasswordSet")


def enter_by(enter, place, link, name, language):
    """Somebody who was given a link: they set a password, and sign in with it."""
    person = enter(place, language=language)
    set_password(person, link)
    place.passwords[name] = PASSWORD
    person.sign_in(name)
    return person


def link_on(person):
    """The link that the page shows, as an address and as a code."""
    assert person.page.locator("svg.qr path").first.get_attribute("d").startswith("M0 0.5h7m")
    return re.search(r"/password/[\w-]+", person.page.locator("code").first.inner_text()).group()


def to_step(person, heading, label):
    """From the list of the first steps to what one of them leads to, by the word for it or by a branch's name."""
    person.go("/")
    person.follow("startGo")
    step = person.page.locator("section.card").filter(has=person.page.get_by_role("heading", name=person.words(heading)))
    step.get_by_role("link", name=person.words.texts.get(label, label)).click()


def bring(person, list_name, heading, rows=None):
    """A workbook, looked at before it goes in."""
    to_step(person, heading, "startImport")
    file = workbook(f"{list_name}.xlsx", rows or rows_of(FILES / f"{list_name}.csv"))
    person.page.locator("input[type=file]").set_input_files(file)
    person.press("importCheck")
    person.press("importCarryOut")
    person.page.locator("main .notice").first.wait_for()
    assert person.page.get_by_role("alert").count() == 0


def count_clicks(person):
    """From now on, over all pages of theirs."""
    person.context.add_init_script(
        "addEventListener('click', () => sessionStorage.setItem('clicks', 1 + Number(sessionStorage.getItem('clicks'))), true)"
    )
    person.page.evaluate("sessionStorage.setItem('clicks', 0)")


def clicks(person):
    return int(person.page.evaluate("sessionStorage.getItem('clicks')"))


def steps_done(person):
    person.go("/start")
    return person.page.locator("main .state.published").count()


def test_a_clerk_sets_up_a_bureau_from_the_browser_alone(place, enter, language):
    # Whoever started the server hands on the line that it printed.
    administrator = enter_by(enter, place, place.first_link, "admin", language)
    assert steps_done(administrator) == 0
    links = {}
    for role, name, heading in [("committeeOfficer", "jgdw", "startOffice"), ("auditor", "jijian", "startAuditor")]:
        to_step(administrator, heading, "startLetIn")
        administrator.press(heading)
        # It was opened on the server itself: said, for the phone that it does not work on.
        administrator.page.locator(".warning", has_text=administrator.words("linkLocalOnly")).wait_for()
        links[name] = link_on(administrator)

    office = enter_by(enter, place, links["jgdw"], "jgdw", language)
    set_password(enter(place, language=language), links["jijian"])
    assert steps_done(office) == 2

    to_step(office, "startCommittee", "newCommittee")
    office.page.locator("main").get_by_label(office.words("name"), exact=True).fill("某某区城市管理局机关党委")
    office.press("newCommittee")
    office.is_told("noticeRecorded")
    to_step(office, "startScheme", "schemeTemplateFourTiers")
    office.press("schemeTemplateFourTiers")
    office.follow("publishScheme")
    office.press("publishScheme")
    assert steps_done(office) == 4

    bring(office, "branches", "startBranches")
    bring(office, "members", "startMembers")
    bring(office, "areas", "startAreas")
    assert steps_done(office) == 8

    # A branch's accounts in one step, with a slip for each member.
    branch = place.client().get(f"/branches?code={BRANCH}").json["items"][0]
    count_clicks(administrator)
    to_step(administrator, "startAccounts", branch["name"])
    administrator.press("letMembersIn")
    slips = administrator.page.locator(".slip")
    assert slips.count() == slips.locator("svg.qr").count() > 20
    # From the first page to the sheet that is printed; however many there are.
    assert clicks(administrator) == 3
    slip = slips.filter(has_text=SECRETARY).first
    link = re.search(r"/password/[\w-]+", slip.inner_text()).group()

    # The secretary's month, with the scores as the office has them.
    secretary = enter_by(enter, place, link, SECRETARY, language)
    month = secretary.words.month(MONTH)
    duty = secretary.page.locator(".duties li").filter(has_text=month)
    duty.get_by_role("button").click()
    for list_name in ("scores", "adjustments"):
        rows = rows_of(FILES / f"{list_name}-{MONTH}.csv")
        secretary.go(f"/imports?list={list_name}")
        secretary.page.locator("#import-month").fill(MONTH)
        secretary.fill("lateReason", "第一次使用，补录上月")
        own = [row for row in rows[1:] if row[0].startswith(BRANCH)]
        secretary.page.locator("input[type=file]").set_input_files(workbook(f"{list_name}.xlsx", [rows[0], *own]))
        secretary.press("importCheck")
        secretary.press("importCarryOut")
        secretary.page.locator("main .notice").first.wait_for()
    cycle = place.client().get(f"/cycles?branch={BRANCH}&month={MONTH}").json["items"][0]["id"]
    for step, leads_to in [("close", "ranking"), ("post", "notice")]:
        secretary.go(f"/cycles/{cycle}/{step}")
        secretary.page.locator("main form button.main").click()
        secretary.page.wait_for_url(f"**/cycles/{cycle}/{leads_to}*")
    assert month in secretary.page.locator("main").inner_text()

    # What remains has ticked itself off, but for the other branches' accounts.
    assert steps_done(office) == 9
    office.go("/")
    assert office.page.get_by_role("link", name=office.words("startGo")).count() == 0

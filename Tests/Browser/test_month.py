"""A month from its opening to the award, by the people whose work it is, in both languages."""

import datetime

import pytest

from bureau import COMMITTEE, MEMBER, OFFICER, SECRETARY
from clock import SHANGHAI, moment
from grid import Grid

OCTOBER, DECEMBER = "2026-10", "2026-12"

# The sheet that October waits for, of the group leader 1107 in the group's tier, and who wins by it.
MISSING, POINTS = "CG-01-A07", ["19", "23.5", "28.5", "14.5", "9.5"]
WINNER = "吴晓棠"


def go_to_month(person, code):
    """Over the first page, by the month's name."""
    person.go("/")
    person.page.locator(".months a", has_text=person.words.month(code)).click()


def follow_duty(person, word, code):
    person.go("/")
    person.page.locator(".duties").get_by_role("link", name=person.words(word, month=person.words.month(code))).click()


@pytest.mark.quick
def test_a_month_goes_its_way_to_the_award(bureau, enter, language):
    officer = enter(bureau, language=language)
    officer.go("/")
    assert officer.path == "/sign-in"
    officer.sign_in(OFFICER)
    assert officer.path == "/"

    # The last sheet, on its assessor's behalf, and not without saying why so late.
    go_to_month(officer, OCTOBER)
    officer.follow("enterScores")
    officer.page.get_by_label(officer.words("tier")).select_option("group")
    officer.page.get_by_label(officer.words("assessorWhose")).select_option("1107")
    officer.press("assessorShow")
    grid = Grid(officer)
    grid.type(MISSING, *POINTS)
    with officer.expecting(422):
        officer.press("saveScores")
        officer.page.get_by_role("alert").filter(has_text=officer.words("rowsWrong", count=1)).wait_for()
    due = officer.words.date(datetime.date(2026, 11, 5))
    late = officer.words.said("sheets were due on {1}: give the reason for the late entry", due)
    assert any(late in said for said in grid.said_of(MISSING))
    assert grid.typed(MISSING) == POINTS
    officer.fill("lateReason", "评分表漏交")
    officer.press("saveScores")
    officer.is_told("noticeScoresSaved")
    assert grid.typed(MISSING) == POINTS

    officer.follow("tabAdjustments")
    officer.page.get_by_label(officer.words("area"), exact=True).select_option("CG-01-A08")
    bonus = bureau.first("/schemes")["content"]["bonuses"][0]["key"]
    officer.page.get_by_label(officer.words("adjustmentItem")).select_option(bonus)
    officer.fill("eventDate", "2026-10-20")
    officer.page.get_by_label(officer.words("eventReason"), exact=True).fill("居民送来锦旗")
    officer.fill("lateReason", "锦旗十一月才登记")
    officer.press("recordAdjustment")
    officer.is_told("noticeAdjustmentRecorded")
    row = officer.page.get_by_role("row").filter(has_text="居民送来锦旗")
    assert officer.words("markLate", reason="锦旗十一月才登记") in row.inner_text()

    # An officer records; closing is the secretary's.
    officer.follow("tabProgress")
    assert officer.page.get_by_role("link", name=officer.words("closeMonth")).count() == 0
    officer.sign_out()

    secretary = enter(bureau, language=language)
    secretary.go("/")
    secretary.sign_in(SECRETARY)
    follow_duty(secretary, "dutyClose", OCTOBER)
    secretary.press("closeMonth")
    secretary.is_told("noticeMonthClosed")

    # The ranking explains itself.
    first = secretary.page.locator("tr.winner")
    assert WINNER in first.inner_text() and "94.69" in first.inner_text()
    second = secretary.page.locator("table").first.locator("tbody tr").nth(1)
    assert secretary.words("decidedDeductions") in second.inner_text()
    first.get_by_role("link").click()
    verdict = secretary.page.locator(".outcome").inner_text()
    assert secretary.words("verdictPlace", place=1, count=11) in verdict
    assert secretary.words("verdictWinner") in verdict
    assert "94.69" in secretary.page.locator(".formula").inner_text()
    assert secretary.words("markLate", reason="评分表漏交") in secretary.page.locator("main").inner_text()

    member = enter(bureau, MEMBER, language=language)
    go_to_month(member, OCTOBER)
    member.follow("tabRanking")
    member.page.get_by_role("link", name="CG-01-A01").click()
    assert "CG-01-A01" in member.page.locator("main").inner_text()
    assert member.page.locator(".formula").count() == 1

    follow_duty(secretary, "dutyPost", OCTOBER)
    secretary.press("postMonth")
    # The notice itself follows, to be printed.
    secretary.is_told("noticeMonthPosted")
    notice = secretary.page.locator("article.sheet").inner_text()
    assert secretary.words("noticeHeading", month=secretary.words.month(OCTOBER)) in notice
    assert WINNER in notice

    # Not before the notice has stood.
    secretary.follow("tabProgress")
    assert secretary.page.get_by_role("link", name=secretary.words("finaliseMonth")).count() == 0
    cycle = bureau.cycle("CG-01", OCTOBER)
    with secretary.expecting(409):
        secretary.go(f"/cycles/{cycle['id']}/finalise", status=409)
        ends = secretary.words.date(datetime.date.fromisoformat(cycle["noticeEnds"]))
        refused = secretary.words.said("the notice stands until the end of {1}: finalise after that day", ends)
        assert secretary.page.get_by_role("alert").inner_text() == refused

    ends = datetime.date.fromisoformat(cycle["noticeEnds"])
    bureau.clock.set(datetime.datetime.combine(ends, datetime.time(9), SHANGHAI) + datetime.timedelta(days=1))
    secretary.go("/")
    assert secretary.path == "/sign-in"
    secretary.sign_in(SECRETARY)
    follow_duty(secretary, "dutyFinalise", OCTOBER)
    secretary.press("finaliseMonth")
    secretary.is_told("noticeMonthFinal")

    # What it leaves with whoever won.
    secretary.follow("placeHonours")
    label = f"{secretary.words('certificate')}: {WINNER}, {secretary.words.month(OCTOBER)}"
    secretary.page.get_by_role("link", name=label).click()
    certificate = secretary.page.locator("article.certificate").inner_text()
    assert secretary.words("certificateHeading") in certificate and WINNER in certificate
    assert secretary.words.month(OCTOBER) in certificate

    committee = enter(bureau, language=language)
    committee.go("/overview?month=2026-10")
    committee.sign_in(COMMITTEE)
    assert committee.path == "/overview?month=2026-10"
    assert committee.words("statusFinal") in committee.page.get_by_role("row").filter(has_text="东湖中队").inner_text()

    # And the next month that begins is opened.
    bureau.clock.set(moment("2026-12-01T08:30:00"))
    secretary.go("/")
    secretary.sign_in(SECRETARY)
    secretary.follow("placeAssessment")
    secretary.page.get_by_label(secretary.words("month"), exact=True).fill(DECEMBER)
    secretary.press("monthShow")
    branch = secretary.page.get_by_role("row").filter(has_text="东湖中队")
    branch.get_by_role("button", name=secretary.words("openMonth")).click()
    secretary.is_told("noticeMonthOpened")
    assert bureau.cycle("CG-01", DECEMBER)["status"] == "open"

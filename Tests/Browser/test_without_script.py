"""Every task works in a browser without script."""

import pytest

from bureau import AUDITOR, COMMITTEE, OFFICER, SECRETARY
from grid import Grid

POINTS = ["18", "22.5", "27", "13", "9"]
HEADINGS = "责任区编号,层级,评分人,履职与纪律,服务群众,市容秩序,普法说理,带头作用,说明"


@pytest.fixture
def sit(bureau, enter):
    """Somebody at a browser that runs no script."""
    return lambda name=None, **options: enter(bureau, name, java_script_enabled=False, **options)


def spreadsheet(*lines):
    text = "\r\n".join([HEADINGS, *lines]) + "\r\n"
    return {"name": "scores.csv", "mimeType": "text/csv", "buffer": text.encode("gb18030")}


@pytest.mark.quick
def test_one_signs_in_and_out(sit):
    person = sit()
    person.go("/")
    person.sign_in(SECRETARY)
    assert person.path == "/"
    assert person.page.locator(".duties li").count() > 0
    person.sign_out()
    person.go("/")
    assert person.path == "/sign-in"


def test_a_wrong_password_is_said_and_the_name_kept(sit):
    person = sit()
    person.go("/sign-in")
    person.fill("signInName", SECRETARY)
    person.page.get_by_label(person.words("password"), exact=True).fill("not-this-one-1")
    with person.expecting(401):
        person.press("signIn")
        assert person.words("problemWrongCredentials") in person.page.get_by_role("alert").inner_text()
    assert person.page.get_by_label(person.words("signInName")).input_value() == SECRETARY


def test_scores_are_saved_and_errors_stand_beside_their_rows(sit):
    officer = sit(OFFICER)
    officer.go("/cycles/{current}/scores")
    officer.page.get_by_label(officer.words("tier")).select_option("public")
    officer.press("assessorShow")
    officer.page.get_by_label(officer.words("assessorLabel")).fill("商户代表9")
    officer.press("assessorShow")
    grid = Grid(officer)
    grid.type("CG-01-A01", *POINTS)
    grid.type("CG-01-A02", "21", *POINTS[1:])
    with officer.expecting(422):
        officer.press("saveScores")
    assert any(officer.words.said("{1} is over the maximum of {2}", "21", "20") in said for said in grid.said_of("CG-01-A02"))
    assert grid.typed("CG-01-A02") == ["21", *POINTS[1:]]
    grid.cells("CG-01-A02").nth(0).fill("20")
    officer.press("saveScores")
    officer.is_told("noticeScoresSaved")
    assert grid.typed("CG-01-A01") == POINTS
    assert grid.typed("CG-01-A02") == ["20", *POINTS[1:]]
    assert grid.total("CG-01-A02") == "91.5"


def test_an_adjustment_is_recorded_revised_and_withdrawn(sit):
    officer = sit(OFFICER)
    officer.go("/cycles/{current}/adjustments")
    officer.page.get_by_label(officer.words("area"), exact=True).select_option("CG-01-A08")
    officer.fill("eventDate", "2026-11-03")
    officer.page.get_by_label(officer.words("eventReason"), exact=True).fill("居民送来锦旗")
    officer.press("recordAdjustment")
    officer.is_told("noticeAdjustmentRecorded")

    entry = officer.page.get_by_role("row").filter(has_text="居民送来锦旗")
    entry.get_by_role("link").click()
    revision = officer.page.locator("form", has=officer.page.get_by_role("button", name=officer.words("revise")))
    revision.get_by_label(officer.words("eventDate")).fill("2026-11-04")
    revision.get_by_label(officer.words("revisionReason")).fill("日期记错")
    officer.press("revise")
    officer.is_told("noticeAdjustmentRevised")
    assert officer.words("markRevised", reason="日期记错") in entry.inner_text()

    entry.get_by_role("link").click()
    officer.fill("withdrawalReason", "不是本区的")
    officer.press("withdraw")
    officer.is_told("noticeAdjustmentWithdrawn")


def test_a_month_is_closed_and_posted(sit):
    secretary = sit(SECRETARY)
    secretary.go("/cycles/{open}/close")
    # It says first what will be missing.
    assert "CG-01-A07" in secretary.page.locator(".warning").inner_text()
    secretary.fill("incompleteReason", "党小组评分表漏交")
    # Whoever leaves areas out says how many they are.
    count = secretary.page.locator(".warning li").first.inner_text().count("CG-01-A")
    with secretary.expecting(422):
        for typed in ["", str(count + 1)]:
            secretary.fill("incompleteAreas", typed)
            secretary.press("closeMonth")
            assert secretary.page.locator("[name=incompleteAreas]").get_attribute("aria-invalid") == "true"
    secretary.fill("incompleteAreas", str(count))
    secretary.press("closeMonth")
    secretary.is_told("noticeMonthClosed")
    secretary.follow("tabProgress")
    secretary.follow("postMonth")
    secretary.press("postMonth")
    secretary.is_told("noticeMonthPosted")


def test_whoever_thinks_better_of_it_goes_back(sit):
    secretary = sit(SECRETARY)
    secretary.go("/cycles/{open}/close")
    secretary.follow("confirmBack")
    assert secretary.path == "/cycles/{open}".format(**secretary.bureau.places)
    assert secretary.bureau.cycle("CG-01", "2026-10")["status"] == "open"


def test_a_spreadsheet_is_checked_and_imported(sit):
    secretary = sit(SECRETARY)

    def send(file):
        secretary.go("/imports?list=scores")
        secretary.page.get_by_label(secretary.words("month")).fill("2026-11")
        secretary.page.locator("input[type=file]").set_input_files(file)
        secretary.press("importCheck")

    def line(area, first):
        return ",".join([area, "群众评", "商户代表9", first, *POINTS[1:], ""])

    send(spreadsheet(line("CG-01-A01", "18"), line("CG-01-A99", "18"), line("CG-01-A02", "99")))
    alert = secretary.page.get_by_role("alert").inner_text()
    assert secretary.words("importRefused", count=2) in alert
    rows = secretary.page.locator("table tbody tr").all_inner_texts()
    assert "3" in rows[0] and "责任区编号" in rows[0]
    assert "4" in rows[1] and "履职与纪律" in rows[1]

    good = spreadsheet(line("CG-01-A01", "18"), line("CG-01-A02", "19"))
    send(good)
    status = secretary.page.get_by_role("status").inner_text()
    assert secretary.words("importTried", created=2, changed=0, unchanged=0) in status
    shown = secretary.page.locator("table tbody tr").all_inner_texts()
    assert len(shown) == 2 and "CG-01-A01" in shown[0] and "18" in shown[0]
    # The file is not chosen again.
    secretary.press("importCarryOut")
    secretary.is_told("importDone", created=2, changed=0, unchanged=0)
    secretary.page.reload()
    secretary.is_told("importDone", created=2, changed=0, unchanged=0)
    send(good)
    status = secretary.page.get_by_role("status").inner_text()
    assert secretary.words("importTried", created=0, changed=0, unchanged=2) in status
    assert secretary.page.get_by_role("button", name=secretary.words("importCarryOut"), exact=True).count() == 0


def test_the_language_is_chosen_and_stays_on_the_page(sit):
    person = sit(SECRETARY)
    person.go("/cycles?month=2026-09")
    person.page.get_by_role("button", name="English").click()
    assert person.path == "/cycles?month=2026-09"
    assert person.page.locator("html").get_attribute("lang") == "en"
    person.go("/help")
    assert person.page.locator("html").get_attribute("lang") == "en"
    person.page.get_by_role("button", name="中文").click()
    assert person.page.locator("html").get_attribute("lang") == "zh-CN"


def test_months_are_chosen(sit):
    person = sit(SECRETARY)
    person.go("/cycles")
    person.page.get_by_label(person.words("month"), exact=True).fill("2026-09")
    person.press("monthShow")
    assert person.page.get_by_role("heading", level=2).inner_text() == person.words.month("2026-09")
    assert person.words("statusFinal") in person.page.locator("tbody").inner_text()


def test_members_are_found(sit):
    person = sit(COMMITTEE)
    person.go("/branches")
    person.page.get_by_placeholder(person.words("findWhat")).fill("110")
    person.press("search")
    assert person.page.locator("main li a").count() > 1
    person.page.get_by_placeholder(person.words("findWhat")).fill("1109")
    person.press("search")
    assert "1109" in person.page.locator("main").inner_text()


def test_honours_are_chosen_by_branch(sit):
    person = sit(COMMITTEE)
    person.go("/honours")
    person.page.get_by_label(person.words("branch")).select_option("CG-03")
    person.press("monthShow")
    branches = set(person.page.locator("table").first.locator("tbody tr td:nth-child(2)").all_inner_texts())
    assert branches == {person.bureau.first("/branches?code=CG-03")["name"]}


def test_the_audit_is_searched(sit):
    person = sit(AUDITOR)
    person.go("/administration/audit")
    person.page.get_by_label(person.words("auditAct"), exact=True).select_option("posted")
    person.press("find")
    acts = set(person.page.locator("tbody tr td:nth-child(3)").all_inner_texts())
    assert acts == {person.words("actPosted")}


def test_a_list_goes_on_over_its_pages(sit):
    person = sit(AUDITOR)
    person.go("/administration/audit")
    first = person.page.locator("tbody tr").first.inner_text()
    person.follow("more")
    assert person.page.locator("tbody tr").first.inner_text() != first

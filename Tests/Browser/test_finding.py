"""The committee's office gives a finding to two branches, a secretary answers it on a phone, somebody else closes it."""

import re

from bureau import COMMITTEE, MEMBER, SECRETARY

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True}


def test_a_finding_is_given_answered_and_closed(enter, bureau, language):
    office = enter(bureau, COMMITTEE, language=language)
    office.go("/findings")
    before = office.page.locator("tbody tr").count()
    own = sum(f["status"] != "closed" for f in bureau.read("/findings?branch=CG-01&limit=50")["items"])
    office.follow("giveFinding")
    for code in ["CG-01", "CG-02"]:
        office.page.locator(f"input[type=checkbox][name$='{code}']").check()
    for field, value in [("source", "inspection"), ("category", "vanguardRole"), ("class", "immediate")]:
        office.page.locator(f"[name={field}]").select_option(value)
    office.fill("findingWhat", "夜市责任区巡查不到位")
    office.fill("findingDirection", "落实每日巡查")
    office.press("giveFinding")
    assert office.page.locator("tbody tr").count() == before + 2

    # It waits for the secretary, who sees the one of their branch alone.
    secretary = enter(bureau, SECRETARY, language=language, **PHONE)
    secretary.go("/findings")
    assert secretary.page.locator("tbody tr").count() == own + 1
    assert secretary.page.evaluate("document.documentElement.scrollWidth") <= 360
    secretary.page.locator("tbody tr", has_text="夜市责任区巡查不到位").locator("a").first.tap()
    secretary.page.wait_for_url(re.compile(r"/findings/\d+$"))
    path = secretary.path
    secretary.follow("measureFinding")
    secretary.fill("findingMeasure", "每日巡查并登记")
    secretary.press("measureFinding")
    secretary.follow("reportFinding")
    secretary.fill("findingReport", "已连续巡查五天")
    secretary.press("reportFinding")
    assert secretary.page.locator("h1 .state").inner_text() == secretary.words("findingReported")
    # Whoever reported does not verify.
    assert secretary.page.get_by_role("link", name=secretary.words("verifyFinding"), exact=True).count() == 0

    office.go("/")
    office.page.locator(".duties").get_by_role("link", name=re.compile("夜市责任区巡查不到位")).click()
    office.follow("verifyFinding")
    office.page.locator("[name=verdict]").select_option("closed")
    office.press("verifyFinding")
    assert office.page.locator("h1 .state").inner_text() == office.words("findingClosed")
    office.follow("recheckFinding")
    office.page.locator("[name=outcome]").select_option("stands")
    office.press("recheckFinding")
    assert "已连续巡查五天" in office.page.locator("main").inner_text()

    # A member reads what was found in their own branch.
    member = enter(bureau, MEMBER, language=language)
    member.go(path)
    member.page.wait_for_load_state("networkidle")
    assert "每日巡查并登记" in member.page.locator("main").inner_text()

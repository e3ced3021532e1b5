"""The committee's office plans a month's work, a branch reports it and asks for something, and the office answers."""

import re

from bureau import COMMITTEE, MEMBER, SECRETARY


def test_what_is_planned_is_reported_and_what_is_asked_is_answered(enter, bureau, language):
    office = enter(bureau, COMMITTEE, language=language)
    office.go("/plans?month=2026-11")
    office.follow("recordPlanItems")
    office.fill("planTitle", "纪律专题党课")
    office.fill("planKind", "党课")
    office.fill("planDue", "2026-11-14")
    office.press("recordPlanItems")
    office.is_told("noticeRecorded")
    assert office.page.get_by_role("link", name="纪律专题党课").count() > 1, "one for each branch"

    secretary = enter(bureau, SECRETARY, language=language)
    secretary.go("/")
    said = secretary.words("dutyPlanItems", count=1, month=secretary.words.month("2026-11"))
    secretary.page.locator(".duties").get_by_role("link", name=said).click()
    secretary.page.get_by_role("link", name="纪律专题党课").click()
    secretary.follow("reportPlanItem")
    secretary.page.get_by_label(secretary.words("workResult")).select_option("partly")
    with secretary.expecting(422):
        secretary.press("reportPlanItem")
        secretary.page.get_by_role("alert").first.wait_for()
    secretary.fill("workReason", "两人出差")
    secretary.press("reportPlanItem")
    assert "两人出差" in secretary.page.locator("main").inner_text()

    secretary.go("/asks")
    secretary.follow("makeAsk")
    secretary.fill("askTitle", "增设停车位")
    secretary.fill("askRequest", "请协调街道")
    secretary.fill("askStandard", "划线 20 个")
    secretary.fill("askDue", "2026-12-01")
    secretary.press("makeAsk")
    path = secretary.path

    office.go("/")
    office.page.locator(".duties").get_by_role("link", name=re.compile("增设停车位")).click()
    office.follow("answerAsk")
    office.fill("askSaid", "已商街道办")
    office.press("answerAsk")
    assert "已商街道办" in office.page.locator("main").inner_text()
    member = enter(bureau, MEMBER, language=language)
    member.go(path)
    assert member.words("askAccepted") in member.page.locator("main").inner_text()

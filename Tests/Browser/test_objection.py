"""A member appeals on a phone, and the committee's office takes it in, has it investigated, decides and answers it."""

import re

from bureau import COMMITTEE, MEMBER, SECRETARY

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True}


def posted(bureau):
    """The demo's October of CG-01, closed and posted."""
    client = bureau.client()
    cycle = bureau.places["open"]
    for step, body in [("close", {"incompleteReason": "评分表未收齐"}), ("post", None)]:
        answer = client.send("POST", f"/cycles/{cycle}/{step}", body)
        assert answer.is_success, answer
    client.close()
    return cycle


def test_an_appeal_goes_its_way(enter, bureau, language):
    cycle = posted(bureau)
    member = enter(bureau, MEMBER, language=language, **PHONE)
    member.go("/")
    section = member.page.get_by_role("region", name=member.words("ownAreasTitle"))
    section.locator("li", has=member.page.locator(".outcome")).first.get_by_role("link").tap()
    member.page.wait_for_url(re.compile(r"/cycles/\d+/areas/\d+$"))
    member.follow("appealTitle")
    member.fill("objectionGrounds", "投诉地点不在本责任区")
    member.press("appealTitle")
    member.page.wait_for_url(re.compile(r"/objections/\d+"))
    assert "投诉地点不在本责任区" in member.page.locator("main").inner_text()
    path = member.path
    number = re.search(r"\d{4}-\d+", member.page.get_by_role("heading", level=1).inner_text())[0]
    member.follow("objectionReceipt")
    assert number in member.page.locator("article").inner_text()

    # The branch sees the number and how far it is, on the notice and by itself, and nothing else.
    secretary = enter(bureau, SECRETARY, language=language)
    secretary.go(f"/cycles/{cycle}/notice")
    assert number in secretary.page.locator("main").inner_text()
    secretary.go(path)
    seen = secretary.page.locator("main").inner_text()
    assert number in seen and "投诉地点不在本责任区" not in seen

    office = enter(bureau, COMMITTEE, language=language)
    office.go("/")
    office.page.locator(".duties").get_by_role("link", name=re.compile(number)).click()
    office.follow("admitObjection")
    office.press("admitObjection")
    office.follow("nameInvestigator")
    # Who holds it is told that they do.
    office.fill("memberNumber", MEMBER)
    with office.expecting(409):
        office.press("nameInvestigator")
        office.page.get_by_role("alert").wait_for()
    office.fill("memberNumber", bureau.first("/members?branch=CG-02")["number"])
    office.press("nameInvestigator")
    office.follow("decideObjection")
    office.page.get_by_label(office.words("objectionOutcome"), exact=True).select_option("dismissed")
    office.fill("objectionFindings", "现场核对，地点在本责任区")
    office.fill("objectionReasons", "工单地点属实")
    office.press("decideObjection")
    office.follow("tellObjection")
    office.press("tellObjection")
    told = office.words("objectionToldOutcome", outcome=office.words("statusDismissed"))
    assert office.page.locator("h1 .state").inner_text() == told
    office.follow("objectionAnswer")
    assert "工单地点属实" in office.page.locator("article").inner_text()
    # Who it was is shown for a reason.
    office.go(path)
    office.follow("discloseObjector")
    office.fill("reason", "联系答复")
    office.press("discloseObjector")
    assert MEMBER in office.page.locator("main").inner_text()

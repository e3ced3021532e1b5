"""A member appeals on a phone, and the committee's office takes it in, has it investigated, decides and answers it."""

import datetime
import re

from bureau import COMMITTEE, MEMBER, SECRETARY
from clock import SHANGHAI

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
    office.press("showFirst")
    assert office.words("decideWinnersStay") in office.page.locator("main").inner_text()
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


def the_day_after_the_notice(bureau, cycle):
    ends = datetime.date.fromisoformat(bureau.read(f"/cycles/{cycle}")["noticeEnds"])
    bureau.clock.set(datetime.datetime.combine(ends, datetime.time(9), SHANGHAI) + datetime.timedelta(days=1))


def ranked(bureau):
    ranking = bureau.read("/rankings?month=2026-10&branch=CG-01")[0]
    return [row["area"] for row in ranking["ranked"]]


def test_upheld_it_moves_a_place_and_the_month_ends_by_it(enter, bureau):
    cycle = posted(bureau)
    first, second = ranked(bureau)[:2]
    veto = bureau.first("/schemes")["content"]["vetoes"][0]["key"]
    office = enter(bureau, COMMITTEE)
    office.go(f"/cycles/{cycle}/objections/new")
    office.page.locator("[name=matter]").select_option(f"area:{first}")
    office.page.locator("[name=way]").select_option("letter")
    office.page.locator("[name=grounds]").fill("责任人当月受了处分")
    office.page.locator("[name=name]").fill("街坊王五")
    office.page.locator("[name=contact]").fill("解放路 3 号")
    office.press("registerObjection")
    office.page.wait_for_url(re.compile(r"/objections/\d+"))
    path = office.path
    number = re.search(r"\d{4}-\d+", office.page.get_by_role("heading", level=1).inner_text())[0]
    office.follow("admitObjection")
    office.press("admitObjection")
    office.follow("nameInvestigator")
    office.fill("memberNumber", bureau.first("/members?branch=CG-02")["number"])
    office.press("nameInvestigator")

    # The notice is over, and nothing ends while the objection is open: neither by the secretary nor without award.
    the_day_after_the_notice(bureau, cycle)
    secretary = enter(bureau)
    secretary.go("/")
    secretary.sign_in(SECRETARY)
    for step in ["finalise", "end-without-award"]:
        with secretary.expecting(403, 409):
            response = secretary.page.goto(f"{bureau.address}/cycles/{cycle}/{step}")
            assert response.status in (403, 409)
            if response.status == 409:
                assert number in secretary.page.get_by_role("alert").inner_text()
    # Nor does the secretary learn who objected, or decide it.
    with secretary.expecting(403):
        secretary.go(f"{path}/objector", status=403)
        secretary.go(f"{path}/decide", status=403)

    office.go("/")
    office.sign_in(COMMITTEE)
    office.go(path)
    office.follow("decideObjection")
    office.page.get_by_label(office.words("objectionOutcome"), exact=True).select_option("upheld")
    office.fill("objectionFindings", "处分决定属实")
    office.fill("objectionReasons", "当月受处分")
    def fill_in(change, date, reason):
        office.page.locator("[name='consequences.change']").select_option(change)
        office.page.locator("[name='consequences.date']").fill(date)
        office.page.locator("[name='consequences.reason']").fill(reason)

    # One after another, on a phone too: what is wrong with one is said at once, and what was added can go again.
    office.page.set_viewport_size({"width": 360, "height": 740})
    gathered = office.page.locator(".gathering > ol li")
    fill_in(f"adjust:{first}:{veto}", "2026-09-20", "处分决定")
    with office.expecting(422):
        office.press("decideAnother")
        office.page.locator("[name='consequences.date'][aria-invalid]").wait_for()
    for day in ("2026-10-20", "2026-10-21"):
        fill_in(f"adjust:{first}:{veto}", day, "处分决定")
        office.press("decideAnother")
    assert gathered.count() == 2 and "处分决定" in gathered.first.inner_text()
    gathered.last.get_by_role("button").click()
    assert gathered.count() == 1
    office.press("showFirst")
    shown = office.page.get_by_role("region", name=office.words("decidePreview")).inner_text()
    assert first in shown and second in shown and office.words("decideWinnersChange") in shown
    assert office.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    # Nothing is done yet.
    assert ranked(bureau)[0] == first
    office.press("decideObjection")
    office.page.wait_for_url(re.compile(r"notice=recorded"))
    assert ranked(bureau)[0] == second and first not in ranked(bureau)

    # Another wins: a full notice from that day, on which it stands what moved and why.
    secretary.go(f"/cycles/{cycle}/notice")
    notice = secretary.page.locator("article.sheet").inner_text()
    assert "当月受处分" in notice and number in notice and "王五" not in notice
    with secretary.expecting(409):
        secretary.go(f"/cycles/{cycle}/finalise", status=409)
    the_day_after_the_notice(bureau, cycle)
    secretary.go("/")
    secretary.sign_in(SECRETARY)
    secretary.go(f"/cycles/{cycle}/finalise")
    secretary.press("finaliseMonth")
    secretary.is_told("noticeMonthFinal")
    secretary.follow("tabNotice")
    assert secretary.words("objectionsCounted", count=1, upheld=1) in secretary.page.locator("article.sheet").inner_text()
    assert bureau.first("/awards?month=2026-10&branch=CG-01")["area"] == second

"""A motion is brought, discussed, voted on and counted on a phone; each number says what follows from it."""

from bureau import MEMBER, OFFICER, SECRETARY

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True}


def test_a_motion_goes_its_way(enter, bureau, language):
    secretary = enter(bureau, SECRETARY, language=language, **PHONE)
    secretary.go("/motions")
    secretary.follow("bringMotion")
    secretary.page.locator("[name=kind]").select_option("general")
    secretary.page.locator("[name=title]").fill("添置活动室桌椅")
    secretary.fill("motionWording", "同意用党建经费添置桌椅十套。")
    secretary.fill("motionOrigin", "第一党小组")
    secretary.press("bringMotion")
    path = secretary.path
    assert secretary.page.locator("h1 .state").inner_text() == secretary.words("motionBrought")
    secretary.follow("discussMotion")
    secretary.fill("motionSaid", "都认为旧桌椅该换了")
    secretary.press("discussMotion")
    secretary.follow("openVote")
    secretary.page.locator("[name=method]").select_option("secretBallot")
    secretary.press("openVote")
    secretary.follow("countVote")
    boxes = secretary.page.locator("input[type=checkbox][name^='present']")
    entitled = boxes.count()
    assert entitled > 10
    for place in range(10):
        boxes.nth(place).check()
    secretary.page.locator("[name=issued]").fill("10")
    secretary.page.locator("[name=returned]").fill("10")
    secretary.page.locator("[name=scrutineer]").select_option(index=1)
    for place in (1, 2):
        secretary.page.locator("input[type=checkbox][name^='tellers']").nth(place).check()
    for name, number in (("yes", "10"), ("no", "1"), ("abstained", "0"), ("invalid", "0")):
        secretary.page.locator(f"[name='results[0].{name}']").fill(number)
    with secretary.expecting(422):
        secretary.press("countVote")
    # It is told at the number that does not fit, and nothing that was ticked is lost.
    assert secretary.page.locator("[name='results[0].yes'][aria-invalid=true]").count() == 1
    assert secretary.page.locator("input[type=checkbox][name^='present']:checked").count() == 10
    secretary.page.locator("[name='results[0].no']").fill("0")
    secretary.press("countVote")
    text = secretary.page.locator("main").inner_text()
    carried = 2 * 10 > entitled
    assert secretary.words("voteCarried" if carried else "voteNotQuorate") in text
    assert secretary.page.evaluate("document.documentElement.scrollWidth") <= 360

    # Everybody of the branch reads how it was voted; who entered the count does not enter another.
    member = enter(bureau, MEMBER, language=language)
    member.go(path)
    assert "添置活动室桌椅" in member.page.locator("h1").inner_text()
    assert member.page.get_by_role("link", name=member.words("recountVote"), exact=True).count() == 0
    if carried:
        member.follow("resolution")
        assert "同意用党建经费添置桌椅十套。" in member.page.locator("article").inner_text()
        officer = enter(bureau, OFFICER, language=language)
        officer.go(path)
        assert officer.page.get_by_role("link", name=officer.words("recountVote"), exact=True).count() == 1

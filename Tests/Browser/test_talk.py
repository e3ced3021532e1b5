"""A member records a talk with their secretary on a phone; the secretary follows it up, and the note stays the two's."""

import re

from bureau import COMMITTEE, MEMBER, OFFICER, SECRETARY

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True}


def test_a_talk_is_recorded_and_followed_up_and_its_note_is_the_twos(enter, bureau, language):
    member = enter(bureau, MEMBER, language=language, **PHONE)
    member.go("/talks")
    member.follow("recordTalk")
    page = member.page
    # Whoever records it is chosen already.
    assert page.locator(f"input[type=checkbox][name$='{MEMBER}']").is_checked()
    page.locator(f"input[type=checkbox][name$='{SECRETARY}']").check()
    page.locator("input[type=checkbox][name$='thought']").check()
    page.locator("[name=occasion]").select_option("yearly")
    for name, text in [("place", "党员活动室"), ("nextStep", "同走访夜市商户"), ("note", "近来家事多")]:
        page.locator(f"[name={name}]").fill(text)
    page.locator("[name=followUp]").fill("2026-11-12")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    member.press("recordTalk")
    page.wait_for_url(re.compile(r"/talks/\d+"))
    assert "近来家事多" in page.locator("main").inner_text()
    path = member.path

    # It waits for the secretary, who reads the note as one of the two.
    secretary = enter(bureau, SECRETARY, language=language)
    secretary.go("/")
    secretary.page.locator(".duties").get_by_role("link", name=re.compile("同走访夜市商户")).click()
    assert "近来家事多" in secretary.page.locator("main").inner_text()
    secretary.follow("reportTalk")
    secretary.page.locator("[name=outcome]").select_option("done")
    secretary.press("reportTalk")
    assert secretary.page.locator("h1 .state").inner_text() == secretary.words("talkDone")

    # The office reads that there was a talk; to others of the branch there was none.
    office = enter(bureau, COMMITTEE, language=language)
    office.go(path)
    told = office.page.locator("main").inner_text()
    assert "党员活动室" in told and "近来家事多" not in told and "同走访夜市商户" not in told
    officer = enter(bureau, OFFICER, language=language)
    with officer.expecting(404):
        officer.go(path, status=404)

    # The note goes when one of the two says so; the talk stays.
    member.go(path)
    member.follow("deleteTalkNote")
    member.press("deleteTalkNote")
    assert "近来家事多" not in member.page.locator("main").inner_text()
    assert "党员活动室" in member.page.locator("main").inner_text()

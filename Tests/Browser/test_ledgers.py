"""An officer enters a deed on a phone and says what came of it; who reads it finds it by its words."""

import re

from bureau import MEMBER, OFFICER

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True}


def test_a_deed_is_entered_on_a_phone_and_what_came_of_it_is_found(enter, bureau, language):
    officer = enter(bureau, OFFICER, language=language, **PHONE)
    officer.go("/ledgers")
    officer.page.locator("main").get_by_role("link", name=officer.words("ledgerDeed"), exact=True).click()
    officer.follow("enterDeed")
    page = officer.page
    for name, text in [("matter", "盲道被占"), ("trouble", "盲人绕到车道上"), ("askedOn", "2026-11-02"), ("due", "2026-11-30")]:
        page.locator(f"[name={name}]").fill(text)
    for name, choice in [("source", "visit"), ("forWhom", "resident"), ("isManaged", "false"), ("handling", "byDay")]:
        page.locator(f"[name={name}]").select_option(choice)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    officer.press("enterDeed")
    page.wait_for_url(re.compile(r"/deeds/\d+"))

    # What is missing is said at its field, and what was typed stays.
    officer.follow("takeDone")
    page.locator("[name=whatWasDone]").fill("移走花箱")
    page.locator("[name=doneOn]").fill("2026-11-01")
    with officer.expecting(422):
        officer.press("takeDone")
    assert page.locator("[name=whatWasDone]").input_value() == "移走花箱"
    page.locator("[name=doneOn]").fill("2026-11-03")
    officer.press("takeDone")
    assert page.locator("h1 .state").inner_text() == officer.words("entryDone")

    member = enter(bureau, MEMBER, language=language)
    member.go("/search?q=花箱")
    # The only hit is shown at once.
    assert "移走花箱" in member.page.locator("main").inner_text()
    # A member reads, and enters nothing.
    assert member.page.locator("main a.button").count() == 0

"""Where each arrives: their own result at a glance, what is late to be sent on, and one box to find whatever there is."""

import re

import pytest

from bureau import COMMITTEE, MEMBER, SECRETARY

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True}


def test_the_own_result_is_one_tap_away_on_a_phone(enter, bureau, language):
    client = bureau.client()
    answer = client.send("POST", f"/cycles/{bureau.places['open']}/close", {"incompleteReason": "评分表未收齐"})
    client.close()
    assert answer.is_success, answer
    person = enter(bureau, MEMBER, language=language, **PHONE)
    person.go("/")
    section = person.page.get_by_role("region", name=person.words("ownAreasTitle"))
    closed = section.locator("li", has=person.page.locator(".outcome")).first
    assert re.search(r"\d+\.\d\d", closed.inner_text())
    closed.get_by_role("link").tap()
    person.page.wait_for_url(re.compile(r"/cycles/\d+/areas/\d+$"))


def test_a_reminder_is_copied_whole(enter, bureau, language):
    person = enter(bureau, COMMITTEE, language=language)
    person.context.grant_permissions(["clipboard-read", "clipboard-write"])
    person.go("/")
    text = person.page.get_by_label(person.words("nudgeTitle"))
    person.press("copyText")
    person.page.get_by_role("button", name=person.words("copied")).wait_for()
    copied = person.page.evaluate("navigator.clipboard.readText()")
    assert copied.replace("\r\n", "\n") == text.input_value()
    assert person.words("nudgeTail") in copied


@pytest.mark.parametrize("path", ["/cycles/{final}/ranking", "/overview?month=2026-09", "/cycles?month=2026-10", "/honours"])
def test_a_row_is_two_lines_on_a_phone(reader, path):
    person = reader(COMMITTEE, **PHONE)
    person.go(path)
    heights = person.page.locator("table.compact tbody tr").evaluate_all(
        "rows => rows.map((row) => row.getBoundingClientRect().height)"
    )
    assert heights
    # Two lines and the space around them; where a name is long, or a mark stands behind it, one more.
    assert sorted(heights)[len(heights) // 2] <= 90, heights
    assert max(heights) <= 140, heights


def test_a_table_is_sorted_on_a_phone_by_its_form(reader):
    person = reader(SECRETARY, **PHONE)
    person.go("/cycles/{final}/ranking")
    person.page.get_by_label(person.words("sortBy")).select_option("-trend")
    person.press("filterShow")
    assert "sort=-trend" in person.page.url
    trends = [float(text) for text in person.page.locator("table.compact td:nth-child(9)").all_text_contents()]
    assert trends == sorted(trends, reverse=True) and len(trends) > 2
    person.page.get_by_label(person.words("filterTable")).fill("A01")
    person.press("filterShow")
    assert person.page.locator("table.compact tbody tr").count() == 1
    assert "sort=-trend" in person.page.url


def test_whatever_there_is_is_found_with_the_keyboard(reader):
    person = reader(SECRETARY)
    person.go("/help")
    box = person.page.get_by_placeholder(person.words("findWhat"))
    box.fill("CG-01-A0")
    box.press("Enter")
    person.page.get_by_role("heading", name=person.words("areasTitle")).wait_for()
    links = person.page.locator("main section a").all_inner_texts()
    assert links and all(text.startswith("CG-01-A0") for text in links)
    assert person.page.get_by_placeholder(person.words("findWhat")).input_value() == "CG-01-A0"


def test_what_records_say_is_found(reader):
    person = reader(SECRETARY)
    person.go("/help")
    person.page.get_by_placeholder(person.words("findWhat")).fill("夜间也要")
    person.press("search")
    hit = person.page.locator("main section li", has_text="夜间也要").first
    assert "夜间也要" in hit.locator("p").inner_text()
    hit.locator("a").click()
    person.page.wait_for_url(re.compile(r"/meetings/\d+$"))
    assert "夜间也要" in person.page.locator("main").inner_text()

"""Criteria that start from a base: what they lost for stands below the points, which follow from it."""

import json
import pathlib

import pytest

from bureau import OFFICER
from clock import moment
from grid import Grid
from test_phone import PHONE, SMALL, WIDER

SCHEME = pathlib.Path(__file__).parents[2] / "seeds" / "schemes" / "from-base.json"
OFFICE = {"width": 1280, "height": 900}
FIRST, SECOND, THIRD = "CG-01-A01", "CG-01-A02", "CG-01-A03"
# Late twice, and something that is not listed.
LINE = {"zh-CN": "迟到早退×2；路面积水−1", "en": "Late or left early x2; ponding-1"}


@pytest.fixture
def paper(bureau):
    """A trader's form of a month that is scored by the model that deducts."""
    bureau.clock.set(moment("2026-12-01T08:30:00"))
    client = bureau.client()
    content = json.loads(SCHEME.read_text()) | {"effectiveFrom": "2026-12", "code": "from-base"}
    made = client.send("POST", "/schemes", {"content": content})
    assert made.is_success, made
    published = client.send("POST", f"/schemes/{made.json['id']}/publish")
    assert published.is_success, published
    opened = client.send("POST", "/cycles", {"branch": "CG-01", "month": "2026-12"})
    assert opened.is_success, opened
    client.close()
    return f"/cycles/{opened.json['id']}/scores?tier=branch"


def lost(grid, area):
    return grid.row(area).locator("input.lost")


def test_points_follow_from_their_causes_and_are_kept(bureau, paper, enter, language):
    officer = enter(bureau, OFFICER, language=language, viewport=OFFICE)
    officer.go(paper)
    grid = Grid(officer)
    # Written cause by cause, by the keyboard: the next stop behind the points.
    grid.cells(FIRST).nth(0).focus()
    officer.page.keyboard.press("Tab")
    officer.page.keyboard.type(LINE[language])
    assert grid.typed(FIRST)[0] == "22"
    # What cannot be read changes nothing; what is put right does.
    lost(grid, FIRST).nth(1).fill("?")
    assert grid.typed(FIRST)[1] == ""
    lost(grid, FIRST).nth(1).fill("attitude−3")
    assert grid.typed(FIRST)[1] == "22"
    lost(grid, FIRST).nth(2).fill("塌方−30")
    assert grid.typed(FIRST)[2] == "0"
    grid.cells(FIRST).nth(3).fill("25")
    grid.comment(FIRST).fill("巡查记录")
    assert grid.total(FIRST) == "69"
    # Fewer than the maximum without a cause is said as soon as the keyboard is elsewhere.
    grid.cells(SECOND).nth(0).fill("24")
    grid.cells(THIRD).nth(0).focus()
    title = grid.form.locator("thead th[data-maximum]").nth(0).get_attribute("data-title")
    assert grid.said_of(SECOND) == [officer.words("cellNoCause", title=title)]
    grid.cells(SECOND).nth(0).fill("")
    # Undone in one step, and done again.
    lost(grid, SECOND).nth(0).focus()
    officer.page.keyboard.type("late")
    assert grid.typed(SECOND)[0] == "24"
    officer.page.keyboard.press("Control+z")
    assert (grid.typed(SECOND)[0], lost(grid, SECOND).nth(0).input_value()) == ("", "")
    # Kept on the device until it is saved.
    officer.page.reload()
    grid.said.filter(has_text=officer.words("draftRestored")).wait_for()
    assert lost(grid, FIRST).nth(0).input_value() == LINE[language]
    officer.press("saveScores")
    officer.is_told("noticeScoresSaved")
    assert grid.typed(FIRST) == ["22", "22", "0", "25"]
    assert lost(grid, FIRST).nth(0).input_value().endswith("−1")
    officer.press("saveScores")
    officer.is_told("noticeScoresSaved")


def test_the_next_cause_is_offered_behind_what_stands(bureau, paper, enter):
    officer = enter(bureau, OFFICER, viewport=OFFICE)
    officer.go(paper)
    grid = Grid(officer)
    field = lost(grid, FIRST).nth(0)
    offered = f"#{field.get_attribute('list')} option"
    assert officer.page.locator(offered).nth(0).get_attribute("value") == "迟到早退"
    field.focus()
    officer.page.keyboard.type("着装不规范；")
    assert officer.page.locator(offered).nth(0).get_attribute("value") == "着装不规范；迟到早退"


def test_a_block_with_causes_is_pasted_by_its_headings(bureau, paper, enter):
    officer = enter(bureau, OFFICER, viewport=OFFICE)
    officer.go(paper)
    grid = Grid(officer)
    head = ["责任区编号"]
    for title in ["政治与纪律", "执法与服务", "责任区秩序", "群众评价"]:
        head += [title, f"{title}扣分原因"]
    lines = [head, [SECOND, "23", "迟到早退×2", "25", "", "", "占道经营未处置", "25", ""]]
    grid.paste(FIRST, 0, "\r\n".join("\t".join(line) for line in lines))
    grid.preview.panel.get_by_role("button", name=officer.words("pasteConfirm")).click()
    assert grid.typed(SECOND) == ["23", "25", "23", "25"]
    assert lost(grid, SECOND).nth(0).input_value() == "迟到早退×2"


def test_it_fits_on_an_office_screen_and_on_a_phone(bureau, paper, enter, language):
    officer = enter(bureau, OFFICER, language=language, viewport=OFFICE)
    officer.go(paper)
    grid = Grid(officer)
    lost(grid, FIRST).nth(0).fill(LINE[language])
    table = grid.form.locator(".of-grid")
    assert table.evaluate("box => box.scrollWidth - box.clientWidth") <= 0
    phone = enter(bureau, OFFICER, language=language, color_scheme="dark", **PHONE)
    phone.go(paper)
    grid = Grid(phone)
    lost(grid, FIRST).nth(0).fill(LINE[language])
    for said in [phone.page.evaluate(WIDER), phone.page.evaluate(SMALL)]:
        assert not said, "\n".join(said)


def test_it_is_entered_without_script(bureau, paper, enter):
    officer = enter(bureau, OFFICER, java_script_enabled=False)
    officer.go(paper)
    grid = Grid(officer)
    grid.type(FIRST, "", "25", "25", "25")
    lost(grid, FIRST).nth(0).fill("迟到早退×2；路面积水-1")
    grid.type(SECOND, "20", "25", "25", "25")
    with officer.expecting(422):
        officer.press("saveScores")
    officer.go(paper)
    assert grid.typed(FIRST) == ["22", "25", "25", "25"]
    assert lost(grid, FIRST).nth(0).input_value() == "迟到早退×2；路面积水−1"


@pytest.mark.screenshots
@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("screen", ["desk", "phone"])
def test_a_picture_is_taken(request, bureau, paper, enter, language, screen, colours):
    size = {"viewport": OFFICE} if screen == "desk" else PHONE
    officer = enter(bureau, OFFICER, language=language, color_scheme=colours, **size)
    scheme = bureau.read("/schemes")["items"][-1]["id"]
    for title, path in {"base": paper, "base-scheme": f"/administration/schemes/{scheme}"}.items():
        officer.go(path)
        if title == "base":
            lost(Grid(officer), FIRST).nth(0).fill(LINE[language])
            Grid(officer).cells(FIRST).nth(1).fill("23")
            Grid(officer).comment(FIRST).focus()
        folder = request.config.option.screenshots
        officer.page.screenshot(path=folder / f"{title}-{language}-{screen}-{colours}.png", full_page=screen == "phone")

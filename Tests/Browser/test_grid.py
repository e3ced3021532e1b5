"""The score grid takes no more keys than a spreadsheet, and is as dense as one; on a phone it is one area at a time."""

import pytest

from bureau import OFFICER, SECRETARY
from clock import moment
from grid import Grid
from test_phone import SMALL, WIDER
from typist import Typist

PAPER = "/cycles/{current}/scores?tier=public&assessor=商户代表9"
AREAS = [f"CG-01-A{number:02}" for number in range(1, 13)]
POINTS = ["18", "22.5", "27", "13", "9"]
OFFICE = {"width": 1366, "height": 625}
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def officer(bureau, enter):
    officer = enter(bureau, OFFICER, viewport=OFFICE)
    officer.go(PAPER)
    return officer


@pytest.fixture
def grid(officer):
    return Grid(officer)


@pytest.fixture
def keyboard(officer):
    return officer.page.keyboard


@pytest.fixture
def posts(officer):
    posts = []
    officer.page.on("request", lambda request: posts.append(request.url) if request.method == "POST" else None)
    return posts


def is_at(grid, area, column):
    return grid.focused == grid.cells(area).nth(column).get_attribute("name")


# MARK: What it costs


@pytest.mark.quick
def test_a_tier_of_twelve_areas_costs_no_more_than_in_excel(bureau, enter, language):
    """215 keys and 2 clicks at most, from the first page to what is saved."""
    secretary = enter(bureau, SECRETARY, language=language, viewport=OFFICE)
    secretary.go("/")
    typist = Typist(secretary)
    month = secretary.words.month("2026-11")
    duty = secretary.words("dutyScoreBranch", month=month, count=12)
    typist.click(secretary.page.locator(".duties").get_by_role("link", name=duty))
    # The grid's script puts the keyboard into the first cell: what is typed before that goes nowhere.
    secretary.page.locator("form.scores input.points:focus").wait_for()
    for _ in AREAS:
        for value in POINTS[:-1]:
            typist.type(value)
            typist.press("Tab")
        typist.type(POINTS[-1])
        typist.press("Enter")
    # After the last line the keyboard is at what saves.
    typist.press("Enter")
    secretary.is_told("noticeScoresSaved")
    grid = Grid(secretary)
    assert [grid.typed(area) for area in AREAS] == [POINTS] * 12
    print(f"a tier of 12 areas: {typist.keys} keys, {typist.clicks} clicks")
    assert typist.keys <= 215 and typist.clicks <= 2


@pytest.fixture
def december(bureau):
    """A month in which nobody has scored yet."""
    bureau.clock.set(moment("2026-12-01T08:30:00"))
    client = bureau.client()
    opened = client.send("POST", "/cycles", {"branch": "CG-01", "month": "2026-12"})
    client.close()
    assert opened.is_success, opened
    return opened.json["id"]


@pytest.mark.quick
def test_all_self_sheets_of_a_branch_are_entered_on_one_page(bureau, december, enter, language):
    """A row for each who holds an area; each sheet is its holder's own."""
    officer = enter(bureau, OFFICER, language=language, viewport=OFFICE)
    officer.go(f"/cycles/{december}/scores?tier=self&assessor=*")
    typist, grid = Typist(officer), Grid(officer)
    loaded = []
    officer.page.on("request", lambda request: loaded.append(request.method) if request.is_navigation_request() else None)
    rows = officer.page.locator("form.scores tbody tr")
    assert rows.count() == 12
    holders = rows.evaluate_all("rows => rows.map(row => row.dataset.holder)")
    for _ in AREAS:
        for value in POINTS[:-1]:
            typist.type(value)
            typist.press("Tab")
        typist.type(POINTS[-1])
        typist.press("Enter")
    typist.press("Enter")
    officer.is_told("noticeScoresSaved")
    # Sent once, and led back to the same page.
    assert loaded == ["POST", "GET"]
    assert officer.path.endswith("tier=self&assessor=%2A")
    for area, holder in zip(AREAS, holders):
        assert grid.typed(area) == POINTS
        sheets = bureau.sheets(december, area)
        assert [(sheet["tier"], sheet["assessorName"]) for sheet in sheets] == [("self", holder)]


def test_the_self_sheets_are_opened_from_the_page_itself(bureau, enter):
    officer = enter(bureau, OFFICER)
    officer.go("/cycles/{current}/scores?tier=self")
    officer.page.get_by_label(officer.words("assessorWhose")).select_option(label=officer.words("assessorHolders"))
    officer.press("assessorShow")
    assert officer.page.locator("form.scores tbody tr").count() == 12
    said = officer.words("sheetsWhose", tier=officer.words("tierSelf"), assessor=officer.words("assessorHolders"))
    assert officer.page.locator(".save").get_by_text(said).is_visible()


# MARK: Keys


def test_the_first_cell_has_the_keyboard(grid, keyboard):
    assert is_at(grid, AREAS[0], 0)
    keyboard.type("18")
    assert grid.typed(AREAS[0])[0] == "18"


def test_where_something_stands_the_first_empty_cell_has_the_keyboard(officer, grid):
    grid.type(AREAS[0], *POINTS)
    grid.type(AREAS[1], *POINTS)
    officer.press("saveScores")
    officer.is_told("noticeScoresSaved")
    assert is_at(grid, AREAS[2], 0)
    assert officer.page.locator("main .notice").is_visible(), "what was said stays in sight"
    row = grid.row(AREAS[6]).get_attribute("id")
    officer.go("/")
    officer.go(PAPER + "#" + row)
    # A link may lead to a row.
    name = grid.cells(AREAS[6]).nth(0).get_attribute("name")
    officer.page.wait_for_function("name => document.activeElement.name === name", arg=name)


def test_enter_after_tab_goes_back_to_where_the_line_began(grid, keyboard):
    grid.cells(AREAS[0]).nth(1).focus()
    for key in ["Tab", "Tab", "Enter"]:
        keyboard.press(key)
    assert is_at(grid, AREAS[1], 1)
    # What was not come to by tabs is left downwards.
    for key in ["Tab", "ArrowRight", "Enter"]:
        keyboard.press(key)
    assert is_at(grid, AREAS[2], 3)
    # Over the comment as well.
    grid.cells(AREAS[3]).nth(3).focus()
    for key in ["Tab", "Tab"]:
        keyboard.press(key)
    assert grid.focused == grid.comment(AREAS[3]).get_attribute("name")
    keyboard.press("Enter")
    assert is_at(grid, AREAS[4], 3)


def test_enter_in_a_comment_goes_down_and_sends_nothing(officer, grid, keyboard, posts):
    grid.type(AREAS[0], *POINTS)
    grid.comment(AREAS[0]).focus()
    keyboard.type("整改及时")
    keyboard.press("Enter")
    assert grid.focused == grid.comment(AREAS[1]).get_attribute("name")
    keyboard.press("Shift+Enter")
    assert grid.focused == grid.comment(AREAS[0]).get_attribute("name")
    assert posts == []
    keyboard.press("Control+s")
    officer.is_told("noticeScoresSaved")
    assert len(posts) == 1
    assert grid.comment(AREAS[0]).input_value() == "整改及时"


def test_a_range_is_filled_down_emptied_and_taken_back(officer, grid, keyboard):
    grid.type(AREAS[0], "18", "22", "27")
    grid.cells(AREAS[0]).nth(0).focus()
    for key in ["Shift+ArrowDown", "Shift+ArrowDown", "Shift+ArrowRight"]:
        keyboard.press(key)
    assert officer.page.locator(".grid .chosen").count() == 6
    keyboard.press("Control+d")
    assert [grid.typed(area) for area in AREAS[:4]] == [["18", "22", "27", "", ""], *[["18", "22", "", "", ""]] * 2, [""] * 5]
    keyboard.press("Delete")
    assert [grid.typed(area) for area in AREAS[:3]] == [["", "", "27", "", ""], *[[""] * 5] * 2]
    keyboard.press("Control+z")
    assert grid.typed(AREAS[2]) == ["18", "22", "", "", ""]
    keyboard.press("Control+z")
    assert [grid.typed(area) for area in AREAS[:2]] == [["18", "22", "27", "", ""], [""] * 5]
    keyboard.press("Control+y")
    assert grid.typed(AREAS[2]) == ["18", "22", "", "", ""]
    # By the mouse alone.
    officer.press("undoEntry")
    assert grid.typed(AREAS[2]) == [""] * 5


def test_one_value_goes_into_all_that_is_chosen(grid, keyboard):
    keyboard.press("Control+a")
    keyboard.type("9")
    keyboard.press("Control+Enter")
    assert [grid.typed(area) for area in AREAS] == [["9"] * 5] * 12


def test_the_cell_above_is_copied_down(grid, keyboard):
    grid.type(AREAS[0], *POINTS)
    grid.comment(AREAS[0]).fill("整改及时")
    grid.cells(AREAS[1]).nth(1).focus()
    keyboard.press("Control+d")
    assert grid.typed(AREAS[1]) == ["", "22.5", "", "", ""]
    grid.comment(AREAS[1]).focus()
    keyboard.press("Control+d")
    assert grid.comment(AREAS[1]).input_value() == "整改及时"


def test_what_was_typed_and_pasted_is_taken_back_step_by_step(officer, grid, keyboard):
    keyboard.type("18")
    keyboard.press("Tab")
    keyboard.type("22")
    grid.paste(AREAS[3], 0, "\n".join(["\t".join(POINTS)] * 3))
    assert grid.total(AREAS[5]) == "89.5"
    grid.paste(AREAS[3], 0, f"{AREAS[7]}\t" + "\t".join(POINTS))
    grid.preview.confirm()
    assert grid.typed(AREAS[7]) == POINTS
    keyboard.press("Control+z")
    assert grid.typed(AREAS[7]) == [""] * 5 and grid.typed(AREAS[5]) == POINTS
    keyboard.press("Control+z")
    assert [grid.typed(area) for area in AREAS[3:6]] == [[""] * 5] * 3
    assert grid.total(AREAS[5]) == "–"
    keyboard.press("Control+z")
    assert grid.typed(AREAS[0]) == ["18", "", "", "", ""]
    keyboard.press("Control+z")
    assert grid.typed(AREAS[0]) == [""] * 5
    assert is_at(grid, AREAS[0], 0)
    # What was taken back is no draft either.
    officer.page.reload()
    assert grid.said.inner_text() == ""


def test_a_range_goes_into_a_spreadsheet(officer, grid):
    grid.type(AREAS[0], "18", "22.5")
    grid.type(AREAS[1], "17", "")
    copied = officer.page.evaluate(
        """([from, to]) => {
            const [near, far] = [from, to].map((name) => document.querySelector(`[name="${name}"]`));
            near.focus();
            far.dispatchEvent(new MouseEvent("mousedown", { bubbles: true, cancelable: true, shiftKey: true }));
            const event = new ClipboardEvent("copy", { clipboardData: new DataTransfer(), bubbles: true, cancelable: true });
            near.dispatchEvent(event);
            return event.clipboardData.getData("text/plain");
        }""",
        [grid.cells(AREAS[0]).nth(0).get_attribute("name"), grid.cells(AREAS[1]).nth(1).get_attribute("name")],
    )
    assert copied == "18\t22.5\r\n17\t"


def test_the_mouse_chooses_a_range_and_a_click_takes_a_cell_as_a_whole(officer, grid, keyboard):
    grid.type(AREAS[0], "18", "22")
    grid.cells(AREAS[5]).nth(1).click()
    grid.cells(AREAS[0]).nth(1).click()
    keyboard.type("7")
    assert grid.typed(AREAS[0])[1] == "7", "typing takes the place of what stood"
    mouse = officer.page.mouse

    def middle(area, column):
        box = grid.cells(area).nth(column).bounding_box()
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    mouse.move(*middle(AREAS[0], 0))
    mouse.down()
    mouse.move(*middle(AREAS[1], 0))
    mouse.move(*middle(AREAS[2], 1))
    mouse.up()
    assert officer.page.locator(".grid .chosen").count() == 6
    keyboard.press("Control+d")
    assert [grid.typed(area)[:2] for area in AREAS[:3]] == [["18", "7"]] * 3


def test_comments_are_pasted_down_their_column(grid):
    grid.comment(AREAS[10]).evaluate(
        """(input) => {
            input.focus();
            const data = new DataTransfer();
            data.setData("text/plain", "整改及时\\r\\n占道较多\\r\\n另有一行\\r\\n");
            input.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }"""
    )
    assert [grid.comment(area).input_value() for area in AREAS[10:]] == ["整改及时", "占道较多"]
    assert grid.said.inner_text() == grid.words("pasteLeft", count=1)


# MARK: What is wrong


def test_a_red_cell_says_why_beside_it(bureau, enter, language):
    officer = enter(bureau, OFFICER, language=language, viewport=OFFICE)
    officer.go(PAPER)
    grid, words, keyboard = Grid(officer), officer.words, officer.page.keyboard
    titles = grid.form.locator("th[data-title]").evaluate_all("heads => heads.map(head => head.dataset.title)")
    keyboard.type("21")
    over = words("cellOver", title=titles[0], said="21", maximum="20")
    assert grid.said_of(AREAS[0]) == [over]
    cell = grid.cells(AREAS[0]).nth(0)
    assert cell.get_attribute("aria-invalid") == "true"
    assert over in officer.page.locator(f"#{cell.get_attribute('aria-describedby')}").inner_text()
    keyboard.press("Backspace")
    keyboard.type("0")
    assert grid.said_of(AREAS[0]) == [] and cell.get_attribute("aria-invalid") is None
    # Half a number is not judged before it is left.
    keyboard.press("Tab")
    keyboard.type("22.")
    assert grid.said_of(AREAS[0]) == []
    keyboard.press("Tab")
    assert grid.said_of(AREAS[0]) == [words("cellNoPoints", title=titles[1], said="22.")]
    grid.type(AREAS[0], "20", "5")
    assert grid.said_of(AREAS[0]) == [], "a comment may follow yet"
    grid.comment(AREAS[0]).focus()
    low = words("cellLow", percent=60, titles=titles[1])
    assert grid.said_of(AREAS[0]) == [low]
    keyboard.type("不够主动")
    assert grid.said_of(AREAS[0]) == []


def test_what_is_said_beside_a_row_does_not_move_the_button_from_under_the_mouse(officer, grid, posts):
    officer.page.set_viewport_size({"width": 1366, "height": 1000})
    grid.type(AREAS[0], "1", *POINTS[1:])
    with officer.expecting(422):
        officer.press("saveScores")
        officer.page.get_by_role("alert").wait_for()
    assert len(posts) == 1


def test_what_the_server_said_of_a_cell_goes_when_that_is_typed_into(officer, grid):
    grid.type(AREAS[1], "21", *POINTS[1:])
    with officer.expecting(422):
        officer.press("saveScores")
        officer.page.get_by_role("alert").wait_for()
    assert len(grid.said_of(AREAS[1])) == 1, "it is said once"
    assert is_at(grid, AREAS[1], 0)
    officer.page.keyboard.type("20")
    assert grid.said_of(AREAS[1]) == []
    assert grid.cells(AREAS[1]).nth(0).get_attribute("aria-invalid") is None


# MARK: What is seen


def sixty(bureau):
    """Areas in CG-01, so many, with names of twelve characters."""
    client = bureau.client()
    for number in range(13, 61):
        made = client.send(
            "POST", "/areas",
            {"code": f"CG-01-A{number:02}", "name": f"第{number}号夜市周边综合责任区", "branch": "CG-01", "kind": "nightMarket", "established": "2026-11-01"},
        )
        assert made.is_success, made
    client.close()
    return [f"CG-01-A{number:02}" for number in range(1, 61)]


# The areas that are seen as a whole, between the headings and what stays at the window's edge.
SEEN_AREAS = """() => [...document.querySelectorAll(".grid tbody tr")].filter((row) => {
    const { top, bottom } = row.getBoundingClientRect();
    const box = row.querySelector("input.points").getBoundingClientRect();
    const isSeen = (y) => row.contains(document.elementFromPoint(box.left + box.width / 2, y));
    return isSeen(top + 2) && isSeen(bottom - 2);
}).map((row) => row.dataset.code)"""


def test_fifteen_of_sixty_areas_are_seen_on_an_office_screen(bureau, enter, language):
    areas = sixty(bureau)
    officer = enter(bureau, OFFICER, language=language, viewport=OFFICE)
    officer.go(PAPER)
    page, grid = officer.page, Grid(officer)
    heights = page.locator(".grid tbody tr").evaluate_all("rows => rows.map(row => row.getBoundingClientRect().height)")
    assert len(heights) == 60 and max(heights) <= 32.5, heights
    seen = page.evaluate(SEEN_AREAS)
    assert len(seen) >= 15 and seen == areas[: len(seen)], seen
    # Headings and names stay, however far one walks; and so does what saves.
    grid.cells(areas[0]).nth(4).focus()
    for _ in areas[1:]:
        page.keyboard.press("ArrowDown")
        assert grid.focused in page.evaluate(
            """() => {
                const { left, width, top, height } = document.activeElement.getBoundingClientRect();
                return document.elementFromPoint(left + width / 2, top + height / 2).name ?? "covered";
            }"""
        )
    for part in [".grid thead th:nth-child(3)", ".grid thead th:first-child", ".save button.main"]:
        assert page.evaluate(
            """(part) => {
                const element = document.querySelector(part);
                const { left, width, top, height } = element.getBoundingClientRect();
                return element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
            }""",
            part,
        ), part
    page.keyboard.type("9")
    page.set_viewport_size({"width": 760, "height": 625})
    grid.comment(areas[-1]).focus()
    left = grid.row(areas[-1]).get_by_role("rowheader").bounding_box()["x"]
    assert left >= 0, "the name stays beside the comment"
    assert page.evaluate(WIDER) == []


def test_rows_of_what_is_not_shown_take_one_line(standing, enter, language):
    officer = enter(standing, OFFICER, language=language, viewport=OFFICE)
    officer.go("/cycles/{open}/scores?tier=branch&assessor=1101")
    rows = officer.page.locator(".grid tbody tr[data-hidden]")
    heights = rows.evaluate_all("rows => rows.map(row => row.getBoundingClientRect().height)")
    assert len(heights) == 12 and max(heights) <= 32.5, heights


FIGURES = {
    "filed": 1032, "closedInTime": 1030, "redone": 12, "complaints": 20, "substantiated": 11, "calledBack": 160,
    "satisfied": 158,
}  # fmt: skip


def figures(bureau, *areas):
    """What the platform says of some areas."""
    client = bureau.client()
    for area in areas:
        made = client.send("POST", "/facts", {"area": area, "month": "2026-11", **FIGURES})
        assert made.is_success, made
    client.close()


def test_the_platforms_figures_stand_beneath_the_name_and_take_no_room(bureau, enter, language):
    officer = enter(bureau, OFFICER, language=language, viewport=OFFICE)
    officer.go(PAPER)
    names = officer.page.locator(".grid thead th").first
    width = names.bounding_box()["width"]
    figures(bureau, AREAS[0], AREAS[2])
    officer.go(PAPER)
    rows = officer.page.locator(".grid tbody tr")
    heights = rows.evaluate_all("rows => rows.map(row => row.getBoundingClientRect().height)")
    assert len(heights) == 12 and max(heights) <= 32.5, heights
    assert names.bounding_box()["width"] == width
    short = rows.nth(2).locator(".figures")
    assert "1030/1032" in short.inner_text() and "1032" in short.get_attribute("title")
    row, line = rows.nth(2).get_by_role("rowheader").bounding_box(), short.bounding_box()
    assert line["y"] + line["height"] <= row["y"] + row["height"] + 0.5, "nothing of it is cut off"
    assert rows.nth(1).locator(".figures").count() == 0


# MARK: On a phone


def test_on_a_phone_the_platforms_figures_are_read_in_full(bureau, enter, language):
    figures(bureau, AREAS[0])
    officer = enter(bureau, OFFICER, language=language, **PHONE)
    officer.go(PAPER)
    line = officer.page.locator(".grid tr.here .figures")
    assert line.evaluate("line => line.scrollWidth <= line.clientWidth") and "158/160" in line.inner_text()
    assert officer.page.evaluate(WIDER) == []


@pytest.fixture
def phone(bureau, enter):
    phone = enter(bureau, OFFICER, **PHONE)
    phone.go(PAPER)
    return phone


def keys(phone, *names):
    """Under the finger, where they are seen."""
    for name in names:
        box = phone.page.locator(f".keys [data-key='{name}']").bounding_box()
        phone.page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def seen_area(phone):
    return phone.page.locator(".grid tbody tr:visible").evaluate_all("rows => rows.map(row => row.dataset.code)")


@pytest.mark.quick
def test_on_a_phone_one_area_at_a_time_is_scored_by_large_keys(phone):
    grid, page = Grid(phone), phone.page
    assert seen_area(phone) == [AREAS[0]]
    assert page.locator(".turn span").inner_text() == "1 / 12"
    assert grid.cells(AREAS[0]).nth(0).get_attribute("inputmode") == "none", "the system's keys stay away"
    for value in POINTS:
        keys(phone, *value, "down")
    # After the last criterion comes the next area.
    assert seen_area(phone) == [AREAS[1]]
    keys(phone, "1", "9", "delete", "8")
    page.get_by_role("button", name=phone.words("areaBefore")).tap()
    assert seen_area(phone) == [AREAS[0]]
    assert grid.typed(AREAS[0]) == POINTS and grid.total(AREAS[0]) == "89.5"
    page.get_by_role("button", name=phone.words("areaAfter")).last.tap()
    assert grid.typed(AREAS[1]) == ["18", "", "", "", ""]
    keys(phone, "undo")
    assert grid.typed(AREAS[1]) == [""] * 5
    page.get_by_role("button", name=phone.words("saveScores"), exact=True).tap()
    phone.is_told("noticeScoresSaved")
    assert seen_area(phone) == [AREAS[1]], "there it goes on"


def test_on_a_phone_everything_can_be_hit_and_nothing_covers_the_cell(phone):
    page = phone.page
    assert page.locator(".keys").is_visible()
    assert page.evaluate(WIDER) == []
    assert page.evaluate(SMALL) == []
    for _ in range(5 * 12 - 1):
        assert page.evaluate(
            """() => {
                const { left, width, top, height } = document.activeElement.getBoundingClientRect();
                return document.elementFromPoint(left + width / 2, top + height / 2) === document.activeElement;
            }"""
        ), page.evaluate("document.activeElement.name")
        keys(phone, "down")
    # A comment is typed on the system's keys.
    Grid(phone).comment(AREAS[-1]).focus()
    assert not page.locator(".keys").is_visible()
    assert page.evaluate(SMALL) == []


def test_on_a_phone_what_is_wrong_is_the_area_that_is_shown(phone):
    grid = Grid(phone)
    phone.page.get_by_role("button", name=phone.words("areaAfter")).last.tap()
    keys(phone, "9", "9")
    bar = phone.page.locator(".save .aside")
    assert [bar.inner_text()] == grid.said_of(AREAS[1]), "it is not behind the keys"
    assert bar.bounding_box()["y"] < 740
    phone.page.get_by_role("button", name=phone.words("areaAfter")).last.tap()
    with phone.expecting(422):
        phone.press("saveScores")
        phone.page.get_by_role("alert").wait_for()
    assert seen_area(phone) == [AREAS[1]]
    assert grid.said_of(AREAS[1])


def test_without_script_a_phone_shows_all_areas(bureau, enter):
    officer = enter(bureau, OFFICER, java_script_enabled=False, **PHONE)
    officer.go(PAPER)
    assert seen_area_count(officer) == 12
    assert not officer.page.locator(".turn, .keys, .undo").first.is_visible()


def seen_area_count(person):
    return person.page.locator(".grid tbody tr:visible").count()

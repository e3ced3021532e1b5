"""Scores are entered as in a spreadsheet: by the keyboard alone, by pasting, and what is wrong stays beside its row."""

import pytest

from bureau import GROUP_LEADER, OFFICER
from grid import Grid

# Nobody's sheets yet: a trader's paper form of the current month, in time.
PAPER = "/cycles/{current}/scores?tier=public&assessor=商户代表9"
AREAS = [f"CG-01-A{number:02}" for number in range(1, 13)]
POINTS = ["18", "22.5", "27", "13", "9"]


@pytest.fixture
def officer(bureau, enter):
    officer = enter(bureau, OFFICER)
    officer.go(PAPER)
    officer.posts = []
    officer.page.on(
        "request", lambda request: officer.posts.append(request.url) if request.method == "POST" else None
    )
    return officer


@pytest.fixture
def grid(officer):
    return Grid(officer)


@pytest.fixture
def recorded(bureau, enter):
    """What stands of an area, as it is shown in a browser that keeps nothing of what was typed."""
    readers = []

    def read(area):
        if not readers:
            readers.append(enter(bureau, OFFICER, java_script_enabled=False))
        readers[0].go(PAPER)
        return Grid(readers[0]).typed(area)

    return read


# What is seen at the middle of the element that the keyboard is in.
SEEN = """() => {
    const { left, top, width, height } = document.activeElement.getBoundingClientRect();
    const seen = document.elementFromPoint(left + width / 2, top + height / 2);
    return seen === document.activeElement ? null : seen?.outerHTML.slice(0, 200) ?? "nothing";
}"""


@pytest.mark.parametrize("width", [1100, 760, 360])
def test_nothing_covers_what_the_keyboard_is_in(bureau, enter, width):
    officer = enter(bureau, OFFICER, viewport={"width": width, "height": 640})
    officer.go(PAPER)
    grid = Grid(officer)
    grid.cells(AREAS[0]).nth(0).focus()
    for key in [*["ArrowDown"] * 11, *["ArrowRight"] * 4, *["ArrowUp"] * 11, *["ArrowLeft"] * 4]:
        officer.page.keyboard.press(key)
        assert officer.page.evaluate(SEEN) is None, (key, grid.focused)
    save = officer.page.get_by_role("button", name=officer.words("saveScores"))
    save.focus()
    # Its bar is there as soon as any of the grid is.
    grid.form.evaluate("form => form.scrollIntoView()")
    assert officer.page.evaluate(SEEN) is None


def tab_to(person, is_there, at_most=60):
    for _ in range(at_most):
        person.page.keyboard.press("Tab")
        if is_there():
            return
    raise AssertionError("the keyboard does not get there")


@pytest.mark.quick
def test_a_sheet_is_entered_and_saved_by_keyboard_alone(officer, grid, recorded):
    keyboard = officer.page.keyboard
    # The keyboard is in the first cell from the beginning.
    first = grid.cells(AREAS[0]).nth(0).get_attribute("name")
    assert grid.focused == first
    for value in POINTS[:-1]:
        keyboard.type(value)
        keyboard.press("ArrowRight")
    keyboard.type(POINTS[-1])
    assert grid.typed(AREAS[0]) == POINTS
    assert grid.total(AREAS[0]) == "89.5"
    # Down to the next area's last criterion, and back along it: what stands in a cell is chosen when it is walked to,
    # so that an arrow leads on, and what is typed takes its place.
    keyboard.press("Enter")
    for value in reversed(POINTS):
        keyboard.type(value)
        keyboard.press("Shift+Tab")
    assert grid.typed(AREAS[1]) == POINTS
    keyboard.press("Tab")
    keyboard.press("ArrowUp")
    assert grid.focused == first
    tab_to(officer, lambda: officer.page.evaluate("document.activeElement.matches('form.scores button')"), at_most=90)
    keyboard.press("Enter")
    officer.is_told("noticeScoresSaved")
    assert len(officer.posts) == 1
    assert [recorded(area) for area in AREAS[:3]] == [POINTS, POINTS, [""] * 5]


def test_the_keyboard_walks_the_grid_like_a_spreadsheet(officer, grid):
    cell = grid.cells(AREAS[3]).nth(2)
    names = {
        key: grid.cells(AREAS[row]).nth(column).get_attribute("name")
        for key, (row, column) in {
            "ArrowUp": (2, 2), "ArrowDown": (4, 2), "ArrowLeft": (3, 1), "ArrowRight": (3, 3), "Enter": (4, 2),
            "Shift+Enter": (2, 2),
        }.items()
    }
    for key, name in names.items():
        cell.focus()
        officer.page.keyboard.press(key)
        assert grid.focused == name, key
    # Beyond its edge there is nothing to go to.
    corner = grid.cells(AREAS[0]).nth(0)
    for key in ["ArrowUp", "ArrowLeft", "Shift+Enter"]:
        corner.focus()
        officer.page.keyboard.press(key)
        assert grid.focused == corner.get_attribute("name"), key


@pytest.mark.parametrize("height", [600, 740, 900])
def test_the_cell_that_the_keyboard_is_in_is_never_covered(officer, grid, height):
    """WCAG 2.2, 2.4.11: also not by what stays at the edge of the window."""
    officer.page.set_viewport_size({"width": 1280, "height": height})
    covered = []
    grid.cells(AREAS[0]).nth(2).focus()
    for key in ["ArrowDown"] * 11 + ["ArrowUp"] * 11:
        is_seen = officer.page.evaluate(
            """() => {
                const { left, right, top, bottom } = document.activeElement.getBoundingClientRect();
                return document.activeElement === document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
            }"""
        )
        if not is_seen:
            covered.append(grid.focused)
        officer.page.keyboard.press(key)
    assert covered == []


def test_an_arrow_moves_within_a_number_that_is_being_typed(officer, grid):
    cell = grid.cells(AREAS[0]).nth(1)
    cell.focus()
    officer.page.keyboard.type("25")
    officer.page.keyboard.press("ArrowLeft")
    officer.page.keyboard.type(".")
    assert cell.input_value() == "2.5"
    assert grid.focused == cell.get_attribute("name")


def test_enter_in_the_grid_saves_nothing(officer, grid):
    grid.type(AREAS[0], "18")
    officer.page.keyboard.press("Enter")
    assert grid.focused == grid.cells(AREAS[1]).nth(0).get_attribute("name")
    assert officer.posts == []


@pytest.mark.parametrize(
    "lines", ["\r\n".join(["\t".join(POINTS)] * 12) + "\r\n", "\n".join(["\t".join(POINTS)] * 12)], ids=["excel", "lf"]
)
def test_a_block_copied_from_excel_fills_the_grid(officer, grid, recorded, lines):
    grid.paste(AREAS[0], 0, lines)
    assert [grid.typed(area) for area in AREAS] == [POINTS] * 12
    assert {grid.total(area) for area in AREAS} == {"89.5"}
    officer.press("saveScores")
    officer.is_told("noticeScoresSaved")
    assert len(officer.posts) == 1
    assert [recorded(area) for area in AREAS] == [POINTS] * 12


def test_a_block_begins_where_it_is_pasted_and_ends_at_the_grids_edge(grid):
    grid.paste(AREAS[10], 3, "10\t8\t7\n11\t9\t7\n12\t9\t7\n")
    assert grid.typed(AREAS[10]) == ["", "", "", "10", "8"]
    assert grid.typed(AREAS[11]) == ["", "", "", "11", "9"]
    assert grid.typed(AREAS[9]) == [""] * 5
    said = [grid.words("pasteLeft", count=1), grid.words("pasteColumnsLeft", count=1)]
    assert grid.said.inner_text() == " ".join(said)


def test_lines_beyond_the_grid_are_counted(grid):
    grid.paste(AREAS[-1], 0, "19\t24\n18\t22\n17\t21\n")
    assert grid.said.inner_text() == grid.words("pasteLeft", count=2)


def test_a_single_value_is_pasted_as_everywhere(grid):
    cell = grid.cells(AREAS[0]).nth(0)
    cell.fill("1")
    grid.paste(AREAS[0], 0, "8")
    assert cell.input_value() == "18"


def test_the_total_runs_along_and_is_exact(grid):
    assert grid.total(AREAS[0]) == "–"
    grid.type(AREAS[0], "0.1", "0.2", "0.01", "10")
    assert grid.total(AREAS[0]) == "–", "what is not whole has no total"
    grid.cells(AREAS[0]).nth(4).fill("0.07")
    assert grid.total(AREAS[0]) == "10.38"
    # As a Chinese keyboard types it.
    grid.cells(AREAS[0]).nth(3).fill("１０。５")
    assert grid.total(AREAS[0]) == "10.88"


def test_what_is_over_its_maximum_is_marked_at_once(grid):
    over = [False, False, True, False, True]
    grid.type(AREAS[0], "20", "25", "30.01", "0", "acht")
    marks = grid.cells(AREAS[0]).evaluate_all("inputs => inputs.map(input => input.classList.contains('over'))")
    assert marks == over


def test_errors_stand_beside_their_rows_and_what_was_typed_is_kept(officer, grid, recorded):
    words = officer.words
    grid.type(AREAS[0], *POINTS)
    wrong = {AREAS[1]: ["21", *POINTS[1:]], AREAS[2]: ["5", *POINTS[1:]], AREAS[3]: ["18", "22", "", "", ""]}
    for area, points in wrong.items():
        grid.type(area, *points)
    grid.comment(AREAS[1]).fill("整改及时")
    with officer.expecting(422):
        officer.press("saveScores")
        officer.page.get_by_role("alert").filter(has_text=words("rowsWrong", count=3)).wait_for()
    assert any(words.said("{1} is over the maximum of {2}", "21", "20") in said for said in grid.said_of(AREAS[1]))
    assert any("60" in said for said in grid.said_of(AREAS[2]))
    assert any(words.said("points for ‘{1}’ are missing") in said for said in grid.said_of(AREAS[3]))
    assert grid.said_of(AREAS[0]) == []
    for area, points in wrong.items():
        assert grid.typed(area) == points
        assert recorded(area) == [""] * 5
    assert grid.comment(AREAS[1]).input_value() == "整改及时"
    assert recorded(AREAS[0]) == POINTS, "what was right is saved"
    # Whoever hears the page is told which cell, and why.
    cell = grid.cells(AREAS[1]).nth(0)
    assert cell.get_attribute("aria-invalid") == "true"
    described = officer.page.locator(f"#{cell.get_attribute('aria-describedby')}")
    assert words.said("{1} is over the maximum of {2}", "21", "20") in described.inner_text()

    grid.cells(AREAS[1]).nth(0).fill("20")
    grid.comment(AREAS[2]).fill("履职不到位")
    grid.type(AREAS[3], *POINTS)
    officer.press("saveScores")
    officer.is_told("noticeScoresSaved")
    assert recorded(AREAS[1]) == ["20", *POINTS[1:]]
    assert recorded(AREAS[2]) == ["5", *POINTS[1:]]
    assert recorded(AREAS[3]) == POINTS


def test_saving_twice_in_a_hurry_saves_once(officer, grid, recorded):
    grid.type(AREAS[0], *POINTS)
    officer.page.get_by_role("button", name=officer.words("saveScores")).dblclick()
    officer.is_told("noticeScoresSaved")
    assert recorded(AREAS[0]) == POINTS
    assert grid.said_of(AREAS[0]) == [], "no second version"


def test_a_change_is_a_new_version_and_asks_for_its_reason(officer, grid, recorded):
    grid.type(AREAS[0], *POINTS)
    officer.press("saveScores")
    officer.is_told("noticeScoresSaved")
    officer.go(PAPER)
    grid.cells(AREAS[0]).nth(0).fill("19")
    with officer.expecting(422):
        officer.press("saveScores")
        officer.page.get_by_role("alert").wait_for()
    assert officer.words.said("this assessor's sheet stands already: give the reason for revising it") in grid.said_of(AREAS[0])
    grid.revision_reason(AREAS[0]).fill("纸表看错")
    officer.press("saveScores")
    officer.is_told("noticeScoresSaved")
    assert recorded(AREAS[0]) == ["19", *POINTS[1:]]
    assert officer.words("sheetRevision", revision=2) in grid.said_of(AREAS[0])


def test_a_group_leader_scores_the_groups_areas_alone(bureau, enter):
    leader = enter(bureau, GROUP_LEADER)
    leader.go("/cycles/{current}/scores?tier=group")
    assert leader.page.get_by_label(leader.words("assessorWhose")).count() == 0
    assert 0 < leader.page.locator("form.scores tbody tr").count() < 12

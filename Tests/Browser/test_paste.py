"""A block from a spreadsheet goes where its rows say, whatever stands around it, and is shown before it goes in."""

import pytest

from bureau import OFFICER
from grid import Grid
from test_phone import WIDER

PAPER = "/cycles/{current}/scores?tier=public&assessor=商户代表9"
FIRST, SECOND, THIRD = "CG-01-A01", "CG-01-A02", "CG-01-A03"
# Of the demo's: name and holder.
NAMES = {FIRST: "梅岭夜市责任区", SECOND: "清溪大道责任区", THIRD: "槐荫社区责任区"}
HOLDERS = {FIRST: "张素心", SECOND: "袁云归", THIRD: "谢培风"}
CRITERIA = ["履职与纪律", "服务群众", "市容秩序", "普法说理", "带头作用"]
POINTS = {FIRST: ["15", "18", "20", "12", "9"], SECOND: ["12", "20", "20", "15", "8"], THIRD: ["19.5", "25", "25", "14", "10"]}
TOTALS = {FIRST: "74", SECOND: "75", THIRD: "93.5"}


def block(*lines, end="\r\n"):
    return "".join("\t".join(line) + end for line in lines)


@pytest.fixture
def officer(bureau, enter):
    officer = enter(bureau, OFFICER)
    officer.go(PAPER)
    return officer


@pytest.fixture
def grid(officer):
    return Grid(officer)


def label(area):
    return f"{area} {NAMES[area]}"


def is_filled(grid, *areas):
    """With what is theirs, and the other rows with nothing."""
    for area in POINTS:
        assert grid.typed(area) == (POINTS[area] if area in areas else [""] * 5), area


@pytest.mark.quick
@pytest.mark.parametrize(
    "lines",
    [
        # As the clipboard has it after somebody sorted by the total.
        block(*([area, NAMES[area], *POINTS[area]] for area in [THIRD, FIRST, SECOND])),
        # A serial number before, the total behind.
        block(*([str(n), area, NAMES[area], *POINTS[area], TOTALS[area]] for n, area in enumerate(POINTS, 1))),
        # A line break in a cell, and what somebody wrote in brackets.
        block([FIRST, '"梅岭夜市责任区\n(东段)"', *POINTS[FIRST]], *([a, NAMES[a], *POINTS[a]] for a in [SECOND, THIRD])),
        # By name alone, spread with blanks and in full width; with line feeds only.
        block(*([" ".join(NAMES[area]) + "　", *POINTS[area]] for area in [SECOND, THIRD, FIRST]), end="\n"),
        # By the holder alone.
        block(*([HOLDERS[area][0] + "　" + HOLDERS[area][1:], *POINTS[area]] for area in [THIRD, SECOND, FIRST])),
        # Code and name in one cell, the holder's number between, figures in full width.
        block(*([label(a), "1109", HOLDERS[a], *(p.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789"}) for p in POINTS[a])] for a in [SECOND, FIRST, THIRD])),
        # A whole page: title, headings with a maximum and a star, an empty line, the sum, a note.
        block(
            ["东湖中队党员责任区评分表", *[""] * 8],
            ["序号", "责任区编号", "责任区\n名称".replace("\n", ""), *(f"*{title}（{m}分）" for title, m in zip(CRITERIA, [20, 25, 30, 15, 10])), "合　计"],
            *([str(n), area, NAMES[area], *POINTS[area], TOTALS[area]] for n, area in enumerate([SECOND, FIRST, THIRD], 1)),
            [""] * 9,
            ["合计", "", "", "46.5", "63", "65", "41", "27", "242.5"],
            ["注：由支部统一填写", *[""] * 8],
        ),
        # Headings over headings, the columns in another order.
        block(
            ["责任区", "考核内容", "", "", "", "", "得分"],
            ["", *reversed(CRITERIA), ""],
            *([NAMES[area], *reversed(POINTS[area]), TOTALS[area]] for area in [THIRD, SECOND, FIRST]),
        ),
        # A heading that nobody here uses, over codes; and one over names that several parts of the town have.
        block(["片区", "地段", *CRITERIA], *(["城东", area, *POINTS[area]] for area in [THIRD, FIRST, SECOND])),
    ],
    ids=["sorted", "numbered", "line break", "names", "holders", "one cell", "page", "two headings", "unknown heading"],
)
def test_rows_go_where_they_say_and_are_shown_before(officer, grid, lines):
    grid.paste("CG-01-A07", 0, lines)
    assert grid.preview.is_shown
    is_filled(grid)
    assert sorted(head for head, _ in grid.preview.rows) == [label(area) for area in POINTS]
    for head, cells in grid.preview.rows:
        assert cells == [*POINTS[head.split()[0]], None]
    assert grid.preview.refused == []
    grid.preview.confirm()
    is_filled(grid, *POINTS)
    assert grid.typed("CG-01-A07") == [""] * 5
    assert grid.said.inner_text() == grid.words("pasteDone", count=3)
    assert grid.focused is not None, "the keyboard is in the grid again"
    officer.press("saveScores")
    officer.is_told("noticeScoresSaved")


@pytest.mark.parametrize("said", ["林惠风", "张素心、林惠风", "林惠风/张素心", "张素心 林惠风"])
def test_an_area_of_two_is_found_by_either_and_by_both(officer, grid, said):
    # As the page says who hold an area together.
    officer.page.evaluate(f"document.querySelector('[data-code=\"{FIRST}\"]').dataset.holder = '张素心、林惠风'")
    grid.paste("CG-01-A07", 0, block([HOLDERS[SECOND], *POINTS[SECOND]], [said, *POINTS[FIRST]]))
    assert sorted(head for head, _ in grid.preview.rows) == [label(FIRST), label(SECOND)]
    assert grid.preview.refused == []
    grid.preview.confirm()
    is_filled(grid, FIRST, SECOND)


def test_names_under_an_unknown_heading_are_not_passed_over(grid):
    grid.paste(FIRST, 0, block(["地段", *CRITERIA], ["梅岭夜市责任区", *POINTS[FIRST]], ["城东夜市", *POINTS[SECOND]]))
    assert grid.preview.refused == [grid.words("pasteRefused", number=3) + grid.words("pasteNoName", said="城东夜市")]
    grid.preview.confirm()
    is_filled(grid, FIRST)


def test_by_place_goes_no_row_that_names_somebody_else(grid):
    grid.paste(FIRST, 0, block(["地段", *CRITERIA], ["城东夜市", *POINTS[FIRST]], ["城西夜市", *POINTS[SECOND]]))
    assert grid.preview.faults == [grid.words("pasteNothing")]
    assert len(grid.preview.refused) == 2
    is_filled(grid)


@pytest.mark.parametrize("leave", ["Escape", "button"])
def test_what_is_not_confirmed_changes_nothing(officer, grid, leave):
    grid.type(FIRST, "1", "2", "3", "4", "5")
    grid.paste(SECOND, 2, block([FIRST, *POINTS[FIRST]]))
    if leave == "Escape":
        officer.page.keyboard.press("Escape")
    else:
        officer.page.keyboard.press("Tab")
        officer.page.keyboard.press("Enter")
    assert not grid.preview.is_shown
    assert grid.typed(FIRST) == ["1", "2", "3", "4", "5"]
    assert grid.focused == grid.cells(SECOND).nth(2).get_attribute("name"), "back where it was pasted"


def test_what_stands_is_shown_beside_what_would_take_its_place(grid):
    grid.type(FIRST, "10", "14", "", "", "")
    grid.paste(FIRST, 0, block([FIRST, "10", "15", "", "—", "无"]))
    assert grid.preview.rows == [[label(FIRST), [None, "15", None, None, None, None]]]
    assert grid.preview.panel.locator("del").all_inner_texts() == ["14"]
    grid.preview.confirm()
    assert grid.typed(FIRST) == ["10", "15", "", "", ""], "nothing is emptied by what is not there"


@pytest.mark.parametrize(
    ("line", "word", "values"),
    [
        ([FIRST, NAMES[SECOND], *POINTS[FIRST]], "pasteOther", {"one": label(FIRST), "other": label(SECOND)}),
        ([FIRST, HOLDERS[SECOND], *POINTS[FIRST]], "pasteHeldBy", {"area": label(FIRST), "holder": HOLDERS[FIRST], "said": HOLDERS[SECOND]}),
        (["CG-02-A01", "翠屏农贸市场责任区", *POINTS[FIRST]], "pasteNoName", {"said": "CG-02-A01"}),
        (["", "", *POINTS[FIRST]], "pasteNowhere", {}),
        ([FIRST, NAMES[FIRST], *POINTS[FIRST][:4], "缺"], "pasteNoPoints", {"said": "缺"}),
        ([FIRST, NAMES[FIRST], *POINTS[FIRST][:4], "8.555"], "pasteNoPoints", {"said": "8.555"}),
        ([FIRST, NAMES[FIRST], *POINTS[FIRST], "62"], "pasteTotal", {"said": "62", "sum": "74"}),
        ([THIRD, NAMES[THIRD], *POINTS[FIRST]], "pasteTwice", {"area": label(THIRD), "rows": "1, 3"}),
    ],
    ids=["other name", "other holder", "other branch", "nobody's", "no number", "three decimals", "total", "twice"],
)
def test_a_row_that_would_land_elsewhere_or_cannot_be_read_is_refused_alone(grid, line, word, values):
    total = [[], ["75"], ["93.5"]] if len(line) > 7 else [[], [], []]
    names = HOLDERS if word == "pasteHeldBy" else NAMES
    grid.paste(FIRST, 0, block(line, [SECOND, names[SECOND], *POINTS[SECOND], *total[1]], [THIRD, names[THIRD], *POINTS[THIRD], *total[2]]))
    said = grid.words("pasteRefused", number=1) + grid.words(word, **values)
    assert said in grid.preview.refused
    grid.preview.confirm()
    is_filled(grid, *([SECOND] if word == "pasteTwice" else [SECOND, THIRD]))


def test_names_of_nobody_here_go_nowhere(officer, grid):
    grid.paste(FIRST, 0, block(["甲", *POINTS[FIRST]], ["乙", *POINTS[SECOND]]))
    assert grid.preview.faults == [grid.words("pasteNothing")]
    assert len(grid.preview.refused) == 2
    assert grid.preview.panel.get_by_role("button", name=grid.words("pasteConfirm"), exact=True).count() == 0
    # The way out is where the keyboard is.
    officer.page.keyboard.press("Enter")
    is_filled(grid)


@pytest.mark.parametrize(
    ("headings", "word", "values"),
    [
        (["编号", "履职与纪律（25分）"], "pasteMaximum", {"title": "履职与纪律", "said": "25", "maximum": "20"}),
        (["编号", "学习", "合计"], "pasteNoCriteria", {}),
        (["编号", "履职与纪律", "履职与纪律"], "pasteDouble", {"title": "履职与纪律"}),
    ],
    ids=["maximum", "no criterion", "double"],
)
def test_headings_that_do_not_fit_the_scheme_keep_all_of_it_out(grid, headings, word, values):
    grid.paste(FIRST, 0, block(headings, [FIRST, *["9"] * (len(headings) - 1)]))
    assert grid.preview.faults == [grid.words(word, **values)]
    grid.preview.confirm()
    is_filled(grid)


def test_what_has_no_use_is_named(grid):
    headings = ["责任区名称", "天气", CRITERIA[1], "评语"]
    grid.paste(FIRST, 0, block(["标题", "", "", ""], headings, [NAMES[SECOND], "晴", "20", "整改及时"]))
    assert grid.preview.asides == [grid.words("pasteUnused", columns="天气"), grid.words("pastePassed", count=2)]
    grid.preview.confirm()
    assert grid.typed(SECOND) == ["", "20", "", "", ""]
    assert grid.comment(SECOND).input_value() == "整改及时"


def test_what_is_over_its_maximum_is_said_and_goes_in_marked(grid):
    grid.paste(FIRST, 0, block([FIRST, "21", *POINTS[FIRST][1:]]))
    assert grid.words("pasteOver", said="21", maximum="20") in grid.preview.panel.inner_text()
    grid.preview.confirm()
    assert "over" in grid.cells(FIRST).nth(0).get_attribute("class")


def test_a_line_may_bring_its_total_and_its_comment(grid):
    grid.paste(FIRST, 0, "CG-01-A01\t名称\t19\t24\t28\t14\t9\t94\t好\nCG-01-A02\t名称\t18\t22\t27\t13\t8\t88\t\n")
    assert grid.preview.asides == [grid.words("pasteUnused", columns=grid.words("pasteColumn", number=2))]
    grid.preview.confirm()
    assert grid.typed(FIRST) == ["19", "24", "28", "14", "9"]
    assert grid.comment(FIRST).input_value() == "好"
    assert grid.typed(SECOND) == ["18", "22", "27", "13", "8"]
    assert grid.comment(SECOND).input_value() == ""


def test_a_table_of_the_console_goes_in_as_it_was_downloaded(bureau, enter, language):
    """What stands there already changes nothing."""
    person = enter(bureau, OFFICER, language=language)
    person.go(PAPER)
    grid = Grid(person)
    for area, points in POINTS.items():
        grid.type(area, *points)
    person.press("saveScores")
    person.is_told("noticeScoresSaved")
    path = PAPER.format(**bureau.places).replace("scores?", "scores.csv?")
    table = person.context.request.get(bureau.address + path)
    assert table.status == 200
    grid.paste(FIRST, 0, table.body().decode("utf-8-sig").replace(",", "\t"))
    assert grid.preview.faults == [] and grid.preview.refused == []
    assert [head for head, _ in grid.preview.rows] == [label(area) for area in POINTS]
    assert all(cells == [None] * 6 for _, cells in grid.preview.rows)
    grid.preview.confirm()
    is_filled(grid, *POINTS)


@pytest.mark.parametrize("width", [1280, 360])
def test_the_preview_is_read_in_any_language_and_width(bureau, enter, language, width):
    officer = enter(bureau, OFFICER, language=language, viewport={"width": width, "height": 740})
    officer.go(PAPER)
    grid = Grid(officer)
    grid.paste(FIRST, 0, block([SECOND, NAMES[SECOND], *POINTS[SECOND]], [FIRST, NAMES[SECOND], *POINTS[FIRST]]))
    assert grid.preview.summary == officer.words("pasteSummaryRefused", count=1, refused=1)
    assert officer.page.evaluate(WIDER) == []
    assert officer.page.evaluate("document.activeElement.innerText") == officer.words("pasteConfirm")

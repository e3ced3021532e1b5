"""The pictures of the handbook (docs/zh-CN): which there are, of what, and how each is taken.

scripts/handbook-pictures takes them; test_handbook.py holds the handbook against this table.
"""

import dataclasses
import pathlib

from bureau import ADMINISTRATOR, COMMITTEE, MEMBER, SECRETARY
from grid import Grid
from palette import look_alike, with_palette
from workbook import workbook

REPOSITORY = pathlib.Path(__file__).parents[2]
FOLDER = REPOSITORY / "docs/zh-CN"
IMAGES = FOLDER / "images"
# Of a picture, so that the handbook loads over a slow line.
MOST_BYTES = 120_000


@dataclasses.dataclass(frozen=True)
class Picture:
    """What somebody sees of a page: so much of it from its upper end, or of what stands below its head."""

    who: str
    path: str
    height: int
    width: int = 960
    has_head: bool = False
    # A list to be brought, with its rows; the picture is of its preview.
    brings: tuple = ()
    # Points that are typed into the table of scores, by area; they are not saved.
    types: tuple = ()


ROSTER = (
    ("党员编号", "姓名", "支部编号", "党小组", "党员类别", "入党时间", "转正时间", "职务"),
    ("1119", "许初晴", "CG-01", "第二党小组", "正式党员", "", "", "内勤组长"),
    ("1121", "沈明月", "CG-01", "第一党小组", "正式党员", "2019-07-01", "2020-07-01", "执法队员"),
)

POINTS = (
    ("CG-01-A01", "18", "22.5", "27", "13", "9"),
    ("CG-01-A02", "19", "23", "28.5", "14", "9.5"),
    ("CG-01-A03", "17.5"),
)

PICTURES = {
    "start": Picture(ADMINISTRATOR, "/start", 1000, width=720),
    "import-preview": Picture(COMMITTEE, "/imports?list=members", 520, brings=ROSTER),
    "today-office": Picture(COMMITTEE, "/", 1240, has_head=True),
    "today-secretary": Picture(SECRETARY, "/", 760, has_head=True),
    "progress": Picture(SECRETARY, "/cycles/{open}", 660),
    "scores": Picture(SECRETARY, "/cycles/{current}/scores?tier=branch", 760, types=POINTS),
    "ranking": Picture(SECRETARY, "/cycles/{final}/ranking", 820),
    "explanation": Picture(SECRETARY, "/cycles/{final}/areas/{area}", 925),
    "notice": Picture(SECRETARY, "/cycles/{final}/notice", 930),
    "member-phone": Picture(MEMBER, "/cycles/{final}/areas/{area}", 790, width=400),
    "agenda": Picture(COMMITTEE, "/meetings/{meeting}/agenda", 800),
    "meeting": Picture(SECRETARY, "/meetings/{held}", 860),
}

# What stands above a page's content takes no more than this.
HEAD = 200


def screen(picture):
    return {"width": picture.width, "height": picture.height + HEAD}


def take(person, picture, file):
    """By somebody who sits before such a screen."""
    page = person.page
    person.go(picture.path)
    if picture.brings:
        page.locator("input[type=file]").set_input_files(workbook("花名册.xlsx", [list(row) for row in picture.brings]))
        person.press("importCheck")
        page.get_by_role("button", name=person.words("importCarryOut")).wait_for()
    for area, *points in picture.types:
        Grid(person).type(area, *points)
    page.evaluate("scrollTo(0, 0)")
    top = 0 if picture.has_head else page.locator("main").bounding_box()["y"]
    clip = {"x": 0, "y": top, "width": picture.width, "height": picture.height}
    taken = with_palette(page.screenshot(clip=clip, animations="disabled", caret="hide"))
    # What has not changed to the eye stays as it is, to the byte.
    if not (file.exists() and look_alike(file.read_bytes(), taken)):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(taken)

"""Made-up rosters, written as workbooks by other programs in every way that they have, imported by the command, and read back
from the database: what arrived is what was written, or nothing did.
"""

import datetime
import json
import random
import shutil
import subprocess

import openpyxl
import pytest
import xlsxwriter
import xlwt

HEADINGS = {
    "number": "党员编号", "name": "姓名", "branch": "支部编号", "group": "党小组", "standing": "党员类别", "joined": "入党时间",
    "becameFull": "转正时间", "post": "职务",
}
NAMES = list("王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严覃武戴莫孔向汤") + ["𠮷", "䶮", "㐂", "𬭎", "阿依古丽·买买提"]
FORMATS = ['yyyy"年"m"月"d"日"', "yyyy/m/d", "yyyy-mm-dd", 'yyyy"年"m"月"d"日";@', "[$-804]yyyy/m/d;@", "m/d/yy", "yyyy-mm-dd hh:mm"]


def roster(chance):
    """Rows by heading. Branches and groups stand together, as they do where they are merged."""
    rows = []
    for branch in ("A", "B", "C"):
        for group in ("一组", "二组"):
            for _ in range(chance.randint(1, 6)):
                joined = datetime.date(1950, 1, 1) + datetime.timedelta(chance.randrange(26_000))
                rows.append({
                    "number": 1001 + len(rows), "name": "".join(chance.sample(NAMES, chance.randint(2, 3)))[:20],
                    "branch": branch, "group": group, "standing": "正式党员", "joined": joined,
                    "becameFull": joined + datetime.timedelta(366), "post": chance.choice(["队员", "中队长", "内勤 <甲> & \"乙\""]),
                })
    return rows


class Layout:
    """How a roster stands on its sheet."""

    def __init__(self, chance, merges=True):
        self.keys = list(HEADINGS)
        chance.shuffle(self.keys)
        self.merges = [key for key in ("branch", "group") if merges and chance.random() < 0.5]
        self.days = {key: chance.choice([*FORMATS, None]) for key in ("joined", "becameFull")}
        self.number_is_text = chance.random() < 0.3
        self.blank = chance.random() < 0.3
        self.hidden_first = chance.random() < 0.4
        self.hidden_row = chance.random() < 0.3
        self.name = chance.choice(["花名册", "Sheet1", "党员 (2026)", "<&'>"]).replace("'", "")

    def cells(self, rows):
        """Row and column from 0, the key, the value, and how many rows down it is merged."""
        at = 1
        for index, row in enumerate(rows):
            if self.blank and index == len(rows) // 2:
                at += 1
            for column, key in enumerate(self.keys):
                value = row[key]
                down = 1
                if key in self.merges:
                    same = lambda other: all(other[part] == row[part] for part in ("branch", key))
                    if index and same(rows[index - 1]):
                        continue
                    while index + down < len(rows) and same(rows[index + down]):
                        down += 1
                    # A blank row in the midst of it is covered as well.
                    if self.blank and index < len(rows) // 2 < index + down:
                        down += 1
                if key in self.days and self.days[key] is None:
                    value = value.isoformat()
                if key == "number" and self.number_is_text:
                    value = str(value)
                yield at, column, key, value, down
            at += 1


def by_openpyxl(path, rows, layout, chance):
    book = openpyxl.Workbook()
    sheet = book.active
    if layout.hidden_first:
        sheet.title, sheet.sheet_state = "字典", "hidden"
        sheet["A1"] = "党员编号"
        sheet = book.create_sheet()
        book.active = 1
    sheet.title = layout.name
    if chance.random() < 0.3:
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    for column, key in enumerate(layout.keys):
        sheet.cell(1, column + 1, HEADINGS[key])
    for row, column, key, value, down in layout.cells(rows):
        cell = sheet.cell(row + 1, column + 1, value)
        if layout.days.get(key):
            cell.number_format = layout.days[key]
        if down > 1:
            sheet.merge_cells(start_row=row + 1, end_row=row + down, start_column=column + 1, end_column=column + 1)
    if layout.hidden_row:
        sheet.row_dimensions[3].hidden = True
    book.save(path)


def by_xlsxwriter(path, rows, layout, chance):
    options = {"date_1904": chance.random() < 0.3, "in_memory": True}
    if not layout.merges:
        options["constant_memory"] = chance.random() < 0.5
    with xlsxwriter.Workbook(path, options) as book:
        if layout.hidden_first:
            book.add_worksheet("字典").hide()
        sheet = book.add_worksheet(layout.name)
        sheet.activate()
        sheet.set_first_sheet()
        formats = {key: book.add_format({"num_format": code}) for key, code in layout.days.items() if code}
        plain = book.add_format({"bold": True})
        for column, key in enumerate(layout.keys):
            sheet.write_string(0, column, HEADINGS[key], plain)
        for row, column, key, value, down in layout.cells(rows):
            if down > 1:
                sheet.merge_range(row, column, row + down - 1, column, value)
            elif isinstance(value, datetime.date):
                sheet.write_datetime(row, column, datetime.datetime.combine(value, datetime.time()), formats[key])
            elif key == "name" and len(value) > 2:
                sheet.write_rich_string(row, column, value[0], plain, value[1:2], value[2:])
            else:
                sheet.write(row, column, value)
        if layout.hidden_row:
            sheet.set_row(2, None, None, {"hidden": True})


def by_xlwt(path, rows, layout, chance):
    book = xlwt.Workbook(encoding=chance.choice(["utf-8", "gb18030"]))
    book.dates_1904 = chance.random() < 0.3
    if layout.hidden_first:
        book.add_sheet("字典").visibility = 1
    sheet = book.add_sheet(layout.name)
    for column, key in enumerate(layout.keys):
        sheet.write(0, column, HEADINGS[key])
    for row, column, key, value, down in layout.cells(rows):
        style = xlwt.easyxf(num_format_str=layout.days.get(key) or "General")
        if down > 1:
            sheet.write_merge(row, row + down - 1, column, column, value, style)
        else:
            sheet.write(row, column, value, style)
    if layout.hidden_row:
        sheet.row(2).hidden = True
    book.save(str(path))


def run(zhibu, database, *arguments):
    """A command, which has to succeed; what it said."""
    done = subprocess.run(
        [zhibu, *map(str, arguments), "--database", database], capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def bureau(zhibu, tmp_path_factory):
    """A bureau of three branches without members. To be copied, not opened."""
    database = tmp_path_factory.mktemp("bureau") / "bureau.sqlite"
    run(zhibu, database, "init")
    listed = database.with_name("branches.csv")
    listed.write_text(
        "支部编号,支部名称,类型,书记任职\n" + "".join(f"{code},{code}支部,普通支部,专职\n" for code in "ABC"), encoding="utf-8")
    run(zhibu, database, "branch", "import", listed)
    return database


@pytest.mark.parametrize("writer", [by_openpyxl, by_xlsxwriter, by_xlwt])
def test_what_was_written_arrives(zhibu, bureau, tmp_path, writer, seed):
    chance = random.Random(f"{writer.__name__} {seed}")
    rows = roster(chance)
    layout = Layout(chance)
    # The name says nothing: what it is, it says itself.
    book = tmp_path / chance.choice(["花名册.xlsx", "花名册.xls", "花名册.csv", "花名册"])
    writer(book, rows, layout, chance)

    database = tmp_path / "bureau.sqlite"
    for suffix in ["", ".keys"]:
        shutil.copyfile(f"{bureau}{suffix}", f"{database}{suffix}")
    run(zhibu, database, "member", "import", book)
    members = {member["number"]: member for member in json.loads(run(zhibu, database, "member", "list", "--json"))}
    assert len(members) == len(rows)
    for row in rows:
        member = members[str(row["number"])]
        for key in ("name", "post", "branch", "group"):
            assert member[key] == row[key]
        assert (member["joined"], member["becameFull"]) == (row["joined"].isoformat(), row["becameFull"].isoformat())
    again = json.loads(run(zhibu, database, "member", "import", book, "--json"))
    assert (again["unchanged"], again["changed"], again["created"]) == (len(rows), 0, 0)

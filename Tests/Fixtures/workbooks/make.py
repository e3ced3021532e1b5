#!/usr/bin/env python3
"""Makes the workbooks beside it, as other programs write them: openpyxl for .xlsx, xlwt for .xls.

    python3 -m venv v && v/bin/pip install openpyxl==3.1.5 xlwt==1.3.0 && v/bin/python make.py

They are committed, so that the tests need neither; what stands in them is said by WorkbookFileTests.
"""

import datetime
import pathlib

import openpyxl
import xlwt

HERE = pathlib.Path(__file__).parent
HEADINGS = ["党员编号", "姓名", "支部编号", "党小组", "党员类别", "入党时间", "转正时间", "职务", "党内职务", "党小组长"]
DAY = datetime.date
ROWS = [
    [301, "王一", "A", "一组", "正式党员", DAY(2005, 7, 1), DAY(2006, 7, 1), "中队长", None, None],
    [302, "李二", "A", "一组", "正式党员", DAY(2010, 6, 20), DAY(2011, 6, 20), "队员", None, None],
    [303, "𠮷三", "B", "二组", "预备党员", DAY(2026, 6, 1), None, "队员", None, None],
]


def roster_xlsx():
    """As it comes: numbers as numbers, days as days, with a hidden sheet before it and one behind."""
    book = openpyxl.Workbook()
    hidden = book.active
    hidden.title = "字典"
    hidden.sheet_state = "hidden"
    hidden["A1"] = "正式党员"
    sheet = book.create_sheet("花名册")
    sheet.append(HEADINGS)
    for row in ROWS:
        sheet.append(row)
    for cell in list(sheet["F"][1:]) + list(sheet["G"][1:]):
        cell.number_format = 'yyyy"年"m"月"d"日";@'
    sheet["F3"].number_format = "yyyy/m/d"
    book.create_sheet("说明")["A1"] = "填表说明"
    book.active = 1
    book.save(HERE / "roster.xlsx")


def merged_xlsx():
    """Branch and group merged downwards, a title across, a hidden row and column, formulas that nobody computed."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "花名册"
    sheet.append(["支部编号", "党小组", "党员编号", "姓名", "分数", "合计"])
    for row in [["A", "一组", 301, "王一", 90.34], [None, None, 302, "李二", 88.5], [None, "二组", 303, "张三", 100]]:
        sheet.append(row)
    sheet.merge_cells("A2:A4")
    sheet.merge_cells("B2:B3")
    sheet["F2"] = "=SUM(E2:E4)"
    sheet["F3"] = "#N/A"
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["E"].hidden = True
    book.save(HERE / "merged.xlsx")


def roster_xls():
    """The same roster in the old format, with what an old program does to it."""
    book = xlwt.Workbook(encoding="utf-8")
    hidden = book.add_sheet("字典")
    hidden.visibility = 1
    hidden.write(0, 0, "正式党员")
    sheet = book.add_sheet("花名册")
    day = xlwt.easyxf(num_format_str='yyyy"年"m"月"d"日"')
    for column, heading in enumerate(HEADINGS):
        sheet.write(0, column, heading)
    for index, row in enumerate(ROWS):
        for column, value in enumerate(row):
            if isinstance(value, DAY):
                sheet.write(index + 1, column, value, day)
            elif value is not None:
                sheet.write(index + 1, column, value)
    book.set_active_sheet(1)
    book.save(str(HERE / "roster.xls"))


def merged_xls():
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("花名册")
    for column, heading in enumerate(["支部编号", "姓名", "分数", "合计"]):
        sheet.write(0, column, heading)
    sheet.write_merge(1, 3, 0, 0, "A")
    for row, (name, score) in enumerate([("王一", 90.34), ("李二", 88.5), ("张三", 1e17 + 0.1e17)]):
        sheet.write(row + 1, 1, name)
        sheet.write(row + 1, 2, score)
    sheet.write(1, 3, xlwt.Formula("SUM(C2:C4)"))
    sheet.row(2).set_cell_error(3, 0x2A)
    sheet.row(3).hidden = True
    sheet.col(2).hidden = True
    book.save(str(HERE / "merged.xls"))


for make in [roster_xlsx, merged_xlsx, roster_xls, merged_xls]:
    make()

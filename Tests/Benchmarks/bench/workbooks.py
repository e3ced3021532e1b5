"""The same imports from Excel workbooks: a table as Excel saves it, in numbers and shared texts, and what it costs to read."""

import csv
import os
import subprocess
import time
import zipfile
from xml.sax.saxutils import escape

from .measures import Row
from .processes import Failed

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def letter(column):
    return chr(ord("A") + column)


def workbook(table):
    """The CSV file as a workbook beside it."""
    file = table.with_suffix(".xlsx")
    texts = {}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:

        def add(name, text):
            archive.writestr(name, HEAD + text)

        def relations(*targets):
            links = "".join(f'<Relationship Id="r{index}" Type="{OFFICE}/{kind}" Target="{target}"/>' for index, (kind, target) in enumerate(targets))
            return f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>'

        add("[Content_Types].xml", f'<Types xmlns="{PACKAGE}/content-types"/>')
        add("_rels/.rels", relations(("officeDocument", "xl/workbook.xml")))
        add("xl/workbook.xml", f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="Sheet1" sheetId="1" r:id="r0"/></sheets></workbook>')
        add("xl/_rels/workbook.xml.rels", relations(("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml")))
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet, open(table, encoding="utf-8", newline="") as rows:
            sheet.write(f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>'.encode())
            for number, row in enumerate(csv.reader(rows), 1):
                cells = []
                for column, value in enumerate(row):
                    if not value:
                        continue
                    place = f"{letter(column)}{number}"
                    if value.replace(".", "", 1).isdigit():
                        cells.append(f'<c r="{place}"><v>{value}</v></c>')
                    else:
                        cells.append(f'<c r="{place}" t="s"><v>{texts.setdefault(value, len(texts))}</v></c>')
                sheet.write(f'<row r="{number}" spans="1:{len(row)}">{"".join(cells)}</row>'.encode())
            sheet.write(b"</sheetData></worksheet>")
        with archive.open("xl/sharedStrings.xml", "w") as shared:
            shared.write(f'{HEAD}<sst xmlns="{MAIN}">'.encode())
            for text in texts:
                shared.write(f"<si><t>{escape(text)}</t></si>".encode())
            shared.write(b"</sst>")
    return file


def measured(*command):
    """Seconds and the highest resident memory, in MB, of a command that must succeed."""
    begin = time.monotonic()
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise Failed(f"{command[0]} ended with {process.returncode}")
    return time.monotonic() - begin, usage.ru_maxrss / 1024


def rows(what, by_csv, by_workbook):
    """The lines of the table, from what ``measured`` gave of both."""
    ratio = by_workbook[0] / by_csv[0]
    memory = by_workbook[1]
    return [
        Row(f"the same {what} from .xlsx", f"{by_workbook[0]:.1f} s", f"{by_csv[0]:.1f} s from CSV", ratio, "≤ 1.5", ratio <= 1.5),
        Row("memory of that", f"{memory:.0f} MB", f"{by_csv[1]:.0f} MB from CSV", None, "≤ 150 MB", memory <= 150),
    ]

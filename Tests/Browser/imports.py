"""A roster that is looked at before it goes in."""

# Columns that have no use here, as rosters have them by the dozen.
UNUSED = [f"备注事项{number}" for number in range(1, 25)]


def roster(new):
    """One member with another post, so many new ones, and columns that nobody needs."""
    headings = ["党员编号", "姓名", "支部编号", "党小组", "党员类别", "入党时间", "转正时间", "职务", *UNUSED]
    lines = [["1104", "周夏至", "CG-01", "", "", "", "", "值班长"]]
    for number in range(new):
        lines.append([f"98{number:03}", "新同志", "CG-01", "第二党小组", "预备党员", "2026-05-01", "", "城市管理综合行政执法队员"])
    blank = [""] * len(UNUSED)
    text = "\r\n".join(",".join(line) for line in [headings, *[line + blank for line in lines]]) + "\r\n"
    return {"name": "roster.csv", "mimeType": "text/csv", "buffer": text.encode()}


def preview_members(person, new=3):
    person.go("/imports?list=members")
    person.page.locator("input[type=file]").set_input_files(roster(new))
    person.press("importCheck")
    person.page.locator("table.of-changes").wait_for()

"""The import of a hundred thousand members and a million sheets, beside the sqlite3 shell's of the same files."""

import datetime
import json

from . import workbooks
from .measures import import_rows
from .processes import run

MEMBERS = 100_000
PER_BRANCH = 50
MEMBER_HEADINGS = "党员编号,姓名,支部编号,党小组,党员类别,入党时间,转正时间,职务,党内职务,党小组长"
AREA_HEADINGS = "责任区编号,责任区名称,支部编号,类别,责任人编号,起始日期,范围"
SCORE_HEADINGS = "责任区编号,层级,评分人,履职与纪律,服务群众,市容秩序,普法说理,带头作用"


def number(branch, member):
    return f"{10_001 + branch}{member + 1:02}"


def write(file, headings, rows):
    with open(file, "w", encoding="utf-8", newline="") as out:
        out.write(headings + "\r\n")
        out.writelines(row + "\r\n" for row in rows)
    return file


def score(branch, area, tier, assessor, index):
    points = f"{15 + index % 10 / 2:g},{20 + index % 9 / 2:g},{24 + index % 11 / 2:g},{12 + index % 6 / 2:g},{8 + index % 4 / 2:g}"
    return f"CG-{10_001 + branch}-A{area + 1:02},{tier},{number(branch, assessor)},{points}"


def sheets(branches, per_area):
    """Each area's own sheet, and the branch's by those who follow its holder in the list."""
    for branch in range(branches):
        for area in range(PER_BRANCH):
            yield score(branch, area, "自评", area, area)
            for step in range(1, per_area):
                yield score(branch, area, "支部评", (area + step) % PER_BRANCH, area + step)


def imports(place, count):
    """The rows of the table; `count` is how many sheets are imported."""
    branches = MEMBERS // PER_BRANCH
    database = place.folder / "imports.sqlite"
    month = datetime.date.today().strftime("%Y-%m")
    members = write(
        place.folder / "members.csv", MEMBER_HEADINGS,
        (
            f"{number(branch, member)},王安{'一二三四五'[member % 5]},CG-{10_001 + branch},第一党小组,正式党员,2010-07-01,2011-07-01,队员,,"
            for branch in range(branches) for member in range(PER_BRANCH)
        ),
    )
    areas = write(
        place.folder / "areas.csv", AREA_HEADINGS,
        (
            f"CG-{10_001 + branch}-A{member + 1:02},梅岭夜市责任区,CG-{10_001 + branch},夜市,{number(branch, member)},2020-01-01,梅岭路1号至41号"
            for branch in range(branches) for member in range(PER_BRANCH)
        ),
    )
    listed = write(
        place.folder / "branches.csv", "支部编号,支部名称,类型,书记任职",
        (f"CG-{10_001 + branch},第{branch + 1}中队党支部,普通支部,专职" for branch in range(branches)),
    )
    scores = write(place.folder / "scores.csv", SCORE_HEADINGS, sheets(branches, count // MEMBERS))
    scheme = place.folder / "scheme.json"
    scheme.write_text(json.dumps(SCHEME, ensure_ascii=False))

    run(place.zhibu, "init", "--database", database)
    run(place.zhibu, "scheme", "import", scheme, "--publish", "--database", database)
    run(place.zhibu, "branch", "import", listed, "--database", database)
    rows = [import_rows(place, "members", members, ["member", "import", members, "--database", database], 10)]
    run(place.zhibu, "area", "import", areas, "--database", database)
    command = ["assess", "import", "--month", month, "--scores", scores, "--database", database]
    rows.append(import_rows(place, "score sheets", scores, command, 8))

    # Each into a database of its own, so that both find the same.
    taken = {}
    for kind in ("csv", "xlsx"):
        database = place.folder / f"imports-{kind}.sqlite"
        files = [workbooks.workbook(file) if kind == "xlsx" else file for file in (members, scores)]
        run(place.zhibu, "init", "--database", database)
        run(place.zhibu, "scheme", "import", scheme, "--publish", "--database", database)
        run(place.zhibu, "branch", "import", listed, "--database", database)
        taken[kind] = [workbooks.measured(place.zhibu, "member", "import", files[0], "--database", database)]
        run(place.zhibu, "area", "import", areas, "--database", database)
        taken[kind].append(
            workbooks.measured(place.zhibu, "assess", "import", "--month", month, "--scores", files[1], "--database", database)
        )
    for index, what in enumerate((f"{MEMBERS:,} members", f"{count:,} score sheets")):
        rows += workbooks.rows(what, taken["csv"][index], taken["xlsx"][index])
    return rows


SCHEME = {
    "code": "monthly", "titleZh": "月度考评办法", "titleEn": "Monthly review", "effectiveFrom": "2020-01",
    "scoringDueDay": 5, "noticeWorkingDays": 5, "awardMinimum": 85, "awardsPerBranch": 1, "bonusCap": 5,
    "criteria": [
        {"key": key, "titleZh": title, "titleEn": key, "maxPoints": maximum}
        for key, title, maximum in (
            ("conduct", "履职与纪律", 20), ("service", "服务群众", 25), ("order", "市容秩序", 30), ("law", "普法说理", 15),
            ("example", "带头作用", 10),
        )
    ],
    "tiers": [
        {"tier": "self", "weight": 20, "combine": "mean"}, {"tier": "branch", "weight": 80, "combine": "trimmedMean"},
    ],
    "bonuses": [], "deductions": [], "vetoes": [],
}

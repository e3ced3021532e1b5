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


class ImportFiles:
    """The files of an office with a hundred thousand members, and a month of sheets for them."""

    def __init__(self, folder, sheets_in_all):
        branches = MEMBERS // PER_BRANCH
        self.counts = (MEMBERS, sheets_in_all)
        self.month = datetime.date.today().strftime("%Y-%m")
        self.members = write(
            folder / "members.csv", MEMBER_HEADINGS,
            (
                f"{number(branch, member)},王安{'一二三四五'[member % 5]},CG-{10_001 + branch},第一党小组,正式党员,2010-07-01,2011-07-01,队员,,"
                for branch in range(branches) for member in range(PER_BRANCH)
            ),
        )
        self.areas = write(
            folder / "areas.csv", AREA_HEADINGS,
            (
                f"CG-{10_001 + branch}-A{member + 1:02},梅岭夜市责任区,CG-{10_001 + branch},夜市,{number(branch, member)},2020-01-01,梅岭路1号至41号"
                for branch in range(branches) for member in range(PER_BRANCH)
            ),
        )
        self.branches = write(
            folder / "branches.csv", "支部编号,支部名称,类型,书记任职",
            (f"CG-{10_001 + branch},第{branch + 1}中队党支部,普通支部,专职" for branch in range(branches)),
        )
        self.scores = write(folder / "scores.csv", SCORE_HEADINGS, sheets(branches, sheets_in_all // MEMBERS))
        self.scheme = folder / "scheme.json"
        self.scheme.write_text(json.dumps(SCHEME, ensure_ascii=False))

    def prepare(self, place, database):
        """A bureau without members."""
        run(place.zhibu, "init", "--database", database)
        run(place.zhibu, "scheme", "import", self.scheme, "--publish", "--database", database)
        run(place.zhibu, "branch", "import", self.branches, "--database", database)

    def import_areas(self, place, database):
        run(place.zhibu, "area", "import", self.areas, "--database", database)

    def of_members(self, database, file=None):
        """The arguments of the command."""
        return ["member", "import", file or self.members, "--database", database]

    def of_scores(self, database, file=None):
        return ["assess", "import", "--month", self.month, "--scores", file or self.scores, "--database", database]

    def rates(self, place, database):
        """Rows a second of members and of sheets, into a new database, which is removed again."""
        self.prepare(place, database)
        members, _ = workbooks.measured(place.zhibu, *self.of_members(database))
        self.import_areas(place, database)
        scores, _ = workbooks.measured(place.zhibu, *self.of_scores(database))
        for path in database.parent.glob(f"{database.name}*"):
            path.unlink()
        return self.counts[0] / members, self.counts[1] / scores


def imports(place, count):
    """The rows of the table; `count` is how many sheets are imported."""
    database = place.folder / "imports.sqlite"
    files = ImportFiles(place.folder, count)
    files.prepare(place, database)
    rows = [import_rows(place, "members", files.members, files.of_members(database), 10)]
    files.import_areas(place, database)
    rows.append(import_rows(place, "score sheets", files.scores, files.of_scores(database), 8))

    # Each into a database of its own, so that both find the same.
    taken = {}
    for kind in ("csv", "xlsx"):
        database = place.folder / f"imports-{kind}.sqlite"
        members, scores = (workbooks.workbook(file) if kind == "xlsx" else file for file in (files.members, files.scores))
        files.prepare(place, database)
        taken[kind] = [workbooks.measured(place.zhibu, *files.of_members(database, members))]
        files.import_areas(place, database)
        taken[kind].append(workbooks.measured(place.zhibu, *files.of_scores(database, scores)))
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

"""The measurements. Each gives rows of the table; what a figure is held against is measured in the same run, in turn with it."""

import dataclasses
import pathlib
import re
import statistics
import time

from . import clients as people
from .processes import Failed, Listener, Server, Wrk, lua_file, run


@dataclasses.dataclass
class Row:
    """One line of the table: a figure, what it is held against, and the goal."""

    what: str
    figure: str
    reference: str
    ratio: float | None
    goal: str
    met: bool | None


@dataclasses.dataclass
class Place:
    """Where everything lies that is measured, and with which programs."""

    zhibu: pathlib.Path
    framework: pathlib.Path
    commits: pathlib.Path
    folder: pathlib.Path
    lua: pathlib.Path
    seconds: int
    rounds: int

    def database(self, size):
        return self.folder / f"bureau-{size}.sqlite"


def in_turn(rounds, *measures):
    """A, B, A, B, …: what comes and goes on the machine meets both. The median of each."""
    results = [
        [getattr(result, "rate", result) for result in (measure(round) for measure in measures)]
        for round in range(rounds)
    ]
    return [statistics.median(column) for column in zip(*results)]


def rate(value):
    return f"{value:,.0f} /s"


def milliseconds(seconds):
    return f"{seconds * 1000:,.1f} ms" if seconds < 10 else f"{seconds:,.1f} s"


# ---------------------------------------------------------------- a bureau and its people


class Bureau:
    """A served bureau with people who have signed in."""

    def __init__(self, place, size, server):
        self.place = place
        self.size = size
        self.server = server
        # Every branch of a small bureau, some of a large one; the largest of them give the longest runs.
        # The first one's people have the demo's accounts.
        branches = server.list("/branches", most=500)[1:]
        self.branches = sorted(branches, key=lambda branch: (-branch["areas"], branch["code"]))
        months = [cycle["month"] for cycle in server.list(f"/cycles?branch={self.branches[0]['code']}")]
        self.final, self.closed, self.open = sorted(months)
        self.submitted = 0

    def sign_in(self, count=32):
        self.clients = people.sign_in(self.server, self.branches, count)
        wanted = {client.branch["code"] for client in self.clients}
        self.cycles = {
            month: {code: self.cycle(month, code) for code in wanted} for month in (self.final, self.closed, self.open)
        }

    def cycle(self, month, branch):
        (cycle,) = self.server.get(f"/cycles?month={month}&branch={branch}")["items"]
        return cycle

    def submit(self, _=None):
        """Sheets from all clients at once. Each must have been recorded: the server's own count is asked."""
        before = self.count_sheets()
        file = lua_file(self.place.folder, people.submissions(self.clients, self.cycles[self.open]))
        # Each client goes on where it ended; none is further than the average by so much.
        first = 2 * self.submitted // len(self.clients)
        result = Wrk(self.place.lua / "submit.lua", self.server.address, file, str(first), seconds=self.place.seconds)
        recorded = self.count_sheets() - before
        if recorded < result.requests:
            raise Failed(f"{result.requests} sheets were answered for, {recorded} recorded")
        self.submitted += result.requests
        return result

    def count_sheets(self):
        """The number of the audit's newest entry for a sheet: it goes up by one with each that is recorded."""
        return self.server.get("/audit?subject=sheet&limit=1")["items"][0]["id"]

    def read(self, path):
        """Reads of what `path` gives for a client, by all clients in turn."""
        requests = [{"path": "/api/v1" + path(client), "cookie": client.cookie} for client in self.clients]
        file = lua_file(self.place.folder, requests)
        return lambda _=None: Wrk(
            self.place.lua / "read.lua", self.server.address, file, seconds=self.place.seconds)

    def size_of(self, path):
        client = self.clients[0]
        return int(self.server.ask("GET", path(client), headers=client.headers)[0]["Content-Length"])

    def cost_of(self, what):
        """What the server's process spends on one such request, in seconds of processor: that is what it takes, whoever
        else is at work on the machine."""
        measure = {
            "a submission": lambda: self.submit, "a page of 50 sheets": lambda: self.read(self.page),
            "an area's month": lambda: self.read(self.area), "a page of 50 members": lambda: self.read(self.members),
        }[what]()

        def cost(_=None):
            before = self.server.processor_seconds()
            requests = measure().requests
            return (self.server.processor_seconds() - before) / requests

        return cost

    def costs(self):
        costs = {}
        for what in ("a submission", "a page of 50 sheets", "an area's month"):
            (costs[f"cost of {what}"],) = in_turn(self.place.rounds, self.cost_of(what))
        return costs

    # What is read.

    def area(self, client):
        code = client.branch["code"]
        (area,) = self.server.get(f"/areas?branch={code}&limit=1")["items"]
        return f"/cycles/{self.cycles[self.final][code]['id']}/areas/{area['id']}"

    def page(self, client):
        return f"/cycles/{self.cycles[self.final][client.branch['code']]['id']}/sheets?limit=50"

    def members(self, client):
        return f"/members?branch={client.branch['code']}&limit=50"


# ---------------------------------------------------------------- submissions


def submissions(bureau):
    """Sheets a second from 32 clients, beside single-statement commits of SQLite's own."""
    place = bureau.place
    reference = place.folder / "commits.sqlite"

    def commits(_):
        return float(run(place.commits, reference, place.seconds))

    figure, held = in_turn(place.rounds, bureau.submit, commits)
    for suffix in ("", "-wal", "-shm"):
        pathlib.Path(f"{reference}{suffix}").unlink(missing_ok=True)
    return Row(
        f"durable sheet submissions, 32 clients, {bureau.size:,} members", rate(figure),
        f"{rate(held)} single-statement durable commits", figure / held, "≥ 1.5", figure / held >= 1.5,
    )


# ---------------------------------------------------------------- reading


def reads(bureau):
    """What people open most, beside the framework with constant answers of the same sizes."""
    place = bureau.place
    wanted = [
        ("one area's month, explained", bureau.area), ("a page of 50 sheets", bureau.page),
        ("a page of 50 members", bureau.members),
    ]
    sizes = [bureau.size_of(path) for _, path in wanted]
    rows = []
    with Listener(place.framework, "0", *sizes) as framework:
        for (name, path), size in zip(wanted, sizes):
            file = lua_file(place.folder, [{"path": f"/{size}", "cookie": bureau.clients[0].cookie}] * 2)

            def bare(_):
                return Wrk(place.lua / "read.lua", framework.address, file, seconds=place.seconds)

            figure, held = in_turn(place.rounds, bureau.read(path), bare)
            rows.append(
                Row(
                    f"{name} ({size:,} bytes), 32 clients", rate(figure), f"{rate(held)} constant answers",
                    figure / held, "≥ 0.4", figure / held >= 0.4,
                )
            )
    return rows


# ---------------------------------------------------------------- rankings

# The finals of every area, by sums that take the scheme's rules as far as SQL does it plainly: each tier's mean, the
# weights, what the adjustments bring. `{only}` narrows it to one branch.
FINALS = """
WITH tier_score AS (
    SELECT sheet.cycle_id, sheet.area_id, sheet.tier, avg(sheet.total) AS score
      FROM cycle JOIN sheet ON sheet.cycle_id = cycle.id
     WHERE cycle.month = '{month}' AND sheet.stands = 1 {only}
     GROUP BY sheet.cycle_id, sheet.area_id, sheet.tier
), weighted AS (
    SELECT cycle_id, area_id, sum(CASE tier WHEN 'self' THEN 20 ELSE 80 END * score) / 100 AS points
      FROM tier_score
     GROUP BY cycle_id, area_id
), adjusted AS (
    SELECT adjustment.cycle_id, adjustment.area_id,
           sum(CASE kind WHEN 'bonus' THEN 150 * times WHEN 'deduction' THEN -200 * times END) AS points,
           max(kind = 'veto') AS vetoed
      FROM cycle JOIN adjustment ON adjustment.cycle_id = cycle.id
     WHERE cycle.month = '{month}' AND stands = 1 AND withdrawn = 0 {only}
     GROUP BY adjustment.cycle_id, adjustment.area_id
), final AS (
    SELECT weighted.cycle_id, weighted.area_id, weighted.points + coalesce(adjusted.points, 0) AS points,
           coalesce(adjusted.vetoed, 0) AS vetoed
      FROM weighted LEFT JOIN adjusted USING (cycle_id, area_id)
)
"""
# With the holder on the month's last day, and the mean of the month before, as a ranking has them.
RANKING = """
SELECT branch.code, responsibility_area.code, responsibility_area.name, member.number, member.name, final.points,
       (SELECT avg(sheet.total) FROM cycle AS earlier JOIN sheet ON sheet.cycle_id = earlier.id
         WHERE earlier.branch_id = branch.id AND earlier.month = '{before}' AND sheet.area_id = final.area_id
           AND sheet.stands = 1) AS trend
  FROM final
  JOIN responsibility_area ON responsibility_area.id = final.area_id
  JOIN branch ON branch.id = responsibility_area.branch_id
  LEFT JOIN assignment ON assignment.area_id = final.area_id
       AND (assignment.from_date IS NULL OR assignment.from_date <= '{month}-31')
       AND (assignment.until_date IS NULL OR assignment.until_date >= '{month}-28')
  LEFT JOIN member ON member.id = assignment.member_id
 WHERE NOT final.vetoed
 ORDER BY branch.code, final.points DESC, trend DESC;
"""
# The figures by branch and kind of area, from which those by branch and those by kind come.
COMPARISON = """
SELECT responsibility_area.branch_id, responsibility_area.kind, count(*), avg(final.points), min(final.points),
       max(final.points)
  FROM final
  JOIN responsibility_area ON responsibility_area.id = final.area_id
  LEFT JOIN assignment ON assignment.area_id = final.area_id
       AND (assignment.from_date IS NULL OR assignment.from_date <= '{month}-31')
       AND (assignment.until_date IS NULL OR assignment.until_date >= '{month}-28')
 WHERE NOT final.vetoed AND assignment.member_id IS NOT NULL
 GROUP BY responsibility_area.branch_id, responsibility_area.kind;
"""


class Shell:
    """The sqlite3 shell on a served file: it only reads, so that it never checkpoints beside the server."""

    def __init__(self, database):
        self.database = database

    def seconds(self, statement):
        """How long the statement takes in the shell, its start not counted: its own timer knows milliseconds, so that
        what is quick is run again and again, and held against a shell that runs it once."""
        # Read from the disk's cache from the second run on.
        timed, once = self.run(statement, 2)
        if timed[-1] >= 0.05:
            return timed[-1]
        times = 200
        return max(self.run(statement, times + 2)[1] - once, 1e-6) / times

    def run(self, statement, times):
        """What the timer said of each run, and how long the shell took altogether."""
        begin = time.monotonic()
        output = run(
            "sqlite3", f"file:{self.database}?mode=ro", input=".output /dev/null\n.timer on\n" + statement * times
        )
        whole = time.monotonic() - begin
        return [float(real) for real in re.findall(r"Run Time: real ([0-9.]+)", output)], whole


def one_by_one(bureau, path, seconds=None):
    """The median time of one request after another over one connection, in seconds."""
    client = bureau.clients[0]
    file = lua_file(bureau.place.folder, [{"path": f"/api/v1{path}", "cookie": client.cookie}] * 2)
    return Wrk(
        bureau.place.lua / "read.lua", bureau.server.address, file, seconds=seconds or bureau.place.seconds,
        connections=1,
    ).median_milliseconds / 1000


def rankings(bureau):
    """A branch, and the bureau as a whole, beside the shell's sums; a final month by itself."""
    place, server = bureau.place, bureau.server
    shell = Shell(place.database(bureau.size))
    branch = bureau.clients[0].branch
    sums = dict(month=bureau.closed, before=bureau.final)
    of_branch = FINALS.format(only=f"AND cycle.branch_id = {branch['id']}", **sums) + RANKING.format(**sums)
    of_all = FINALS.format(only="", **sums)

    def as_operator(path):
        def ask(_):
            # The server ends a connection that was idle for a minute, as this one may have been since it was used last.
            server.connection.close()
            server.connection.connect()
            begin = time.monotonic()
            server.connection.request("GET", f"/api/v1{path}", headers={"Authorization": f"Bearer {server.token}"})
            answer = server.connection.getresponse()
            content = answer.read()
            if answer.status != 200 or len(content) < 1000:
                raise Failed(f"{path}: {answer.status} {content[:500]}")
            return time.monotonic() - begin

        return ask

    rows = []

    def held_against(what, figure, held):
        ratio = figure / held
        rows.append(
            Row(what, milliseconds(figure), f"{milliseconds(held)} plain sums", ratio, "≤ 1.5", ratio <= 1.5)
        )

    path = f"/rankings?month={bureau.closed}&branch={branch['code']}"
    figure, held = in_turn(
        place.rounds, lambda _: one_by_one(bureau, path), lambda _: shell.seconds(of_branch)
    )
    held_against(f"ranking a branch of {branch['areas']} areas among {bureau.size:,}", figure, held)
    if bureau.size <= 10_000:
        figure, held = in_turn(
            place.rounds, as_operator(f"/rankings?month={bureau.closed}"),
            lambda _: shell.seconds(of_all + RANKING.format(**sums)),
        )
        held_against(f"ranking every branch of a bureau of {bureau.size:,} areas, row by row", figure, held)
    figure, held = in_turn(
        place.rounds, as_operator(f"/comparisons?month={bureau.closed}"),
        lambda _: shell.seconds(of_all + COMPARISON.format(**sums)),
    )
    held_against(f"scoring {bureau.size:,} areas, compared by branch and by kind", figure, held)
    final = one_by_one(bureau, f"/rankings?month={bureau.final}&branch={branch['code']}")
    rows.append(
        Row(
            f"a final month of a branch among {bureau.size:,} areas", milliseconds(final), "", None, "≤ 2 ms",
            final <= 0.002,
        )
    )
    return rows


# ---------------------------------------------------------------- start and memory


def start_and_memory(place, size):
    """From the command to accepting connections, and what it holds before anybody asks."""
    times, sizes = [], []
    for _ in range(place.rounds):
        with Server(place.zhibu, place.database(size)) as server:
            times.append(server.seconds_to_ready)
            time.sleep(1)
            sizes.append(server.memory()[0])
    ready, idle = statistics.median(times), statistics.median(sizes)
    return [
        Row(f"start to ready, {size:,} members", milliseconds(ready), "", None, "≤ 0.3 s", ready <= 0.3),
        Row(f"resident memory idle, {size:,} members", f"{idle:.0f} MB", "", None, "≤ 60 MB", idle <= 60),
    ]


def memory_under_load(bureau, highest):
    return Row(
        f"resident memory under load, {bureau.size:,} members", f"{highest:.0f} MB", "", None, "≤ 150 MB",
        highest <= 150,
    )


def binary(place):
    return Row("size of the binary", f"{place.zhibu.stat().st_size / 1e6:.0f} MB", "", None, "", None)


# ---------------------------------------------------------------- imports


def import_rows(place, what, file, command, columns):
    """Rows a second of an import, beside the shell's of the same file into a plain table, durable as well."""
    with open(file, encoding="utf-8") as lines:
        rows = sum(1 for _ in lines) - 1

    def shell(_):
        database = place.folder / "import.sqlite"
        for suffix in ("", "-wal", "-shm"):
            pathlib.Path(f"{database}{suffix}").unlink(missing_ok=True)
        table = ", ".join(f"c{index} TEXT" for index in range(columns))
        script = (
            "PRAGMA journal_mode = WAL;\nPRAGMA synchronous = FULL;\n"
            f"CREATE TABLE entry ({table});\n.mode csv\n.import --skip 1 {file} entry\n"
        )
        begin = time.monotonic()
        run("sqlite3", database, input=script)
        return rows / (time.monotonic() - begin)

    held = [shell(0)]
    begin = time.monotonic()
    run(place.zhibu, *command)
    figure = rows / (time.monotonic() - begin)
    held += [shell(1), shell(2)]
    ratio = figure / statistics.median(held)
    return Row(
        f"import of {rows:,} {what}", f"{rate(figure)} rows", f"{rate(statistics.median(held))} rows by .import",
        ratio, "≥ 0.3", ratio >= 0.3,
    )

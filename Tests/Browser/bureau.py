"""The demo bureau, made at a fixed moment and served by a clock of its own, with its accounts and what is in it."""

import functools
import shutil

from clock import MachineClock, moment
from server import Client, Server

# When the bureau was made: October waits for one last sheet in CG-01 and is posted in the others, November is open.
MADE = moment("2026-11-10T10:00:00")

SECRETARY, OFFICER, GROUP_LEADER, MEMBER = "1101", "1103", "1106", "1109"
COMMITTEE, AUDITOR, ADMINISTRATOR = "jgdw", "jjz", "admin"
ACCOUNTS = [SECRETARY, OFFICER, GROUP_LEADER, MEMBER, COMMITTEE, AUDITOR, ADMINISTRATOR]

# As small as one can be.
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\nstartxref\n9\n%%EOF\n"


class House(Server):
    """A server that browsers come to."""

    def __init__(self, *arguments, **options):
        self.guests = []
        super().__init__(*arguments, **options)

    def see_out(self):
        """Closes its guests' browsers: before the server goes, or they ask what is not there any more."""
        while self.guests:
            self.guests.pop().close()

    def __exit__(self, *error):
        self.see_out()
        return super().__exit__(*error)


class Bureau(House):
    """`zhibu serve` on a copy of the demo's file."""

    def __init__(self, zhibu, made, folder):
        for suffix in ["", ".keys"]:
            shutil.copyfile(f"{made.database}{suffix}", folder / f"bureau.sqlite{suffix}")
        self.clock = MachineClock(folder, made.library, MADE)
        self.passwords = made.passwords
        self.sessions = {}
        super().__init__(zhibu, folder / "bureau.sqlite", environment=self.clock.environment)

    def session(self, name):
        """A session's cookie, without the way through the form."""
        if name not in self.sessions:
            client = Client(self.address)
            answer = client.send("POST", "/session", {"name": name, "password": self.passwords[name]})
            client.close()
            assert answer.is_success, f"{name} could not sign in: {answer}"
            self.sessions[name] = answer.cookies
        return self.sessions[name]

    def read(self, path):
        client = self.client()
        answer = client.get(path)
        client.close()
        assert answer.is_success, f"{path}: {answer}"
        return answer.json

    def first(self, path):
        return self.read(path)["items"][0]

    def motion(self, branch, status):
        return next(m["id"] for m in self.read(f"/motions?year=2026&branch={branch}") if m["status"] == status)

    def cycle(self, branch, month):
        return self.first(f"/cycles?branch={branch}&month={month}")

    def area(self, code):
        return self.first(f"/areas?code={code}")["id"]

    def sheets(self, cycle, area):
        """The newest sheets of an area in a month."""
        return self.read(f"/cycles/{cycle}/sheets?area={area}&limit=500")["items"]

    @functools.cached_property
    def places(self):
        """The ids that paths of pages name."""
        final = self.cycle("CG-01", "2026-09")
        open_one = self.cycle("CG-01", "2026-10")
        return {
            "open": open_one["id"],
            "current": self.cycle("CG-01", "2026-11")["id"],
            "posted": self.cycle("CG-02", "2026-10")["id"],
            "final": final["id"],
            "without": self.cycle("CG-04", "2026-08")["id"],
            "area": self.area("CG-01-A01"),
            "assignment": self.read(f"/areas/{self.area('CG-01-A01')}/assignments")[-1]["id"],
            "vetoed": self.area("CG-01-A04"),
            "branch": self.first("/branches?code=CG-01")["id"],
            "group": self.read(f"/branches/{self.first('/branches?code=CG-01')['id']}/groups")[0]["id"],
            "member": self.first("/members?number=1109")["id"],
            "appointment": self.first(f"/branches/{self.first('/branches?code=CG-01')['id']}/appointments")["id"],
            "meeting": next(m["id"] for m in self.read("/meetings?limit=50")["items"] if m["date"] > "2026-11-10"),
            # The committee's of CG-01, which waits to be signed.
            "held": next(
                m["id"]
                for m in self.read(
                    f"/branches/{self.first('/branches?code=CG-01')['id']}/meetings?kind=branchCommittee&limit=50"
                )["items"]
                if m["date"] == "2026-09-30"
            ),
            # CG-01 has reported one finding and has still to answer another; of its plan something stands.
            "reported": self.first("/findings?branch=CG-01&status=reported")["id"],
            "finding": self.first("/findings?branch=CG-01&status=open")["id"],
            "plan": self.read("/plan-items?month=2026-11&branch=CG-01")[0]["id"],
            "focus": self.read(
                f"/committees/{self.first('/committees')['id']}/foci?month=2026-10"
            )[0]["id"],
            "talk": self.read("/talks?branch=CG-01")[0]["id"],
            "asked": next(a["id"] for a in self.read("/asks") if a["status"] == "asked"),
            "accepted": next(a["id"] for a in self.read("/asks") if a["status"] == "accepted"),
            # Of CG-01 one is voted on, one discussed with an opinion handed in, one brought; of CG-02 one waits for the office.
            "motion": self.motion("CG-01", "decided"),
            "discussed": self.motion("CG-01", "discussed"),
            "brought": self.motion("CG-01", "brought"),
            "carried": self.motion("CG-02", "decided"),
            # Of CG-01 that of the year before is closed.
            "appraisal": self.read("/appraisals?year=2025&branch=CG-01")[0]["id"],
            # Of CG-01 one is stood for, of CG-03 one asked for.
            "standing": self.read("/elections?branch=CG-01")[0]["id"],
            "asked for": self.read("/elections?branch=CG-03")[0]["id"],
            # Of CG-01 one is being issued.
            "issuing": self.read("/secret-ballots?branch=CG-01")[0]["id"],
            # Of CG-01 one waits that nobody signed.
            "suggestion": self.read("/suggestions?branch=CG-01")[0]["id"],
            "deed": self.first("/deeds?branch=CG-01")["id"],
            "file": self._file(),
            "paper": self.first("/papers?branch=CG-01")["id"],
            "experience": self.first("/experiences?branch=CG-02")["id"],
            "inspection": self.first("/inspections?branch=CG-02")["id"],
            "adjustment": self.first(f"/cycles/{open_one['id']}/adjustments")["id"],
            "award": self.first("/awards?month=2026-09&branch=CG-01")["id"],
            "scheme": self.first("/schemes")["id"],
            "account": self.first("/accounts?name=jgdw")["id"],
            "grant": self._grant_to_end(),
            "objection": self._objection(),
            "committee": self.first("/committees")["id"],
        }

    def _file(self):
        """A file that the deed carries."""
        deed = self.first("/deeds?branch=CG-01&state=open")["id"]
        client = self.client()
        name = "%E5%8A%9E%E7%90%86%E8%AE%B0%E5%BD%95.pdf"
        made = client.send(
            "POST", f"/attachments?holder=ledgerEntry&record={deed}&name={name}", PDF,
            {"Content-Type": "application/pdf"},
        )
        client.close()
        assert made.is_success, made
        return made.json["id"]

    def _objection(self):
        """One that was just received, to a month that no other page is about."""
        client = self.client()
        cycle = self.cycle("CG-03", "2026-10")
        made = client.send(
            "POST",
            f"/cycles/{cycle['id']}/objections",
            {
                "about": "process",
                "way": "visit",
                "grounds": "公示当天才通知评分人",
                "anonymous": False,
                "name": "街坊王五",
                "contact": "解放路 3 号",
            },
        )
        client.close()
        assert made.is_success, made
        return made.json["id"]

    def _grant_to_end(self):
        """Of a role that an administrator may take back: a second administrator's."""
        client = self.client()
        made = client.send("POST", "/accounts", {"name": "admin.b", "title": "第二管理员"})
        granted = client.send("POST", f"/accounts/{made.json['id']}/grants", {"role": "administrator"})
        client.close()
        assert granted.is_success, granted
        return granted.json["roles"][0]["grant"]

"""The bureau that the peers serve: the organisation of one that Zhibu made, copied row by row from its database. Both keep
it in tables of the same names, which each has made in its own way.
"""

import json
import sqlite3

COPIES = """
INSERT INTO branch (id, code, name) SELECT id, code, name FROM bureau.branch;
INSERT INTO member (id, number, name, branch_id)
SELECT member.id, member.number, member.name, membership.branch_id
  FROM bureau.member JOIN bureau.membership ON membership.member_id = member.id AND membership.until_date IS NULL;
INSERT INTO area (id, code, name, branch_id, holder_id)
SELECT area.id, area.code, area.name, area.branch_id, assignment.member_id
  FROM bureau.responsibility_area AS area
  LEFT JOIN bureau.assignment ON assignment.area_id = area.id AND assignment.until_date IS NULL;
INSERT INTO appointment (id, member_id, branch_id, office)
SELECT id, member_id, branch_id, office FROM bureau.appointment WHERE until_date IS NULL;
INSERT INTO scheme (id, content) SELECT id, content FROM bureau.scheme;
INSERT INTO cycle (id, branch_id, scheme_id, month, status)
SELECT id, branch_id, scheme_id, month, status FROM bureau.cycle;
"""


def fill(database, bureau):
    connection = sqlite3.connect(f"file:{database}", uri=True)
    connection.execute("ATTACH ? AS bureau", [f"file:{bureau}?mode=ro"])
    connection.executescript(f"BEGIN;{COPIES}COMMIT;")
    connection.close()


def tell(sessions):
    """Whom the load comes from: cookie and token by the member's number, as JSON on standard output."""
    print(json.dumps({number: {"cookie": cookie, "csrf": csrf} for number, (cookie, csrf) in sessions.items()}))

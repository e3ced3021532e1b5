"""Every page of the console, by who reads it: what all pages have to be is tried on these. A new page is added here.

Ids in braces are those of Bureau.places.
"""

from bureau import ADMINISTRATOR, AUDITOR, COMMITTEE, GROUP_LEADER, MEMBER, OFFICER, SECRETARY

NOBODY = None

PAGES = {
    NOBODY: ["/sign-in", "/sign-in?return=/cycles&notice=session-ended", "/password/spent", "/api", "/api/showBranch"],
    SECRETARY: [
        "/",
        "/cycles?month=2026-10",
        "/cycles/{open}",
        "/cycles/{open}/scores",
        "/cycles/{open}/scores?tier=group&assessor=1107",
        "/cycles/{open}/adjustments",
        "/adjustments/{adjustment}",
        "/cycles/{open}/close",
        "/cycles/{final}/ranking",
        "/cycles/{final}/areas/{area}",
        "/cycles/{final}/notice",
        "/cycles/{final}/snapshots",
        "/cycles/{final}/scores",
        "/cycles/{final}/adjustments",
        "/honours",
        "/awards/{award}",
        "/meetings",
        "/meetings/{meeting}",
        "/branches",
        "/branches/{branch}",
        "/branches/{branch}/members/new",
        "/branches/{branch}/areas/new",
        "/members?name=张",
        "/members?name=nobody",
        "/members/{member}",
        "/members/{member}/edit",
        "/members/{member}/phone",
        "/members/{member}/phone/disclose",
        "/areas/{area}",
        "/areas/{area}/edit",
        "/areas/{area}/assign",
        "/areas/{area}/retire",
        "/imports",
        "/verification",
        "/help",
        "/account",
        "/account/second-factor",
    ],
    OFFICER: ["/", "/cycles/{current}/scores?tier=public&assessor=商户代表9", "/cycles/{current}/scores?tier=public", "/cycles/{current}/paper"],
    GROUP_LEADER: ["/", "/cycles/{current}/scores"],
    MEMBER: ["/", "/cycles/{open}", "/cycles/{current}/scores", "/cycles/{final}/areas/{vetoed}"],
    COMMITTEE: [
        "/",
        "/overview",
        "/overview?month=2026-09",
        "/cycles?month=2026-10",
        "/cycles/{posted}/ranking",
        "/cycles/{posted}/notice",
        "/cycles/{without}",
        "/honours?year=2026",
        "/meetings?year=2027",
        "/meetings/new",
        "/meetings/schedule",
        "/meetings/{meeting}/move",
        "/meetings/{meeting}/cancel",
        "/branches/new",
        "/branches/{branch}/edit",
        "/branches/{branch}/appoint",
        "/branches/{branch}/send",
        "/appointments/{appointment}/end",
        "/members/{member}/transfer",
        "/cycles/{posted}/end-without-award",
        "/administration",
        "/administration/schemes",
        "/administration/schemes/{scheme}",
        "/administration/schemes/{scheme}/revise",
        "/administration/schemes/new",
        "/administration/committees",
        "/administration/committees/new",
        "/administration/committees/{committee}/notice-contact",
        "/administration/calendar?year=2026",
    ],
    AUDITOR: [
        "/",
        "/administration/audit",
        "/administration/audit?action=posted",
        "/administration/audit/verification",
        "/cycles/{final}/areas/{area}",
    ],
    ADMINISTRATOR: [
        "/",
        "/administration/accounts",
        "/administration/accounts/new",
        "/administration/accounts/{account}",
        "/administration/accounts/{account}/grant",
        "/administration/grants/{grant}/end",
        "/administration/policy",
        "/branches/{branch}/accounts",
        "/administration/upkeep",
    ],
}

# What answers with something else than 200, on purpose.
STATUSES = {"/password/spent": 410}

# The ones that pictures are taken of, by who looks at them.
MAIN = {
    "sign-in": (NOBODY, "/sign-in"),
    "today": (SECRETARY, "/"),
    "month": (SECRETARY, "/cycles/{open}"),
    "scores": (SECRETARY, "/cycles/{open}/scores"),
    "ranking": (SECRETARY, "/cycles/{final}/ranking"),
    "explanation": (SECRETARY, "/cycles/{final}/areas/{area}"),
    "notice": (COMMITTEE, "/cycles/{posted}/notice"),
    "honours": (COMMITTEE, "/honours"),
    "meetings": (COMMITTEE, "/meetings"),
    "overview": (COMMITTEE, "/overview?month=2026-09"),
}

ALL = [(name, path) for name, paths in PAGES.items() for path in paths]

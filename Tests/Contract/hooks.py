"""What schemathesis has to be told about Zhibu: the files it takes, and the refusals that no JSON Schema can foresee."""

import itertools
import json
import os
import pathlib
import re

import schemathesis
from hypothesis import strategies
from hypothesis.strategies._internal import regex
from schemathesis.openapi.checks import RejectedPositiveData


def remembering(translate):
    """What turns a pattern into a strategy, and does it once for each pattern: all of Unicode is gone through for that, and
    schemathesis asks anew with each value that it makes, which took most of its time. The values are the same."""
    known = {}

    def translated(pattern, fullmatch, *, alphabet):
        compiled = re.compile(pattern)
        # The alphabet is kept in the entry, so that nothing else is ever at its place.
        letters = getattr(alphabet, "intervals", None) or id(alphabet)
        key = (compiled.pattern, compiled.flags, fullmatch, letters)
        if key not in known:
            known[key] = (translate(pattern, fullmatch, alphabet=alphabet), alphabet)
        return known[key][0]

    return translated


regex.regex_strategy = remembering(regex.regex_strategy)

FILES = pathlib.Path(__file__).parent.parent / "Fixtures" / "bureau"

# A spreadsheet: the office's own files, or any text.
schemathesis.openapi.media_type(
    "text/csv",
    strategies.one_of(
        strategies.sampled_from([file.read_bytes() for file in sorted(FILES.glob("*.csv"))]),
        strategies.text(max_size=100).map(str.encode),
    ),
)

WORKBOOKS = FILES.parent / "workbooks"
for kind, ending in [
    ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    ("application/vnd.ms-excel", "xls"),
]:
    schemathesis.openapi.media_type(
        kind,
        strategies.one_of(
            strategies.sampled_from([file.read_bytes() for file in sorted(WORKBOOKS.glob(f"*.{ending}"))]),
            strategies.binary(max_size=100),
        ),
    )

# A file that a record is to carry: one that is what it says, or anything.
for kind, content in [
    ("application/pdf", b"%PDF-1.7\n1 0 obj<<>>endobj\nstartxref\n9\n%%EOF\n"),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK\x03\x04"),
    ("image/jpeg", b"\xff\xd8\xff\xd9"),
    ("image/png", b"\x89PNG\r\n\x1a\n"),
]:
    schemathesis.openapi.media_type(kind, strategies.one_of(strategies.just(content), strategies.binary(max_size=100)))

# One run after another asks the same server.
run = os.getpid()
keys = itertools.count(1)


@schemathesis.hook
def before_call(context, case, kwargs):
    """Makes each well-formed Idempotency-Key one of its own. Schemathesis sends the same few with every request, which
    the server rightly refuses from the second on, before anything else is tried."""
    key = (case.headers or {}).get("Idempotency-Key")
    if isinstance(key, str) and re.fullmatch(r"[!-~]{1,200}", key):
        case.headers["Idempotency-Key"] = f"{run}-{next(keys)}-{key}"[:200]


# Kinds of input errors that are about what is on record, or about two fields together.
AGAINST_THE_RECORDS = {"reference", "duplicate", "conflict", "late", "rule", "unchanged"}

# Errors of other kinds that a schema cannot foresee either: of which operation, in which field, of which kind.
# What a heading means is written such as 职务=post, and neither has characters that are not seen.
HEADINGS = {"columns|fillDown": {"format"}}

# An item of the scheme's menu takes exactly what it needs.
ITEM_TAKES = {
    "points": {"required", "range", "unexpected"},
    "level": {"required", "unknown", "unexpected"},
    "event": {"unexpected"},
    "document": {"required", "unexpected"},
}

TALK = {
    "day": {"range"},
    "parties": {"duplicate", "rule", "required"},
    r"parties\[\d+\]": {"reference"},
    "followUp": {"conflict", "range"},
    r"place|topics|nextStep": {"conflict"},
}

FOCUS = {"until": {"range"}, "from": {"tooMany"}}

BEYOND_THE_SCHEMA = {
    # What it is about is named; whoever objects is named with how to reach them, or not at all. A letter may have come since
    # the notice began.
    "registerObjection": {
        "area": {"required"},
        "sheet": {"required"},
        "adjustment": {"required"},
        "name": {"required"},
        "contact": {"required"},
        "receivedOn": {"range"},
    },
    # Who signs in as nobody has no area of their own.
    "appeal": {"area": {"required"}, "sheet": {"required"}, "adjustment": {"required"}},
    # Who signs in as nobody names whom it is of; another ground is said.
    "declareRecusal": {
        "assessor": {"required", "rule"},
        "holder": {"rule"},
        "reason": {"required"},
        "until": {"range"},
    },
    # What is upheld has a consequence, and each takes what it needs.
    "decideObjection": {"consequences": {"required"}},
    "tellObjection": {"on": {"range"}},
    # A straw vote asks and has choices, an appraisal names members; who has no vote is on the roll.
    "makeSecretBallot": {
        "question|choices|members": {"required", "rule", "duplicate"},
        "most|probationary": {"rule", "range"},
        "members.*": {"reference", "rule"},
    },
    "issueBallots": {"without.*": {"reference", "rule", "duplicate"}},
    # A code is good or not, and its ballot has the lines it has.
    "readBallot": {"code": {"format", "reference"}},
    "readSuggestion": {"code": {"format", "reference"}},
    "castBallot": {"code": {"format", "reference"}, "marks": {"reference", "rule", "duplicate"}},
    # What a finding's class takes, what several branches have, and days that can be.
    "giveFindings": {
        "meeting": {"conflict", "reference"},
        "office": {"rule"},
        "givenOn": {"range"},
        "standard": {"required"},
        "due": {"required", "conflict", "range"},
        "interval": {"conflict"},
        r"branches\[\d+\]": {"reference"},
    },
    "importFindings": HEADINGS,
    "importAttendance": HEADINGS,
    "noteDecisionResult": {"decision": {"reference"}, "on": {"range"}},
    "verifyFinding": {"reason": {"required"}},
    "recheckFinding": {"reason": {"required"}, "due": {"conflict", "required", "range"}, "on": {"range"}},
    "measureFinding": {"due": {"range"}},
    "recordFindingEscalation": {"circulatedAt": {"rule"}},
    "extendFinding": {"due": {"range"}},
    "recordHonour": {"awardedOn": {"range"}},
    # What is planned is due in its month at the earliest; what is not done says why.
    "recordPlanItems": {"due": {"range"}, "focus": {"range"}},
    # A focus is of six months at most, of a name of its own, five in a month; its months hold what serves it.
    "setFocus": FOCUS,
    "reviseFocus": FOCUS,
    "showFocusShare": {"until": {"range"}},
    "listFocusShares": {"until": {"range"}},
    "reportPlanItem": {"reason": {"required"}, "revisionReason": {"required"}},
    "recordAskResult": {"reason": {"required"}},
    "makeAsk": {"due": {"range"}},
    "answerAsk": {"due": {"range"}},
    "importPlanItems": HEADINGS,
    # Who talked is of the branch, or a secretary under its committee; a next step alone is followed up.
    "recordTalk": TALK | {"note": {"rule"}},
    "reviseTalk": TALK | {"day": {"range", "unchanged"}},
    "reportTalk": {"revisionReason": {"required"}},
    "importTalks": HEADINGS,
    # What cannot be of a day that is still to come; a visit is.
    "recordCareCase": {"consentOn": {"range"}, "recognisedOn": {"range"}, "nextVisit": {"range"}},
    # What a file is its content says.
    "addAttachment": {"file": {"format", "required"}, "name": {"format"}},
    "recordAwardPaper": {"dated": {"range"}, "revisionReason": {"required"}},
    "importHonours": HEADINGS,
    # Each kind of record takes what it needs and nothing else.
    "recordEligibilityNote": {
        "sanction": {"required", "conflict"},
        "from": {"required", "conflict", "range"},
        "until": {"conflict", "range"},
        "document": {"conflict"},
        "year": {"required", "conflict", "range"},
        "grade": {"required", "conflict"},
    },
    "endEligibilityNote": {"on": {"range"}},
    # A branch holds its own kinds, in its own groups, and not long ago.
    "scheduleBranchMeeting": {
        "kind": {"unexpected"},
        "also": {"unexpected"},
        "group": {"required", "unexpected", "reference"},
        "minutes": {"range"},
        "date": {"range"},
    },
    # Two people, of whom the first has or had the office; each side says its own.
    "makeHandover": {"outgoing": {"unexpected", "reference"}, "incoming": {"conflict", "reference"}},
    "signHandover": {"remark|reason": {"unexpected"}},
    # A part of an agenda is planned once; what is left out of it is a record.
    "editAgenda": {r"times\[\d+\]\.part": {"duplicate"}, r"leftOut\[\d+\]": {"format"}},
    # People whom nobody knows, or who have no office there.
    "openMeeting": {"chair": {"reference"}, "recorder": {"reference"}},
    # By the roll of the day.
    "takeAttendance": {
        "entries": {"required"},
        r"entries\[\d+\]\..*": {"reference", "unexpected", "conflict", "required"},
        r"sittingIn\[\d+\]": {"reference", "conflict"},
    },
    "noteOrgLifeStep": {"step": {"unexpected"}, "on": {"range"}},
    "writeMinutes": {
        "ended": {"range"},
        "hours": {"range", "unexpected"},
        "form|scale|changed|changedFor|seenBy|speaker|lecture|focus": {"unexpected", "range"},
    },
    "signMinutes": {"lateReason": {"late", "unexpected"}},
    "makeUpMeeting": {"member": {"reference"}, "on": {"range"}},
    # A period is written as the rule has it; whom a rule asks is named.
    "excuseBranch": {
        "period": {"format", "range"},
        "group": {"required"},
        "member": {"required"},
        "committee": {"required"},
    },
    "excuseCommittee": {"period": {"format", "range"}, "branch": {"required"}},
    "switchRule": {"period": {"format", "range"}},
    # Where there are several committees. A term ends after it begins.
    "createBranch": {"committee": {"required"}, "termEnds": {"range"}},
    "importBranches": {"committee": {"required"}, **HEADINGS},
    # What was given once and stays may be sent back, but not changed.
    "changeBranch": {"code": {"unexpected"}, "termEnds": {"range"}},
    "changeMember": {"number": {"unexpected"}, "becameFull": {"required", "range"}},
    "changeArea": {"code": {"unexpected"}, "branch": {"unexpected"}, "established": {"range"}},
    # By the member's standing, and after joining. A telephone number is written in many ways.
    "createMember": {"becameFull": {"required", "range"}, "phone": {"format"}},
    "recordPhone": {"phone": {"format"}},
    # By the scheme's format, and what tiers and items say besides.
    "importScheme": {
        "committee": {"required"},
        r"content\.(bonuses|deductions)\[\d+\]\.cap": {"range"},
        r"content\.(bonuses|deductions)\[\d+\]\.(points|min|max|levels|document|from)": {
            "required", "range", "conflict", "unexpected",
        },
        r"content\.vetoes\[\d+\]\.byDecision": {"unexpected"},
        r"content\.criteria\[\d+\]\.(mode|losses).*": {"unexpected", "required", "range", "duplicate", "format", "conflict"},
        r"content\.(rounding|trimFrom|noticeCountsPostingDay)": {"unexpected"},
        r"content\.tiers\[\d+\]\.(minimumSheets|maximumSheets|assessors)": {"unexpected", "rule", "range"},
    },
    "importMembers": HEADINGS,
    "importAppointments": HEADINGS,
    "importAreas": HEADINGS,
    "importAssignments": HEADINGS,
    "importScores": HEADINGS,
    "importAdjustments": HEADINGS,
    "importFacts": HEADINGS,
    "importCalendar": HEADINGS,
    # By the scheme in force. An assessor is a number or a label, by the tier.
    "submitSheet": {
        "tier": {"unknown"},
        r"points\..+": {"required", "range", "unknown", "conflict"},
        r"losses\..+": {"required", "range", "unknown", "conflict", "format", "length", "precision"},
        "comment": {"required"},
        "revisionReason": {"required"},
        "assessor": {"required", "format", "length"},
    },
    # Where areas are incomplete; where a month that is over, or has sheets, gets another holder.
    "closeCycle": {"incompleteReason": {"required"}},
    "assignArea": {"reason": {"required"}, "insteadOf": {"conflict"}},
    "endAssignment": {"reason": {"required"}},
    "assignAreas": {"reason": {"required"}},
    # What is recorded with a day in a month that is over, or has sheets, says why it comes only then.
    "appoint": {"reason": {"required"}},
    "endAppointment": {"reason": {"required"}},
    "endAppointments": {"reason": {"required"}},
    "leaveMember": {"lateReason": {"required"}, "document": {"required"}},
    "floatMember": {"lateReason": {"required"}},
    # A group is a branch's; who comes back comes into one.
    "returnMember": {"lateReason": {"required"}, "branch": {"required"}},
    # Into a branch on record, or into one that is founded with it.
    "dissolveBranch": {"into": {"required"}},
    "mergeBranches": {r"into|with|found(\..+)?": {"required", "range"}},
    "splitBranch": {"members": {"required"}, r"found\.termEnds": {"range"}},
    # By the scheme in force, the month, and whether the account is a member's.
    "adjust": {
        "item": {"unknown"}, "times": {"range"}, "date": {"range"}, "recorder": {"required"}, **ITEM_TAKES,
    },
    "reviseAdjustment": {"times": {"range"}, **ITEM_TAKES},
    # A part goes with its whole and is no more than that; a month that is still to come has none.
    "recordFacts": {
        "filed": {"required"},
        "closedInTime": {"required", "range"},
        "substantiated": {"required", "range"},
        "satisfied": {"required", "range"},
        "revisionReason": {"required"},
        "month": {"range"},
    },
    # A rule is a sentence; nothing goes on past midnight, or is scheduled in what is past.
    "scheduleYear": {
        "committee": {"required"}, "rule": {"format", "range"}, "minutes": {"range"}, "year": {"range"},
    },
    "bringMotion": {"people": {"required", "rule", "duplicate"}, "committeeOn": {"range"}},
    "countVote": {"issued": {"required"}, "returned": {"required"}},
    "discussMotion": {"on": {"range"}},
    "openVote": {"on": {"range", "rule"}},
    "answerMotion": {"on": {"range"}, "reason": {"required"}},
    "askForElection": {"seats": {"rule"}},
    # A year is appraised at its end or in the next; what ballots and lines come to is a sum.
    "draftAppraisal": {"on": {"rule"}, "year": {"range"}},
    "enterAppraisalBallots": {"present": {"rule"}, "issued": {"rule"}, "returned": {"rule"}, "valid": {"rule"}},
    # All four grades are counted, or none; whoever is on probation gets none.
    "countAppraisal": {"lines": {"required"}, r"lines\[\d+\]\..+": {"required", "rule"}},
    "importAppraisalCounts": HEADINGS,
    "proposeGrades": {"grades": {"required"}},
    "decideAppraisal": {"on": {"range"}, "grades": {"required"}},
    "correctAppraisal": {"on": {"range"}},
    "tellGrades": {"on": {"range"}, "members": {"required"}},
    "noteAppraisalSignatures": {"signatures": {"required"}},
    "answerElection": {"on": {"range"}, "reason": {"required"}},
    "openBallot": {"on": {"range"}},
    "scheduleMeeting": {
        "committee": {"required"},
        "kind": {"unexpected"},
        "standing": {"rule"},
        "month": {"range"},
        "minutes": {"range"},
    },
    "moveMeeting": {"minutes": {"range"}, "date": {"range"}},
    # What comes with office is not granted; an account of no member has a title.
    "grantRole": {"role": {"rule"}},
    "letFirstIn": {"role": {"rule"}},
    "createAccount": {"title": {"required"}},
    "listAudit": {"until": {"range"}},
    # A list by another name: only what it gave out is a cursor.
    "search": {"cursor": {"format", "unexpected"}, "q": {"required"}},
    # A checkpoint was written down on paper.
    "verifyAudit": {"checkpoint": {"format"}},
}


def is_beyond_the_schema(operation, error):
    code, field = error["code"], error["field"]
    if code in AGAINST_THE_RECORDS:
        return True
    # Only what a list gave out is a cursor.
    if operation.startswith("list") and (field, code) == ("cursor", "format"):
        return True
    fields = BEYOND_THE_SCHEMA.get(operation, {})
    return any(re.fullmatch(pattern, field) and code in codes for pattern, codes in fields.items())


@schemathesis.hook
def before_load_schema(context, raw_schema):
    """Every operation of the table is one of the document's."""
    operations = [operation for path in raw_schema["paths"].values() for operation in path.values()]
    known = {operation["operationId"] for operation in operations}
    # What stands in a ledger is of a day that is past, and due on one that is to come; of its branch are its people.
    for operation in operations:
        if "Ledgers" in operation.get("tags", []):
            is_file = operation["operationId"].startswith("import")
            BEYOND_THE_SCHEMA[operation["operationId"]] = (
                HEADINGS
                if is_file
                # What is not taken up wholly is answered with the reason.
                else {".*(On|By|[dD]ay|due|until)|focus": {"range"}, "reason": {"required"}}
            )
    assert known >= BEYOND_THE_SCHEMA.keys(), BEYOND_THE_SCHEMA.keys() - known


@schemathesis.hook
def filter_failure(context, failure, case, response):
    """Drops the complaint that a request which is valid by its schema was refused, where every error that the server
    named is one that no schema can foresee. Whatever a schema can say stays a failure."""
    if not isinstance(failure, RejectedPositiveData) or response.status_code != 422:
        return True
    problem = json.loads(response.content)
    if problem["code"] == "invalidFile":  # JSON Schema describes no spreadsheet
        return False
    operation = case.operation.definition.raw["operationId"]
    errors = problem.get("errors", [])
    return not errors or not all(is_beyond_the_schema(operation, error) for error in errors)

"""What schemathesis has to be told about Zhibu: the files it takes, and the refusals that no JSON Schema can foresee."""

import itertools
import json
import os
import pathlib
import re

import schemathesis
from hypothesis import strategies
from schemathesis.openapi.checks import RejectedPositiveData

FILES = pathlib.Path(__file__).parent.parent / "Fixtures" / "bureau"

# A spreadsheet: the office's own files, or any text.
schemathesis.openapi.media_type(
    "text/csv",
    strategies.one_of(
        strategies.sampled_from([file.read_bytes() for file in sorted(FILES.glob("*.csv"))]),
        strategies.text(max_size=100).map(str.encode),
    ),
)

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

# Errors of other kinds that a schema cannot foresee either: the fields in which each of them is right.
BEYOND_THE_SCHEMA = {
    # Only what a list gave out is a cursor; a rule is a sentence; an assessor is a number or a label, by the tier; a
    # checkpoint and a telephone number are written in many ways.
    "format": r"cursor|rule|assessor|checkpoint|phone",
    "length": r"assessor",
    # Against another field, the scheme in force, or the day on which it is sent.
    "range": r"becameFull|termEnds|established|date|month|year|minutes|rule|times|points\..+|content\..+\.cap",
    # Where there are several committees; by another field; by the scheme in force; for a revision; of whoever is no
    # member; of an account that is no member's.
    "required": r"committee|becameFull|comment|revisionReason|times|points\..+|branch|assessor|recorder|title",
    # By the scheme in force.
    "unknown": r"item|tier|points\..+",
    # What was given once and stays: it may be sent back, but not changed.
    "unexpected": r"branch|code|number",
}


@schemathesis.hook
def filter_failure(context, failure, case, response):
    """Drops the complaint that a request which is valid by its schema was refused, where every error that the server
    named is one that no schema can foresee. Whatever a schema can say stays a failure."""
    if not isinstance(failure, RejectedPositiveData) or response.status_code != 422:
        return True
    problem = json.loads(response.content)
    if problem["code"] == "invalidFile":  # JSON Schema describes no spreadsheet
        return False
    errors = problem.get("errors", [])
    return not errors or not all(map(is_beyond_the_schema, errors))


def is_beyond_the_schema(error):
    fields = BEYOND_THE_SCHEMA.get(error["code"], "")
    return error["code"] in AGAINST_THE_RECORDS or bool(re.fullmatch(fields, error["field"]))

"""The one operation: `POST /api/v1/cycles/{cycle}/sheets`. What uvicorn serves."""

import datetime
import hashlib
import hmac
from typing import Annotated, Literal

import pydantic
from fastapi import Cookie, Depends, FastAPI, Header, HTTPException, Response
from sqlalchemy import exists, select

import rules

from .tables import Account, Appointment, Area, AuditEntry, Cycle, Member, Reading, Sheet, SheetPoint, SignedIn, Writing

app = FastAPI()
Comment = Annotated[str, pydantic.Field(max_length=500)]


class NewSheet(pydantic.BaseModel):
    model_config = pydantic.ConfigDict(extra="forbid", strict=True)

    area: Annotated[str, pydantic.Field(max_length=32)]
    tier: Literal[tuple(rules.TIERS)]
    assessor: Annotated[str, pydantic.Field(max_length=60)]
    points: dict[str, Annotated[float, pydantic.Field(allow_inf_nan=False)]]
    comment: Comment | None = None
    revisionReason: Comment | None = None


class Person(pydantic.BaseModel):
    number: str
    name: str


class SheetReply(pydantic.BaseModel):
    id: int
    cycle: int
    area: str
    areaName: str
    tier: str
    assessor: Person
    points: dict[str, float]
    total: float
    comment: str | None
    revision: int
    revisionReason: str | None
    recordedAt: datetime.datetime


def now():
    return datetime.datetime.now(datetime.UTC).replace(tzinfo=None)


def signed_in(session: Annotated[str, Cookie()] = "", x_csrf_token: Annotated[str, Header()] = "") -> Account:
    with Reading() as database:
        found = database.get(SignedIn, hashlib.sha256(session.encode()).hexdigest())
    if found is None or found.expires < now():
        raise HTTPException(401)
    if not hmac.compare_digest(found.csrf.encode(), x_csrf_token.encode()):
        raise HTTPException(403)
    return found.account


def refused(**errors):
    return HTTPException(422, errors)


@app.post("/api/v1/cycles/{cycle}/sheets", status_code=201)
def submit_sheet(
    cycle: int, given: NewSheet, response: Response, account: Annotated[Account, Depends(signed_in)]
) -> SheetReply:
    # Committed before it is answered.
    with Writing.begin() as database:
        is_new, sheet = record(database, account, cycle, given)
    if not is_new:
        response.status_code = 200
    return sheet


def record(database, account, cycle, given):
    cycle = database.get(Cycle, cycle)
    if cycle is None:
        raise HTTPException(404)
    area = database.scalar(select(Area).filter_by(code=given.area, branch_id=cycle.branch_id))
    assessor = database.scalar(select(Member).filter_by(number=given.assessor, branch_id=cycle.branch_id))
    is_officer = database.scalar(
        select(exists().where(Appointment.member_id == account.member_id, Appointment.branch_id == cycle.branch_id)))
    if not is_officer and (assessor is None or assessor.id != account.member_id):
        raise HTTPException(403)
    if area is None:
        raise refused(area="reference")
    if assessor is None:
        raise refused(assessor="reference")
    if (assessor.id == area.holder_id) != (given.tier == "self"):
        raise refused(assessor="rule")
    if errors := rules.errors(cycle.scheme.content, given.points, given.comment):
        raise refused(**errors)
    if cycle.status != "open":
        raise HTTPException(409)

    points = rules.hundredths(given.points)
    standing = database.scalar(
        select(Sheet).filter_by(
            cycle_id=cycle.id, area_id=area.id, tier=given.tier, assessor_id=assessor.id, stands=True))
    before = {point.criterion: point.points for point in standing.points} if standing else {}
    if standing:
        if before == points and standing.comment == given.comment:
            return False, reply(standing, area, assessor, points)
        if not given.revisionReason:
            raise refused(revisionReason="required")
        standing.stands = False
        database.flush()
    sheet = Sheet(
        cycle_id=cycle.id, area_id=area.id, tier=given.tier, assessor_id=assessor.id,
        revision=standing.revision + 1 if standing else 1, total=sum(points.values()), comment=given.comment,
        revision_reason=given.revisionReason if standing else None, recorded_at=now(), recorded_by=account.id,
        points=[SheetPoint(criterion=criterion, points=value) for criterion, value in points.items()],
    )
    database.add(sheet)
    database.flush()
    database.add(
        AuditEntry(
            at=now(), account_id=account.id, branch_id=cycle.branch_id, action="revised" if standing else "recorded",
            subject="sheet", subject_id=sheet.id, changes=rules.changes(points, before)))
    return True, reply(sheet, area, assessor, points)


def reply(sheet, area, assessor, points):
    return SheetReply(
        id=sheet.id, cycle=sheet.cycle_id, area=area.code, areaName=area.name, tier=sheet.tier,
        assessor=Person(number=assessor.number, name=assessor.name),
        points={criterion: value / 100 for criterion, value in points.items()}, total=sheet.total / 100,
        comment=sheet.comment, revision=sheet.revision, revisionReason=sheet.revision_reason,
        recordedAt=sheet.recorded_at,
    )


@app.get("/livez")
def is_alive():
    return "ok"

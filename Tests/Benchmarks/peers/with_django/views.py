"""The one operation: `POST /api/v1/cycles/{cycle}/sheets`."""

import json

from django import forms
from django.db import transaction
from django.http import HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.http import require_POST

import rules

from .models import Appointment, Area, AuditEntry, Cycle, Member, Sheet, SheetPoint


class PointsField(forms.JSONField):
    def clean(self, value):
        points = super().clean(value)
        numbers = points.values() if isinstance(points, dict) else [None]
        if any(isinstance(each, bool) or not isinstance(each, (int, float)) for each in numbers):
            raise forms.ValidationError("Numbers by criterion.", "format")
        return points


class SheetForm(forms.Form):
    area = forms.CharField(max_length=32)
    tier = forms.ChoiceField(choices=[(tier, tier) for tier in rules.TIERS])
    assessor = forms.CharField(max_length=60)
    points = PointsField()
    comment = forms.CharField(max_length=500, required=False)
    revisionReason = forms.CharField(max_length=500, required=False)


def refused(status, **errors):
    return JsonResponse({"status": status, "errors": errors}, status=status)


@require_POST
def submit_sheet(request, cycle):
    if not request.user.is_authenticated:
        return refused(401)
    try:
        body = json.loads(request.body)
    except ValueError:
        return refused(400)
    if not isinstance(body, dict):
        return refused(422, body="format")
    form = SheetForm(body)
    if unknown := body.keys() - form.fields.keys():
        return refused(422, **dict.fromkeys(unknown, "unexpected"))
    if not form.is_valid():
        return refused(422, **form.errors.get_json_data())
    with transaction.atomic():
        return record(request.user, cycle, form.cleaned_data)


def record(account, cycle, given):
    cycle = Cycle.objects.select_related("scheme").filter(id=cycle).first()
    if cycle is None:
        return refused(404)
    area = Area.objects.filter(code=given["area"], branch=cycle.branch_id).first()
    assessor = Member.objects.filter(number=given["assessor"], branch=cycle.branch_id).first()
    is_officer = Appointment.objects.filter(member=account.member_id, branch=cycle.branch_id).exists()
    if not is_officer and (assessor is None or assessor.id != account.member_id):
        return refused(403)
    if area is None:
        return refused(422, area="reference")
    if assessor is None:
        return refused(422, assessor="reference")
    if (assessor.id == area.holder_id) != (given["tier"] == "self"):
        return refused(422, assessor="rule")
    if errors := rules.errors(cycle.scheme.content, given["points"], given["comment"]):
        return refused(422, **errors)
    if cycle.status != "open":
        return refused(409)

    points = rules.hundredths(given["points"])
    standing = Sheet.objects.filter(
        cycle=cycle, area=area, tier=given["tier"], assessor=assessor, stands=True
    ).first()
    before = dict(standing.points.values_list("criterion", "points")) if standing else {}
    if standing:
        if before == points and standing.comment == given["comment"]:
            return JsonResponse(shape(standing, area, assessor, points))
        if not given["revisionReason"]:
            return refused(422, revisionReason="required")
        Sheet.objects.filter(id=standing.id).update(stands=False)
    sheet = Sheet.objects.create(
        cycle=cycle, area=area, tier=given["tier"], assessor=assessor, revision=standing.revision + 1 if standing else 1,
        total=sum(points.values()), comment=given["comment"],
        revision_reason=given["revisionReason"] if standing else "", recorded_by=account,
    )
    SheetPoint.objects.bulk_create(
        SheetPoint(sheet=sheet, criterion=criterion, points=value) for criterion, value in points.items())
    AuditEntry.objects.create(
        account=account, branch_id=cycle.branch_id, action="revised" if standing else "recorded", subject="sheet",
        subject_id=sheet.id, changes=rules.changes(points, before),
    )
    return JsonResponse(shape(sheet, area, assessor, points), status=201)


def shape(sheet, area, assessor, points):
    return {
        "id": sheet.id, "cycle": sheet.cycle_id, "area": area.code, "areaName": area.name, "tier": sheet.tier,
        "assessor": {"number": assessor.number, "name": assessor.name},
        "points": {criterion: value / 100 for criterion, value in points.items()}, "total": sheet.total / 100,
        "comment": sheet.comment, "revision": sheet.revision, "revisionReason": sheet.revision_reason,
        "recordedAt": sheet.recorded_at,
    }


urlpatterns = [
    path("api/v1/cycles/<int:cycle>/sheets", submit_sheet),
    path("livez", lambda request: HttpResponse("ok")),
]

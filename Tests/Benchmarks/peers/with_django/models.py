from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import PROTECT, ForeignKey, OneToOneField, Q


class Branch(models.Model):
    code = models.CharField(max_length=32, unique=True)
    name = models.CharField(max_length=60)

    class Meta:
        db_table = "branch"


class Member(models.Model):
    number = models.CharField(max_length=32, unique=True)
    name = models.CharField(max_length=60)
    branch = ForeignKey(Branch, PROTECT)

    class Meta:
        db_table = "member"


class Account(AbstractUser):
    member = OneToOneField(Member, PROTECT)

    class Meta:
        db_table = "account"


class Appointment(models.Model):
    member = ForeignKey(Member, PROTECT)
    branch = ForeignKey(Branch, PROTECT)
    office = models.CharField(max_length=20)

    class Meta:
        db_table = "appointment"


class Area(models.Model):
    code = models.CharField(max_length=32, unique=True)
    name = models.CharField(max_length=60)
    branch = ForeignKey(Branch, PROTECT)
    holder = ForeignKey(Member, PROTECT, null=True)

    class Meta:
        db_table = "area"


class Scheme(models.Model):
    content = models.JSONField()

    class Meta:
        db_table = "scheme"


class Cycle(models.Model):
    branch = ForeignKey(Branch, PROTECT)
    scheme = ForeignKey(Scheme, PROTECT)
    month = models.CharField(max_length=7)
    status = models.CharField(max_length=12)

    class Meta:
        db_table = "cycle"
        constraints = [models.UniqueConstraint(fields=["branch", "month"], name="cycle_once")]


class Sheet(models.Model):
    cycle = ForeignKey(Cycle, PROTECT)
    area = ForeignKey(Area, PROTECT)
    tier = models.CharField(max_length=6)
    assessor = ForeignKey(Member, PROTECT)
    revision = models.PositiveIntegerField()
    stands = models.BooleanField(default=True)
    total = models.PositiveIntegerField()
    comment = models.TextField(blank=True)
    revision_reason = models.TextField(blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = ForeignKey(Account, PROTECT)

    class Meta:
        db_table = "sheet"
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "area", "tier", "assessor"], condition=Q(stands=True), name="one_sheet_stands")
        ]


class SheetPoint(models.Model):
    sheet = ForeignKey(Sheet, PROTECT, related_name="points")
    criterion = models.CharField(max_length=32)
    points = models.PositiveIntegerField()

    class Meta:
        db_table = "sheet_point"
        constraints = [models.UniqueConstraint(fields=["sheet", "criterion"], name="point_once")]


class AuditEntry(models.Model):
    at = models.DateTimeField(auto_now_add=True)
    account = ForeignKey(Account, PROTECT)
    branch = ForeignKey(Branch, PROTECT)
    action = models.CharField(max_length=20)
    subject = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    changes = models.JSONField()

    class Meta:
        db_table = "audit"
        indexes = [models.Index(fields=["subject", "subject_id"])]

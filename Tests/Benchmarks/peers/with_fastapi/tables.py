import datetime
import os

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint, create_engine, event, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship, sessionmaker


class Base(DeclarativeBase):
    pass


class Branch(Base):
    __tablename__ = "branch"
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]


class Member(Base):
    __tablename__ = "member"
    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    branch_id: Mapped[int] = mapped_column(ForeignKey("branch.id"), index=True)


class Account(Base):
    __tablename__ = "account"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), unique=True)


class SignedIn(Base):
    """A session, by the hash of what its cookie has."""

    __tablename__ = "signed_in"
    digest: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    csrf: Mapped[str]
    expires: Mapped[datetime.datetime]
    account: Mapped[Account] = relationship(lazy="joined", innerjoin=True)


class Appointment(Base):
    __tablename__ = "appointment"
    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    branch_id: Mapped[int] = mapped_column(ForeignKey("branch.id"), index=True)
    office: Mapped[str]


class Area(Base):
    __tablename__ = "area"
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    branch_id: Mapped[int] = mapped_column(ForeignKey("branch.id"), index=True)
    holder_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), index=True)


class Scheme(Base):
    __tablename__ = "scheme"
    id: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[dict] = mapped_column(JSON)


class Cycle(Base):
    __tablename__ = "cycle"
    __table_args__ = (UniqueConstraint("branch_id", "month"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    branch_id: Mapped[int] = mapped_column(ForeignKey("branch.id"))
    scheme_id: Mapped[int] = mapped_column(ForeignKey("scheme.id"))
    month: Mapped[str]
    status: Mapped[str]
    scheme: Mapped[Scheme] = relationship(lazy="joined", innerjoin=True)


class Sheet(Base):
    __tablename__ = "sheet"
    __table_args__ = (
        Index(
            "one_sheet_stands", "cycle_id", "area_id", "tier", "assessor_id", unique=True, sqlite_where=text("stands = 1")),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"), index=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), index=True)
    tier: Mapped[str]
    assessor_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    revision: Mapped[int]
    stands: Mapped[bool] = mapped_column(default=True)
    total: Mapped[int]
    comment: Mapped[str | None]
    revision_reason: Mapped[str | None]
    recorded_at: Mapped[datetime.datetime]
    recorded_by: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    points: Mapped[list["SheetPoint"]] = relationship()


class SheetPoint(Base):
    __tablename__ = "sheet_point"
    sheet_id: Mapped[int] = mapped_column(ForeignKey("sheet.id"), primary_key=True)
    criterion: Mapped[str] = mapped_column(primary_key=True)
    points: Mapped[int]


class AuditEntry(Base):
    __tablename__ = "audit"
    __table_args__ = (Index("audit_by_subject", "subject", "subject_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime.datetime]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    branch_id: Mapped[int] = mapped_column(ForeignKey("branch.id"), index=True)
    action: Mapped[str]
    subject: Mapped[str]
    subject_id: Mapped[int]
    changes: Mapped[dict] = mapped_column(JSON)


def connected(**options):
    engine = create_engine(f"sqlite:///{os.environ['DATABASE']}", **options)

    @event.listens_for(engine, "connect")
    def set_up(connection, _):
        # Transactions are begun below, not by the driver.
        connection.isolation_level = None
        for setting in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "busy_timeout = 60000"):
            connection.execute(f"PRAGMA {setting}")

    return engine


readers = connected()
# One connection, for which whoever writes waits their turn: waiting for SQLite's lock takes longer.
writer = connected(pool_size=1, max_overflow=0, pool_timeout=60)
Reading = sessionmaker(readers, expire_on_commit=False)
Writing = sessionmaker(writer, expire_on_commit=False)


@event.listens_for(readers, "begin")
def begin_reading(connection):
    connection.exec_driver_sql("BEGIN")


@event.listens_for(writer, "begin")
def begin_writing(connection):
    connection.exec_driver_sql("BEGIN IMMEDIATE")

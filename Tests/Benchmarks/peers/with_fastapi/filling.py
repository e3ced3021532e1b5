"""Makes the database, and signs people in: DATABASE=… python -m with_fastapi.filling BUREAU NUMBER …"""

import datetime
import hashlib
import secrets
import sys

from sqlalchemy import select

import bureau

from .service import now
from .tables import Account, Base, Member, SignedIn, Writing, writer


def signed_in(session, number):
    """What is kept of somebody once their password was right; and the token, as their script has it."""
    account = Account(name=number, member_id=session.scalar(select(Member.id).filter_by(number=number)))
    session.add(account)
    session.flush()
    cookie, csrf = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    session.add(
        SignedIn(
            digest=hashlib.sha256(cookie.encode()).hexdigest(), account_id=account.id, csrf=csrf,
            expires=now() + datetime.timedelta(hours=12)))
    return f"session={cookie}", csrf


Base.metadata.create_all(writer)
bureau.fill(writer.url.database, sys.argv[1])
with Writing.begin() as session:
    bureau.tell({number: signed_in(session, number) for number in sys.argv[2:]})

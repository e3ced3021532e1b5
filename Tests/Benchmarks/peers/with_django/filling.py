"""Makes the database, and signs people in: DATABASE=… python -m with_django.filling BUREAU NUMBER …"""

import importlib
import os
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "with_django.settings"

import django
from django.core.management import call_command

django.setup()

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.middleware.csrf import _get_new_csrf_string

import bureau

from .models import Account, Member


def signed_in(number):
    """What `login` keeps of somebody once their password was right; and the token, as the cookie has it."""
    account = Account.objects.create(username=number, member=Member.objects.get(number=number))
    session = importlib.import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.save()
    token = _get_new_csrf_string()
    return f"sessionid={session.session_key}; csrftoken={token}", token


call_command("migrate", run_syncdb=True, verbosity=0)
bureau.fill(settings.DATABASES["default"]["NAME"], sys.argv[1])
bureau.tell({number: signed_in(number) for number in sys.argv[2:]})

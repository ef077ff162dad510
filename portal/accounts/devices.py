"""Devices that have signed in before: a signed cookie, valid for a year, readable by nobody but the portal.

It opens nothing; it only gives the person behind an address a count of tries that strangers cannot use up.
"""

import secrets
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.utils.crypto import salted_hmac

COOKIE = "geraet"
VALID_FOR = timedelta(days=365)
MOST = 5  # accounts on one device
_SALT = "portal.accounts.device"


def known(request, email):
    """The secret name of this device for an address, or "" where it has not signed in here."""
    return _marks(request).get(_name(email), "")


def remember(request, response, email):
    """Mark the device after a good login; the newest accounts are kept."""
    marks = _marks(request)
    name = _name(email)
    mark = marks.pop(name, "") or secrets.token_urlsafe(12)
    marks = dict(list(marks.items())[-(MOST - 1) :]) | {name: mark}
    response.set_cookie(
        COOKIE,
        signing.dumps(marks, salt=_SALT, compress=True),
        max_age=VALID_FOR,
        path="/konto/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _marks(request):
    try:
        marks = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=VALID_FOR)
    except (signing.BadSignature, ValueError):
        return {}
    return marks if isinstance(marks, dict) else {}


def _name(email):
    return salted_hmac(_SALT, email.strip().lower(), algorithm="sha256").hexdigest()[:32]

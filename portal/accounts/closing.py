"""What an account holds, as a file for its owner, and its end.

The rooms above know what else hangs on an account: they register what they export and what keeps an account from being
deleted, when they are ready. History rows keep the number of the account and nothing of the person.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth import logout
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, OuterRef

from portal.core import outbox
from portal.core.models import OutgoingMail, User
from portal.core.retention import rule

CONFIRM_WITHIN = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why an account cannot be deleted yet, and where that can be settled."""

    text: str
    url: str
    action: str


EXPORTS: dict[str, Callable] = {}
OBSTACLES: list[Callable] = []


def add_export(name, of):
    """``of(user)`` returns what JSON can hold; call it in `AppConfig.ready()`."""
    EXPORTS[name] = of


def add_obstacles(of):
    """``of(user)`` returns `Obstacle`s; call it in `AppConfig.ready()`."""
    OBSTACLES.append(of)


def data_of(user):
    """Everything the portal holds about a person, by name of the room."""
    own = {
        "email": user.email,
        "name": user.name,
        "joined": user.date_joined.isoformat(),
        "last_login": user.last_login and user.last_login.isoformat(),
        "addresses": list(EmailAddress.objects.filter(user=user).values("email", "verified", "primary")),
        "second_factors": [
            {"kind": factor.type, "since": factor.created_at.isoformat()}
            for factor in Authenticator.objects.filter(user=user)
        ],
        "sign_ins": [
            {"since": session.created_at.isoformat(), "device": session.user_agent}
            for session in UserSession.objects.filter(user=user)
        ],
    }
    return {"account": own} | {name: of(user) for name, of in EXPORTS.items()}


def obstacles_of(user):
    return [obstacle for of in OBSTACLES for obstacle in of(user)]


@transaction.atomic
def delete(request):
    """Delete the account of the person who asks, on all devices, and say so to the address for the last time."""
    user = User.objects.select_for_update().get(pk=request.user.pk)
    keys = list(UserSession.objects.filter(user=user).values_list("session_key", flat=True))
    logout(request)
    Session.objects.filter(session_key__in=keys).delete()
    outbox.write("account_deleted", to=user.email, subject="Ihr Konto ist gelöscht")
    user.delete()


@rule("Konten ohne bestätigte E-Mail-Adresse, nach 3 Tagen")
def delete_unconfirmed(now):
    signed_up = User.objects.filter(
        emailaddress__isnull=False, last_login=None, date_joined__lt=now - CONFIRM_WITHIN
    )
    return signed_up.exclude(emailaddress__verified=True).delete()[0]


@rule("Neue E-Mail-Adressen eines Kontos, die niemand bestätigt, nach 3 Tagen")
def delete_unconfirmed_addresses(now):
    """An address has no date of its own; the mail that asks for its confirmation has one."""
    asked = OutgoingMail.objects.filter(
        recipient__iexact=OuterRef("email"), created_at__gte=now - CONFIRM_WITHIN
    )
    return EmailAddress.objects.filter(~Exists(asked), verified=False, primary=False).delete()[0]


@rule("Anmeldungen, deren Sitzung beendet ist")
def delete_ended_sign_ins(now):
    running = Session.objects.filter(expire_date__gte=now).values("session_key")
    return UserSession.objects.exclude(session_key__in=running).delete()[0]

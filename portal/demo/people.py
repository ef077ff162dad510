"""The two people who may sign in to the demo; their passwords are new at every start."""

import secrets

from django.utils.translation import gettext as _

from portal.core.models import User

STAFF, PROVIDER = "mehmet@example.org", "anna@example.org"
# Keyed by address, which the login form asks for.
PEOPLE = {
    STAFF: {"name": "Mehmet Beispiel", "is_staff": True, "is_superuser": True},
    PROVIDER: {"name": "Anna Beispiel", "is_staff": False, "is_superuser": False},
}


def staff():
    """The person who publishes the demo data, made if missing."""
    return _person(STAFF)


def renew_logins():
    """Role, address and new password of each person; an old password ends here."""
    roles = {STAFF: _("Bildungsbüro"), PROVIDER: _("Anbieter")}
    return [(role, email, _renew(_person(email))) for email, role in roles.items()]


def _person(email):
    return User.objects.get_or_create(email=email, defaults=PEOPLE[email] | {"password": "!"})[0]


def _renew(person):
    password = secrets.token_urlsafe(9)
    person.set_password(password)
    person.is_active = True
    person.save(update_fields=["password", "is_active"])
    return password

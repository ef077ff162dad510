"""The people who may sign in to the demo; their passwords are new at every start."""

import secrets

from django.utils.translation import gettext as _

from portal.core.models import User
from providers.models import Provider, TeamMember

STAFF, PROVIDER, OTHER = "mehmet@example.org", "anna@example.org", "omar@example.org"
COORDINATOR = "ines@example.org"
# Keyed by address, which the login form asks for.
PEOPLE = {
    STAFF: {"name": "Mehmet Beispiel", "is_staff": True, "is_superuser": True},
    PROVIDER: {"name": "Anna Beispiel", "is_staff": False, "is_superuser": False},
    OTHER: {"name": "Omar Beispiel", "is_staff": False, "is_superuser": False},
    COORDINATOR: {"name": "Ines Beispiel", "is_staff": False, "is_superuser": False},
}
# Who keeps which providers of the demo, by their slugs.
TEAMS = (
    (PROVIDER, "beispiel-volkshochschule", TeamMember.Role.OWNER),
    (OTHER, "beispiel-verein-elbbruecke", TeamMember.Role.OWNER),
    (OTHER, "beispiel-bildungswerk", TeamMember.Role.EDITOR),
)


def staff():
    """The person who publishes the demo data, made if missing."""
    return person(STAFF)


def join_teams():
    """Put the people into the teams of their providers."""
    for email, slug, role in TEAMS:
        provider = Provider.objects.get(slug=slug, is_example=True)
        TeamMember.objects.get_or_create(provider=provider, user=person(email), defaults={"role": role})


def renew_logins():
    """Role, address and new password of each person; an old password ends here."""
    roles = {
        STAFF: _("Bildungsbüro"),
        PROVIDER: _("Anbieter"),
        OTHER: _("Anbieter"),
        COORDINATOR: _("Netzwerk"),
    }
    return [(role, email, _renew(person(email))) for email, role in roles.items()]


def coordinator():
    """The person who coordinates an example network, made if missing."""
    return person(COORDINATOR)


def person(email):
    return User.objects.get_or_create(email=email, defaults=PEOPLE[email] | {"password": "!"})[0]


def _renew(person):
    password = secrets.token_urlsafe(9)
    person.set_password(password)
    person.is_active = True
    person.save(update_fields=["password", "is_active"])
    return password

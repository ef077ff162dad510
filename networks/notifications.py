"""Mails of the networks. One shape for all: what happened, one button, why one gets it."""

from django.conf import settings
from django.utils.translation import gettext as _

from portal.core import outbox
from providers.notifications import one_line

from .models import Membership


def write(to, subject, lines, *, action=None, why=""):
    """A mail of paragraphs; ``action`` is (label, whole address) of its one button."""
    label, url = action or ("", "")
    context = {"lines": [line for line in lines if line], "label": label, "url": url, "why": why}
    outbox.write("network_message", to=to, subject=one_line(subject), context=context)


def address(path):
    return settings.SITE_URL + path


def coordinators(network, *, but=""):
    """Addresses of those who lead a network today, else its own address."""
    leading = Membership.objects.current().leading().filter(network=network).exclude(person_email="")
    found = [
        email for email in leading.values_list("person_email", flat=True) if email.lower() != but.lower()
    ]
    return list(dict.fromkeys(found)) or ([network.email] if network.email else [])


def tell_coordinators(network, subject, lines, *, action=None, but=""):
    for to in coordinators(network, but=but):
        write(
            to, subject, lines, action=action, why=_("Sie koordinieren „%(network)s“.") % {"network": network}
        )

"""How organisations come into a network and leave it: asked, invited, accepted, declined, left.

The network's row is locked while a seat is taken, so that two who click at once cannot both have it; what the
database refuses besides comes as ValidationError with the message of the constraint.
"""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core.links import SignedLink

from .models import Admission, Membership, Network
from .notifications import address, tell_coordinators, write
from .register import organisation_for

INVITATION = SignedLink("networks:invitation", valid_for=timedelta(days=90))
SEAT = SignedLink("rooms:seat-link", valid_for=timedelta(days=365))
CALENDAR = SignedLink("networks:member-calendar")


class AnsweredBefore(Exception):
    """The request or invitation has its answer already."""


def room(network, name="rooms:network"):
    """The whole address of a network's room."""
    return address(reverse(name, args=[network.slug]))


@transaction.atomic
def ask(network, *, email, user=None, **fields):
    """Note a wish to take part and tell the coordination; the same wish twice is one."""
    admission, is_new = Admission.objects.get_or_create(
        network=network,
        person_email=email.lower(),
        state=Admission.State.OPEN,
        defaults={"origin": Admission.Origin.REQUESTED, "user": user} | fields,
    )
    if is_new:
        words = {"organisation": admission.organisation_title, "person": admission.person_name}
        tell_coordinators(
            network,
            _("Anfrage: %(organisation)s möchte mitarbeiten") % words,
            [
                _("%(person)s fragt für %(organisation)s an.") % words,
                admission.message,
            ],
            action=(_("Anfrage ansehen"), room(network, "rooms:members")),
        )
    return admission


@transaction.atomic
def invite(network, *, by, email, **fields):
    """Invite an organisation by mail; a second invitation of the same address sends nothing."""
    admission, is_new = Admission.objects.get_or_create(
        network=network,
        person_email=email.lower(),
        state=Admission.State.OPEN,
        defaults={"origin": Admission.Origin.INVITED} | fields,
    )
    if is_new:
        write(
            admission.person_email,
            _("Einladung: %(network)s") % {"network": network},
            [
                _("%(person)s lädt Sie ein, bei „%(network)s“ mitzuarbeiten.")
                % {"person": by, "network": network},
                network.summary,
                admission.message,
            ],
            action=(_("Einladung ansehen"), INVITATION.address(admission.pk)),
            why=_("Der Link gilt 90 Tage. Ohne Antwort löschen wir Ihre Adresse nach einem Jahr."),
        )
    return admission


@transaction.atomic
def accept(admission, *, organisation=None, user=None, **fields):
    """Turn a request or an invitation into a seat. Raises AnsweredBefore and ValidationError."""
    admission = _answer(admission, Admission.State.ACCEPTED)
    organisation = organisation or admission.organisation or organisation_for(admission.organisation_name)
    taken = {
        "role": admission.role,
        "person_name": admission.person_name,
        "person_email": admission.person_email,
        "shows_person": admission.shows_person,
        "expectations": admission.expectations,
        "contributions": admission.contributions,
        "user": user or admission.user,
    }
    seat = save_term(Membership(network=admission.network, organisation=organisation, **(taken | fields)))
    welcome(seat)
    return seat


def welcome(seat):
    """Tell the person of a seat where its room is."""
    if not seat.person_email:
        return
    write(
        seat.person_email,
        _("Willkommen bei „%(network)s“") % {"network": seat.network},
        [
            _("Ihre Einrichtung %(organisation)s ist jetzt dabei. Ihre Rolle: %(role)s.")
            % {"organisation": seat.organisation, "role": seat.get_role_display()},
            _(
                "Mit einem Konto sehen Sie Sitzungen, Protokolle und Beschlüsse. Verbinden Sie den Sitz mit dem Link."
            ),
            _("Sitzungen im eigenen Kalender (geheime Adresse, nicht weitergeben): %(url)s")
            % {"url": CALENDAR.address(seat.pk)},
        ],
        action=(_("Sitz mit meinem Konto verbinden"), SEAT.address(seat.pk)),
        why=_("Sie vertreten %(organisation)s in diesem Netzwerk.") % {"organisation": seat.organisation},
    )


@transaction.atomic
def decline(admission, *, reason=""):
    """Answer with no. Who asked is told with the reason, who was invited has said so themself."""
    admission = _answer(admission, Admission.State.DECLINED)
    if admission.origin == Admission.Origin.REQUESTED:
        write(
            admission.person_email,
            _("Ihre Anfrage an „%(network)s“") % {"network": admission.network},
            [_("Ihre Anfrage wurde zurzeit nicht angenommen."), reason],
            action=(_("Andere Netzwerke ansehen"), address(reverse("networks:list"))),
        )
    else:
        tell_coordinators(
            admission.network,
            _("%(organisation)s sagt ab") % {"organisation": admission.organisation_title},
            [_("Die Einladung ist abgelehnt."), reason],
        )
    return admission


def _answer(admission, state):
    admission = (
        Admission.objects.select_for_update(of=["self"])
        .select_related("network", "organisation__provider")
        .get(pk=admission.pk)
    )
    if admission.state != Admission.State.OPEN:
        raise AnsweredBefore
    admission.state, admission.answered_at = state, timezone.now()
    admission.save(update_fields=["state", "answered_at"])
    return admission


@transaction.atomic
def save_term(seat):
    """Save a term, new or changed. Raises ValidationError where it overlaps another or ends before it begins."""
    Network.objects.select_for_update().get(pk=seat.network_id)
    seat.full_clean()
    seat.save()
    return seat


@transaction.atomic
def leave(seat, *, last_day, by=None):
    """End a term and tell the coordination. Raises ValidationError where it would end before it begins."""
    seat.until_day = last_day
    save_term(seat)
    words = {"organisation": seat.organisation, "network": seat.network, "day": f"{last_day:%d.%m.%Y}"}
    tell_coordinators(
        seat.network,
        _("%(organisation)s verlässt „%(network)s“") % words,
        [
            _("Der Sitz endet am %(day)s.") % words,
            _("Klären Sie, wer nachfolgt und was übergeben wird."),
        ],
        action=(_("Mitglieder ansehen"), room(seat.network, "rooms:members")),
        but=getattr(by, "email", ""),
    )


@transaction.atomic
def connect(seat, *, user):
    """Give an account the seat whose link its holder got by mail. Raises AnsweredBefore where it has another."""
    Network.objects.select_for_update().get(pk=seat.network_id)  # first, as in `save_term`
    seat = Membership.objects.select_for_update().get(pk=seat.pk)
    if seat.user_id not in (None, user.pk):
        raise AnsweredBefore
    seat.user = user
    note_sign(seat)
    return save_term(seat)


def note_sign(seat):
    """Set today as the day the person was last heard of; the caller saves."""
    seat.last_sign_on = timezone.localdate()


def tell_of_yes(seat):
    """Tell the coordination that an invited organisation comes."""
    words = {"organisation": seat.organisation, "person": seat.person_name}
    tell_coordinators(
        seat.network,
        _("%(organisation)s ist dabei") % words,
        [_("%(person)s hat die Einladung angenommen.") % words],
        action=(_("Mitglieder ansehen"), room(seat.network, "rooms:members")),
        but=seat.person_email,
    )

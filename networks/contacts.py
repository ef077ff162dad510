"""Contacts that survive change: handing over a seat, noticing what has gone silent, deleting what is over."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.closing import Obstacle
from portal.core.models import OutgoingMail
from portal.core.retention import rule

from .memberships import SEAT, AnsweredBefore, room, save_term
from .models import Admission, Attendance, ContactNote, ContactWarning, Handover, Membership, Network
from .notifications import tell_coordinators, write

SILENT_AFTER = timedelta(days=365)
PERSON_KEPT_FOR = timedelta(days=180)
ADMISSION_KEPT_FOR = timedelta(days=180)
UNANSWERED_KEPT_FOR = timedelta(days=365)
GUEST_KEPT_FOR = timedelta(days=30)
HANDOVER_KEPT_FOR = VERSIONS_KEPT_FOR = timedelta(days=2 * 365)
WRITTEN = ("running", "open_tasks", "contacts", "next_dates", "successor_name", "successor_email", "last_day")
NOBODY = {"person_name": "", "person_email": "", "person_phone": "", "shows_person": False, "user": None}


def open_handover(seat):
    """The handover of a seat that is being written, or a new, unsaved one."""
    written = Handover.objects.filter(membership=seat, finished_at=None).first()
    return written or Handover(membership=seat)


def save_step(handover):
    """Keep what was written so far; two first steps sent at once become one handover."""
    if handover.pk is None:
        fields = {name: getattr(handover, name) for name in WRITTEN}
        return Handover.objects.update_or_create(
            membership=handover.membership, finished_at=None, defaults=fields
        )[0]
    handover.save()
    return handover


@transaction.atomic
def finish_handover(handover, *, by):
    """End the old term, begin the next for the successor, who gets a mail. Raises ValidationError, AnsweredBefore.

    Without a successor the seat goes on without a person, and is shown as such.
    """
    Network.objects.select_for_update().get(pk=handover.membership.network_id)  # first, as in `save_term`
    handover = Handover.objects.select_for_update().filter(pk=handover.pk, finished_at=None).first()
    if handover is None:
        raise AnsweredBefore
    old = Membership.objects.select_for_update(of=["self"]).named().get(pk=handover.membership_id)
    last_day = handover.last_day or timezone.localdate()
    handover.successor = _successor(old, handover, last_day)
    handover.last_day, handover.finished_at = last_day, timezone.now()
    handover.save()
    _tell_of_handover(old, handover, by)
    return handover


def _successor(old, handover, last_day):
    until = old.until_day
    old.until_day = last_day
    save_term(old)
    return save_term(
        Membership(
            network=old.network,
            organisation=old.organisation,
            role=old.role,
            has_vote=old.has_vote,
            from_day=last_day + timedelta(days=1),
            until_day=until if until and until > last_day else None,
            person_name=handover.successor_name,
            person_email=handover.successor_email,
            expectations=old.expectations,
            contributions=old.contributions,
        )
    )


def _tell_of_handover(old, handover, by):
    words = {"network": old.network, "organisation": old.organisation, "person": handover.successor_name}
    if handover.successor_email:
        write(
            handover.successor_email,
            _("Sie übernehmen: %(network)s") % words,
            [
                _("Sie vertreten ab jetzt %(organisation)s in „%(network)s“.") % words,
                _("%(by)s hat aufgeschrieben, was läuft und was offen ist. Es steht oben in Ihrem Bereich.")
                % {"by": by},
            ],
            action=(_("Sitz mit meinem Konto verbinden"), SEAT.address(handover.successor.pk)),
            why=_("Ihre Adresse hat %(by)s angegeben.") % {"by": by},
        )
    line = (
        _("Neu: %(person)s.") % words if handover.successor_name else _("Der Sitz ist zurzeit ohne Person.")
    )
    tell_coordinators(
        old.network,
        _("Wechsel bei %(organisation)s") % words,
        [line],
        action=(_("Mitglieder ansehen"), room(old.network, "rooms:members")),
        but=old.person_email,
    )


@transaction.atomic
def settle(seat):
    """The contact holds: its warnings end, and it counts as heard of today."""
    seat.last_sign_on = timezone.localdate()
    seat.save(update_fields=["last_sign_on"])
    seat.warnings.filter(settled_at=None).update(settled_at=timezone.now())


def warn():
    """Tell each coordination once of contacts that bounce or have been silent for a year."""
    _warn(_bounced(), ContactWarning.Reason.BOUNCED)
    _warn(_silent(), ContactWarning.Reason.SILENT)


def _in_office():
    return Membership.objects.current().manned().named()


def _bounced():
    """Contacts with a mail given up since the last warning of that kind."""
    told = ContactWarning.objects.filter(
        membership=OuterRef(OuterRef("pk")),
        reason=ContactWarning.Reason.BOUNCED,
        told_at__gte=OuterRef("failed_at"),
    )
    failed = OutgoingMail.objects.filter(recipient__iexact=OuterRef("person_email"), failed_at__isnull=False)
    return _in_office().exclude(person_email="").filter(Exists(failed.filter(~Exists(told))))


def _silent():
    return _in_office().filter(last_sign_on__lte=timezone.localdate() - SILENT_AFTER)


@transaction.atomic
def _warn(seats, reason):
    known = ContactWarning.objects.filter(membership=OuterRef("pk"), reason=reason, settled_at=None)
    for seat in seats.filter(~Exists(known)).select_for_update(of=["self"]):
        ContactWarning.objects.create(membership=seat, reason=reason)
        tell_coordinators(
            seat.network,
            _("Kontakt prüfen: %(seat)s") % {"seat": seat.organisation},
            [
                _("%(network)s, %(person)s: %(reason)s.")
                % {"network": seat.network, "person": seat.person_name, "reason": reason.label},
                _("Rufen Sie an oder fragen Sie in der Einrichtung nach, wer jetzt zuständig ist."),
            ],
            action=(_("Mitglieder ansehen"), room(seat.network, "rooms:members")),
            but=seat.person_email if reason == ContactWarning.Reason.BOUNCED else "",
        )


@rule("Personen beendeter Mitgliedschaften mit ihrer Geschichte, nach 180 Tagen")
def forget_people(now):
    over = Membership.objects.filter(until_day__lt=timezone.localdate(now) - PERSON_KEPT_FOR)
    count = over.exclude(person_name="", user=None).update(**NOBODY)
    history = Membership.history.model.objects
    history.filter(id__in=over.values("pk")).exclude(person_name="", user=None).update(**NOBODY)
    gone = history.exclude(id__in=Membership.objects.values("pk"))
    return count + gone.filter(history_date__lt=now - PERSON_KEPT_FOR).delete()[0]


@rule("Personen und Adressen in alten Fassungen von Netzwerken und Sitzen, nach zwei Jahren")
def empty_old_versions(now):
    """A seat may change its person and run on, so its versions need a date of their own."""
    before = now - VERSIONS_KEPT_FOR
    seats = Membership.history.filter(history_date__lt=before).exclude(person_name="", user=None)
    networks = Network.history.filter(history_date__lt=before).exclude(email="")
    return seats.update(**NOBODY) + networks.update(email="")


@rule("Anfragen und Einladungen, 180 Tage nach der Antwort, ohne Antwort nach einem Jahr")
def delete_admissions(now):
    answered = Admission.objects.filter(answered_at__lt=now - ADMISSION_KEPT_FOR)
    unanswered = Admission.objects.open().filter(created_at__lt=now - UNANSWERED_KEPT_FOR)
    return answered.delete()[0] + unanswered.delete()[0]


@rule("Gäste von Sitzungen, nach 30 Tagen")
def delete_guests(now):
    guests = Attendance.objects.filter(membership=None, meeting__begins_at__lt=now - GUEST_KEPT_FOR)
    return guests.delete()[0]


@rule("Übergaben, nach zwei Jahren")
def delete_handovers(now):
    return Handover.objects.filter(begun_at__lt=now - HANDOVER_KEPT_FOR).delete()[0]


@rule("Kontaktnotizen des Teams, an ihrem Löschdatum")
def delete_contact_notes(now):
    return ContactNote.objects.filter(delete_on__lte=timezone.localdate(now)).delete()[0]


def export(user):
    """What an account's file says of its seats."""
    return [
        {
            "network": seat.network.name,
            "organisation": seat.organisation.title,
            "role": seat.get_role_display(),
            "from": seat.from_day.isoformat(),
            "until": seat.until_day and seat.until_day.isoformat(),
            "name": seat.person_name,
            "email": seat.person_email,
            "phone": seat.person_phone,
            "shown": seat.shows_person,
            "expectations": seat.expectations,
            "contributions": seat.contributions,
        }
        for seat in user.memberships.named()
    ]


def obstacles(user):
    """Seats that would be left without their person unnoticed."""
    for seat in user.memberships.not_over().named():
        yield Obstacle(
            _("Sie vertreten %(organisation)s in „%(network)s“.")
            % {"organisation": seat.organisation, "network": seat.network},
            reverse("rooms:leave", args=[seat.network.slug]),
            _("Sitz beenden"),
        )

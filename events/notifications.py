"""Mails around a registration. Each is written in the transaction that causes it."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.core import outbox
from portal.core.links import SignedLink
from providers.notifications import one_line

from .models import PlaceStatus
from .places import registration_of
from .wording import when_words

# The row says whether a link was used; the code in it can be made void by a new one.
CONFIRMING = SignedLink("events:confirm")
MANAGING = SignedLink("events:registration")


def managing_address(registration):
    """The link by which a registration is read, changed and cancelled."""
    return MANAGING.address(registration.code)


def ask_to_confirm(registration):
    _write(
        registration,
        _("Bestätigen Sie Ihre Anmeldung"),
        [_about(registration), _("Wir halten Ihre Plätze zwei Stunden frei.")],
        button=(_("Anmeldung bestätigen"), CONFIRMING.address(registration.code)),
        why=_("Sie haben sich nicht angemeldet? Dann tun Sie nichts: Wir löschen die Angaben."),
    )


def already_registered(registration):
    _write(
        registration,
        _("Sie sind schon angemeldet"),
        [
            _about(registration),
            _(
                "Jemand, wahrscheinlich Sie, hat diese Adresse noch einmal angemeldet. Es bleibt bei einer Anmeldung."
            ),
        ],
    )


def confirmed(registration, *, told=()):
    """``told`` are rows that have just been written about."""
    _write(registration, _("Ihre Anmeldung"), [_about(registration), *_states(registration)])


def moved_up(rows):
    """One mail for each registration with people who moved up."""
    by_registration = {}
    for row in rows:
        by_registration.setdefault(registration_of(row), []).append(row)
    for registration, its_rows in by_registration.items():
        _tell_moved_up(registration, its_rows)


def _tell_moved_up(registration, rows):
    offered = [row for row in rows if row.status == PlaceStatus.OFFERED]
    lines = [_about(registration), _moved_words(len(rows)), *dict.fromkeys(map(_where, rows))]
    if offered:
        lines.append(
            _("Nehmen Sie den Platz bis %s an, sonst bekommt ihn die nächste Person.")
            % date_format(
                timezone.localtime(min(row.offered_until for row in offered)), "j. F, H:i \\U\\h\\r"
            )
        )
    subject = _("Ein Platz ist frei für Sie") if offered else _("Sie sind nachgerückt")
    button = (_("Platz annehmen oder ablehnen"), managing_address(registration)) if offered else None
    _write(registration, subject, [line for line in lines if line], button=button)


def _moved_words(number):
    return ngettext("%d Platz ist frei geworden.", "%d Plätze sind frei geworden.", number) % number


def _where(row):
    item = getattr(row, "item", None)
    return str(item) if item else ""


def cancelled(registration):
    _write(
        registration,
        _("Sie sind abgemeldet"),
        [_about(registration), _("Danke, dass Sie Bescheid gesagt haben.")],
    )


def event_cancelled(registration, reason):
    lines = [_about(registration), _("Die Veranstaltung fällt leider aus."), reason]
    _write(registration, _("Abgesagt"), [line for line in lines if line])


def message(registration, subject, lines):
    """Words of the organisers to one registration."""
    _write(registration, subject, [_about(registration), *lines])


def decided(registration, *, accepts):
    if accepts:
        _write(
            registration, _("Ihre Anmeldung ist angenommen"), [_about(registration), *_states(registration)]
        )
        return
    lines = [_about(registration), _("Leider können wir Ihnen keinen Platz geben.")]
    _write(registration, _("Leider kein Platz"), lines)


def offer_lapsed(row):
    registration = registration_of(row)
    lines = [_about(registration), _where(row), _("Die Zeit zum Annehmen ist vorbei. Der Platz geht weiter.")]
    _write(registration, _("Der angebotene Platz ist vergeben"), [line for line in lines if line])


def _states(registration):
    """One line for each state the people of a registration are in."""
    words = {
        PlaceStatus.CONFIRMED: (_("Ein Platz ist fest."), _("%d Plätze sind fest.")),
        PlaceStatus.REQUESTED: (_("Ein Platz wartet auf Zusage."), _("%d Plätze warten auf Zusage.")),
        PlaceStatus.WAITLISTED: (
            _("Eine Person ist auf der Warteliste."),
            _("%d Personen sind auf der Warteliste."),
        ),
    }
    people = list(registration.people.all())
    for status, (one, many) in words.items():
        if number := sum(person.status == status for person in people):
            yield one if number == 1 else many % number
    waiting = registration.people.filter(bookings__status=PlaceStatus.WAITLISTED).distinct().count()
    if waiting:
        yield _("In einem gewählten Programmpunkt ist noch kein Platz: Sie stehen dort auf der Warteliste.")


def _about(registration):
    event = registration.event
    return f"{event.title}, {when_words(event)}"


def _write(registration, subject, lines, *, button=None, why=""):
    if not registration.email:
        return
    manage = (_("Anmeldung ansehen, ändern oder absagen"), managing_address(registration))
    context = {
        "lines": lines,
        "button": button or manage,
        "why": why or _("Sie bekommen diese E-Mail, weil Sie sich im Portal angemeldet haben."),
    }
    outbox.write(
        "letter",
        to=registration.email,
        subject=one_line(f"{subject}: {registration.event.title}")[:200],
        context=context,
    )

"""What people hear of decisions: one mail each, in friendly words, with the reason, one next step and its link."""

import logging
from collections import defaultdict
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.core import outbox

from .links import STATE
from .models import Offer, Submission

logger = logging.getLogger(__name__)
Status = Offer.Status


@dataclass(frozen=True, slots=True)
class Letter:
    """Words of a mail; ``%(title)s`` is the offer. ``before_reason`` introduces the reason where there is one.

    ``shows_page``: the next step is the public page, not the talk about it.
    """

    subject: str
    sentence: str
    button: str
    next_step: str = ""
    before_reason: str = _("Das Bildungsbüro schreibt dazu:")
    shows_page: bool = False


RECEIVED = Letter(
    _("Ihr Angebot ist angekommen: %(title)s"),
    _(
        "„%(title)s“ ist beim Bildungsbüro angekommen. Wir sehen es an und schreiben Ihnen, meist in zwei Werktagen."
    ),
    _("Stand ansehen"),
)
BACK = Letter(
    _("Wir sehen es noch einmal an: %(title)s"),
    _(
        "Wir haben unsere letzte Entscheidung zu „%(title)s“ zurückgenommen und sehen das Angebot noch einmal an."
    ),
    _("Stand ansehen"),
    _("Sie müssen nichts tun."),
)
QUESTION = Letter(
    _("Eine Frage zu: %(title)s"),
    _("Zu „%(title)s“ haben wir noch eine Frage."),
    _("Frage beantworten"),
    _("Sobald Sie geantwortet haben, machen wir weiter."),
    _("Das Bildungsbüro fragt:"),
)
OF_STATUS = {
    Status.PUBLISHED: Letter(
        _("Jetzt im Portal: %(title)s"),
        _("„%(title)s“ steht jetzt im Portal. Alle können es finden."),
        _("Angebot ansehen"),
        _("Ändert sich etwas, sagen Sie es uns dort, wo Sie das Angebot eingetragen haben."),
        shows_page=True,
    ),
    Status.QUESTION: QUESTION,
    Status.REFUSED: Letter(
        _("Noch nicht im Portal: %(title)s"),
        _("„%(title)s“ haben wir so nicht veröffentlicht."),
        _("Angebot ansehen und ändern"),
        _("Sie können es ändern und noch einmal einreichen."),
        _("Der Grund:"),
    ),
    Status.WITHDRAWN: Letter(
        _("Nicht mehr im Portal: %(title)s"),
        _("„%(title)s“ steht nicht mehr im Portal."),
        _("Angebot ansehen"),
        _("Soll es wieder erscheinen, reichen Sie es noch einmal ein."),
    ),
    Status.EXPIRED: Letter(
        _("Nicht mehr im Portal: %(title)s"),
        _("„%(title)s“ steht nicht mehr im Portal, weil es lange niemand bestätigt hat."),
        _("Angebot ansehen"),
        _("Gibt es das Angebot noch, reichen Sie es noch einmal ein."),
    ),
    Status.ARCHIVED: Letter(
        _("Abgelegt: %(title)s"),
        _("„%(title)s“ haben wir abgelegt. Es steht nicht mehr im Portal."),
        _("Zu Ihren Angeboten"),
        _("Fehlt es Ihnen, schreiben Sie dem Bildungsbüro."),
    ),
}
CHANGE_ACCEPTED = Letter(
    _("Ihre Änderung ist sichtbar: %(title)s"),
    _("Ihre Änderung an „%(title)s“ steht jetzt im Portal."),
    _("Angebot ansehen"),
    shows_page=True,
)
CHANGE_REFUSED = Letter(
    _("Ihre Änderung ist noch nicht sichtbar: %(title)s"),
    _(
        "Ihre Änderung an „%(title)s“ haben wir so nicht übernommen. Das Angebot steht weiter im Portal wie bisher."
    ),
    _("Noch einmal ändern"),
    before_reason=_("Der Grund:"),
)
CHANGE_UNDONE = Letter(
    _("Eine Änderung steht wieder wie vorher: %(title)s"),
    _(
        "Eine Ihrer Änderungen an „%(title)s“ haben wir zurückgenommen. Es gelten wieder die Angaben von vorher."
    ),
    _("Noch einmal ändern"),
    before_reason=_("Der Grund:"),
)


def tell_status(offer, before, *, by, reason):
    """Tell of a new status. What somebody did themselves they know; only a submission gets a receipt."""
    if offer.status != Status.SUBMITTED:
        tell(offer, OF_STATUS[offer.status], by=by, reason=reason)
    elif before in (Status.PUBLISHED, Status.REFUSED, Status.ARCHIVED) and by is not None and by.is_staff:
        tell(offer, BACK, by=by)
    elif _submitter(offer):
        tell(offer, RECEIVED, by=by)


def tell(offer, letter, *, by, reason=""):
    """Write the letter to everybody who keeps the offer, except whoever acted."""
    acted = by.email.lower() if by else ""
    for address, url in recipients(offer, letter):
        if address.lower() != acted and _is_address(address):
            _write(offer, letter, address, url, reason)


def tell_together(offers, *, by):
    """Tell of the new status of many offers, the same for all: one mail to each person, however many they keep."""
    kept = defaultdict(list)
    for offer in offers:
        for address, url in recipients(offer, OF_STATUS[offer.status]):
            if address.lower() != by.email.lower() and _is_address(address):
                kept[address.lower()].append((offer, address, url))
    for rows in kept.values():
        offer, address, url = rows[0]
        if len(rows) == 1:
            _write(offer, OF_STATUS[offer.status], address, url, "")
        else:
            _write_list(rows, address)


def _write_list(rows, address):
    """Each offer with its own link; ``rows`` are (offer, address, link)."""
    words = {"number": len(rows), "status": rows[0][0].get_status_display()}
    context = {
        "sentence": _("%(number)s Ihrer Angebote sind jetzt %(status)s:") % words,
        "offers": [(one_line(offer.title), url) for offer, _address, url in rows],
    }
    subject = _("%(number)s Ihrer Angebote: %(status)s") % words
    outbox.write("offer_states", to=address, subject=subject, context=context)


def recipients(offer, letter):
    """(address, link to the next step) of the submitter, else the provider's team, else the provider.

    An offer a source brought is nobody's question: without a team its provider is left alone.
    """
    if submitter := _submitter(offer):
        return [(submitter.email, STATE.address(submitter.pk))]
    page = settings.SITE_URL + offer.get_absolute_url()
    team = offer.provider.team.select_related("user").filter(user__is_active=True)
    if members := list(team):
        url = (
            page
            if letter.shows_page
            else settings.SITE_URL + reverse("providers:offer-talk", args=[offer.pk])
        )
        return [(member.user.email, url) for member in members]
    url = page if letter.shows_page else settings.SITE_URL + reverse("accounts:home")
    return [(offer.provider.email, url)] if offer.provider.email and not offer.source else []


def _submitter(offer):
    return Submission.objects.filter(offer=offer, confirmed_at__isnull=False).first()


def _is_address(address):
    try:
        validate_email(address)
    except ValidationError:
        logger.warning("An address beside an offer cannot be written to.")
        return False
    return True


def _write(offer, letter, address, url, reason):
    title = one_line(offer.title)
    context = {
        "sentence": letter.sentence % {"title": title},
        "before_reason": letter.before_reason,
        "reason": reason.strip(),
        "next_step": letter.next_step,
        "button": letter.button,
        "url": url,
    }
    subject = letter.subject % {"title": title[:120]}
    outbox.write("offer_state", to=address, subject=subject, context=context)


def one_line(text):
    """A title as a header can carry it: without line breaks and control characters."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())

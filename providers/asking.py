"""The question „Stimmen diese Angebote noch?“: its mail and the link in it."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import ngettext

from portal.core import outbox
from portal.core.links import LinkNotValid, SignedLink

from . import wording
from .models import ConfirmationRound, Reminder, TeamMember

Step = Reminder.Step

CONFIRMING = SignedLink("providers:confirm", valid_for=timedelta(days=120))


def write(begun, offers, *, to, user, step):
    """Put the mail of a round into the outbox; the link in it is for this person."""
    context = _words(begun, offers, user) | {"is_hidden": step == Step.HIDDEN}
    outbox.write("confirm_offers", to=to, subject=_subject(len(offers), step), context=context)


def _subject(number, step):
    if step == Step.HIDDEN:
        return ngettext(
            "Ihr Angebot wird nicht mehr gezeigt",
            "%(number)s Ihrer Angebote werden nicht mehr gezeigt",
            number,
        ) % {"number": number}
    if step == Step.SECOND:
        return ngettext(
            "Noch einmal gefragt: Stimmt Ihr Angebot noch?",
            "Noch einmal gefragt: Stimmen Ihre %(number)s Angebote noch?",
            number,
        ) % {"number": number}
    return ngettext("Stimmt Ihr Angebot noch?", "Stimmen Ihre %(number)s Angebote noch?", number) % {
        "number": number
    }


def _words(begun, offers, user):
    today = timezone.localdate(begun.asked_at)
    return {
        "provider": begun.provider.name,
        "offers": [
            {
                "title": offer.title,
                "url": settings.SITE_URL + offer.get_absolute_url(),
                "since": wording.day_words(timezone.localdate(offer.since), today, weekday=False),
            }
            for offer in offers
        ],
        "count": len(offers),
        "page_url": CONFIRMING.address([begun.pk, user.pk if user else 0]),
    }


def asked(request):
    """(round, user or None) of the link in a request; raises LinkNotValid, also for who has left the team since."""
    value = CONFIRMING.value(request)
    try:
        round_id, user_id = value
        begun = ConfirmationRound.objects.select_related("provider").get(pk=round_id)
        if not user_id:
            return begun, None
        member = TeamMember.objects.select_related("user")
        return begun, member.get(provider=begun.provider, user=user_id, user__is_active=True).user
    except (ConfirmationRound.DoesNotExist, TeamMember.DoesNotExist, TypeError, ValueError) as error:
        raise LinkNotValid from error

"""Mails: written in the transaction that causes them, sent by the worker once that is committed.

While a mail goes out its row is locked, so that no second worker takes it. It goes out twice only where a worker is
killed in the middle of sending; both then carry the same Message-ID.
"""

import logging
import re
from datetime import timedelta
from email.utils import make_msgid
from smtplib import SMTPRecipientsRefused
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.validators import validate_email
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from .models import OutgoingMail
from .retention import rule

logger = logging.getLogger(__name__)

# After each failure the next pause; the last one repeats until GIVE_UP_AFTER.
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60))
GIVE_UP_AFTER = timedelta(days=3)
KEPT_FOR = timedelta(days=14)
_PERMANENT = 500  # replies of a mail server from here on will not change (RFC 5321, section 4.2.1)
_BREAKS = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029\ud800-\udfff]")

# Rules that say "keep all mails in the house": the demo shows them on a page of its own.
KEPT_IN_HOUSE_WHEN = []


class HeaderRefused(ValueError):
    """A subject, address or header with a line break or control character."""


def write(template, *, to, subject, context=None, headers=None):
    """Put a mail to one address into the outbox, from templates/mail/<template>.txt and .html.

    Raises HeaderRefused, and ValidationError where ``to`` is no address. Templates know `portal`, `city`, `site_url`.
    """
    for line in (to, subject, *(headers or {}), *(headers or {}).values()):
        if _BREAKS.search(line):
            raise HeaderRefused(f"Control character in a header of the mail {template!r}")
    validate_email(to)
    words = _words(subject) | (context or {})
    return OutgoingMail.objects.create(
        message_id=make_msgid(domain=urlsplit(settings.SITE_URL).hostname),
        recipient=to,
        subject=subject[:200],
        text=render_to_string(f"mail/{template}.txt", words).strip() + "\n",
        html=render_to_string(f"mail/{template}.html", words).strip() + "\n",
        headers=headers or {},
    )


def _words(subject):
    return {
        "subject": subject,
        "portal": settings.PORTAL_NAME,
        "city": settings.PORTAL_CITY,
        "site_url": settings.SITE_URL,
    }


def send_due():
    """Try every mail that is due, each in a transaction of its own."""
    while _send_next():
        pass


@transaction.atomic
def _send_next():
    """Try the mail that has waited longest; False where none is due."""
    mail = OutgoingMail.objects.due().select_for_update(skip_locked=True).order_by("due_at").first()
    if mail is None:
        return False
    mail.attempts += 1
    if any(keeps() for keeps in KEPT_IN_HOUSE_WHEN):
        mail.sent_at = timezone.now()
    else:
        _try(mail)
    mail.save(update_fields=["attempts", "due_at", "sent_at", "failed_at"])
    return True


def _try(mail):
    try:
        _message(mail).send()
    except Exception as error:  # noqa: BLE001 - whatever is wrong with one mail, the others go out
        _postpone(mail, error)
    else:
        mail.sent_at = timezone.now()


def _postpone(mail, error):
    """The log names the mail by its number: addresses stay out of it."""
    now = timezone.now()
    if _is_permanent(error) or now - mail.created_at > GIVE_UP_AFTER:
        mail.failed_at = now
        logger.error("Mail %s given up after %s attempts: %s", mail.pk, mail.attempts, type(error).__name__)
        return
    mail.due_at = now + PAUSES[min(mail.attempts, len(PAUSES)) - 1]
    logger.warning("Mail %s, attempt %s failed: %s", mail.pk, mail.attempts, type(error).__name__)


def _is_permanent(error):
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= _PERMANENT for code, _reply in error.recipients.values())
    return isinstance(error, ValueError)


def try_again(mails):
    """Put mails that were given up back among those that are due, as if just written; returns how many."""
    now = timezone.now()
    return mails.given_up().update(failed_at=None, attempts=0, created_at=now, due_at=now)


def _message(mail):
    """The mail as it goes out; replies by machines are asked not to come (RFC 3834)."""
    message = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[mail.recipient],
        headers={"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"} | mail.headers,
    )
    message.attach_alternative(mail.html, "text/html")
    return message


@rule("Mails, die versandt oder aufgegeben sind, nach 14 Tagen")
def delete_old_mails(now):
    done = OutgoingMail.objects.exclude(sent_at=None, failed_at=None)
    return done.filter(created_at__lt=now - KEPT_FOR).delete()[0]

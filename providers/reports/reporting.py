"""From a visitor's report to its end. The address of whoever wrote it is kept no longer than the answer needs."""

import hashlib
import json
import re
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core import outbox
from portal.core.retention import rule

from ..models import Offer, VisitorReport

ADDRESS_KEPT_FOR = timedelta(days=90)
KEPT_FOR = timedelta(days=365)
_SAID = ("kind", "problem", "page", "text", "wanted", "audience", "place", "email")
_NO_PATH = re.compile(r"[\x00-\x20\x7f-\x9f\\\ud800-\udfff]")


def own_path(address):
    """The path of one of our own public pages, without its query string; nothing for any other address."""
    try:
        parts = urlsplit(address[:2000])
        if parts.netloc and parts.netloc != urlsplit(settings.SITE_URL).netloc:
            return ""
        if parts.path.startswith("//") or _NO_PATH.search(parts.path) or len(parts.path) > 300:
            return ""
        resolve(parts.path)
    except (Resolver404, ValueError):
        return ""
    return parts.path


def report(**said):
    """Note a report; the same one sent again while it waits is the same row. Returns it."""
    fingerprint = hashlib.sha256(json.dumps([said.get(name, "") for name in _SAID]).encode()).hexdigest()
    return VisitorReport.objects.get_or_create(fingerprint=fingerprint, settled_at=None, defaults=said)[0]


@transaction.atomic
def settle(found, *, by, answer):
    """Tick a report off; who left an address gets the answer, then the address is deleted. Twice changes nothing."""
    report = VisitorReport.objects.select_for_update().get(pk=found.pk)
    if report.settled_at:
        return report
    if report.email:
        _write_answer(report, answer)
    report.settled_at, report.settled_by = timezone.now(), by
    report.answer, report.email = answer, ""
    report.save()
    return report


def _write_answer(report, answer):
    """What the visitor typed is not sent: a stranger's address must not get a stranger's words."""
    outbox.write(
        "offer_report_settled",
        to=report.email,
        subject=_("Ihr Hinweis an das Bildungsportal"),
        context={"answer": answer.strip(), "url": settings.SITE_URL + (report.page or "/")},
    )


def offer_of(report):
    """The offer whose page was reported, or None."""
    match = re.fullmatch(r"/angebote/([-\w]+)/", report.page, re.ASCII)
    return Offer.objects.filter(slug=match[1]).first() if match else None


@rule("E-Mail-Adressen in Hinweisen, nach der Antwort oder nach 90 Tagen")
def delete_addresses(now):
    return VisitorReport.objects.exclude(email="").filter(at__lt=now - ADDRESS_KEPT_FOR).update(email="")


@rule("Hinweise aus der Öffentlichkeit, nach einem Jahr")
def delete_reports(now):
    return VisitorReport.objects.filter(at__lt=now - KEPT_FOR).delete()[0]

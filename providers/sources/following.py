"""Fetch a subscribed list and let its offers follow; what goes wrong is told, and often enough ends it."""

import logging
import tempfile
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core import fetching, outbox

from ..imports import formats
from ..imports.missing import confirm_listed
from ..imports.run import Options, import_rows
from ..models import OfferSource, Provider, TeamMember
from .conflicts import keep_conflicts

logger = logging.getLogger(__name__)

# After so many failures in a row the source is no longer fetched, and its team is written to.
GIVE_UP_AFTER = 5
AT_A_TIME = 10
SHOWN_FAULTS = 100
SPREAD = 30  # minutes over which sources of the same rhythm are spread
_UNREADABLE = gettext_lazy("Mit dieser Liste kommt das Portal nicht zurecht. Fragen Sie das Bildungsbüro.")
_FIGURES = ("read", "created", "changed", "unchanged", "refused", "marked_missing", "published")


def follow_due():
    """The worker's part: fetch the lists whose time has come."""
    due = OfferSource.objects.filter(state=OfferSource.State.ACTIVE, due_at__lte=timezone.now())
    sources = due.exclude(provider__status=Provider.Status.ARCHIVED).select_related("provider")
    for source in sources.order_by("due_at")[:AT_A_TIME]:
        _follow_alone(source)


def _follow_alone(source):
    """A list that breaks the import waits like one that cannot be fetched: the others are not held up."""
    try:
        follow(source)
    except (InterfaceError, OperationalError):
        raise
    except Exception:
        logger.exception("Source %s broke the import", source.pk)
        if kept := OfferSource.objects.select_related("provider").filter(pk=source.pk).first():
            _failed(kept, _UNREADABLE)


def follow(source):
    """Fetch one list now and bring its offers in line; the network is asked outside of any transaction."""
    try:
        answer = fetching.fetch(source.url, etag=source.etag, modified=source.modified)
    except fetching.FetchRefused as refused:
        _failed(source, str(refused))
        return
    if answer.status == 304:
        _unchanged(source)
    else:
        _take(source, answer)


@transaction.atomic
def _unchanged(source):
    confirm_listed(source.source)
    _succeeded(source)


def _take(source, answer):
    with tempfile.TemporaryDirectory() as folder, transaction.atomic():
        # openpyxl reads no other ending, the other formats do not ask.
        path = Path(folder) / "liste.xlsx"
        path.write_bytes(answer.body)
        report = _imported(source, path)
        if not report.failed:
            keep_conflicts(source, report.conflicts)
            source.etag, source.modified, source.report = answer.etag, answer.modified, _kept(report)
            _succeeded(source)
    if report.failed:
        _failed(source, report.faults[-1].words())


def _imported(source, path):
    limits = formats.Limits(size=fetching.SIZE_LIMIT)
    options = Options(
        provider=source.provider,
        source=source.source,
        publish=source.publishes,
        check_changes=not (source.publishes or source.provider.is_trusted),
        complete=True,
        wait=True,
    )
    name = urlsplit(source.url).hostname or source.url
    return import_rows(
        lambda report: formats.read(path, report, name=source.format, limits=limits), name, options
    )


def _kept(report):
    faults = [fault.words() for fault in report.faults if fault.level != "note"]
    figures = {name: getattr(report, name) for name in _FIGURES}
    return figures | {"faults": faults[:SHOWN_FAULTS], "more": max(0, len(faults) - SHOWN_FAULTS)}


def _succeeded(source):
    now = timezone.now()
    source.fetched_at, source.failures, source.problem = now, 0, ""
    source.due_at = now + timedelta(hours=source.every_hours, minutes=source.pk * 7 % SPREAD)
    _save(source)


@transaction.atomic
def _failed(source, problem):
    """Wait longer after each failure; in the end stop and write to the team."""
    now = timezone.now()
    source.failures += 1
    source.problem = str(problem)[:500]
    source.due_at = now + timedelta(hours=min(source.every_hours, 2**source.failures))
    if source.failures >= GIVE_UP_AFTER:
        source.state = OfferSource.State.FAILED
        _tell(source)
    _save(source)


def _save(source):
    """Only what following changes: somebody may have edited the address meanwhile."""
    source.save(
        update_fields=["fetched_at", "failures", "problem", "due_at", "etag", "modified", "report", "state"]
    )


def _tell(source):
    subject = _("Ihre Liste lässt sich nicht mehr abrufen: %(provider)s") % {"provider": source.provider.name}
    members = TeamMember.objects.filter(provider=source.provider, user__is_active=True)
    for email in members.values_list("user__email", flat=True):
        outbox.write(
            "source_failed",
            to=email,
            subject=" ".join(subject.split()),
            context={"source": source, "times": GIVE_UP_AFTER},
        )


@transaction.atomic
def resume(source):
    """Fetch a list again that was paused or given up, soon and from scratch."""
    source.state, source.failures, source.problem = OfferSource.State.ACTIVE, 0, ""
    fetch_soon(source)


def fetch_soon(source):
    """Let the worker fetch the list in its next round, whatever it remembers of the last time."""
    source.etag = source.modified = ""
    source.due_at = timezone.now()
    source.save(update_fields=["state", "failures", "problem", "etag", "modified", "due_at"])


def pause(source):
    """Leave the list alone until somebody resumes; its offers stay as they are."""
    source.state = OfferSource.State.PAUSED
    source.save(update_fields=["state"])

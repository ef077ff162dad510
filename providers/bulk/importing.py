"""From a checked upload to offers: one transaction, once, whoever clicks how often."""

import logging
from contextlib import closing, contextmanager

from django.db import InterfaceError, OperationalError, connection, transaction
from django.utils.translation import gettext as _

from portal.core.retention import rule

from .. import moderation, samples
from ..imports.run import Options, import_rows
from ..models import BulkUpload, Offer
from ..models.bulk import KEPT_FOR
from .checking import row_of

logger = logging.getLogger(__name__)

# Longer lists are imported by the worker, so that nobody waits in front of a blank page.
AT_ONCE = 1000
SHOWN_FAULTS = 200


def start(upload, *, submit):
    """Import a checked upload, or hand it to the worker where it is long; a second call changes nothing."""
    with transaction.atomic():
        locked = BulkUpload.objects.select_for_update().get(pk=upload.pk)
        if locked.state != BulkUpload.State.CHECKED:
            return
        locked.state, locked.submit, locked.problem, locked.done = BulkUpload.State.WAITING, submit, "", 0
        locked.save(update_fields=["state", "submit", "problem", "done"])
        if locked.rows.count() <= AT_ONCE:
            _import(locked, lambda read, share: None)


def import_waiting():
    """The worker's part: import the long lists that wait, one after the other."""
    for upload in BulkUpload.objects.filter(state=BulkUpload.State.WAITING).order_by("created_at"):
        try:
            with _progress_of(upload) as progress, transaction.atomic():
                _import(upload, progress)
        except (InterfaceError, OperationalError):
            raise
        except Exception:
            logger.exception("Upload %s broke the import", upload.pk)
            _give_back(upload)


def _give_back(upload):
    """A list that breaks the import holds up no other: its people may mend it or ask."""
    problem = _("Mit dieser Liste kommt das Portal nicht zurecht. Fragen Sie das Bildungsbüro.")
    waiting = BulkUpload.objects.filter(pk=upload.pk, state=BulkUpload.State.WAITING)
    waiting.update(state=BulkUpload.State.CHECKED, problem=problem)


def _import(upload, progress):
    ids = []
    options = Options(
        provider=upload.provider,
        by=upload.by,
        source=upload.source,
        check_changes=not upload.provider.is_trusted,
        wait=True,
    )
    report = import_rows(lambda report: _rows(upload, report, ids), upload.name, options, progress)
    if report.failed:
        upload.state, upload.problem = BulkUpload.State.CHECKED, report.faults[-1].words()[:500]
    else:
        submitted = _submit(upload, ids) if upload.submit else 0
        upload.state, upload.report = BulkUpload.State.DONE, _kept(report, submitted)
        upload.rows.all().delete()
    upload.save(update_fields=["state", "problem", "report"])


def _rows(upload, report, ids):
    for row in upload.rows.filter(is_skipped=False).iterator(chunk_size=500):
        report.read += 1
        entry = row_of(upload, row)
        ids.append(entry.cells["id"])
        yield entry


def _submit(upload, ids):
    """Hand in the drafts of the list; a trusted provider's are published and sampled."""
    drafts = Offer.objects.filter(source=upload.source, source_id__in=ids, status=Offer.Status.DRAFT)
    reason = _("Liste „%(name)s“") % {"name": upload.name}
    if not upload.provider.is_trusted:
        return moderation.submit_imported(
            list(drafts.values_list("pk", flat=True)), by=upload.by, reason=reason
        )
    offers = list(drafts)
    moderation.publish_imported([offer.pk for offer in offers], by=upload.by, reason=reason)
    for offer in offers:
        samples.draw(offer, by=upload.by)
    return len(offers)


def _kept(report, submitted):
    faults = [fault.words() for fault in report.faults if fault.level != "note"]
    names = ("read", "created", "changed", "unchanged", "refused")
    return {name: getattr(report, name) for name in names} | {
        "submitted": submitted,
        "faults": faults[:SHOWN_FAULTS],
        "more": max(0, len(faults) - SHOWN_FAULTS),
    }


@contextmanager
def _progress_of(upload):
    """A function that shows how far an import is, beside its transaction: that one shows nothing until its end."""
    with closing(connection.copy()) as beside:

        def show(read, share):
            with beside.cursor() as cursor:
                cursor.execute("UPDATE providers_bulkupload SET done = %s WHERE id = %s", [read, upload.pk])

        yield show


def discard(upload):
    """Throw an upload away; what it has brought into the portal stays."""
    upload.delete()


@rule("Eingelesene Listen, 14 Tage nach dem Hochladen")
def delete_old_uploads(now):
    return BulkUpload.objects.filter(created_at__lt=now - KEPT_FOR).delete()[0]

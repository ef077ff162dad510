"""Offers a source no longer lists: marked for a person to look at, never deleted."""

from collections import defaultdict

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import history
from ..models import Offer

_NOTE = gettext_lazy("Fehlt in der Datei der Quelle")
_BATCH = 500


def is_our_note(note):
    """True for a note this module wrote: it goes when the offer is listed again."""
    return note.startswith(str(_NOTE))


def mark_missing(seen, *, by, reason):
    """Mark the offers of each source in `seen` (pairs of source and id) that are not in it; returns how many.

    Offers under review already keep their note; archived ones are left alone.
    """
    listed = defaultdict(set)
    for source, source_id in seen:
        listed[source].add(source_id)
    return sum(_mark(source, ids, by, reason) for source, ids in listed.items())


def _mark(source, ids, by, reason):
    offers = Offer.objects.filter(source=source, needs_review=False).exclude(status=Offer.Status.ARCHIVED)
    rows = offers.exclude(source_id="").values_list("pk", "source_id").iterator()
    missing = [pk for pk, source_id in rows if source_id not in ids]
    day = timezone.localdate().strftime("%d.%m.%Y")
    note = _("%(note)s „%(source)s“ vom %(day)s.") % {"note": _NOTE, "source": source, "day": day}
    for start in range(0, len(missing), _BATCH):
        batch = missing[start : start + _BATCH]
        Offer.objects.filter(pk__in=batch).update(
            needs_review=True, review_note=note, changed_at=timezone.now()
        )
        history.record(set(), set(batch), by=by, reason=reason)
    return len(missing)

"""Offers a source no longer lists: marked for a person to look at, never deleted."""

from collections import defaultdict

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import history
from ..confirmation import confirm_by_source
from ..models import Offer

_NOTE = gettext_lazy("Fehlt in der Datei der Quelle")
_UNCHECKED = gettext_lazy("Geändert, noch nicht angesehen")
_BATCH = 500


def is_our_note(note):
    """True for a note this module wrote: it goes when the offer is listed again."""
    return note.startswith(str(_NOTE))


def mark_missing(seen, *, by, reason, ended=True):
    """Mark the offers of each source in `seen` (pairs of source and id) that are not in it; returns how many.

    Offers under review already keep their note; archived ones are left alone. Without `ended`, offers that are over
    may vanish: a calendar forgets what was.
    """
    listed = defaultdict(set)
    for source, source_id in seen:
        listed[source].add(source_id)
    offers = Offer.objects.all() if ended else Offer.objects.not_ended()
    return sum(_mark(offers, source, ids, by, reason) for source, ids in listed.items())


def confirm_seen(seen):
    """Count the offers in `seen` (pairs of source and id) as confirmed: their source still says so."""
    listed = defaultdict(list)
    for source, source_id in seen:
        listed[source].append(source_id)
    for source, ids in listed.items():
        confirm_by_source(Offer.objects.filter(source=source, source_id__in=ids))


def confirm_listed(source):
    """Count the offers as confirmed that were in the list of a source when it was last read."""
    confirm_by_source(
        Offer.objects.filter(source=source).exclude(needs_review=True, review_note__startswith=str(_NOTE))
    )


def mark_unchecked(offers, reason):
    """Mark those of the offer ids that are public: they changed without anyone of the staff having looked."""
    public = Offer.objects.filter(pk__in=offers, status=Offer.Status.PUBLISHED, needs_review=False)
    public.update(needs_review=True, review_note=f"{_UNCHECKED}: {reason}"[:300])


def _mark(offers, source, ids, by, reason):
    unmarked = Q(needs_review=False) | Q(review_note__startswith=str(_UNCHECKED))
    offers = offers.filter(unmarked, source=source).exclude(status=Offer.Status.ARCHIVED)
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

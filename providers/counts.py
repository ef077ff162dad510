"""How often offers are shown in lists and opened: numbers by day, kept as days for 400 days and then as months."""

from datetime import timedelta

from django.db import connection
from django.db.models import OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core import retention
from portal.core.tally import Tally, is_person

from . import wording
from .models import OfferCount

FIGURES_SPAN = timedelta(days=90)
DAYS_KEPT = timedelta(days=400)
MONTHS_KEPT = timedelta(days=6 * 366)
SHOWN, OPENED = "shown", "opened"

# Offers that were deleted in the meantime are left out.
_ADD = """
    INSERT INTO providers_offercount AS known (offer_id, day, is_month, shown, opened)
    SELECT counted.offer, counted.day, false, counted.shown, counted.opened
    FROM unnest(%s::bigint[], %s::date[], %s::integer[], %s::integer[]) AS counted (offer, day, shown, opened)
    WHERE EXISTS (SELECT 1 FROM providers_offer WHERE id = counted.offer)
    ON CONFLICT (offer_id, day, is_month) DO UPDATE SET
        shown = known.shown + excluded.shown, opened = known.opened + excluded.opened"""
_FOLD = """
    WITH old AS (
        DELETE FROM providers_offercount WHERE NOT is_month AND day < %s RETURNING offer_id, day, shown, opened)
    INSERT INTO providers_offercount AS known (offer_id, day, is_month, shown, opened)
    SELECT offer_id, date_trunc('month', day)::date, true, sum(shown), sum(opened) FROM old GROUP BY 1, 2
    ON CONFLICT (offer_id, day, is_month) DO UPDATE SET
        shown = known.shown + excluded.shown, opened = known.opened + excluded.opened"""


def shown(request, offers):
    """Count offers (keys) as shown in a list, if a person looks at it."""
    if is_person(request):
        today = timezone.localdate()
        tally.add((offer, today, SHOWN) for offer in offers)


def opened(request, offer):
    """Count an offer (its key) as opened, if a person looks at it."""
    if is_person(request):
        tally.add([(offer, timezone.localdate(), OPENED)])


def _save(numbers):
    rows = {}
    for (offer, day, kind), number in numbers:
        rows.setdefault((offer, day), {SHOWN: 0, OPENED: 0})[kind] = number
    columns = zip(*((*key, row[SHOWN], row[OPENED]) for key, row in rows.items()), strict=True)
    with connection.cursor() as cursor:
        cursor.execute(_ADD, [list(column) for column in columns])


tally = Tally(_save)


def with_figures(offers):
    """Offers with ``times_shown`` and ``times_opened`` of the last 90 days."""
    first = timezone.localdate() - FIGURES_SPAN
    days = OfferCount.objects.filter(offer=OuterRef("pk"), is_month=False, day__gte=first).order_by()
    totals = {
        f"times_{name}": Coalesce(Subquery(days.values("offer").annotate(sum=Sum(name)).values("sum")), 0)
        for name in (SHOWN, OPENED)
    }
    return offers.annotate(**totals)


def words(offer):
    """„212-mal angesehen, 1.034-mal in Listen“, exact: only the provider reads it."""
    return _("in 90 Tagen %(opened)s-mal angesehen, %(shown)s-mal in Listen") % {
        "opened": wording.number_words(offer.times_opened),
        "shown": wording.number_words(offer.times_shown),
    }


def fold(now):
    """Add days that are over 400 days old to their months, in one statement."""
    # From the first of a month on: no month is ever half folded.
    limit = (timezone.localdate(now) - DAYS_KEPT).replace(day=1)
    with connection.cursor() as cursor:
        cursor.execute(_FOLD, [limit])


@retention.rule("Aufrufe von Angeboten, nach sechs Jahren")
def delete_old_counts(now):
    return OfferCount.objects.filter(day__lt=timezone.localdate(now) - MONTHS_KEPT).delete()[0]

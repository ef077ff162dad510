"""Find the offer a reader asks for, with everything its page shows, in one statement."""

from functools import cache

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import OuterRef

from providers import changes
from providers.changes import values
from providers.models import (
    Audience,
    Funding,
    Language,
    LifeStage,
    Offer,
    OfferDate,
    OfferHours,
    OfferKeyword,
    OfferSeries,
    Provider,
    Topic,
)

from .. import rows

GONE = (Offer.Status.WITHDRAWN, Offer.Status.EXPIRED, Offer.Status.ARCHIVED)
PROVIDER_GONE = (Provider.Status.WITHDRAWN, Provider.Status.ARCHIVED)


class OfferGone(Exception):
    """The offer was public once and is no more."""


def public_offer(slug):
    """The offer anybody may see. Raises Offer.DoesNotExist, or OfferGone if it was public once."""
    try:
        return _with_hours(complete().published().get(slug=slug))
    except Offer.DoesNotExist:
        hidden = (
            Offer.objects.select_related("provider").filter(slug=slug, published_at__isnull=False).first()
        )
        if hidden and (hidden.status in GONE or hidden.provider.status in PROVIDER_GONE):
            raise OfferGone from None
        raise


def any_offer(slug):
    """The offer in any status, for staff. Raises Offer.DoesNotExist."""
    return _with_hours(complete().get(slug=slug))


@transaction.atomic
def changed_offer(slug):
    """The offer as it would be with the change that waits, for staff: written, read and taken back at once.

    Raises Offer.DoesNotExist, also where nothing waits or the change does not fit any more.
    """
    offer = Offer.objects.select_for_update(of=("self",)).get(slug=slug)
    change = changes.waiting(offer)
    if change is None:
        raise Offer.DoesNotExist
    try:
        values.write(offer, change.after, by=None)
    except ValidationError as error:
        raise Offer.DoesNotExist from error
    found = any_offer(slug)
    transaction.set_rollback(True)
    return found


def _with_hours(offer):
    """The weekly hours that hold: the offer's own, else for a continuous offer those of its place."""
    is_continuous = offer.schedule == Offer.Schedule.CONTINUOUS
    offer.hours_rows = offer.own_hours_rows or (offer.place_hours_rows if is_continuous else [])
    return offer


@cache
def complete():
    """All offers with the lists of a detail page; they come as dictionaries, see `rows`.

    Kept: building these subqueries anew costs as much as the rest of the page.
    """
    own = {"offer": OuterRef("pk")}
    return (
        Offer.objects.with_confirmed_until()
        .select_related("provider", "kind", "location__district")
        .defer("location__district__geometry", "provider__description")
        .annotate(
            topic_rows=rows.terms(Topic),
            stage_rows=rows.terms(LifeStage, "tone", "icon"),
            audience_rows=rows.terms(Audience),
            language_rows=rows.terms(Language),
            funding_rows=rows.terms(Funding, "description", "info_url"),
            keyword_rows=rows.rows(
                OfferKeyword.objects.filter(content_object=OuterRef("pk")).order_by("tag__name"),
                name="tag__name",
            ),
            date_rows=rows.rows(
                OfferDate.objects.filter(**own).order_by("first_day", "start_time"),
                *("first_day", "start_time", "last_day", "end_time", "status", "note", "location_id"),
                place="location__name",
                street="location__street",
            ),
            series_rows=rows.rows(
                OfferSeries.objects.filter(**own).order_by("first_day"),
                *("frequency", "weekdays", "first_day", "last_day", "except_days"),
                start="start_time",
                end="end_time",
            ),
            own_hours_rows=rows.rows(
                OfferHours.objects.filter(**own).order_by("weekday", "opens"), "weekday", "opens", "closes"
            ),
            place_hours_rows=rows.hours("location"),
            closure_rows=rows.closures("location"),
            place_features=rows.place_features("location"),
            offer_features=rows.offer_features(),
        )
    )

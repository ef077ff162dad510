"""A field kept by hand while the source says something else: both are shown, a person chooses once."""

import json

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ..imports.missing import mark_unchecked
from ..imports.writer import TOGETHER
from ..models import Offer, OfferSource, SourceConflict


def keep_conflicts(source, found):
    """Bring the conflicts of a source in line with those its last import found (of `imports.report`).

    One that was decided opens again only when the source says something new.
    """
    present = {(each.offer_id, each.field): each for each in source.conflicts.all()}
    values = {(each.offer_id, each.field): _plain(each.value) for each in found}
    gone = [conflict.pk for key, conflict in present.items() if key not in values]
    changed = [
        conflict for key, conflict in present.items() if key in values and conflict.value != values[key]
    ]
    for conflict in changed:
        conflict.value, conflict.is_open = values[conflict.offer_id, conflict.field], True
    SourceConflict.objects.filter(pk__in=gone).delete()
    SourceConflict.objects.bulk_update(changed, ["value", "is_open"])
    SourceConflict.objects.bulk_create(
        SourceConflict(source=source, offer_id=key[0], field=key[1], value=value)
        for key, value in values.items()
        if key not in present
    )


def _plain(value):
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))


def keep_ours(conflict):
    """What a person wrote stays, until the source says something else again."""
    conflict.is_open = False
    conflict.save(update_fields=["is_open"])


@transaction.atomic
def take_theirs(conflict, *, by):
    """The source's word goes in, and the field follows the source from now on. Raises ValidationError.

    Staff look at it afterwards, as at other changes a source brings to a public page.
    """
    offer = Offer.objects.select_for_update().get(pk=conflict.offer_id)
    names = next((group for group in TOGETHER if conflict.field in group), {conflict.field})
    conflicts = SourceConflict.objects.filter(offer=offer, field__in=names)
    for each in conflicts:
        field = Offer._meta.get_field(each.field)
        setattr(offer, field.attname, getattr(field, "target_field", field).to_python(each.value))
    offer.edited_fields = [name for name in offer.edited_fields if name not in names]
    offer.full_clean(exclude=["title"], validate_unique=False)
    offer._history_user, offer._change_reason = by, _("Angabe der Quelle übernommen")
    offer.save()
    if not (conflict.source.publishes or offer.provider.is_trusted):
        mark_unchecked([offer.pk], offer._change_reason)
    conflicts.delete()
    # Dates and topics are no fields: the next fetch brings them.
    OfferSource.objects.filter(pk=conflict.source_id).update(etag="", modified="", due_at=timezone.now())

"""From drafts to offers, a batch at a time: as many statements for five hundred rows as for one."""

from dataclasses import dataclass, field

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from .. import history
from ..models import Offer
from ..moderation import publish_imported
from ..schedule import refresh_span
from .drafts import Draft
from .locations import LocationBook
from .missing import is_our_note, mark_unchecked
from .providers import ProviderBook
from .related import RELATIONS, TagBook
from .report import Conflict
from .slugs import free_slugs

# Fields that only make sense together: where a person keeps one of them, the import leaves all of them alone.
TOGETHER = (
    {"price", "price_from", "price_to"},
    {"age_from", "age_to"},
    {"places_total", "places_left"},
    {"valid_from", "valid_until"},
    {"dates", "series", "schedule"},
)
# Pairs of which the first may not be the greater one (the database refuses it).
ORDERED = (("age_from", "age_to"), ("valid_from", "valid_until"), ("places_left", "places_total"))
_NAMES = {column.attname: column.name for column in Offer._meta.concrete_fields}
_SLUG_LENGTH = Offer._meta.get_field("slug").max_length


@dataclass(slots=True)
class _Change:
    """A draft beside the offer it speaks of; `names` are the fields that became different."""

    draft: Draft
    offer: Offer
    is_new: bool
    names: set[str] = field(default_factory=set)


class Writer:
    """Writes batches of drafts; keeps providers, places and keywords in mind between them."""

    def __init__(self, report, options, reason):
        self._report, self._options, self._reason = report, options, reason
        self._publish, self._by = options.publish, options.by
        self._providers = ProviderBook(options.provider)
        self._locations = LocationBook()
        self._tags = TagBook()

    def write(self, drafts):
        """Create and change offers; the report counts them."""
        present = _existing(drafts)
        drafts = [draft for draft in drafts if self._may_write(draft, present.get(draft.identity))]
        if not drafts:
            return
        owners = self._providers.resolve(drafts, self._reason)
        places = self._place_ids(drafts, owners)
        self._tags.resolve(drafts)
        changes = self._changes(drafts, present)
        for change in changes:
            self._apply(change, owners[change.draft.line], places)
        _save(changes)
        touched = _sync(changes)
        self._finish(changes, touched)
        if self._publish:
            self._providers.publish(set(owners.values()), by=self._by)
        self._report.providers_created = self._providers.created

    def _place_ids(self, drafts, owners):
        wanted = dict.fromkeys((owners[draft.line], draft.place) for draft in drafts if draft.place)
        return self._locations.resolve(wanted, self._reason)

    def _may_write(self, draft, offer):
        """A list bound to one provider never touches what belongs to another, whatever its ids say."""
        if not self._options.source or offer is None or offer.provider_id == self._options.provider.pk:
            return True
        reason = _("Diese Kennung ist schon vergeben. Nehmen Sie eine andere.")
        self._report.refuse(draft.line, "id", draft.source_id, reason)
        return False

    def _changes(self, drafts, present):
        new = [draft for draft in drafts if draft.identity not in present]
        slugs = dict(zip((draft.identity for draft in new), _free_offer_slugs(new), strict=True))
        return [
            _Change(draft, present[draft.identity], is_new=False)
            if draft.identity in present
            else _Change(draft, _new_offer(draft, slugs[draft.identity]), is_new=True)
            for draft in drafts
        ]

    def _apply(self, change, owner, places):
        draft, offer = change.draft, change.offer
        values = draft.fields | {"provider_id": owner}
        if draft.has_place:
            values["location_id"] = places[owner, draft.place] if draft.place else None
        if offer.needs_review and is_our_note(offer.review_note):
            values |= {"needs_review": False, "review_note": ""}
        kept = _kept(offer)
        self._report.conflicts += [
            Conflict(offer.pk, _NAMES[name], value)
            for name, value in draft.fields.items()
            if _NAMES[name] in kept and value != getattr(offer, name)
        ]
        values = {name: value for name, value in values.items() if _NAMES[name] not in kept}
        before = {name: getattr(offer, name) for name in values}
        for name, value in values.items():
            setattr(offer, name, value)
        self._keep_order(change, before)
        change.names = {_NAMES[name] for name in values if getattr(offer, name) != before[name]}

    def _keep_order(self, change, before):
        for pair in ORDERED:
            low, high = (getattr(change.offer, name) for name in pair)
            if low is None or high is None or low <= high:
                continue
            for name in pair:
                setattr(change.offer, name, before.get(name, getattr(change.offer, name)))
            reason = _("„%(low)s“ ist größer als „%(high)s“. Beide bleiben, wie sie waren.")
            self._report.warn(change.draft.line, pair[1], high, reason % {"low": pair[0], "high": pair[1]})

    def _finish(self, changes, touched):
        created = {change.offer.pk for change in changes if change.is_new}
        changed = {
            change.offer.pk for change in changes if change.names or change.offer.pk in touched
        } - created
        Offer.objects.filter(pk__in=changed).update(changed_at=timezone.now())
        if self._options.check_changes:
            mark_unchecked(changed, self._reason)
        refresh_span(Offer.objects.filter(pk__in=_with_new_span(changes, touched)))
        changed |= self._publish_drafts(changes) - created
        history.record(created, changed, by=self._by, reason=self._reason)
        self._report.created += len(created)
        self._report.changed += len(changed)
        self._report.unchanged += len(changes) - len(created) - len(changed)

    def _publish_drafts(self, changes):
        """The ids of the offers published now; drafts of an earlier import among them."""
        if not self._publish:
            return set()
        drafts = {change.offer.pk for change in changes if change.offer.status == Offer.Status.DRAFT}
        self._report.published += publish_imported(drafts, by=self._by, reason=self._reason)
        return drafts


def _existing(drafts):
    """Offers of the identities, locked until the import ends."""
    ids = {}
    for draft in drafts:
        ids.setdefault(draft.source, []).append(draft.source_id)
    wanted = Q()
    for source, source_ids in ids.items():
        wanted |= Q(source=source, source_id__in=source_ids)
    # The unique index leaves out offers without an id of their source; saying so lets the database use it.
    found = Offer.objects.select_for_update().filter(wanted).exclude(source_id="")
    return {(offer.source, offer.source_id): offer for offer in found}


def _free_offer_slugs(drafts):
    return free_slugs(
        [(draft.fields["title"], draft.identity) for draft in drafts],
        lambda slugs: Offer.objects.filter(slug__in=slugs).values_list("slug", flat=True),
        _SLUG_LENGTH,
    )


def _new_offer(draft, slug):
    return Offer(source=draft.source, source_id=draft.source_id, slug=slug)


def _kept(offer):
    edited = set(offer.edited_fields)
    return edited.union(*(group for group in TOGETHER if group & edited))


def _save(changes):
    Offer.objects.bulk_create([change.offer for change in changes if change.is_new], batch_size=500)
    changed = [change for change in changes if change.names and not change.is_new]
    if changed:
        names = set().union(*(change.names for change in changed))
        Offer.objects.bulk_update([change.offer for change in changed], sorted(names), batch_size=500)


def _sync(changes):
    """Bring dates, topics and the like in line; map the ids of offers that changed to the relations that did."""
    touched = {}
    for name, relation in RELATIONS.items():
        wanted = {
            change.offer.pk: change.draft.related[name]
            for change in changes
            if name in change.draft.related and name not in _kept(change.offer)
        }
        for pk in relation.sync(wanted) if wanted else ():
            touched.setdefault(pk, set()).add(name)
    return touched


def _with_new_span(changes, touched):
    return {
        change.offer.pk
        for change in changes
        if change.is_new or "valid_until" in change.names or "dates" in touched.get(change.offer.pk, ())
    }

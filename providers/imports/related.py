"""Rows that hang on an offer (dates, topics, keywords …): made equal to what the file says, in bulk."""

from collections import defaultdict

from taggit.models import Tag

from ..models import Offer, OfferAccess, OfferDate, OfferKeyword
from .slugs import free_slugs

_TAG_SLUG_LENGTH = 100


class Relation:
    """Rows of `model` that belong to offers by the column `owner` and say what stands in `columns`."""

    def __init__(self, model, owner, columns, **scope):
        self.model, self.owner, self.columns, self.scope = model, owner, columns, scope

    def sync(self, wanted):
        """Add and remove rows until each offer id has those of its set; returns the ids of offers that changed."""
        present = self._present(wanted)
        gone = {
            pk: offer
            for offer, rows in present.items()
            for key, pk in rows.items()
            if key not in wanted[offer]
        }
        new = [
            self.model(**{self.owner: offer}, **dict(zip(self.columns, key, strict=True)))
            for offer, keys in wanted.items()
            for key in keys
            if key not in present[offer]
        ]
        if gone:
            self.model.objects.filter(pk__in=gone).delete()
        self.model.objects.bulk_create(new, batch_size=2000)
        return {*gone.values(), *(getattr(row, self.owner) for row in new)}

    def _present(self, wanted):
        rows = self.model.objects.filter(**{f"{self.owner}__in": list(wanted)}, **self.scope)
        present = defaultdict(dict)
        for pk, offer, *key in rows.values_list("pk", self.owner, *self.columns):
            present[offer][tuple(key)] = pk
        return present


def _many_to_many(name):
    field = Offer._meta.get_field(name)
    through = field.remote_field.through
    return Relation(through, f"{field.m2m_field_name()}_id", (f"{field.m2m_reverse_field_name()}_id",))


RELATIONS = {
    "dates": Relation(
        OfferDate, "offer_id", ("first_day", "last_day", "start_time", "end_time"), series__isnull=True
    ),
    "keywords": Relation(OfferKeyword, "content_object_id", ("tag_id",)),
    "access": Relation(OfferAccess, "offer_id", ("feature_id", "answer")),
} | {name: _many_to_many(name) for name in ("life_stages", "topics", "audiences", "languages", "fundings")}


class TagBook:
    """All keywords by their words, letter case aside; loaded once for a run."""

    def __init__(self):
        self._ids, self._slugs = {}, set()
        for pk, name, slug in Tag.objects.order_by("-pk").values_list("pk", "name", "slug").iterator():
            self._ids[name.casefold()] = pk
            self._slugs.add(slug)

    def resolve(self, drafts):
        """Turn the keywords of drafts into rows of the relation; missing tags are created in one go."""
        words = {word.casefold(): word for draft in drafts for word in draft.keywords or ()}
        self._create([word for folded, word in words.items() if folded not in self._ids])
        for draft in drafts:
            if draft.keywords is not None:
                draft.related["keywords"] = {(self._ids[word.casefold()],) for word in draft.keywords}

    def _create(self, words):
        slugs = free_slugs([(word, ("tag", word)) for word in words], self._slugs.__and__, _TAG_SLUG_LENGTH)
        tags = [Tag(name=word, slug=slug) for word, slug in zip(words, slugs, strict=True)]
        Tag.objects.bulk_create(tags, batch_size=2000)
        self._ids |= {tag.name.casefold(): tag.pk for tag in tags}
        self._slugs.update(slugs)

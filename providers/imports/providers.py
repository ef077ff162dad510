"""Which provider a row belongs to: an existing one, or one created for it."""

from ..models import Provider
from ..moderation import publish_imported_providers
from .slugs import free_slugs

_LENGTH = Provider._meta.get_field("name").max_length
_SLUG_LENGTH = Provider._meta.get_field("slug").max_length


def _folded(name):
    return " ".join(name.split()).casefold()


class ProviderBook:
    """All providers by source and name, by slug, and by name alone; loaded once for a run."""

    def __init__(self, only=None):
        self._only = only
        self._by_source, self._by_slug, self._by_name = {}, {}, {}
        self._drafts = {}
        self.created = 0
        for provider in Provider.objects.only("source", "name", "slug", "status").order_by("pk").iterator():
            self._add(provider)

    def _add(self, provider):
        self._by_source.setdefault((provider.source, _folded(provider.name)), provider.pk)
        self._by_name.setdefault(_folded(provider.name), provider.pk)
        self._by_slug[provider.slug] = provider.pk
        # A draft a person has begun is published by that person.
        if provider.status == Provider.Status.DRAFT and provider.source:
            self._drafts[provider.pk] = provider.name

    def resolve(self, drafts, reason):
        """Map each draft's line to the id of its provider; missing ones are created in one go."""
        wanted = {self._wish(draft) for draft in drafts} if not self._only else set()
        self._create(sorted(wish for wish in wanted if self._find(*wish) is None), reason)
        return {
            draft.line: self._only.pk if self._only else self._find(*self._wish(draft)) for draft in drafts
        }

    @staticmethod
    def _wish(draft):
        name = " ".join((draft.provider or draft.source).split())
        return draft.source, name if len(name) <= _LENGTH else name[: _LENGTH - 1].rstrip() + "…"

    def _find(self, source, name):
        folded = _folded(name)
        return self._by_source.get((source, folded)) or self._by_slug.get(name) or self._by_name.get(folded)

    def _create(self, wishes, reason):
        # Two spellings that differ in letter case only are one provider.
        wishes = list({_folded(name): (source, name) for source, name in wishes}.values())
        slugs = free_slugs(
            [(name, (source, name)) for source, name in wishes], self._by_slug.keys().__and__, _SLUG_LENGTH
        )
        rows = [
            Provider(source=source, name=name, slug=slug)
            for (source, name), slug in zip(wishes, slugs, strict=True)
        ]
        if rows:
            Provider.objects.bulk_create(rows, batch_size=1000)
            Provider.history.bulk_history_create(rows, batch_size=1000, default_change_reason=reason)
        for provider in rows:
            self._add(provider)
        self.created += len(rows)

    def publish(self, ids, *, by):
        """Publish those of the providers that an import created as drafts."""
        drafts = self._drafts.keys() & ids
        if drafts:
            publish_imported_providers(drafts, by=by)
        for pk in drafts:
            del self._drafts[pk]

"""The Lernort of a row: one the provider has already, or a new one."""

from django.db.models import F

from ..models import Location
from ..places import district_finder, locate
from .addresses import Place

_COLUMNS = ("name", "street", "postcode", "city", "lat", "lon")


class LocationBook:
    """Places by provider and wording, loaded for each provider when it first appears.

    A place counts under its present wording and under every earlier one that an import wrote: what staff corrected
    stays corrected, because the source still finds it by its own words.
    """

    def __init__(self):
        self._finder = district_finder()
        self._loaded = set()
        self._places, self._by_words = {}, {}

    def resolve(self, wanted, reason):
        """Map `(provider id, Place)` to the id of a Location; missing ones are created in one go."""
        self._load({provider for provider, _place in wanted} - self._loaded)
        new = []
        for provider, place in wanted:
            if self._find(provider, place) is None:
                new.append(locate(Location(provider_id=provider, **place._asdict()), self._finder))
                self._add(new[-1], place)
        if new:
            Location.objects.bulk_create(new, batch_size=1000)
            Location.history.bulk_history_create(new, batch_size=1000, default_change_reason=reason)
        return {wish: self._find(*wish).pk for wish in wanted}

    def _find(self, provider, place):
        found = self._places.get((provider, *place.key))
        if found is None and place.lat is None:
            found = self._by_words.get((provider, *place.words))
        return found

    def _add(self, location, place):
        self._places.setdefault((location.provider_id, *place.key), location)
        self._by_words.setdefault((location.provider_id, *place.words), location)

    def _load(self, providers):
        if not providers:
            return
        self._loaded |= providers
        present = {
            location.pk: location
            for location in Location.objects.filter(provider__in=providers)
            .only("provider_id", *_COLUMNS)
            .order_by("pk")
        }
        for location in present.values():
            self._add(location, Place(*(getattr(location, name) for name in _COLUMNS)))
        earlier = Location.history.filter(provider__in=providers, history_user=None).order_by(F("history_id"))
        for pk, *words in earlier.values_list("id", *_COLUMNS).iterator():
            if pk in present:
                self._add(present[pk], Place(*words))

"""Which rows an entry speaks of: for every table, the objects whose entries a change of it makes out of date.

The statements select object ids from ``changed``, the rows a statement touched (before and after). `triggers` turns
them into triggers, so that bulk statements, imports and the admin all count; a test compares this list with the tables
the documents really read. Kinds are those of `query.KINDS`, and "synonym" and "place" for what all entries share.
"""

_OWN = "SELECT {} FROM changed"
_ID = _OWN.format("id")
_OFFERS = "SELECT id FROM providers_offer WHERE {} IN ({})"
_PROVIDERS_OF_OFFERS = "SELECT provider_id FROM providers_offer WHERE {} IN ({})"
_PROVIDERS_OF_PLACES = "SELECT provider_id FROM providers_location WHERE {} IN ({})"
_OFFERS_OF_DATES = "SELECT offer_id FROM providers_offerdate WHERE {} IN ({})"
_LINKED = "SELECT offer_id FROM {} WHERE {} IN ({})"
_PLACES = "SELECT {} FROM {} WHERE {} IN (SELECT id FROM changed)"
_NAMED = "SELECT id FROM providers_provider WHERE {} IN (SELECT id FROM changed)"
_UNION = "{} UNION {}"
# A rule without a kind holds for all offers.
_OFFERS_UNDER_RULE = (
    "SELECT id FROM providers_offer WHERE kind_id IN (SELECT kind_id FROM changed)"
    " OR EXISTS (SELECT FROM changed WHERE kind_id IS NULL)"
)
_SHARED = "SELECT 0"  # no entry: what every search uses


def _rows_of_offers(column):
    """A table whose rows belong to one offer each and are seen on the provider's entry too."""
    own = _OWN.format(column)
    return {"offer": own, "provider": _PROVIDERS_OF_OFFERS.format("id", own)}


def _named_by_offers(link, column, terms=_ID):
    """A vocabulary that offers name through a table of links; ``terms`` selects the terms concerned."""
    offers = _LINKED.format(link, column, terms)
    return {"offer": offers, "provider": _PROVIDERS_OF_OFFERS.format("id", offers)}


def _offers_at(places):
    """Offers and dates of offers at some places."""
    return _UNION.format(
        _OFFERS.format("location_id", places), _OFFERS_OF_DATES.format("location_id", places)
    )


_TOPICS = _UNION.format(_ID, "SELECT id FROM providers_topic WHERE parent_id IN (SELECT id FROM changed)")
_PLACES_IN_DISTRICT = _PLACES.format("id", "providers_location", "district_id")
_PLACES_WITH_FEATURE = _PLACES.format("location_id", "providers_locationaccess", "feature_id")
_OFFERS_WITH_FEATURE = _LINKED.format("providers_offeraccess", "feature_id", _ID)

_EVENTS = "SELECT event_id FROM events_event_{} WHERE {} IN ({})"
_EVENTS_OF = "SELECT id FROM events_event WHERE {} IN (SELECT id FROM changed)"
# The dates of a series stand on the entry of its first event.
_EVENTS_WITH_SERIES = _UNION.format(
    _ID, "SELECT id FROM events_event WHERE series_id IN (SELECT series_id FROM changed)"
)
_NETWORKS = "SELECT network_id FROM networks_network_{} WHERE {} IN ({})"

DEPENDENCIES = {
    "providers_offer": {"offer": _ID, "provider": _OWN.format("provider_id")},
    "providers_offer_life_stages": _rows_of_offers("offer_id"),
    "providers_offer_topics": _rows_of_offers("offer_id"),
    "providers_offer_audiences": _rows_of_offers("offer_id"),
    "providers_offer_languages": _rows_of_offers("offer_id"),
    "providers_offer_fundings": _rows_of_offers("offer_id"),
    "providers_offerkeyword": {"offer": _OWN.format("content_object_id")},
    "providers_offeraccess": {"offer": _OWN.format("offer_id")},
    "providers_offerdate": {"offer": _OWN.format("offer_id")},
    "providers_offerseries": {"offer": _OWN.format("offer_id")},
    "providers_offerhours": {"offer": _OWN.format("offer_id")},
    "providers_location": {"offer": _offers_at(_ID), "provider": _OWN.format("provider_id")},
    "providers_locationhours": {"offer": _offers_at(_OWN.format("location_id"))},
    "providers_locationaccess": {
        "offer": _offers_at(_OWN.format("location_id")),
        "provider": _PROVIDERS_OF_PLACES.format("id", _OWN.format("location_id")),
    },
    "providers_provider": {
        "provider": _ID,
        "offer": _OFFERS.format("provider_id", _ID),
        "event": _EVENTS_OF.format("provider_id"),
    },
    "providers_operator": {
        "provider": _NAMED.format("operator_id"),
        "offer": _OFFERS.format("provider_id", _NAMED.format("operator_id")),
    },
    "providers_providerkind": {"provider": _NAMED.format("kind_id")},
    "providers_offerkind": {
        "offer": _OFFERS.format("kind_id", _ID),
        "provider": _PROVIDERS_OF_OFFERS.format("kind_id", _ID),
    },
    "providers_confirmationrule": {"offer": _OFFERS_UNDER_RULE},
    "providers_topic": _named_by_offers("providers_offer_topics", "topic_id", _TOPICS)
    | {
        "network": _NETWORKS.format("topics", "topic_id", _TOPICS),
        "event": _EVENTS.format("topics", "topic_id", _TOPICS),
    },
    "providers_lifestage": _named_by_offers("providers_offer_life_stages", "lifestage_id")
    | {
        "network": _NETWORKS.format("life_stages", "lifestage_id", _ID),
        "event": _EVENTS.format("life_stages", "lifestage_id", _ID),
    },
    "providers_audience": _named_by_offers("providers_offer_audiences", "audience_id")
    | {"event": _EVENTS.format("audiences", "audience_id", _ID)},
    "providers_language": _named_by_offers("providers_offer_languages", "language_id"),
    "providers_funding": _named_by_offers("providers_offer_fundings", "funding_id"),
    "providers_accessfeature": {
        "offer": _UNION.format(_OFFERS_WITH_FEATURE, _OFFERS.format("location_id", _PLACES_WITH_FEATURE)),
        "provider": _PROVIDERS_OF_PLACES.format("id", _PLACES_WITH_FEATURE),
        "event": "SELECT event_id FROM events_eventaccess WHERE feature_id IN (SELECT id FROM changed)",
    },
    "providers_district": {
        "offer": _offers_at(_PLACES_IN_DISTRICT),
        "provider": _PROVIDERS_OF_PLACES.format("id", _PLACES_IN_DISTRICT),
        "network": _NETWORKS.format("districts", "district_id", _ID),
        "event": _EVENTS_OF.format("district_id"),
        "place": _SHARED,
    },
    "providers_transition": {"network": _NETWORKS.format("transitions", "transition_id", _ID)},
    "networks_network": {"network": _ID, "event": _EVENTS_OF.format("network_id")},
    "networks_network_topics": {"network": _OWN.format("network_id")},
    "networks_network_life_stages": {"network": _OWN.format("network_id")},
    "networks_network_transitions": {"network": _OWN.format("network_id")},
    "networks_network_districts": {"network": _OWN.format("network_id")},
    "networks_meeting": {"network": _OWN.format("network_id")},
    "events_event": {"event": _EVENTS_WITH_SERIES},
    "events_event_topics": {"event": _OWN.format("event_id")},
    "events_event_life_stages": {"event": _OWN.format("event_id")},
    "events_event_audiences": {"event": _OWN.format("event_id")},
    "events_eventaccess": {"event": _OWN.format("event_id")},
    "events_programmeitem": {"event": _OWN.format("event_id")},
    "events_speaker": {"event": _OWN.format("event_id")},
    "taggit_tag": {
        "offer": "SELECT content_object_id FROM providers_offerkeyword WHERE tag_id IN (SELECT id FROM changed)"
    },
    "search_synonym": {"synonym": _SHARED},
    "search_place": {"place": _SHARED},
}

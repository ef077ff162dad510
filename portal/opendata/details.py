"""One public object with everything the API says about it, in at most six statements."""

import re

from django.db.models import Exists, OuterRef, Prefetch
from django.http import Http404

from events import feedback
from events.models import Event, EventAccess
from networks.models import Membership, Network, Role
from portal.core.markdown import render
from portal.search import documents, memory
from portal.search.documents import event as event_documents
from portal.search.documents.shared import place_card
from portal.search.models import SearchChange, SearchEntry
from providers.models import Location, LocationAccess, Offer, OfferAccess, Provider

from . import facts


def offer(number):
    """The offer anybody may see, as a dictionary. Raises Http404, whatever the reason."""
    queryset = Offer.objects.published().select_related("provider", "location")
    found = _found(
        queryset.prefetch_related(
            "keywords",
            _answers("access_facts", OfferAccess),
            _answers("location__access_facts", LocationAccess),
        ),
        number,
    )
    return facts.of_offer(_card("offer", found.pk), found.has_ended) | {
        "id": found.pk,
        "description": found.description,
        "description_html": render(found.description),
        "plain_language": found.plain_language,
        "plain_language_html": render(found.plain_language),
        "keywords": [tag.name for tag in found.keywords.all()],
        "website": found.url,
        "online_url": found.online_url,
        "registration_url": found.registration_url,
        "accessibility": _accessibility(found.location) + _accessibility(found),
        "contact": _contact(found.provider),
        "changed_at": found.changed_at,
    }


def provider(number):
    """The provider anybody may see, as a dictionary. Raises Http404, whatever the reason."""
    places = Location.objects.select_related("district").defer("district__geometry")
    found = _found(
        Provider.objects.published().prefetch_related(
            Prefetch("locations", places),
            "locations__hours",
            _answers("locations__access_facts", LocationAccess),
        ),
        number,
    )
    return facts.of_provider(_card("provider", found.pk)) | {
        "id": found.pk,
        "description": found.description,
        "description_html": render(found.description),
        "locations": [_location(place) for place in found.locations.all()],
        "contact": _contact(found),
        "source": found.source,
        "source_id": found.source_id,
        "source_note": found.source_note,
        "changed_at": found.changed_at,
    }


def network(number):
    """The network anybody may see, as a dictionary. Raises Http404, whatever the reason."""
    found = _found(Network.objects.published().prefetch_related("transitions"), number)
    seats = Membership.objects.public().filter(network=found).named()
    return facts.of_network(_card("network", found.pk)) | {
        "id": found.pk,
        "common_goal": found.common_goal,
        "mandate": found.mandate,
        "mandate_until": found.mandate_until,
        "tasks": found.tasks,
        "tasks_html": render(found.tasks),
        "begins_on": found.begins_on,
        "ends_on": found.ends_on,
        "transitions": [{"slug": row.slug, "name": row.name} for row in found.transitions.all()],
        "members": [_member(seat) for seat in seats],
        "email": found.email,
        "website": found.website,
        "changed_at": found.changed_at,
    }


def event(number):
    """The event anybody may see, as a dictionary. Raises Http404, whatever the reason."""
    answered = EventAccess.objects.select_related("feature").order_by("feature__position", "feature__name")
    known = event_documents.complete(Event.objects.public())
    found = _found(known.prefetch_related(Prefetch("access_facts", answered)), number)
    dates = Event.objects.public().filter(series=found.series_id) if found.series_id else [found]
    items = found.items.select_related("room").prefetch_related("speakers")
    return facts.of_event(event_documents.card(found, list(dates)), found.is_past) | {
        "id": found.pk,
        "description": found.description,
        "description_html": render(found.description),
        "accessibility": _accessibility(found),
        "programme": [_item(found, item) for item in items],
        "record": found.record if found.has_record else "",
        "attended": feedback.shown_figure(found.attended) if found.has_record else None,
        "registration_url": found.registration_url,
        "changed_at": found.changed_at,
    }


def _item(event, item):
    return {
        "title": item.title,
        "label": item.label,
        "kind": item.kind,
        "begins_at": item.starts_at,
        "ends_at": item.ends_at,
        "room": item.room.name if item.room else "",
        "speakers": [speaker.name for speaker in item.speakers.all()],
        "status": item.status,
        "url": facts.absolute(f"{event.get_absolute_url()}programm/{item.slug}/"),
    }


def _member(seat):
    return {
        "name": seat.organisation.title,
        "url": facts.absolute(seat.organisation.get_absolute_url()),
        "role": Role(seat.role).name.lower(),
    }


def _found(queryset, number):
    found = queryset.filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def _card(kind, number):
    """The card of the index, or one built now while a change of the object still waits there."""
    memory.index.current()
    waiting = SearchChange.objects.filter(kind=OuterRef("kind"), object_id=OuterRef("object_id"))
    entries = SearchEntry.objects.filter(~Exists(waiting), kind=kind, object_id=number, is_gone=False)
    card = entries.values_list("card", flat=True).first()
    return card or documents.BUILDERS[kind]([number])[0].card


def _answers(relation, model):
    return Prefetch(
        relation, model.objects.select_related("feature").order_by("feature__position", "feature__name")
    )


def _accessibility(owner):
    """Answers about an offer or a place; none where there is no place."""
    return [
        {"slug": fact.feature.slug, "name": fact.feature.name, "answer": fact.answer}
        for fact in (owner.access_facts.all() if owner else ())
    ]


def _location(place):
    return place_card(place) | {
        "hours": [
            facts.hours(row.weekday, f"{row.opens:%H:%M}", f"{row.closes:%H:%M}") for row in place.hours.all()
        ],
        "accessibility": _accessibility(place),
    }


def _contact(provider):
    """Of the institution: an address that bears the name of the contact person is that person's and stays here."""
    names = re.findall(r"\w{3,}", provider.contact_person.lower())
    own = provider.email.lower().partition("@")[0]
    return {
        "email": "" if any(name in own for name in names) else provider.email,
        "phone": provider.phone,
        "website": provider.website,
    }

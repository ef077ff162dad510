"""The open interface below `/api/v1/`: reads what everybody may see, with the engine of the result page."""

from django.conf import settings
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page
from ninja import NinjaAPI, Query
from ninja.decorators import decorate_view
from ninja.errors import ValidationError
from ninja.renderers import JSONRenderer

from . import details, facts, shapes
from .parameters import EventQuery, NetworkQuery, OfferQuery, ProviderQuery
from .question import Refused, ask


class Renderer(JSONRenderer):
    """Umlauts as they are: people read this too."""

    json_dumps_params = {"ensure_ascii": False}


api = NinjaAPI(
    title=f"{settings.PORTAL_NAME} {settings.PORTAL_CITY}",
    version="1",
    description=gettext_lazy(
        "Alle veröffentlichten Angebote, Veranstaltungen, Anbieter und Netzwerke zum Weiterverwenden, ohne Schlüssel."
    ),
    urls_namespace="opendata:api",
    docs_url=None,
    renderer=Renderer(),
)
# Caches may keep an answer but ask each time: it must never be older than the last commit.
_asked_each_time = decorate_view(cache_control(no_cache=True, public=True), conditional_page)


def _answers(shape, *errors):
    return {200: shape} | dict.fromkeys(errors, shapes.Error)


def _list(request, asked, kind, name):
    answer = ask(asked, kind, request.GET)
    results = answer.results
    return {
        "total": results.total,
        name: [facts.of_hit(hit) for hit in results.hits],
        "facets": facts.facets(results.facets, asked),
        "place": results.place or None,
        "radius_km": results.radius_km,
        "did_you_mean": results.did_you_mean,
        "similar": [facts.of_hit(hit) for hit in results.similar],
        "notes": answer.notes,
    }


@api.get(
    "/offers",
    operation_id="offers",
    response=_answers(shapes.OfferHits, 422),
    by_alias=True,
    summary=gettext_lazy("Angebote suchen"),
)
@_asked_each_time
def offers(request, asked: Query[OfferQuery]):
    return _list(request, asked, "offer", "offers")


@api.get(
    "/offers/{int:id}",
    operation_id="offer",
    response=_answers(shapes.OfferDetail, 404),
    by_alias=True,
    summary=gettext_lazy("Ein Angebot"),
)
@_asked_each_time
def offer(request, id: int):
    return details.offer(id)


@api.get(
    "/providers",
    operation_id="providers",
    response=_answers(shapes.ProviderHits, 422),
    summary=gettext_lazy("Anbieter suchen"),
)
@_asked_each_time
def providers(request, asked: Query[ProviderQuery]):
    return _list(request, asked, "provider", "providers")


@api.get(
    "/providers/{int:id}",
    operation_id="provider",
    response=_answers(shapes.ProviderDetail, 404),
    summary=gettext_lazy("Ein Anbieter"),
)
@_asked_each_time
def provider(request, id: int):
    return details.provider(id)


@api.get(
    "/networks",
    operation_id="networks",
    response=_answers(shapes.NetworkHits, 422),
    summary=gettext_lazy("Netzwerke suchen"),
)
@_asked_each_time
def networks(request, asked: Query[NetworkQuery]):
    return _list(request, asked, "network", "networks")


@api.get(
    "/networks/{int:id}",
    operation_id="network",
    response=_answers(shapes.NetworkDetail, 404),
    summary=gettext_lazy("Ein Netzwerk"),
)
@_asked_each_time
def network(request, id: int):
    return details.network(id)


@api.get(
    "/events",
    operation_id="events",
    response=_answers(shapes.EventHits, 422),
    by_alias=True,
    summary=gettext_lazy("Veranstaltungen suchen"),
)
@_asked_each_time
def events(request, asked: Query[EventQuery]):
    return _list(request, asked, "event", "events")


@api.get(
    "/events/{int:id}",
    operation_id="event",
    response=_answers(shapes.EventDetail, 404),
    summary=gettext_lazy("Eine Veranstaltung"),
)
@_asked_each_time
def event(request, id: int):
    return details.event(id)


@api.exception_handler(Refused)
def refused(request, error):
    return _unprocessable(request, error.problems)


@api.exception_handler(ValidationError)
def malformed(request, error):
    """What the description of the parameters does not allow: lengths, `limit`, `offset`."""
    return _unprocessable(request, [(each["loc"][-1], _words(each)) for each in error.errors])


_WORDS = {
    "less_than_equal": gettext_lazy("Der Wert ist höchstens %(le)s."),
    "greater_than_equal": gettext_lazy("Der Wert ist mindestens %(ge)s."),
    "string_too_long": gettext_lazy("Der Text hat höchstens %(max_length)s Zeichen."),
    "too_long": gettext_lazy("Es sind höchstens %(max_length)s Werte."),
}


def _words(error):
    words = _WORDS.get(error["type"], gettext_lazy("Dieser Wert geht hier nicht."))
    return words % error.get("ctx", {})


def _unprocessable(request, problems):
    found = [{"parameter": name, "message": message} for name, message in problems]
    detail = " ".join(f"{name}: {message}" for name, message in problems)
    return api.create_response(request, {"detail": detail, "problems": found}, status=422)


@api.exception_handler(Exception)
def unexpected(request, error):
    """Django logs it, and knows what to say while the database is away."""
    raise error

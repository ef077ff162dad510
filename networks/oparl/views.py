"""Addresses of the OParl interface: objects and lists with pages of a hundred."""

from urllib.parse import urlencode

from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from . import objects, sources

ON_A_PAGE = 100
LAST_PAGE = 1_000_000


def _json(data):
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False})


def _single(rows, present):
    @require_safe
    @cache_control(no_cache=True)
    def single(request, pk):
        return _json(present(get_object_or_404(rows(), pk=pk)))

    return single


def _today(present):
    return lambda seat: present(seat, timezone.localdate())


network = _single(sources.networks, objects.network)
house = _single(sources.houses, objects.house)
membership = _single(sources.seats, _today(objects.membership))
person = _single(sources.people, _today(objects.person))
meeting = _single(sources.meetings, objects.meeting)
agenda_item = _single(sources.agenda_items, objects.agenda_item)
file = _single(sources.protocols, objects.file)
location = _single(sources.places, objects.location)


@require_safe
def system(request):
    return _json(objects.system())


@require_safe
def bodies(request):
    return _json(_page(request, [objects.BODY], lambda found: [objects.body() for _each in found]))


@require_safe
def body(request, pk):
    _known(pk)
    return _json(objects.body())


def _known(pk):
    if pk != objects.BODY:
        raise Http404


LISTS = {
    "person": (sources.people, _today(objects.person)),
    "meeting": (sources.meetings, objects.meeting),
    "agendaItem": (sources.agenda_items, objects.agenda_item),
    "membership": (sources.seats, _today(objects.membership)),
    "file": (sources.protocols, objects.file),
    "locationList": (sources.places, objects.location),
    # The portal has no papers and no legislative terms: the lists stand empty, as the specification asks for them.
    "paper": (list, None),
    "consultation": (list, None),
    "legislativeTermList": (list, None),
}


@require_safe
@cache_control(no_cache=True)
def listing(request, pk, name):
    """One of the lists of the body."""
    _known(pk)
    if name == "organization":
        return _json(_page(request, sources.organisations(), _organisations))
    if name not in LISTS:
        raise Http404
    rows, present = LISTS[name]
    return _json(_page(request, rows(), lambda found: [present(row) for row in found]))


def _organisations(chosen):
    """Networks and organisations of one page, each kind read at once."""
    networks = [pk for pk, is_network in chosen if is_network]
    houses = [pk for pk, is_network in chosen if not is_network]
    return [
        *(objects.network(row) for row in sources.networks().filter(pk__in=networks)),
        *(objects.house(row) for row in sources.houses().filter(pk__in=houses)),
    ]


@require_safe
@cache_control(no_cache=True)
def network_meetings(request, pk):
    get_object_or_404(sources.networks(), pk=pk)
    rows = sources.meetings().filter(network=pk)
    return _json(_page(request, rows, lambda found: [objects.meeting(row) for row in found]))


def _page(request, rows, present):
    """An OParl list: data, pagination, links. A page that does not exist is not found."""
    total = len(rows) if isinstance(rows, list) else rows.count()
    last, number = max(1, -(-total // ON_A_PAGE)), _number(request.GET.get("page", "1"))
    if not 1 <= number <= last:
        raise Http404
    begin = (number - 1) * ON_A_PAGE
    return {
        "data": present(rows[begin : begin + ON_A_PAGE]),
        "pagination": {
            "totalElements": total, "elementsPerPage": ON_A_PAGE, "currentPage": number, "totalPages": last,
        },
        "links": _links(objects.web(request.path), number, last),
    }  # fmt: skip


def _number(text):
    if not (text.isascii() and text.isdigit()) or len(text) > len(str(LAST_PAGE)):
        raise Http404
    return int(text)


def _links(address, number, last):
    pages = {"first": 1, "self": number, "last": last}
    pages |= {"prev": number - 1} if number > 1 else {}
    pages |= {"next": number + 1} if number < last else {}
    return {name: f"{address}?{urlencode({'page': page})}" for name, page in pages.items()}

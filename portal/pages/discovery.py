"""How machines find the portal: robots.txt, sitemap.xml, opensearch.xml."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from events.models import Event
from networks.models import Meeting, Membership, Network
from providers.models import LifeStage, Offer, Provider, Topic

from .context import stored_site
from .models import LegalPage

# Search engines take ten times as many; a file of this size is made within a second.
MOST_IN_A_FILE = 5000
XML = "application/xml; charset=utf-8"


@require_safe
def robots(request):
    """Demonstration portals stay out of search engines altogether."""
    if stored_site().is_demo:
        lines = ["User-agent: *", "Disallow: /"]
    else:
        lines = [
            "User-agent: *",
            f"Disallow: {reverse('admin:index')}",
            f"Sitemap: {settings.SITE_URL}{reverse('pages:sitemap')}",
        ]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


@require_safe
def sitemap(request):
    """Every public page, or the list of the parts where there are more than 5,000."""
    pages, offers = _all_but_offers(), Offer.objects.current().count()
    if len(pages) + offers <= MOST_IN_A_FILE:
        return _urls(request, [*pages, *_offers(0)])
    parts = 1 + -(-offers // MOST_IN_A_FILE)
    addresses = [_absolute(reverse("pages:sitemap-part", args=[number])) for number in range(1, parts + 1)]
    return render(request, "pages/sitemap_index.xml", {"addresses": addresses}, content_type=XML)


@require_safe
def sitemap_part(request, number):
    """Part 1 holds everything but the offers, each further one 5,000 of them."""
    rows = _all_but_offers() if number == 1 else _part_of_offers(number - 2)
    if not rows:
        raise Http404
    return _urls(request, rows)


def _all_but_offers():
    return [*_fixed(), *_providers(), *_networks(), *_events()]


def _part_of_offers(number):
    # PostgreSQL takes no greater offset.
    return _offers(number * MOST_IN_A_FILE) if 0 <= number < 2**40 else []


def _urls(request, rows):
    return render(request, "pages/sitemap.xml", {"rows": rows}, content_type=XML)


def _fixed():
    """(address, day of the last change or "")."""
    names = ("home", "life-stages", "topics", "providers", "paths", *LegalPage.Slug.values)
    addresses = [reverse("search:results"), *(reverse(f"pages:{name}") for name in names)]
    terms = [*LifeStage.objects.active(), *Topic.objects.active()]
    return [(_absolute(url), "") for url in (*addresses, *(term.get_absolute_url() for term in terms))]


def _providers():
    return _rows(Provider.objects.published(), "pages:provider")


def _networks():
    """Register, landscape, networks, what of their members and meetings everybody may know of."""
    fixed = [(_absolute(reverse(f"networks:{name}")), "") for name in ("list", "landscape")]
    organisations = (
        Membership.objects.public().order_by().values_list("organisation__slug", flat=True).distinct()
    )
    members = [
        (_absolute(reverse("networks:organisation", args=[slug])), "") for slug in sorted(organisations)
    ]
    public = (
        Meeting.objects.public()
        .order_by("pk")
        .values_list("network__slug", "pk", "changed_at")[:MOST_IN_A_FILE]
    )
    meetings = [
        (_absolute(reverse("networks:meeting", args=[slug, pk])), f"{changed:%Y-%m-%d}")
        for slug, pk, changed in public
    ]
    return [*fixed, *_rows(Network.objects.published(), "networks:network"), *members, *meetings]


def _events():
    """The list and every event; past ones too, as their pages are the record of what was."""
    return [(_absolute(reverse("events:list")), ""), *_rows(Event.objects.public(), "events:event")]


def _offers(first):
    return _rows(Offer.objects.current(), "pages:offer", first)


def _rows(queryset, name, first=0):
    found = queryset.order_by("pk").values_list("slug", "changed_at")[first : first + MOST_IN_A_FILE]
    return [(_absolute(reverse(name, args=[slug])), f"{changed:%Y-%m-%d}") for slug, changed in found]


def _absolute(path):
    return settings.SITE_URL + path


@require_safe
def opensearch(request):
    """Lets a browser take the portal's search among its own (OpenSearch 1.1)."""
    context = {"site_url": settings.SITE_URL, "name": settings.PORTAL_NAME[:16], "city": settings.PORTAL_CITY}
    kind = "application/opensearchdescription+xml; charset=utf-8"
    return render(request, "pages/opensearch.xml", context, content_type=kind)

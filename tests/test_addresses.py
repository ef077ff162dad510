"""Every address of the site x role x method. An address not declared here fails the build."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.core import signing
from django.test import Client
from django.urls import URLResolver, get_resolver
from django.utils import timezone

from portal.pages.models import SiteSettings
from providers.models import Offer, Provider
from tests import konto_addresses
from tests.events.factories import make_event
from tests.factories import make_life_stage, make_offer, make_provider, make_topic

MEDIA = "media/<path:path>"
UNSAFE = ("post", "put", "patch", "delete")


@dataclass(frozen=True)
class Address:
    """A pattern of the URL configuration, an address that fits it, what a reader gets, what may be sent there."""

    pattern: str
    example: str
    status: int = 200
    sends: tuple = ()
    is_form: bool = False  # forms may set the CSRF cookie when opened

    def __str__(self):
        return self.example


READING = (
    Address("", "/"),
    Address("suche/", "/suche/?q=deutsch"),
    Address("suche/hilfe/", "/suche/hilfe/"),
    Address("suche/vorschlaege/", "/suche/vorschlaege/?q=de"),
    Address("suche/feed.xml", "/suche/feed.xml?q=deutsch"),
    Address("suche/kalender.ics", "/suche/kalender.ics"),
    Address("angebote/<slug:slug>/", "/angebote/probe/"),
    Address("angebote/<slug:slug>/kalender.ics", "/angebote/probe/kalender.ics"),
    Address("anbieter/", "/anbieter/"),
    Address("anbieter/<slug:slug>/", "/anbieter/haus/"),
    Address("lebensphasen/", "/lebensphasen/"),
    Address("lebensphasen/<slug:slug>/", "/lebensphasen/jugend/"),
    Address("themen/", "/themen/"),
    Address("themen/<slug:slug>/", "/themen/sprache/"),
    Address("lernwege/", "/lernwege/"),
    Address("lernwege/<slug:slug>/", "/lernwege/niemand/", status=404),
    Address("veranstaltungen/", "/veranstaltungen/"),
    Address("veranstaltungen/monat/", "/veranstaltungen/monat/"),
    Address("veranstaltungen/feed.xml", "/veranstaltungen/feed.xml"),
    Address("veranstaltungen/<slug:slug>/programm.json", "/veranstaltungen/tag/programm.json"),
    Address("veranstaltungen/<slug:slug>/programm.xml", "/veranstaltungen/tag/programm.xml"),
    Address("veranstaltungen/<slug:slug>/programm.ics", "/veranstaltungen/tag/programm.ics"),
    Address("veranstaltungen/<slug:slug>/beitrag/gesendet/", "/veranstaltungen/tag/beitrag/gesendet/"),
    Address("veranstaltungen/kalender.ics", "/veranstaltungen/kalender.ics"),
    Address("veranstaltungen/<slug:slug>/", "/veranstaltungen/tag/"),
    Address("veranstaltungen/<slug:slug>/kalender.ics", "/veranstaltungen/tag/kalender.ics"),
    Address("veranstaltungen/<slug:slug>/programm/", "/veranstaltungen/tag/programm/"),
    Address(
        "veranstaltungen/<slug:slug>/programm/<slug:item>/",
        "/veranstaltungen/tag/programm/niemand/",
        status=404,
    ),
    Address("veranstaltungen/<slug:slug>/mitwirkende/", "/veranstaltungen/tag/mitwirkende/"),
    Address(
        "veranstaltungen/<slug:slug>/mitwirkende/<slug:speaker>/",
        "/veranstaltungen/tag/mitwirkende/x/",
        status=404,
    ),
    Address("veranstaltungen/<slug:slug>/dokumentation/", "/veranstaltungen/tag/dokumentation/", status=404),
    Address("veranstaltungen/<slug:slug>/mein-programm/", "/veranstaltungen/tag/mein-programm/?p=1"),
    Address(
        "veranstaltungen/<slug:slug>/mein-programm/kalender.ics",
        "/veranstaltungen/tag/mein-programm/kalender.ics",
    ),
    Address(
        "veranstaltungen/<slug:slug>/rueckmeldungen/", "/veranstaltungen/tag/rueckmeldungen/", status=404
    ),
    Address("veranstaltungen/<slug:slug>/rueckmeldung/danke/", "/veranstaltungen/tag/rueckmeldung/danke/"),
    Address("veranstaltungen/<slug:slug>/anmelden/gesendet/", "/veranstaltungen/tag/anmelden/gesendet/"),
    Address("veranstaltungen/anmeldung/geloescht/", "/veranstaltungen/anmeldung/geloescht/"),
    Address("netzwerke/", "/netzwerke/"),
    Address("netzwerke/landkarte/", "/netzwerke/landkarte/"),
    Address("netzwerke/verzeichnis.csv", "/netzwerke/verzeichnis.csv"),
    Address("netzwerke/verzeichnis.json", "/netzwerke/verzeichnis.json"),
    Address("netzwerke/sitzungen.ics", "/netzwerke/sitzungen.ics"),
    Address("netzwerke/<slug:slug>/kontakt.vcf", "/netzwerke/niemand/kontakt.vcf", status=404),
    Address("netzwerke/vergleich/", "/netzwerke/vergleich/?n=niemand"),
    Address("netzwerke/gesendet/<slug:what>/", "/netzwerke/gesendet/anfrage/"),
    Address("netzwerke/einrichtungen/<slug:slug>/", "/netzwerke/einrichtungen/niemand/", status=404),
    Address("netzwerke/<slug:slug>/", "/netzwerke/niemand/", status=404),
    Address("netzwerke/<slug:slug>/kalender.ics", "/netzwerke/niemand/kalender.ics", status=404),
    Address("netzwerke/<slug:slug>/sitzungen/<int:pk>/", "/netzwerke/niemand/sitzungen/1/", status=404),
    Address(
        "netzwerke/<slug:slug>/sitzungen/<int:pk>/protokoll.pdf",
        "/netzwerke/niemand/sitzungen/1/protokoll.pdf",
        status=404,
    ),
    Address("merkliste/", "/merkliste/"),
    Address("merkliste/kalender.ics", "/merkliste/kalender.ics?a=1"),
    Address("impressum/", "/impressum/"),
    Address("datenschutz/", "/datenschutz/"),
    Address("barrierefreiheit/", "/barrierefreiheit/"),
    Address("leichte-sprache/", "/leichte-sprache/"),
    Address("robots.txt", "/robots.txt"),
    Address("sitemap.xml", "/sitemap.xml"),
    Address("sitemap-<int:number>.xml", "/sitemap-1.xml"),
    Address("opensearch.xml", "/opensearch.xml"),
    # Redirects and the description of the API answer every method alike and change nothing.
    Address("favicon.ico", "/favicon.ico", status=302, sends=UNSAFE),
    Address(MEDIA, "/media/gibt-es-nicht.webp", status=404),
    Address("api/v1/", "/api/v1/", status=404),
    Address("api/v1/docs", "/api/v1/docs"),
    Address("api/v1/openapi.json", "/api/v1/openapi.json", sends=UNSAFE),
    Address("api/v1/offers", "/api/v1/offers"),
    Address("api/v1/offers/<int:id>", "/api/v1/offers/{offer}"),
    Address("api/v1/providers", "/api/v1/providers"),
    Address("api/v1/providers/<int:id>", "/api/v1/providers/{provider}"),
    Address("api/v1/networks", "/api/v1/networks"),
    Address("api/v1/events", "/api/v1/events"),
    Address("api/v1/events/<int:id>", "/api/v1/events/99999999", status=404),
    Address("api/v1/networks/<int:id>", "/api/v1/networks/99999999", status=404),
    Address("api/oparl/v1.1/system", "/api/oparl/v1.1/system"),
    Address("api/oparl/v1.1/body", "/api/oparl/v1.1/body"),
    Address("api/oparl/v1.1/body/<int:pk>", "/api/oparl/v1.1/body/1"),
    Address("api/oparl/v1.1/body/<int:pk>/<str:name>", "/api/oparl/v1.1/body/1/organization"),
    Address("api/oparl/v1.1/network/<int:pk>", "/api/oparl/v1.1/network/99999999", status=404),
    Address("api/oparl/v1.1/organization/<int:pk>", "/api/oparl/v1.1/organization/99999999", status=404),
    Address("api/oparl/v1.1/membership/<int:pk>", "/api/oparl/v1.1/membership/99999999", status=404),
    Address("api/oparl/v1.1/person/<int:pk>", "/api/oparl/v1.1/person/99999999", status=404),
    Address("api/oparl/v1.1/meeting/<int:pk>", "/api/oparl/v1.1/meeting/99999999", status=404),
    Address("api/oparl/v1.1/agendaItem/<int:pk>", "/api/oparl/v1.1/agendaItem/99999999", status=404),
    Address("api/oparl/v1.1/file/<int:pk>", "/api/oparl/v1.1/file/99999999", status=404),
    Address("api/oparl/v1.1/location/<int:pk>", "/api/oparl/v1.1/location/99999999", status=404),
    Address(
        "api/oparl/v1.1/network/<int:pk>/meeting", "/api/oparl/v1.1/network/99999999/meeting", status=404
    ),
    Address("healthz", "/healthz"),
    Address("readyz", "/readyz"),
    # Mails of the demo: nowhere else.
    Address("demo/postfach/", "/demo/postfach/", status=404),
    Address("demo/postfach/<int:pk>/", "/demo/postfach/1/", status=404),
    Address("demo/postfach/<int:pk>/gestaltet/", "/demo/postfach/1/gestaltet/", status=404),
)
# Without a valid link the pages of a registration say so.
REGISTRATION = (
    Address(
        "veranstaltungen/<slug:slug>/anmelden/",
        "/veranstaltungen/tag/anmelden/?personen=1",
        200,
        ("post",),
        True,
    ),
    Address(
        "veranstaltungen/<slug:slug>/rueckmeldung/",
        "/veranstaltungen/tag/rueckmeldung/",
        200,
        ("post",),
        True,
    ),
    Address("veranstaltungen/anmeldung/platz/", "/veranstaltungen/anmeldung/platz/", 405, ("post",), True),
    *(
        Address(
            f"veranstaltungen/anmeldung/{page}", f"/veranstaltungen/anmeldung/{page}", 410, ("post",), True
        )
        for page in ("bestaetigen/", "absagen/", "person/", "dazu/", "loeschen/")
    ),
    *(
        Address(f"veranstaltungen/anmeldung/{page}", f"/veranstaltungen/anmeldung/{page}", 410)
        for page in ("", "kalender.ics", "code.svg", "daten.json", "bescheinigung.pdf")
    ),
)
FORMS = (
    Address(
        "veranstaltungen/<slug:slug>/beitrag/", "/veranstaltungen/tag/beitrag/", sends=("post",), is_form=True
    ),
    Address(
        "veranstaltungen/beitrag/bestaetigen/",
        "/veranstaltungen/beitrag/bestaetigen/",
        status=410,
        sends=("post",),
        is_form=True,
    ),
    Address("suche/melden/", "/suche/melden/?q=deutsch", sends=("post",), is_form=True),
    Address("suche/melden/gesendet/", "/suche/melden/gesendet/"),
    # Without a valid link these two say so.
    Address(
        "suche/melden/bestaetigen/", "/suche/melden/bestaetigen/", status=410, sends=("post",), is_form=True
    ),
    Address(
        "suche/melden/verlaengern/", "/suche/melden/verlaengern/", status=410, sends=("post",), is_form=True
    ),
    Address("suche/melden/beenden/", "/suche/melden/beenden/", status=410, sends=("post",), is_form=True),
    Address("suche/melden/beendet/", "/suche/melden/beendet/"),
    Address("netzwerke/gruenden/", "/netzwerke/gruenden/", sends=("post",), is_form=True),
    Address("netzwerke/<slug:slug>/mitmachen/", "/netzwerke/niemand/mitmachen/", status=404),
    Address(
        "netzwerke/<slug:slug>/sitzungen/<int:pk>/anmelden/",
        "/netzwerke/niemand/sitzungen/1/anmelden/",
        status=404,
    ),
    # Without a valid link these say so; the link of a seat asks to sign in first.
    Address("netzwerke/einladung/", "/netzwerke/einladung/", status=410, sends=("post",)),
    Address("netzwerke/zusage/", "/netzwerke/zusage/", status=410, sends=("post",)),
    Address("netzwerke/kalender/", "/netzwerke/kalender/", status=410),
    Address("fehler-melden/", "/fehler-melden/?seite=/suche/", sends=("post",), is_form=True),
    Address("angebot-fehlt/", "/angebot-fehlt/?q=kurs", sends=("post",), is_form=True),
    Address("hinweis-danke/", "/hinweis-danke/"),
    Address("konto/bestaetigen/", "/konto/bestaetigen/", status=410, sends=("post",), is_form=True),
    Address("konto/stand/", "/konto/stand/", status=410, sends=("post",), is_form=True),
    Address("angebot-einreichen/", "/angebot-einreichen/", sends=("post",), is_form=True),
    Address("angebot-einreichen/weiter/", "/angebot-einreichen/weiter/", status=410),
    Address(
        "angebot-einreichen/schritt/<int:number>/", "/angebot-einreichen/schritt/1/", 410, ("post",), True
    ),
    Address("angebot-einreichen/spaeter/", "/angebot-einreichen/spaeter/", status=410),
    Address("angebot-einreichen/stand/", "/angebot-einreichen/stand/", 410, ("post",), True),
    Address(
        "angebot-einreichen/stand/antworten/", "/angebot-einreichen/stand/antworten/", 405, ("post",), True
    ),
    Address(
        "angebot-einreichen/stand/zurueckziehen/",
        "/angebot-einreichen/stand/zurueckziehen/",
        410,
        ("post",),
        True,
    ),
    Address("angebot-einreichen/stand/plaetze/", "/angebot-einreichen/stand/plaetze/", 405, ("post",), True),
    Address("angebot-einreichen/zurueckgezogen/", "/angebot-einreichen/zurueckgezogen/"),
    Address("angebot-einreichen/vorschau/", "/angebot-einreichen/vorschau/", status=404),
    Address("angebot-einreichen/hilfen/termine/", "/angebot-einreichen/hilfen/termine/", 405, ("post",)),
    Address(
        "angebot-einreichen/hilfen/lesbarkeit/", "/angebot-einreichen/hilfen/lesbarkeit/", 405, ("post",)
    ),
    Address("angebot-einreichen/hilfen/aehnliche/", "/angebot-einreichen/hilfen/aehnliche/", 405, ("post",)),
)
ADDRESSES = READING + FORMS + REGISTRATION


def patterns(resolver=None, prefix=""):
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry, prefix + str(entry.pattern))
        else:
            yield prefix + str(entry.pattern)


@pytest.fixture
def shown(db):
    """One object behind each example."""
    SiteSettings.objects.create(pk=1)
    provider = make_provider("Haus", slug="haus")
    terms = [make_life_stage("jugend"), make_topic("sprache")]
    offer = make_offer("Deutsch zur Probe", slug="probe", provider=provider, terms=terms, days=[3])
    make_event("Tag", slug="tag", call_closes_at=timezone.now() + timedelta(days=1))
    return {"offer": offer.pk, "provider": provider.pk}


def visit(client, address, shown, method="get"):
    return getattr(client, method)(address.example.format(**shown))


def test_every_address_is_declared():
    found = {pattern for pattern in patterns() if not pattern.startswith("verwaltung/")}
    # Uploaded pictures are served by nginx where `MEDIA_ROOT` is not the embedded server's.
    assert found | {MEDIA} == {address.pattern for address in ADDRESSES} | konto_addresses.PATTERNS


@pytest.mark.parametrize("address", ADDRESSES, ids=str)
def test_what_a_visitor_a_provider_and_staff_get(address, shown, lena, anna, mehmet):
    for person in (None, anna, mehmet):
        client = Client()
        if person:
            client.force_login(person)
        assert visit(client, address, shown).status_code == address.status


@pytest.mark.parametrize("address", ADDRESSES, ids=str)
def test_what_may_only_be_read_refuses_everything_else(address, shown, lena):
    refused = {method: visit(lena, address, shown, method).status_code for method in UNSAFE}
    allowed = {method for method, status in refused.items() if status not in (404, 405)}
    assert allowed <= set(address.sends)


@pytest.mark.parametrize("address", ADDRESSES, ids=str)
def test_strict_policy_everywhere_and_no_cookie_while_reading(address, shown, lena):
    response = visit(lena, address, shown)
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    if not address.is_form:
        assert not response.cookies


def bare(response):
    """What a stranger can tell apart: status, headers, body, the address that was asked for taken out."""
    path = response.wsgi_request.path
    return response.status_code, dict(response.headers), response.content.decode().replace(path, "")


@pytest.mark.parametrize("who", ["lena", "anna"])
def test_what_is_not_public_answers_like_what_does_not_exist(who, shown, request, anna):
    client = Client()
    if who == "anna":
        client.force_login(anna)
    draft = make_offer("Geheimer Entwurf", slug="entwurf", status=Offer.Status.DRAFT)
    hidden = make_provider("Geheimes Haus", slug="geheim", status=Provider.Status.DRAFT)
    pairs = [
        ("/angebote/entwurf/", "/angebote/niemand/"),
        ("/angebote/entwurf/?vorschau=1", "/angebote/niemand/?vorschau=1"),
        ("/angebote/entwurf/kalender.ics", "/angebote/niemand/kalender.ics"),
        ("/anbieter/geheim/", "/anbieter/niemand/"),
        (f"/api/v1/offers/{draft.pk}", "/api/v1/offers/99999999"),
        (f"/api/v1/providers/{hidden.pk}", "/api/v1/providers/99999999"),
    ]
    for secret, nothing in pairs:
        assert bare(client.get(secret)) == bare(client.get(nothing)), secret
        assert client.get(secret).status_code == 404


def test_a_forged_link_opens_nothing(shown, lena):
    forged = signing.dumps({"alert": 1}, salt="somebody else's")
    for path in ("/suche/melden/bestaetigen/", "/suche/melden/verlaengern/", "/suche/melden/beenden/"):
        assert lena.get(path, {"t": forged}).status_code < 500
        assert lena.post(path, {"t": forged}).status_code < 500

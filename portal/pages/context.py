"""Context of every page: names, navigation, footer. At most one statement, kept for some seconds."""

from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.db import DatabaseError
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from psycopg_pool import PoolTimeout

from portal.core.markdown import render

from .kept import kept
from .models import LegalPage, SiteSettings


@dataclass(frozen=True, slots=True)
class Site:
    """What templates say about the portal."""

    name: str
    city: str
    footer_note_html: str
    advice_name: str
    advice_phone: str
    advice_hours: str
    contact_email: str
    frequent_searches: tuple[str, ...]
    is_demo: bool


@dataclass(frozen=True, slots=True)
class Link:
    """An entry of the navigation; `icon` may be empty."""

    label: str
    url: str
    icon: str = ""
    current: str = ""


def site(request):
    """`site`, `demo`, `navigation`, `side_navigation`, `footer_groups`, `legal_links` for base.html.

    Nothing is built before a template asks for it: the admin and its own frame pay nothing.
    """
    # On a page of ours a missing database is answered as such at once; "address unknown" is said without it too.
    find = stored_site if request.resolver_match else site_or_defaults
    here = SimpleLazyObject(find)
    return {
        "site": here,
        "frame": SimpleLazyObject(lambda: frame(find(), request.path)),
        "demo": SimpleLazyObject(lambda: here.is_demo),
        "navigation": SimpleLazyObject(lambda: navigation(request.path)),
        "side_navigation": SimpleLazyObject(lambda: side_navigation(request.path)),
        "footer_groups": SimpleLazyObject(lambda: footer_groups(here.contact_email)),
        "legal_links": SimpleLazyObject(legal_links),
    }


@dataclass(frozen=True, slots=True)
class Frame:
    """Head and foot of a page, ready; they change with the site's texts and the section, not with the reader."""

    header: SafeString
    footer: SafeString


def frame(here, path):
    """Head and foot for an address, drawn once for each section."""
    menus = (tuple(navigation(path)), tuple(side_navigation(path)))
    return _drawn(here, menus, get_language())


@lru_cache(maxsize=200)
def _drawn(here, menus, _language):
    context = {
        "site": here,
        "site_name": here.name,
        "site_city": here.city,
        "demo": here.is_demo,
        "navigation": menus[0],
        "side_navigation": menus[1],
        "footer_groups": footer_groups(here.contact_email),
        "legal_links": legal_links(),
    }
    names = ("components/header.html", "components/footer.html")
    return Frame(*(render_to_string(name, context) for name in names))


@kept(10)
def stored_site():
    """The site as staff set it up. Raises DatabaseError or PoolTimeout; `stored_site.forget()` after a change."""
    return _described(SiteSettings.objects.first() or SiteSettings())


def site_or_defaults():
    """As `stored_site`, but error pages must also work while the database is away."""
    try:
        return stored_site()
    except (DatabaseError, PoolTimeout):
        return _described(SiteSettings())


def _described(row):
    return Site(
        name=settings.PORTAL_NAME,
        city=settings.PORTAL_CITY,
        footer_note_html=render(row.footer_note),
        advice_name=row.advice_name,
        advice_phone=row.advice_phone,
        advice_hours=row.advice_hours,
        contact_email=row.contact_email,
        frequent_searches=tuple(line.strip() for line in row.frequent_searches.splitlines() if line.strip()),
        is_demo=row.is_demo,
    )


def navigation(path):
    """The main menu; an entry is current on its own pages and those below."""
    entries = (
        (_("Angebote"), reverse("search:results"), ("/angebote/",)),
        (_("Lebensphasen"), reverse("pages:life-stages"), ()),
        (_("Themen"), reverse("pages:topics"), ()),
        (_("Anbieter"), reverse("pages:providers"), ()),
        (_("Veranstaltungen"), reverse("events:list"), ()),
        (_("Netzwerke"), reverse("networks:list"), ()),
    )
    return [Link(label, url, current=_current(path, (url, *more))) for label, url, more in entries]


def side_navigation(path):
    """The small line above the main menu."""
    entries = (
        (_("Merkliste"), reverse("pages:kept"), "keep"),
        (_("Leichte Sprache"), reverse("pages:leichte-sprache"), "easy"),
        (_("Für Anbieter"), reverse("accounts:home"), "user"),
    )
    return [Link(label, url, icon=icon, current=_current(path, (url,))) for label, url, icon in entries]


def _current(path, starts):
    """As `aria-current` names it: „page“ for the page itself, „true“ for its section."""
    if path == starts[0]:
        return "page"
    return "true" if path.startswith(starts) else ""


def footer_groups(contact_email):
    """Groups of links; the team's address only where there is one."""
    search = reverse("search:results")
    return [
        (
            _("Suchen und finden"),
            [
                (_("Alle Angebote"), search),
                (_("Kostenlose Angebote"), f"{search}?kostenlos=1"),
                (_("Online-Angebote"), f"{search}?format=online"),
                (_("So funktioniert die Suche"), reverse("search:help")),
            ],
        ),
        (
            _("Stöbern"),
            [
                (_("Lebensphasen"), reverse("pages:life-stages")),
                (_("Themen"), reverse("pages:topics")),
                (_("Anbieter"), reverse("pages:providers")),
                (_("Lernwege"), reverse("pages:paths")),
            ],
        ),
        (
            _("Mitmachen"),
            [
                (_("Angebot eintragen"), reverse("submission:start")),
                (_("Veranstaltungen"), reverse("events:list")),
                (_("Netzwerke und Gremien"), reverse("networks:list")),
                (_("Offene Daten"), reverse("opendata:docs")),
            ],
        ),
        (_("Hilfe"), _help_links(contact_email)),
    ]


def _help_links(contact_email):
    links = [(_("Fehler melden"), reverse("reports:error")), (_("Angebot fehlt"), reverse("reports:missing"))]
    return [*links, (_("Dem Bildungsbüro schreiben"), f"mailto:{contact_email}")] if contact_email else links


def legal_links():
    """The four pages every portal must have."""
    return [(slug.label, reverse(f"pages:{slug.value}")) for slug in LegalPage.Slug]

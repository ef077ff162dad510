"""Whatever is sent to a form of this room, by whomever: an answer, never a broken page."""

import time

import pytest
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.core import guards
from providers.links import STATE
from providers.models import Offer, OfferEntry, OfferSource, Submission, TeamMember
from providers.status_link import link
from providers.submission import EDITING
from tests.factories import make_offer, make_provider, make_user

pytestmark = pytest.mark.django_db
NASTY = (
    "\x00", "\ud800", "a\ud83d", "-" * 300, "9" * 400, "-1", "1e309", "NaN", "9999-12-31", "31.12.9999",
    "jeden Dienstag 17-18:30 bis 31.12.9999", "25:99", "None", "[]", "{'a':1}", "%00", "<script>", "=1+1",
    "https://[::1", "http://a@b:99999/", "a@b", "\r\nBcc: x@example.org", "\u202e", "٣", "²", " ", "x" * 30_000,
)  # fmt: skip
# Fields that some form of the room knows; a form is sent those of the others too.
NAMES = (
    *("title", "summary", "description", "kind", "topics", "life_stages", "audiences", "age_from", "age_to"),
    *("schedule", "when", "day", "until", "begin", "end", "format", "place", "place_postcode", "district"),
    *(
        "price",
        "price_from",
        "price_to",
        "fundings",
        "registration_url",
        "registration_deadline",
        "places_total",
    ),
    *(
        "contact",
        "contact_email",
        "picture_alt",
        "crop_x",
        "crop_zoom",
        "version",
        "seen",
        "key",
        "einreichen",
    ),
    *(
        "email",
        "person",
        "provider",
        "which",
        "proof",
        "page",
        "problem",
        "wanted",
        "text",
        "function",
        "reason",
    ),
    *(
        "work_contact",
        "name",
        "stand",
        "datum",
        "stimmt",
        "zurueckziehen",
        "other",
        "was",
        "pasted",
        "table",
        "url",
    ),
    *(
        "every_hours",
        "speichern",
        "spaeter",
        "role",
        "street",
        "postcode",
        "website_url",
        "entfernen",
        "wahl",
    ),
)
VALUES = st.one_of(st.sampled_from(NASTY), st.text(max_size=40), st.integers().map(str))
# Repeated keys come as a list.
FORMS = st.dictionaries(
    st.sampled_from(NAMES), st.lists(VALUES, min_size=1, max_size=2), min_size=1, max_size=12
)


@pytest.fixture
def site():
    """(client, path) of every form: for visitors with their links, for a team behind the login."""
    provider, user = make_provider("Haus", slug="haus"), make_user("anna@example.org")
    TeamMember.objects.create(provider=provider, user=user, role=TeamMember.Role.OWNER)
    draft = make_offer("Nähen", provider=provider, status=Offer.Status.DRAFT)
    live = make_offer("Chor", provider=provider, days=[3])
    OfferEntry.objects.create(offer=draft)
    sent = Submission.objects.create(offer=draft, email="lena@example.org")
    other = make_provider("Fremdes Haus", slug="fremd")
    source = OfferSource.objects.create(provider=provider, url="https://example.org/a.ics", state="paused")
    code = EDITING.path(sent.pk).partition("?")[2]
    state = STATE.path(sent.pk)
    public = (
        "/angebot-einreichen/", "/fehler-melden/", "/angebot-fehlt/",
        *(f"/angebot-einreichen/schritt/{number}/?{code}" for number in range(1, 6)),
        state, state.replace("/stand/", "/stand/antworten/"), link.path(link.make(live)),
        *(f"/angebot-einreichen/hilfen/{name}/" for name in ("termine", "lesbarkeit", "aehnliche")),
    )  # fmt: skip
    own = (
        "neu/", *(f"{pk}/schritt/{number}/" for pk in (draft.pk, live.pk) for number in (1, 3, 4, 5)),
        f"{live.pk}/stand/", f"{live.pk}/link/", f"{live.pk}/lernweg/", f"{live.pk}/fragen/",
        f"{live.pk}/kopieren/", "bestaetigen/",
    )  # fmt: skip
    konto = (
        *(f"angebote/{path}" for path in own), "einlesen/", "quellen/", f"quellen/{source.pk}/aendern/",
        "anbieter/haus/", "anbieter/haus/orte/neu/", "anbieter/haus/team/", "anbieter-neu/",
        f"anbieter-anfragen/{other.slug}/",
    )  # fmt: skip
    team = Client()
    team.force_login(user)
    visitor = Client()
    return [(visitor, path) for path in public] + [(team, f"/konto/{path}") for path in konto]


def opened():
    return {"opened": guards.stamp(time.time() - 10), "website": ""}


def encoded(values):
    """Lone surrogates as a broken browser would send them."""
    return {
        name: [value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value for value in each]
        for name, each in values.items()
    }


def test_no_form_breaks_whatever_is_sent(site):
    @settings(max_examples=60, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(number=st.integers(0, len(site) - 1), values=FORMS)
    def send(number, values):
        client, path = site[number]
        answer = client.post(path, encoded(values) | opened())
        assert answer.status_code < 500, path

    send()


def test_every_form_takes_the_worst_of_each_kind(site):
    for client, path in site:
        for value in ("\x00", "\ud800", "-" * 300, "9" * 400, "31.12.9999"):
            answer = client.post(path, encoded({name: [value, value] for name in NAMES}) | opened())
            assert answer.status_code < 500, (path, value)


FILE = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="%s"; filename="%s"\r\n\r\n%s'
BROKEN = ("", "--", f"--{BOUNDARY}\r\nContent-Disposition: form-data; name=") + tuple(
    FILE % (name, file, body)
    for name, file in (("upload", "a.jpg"), ("file", "\x00.csv"))
    for body in ("\xff\xd8", f";;\r\n--{BOUNDARY}--")
)


def test_a_broken_upload_breaks_no_form(site):
    for client, path in site:
        for body in BROKEN:
            answer = client.generic("POST", path, body.encode("latin-1"), content_type=MULTIPART_CONTENT)
            assert answer.status_code < 500, (path, body)

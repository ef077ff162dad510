"""A marked word in every internal field of every model: it appears on nothing the public can open.

Fields are internal unless ``PUBLIC`` names them, so a new field or model is looked for here without being added.
"""

import re

import pytest
from django.apps import apps
from django.db import models
from django.urls import URLResolver, get_resolver
from django.utils import timezone

from networks import models as tables
from networks.analysis import keeping as analysis
from networks.landscape import keeping as landscape
from portal.pages.models import SiteSettings
from portal.search import index
from portal.search.models import SearchEntry, SearchWord
from tests.factories import today

from .factories import make_meeting, make_network, make_organisation, make_seat

MARK = "GEHEIMWORT"
ENTRY = {"title", "text"}
# What anybody may read of a row that is released to everybody.
PUBLIC = {
    tables.Meeting: {"title", "place", "text"},
    tables.AgendaItem: {"title", "text", "record"},
    tables.Minutes: {"text"},
    tables.Goal: ENTRY | {"indicator", "unit", "state_note"},
    tables.Decision: ENTRY,
    tables.Measure: ENTRY | {"light_reason"},
    tables.NetworkDocument: {"title", "url"},
}
ALL_PUBLIC = {tables.Network, tables.Organisation}  # their tables hold nothing internal
NOT_OURS = ("konto/", "verwaltung/", "demo/", "media/", "healthz", "readyz")


def mark(row, *, public=False):
    """Write the word into each text of a row that is not for everybody."""
    known = PUBLIC.get(type(row), set()) if public else set()
    values = {
        field.name: _word(field)
        for field in row._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and not field.choices
        and field.name not in known
    }
    type(row).objects.filter(pk=row.pk).update(**values)
    return row


def _word(field):
    if isinstance(field, models.EmailField):
        return "geheimwort@example.org"
    return f"https://example.org/{MARK}" if isinstance(field, models.URLField) else MARK


def _internal_parts(meeting):
    """What stays with the members even where the meeting is public."""
    mark(tables.AgendaItem.objects.create(meeting=meeting, title="x", is_internal=True))
    mark(tables.Decision.objects.create(network=meeting.network, meeting=meeting, title="x"))


@pytest.fixture
def marked(db):
    """One row of each model, released ones twice: for everybody and for members."""
    SiteSettings.objects.create(pk=1)
    network = make_network("Netz der Probe", slug="probe", entry="request")
    seat = make_seat(network, organisation=make_organisation("Haus der Probe", slug="haus"), person_name="x")
    rows = [seat, network.internal]
    for visibility in ("public", "members"):
        is_open = visibility == "public"
        made = [
            model.objects.create(network=network, title="x", visibility=visibility)
            for model in (tables.Goal, tables.Decision, tables.Measure)
        ]
        made.append(tables.NetworkDocument.objects.create(network=network, title="x", visibility=visibility))
        for days in (-4, 4):
            meeting = make_meeting(network, days=days, visibility=visibility, guests_welcome=is_open)
            item = tables.AgendaItem.objects.create(meeting=meeting, title="x", is_internal=not is_open)
            minutes = tables.Minutes.objects.create(meeting=meeting, release=visibility)
            made += [meeting, item, minutes]
            _internal_parts(meeting)
        for row in made:
            mark(row, public=is_open)
        rows += made
    unreleased = make_meeting(network, days=-3, visibility="public")
    mark(tables.Minutes.objects.create(meeting=unreleased, release="members"))
    goal = rows[2]
    tables.GoalValue.objects.create(goal=goal, value=1)
    entry = tables.ExchangeEntry.objects.create(
        network=network, seat=seat, direction="seeks", kind="room", title="x"
    )
    contact = tables.ExchangeContact.objects.create(entry=entry, seat=seat)
    internal = [
        entry,
        contact,
        tables.ExchangeMessage.objects.create(contact=contact, text="x"),
        tables.Admission.objects.create(network=network, origin="requested", person_email="x@example.org"),
        tables.Handover.objects.create(membership=seat),
        tables.ContactWarning.objects.create(membership=seat, reason="silent"),
        tables.ContactNote.objects.create(organisation=seat.organisation, network=network, topic="x"),
        tables.MeetingSeries.objects.create(
            network=network, title="x", first_day=today(), last_day=today(30), start_time="09:00"
        ),
        tables.Attendance.objects.create(meeting=rows[6], guest_name="x", was_there=True),
        tables.NetworkSnapshot.objects.create(kind="analysis", data={"size": {}, "alone": [], "note": MARK}),
        seat,
        network.internal,
    ]
    for row in internal:
        mark(row)
    secret = make_network(f"{MARK} Netz", slug="geheim", is_public=False)
    make_seat(secret, organisation=make_organisation(f"{MARK} Haus", slug="geheimes-haus"))
    make_seat(network, organisation=make_organisation(f"{MARK} Ehemals", slug="ehemals"), days=(-9, -2))
    return {type(row) for row in (*rows, *internal, network, seat.organisation)} | {tables.GoalValue}


def test_every_model_has_a_marked_row(marked):
    every = {
        model for model in apps.get_app_config("networks").get_models() if "Historical" not in model.__name__
    }
    linked = {model for model in every if model._meta.auto_created}
    assert every - linked == marked | ALL_PUBLIC


def patterns(resolver=None, prefix=""):
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry, prefix + str(entry.pattern))
        else:
            yield prefix + str(entry.pattern)


def addresses():
    """Every public address, with the slugs and all numbers that rows of the fixture have."""
    numbers = {
        row.pk for model in apps.get_app_config("networks").get_models() for row in model.objects.all()[:8]
    }
    lists = ("organization", "person", "meeting", "agendaItem", "membership", "file", "locationList", "paper")
    for pattern in patterns():
        if pattern.startswith(NOT_OURS) or "/<path:" in pattern:
            continue
        choices = {"slug": ("probe", "haus", "ehemals"), "str": lists, "int": [1, *sorted(numbers)]}
        yield from _filled(f"/{pattern}", choices)


def _filled(pattern, choices):
    found = re.search(r"<(?:(\w+):)?\w+>", pattern)
    if not found:
        yield pattern
        return
    for value in choices[found[1]]:
        yield from _filled(pattern.replace(found[0], str(value), 1), choices)


def test_the_marked_word_is_on_no_public_address(marked, lena):
    analysis.compute(tables.NetworkSnapshot.objects.create(kind="analysis"))
    landscape.draw()
    visited = {}
    for path in addresses():
        response = lena.get(path)
        text = response.content.decode(errors="replace").lower()
        visited[path] = response.status_code
        assert MARK.lower() not in text.replace(path.lower(), ""), path
    read = {path for path, status in visited.items() if status == 200}
    expected = {"/netzwerke/probe/", "/netzwerke/landkarte/", "/netzwerke/verzeichnis.csv", "/netzwerke/sitzungen.ics",
                "/netzwerke/probe/kontakt.vcf", "/netzwerke/probe/kalender.ics", "/sitemap.xml", "/api/v1/networks",
                "/api/oparl/v1.1/body/1/meeting", "/netzwerke/einrichtungen/haus/"}  # fmt: skip
    assert expected <= read
    assert visited["/netzwerke/einrichtungen/ehemals/"] == 404


@pytest.mark.parametrize("query", ["q=geheimwort", "q=%22geheimwort%22", "q=geheim"])
def test_search_suggestions_and_interface_know_nothing_of_it(marked, lena, query):
    index.catch_up()
    assert lena.get(f"/api/v1/networks?{query}").json()["total"] == 0
    assert "/netzwerke/probe/" not in lena.get(f"/suche/?{query}&in=netzwerke").content.decode()
    suggested = lena.get(f"/suche/vorschlaege/?{query}").content.decode().lower()
    assert "netz der probe" not in suggested
    assert not SearchWord.objects.filter(form__icontains="geheimwort").exists()
    assert MARK.lower() not in str(list(SearchEntry.objects.values_list("card", flat=True))).lower()


def test_the_walk_would_find_a_leak(marked, lena):
    tables.Network.objects.filter(slug="probe").update(summary=MARK, changed_at=timezone.now())
    assert MARK in lena.get("/netzwerke/probe/").content.decode()

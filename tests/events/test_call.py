"""Call for contributions: handed in, confirmed by a button, accepted into the programme or declined."""

import re
import time
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.utils import timezone

from events import call
from events.models import Contribution, ProgrammeItem
from events.programme import ProgrammeRefused
from portal.core.guards import stamp
from portal.core.models import OutgoingMail

from .factories import make_event, make_item

pytestmark = pytest.mark.django_db


def open_call(**fields):
    return make_event(call_closes_at=timezone.now() + timedelta(days=3), **fields)


def sent(**fields):
    values = {
        "opened": stamp(time.time() - 60),
        "kind": "workshop",
        "title": "Lernen im Stadtteil",
        "abstract": "Wie Vereine und Schulen zusammenarbeiten.",
        "minutes": "60",
        "speakers": "Ada Beispiel, Stadtbibliothek\nBen Beispiel",
        "email": "ada@example.org",
    }
    return values | fields


def submitted(event, **fields):
    values = {name: value for name, value in sent(**fields).items() if name != "opened"}
    return Contribution.objects.create(event=event, status="submitted", **values | {"minutes": 60})


def test_contribution_counts_once_its_address_is_confirmed(lena):
    event = open_call()
    response = lena.post(f"/veranstaltungen/{event.slug}/beitrag/", sent(), follow=True)
    assert "Sehen Sie in Ihr Postfach" in response.content.decode()
    contribution = Contribution.objects.get()
    assert contribution.status == "unconfirmed"
    link = re.search(r"/veranstaltungen/beitrag/bestaetigen/\?code=\S+", OutgoingMail.objects.get().text)[0]
    lena.get(link)
    contribution.refresh_from_db()
    assert contribution.status == "unconfirmed", "opening a link changes nothing"
    for _again in range(2):
        assert "ist eingereicht" in lena.post(link, follow=True).content.decode()
    contribution.refresh_from_db()
    assert contribution.status == "submitted"


def test_what_was_typed_is_kept_and_errors_are_in_german(lena):
    event = open_call()
    page = lena.post(
        f"/veranstaltungen/{event.slug}/beitrag/", sent(minutes="9999", email="x")
    ).content.decode()
    assert "Lernen im Stadtteil" in page
    assert "Fehler:" in page
    assert not Contribution.objects.exists()


@pytest.mark.parametrize(
    "fields", [{"title": "a\x00b"}, {"minutes": "9" * 5000}, {"kind": "break"}, {"title": "\ud800"}]
)
def test_odd_input_is_answered_not_crashed(lena, fields):
    event = open_call()
    body = urlencode(sent(**fields), errors="surrogatepass")
    address = f"/veranstaltungen/{event.slug}/beitrag/"
    assert lena.post(address, body, content_type="application/x-www-form-urlencoded").status_code in (
        200,
        302,
    )


def test_after_the_closing_date_nothing_is_taken(lena):
    event = make_event(call_closes_at=timezone.now() - timedelta(minutes=1))
    address = f"/veranstaltungen/{event.slug}/beitrag/"
    assert "gerade nicht angenommen" in lena.post(address, sent()).content.decode()
    assert not Contribution.objects.exists()
    assert lena.get(f"/veranstaltungen/{make_event().slug}/beitrag/").status_code == 404


def test_accepted_contribution_becomes_an_item_with_its_people():
    event = open_call()
    event.speakers.create(name="Ben Beispiel", slug="ben")
    call.accept(submitted(event), starts_at=event.starts_at)
    item = event.items.get()
    assert (item.title, item.kind) == ("Lernen im Stadtteil", "workshop")
    assert item.ends_at - item.starts_at == timedelta(hours=1)
    assert [(p.name, p.affiliation) for p in item.speakers.order_by("name")] == [
        ("Ada Beispiel", "Stadtbibliothek"), ("Ben Beispiel", ""),
    ]  # fmt: skip
    assert "angenommen" in OutgoingMail.objects.get().subject


def test_clash_leaves_the_contribution_undecided():
    event = open_call()
    room = event.rooms.create(name="Saal")
    make_item(event, room=room)
    contribution = submitted(event)
    with pytest.raises(ProgrammeRefused, match="belegt"):
        call.accept(contribution, starts_at=event.starts_at, room=room)
    contribution.refresh_from_db()
    assert (contribution.status, ProgrammeItem.objects.count(), OutgoingMail.objects.count()) == (
        "submitted",
        1,
        0,
    )


def test_decision_is_made_once():
    contribution = submitted(open_call())
    call.decline(contribution, reason="Das Programm ist voll.")
    assert "Das Programm ist voll." in OutgoingMail.objects.get().text
    with pytest.raises(call.ContributionRefused, match="abgelehnt"):
        call.accept(contribution, starts_at=contribution.event.starts_at)


def test_addresses_of_contributors_have_a_deletion_date():
    unconfirmed = Contribution.objects.create(
        event=open_call(), **{k: v for k, v in sent().items() if k != "opened"}
    )
    kept = submitted(open_call())
    call.delete_contributions(timezone.now() + timedelta(days=8))
    assert list(Contribution.objects.all()) == [kept]
    assert unconfirmed.pk != kept.pk
    call.delete_contributions(kept.event.ends_at + timedelta(days=91))
    assert not Contribution.objects.exists()

"""What an alert tells: offers that came since, each once, at once or on Monday morning."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.utils import timezone

from portal.alerts import news, subscription, watching
from portal.alerts.models import Mention, SearchAlert
from portal.core import jobs, outbox
from portal.core.models import OutgoingMail
from providers import moderation
from providers.models import Offer
from tests.factories import make_district, make_location, make_offer, make_provider, today

pytestmark = pytest.mark.django_db


def make_alert(query="q=deutsch", rhythm="at_once", email="lena@example.org", days=1):
    """An alert confirmed some days ago."""
    moment = timezone.now() - timedelta(days=days)
    return SearchAlert.objects.create(
        email=email,
        query=query,
        words="„deutsch“",
        rhythm=rhythm,
        confirmed_at=moment,
        seen_until=moment,
        ends_at=moment + subscription.LASTS,
    )


def new_offer(title="Deutsch am Abend", minutes=1, **fields):
    return make_offer(title, published_at=timezone.now() - timedelta(minutes=minutes), **fields)


def told(rhythm="at_once"):
    """The mails of one look."""
    before = len(mail.outbox)
    news.tell(rhythm)
    outbox.send_due()
    return mail.outbox[before:]


def test_a_new_offer_is_told_once_with_what_people_decide_by():
    make_alert()
    place = make_location(name="Haus der Probe")
    offer = new_offer(provider=place.provider, location=place, price="free", days=[3])
    new_offer("Gitarre")
    (sent,) = told()
    assert sent.subject == "1 neues Angebot: „deutsch“"
    assert "Deutsch am Abend" in sent.body
    assert offer.provider.name in sent.body
    assert "Haus der Probe" in sent.body
    assert "kostenlos" in sent.body
    assert f"/angebote/{offer.slug}/" in sent.body
    assert "Gitarre" not in sent.body
    assert "<mark>" not in sent.alternatives[0].content
    assert told() == []


def test_what_was_there_before_is_not_new():
    new_offer(minutes=60 * 24 * 30)
    alert = make_alert(days=0)
    new_offer("Deutsch eben erst", minutes=5)  # before the confirmation, and within the overlap of two looks
    assert told() == []
    alert.refresh_from_db()
    assert Mention.objects.count() == 0


def test_an_offer_is_new_on_the_day_it_becomes_valid():
    make_alert(days=3)
    old = timezone.now() - timedelta(days=30)
    make_offer("Deutsch ab heute", published_at=old, valid_from=today())
    make_offer("Deutsch ab morgen", published_at=old, valid_from=today(1))
    (sent,) = told()
    assert "Deutsch ab heute" in sent.body
    assert "Deutsch ab morgen" not in sent.body
    assert told() == []


def test_an_offer_withdrawn_and_shown_again_is_not_told_twice(mehmet):
    make_alert()
    offer = new_offer()
    assert len(told()) == 1
    moderation.withdraw(offer, by=mehmet)
    moderation.publish(offer, by=mehmet)
    Offer.objects.update(published_at=timezone.now())  # as an import sets it anew
    assert told() == []


def test_a_publication_committed_after_the_last_look_is_not_missed():
    make_alert()
    assert told() == []
    SearchAlert.objects.update(seen_until=timezone.now())
    new_offer(minutes=3)  # its transaction began before the look and was committed after it
    assert len(told()) == 1


def test_filters_of_the_search_hold_for_what_is_told():
    buckau = make_district("buckau", name="Buckau")
    make_alert("stadtteil=buckau&kostenlos=1")
    provider = make_provider()
    place = make_location(provider, district=buckau)
    new_offer("Hier und frei", provider=provider, location=place, price="free")
    new_offer("Woanders", price="free")
    (sent,) = told()
    assert "Hier und frei" in sent.body
    assert "Woanders" not in sent.body


def test_filters_understood_from_the_words_hold_too():
    buckau, altstadt = make_district("buckau", name="Buckau"), make_district("altstadt", name="Altstadt")
    make_alert("q=deutsch+in+buckau")
    make_offer(
        "Gitarre", location=make_location(district=buckau)
    )  # nothing fits yet in a Stadtteil that is known
    new_offer("Deutsch nebenan", location=make_location(district=altstadt))
    assert told() == []
    new_offer("Deutsch hier", location=make_location(district=buckau))
    (sent,) = told()
    assert "Deutsch hier" in sent.body
    assert "nebenan" not in sent.body


def test_ended_and_unpublished_offers_are_not_told():
    make_alert()
    new_offer("Deutsch beendet", days=[-2])
    new_offer("Deutsch Entwurf", status=Offer.Status.DRAFT)
    assert told() == []


def test_weekly_and_at_once_do_not_mix_and_each_owner_gets_a_mail():
    make_alert(rhythm="weekly")
    make_alert(rhythm="at_once", email="omar@example.org")
    new_offer()
    assert [sent.to for sent in told("at_once")] == [["omar@example.org"]]
    assert [sent.to for sent in told("weekly")] == [["lena@example.org"]]


def test_many_new_offers_come_in_one_mail_that_stays_short():
    make_alert(rhythm="weekly", days=7)
    provider = make_provider()
    for number in range(23):
        new_offer(f"Deutsch {number}", provider=provider)
    (sent,) = told("weekly")
    assert sent.subject.startswith("23 neue Angebote")
    assert sent.body.count("/angebote/") == 20
    assert "3 weitere Angebote stehen im Portal." in sent.body
    assert Mention.objects.count() == 23


def test_unconfirmed_wishes_are_told_nothing():
    SearchAlert.objects.create(email="lena@example.org", query="q=deutsch", words="x", rhythm="at_once")
    new_offer()
    assert told() == []


def test_each_mail_ends_its_alert_in_one_click_and_names_the_link_for_mail_programs(lena):
    make_alert()
    new_offer()
    (sent,) = told()
    header = sent.message()["List-Unsubscribe"]
    address = header.removeprefix("<").removesuffix(">")
    assert address in sent.body
    assert "List-Unsubscribe-Post" not in sent.message()
    parts = urlsplit(address)
    lena.post(f"{parts.path}?{parts.query}")
    assert not SearchAlert.objects.exists()


def test_a_mail_and_the_note_of_what_it_told_stand_or_fall_together(monkeypatch):
    alert = make_alert()
    new_offer()

    class Broken(Exception):
        pass

    def fail(*_args, **_options):
        raise Broken

    monkeypatch.setattr(Mention.objects, "bulk_create", fail)
    with pytest.raises(Broken):
        news.tell("at_once")
    monkeypatch.undo()
    assert not OutgoingMail.objects.exists()
    alert.refresh_from_db()
    assert alert.seen_until < timezone.now() - timedelta(hours=1)


def test_nothing_new_costs_two_statements_however_many_alerts(django_assert_num_queries):
    for number in range(20):
        make_alert(email=f"p{number}@example.org", days=0)
    with django_assert_num_queries(2):
        assert news.tell("at_once") == 0


def test_weekly_mails_are_made_on_monday_morning():
    jobs.load()
    job = jobs.JOBS["portal.alerts.tasks.tell_weekly"]
    saturday = timezone.make_aware(datetime(2026, 11, 21, 12))
    assert timezone.localtime(job.next_after(saturday)) == timezone.make_aware(datetime(2026, 11, 23, 6, 30))


def test_the_address_in_the_mail_shows_the_newest_first(settings):
    settings.SITE_URL = "https://bildung.example.org"
    address = watching.search_address("q=deutsch&thema=a&thema=b", sortierung="neu")
    assert address == "https://bildung.example.org/suche/?q=deutsch&thema=a&thema=b&sortierung=neu"


def test_an_alert_is_confirmed_from_now_on_not_from_when_it_was_asked_for():
    alert = SearchAlert.objects.create(
        email="lena@example.org", query="q=deutsch", words="x", rhythm="at_once"
    )
    new_offer(minutes=1)
    subscription.confirm(alert.pk, rhythm="at_once")
    assert told() == []

"""/angebote/<slug>/: who sees what, and what the page costs."""

import pytest

from providers import moderation
from providers.models import Offer, OfferRelation, OfferSeries, Provider
from providers.schedule import refresh
from tests.factories import (
    make_access_feature,
    make_district,
    make_life_stage,
    make_location,
    make_offer,
    make_offer_kind,
    make_provider,
    make_topic,
    make_user,
    today,
)

pytestmark = pytest.mark.django_db


def test_a_published_offer_is_there_for_everybody(lena):
    offer = make_offer("Deutsch A2 am Abend", description="**Sprechen** üben", plain_language="Kurze Sätze.")
    html = lena.get(offer.get_absolute_url()).content.decode()
    assert "<h1" in html
    assert "Deutsch A2 am Abend" in html
    assert "<strong>Sprechen</strong>" in html
    assert 'id="einfach"' in html


def test_what_providers_write_stays_text(lena):
    offer = make_offer("<b>Fett</b>", description="<script>alert(1)</script>", summary="<i>schräg</i>")
    html = lena.get(offer.get_absolute_url()).content.decode()
    assert "<script>alert" not in html
    assert "<b>Fett" not in html
    assert "<i>schräg" not in html


def test_the_facts_stand_before_the_description(lena):
    html = lena.get(make_offer(description="Der lange Text").get_absolute_url()).content.decode()
    assert html.index("Das Wichtigste") < html.index("Der lange Text")


@pytest.mark.parametrize("status", ["draft", "submitted", "question", "refused"])
def test_what_was_never_public_does_not_exist(lena, status):
    assert lena.get(make_offer(status=status).get_absolute_url()).status_code == 404


def test_an_offer_not_yet_valid_does_not_exist(lena):
    assert lena.get(make_offer(valid_from=today(3)).get_absolute_url()).status_code == 404


@pytest.mark.parametrize("take_away", [moderation.withdraw, moderation.archive])
def test_what_was_public_once_is_gone_and_leads_on(lena, mehmet, take_away):
    offer = make_offer("Geheimer Titel", status="draft", slug="deutsch-am-abend")
    moderation.publish(offer, by=mehmet)
    take_away(offer, by=mehmet)
    response = lena.get(offer.get_absolute_url())
    html = response.content.decode()
    assert response.status_code == 410
    assert "Geheimer Titel" not in html
    assert "/suche/?q=deutsch+am+abend" in html


def test_what_replaces_an_offer_that_is_gone_is_named(lena, mehmet):
    old = make_offer("Alter Kurs", status="draft", slug="alter-kurs")
    moderation.publish(old, by=mehmet)
    for other in (make_offer("Neuer Kurs"), make_offer("Geheimer Entwurf", status="draft")):
        OfferRelation.objects.create(offer=other, kind=OfferRelation.Kind.REPLACES, other=old)
    moderation.withdraw(old, by=mehmet)
    html = lena.get(old.get_absolute_url()).content.decode()
    assert "Neuer Kurs" in html
    assert "Geheimer Entwurf" not in html


def test_an_archived_draft_was_never_public_and_does_not_exist(lena, mehmet):
    offer = make_offer(status="draft")
    moderation.archive(offer, by=mehmet)
    assert lena.get(offer.get_absolute_url()).status_code == 404


def test_offers_of_a_withdrawn_provider_are_gone(lena, mehmet):
    offer = make_offer(status="draft")
    moderation.publish(offer, by=mehmet)
    moderation.withdraw_provider(offer.provider, by=mehmet)
    assert lena.get(offer.get_absolute_url()).status_code == 410


def test_an_unknown_address_answers_in_german(lena):
    response = lena.get("/angebote/gibt-es-nicht/")
    assert response.status_code == 404
    assert "Diese Seite gibt es nicht" in response.content.decode()


def test_staff_see_a_draft_with_a_banner(desk):
    offer = make_offer("Entwurf des Kurses", status="draft")
    response = desk.get(offer.get_absolute_url(), {"vorschau": 1})
    html = response.content.decode()
    assert response.status_code == 200
    assert "Vorschau" in html
    assert "Entwurf des Kurses" in html
    assert response["Cache-Control"] == "private, no-store"
    assert 'content="noindex"' in html


def test_staff_without_the_preview_parameter_see_what_everybody_sees(desk):
    assert desk.get(make_offer(status="draft").get_absolute_url()).status_code == 404


def test_nobody_else_gets_a_preview(lena, client):
    address = make_offer(status="draft").get_absolute_url() + "?vorschau=1"
    client.force_login(make_user("staff@example.org", is_staff=True))
    assert lena.get(address).status_code == 404
    assert client.get(address).status_code == 404


def test_an_ended_offer_says_so_first_and_names_others(lena):
    for title in ("Deutsch A2 am Vormittag", "Töpfern", "Schach", "Yoga am Abend"):
        make_offer(title, days=(5,))
    offer = make_offer("Deutsch A2 am Abend", days=(-5,))
    html = lena.get(offer.get_absolute_url()).content.decode()
    assert html.index("Dieses Angebot ist beendet") < html.index("<h1")
    assert "Deutsch A2 am Vormittag" in html
    assert 'href="#aehnlich"' in html


def test_similar_offers_leave_the_offer_itself_out(lena):
    offer = make_offer("Löten für alle")
    assert lena.get(offer.get_absolute_url()).context["similar"] == []


def test_where_no_title_is_alike_others_of_the_topic_stand_in(lena):
    topic = make_topic()
    offer = make_offer("Löten für alle", terms=[topic])
    make_offer("Roboter bauen", terms=[topic])
    make_offer("Schach")
    (card,) = lena.get(offer.get_absolute_url()).context["similar"]
    assert str(card.title_html) == "Roboter bauen"


def test_the_page_sets_no_cookie_and_names_no_foreign_script(lena):
    response = lena.get(make_offer().get_absolute_url())
    html = response.content.decode()
    assert not response.cookies
    assert "style=" not in html
    assert html.count("<script") == html.count('src="/static/js/') == 1


@pytest.mark.parametrize("number", [1, 200])
def test_the_page_costs_at_most_six_statements(lena, django_assert_max_num_queries, number):
    place = make_location(district=make_district())
    make_access_feature()
    offer = make_offer(
        "Deutsch am Abend",
        provider=place.provider,
        location=place,
        kind=make_offer_kind(),
        days=range(number),
        terms=[make_topic(), make_life_stage()],
        keywords=["abends"],
    )
    OfferSeries.objects.create(offer=offer, weekdays=[1], first_day=today(1), last_day=today(number * 2))
    refresh(offer)
    for _ in range(5):
        make_offer("Deutsch am Morgen")
    lena.get(make_offer("Etwas anderes").get_absolute_url())
    with django_assert_max_num_queries(6):
        assert lena.get(offer.get_absolute_url()).status_code == 200


def test_a_provider_that_is_not_public_hides_its_offers(lena):
    offer = make_offer(provider=make_provider(status=Provider.Status.DRAFT), status=Offer.Status.PUBLISHED)
    assert lena.get(offer.get_absolute_url()).status_code == 404

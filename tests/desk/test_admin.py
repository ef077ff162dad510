"""The team's desk: every list and form opens, rules own what they own, status changes only by actions."""

import pytest
from django.contrib import admin
from django.urls import reverse

from portal.core.models import OutgoingMail
from portal.pages.models import SiteSettings
from providers.models import Location, Offer, OfferDate, Provider, StatusChange, TeamMember
from tests.factories import (
    ALTSTADT,
    BUCKAU,
    make_district,
    make_location,
    make_offer,
    make_offer_kind,
    make_provider,
    make_topic,
    make_user,
    today,
)

CHANGELIST = "admin:providers_offer_changelist"


def model_addresses():
    return [
        f"admin:{model._meta.app_label}_{model._meta.model_name}"
        for model in admin.site._registry
        if model._meta.app_label in {"providers", "pages", "core", "search"}
    ]


@pytest.fixture
def boss(client, chef):
    client.force_login(chef)
    return client


@pytest.mark.parametrize("name", model_addresses())
def test_every_list_opens_and_can_be_searched(boss, name):
    assert boss.get(reverse(f"{name}_changelist"), {"q": "deutsch\x00"}, follow=True).status_code == 200


def test_the_settings_open_straight_away_and_can_be_saved(desk):
    page = desk.get(reverse("admin:pages_sitesettings_changelist"), follow=True)
    address = page.redirect_chain[-1][0]
    assert desk.post(address, {"advice_phone": "0391 1234"}).status_code == 302
    assert SiteSettings.objects.get().advice_phone == "0391 1234"


def test_start_page_names_what_waits_and_since_when(desk):
    make_offer("Nähen", status=Offer.Status.SUBMITTED)
    page = desk.get(reverse("admin:index")).content.decode()
    assert "Angebote warten auf Prüfung" in page
    assert "von heute" in page


def test_start_page_says_when_nothing_waits(desk):
    assert "Nichts wartet" in desk.get(reverse("admin:index")).content.decode()


def test_start_page_costs_the_same_for_one_and_twenty_offers(desk, django_assert_max_num_queries):
    for _number in range(20):
        make_offer(status=Offer.Status.SUBMITTED)
    with django_assert_max_num_queries(10):
        desk.get(reverse("admin:index"))


@pytest.mark.parametrize("rows", [1, 20])
def test_offer_list_costs_at_most_ten_statements(desk, django_assert_max_num_queries, rows):
    kind = make_offer_kind()
    for _number in range(rows):
        make_offer(kind=kind)
    with django_assert_max_num_queries(10):
        assert desk.get(reverse(CHANGELIST)).status_code == 200


@pytest.mark.parametrize(
    ("action", "before", "after"),
    [
        ("publish", Offer.Status.DRAFT, Offer.Status.PUBLISHED),
        ("withdraw", Offer.Status.PUBLISHED, Offer.Status.WITHDRAWN),
        ("archive", Offer.Status.PUBLISHED, Offer.Status.ARCHIVED),
    ],
)
def test_actions_change_the_status_through_moderation(desk, mehmet, action, before, after):
    offer = make_offer(status=before)
    desk.post(reverse(CHANGELIST), {"action": action, "_selected_action": [offer.pk]})
    offer.refresh_from_db()
    assert offer.status == after
    change = StatusChange.objects.get(offer=offer)
    assert (change.before, change.after, change.by) == (before, after, mehmet)


def test_many_offers_published_at_once_write_one_mail_to_each_person(desk, anna):
    team, alone, imported = make_provider(), make_provider(email="verein@example.org"), make_provider()
    TeamMember.objects.create(provider=team, user=anna)
    drafts = [make_offer(title, provider=team, status=Offer.Status.DRAFT) for title in ("Chor", "Nähen")]
    drafts.append(make_offer("Kochen", provider=alone, status=Offer.Status.DRAFT))
    drafts.append(
        make_offer("Liste", provider=imported, status=Offer.Status.DRAFT, source="x", source_id="1")
    )
    desk.post(reverse(CHANGELIST), {"action": "publish", "_selected_action": [offer.pk for offer in drafts]})
    mails = {mail.recipient: mail for mail in OutgoingMail.objects.all()}
    assert set(mails) == {"anna@example.org", "verein@example.org"}
    assert mails["anna@example.org"].subject == "2 Ihrer Angebote: veröffentlicht"
    assert "Chor" in mails["anna@example.org"].text and "Nähen" in mails["anna@example.org"].text
    assert mails["verein@example.org"].subject == "Jetzt im Portal: Kochen"


def test_a_refused_action_says_why_and_lets_the_others_through(desk):
    gone, live = make_offer("Alt", status=Offer.Status.ARCHIVED), make_offer("Neu")
    rows = {"action": "withdraw", "_selected_action": [gone.pk, live.pk]}
    page = desk.post(reverse(CHANGELIST), rows, follow=True).content.decode()
    assert "kann nicht „zurückgezogen“ werden" in page
    assert "1 Angebot zurückgezogen" in page


def offer_form(offer, **changes):
    """POST data of the change form as the page shows it, with changes."""
    data = {
        "provider": offer.provider_id,
        "title": offer.title,
        "price": offer.price,
        "schedule": offer.schedule,
        "registration": offer.registration,
        "availability": offer.availability,
        "keywords": "",
    }
    for prefix in ("dates", "series", "hours", "access_facts", "status_changes"):
        data |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
    return data | changes


def change_address(offer):
    return reverse("admin:providers_offer_change", args=[offer.pk])


def test_status_in_the_form_data_changes_nothing(desk):
    offer = make_offer(status=Offer.Status.DRAFT)
    response = desk.post(change_address(offer), offer_form(offer, status="published", title="Neuer Titel"))
    assert response.status_code == 302
    offer.refresh_from_db()
    assert (offer.status, offer.title) == (Offer.Status.DRAFT, "Neuer Titel")


def test_a_series_becomes_dates_and_the_offer_knows_its_span(desk):
    offer = make_offer()
    series = {
        "series-TOTAL_FORMS": 1,
        "series-0-frequency": "weekly",
        "series-0-weekdays": ["1"],
        "series-0-first_day": "2027-01-05",
        "series-0-last_day": "2027-01-26",
        "series-0-start_time": "17:00",
        "series-0-end_time": "18:30",
        "series-0-except_days": "2027-01-12",
    }
    response = desk.post(change_address(offer), offer_form(offer, **series))
    assert response.status_code == 302
    days = [str(date.first_day) for date in OfferDate.objects.filter(offer=offer)]
    assert days == ["2027-01-05", "2027-01-19", "2027-01-26"]
    offer.refresh_from_db()
    assert (str(offer.first_day), str(offer.last_day)) == ("2027-01-05", "2027-01-26")


def test_a_date_that_ends_before_it_begins_is_refused_in_german(desk):
    offer = make_offer()
    date = {
        "dates-TOTAL_FORMS": 1,
        "dates-0-first_day": "2027-01-05",
        "dates-0-last_day": "2027-01-04",
        "dates-0-status": "planned",
    }
    page = desk.post(change_address(offer), offer_form(offer, **date)).content.decode()
    assert "Das Ende liegt vor dem Beginn" in page


def test_a_price_without_amount_is_refused_in_german(desk):
    offer = make_offer()
    page = desk.post(change_address(offer), offer_form(offer, price="amount")).content.decode()
    assert "Betrag und Art der Kosten passen nicht zusammen" in page


def test_fields_mended_by_hand_are_remembered_for_the_next_import(desk):
    offer = make_offer(source="vhs", source_id="1")
    desk.post(change_address(offer), offer_form(offer, title="Besserer Titel"))
    offer.refresh_from_db()
    assert offer.edited_fields == ["title"]


def test_history_shows_the_differences_field_by_field(desk):
    offer = make_offer("Alter Titel")
    desk.post(change_address(offer), offer_form(offer, title="Neuer Titel"))
    page = desk.get(reverse("admin:providers_offer_history", args=[offer.pk])).content.decode()
    assert "<dt>Titel</dt>" in page
    assert "Alter Titel</del>" in page
    assert "Neuer Titel</ins>" in page
    assert "style=" not in page


def test_a_place_finds_its_district_when_staff_move_it(desk):
    altstadt = make_district("altstadt", ALTSTADT)
    make_district("buckau", BUCKAU)
    location = make_location(center=BUCKAU)
    data = {"provider": location.provider_id, "name": "Neu", "lat": ALTSTADT[0], "lon": ALTSTADT[1]}
    for prefix in ("hours", "closures", "access_facts"):
        data |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
    response = desk.post(reverse("admin:providers_location_change", args=[location.pk]), data)
    assert response.status_code == 302
    assert Location.objects.get(pk=location.pk).district == altstadt


def test_a_new_provider_gets_a_german_address_and_starts_as_draft(desk):
    data = {"name": "Übungsgärtnerei Straße", "locations-TOTAL_FORMS": 0, "locations-INITIAL_FORMS": 0}
    desk.post(reverse("admin:providers_provider_add"), data)
    provider = Provider.objects.get()
    assert (provider.slug, provider.status) == ("uebungsgaertnerei-strasse", Provider.Status.DRAFT)


def test_published_entries_link_to_their_page_and_drafts_to_the_preview(desk):
    make_offer("Offen"), make_offer("Entwurf", status=Offer.Status.DRAFT)
    page = desk.get(reverse(CHANGELIST)).content.decode()
    assert ">Ansehen</a>" in page
    assert '?vorschau=1">Vorschau</a>' in page


def test_stand_filter_separates_ended_from_current(desk):
    make_offer("Gestern", days=[-1]), make_offer("Morgen", days=[1])
    page = desk.get(reverse(CHANGELIST), {"stand": "beendet"}).content.decode()
    assert "Gestern" in page
    assert "Morgen" not in page


def test_the_address_of_a_term_is_fixed_once_it_exists(desk):
    topic = make_topic("sprache", name="Sprache")
    address = reverse("admin:providers_topic_change", args=[topic.pk])
    desk.post(address, {"name": "Sprachen", "slug": "anders", "position": 1, "is_active": "on"})
    topic.refresh_from_db()
    assert (topic.name, topic.slug) == ("Sprachen", "sprache")


def test_topics_keep_to_two_levels(desk):
    field = make_topic("bne")
    topic = make_topic("klima", parent=field)
    data = {"name": "Wetter", "position": 0, "is_active": "on", "parent": topic.pk}
    page = desk.post(reverse("admin:providers_topic_add"), data).content.decode()
    assert "Themen haben zwei Ebenen" in page


def test_the_desk_is_closed_to_providers_and_visitors(client, lena, anna):
    client.force_login(anna)
    for visitor in (client, lena):
        response = visitor.get(reverse(CHANGELIST))
        assert response.status_code == 302
        assert response.url.startswith(reverse("admin:login"))


def test_staff_without_rights_see_no_offers(client, db):
    client.force_login(make_user(is_staff=True))
    make_offer("Geheim")
    assert client.get(reverse(CHANGELIST)).status_code == 403


def test_the_admin_keeps_the_strict_policy(desk):
    policy = desk.get(reverse("admin:index")).headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_offers_with_a_past_date_show_as_work(desk):
    make_offer("Vorbei", days=[-3], confirmed_at=None)
    assert today(-3) < today()
    assert "veröffentlichte Angebote sind beendet" in desk.get(reverse("admin:index")).content.decode()


def test_provider_actions_hide_and_show_its_offers(desk):
    provider = make_provider()
    make_offer(provider=provider)
    rows = {"action": "withdraw", "_selected_action": [provider.pk]}
    desk.post(reverse("admin:providers_provider_changelist"), rows)
    assert not Offer.objects.published().exists()


def test_the_list_speaks_german_also_where_django_does_not(desk):
    make_offer()
    page = desk.get(reverse(CHANGELIST)).content.decode()
    assert ">Ausführen</button>" in page
    assert "Select an option" not in page
    script = desk.get(reverse("admin:jsi18n")).content.decode()
    assert "Alle ausw\\u00e4hlen: %s" in script


def test_the_start_page_groups_daily_work_first_and_leaves_no_table_out(boss):
    groups = boss.get(reverse("admin:index")).context["app_list"]
    assert [model["object_name"] for model in groups[0]["models"]] == [
        *("Offer", "Provider", "Location", "Submission", "OfferSource"),
    ]
    shown = {model["object_name"] for group in groups for model in group["models"]}
    assert shown == {model.__name__ for model in admin.site._registry}

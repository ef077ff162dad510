"""The team's queue: everything that waits, by age; each case with all a decision needs; only for who may decide."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.core.models import OutgoingMail
from providers import cases, changes, moderation
from providers.models import (
    CaseCheck,
    CaseMessage,
    Offer,
    OfferChange,
    ReplyText,
    StatusChange,
    VisitorReport,
)
from providers.reports import reporting
from tests.factories import make_offer, make_provider, make_topic, make_user

pytestmark = pytest.mark.django_db
Status = Offer.Status
QUEUE = "/verwaltung/providers/offer/pruefen/"


def case_path(offer):
    return reverse("admin:providers_case", args=[offer.pk])


def press(client, offer, action, **data):
    offer.refresh_from_db()
    return client.post(case_path(offer), {"action": action, "seen": offer.changed_at.isoformat()} | data)


def page_of(response):
    return " ".join(response.content.decode().split())


def page(client, path=QUEUE):
    return page_of(client.get(path))


def changed(offer, **data):
    changes.save_edit(offer, data, by=None, expected=changes.token(offer))
    return OfferChange.objects.select_related("offer").latest("pk")


def everything(number):
    """A row of each kind."""
    make_offer(f"Neu {number}", status=Status.SUBMITTED)
    changed(make_offer(f"Alt {number}"), title=f"Anders {number}", price_note="pro Abend")
    reporting.report(kind="error", problem="dates", page="/suche/", text=f"Hinweis {number}")
    reporting.report(kind="missing", wanted=f"Wunsch {number}")


@pytest.mark.parametrize("rows", [1, 20, 200])
def test_the_queue_costs_the_same_statements_however_long_it_is(desk, django_assert_max_num_queries, rows):
    everything(0)
    for number in range(rows // 4):
        everything(number + 1)
    with django_assert_max_num_queries(10):
        desk.get(QUEUE)


def test_what_waits_longest_comes_first_whatever_it_is(desk, mehmet):
    new = make_offer("Neues", status=Status.SUBMITTED)
    answered = make_offer("Beantwortetes", status=Status.SUBMITTED)
    moderation.ask(answered, by=mehmet, reason="Wann?")
    moderation.answer(answered, by=None, reason="Montags.")
    change = changed(make_offer("Geändertes"), title="Neuer Titel")
    report = reporting.report(kind="missing", wanted="Schwimmkurs")
    for days, row in ((4, change), (3, report)):
        row.at = timezone.now() - timedelta(days=days)
        row.save()
    Offer.objects.filter(pk=new.pk).update(changed_at=timezone.now() - timedelta(days=2))
    text = page(desk)
    names = ["Geändertes", "Schwimmkurs", "Neues", "Beantwortetes"]
    assert sorted(names, key=lambda name: text.index(f">{name}</a>")) == names
    for words in (
        "Änderung wartet",
        "Antwort auf Rückfrage",
        "Neues Angebot",
        "seit 4 Tagen",
        "4 Dinge warten",
    ):
        assert words in text


def test_a_kind_can_be_looked_at_alone(desk):
    everything(1)
    text = page(desk, QUEUE + "?art=missing")
    assert "Wunsch 1" in text
    assert "Neu 1" not in text


@pytest.mark.parametrize(
    "query", ["art=%00", "art=x", "seite=99999999999999999999", "seite=-1", "art=new&art=old"]
)
def test_any_query_string_shows_a_page(desk, query):
    everything(1)
    assert desk.get(f"{QUEUE}?{query}").status_code == 200


@pytest.mark.parametrize("who", ["lena", "anna", "staff"])
def test_nobody_but_staff_with_the_right_sees_or_decides_anything(client, who, anna):
    offer = make_offer("Geheim", status=Status.SUBMITTED)
    report = reporting.report(kind="missing", wanted="Schwimmkurs")
    moderation.submit(make_offer(status=Status.DRAFT), by=None)
    if who != "lena":
        client.force_login(anna if who == "anna" else make_user(is_staff=True))
    expected = 403 if who == "staff" else 302
    paths = [QUEUE, case_path(offer), reverse("admin:providers_report", args=[report.pk])]
    acts = [reverse("admin:providers_begin", args=[offer.pk]), reverse("admin:providers_next")]
    acts.append(reverse("admin:providers_undo", args=[StatusChange.objects.get().pk]))
    assert {client.get(path).status_code for path in paths} == {expected}
    assert {client.post(path, {"action": "publish"}).status_code for path in paths + acts} == {expected}
    offer.refresh_from_db()
    assert offer.status == Status.SUBMITTED


def test_looking_at_a_case_changes_nothing(desk):
    offer = make_offer(status=Status.SUBMITTED)
    desk.get(case_path(offer))
    assert not CaseCheck.objects.exists()
    for name in ("begin", "undo"):
        assert desk.get(reverse(f"admin:providers_{name}", args=[offer.pk])).status_code == 405


def test_a_case_shows_what_is_said_what_differs_who_said_what_and_twins(desk, mehmet):
    make_offer("Nähen für Anfänger")
    offer = make_offer(
        "Nähen für Anfänger", provider=make_provider(), terms=[make_topic("mode", name="Mode")]
    )
    changed(offer, summary="Mit <b>Maschine</b>.")
    cases.note(offer, by=mehmet, text="Kennen wir.")
    text = page(desk, case_path(offer))
    for words in (
        "Diese Änderung wartet",
        "Kennen wir.",
        "Vielleicht schon im Portal",
        "Mode",
        "&lt;b&gt;Maschine",
    ):
        assert words in text
    assert "style=" not in text


@pytest.mark.parametrize("amount", [1, 20])
def test_a_case_costs_the_same_however_much_was_said(desk, mehmet, django_assert_max_num_queries, amount):
    offer = make_offer("Nähen", status=Status.SUBMITTED)
    for number in range(amount):
        cases.note(offer, by=mehmet, text=f"Notiz {number}")
        moderation.ask(offer, by=mehmet, reason="Wann?")
        moderation.answer(offer, by=None, reason="Bald.")
    with django_assert_max_num_queries(26):
        desk.get(case_path(offer))


def test_publishing_from_the_queue_opens_the_next_case_and_can_be_taken_back(desk):
    first, second = (make_offer(name, status=Status.SUBMITTED) for name in ("Erstes", "Zweites"))
    answer = press(desk, first, "publish", go_on="on")
    assert answer["Location"] == case_path(second)
    assert CaseCheck.objects.get().offer == second
    assert "Zurücknehmen" in page(desk)
    undo = reverse("admin:providers_undo", args=[StatusChange.objects.get().pk])
    assert desk.post(undo)["Location"] == case_path(first)
    first.refresh_from_db()
    assert first.status == Status.SUBMITTED


def test_a_template_and_own_words_become_one_question(desk):
    ReplyText.objects.create(kind="question", name="Aufzug", slug="aufzug", text="Gibt es einen Aufzug?")
    offer = make_offer(status=Status.SUBMITTED, provider=make_provider(email="haus@example.org"))
    press(desk, offer, "ask", template="aufzug", text="Und Parkplätze?")
    assert CaseMessage.objects.get().text == "Gibt es einen Aufzug?\n\nUnd Parkplätze?"
    assert "Und Parkplätze?" in OutgoingMail.objects.get().text


def test_without_words_a_refusal_is_asked_for_them_and_nothing_happens(desk):
    offer = make_offer(status=Status.SUBMITTED)
    answer = press(desk, offer, "refuse", text=" ")
    assert "Schreiben Sie den Grund" in answer.content.decode()
    offer.refresh_from_db()
    assert offer.status == Status.SUBMITTED


def test_what_was_typed_stays_when_a_decision_comes_too_late(desk):
    offer = make_offer(status=Status.SUBMITTED)
    answer = desk.post(
        case_path(offer), {"action": "refuse", "seen": "alt", "form_id": "nein", "text": "Weil es so ist."}
    )
    assert "Inzwischen hat jemand noch etwas geändert" in answer.content.decode()
    assert "Weil es so ist." in answer.content.decode()
    assert not StatusChange.objects.exists()


def test_twenty_clicks_on_publish_publish_once(desk):
    offer = make_offer(status=Status.SUBMITTED, provider=make_provider(email="haus@example.org"))
    seen = offer.changed_at.isoformat()
    for _number in range(20):
        assert desk.post(case_path(offer), {"action": "publish", "seen": seen}).status_code in (200, 302)
    assert StatusChange.objects.count() == OutgoingMail.objects.count() == 1


def test_changes_are_taken_over_field_by_field_and_small_ones_ticked_off(desk):
    offer = make_offer("Nähen", provider=make_provider(email="haus@example.org"))
    changed(offer, title="Nähkurs", summary="Neu.", price_note="pro Abend")
    waits, live = OfferChange.objects.get(status="waiting"), OfferChange.objects.get(status="live")
    decide = {"change": waits.pk, "seen": waits.token, "fields_chosen": ["title"]}
    assert desk.post(case_path(offer), {"action": "accept_some"} | decide).status_code == 302
    live = OfferChange.objects.select_related("offer").get(pk=live.pk)
    assert (
        desk.post(case_path(offer), {"action": "see", "change": live.pk, "seen": live.token}).status_code
        == 302
    )
    offer.refresh_from_db()
    assert (offer.title, offer.summary) == ("Nähkurs", "")
    assert list(OfferChange.objects.open().values_list("after", flat=True)) == [{"summary": "Neu."}]


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"action": "delete"},
        {"action": "accept", "change": "99999999999999999999"},
        {"action": "accept", "change": "\x00"},
        {"action": "see", "change": 7, "seen": "\x85"},
        {"action": "accept_some", "change": 7, "fields_chosen": "status"},
        {"action": "ask", "template": "\x00", "text": "a" * 3000},
    ],
)
def test_any_input_gets_a_page_and_changes_nothing(desk, data):
    offer = make_offer(status=Status.SUBMITTED)
    assert desk.post(case_path(offer), data).status_code == 200
    assert not StatusChange.objects.exists()


def test_another_change_than_the_case_s_own_is_out_of_reach(desk):
    mine, other = make_offer("Meins"), make_offer("Anderes")
    change = changed(other, title="Neu")
    desk.post(case_path(mine), {"action": "accept", "change": change.pk, "seen": change.token})
    other.refresh_from_db()
    assert other.title == "Anderes"


def test_others_see_that_somebody_is_looking(desk, chef):
    offer = make_offer(status=Status.SUBMITTED)
    cases.begin_check(offer, by=chef)
    assert "wird gerade von Chefin geprüft" in page(desk)
    assert "wird gerade von Chefin geprüft" in page(desk, case_path(offer))
    assert desk.post(reverse("admin:providers_next"))["Location"] == QUEUE


def test_a_report_is_settled_with_one_mail_and_its_address_is_gone(desk, mehmet):
    report = reporting.report(
        kind="error", problem="dates", page="/suche/", text="Falsch.", email="lena@example.org"
    )
    path = reverse("admin:providers_report", args=[report.pk])
    for answer in ("Danke, berichtigt.", "Noch einmal."):
        desk.post(path, {"answer": answer})
    report.refresh_from_db()
    assert report.answer == "Danke, berichtigt."
    assert (report.settled_by, report.email) == (mehmet, "")
    mail = OutgoingMail.objects.get()
    assert "Danke, berichtigt." in mail.text
    assert "Falsch." not in mail.text
    assert not VisitorReport.objects.unsettled().exists()


def test_the_start_page_leads_to_the_queue(desk):
    everything(1)
    text = page(desk, reverse("admin:index"))
    for words in ("Änderungen an veröffentlichten Angeboten", "Hinweise aus der Öffentlichkeit"):
        assert words in text
    assert QUEUE in text


def test_two_staff_members_in_one_form_do_not_overwrite_each_other(desk):
    offer = make_offer("Nähen")
    path = reverse("admin:providers_offer_change", args=[offer.pk])
    form = desk.get(path).context["adminform"].form
    assert form["seen"].value() == offer.changed_at.isoformat()
    seen = offer.changed_at.isoformat()
    offer.save()
    data = {"provider": offer.provider_id, "title": "Überschrieben", "seen": seen}
    assert "Inzwischen hat jemand anderes" in page_of(desk.post(path, data))


def test_who_publishes_itself_needs_a_reason(desk):
    provider = make_provider()
    path = reverse("admin:providers_provider_change", args=[provider.pk])
    data = {"name": "Haus", "is_trusted": "on", "locations-TOTAL_FORMS": 0, "locations-INITIAL_FORMS": 0}
    assert "warum dieser Anbieter selbst veröffentlicht" in page_of(desk.post(path, data))
    desk.post(path, data | {"trusted_note": "seit Jahren sorgfältig"})
    provider.refresh_from_db()
    assert provider.is_trusted

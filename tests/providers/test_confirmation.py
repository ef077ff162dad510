"""Staying current: who is asked when, what one click does, what happens without an answer."""

import re
from datetime import datetime, time, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from portal.core.models import OutgoingMail
from providers import confirmation, ladder
from providers.models import (
    ConfirmationRound,
    ConfirmationRule,
    Offer,
    Reminder,
    StatusChange,
    Submission,
    TeamMember,
)
from tests.factories import make_offer, make_offer_kind, make_provider, today

pytestmark = pytest.mark.django_db
Status = Offer.Status


def ago(days):
    """Noon of a day gone by."""
    return timezone.make_aware(datetime.combine(today(-days), time(12)))


def make_old(days, **fields):
    provider = fields.pop("provider", None) or make_provider(email="verein@example.org")
    return make_offer(provider=provider, confirmed_at=ago(days), **fields)


def link_of(mail):
    return re.search(r"http\S+bestaetigen/\S+", mail.text)[0].replace("http://localhost:8000", "")


@pytest.fixture
def asked():
    """Two offers of one provider, asked for in one mail; the page behind its link."""
    provider = make_provider("Verein", email="verein@example.org")
    offers = [make_old(155, provider=provider, title=title) for title in ("Chor", "Deutsch")]
    ladder.run()
    return offers, link_of(OutgoingMail.objects.get())


def test_one_mail_asks_for_all_offers_of_a_provider_that_are_due(asked):
    mail = OutgoingMail.objects.get()
    assert mail.recipient == "verein@example.org"
    assert mail.subject == "Stimmen Ihre 2 Angebote noch?"
    assert "Chor" in mail.text and "Deutsch" in mail.text


def test_asking_again_the_same_day_or_the_next_writes_nothing_more(asked):
    ladder.run()
    ladder.run(today(1))
    assert OutgoingMail.objects.count() == 1
    assert Reminder.objects.count() == 2


@pytest.mark.parametrize(
    "offer",
    [
        {"days": 149},
        {"days": 200, "status": Status.WITHDRAWN},
        {"days": 200, "last_day": -1},
    ],
    ids=["confirmed lately", "not public", "ended"],
)
def test_nobody_is_asked_where_nothing_is_due(offer):
    last_day = offer.pop("last_day", None)
    made = make_old(offer.pop("days"), **offer)
    if last_day:
        Offer.objects.filter(pk=made.pk).update(last_day=today(last_day))
    ladder.run()
    assert not OutgoingMail.objects.exists()


def test_the_whole_ladder_from_the_first_mail_to_the_archive(mehmet):
    """With moved time: each step waits for what was really sent."""
    offer = make_old(0)
    said = {}
    for day in (0, 149, 150, 169, 170, 239, 240, 364, 365, 400):
        ladder.run(today(day))
        offer.refresh_from_db()
        said[day] = (OutgoingMail.objects.count(), offer.status)
    first = {
        state: min(day for day, found in said.items() if found == state)
        for state in dict.fromkeys(said.values())
    }
    assert first == {
        (0, "published"): 0,
        (1, "published"): 150,
        (2, "published"): 170,
        (3, "expired"): 240,
        (3, "archived"): 365,
    }
    assert StatusChange.objects.first().reason


def test_who_is_hidden_is_told_and_comes_back_with_one_click(lena):
    offer = make_old(0, title="Chor")
    for day in (150, 170, 240):
        ladder.run(today(day))
    mail = OutgoingMail.objects.latest("pk")
    assert mail.subject == "Ihr Angebot wird nicht mehr gezeigt"
    lena.post(link_of(mail), {"stimmt": offer.pk})
    assert offer in Offer.objects.published()


def test_a_worker_that_stood_still_hides_nothing_before_it_has_asked_twice():
    offer = make_old(1000)
    ladder.run()
    ladder.run(today(19))
    assert OutgoingMail.objects.count() == 1
    ladder.run(today(20))
    assert OutgoingMail.objects.count() == 2
    ladder.run(today(89))
    offer.refresh_from_db()
    assert offer.status == Status.PUBLISHED
    ladder.run(today(90))
    offer.refresh_from_db()
    assert offer.status == Status.EXPIRED


def test_staff_set_the_days_for_each_kind_of_offer():
    kind = make_offer_kind("ferien")
    ConfirmationRule.objects.create(
        kind=kind,
        remind_after=20,
        remind_again_after=25,
        unconfirmed_after=30,
        hide_after=40,
        archive_after=60,
    )
    holiday, course = make_old(31, kind=kind), make_old(31)
    assert list(Offer.objects.unconfirmed()) == [holiday]
    ladder.run()
    assert Reminder.objects.get().offer == holiday
    ConfirmationRule.objects.create(remind_after=10, remind_again_after=20, unconfirmed_after=25)
    assert set(Offer.objects.unconfirmed()) == {holiday, course}


def test_the_team_is_asked_else_who_submitted_else_the_provider(anna):
    team, sent, none = (make_old(160, provider=make_provider(email=f"haus{n}@example.org")) for n in range(3))
    TeamMember.objects.create(provider=team.provider, user=anna)
    Submission.objects.create(offer=sent, email="club@example.org", confirmed_at=timezone.now())
    ladder.run()
    recipients = {(mail.recipient, mail.text.count("/angebote/")) for mail in OutgoingMail.objects.all()}
    assert recipients == {("anna@example.org", 1), ("club@example.org", 1), (none.provider.email, 1)}


def test_who_submitted_without_account_is_led_to_the_own_page_to_change_it(lena):
    offer = make_old(160)
    submission = Submission.objects.create(offer=offer, email="club@example.org", confirmed_at=timezone.now())
    ladder.run()
    page = lena.get(link_of(OutgoingMail.objects.get())).content.decode()
    target = re.search(r'href="http://[^/"]+(/angebot-einreichen/stand/[^"]+)"', page)[1]
    assert lena.get(target).status_code == 200
    assert submission.offer.title in lena.get(target).content.decode()


def test_opening_the_link_confirms_nothing(asked, lena):
    _offers, link = asked
    before = set(Offer.objects.values_list("confirmed_at"))
    page = lena.get(link)
    assert page.status_code == 200 and "Alle 2 stimmen" in page.content.decode()
    assert set(Offer.objects.values_list("confirmed_at")) == before


def test_one_click_confirms_all_without_login_and_without_calling_it_a_change(asked, lena):
    offers, link = asked
    changed = set(Offer.objects.values_list("changed_at"))
    assert lena.post(link, {"stimmt": "alle"}).status_code == 302
    assert not Offer.objects.unconfirmed().exists()
    assert timezone.now() - Offer.objects.first().confirmed_at < timedelta(minutes=1)
    assert set(Offer.objects.values_list("changed_at")) == changed
    assert offers[0].history.first().history_change_reason.startswith("Antwort auf die Nachfrage")
    assert "Danke, alles ist beantwortet" in lena.get(link).content.decode()
    ladder.run(today(100))
    assert OutgoingMail.objects.count() == 1


def test_one_of_them_is_confirmed_the_other_withdrawn(asked, lena):
    (choir, german), link = asked
    lena.post(link, {"stimmt": choir.pk})
    lena.post(link, {"zurueckziehen": german.pk})
    german.refresh_from_db()
    assert german.status == Status.WITHDRAWN
    assert ladder.watched(today()).count() == 0


@pytest.mark.parametrize("typed", ["", "0", "9" * 40, "²", "\x00", "-1", "alle,alle"])
def test_a_link_touches_no_other_offer_and_bad_values_touch_none(asked, lena, typed):
    _offers, link = asked
    stranger = make_old(200)
    for value in (typed, stranger.pk):
        for button in ("stimmt", "zurueckziehen"):
            assert lena.post(link, {button: value}).status_code == 302
    stranger.refresh_from_db()
    assert (stranger.status, timezone.localdate(stranger.confirmed_at)) == (Status.PUBLISHED, today(-200))
    assert Offer.objects.filter(status=Status.PUBLISHED, confirmed_at__gt=ago(1)).count() == 0


def test_a_hidden_offer_is_public_again_after_the_click(asked, lena):
    (choir, _german), link = asked
    Offer.objects.filter(pk=choir.pk).update(status=Status.EXPIRED)
    lena.post(link, {"stimmt": choir.pk})
    assert choir in Offer.objects.published()


def test_who_has_left_the_team_can_no_longer_answer(anna, lena):
    offer = make_old(160)
    member = TeamMember.objects.create(provider=offer.provider, user=anna)
    ladder.run()
    link = link_of(OutgoingMail.objects.get())
    assert lena.get(link).status_code == 200
    member.delete()
    assert lena.post(link, {"stimmt": "alle"}).status_code == 410


@pytest.mark.parametrize("code", ["", "abc", "\x00"])
def test_a_broken_link_says_so(code, lena):
    assert lena.get("/konto/bestaetigen/", {"code": code}).status_code == 410


def test_a_source_confirms_what_it_names_but_not_each_night_anew(django_assert_num_queries):
    old, fresh = make_old(30), make_old(2)
    with django_assert_num_queries(1):
        assert confirmation.confirm_by_source([old.pk, fresh.pk]) == 1
    old.refresh_from_db()
    assert timezone.localdate(old.confirmed_at) == today()


def test_many_providers_cost_few_statements_each(django_assert_max_num_queries):
    provider = make_provider(email="viele@example.org")
    for _number in range(30):
        make_old(160, provider=provider)
    with django_assert_max_num_queries(16):
        ladder.run()
    assert Reminder.objects.count() == 30


def test_the_command_says_what_it_would_do_on_a_day_and_does_nothing(capsys):
    make_old(0, title="Chor")
    call_command("confirm_offers", "--on", today(160).isoformat(), "--dry-run")
    said = capsys.readouterr().out
    assert "Chor (erste Erinnerung)" in said and "Probelauf" in said
    assert not OutgoingMail.objects.exists() and not ConfirmationRound.objects.exists()


def test_staff_set_a_rule_and_one_out_of_order_is_explained(desk):
    path = "/verwaltung/providers/confirmationrule/add/"
    days = {
        "remind_after": 30,
        "remind_again_after": 20,
        "unconfirmed_after": 60,
        "hide_after": 90,
        "archive_after": 99,
    }
    assert "Die Stufen müssen aufeinander folgen" in desk.post(path, days).content.decode()
    desk.post(path, days | {"remind_again_after": 40})
    assert ConfirmationRule.objects.get().remind_again_after == 40
    assert "Für diese Art gibt es schon eine Regel." in desk.post(path, days).content.decode()

"""Moderation in full: the table of states is the specification; each decision is told to whoever keeps the offer."""

import threading
from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone

from portal.core import tasks
from portal.core.models import OutgoingMail
from providers import cases, moderation
from providers.models import (
    CaseCheck,
    CaseMessage,
    Offer,
    OfferChange,
    Provider,
    StatusChange,
    Submission,
    TeamMember,
)
from tests.factories import make_offer, make_provider, make_user

pytestmark = pytest.mark.django_db
Status = Offer.Status

ACTIVITIES = {
    Status.SUBMITTED: moderation.submit,
    Status.QUESTION: moderation.ask,
    Status.PUBLISHED: moderation.publish,
    Status.REFUSED: moderation.refuse,
    Status.WITHDRAWN: moderation.withdraw,
    Status.EXPIRED: moderation.expire,
    Status.ARCHIVED: moderation.archive,
}
# Written a second time on purpose: status after, and what it may follow.
ALLOWED = {
    Status.SUBMITTED: {"draft", "question", "refused", "withdrawn", "expired"},
    Status.QUESTION: {"submitted"},
    Status.PUBLISHED: {"draft", "submitted", "question", "withdrawn", "expired", "archived", "refused"},
    Status.REFUSED: {"submitted", "question"},
    Status.WITHDRAWN: {"published", "submitted", "question", "expired"},
    Status.EXPIRED: {"published"},
    Status.ARCHIVED: {"draft", "published", "withdrawn", "expired", "refused"},
}


def in_team(user, provider, role=TeamMember.Role.EDITOR):
    TeamMember.objects.create(provider=provider, user=user, role=role)
    return user


def mails():
    return [(mail.recipient, mail.subject) for mail in OutgoingMail.objects.order_by("pk")]


@pytest.mark.parametrize("after", ACTIVITIES)
def test_a_status_follows_only_those_of_the_table_and_leaves_one_record(mehmet, after):
    for before in Status:
        offer = make_offer(status=before)
        if before in ALLOWED[after]:
            ACTIVITIES[after](offer, by=mehmet, reason="Darum.")
            change = StatusChange.objects.get(offer=offer)
            assert (change.before, change.after, change.reason) == (before, after, "Darum.")
        else:
            with pytest.raises(moderation.TransitionRefused):
                ACTIVITIES[after](offer, by=mehmet, reason="Darum.")
        offer.refresh_from_db()
        assert offer.status == (after if before in ALLOWED[after] else before)


@pytest.mark.parametrize("activity", [moderation.ask, moderation.refuse])
def test_a_question_and_a_refusal_need_words(mehmet, activity):
    offer = make_offer(status=Status.SUBMITTED)
    with pytest.raises(moderation.TransitionRefused, match="Schreiben Sie"):
        activity(offer, by=mehmet, reason="  ")
    assert not OutgoingMail.objects.exists()


def test_whoever_submitted_without_account_hears_everything(mehmet, provider):
    offer = make_offer("Nähen", status=Status.DRAFT, provider=provider)
    Submission.objects.create(offer=offer, email="lena@example.org", confirmed_at=timezone.now())
    moderation.submit(offer, by=None)
    moderation.ask(offer, by=mehmet, reason="Gibt es einen Aufzug?")
    moderation.answer(offer, by=None, reason="Ja.")
    moderation.publish(offer, by=mehmet)
    assert mails() == [
        ("lena@example.org", "Ihr Angebot ist angekommen: Nähen"),
        ("lena@example.org", "Eine Frage zu: Nähen"),
        ("lena@example.org", "Jetzt im Portal: Nähen"),
    ]
    text = OutgoingMail.objects.get(subject__startswith="Eine Frage").text
    assert "Das Bildungsbüro fragt:\n\n    Gibt es einen Aufzug?" in text
    assert "/angebot-einreichen/stand/?code=" in text


def test_an_address_nobody_confirmed_gets_no_mail(mehmet, provider):
    offer = make_offer(status=Status.SUBMITTED, provider=provider)
    Submission.objects.create(offer=offer, email="stranger@example.org")
    moderation.publish(offer, by=mehmet)
    assert mails() == []


def test_the_team_hears_what_staff_decide_and_not_what_it_did_itself(mehmet, anna, omar, provider):
    in_team(anna, provider)
    in_team(make_user("gone@example.org", is_active=False), provider)
    in_team(omar, make_provider())
    offer = make_offer("Nähen", status=Status.DRAFT, provider=provider)
    moderation.submit(offer, by=anna)
    assert mails() == []
    moderation.refuse(offer, by=mehmet, reason="Die Kosten fehlen.")
    assert mails() == [("anna@example.org", "Noch nicht im Portal: Nähen")]
    moderation.withdraw(make_offer(provider=provider), by=anna)
    assert len(mails()) == 1


def test_without_team_the_provider_hears_but_not_of_what_a_source_brought(mehmet):
    provider = make_provider(email="haus@example.org")
    moderation.publish(make_offer(status=Status.SUBMITTED, provider=provider), by=mehmet)
    imported = make_offer(status=Status.DRAFT, provider=provider, source="vhs", source_id="1")
    moderation.publish(imported, by=mehmet)
    assert [recipient for recipient, _subject in mails()] == ["haus@example.org"]


def test_a_title_cannot_write_into_the_head_of_a_mail(mehmet):
    provider = make_provider(email="haus@example.org")
    offer = make_offer("Nähen\r\nBcc: x@example.org\u2028\x07", status=Status.SUBMITTED, provider=provider)
    moderation.publish(offer, by=mehmet)
    assert mails() == [("haus@example.org", "Jetzt im Portal: Nähen Bcc: x@example.org")]


def test_a_trusted_team_publishes_itself_and_every_fifth_is_looked_over(anna, omar, mehmet):
    provider = make_provider(is_trusted=True, trusted_note="seit Jahren sorgfältig")
    in_team(anna, provider)
    for _number in range(5):
        offer = make_offer(status=Status.DRAFT, provider=provider)
        assert moderation.submit(offer, by=anna).status == Status.PUBLISHED
    assert OfferChange.objects.get().status == OfferChange.Status.SAMPLE


@pytest.mark.parametrize("who", ["nobody", "omar"])
def test_trust_is_for_the_team_not_for_who_names_the_provider(who, omar):
    provider = make_provider(is_trusted=True, trusted_note="seit Jahren sorgfältig")
    offer = make_offer(status=Status.DRAFT, provider=provider)
    moderation.submit(offer, by=omar if who == "omar" else None)
    assert offer.status == Status.SUBMITTED


def test_trust_needs_a_reason():
    with pytest.raises(Exception, match="provider_trusted_for_a_reason"):
        Provider.objects.create(name="X", slug="x", is_trusted=True)


def test_a_decision_is_taken_back_by_who_made_it_while_it_is_the_newest(mehmet, chef):
    offer = make_offer(status=Status.SUBMITTED)
    moderation.publish(offer, by=mehmet)
    change = StatusChange.objects.get()
    with pytest.raises(moderation.TransitionRefused):
        moderation.undo(change, by=chef)
    moderation.undo(change, by=mehmet)
    offer.refresh_from_db()
    assert (offer.status, offer.published_at) == (Status.SUBMITTED, None)
    with pytest.raises(moderation.TransitionRefused):
        moderation.undo(change, by=mehmet)


def test_a_decision_cannot_be_taken_back_after_an_hour(mehmet):
    moderation.publish(make_offer(status=Status.SUBMITTED), by=mehmet)
    change = StatusChange.objects.get()
    change.at = timezone.now() - timedelta(minutes=61)
    change.save()
    with pytest.raises(moderation.TransitionRefused):
        moderation.undo(change, by=mehmet)


def test_the_talk_shows_questions_and_answers_and_keeps_notes_in_the_house(mehmet, anna):
    offer = make_offer(status=Status.SUBMITTED)
    cases.note(offer, by=mehmet, text="Kennen wir.")
    moderation.ask(offer, by=mehmet, reason="Gibt es einen Aufzug?")
    assert cases.thread(offer).is_open
    cases.answer(offer, by=anna, text="Ja, im Hof.")
    shown = cases.thread(offer)
    assert [message.text for message in shown.messages] == ["Gibt es einen Aufzug?", "Ja, im Hof."]
    assert not shown.is_open
    assert offer.status == Status.SUBMITTED


def test_an_answer_without_question_is_refused_in_words(anna):
    offer = make_offer(status=Status.SUBMITTED)
    with pytest.raises(cases.NothingAsked, match="keine Frage offen"):
        cases.answer(offer, by=anna, text="Hallo?")
    assert not CaseMessage.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_twenty_identical_answers_are_one(mehmet):
    offer = make_offer(status=Status.SUBMITTED)
    moderation.ask(offer, by=mehmet, reason="Gibt es einen Aufzug?")
    problems, barrier = [], threading.Barrier(20)

    def send():
        try:
            barrier.wait(10)
            cases.answer(Offer.objects.get(pk=offer.pk), by=None, text="Ja.")
        except Exception as error:  # noqa: BLE001 - none may come
            problems.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send) for _number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert problems == []
    assert CaseMessage.objects.filter(kind="answer").count() == 1
    assert StatusChange.objects.filter(after="submitted").count() == 1


def test_two_people_see_who_is_already_looking(mehmet, chef):
    offer = make_offer(status=Status.SUBMITTED)
    assert cases.begin_check(offer, by=mehmet) is None
    assert cases.begin_check(offer, by=chef) == mehmet
    offer.case_check.since -= timedelta(minutes=16)
    offer.case_check.save()
    assert cases.begin_check(offer, by=chef) is None
    assert cases.begin_check(offer, by=mehmet) == chef


def test_who_looked_at_a_case_is_forgotten_after_a_day(mehmet):
    offer = make_offer(status=Status.SUBMITTED)
    cases.begin_check(offer, by=mehmet)
    tasks.keep_deletion_dates()
    assert CaseCheck.objects.exists()
    CaseCheck.objects.update(since=timezone.now() - timedelta(hours=25))
    tasks.keep_deletion_dates()
    assert not CaseCheck.objects.exists()

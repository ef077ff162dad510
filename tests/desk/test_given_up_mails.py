"""Mails that reached nobody: counted on the start page, listed without their text, tried again by an action."""

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from portal.core import outbox
from portal.core.models import OutgoingMail

pytestmark = pytest.mark.django_db
LIST = reverse("admin:core_outgoingmail_changelist")


@pytest.fixture
def given_up(client, chef):
    client.force_login(chef)
    sent, failed = (
        OutgoingMail.objects.create(
            message_id=f"<{name}>", recipient=f"{name}@example.org", subject=name, text="geheim"
        )
        for name in ("angekommen", "verloren")
    )
    OutgoingMail.objects.filter(pk=sent.pk).update(sent_at=timezone.now())
    OutgoingMail.objects.filter(pk=failed.pk).update(failed_at=timezone.now(), attempts=9)
    return failed


def test_the_start_page_and_the_list_show_them_and_never_their_text(client, given_up):
    assert "E-Mails haben niemanden erreicht" in client.get(reverse("admin:index")).content.decode()
    page = client.get(LIST).content.decode()
    assert "verloren@example.org" in page
    assert "angekommen@example.org" not in page
    detail = client.get(reverse("admin:core_outgoingmail_change", args=[given_up.pk]))
    assert "geheim" not in page + detail.content.decode()


def test_the_action_tries_again(client, given_up):
    client.post(LIST, {"action": "try_again", "_selected_action": given_up.pk})
    outbox.send_due()
    assert [message.to for message in mail.outbox] == [["verloren@example.org"]]
    assert not OutgoingMail.objects.given_up().exists()

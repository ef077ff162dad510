"""The demo sends no mail: a page shows what was written. Elsewhere the page does not exist."""

import re
from base64 import b64encode
from hashlib import sha256

import pytest
from django.core import mail

from portal.core import jobs, outbox
from portal.demo.models import DemoState
from tests.factories import today

pytestmark = pytest.mark.django_db

PAGES = ["/demo/postfach/", "/demo/postfach/{pk}/", "/demo/postfach/{pk}/gestaltet/"]


@pytest.fixture
def written():
    jobs.load()
    context = {
        "words": "„deutsch“ <b>",
        "rhythm": "sofort",
        "confirm_url": "https://x/?code=1",
        "search_url": "https://x/",
    }
    return outbox.write("alert_confirm", to="lena@example.org", subject="Ein <Gruß>", context=context)


@pytest.fixture
def in_the_demo(db):
    DemoState.objects.create(pk=1, fingerprint="x", monday=today())


def test_a_mail_of_the_demo_is_shown_and_not_sent(lena, in_the_demo, written):
    outbox.send_due()
    written.refresh_from_db()
    assert mail.outbox == []
    assert written.sent_at
    box = lena.get("/demo/postfach/").content.decode()
    assert "Ein &lt;Gruß&gt;" in box
    assert f"/demo/postfach/{written.pk}/" in box
    page = lena.get(f"/demo/postfach/{written.pk}/").content.decode()
    assert 'href="https://x/?code=1"' in page
    assert "„deutsch“ &lt;b&gt;" in page


def test_the_designed_mail_keeps_the_policy_without_exceptions(lena, in_the_demo, written):
    answer = lena.get(f"/demo/postfach/{written.pk}/gestaltet/")
    style = re.search(r"<style>(.*?)</style>", answer.content.decode(), flags=re.S)[1]
    policy = answer["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert b64encode(sha256(style.encode()).digest()).decode() in policy
    assert "default-src 'none'" in policy


@pytest.mark.parametrize("page", PAGES)
def test_outside_the_demo_there_is_no_mailbox(lena, written, page):
    assert lena.get(page.format(pk=written.pk)).status_code == 404


def test_outside_the_demo_mails_are_sent(written):
    outbox.send_due()
    assert len(mail.outbox) == 1

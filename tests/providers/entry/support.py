"""Ways through the steps as a browser sends them."""

import io
import re
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from urllib.parse import urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from PIL import Image

from portal.core import guards
from portal.core.models import OutgoingMail
from providers.models import OfferEntry, TeamMember
from tests.factories import make_offer, today

START = "/angebot-einreichen/"


def start_data(**values):
    return {
        "email": "lena@example.org",
        "person": "Lena",
        "provider": "Beispiel-Nähtreff",
        "opened": guards.stamp(time.time() - 10),
        "key": str(uuid.uuid4()),
    } | values


def begin(client, **values):
    """Begin a submission; returns the path of its steps with their code."""
    response = client.post(START, start_data(**values))
    assert response.status_code == 302, response.content.decode()
    return response.headers["Location"]


def step_url(path, number):
    return f"{START}schritt/{number}/?{urlsplit(path).query}"


def version(response):
    return re.search(r'name="version" value="(\w+)"', response.content.decode())[1]


def send(client, url, **values):
    """Send a step with the version its page shows."""
    return client.post(url, {"version": version(client.get(url))} | values)


def twenty_at_once(post):
    """Twenty times the same, by as many threads as the pool has connections; returns what each gave."""

    def closing(_number):
        try:
            return post()
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as threads:
        return list(threads.map(closing, range(20)))


WHAT = {"title": "Nähen für Einsteiger", "summary": "In vier Wochen zur ersten Tasche."}
SOON = (today() + timedelta(days=21)).strftime("%d.%m.%Y")
WHEN = {"schedule": "dates", "day": SOON, "begin": "17", "end": "18.30", "format": "vor-ort"}
PLACE = {"place": "neu", "place_street": "Musterhof 3", "place_postcode": "39104", "place_city": "Magdeburg"}
COST = {"price": "free", "registration": "none", "contact": "neu", "contact_email": "naehen@example.org"}


def complete(client, place=PLACE, **values):
    """A submission with every must; returns the path with its code."""
    path = begin(client, **values)
    for number, data in enumerate((WHAT, {}, WHEN | place, COST), start=1):
        response = send(client, step_url(path, number), **data)
        assert response.status_code == 302, response.content.decode()
    return path


def hand_in(client, path):
    return client.post(step_url(path, 5), {"einreichen": "1"})


def mailed_path(to="lena@example.org"):
    """Path and query of the link in the newest mail to an address."""
    mail = OutgoingMail.objects.filter(recipient=to).order_by("-pk").first()
    parts = urlsplit(re.search(r"https?://\S+stand/\S+", mail.text)[0])
    return f"{parts.path}?{parts.query}"


def picture(size=(900, 900), colour="red", name="bild.jpg"):
    target = io.BytesIO()
    Image.new("RGB", size, colour).save(target, "JPEG")
    return SimpleUploadedFile(name, target.getvalue(), content_type="image/jpeg")


def own_offer(user, provider, **fields):
    """An offer of a provider the user keeps."""
    TeamMember.objects.get_or_create(user=user, provider=provider)
    offer = make_offer(provider=provider, **fields)
    OfferEntry.objects.get_or_create(offer=offer)
    return offer

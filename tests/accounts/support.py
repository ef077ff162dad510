"""Steps of signing up and in, as a person takes them."""

import re
import time

from portal.core.guards import stamp
from portal.core.models import OutgoingMail

PASSWORD = "drei-zufaellige-woerter"


def opened():
    """The hidden stamp of a public form that was opened a moment ago."""
    return {"opened": stamp(time.time() - 10), "website": ""}


def sign_up(client, email, password=PASSWORD, **extra):
    return client.post("/konto/registrieren/", {"email": email, "password1": password, **opened()}, **extra)


def sign_in(client, email, password=PASSWORD, **extra):
    return client.post("/konto/anmelden/", {"login": email, "password": password}, **extra)


def last_mail(to):
    return OutgoingMail.objects.filter(recipient=to).latest("pk")


def code_in(mail):
    """The code stands alone in an indented line."""
    return re.search(r"^ {4}(\S+)$", mail.text, re.MULTILINE)[1]


def link_in(mail):
    return re.search(r"http://[^/]+(/\S+)", mail.text)[1]


def is_signed_in(client):
    return client.get("/konto/").status_code == 200


def bare(response):
    """What a stranger can tell apart, the secrets of the form and the address typed taken out."""
    body = re.sub(r'(csrfmiddlewaretoken|opened)" value="[^"]*"', "", response.content.decode())
    body = re.sub(r"[\w.]+@example\.org", "", body)
    headers = {
        name: value for name, value in response.headers.items() if name not in ("Content-Length", "Expires")
    }
    return response.status_code, headers, body, sorted(response.cookies)

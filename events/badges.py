"""The code at the entrance: an address in a QR code that a phone's camera opens."""

import io

import segno
from django.conf import settings
from django.urls import reverse


def entrance_address(event, code):
    """Where the entrance finds a person or a registration by its code."""
    return f"{settings.SITE_URL}{reverse('event-room:entrance', args=[event.slug])}?c={code}"


def qr_svg(address):
    """The address as a QR code, dark on white whatever the reader's colours."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", scale=8, border=4, light="#fff")
    return out.getvalue()

"""The link itself: made, renewed and ended at the desk; it ends by itself with its offer."""

import io

import segno
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.safestring import mark_safe

from portal.core.links import LinkNotValid, SignedLink

from ..models import Offer, StatusLink

STATUS = SignedLink("providers:status")


def make(offer):
    """The offer's link; one that was ended is made anew, so that what was printed before stays worthless."""
    link, is_new = StatusLink.objects.get_or_create(offer=offer)
    return link if is_new or link.is_active else renew(offer)


@transaction.atomic
def renew(offer):
    """Make every link and code given out so far worthless and return the new one."""
    StatusLink.objects.filter(offer=offer).update(
        serial=F("serial") + 1, is_active=True, made_at=timezone.now()
    )
    return StatusLink.objects.get(offer=offer)


def end(offer):
    """No link leads to the offer any more, until one is made."""
    StatusLink.objects.filter(offer=offer).update(is_active=False)


def address(link):
    """The whole address of a link."""
    return STATUS.address([link.offer_id, link.serial])


def path(link):
    """Its address without the host, for our own pages."""
    return STATUS.path([link.offer_id, link.serial])


def drawing(target):
    """An address as a QR code: an SVG for our own page; its ground is white in dark mode too, or no camera reads it."""
    file = io.BytesIO()
    code = segno.make(target, error="m", micro=False)
    code.save(
        file,
        kind="svg",
        xmldecl=False,
        svgclass="bp-qr",
        lineclass=None,
        omitsize=True,
        border=4,
        light="#fff",
    )
    return mark_safe(file.getvalue().decode())


def offer_of(request):
    """The public offer that the link in a request is for; raises LinkNotValid, also where it was ended or renewed."""
    value = STATUS.value(request)
    try:
        offer_id, serial = value
        offers = Offer.objects.current().select_related("provider")
        return offers.get(pk=offer_id, status_link__serial=serial, status_link__is_active=True)
    except (Offer.DoesNotExist, TypeError, ValueError) as error:
        raise LinkNotValid from error

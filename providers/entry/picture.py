"""The section of a picture that is shown: always 3:2, chosen by the person or from the middle."""

import io
from dataclasses import dataclass
from functools import partial

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q
from PIL import Image

from ..models import Offer, OfferChange

RATIO = 3 / 2
MOST_ZOOM = 3.0


@dataclass(frozen=True, slots=True)
class Section:
    """Where the section lies: ``x`` and ``y`` from 0 (left, top) to 1, ``zoom`` from 1 (as large as fits) to 3."""

    x: float = 0.5
    y: float = 0.5
    zoom: float = 1.0

    def box(self, width, height):
        """(left, upper, right, lower) in pixels."""
        wide = min(width, height * RATIO) / self.zoom
        high = wide / RATIO
        left, upper = (width - wide) * self.x, (height - high) * self.y
        return tuple(round(edge) for edge in (left, upper, left + wide, upper + high))


def cut(picture: ContentFile, section: Section) -> ContentFile:
    """The section of a picture that `clean_picture` has returned, as WebP under the same name."""
    with Image.open(picture, formats=["WEBP"]) as whole:
        part = whole.crop(section.box(*whole.size))
        target = io.BytesIO()
        part.save(target, "WEBP", quality=85, method=4)
    return ContentFile(target.getvalue(), name=picture.name)


def drop(name):
    """Delete the file of a picture once that is settled, unless a copy of the offer or an open change needs it."""
    if not name or Offer.objects.filter(picture=name).exists():
        return
    is_needed = Q(after__picture=name) | Q(before__picture=name)
    if not OfferChange.objects.open().filter(is_needed).exists():
        transaction.on_commit(partial(Offer._meta.get_field("picture").storage.delete, name))

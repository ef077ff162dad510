"""Picture intake: what people upload is checked before it is decoded, re-encoded, renamed, stripped of EXIF."""

import io
import uuid

import filetype
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models
from django.forms import ImageField as ImageFormField
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

MAX_BYTES = 8 * 1024 * 1024
MAX_PIXELS = 40_000_000
MAX_SIDE = 1600
TOO_MANY_PIXELS = _("Das Bild hat mehr als 40 Megapixel. Verkleinern Sie es.")
FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}


def clean_picture(upload):
    """Return the upload re-encoded as WebP (at most 1600 px a side, without metadata).

    Raises ValidationError in German for other formats, more than 8 MB or 40 megapixels, or broken data.
    """
    if upload.size > MAX_BYTES:
        raise ValidationError(
            _("Das Bild ist größer als 8 MB. Verkleinern Sie es und laden Sie es erneut hoch.")
        )
    data = upload.read()
    kind = filetype.guess_mime(data)
    if kind not in FORMATS:
        raise ValidationError(_("Das Bild braucht eines dieser Formate: JPEG, PNG oder WebP."))
    try:
        picture = _decode(data, FORMATS[kind])
    except Image.DecompressionBombError as error:
        raise ValidationError(TOO_MANY_PIXELS) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise ValidationError(
            _("Das Bild lässt sich nicht lesen. Öffnen und speichern Sie es neu.")
        ) from error
    target = io.BytesIO()
    picture.save(target, "WEBP", quality=82, method=4)
    return ContentFile(target.getvalue(), name=f"{uuid.uuid4().hex}.webp")


def _decode(data, image_format):
    with Image.open(io.BytesIO(data), formats=[image_format]) as header:
        width, height = header.size
        if width * height > MAX_PIXELS:
            raise ValidationError(TOO_MANY_PIXELS)
        picture = ImageOps.exif_transpose(header)
        picture.thumbnail((MAX_SIDE, MAX_SIDE))
        return picture.convert("RGBA" if picture.has_transparency_data else "RGB")


class PictureFormField(ImageFormField):
    """Form field that hands on the re-encoded picture; SVG and animated formats are refused."""

    def to_python(self, data):
        if data in self.empty_values:
            return None
        return clean_picture(data)


class PictureField(models.ImageField):
    """Image column whose forms accept only what `clean_picture` accepts."""

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": PictureFormField, **kwargs})

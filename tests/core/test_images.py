"""Picture intake: only JPEG, PNG and WebP, checked before decoding, re-encoded, renamed, without metadata."""

import io
import struct
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from portal.core.images import MAX_BYTES, MAX_SIDE, clean_picture


def upload(data, name="bild.jpg"):
    return SimpleUploadedFile(name, data)


def picture(fmt="JPEG", size=(40, 30), exif=None):
    target = io.BytesIO()
    options = {"exif": exif} if exif else {}
    Image.new("RGB", size, "teal").save(target, fmt, **options)
    return target.getvalue()


def opened(content):
    return Image.open(io.BytesIO(content.read()))


@pytest.mark.parametrize("fmt", ["JPEG", "PNG", "WEBP"])
def test_allowed_formats_become_webp_under_a_new_name(fmt):
    clean = clean_picture(upload(picture(fmt), "Mein Urlaub.jpg"))
    assert opened(clean).format == "WEBP"
    assert "Urlaub" not in clean.name


def test_position_and_camera_are_gone():
    exif = Image.Exif()
    exif[0x010F] = "Kamera von Anna"
    exif.get_ifd(0x8825)[2] = (52.1, 0, 0)
    clean = clean_picture(upload(picture(exif=exif)))
    assert b"Kamera" not in clean.read()
    clean.seek(0)
    assert not opened(clean).getexif()


def test_large_pictures_are_scaled_down():
    assert max(opened(clean_picture(upload(picture(size=(4000, 1000))))).size) == MAX_SIDE


def png_header(width, height):
    """A PNG that claims a size and holds no pixels: the header alone must decide."""
    body = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + body
    begin = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))
    return begin + struct.pack(">I", 10) + b"IDAT" + b"\x00" * 10


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"GIF89a" + b"\x00" * 50, "JPEG, PNG oder WebP"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "JPEG, PNG oder WebP"),
        (b"%PDF-1.7", "JPEG, PNG oder WebP"),
        (b"", "JPEG, PNG oder WebP"),
        (b"x" * (MAX_BYTES + 1), "größer als 8 MB"),
        (png_header(7_000, 7_000), "40 Megapixel"),
        (png_header(20_000, 20_000), "40 Megapixel"),
        (picture()[:200], "lässt sich nicht lesen"),
    ],
    ids=["gif", "svg", "pdf", "empty", "heavy", "49 megapixels", "400 megapixels", "cut off"],
)
def test_what_is_no_usable_picture_is_refused_in_german(data, message):
    with pytest.raises(ValidationError) as refusal:
        clean_picture(upload(data))
    assert message in str(refusal.value.messages[0])


def test_a_gif_named_jpg_is_still_a_gif():
    target = io.BytesIO()
    Image.new("P", (10, 10)).save(target, "GIF")
    with pytest.raises(ValidationError):
        clean_picture(upload(target.getvalue(), "foto.jpg"))

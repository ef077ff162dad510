"""Pictures of the demo in the storage; all offers that show the same picture share its file."""

import shutil
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from . import content


def descriptions():
    """What each picture shows, in words, by its name."""
    return content.read_json("pictures.json")


def stored(name):
    """Where the picture lies in the storage."""
    return f"angebote/demo-{name}.webp"


def save_missing():
    for name in descriptions():
        if not default_storage.exists(stored(name)):
            data = (content.DATA / "pictures" / f"{name}.webp").read_bytes()
            default_storage.save(stored(name), ContentFile(data))


def remove_folder():
    """Delete all pictures, uploaded ones too, where the embedded server's own folder holds them."""
    own = settings.BASE_DIR / "var" / "media"
    if Path(settings.MEDIA_ROOT) != own:
        remove()
        return
    shutil.rmtree(own, ignore_errors=True)
    with suppress(OSError):  # something else lies there, or nothing does
        own.parent.rmdir()


def remove():
    for name in descriptions():
        default_storage.delete(stored(name))

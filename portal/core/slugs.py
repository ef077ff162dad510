"""Speaking addresses by the German rule: ä becomes ae, ß becomes ss."""

from itertools import count

from django.utils.text import slugify

_GERMAN = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "*": "", ":": ""}
)


def german_slug(text, max_length=80):
    """Lower-case ASCII slug of at most `max_length` characters, cut at a hyphen; "eintrag" where nothing is left."""
    slug = slugify(text.translate(_GERMAN))
    if len(slug) > max_length:
        slug = slug[:max_length].rpartition("-")[0] or slug[:max_length]
    return slug or "eintrag"


def free_slug(text, taken, max_length=80):
    """A slug that `taken(slug)` denies, numbered from 2 where needed; `taken` is any predicate."""
    base = german_slug(text, max_length - 6)
    if not taken(base):
        return base
    return next(slug for number in count(2) if not taken(slug := f"{base}-{number}"))

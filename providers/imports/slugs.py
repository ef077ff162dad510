"""Addresses for what an import creates."""

import hashlib
import re

from django.utils.text import slugify

_GERMAN = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ẞ": "Ss"}
)


def german_slug(text, limit):
    """„Töpfern für alle“ to „toepfern-fuer-alle“, cut at a word; empty where nothing is left."""
    words = re.sub(r"[_./&+]", " ", text[: limit * 4]).translate(_GERMAN)
    slug = slugify(words)
    if len(slug) <= limit:
        return slug
    cut = slug[: limit + 1]
    return (cut.rpartition("-")[0] or cut[:limit]).strip("-")


def fingerprint(*parts, length=8):
    """Short text that is the same for the same parts, in every run."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:length]


def free_slugs(wishes, taken, limit):
    """A slug nobody has for each `(text, identity)`; `taken(slugs)` returns those in use (one query each call)."""
    plain = [german_slug(text, limit - 13) for text, _ in wishes]
    marked = [
        f"{slug}-{fingerprint(*identity, length=12)}".strip("-")
        for slug, (_, identity) in zip(plain, wishes, strict=True)
    ]
    used = set(taken({*plain, *marked} - {""}))
    chosen = []
    for slug, with_mark, (_, identity) in zip(plain, marked, wishes, strict=True):
        free = slug if slug and slug not in used else with_mark
        if free in used:
            free = fingerprint("slug", *identity, length=40)
        used.add(free)
        chosen.append(free)
    return chosen

"""The first words of a portal: terms of a file become rows. What staff have changed since stays as it is."""

import json
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from .models import (
    AccessFeature,
    Audience,
    Funding,
    Language,
    LifeStage,
    OfferKind,
    Operator,
    OperatorKind,
    ProviderKind,
    ReplyText,
    Topic,
    Transition,
)

FIRST_WORDS = Path(__file__).parent / "data" / "vocabulary.json"
# A term may name terms of the tables above it, by slug.
TABLES = {
    "life_stages": LifeStage,
    "transitions": Transition,
    "topics": Topic,
    "audiences": Audience,
    "offer_kinds": OfferKind,
    "provider_kinds": ProviderKind,
    "operator_kinds": OperatorKind,
    "operators": Operator,
    "fundings": Funding,
    "languages": Language,
    "access_features": AccessFeature,
    "reply_texts": ReplyText,
}


class BadVocabulary(Exception):
    """A file of terms cannot be used; the message is for the person."""


def read(path):
    """The terms of a JSON file by table. Raises BadVocabulary."""
    try:
        words = json.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise BadVocabulary(_("Die Datei lässt sich nicht öffnen: %s") % error) from error
    except ValueError as error:
        raise BadVocabulary(_("Die Datei ist kein JSON: %s") % error) from error
    if not isinstance(words, dict) or set(words) - set(TABLES) or not all(map(_are_terms, words.values())):
        raise BadVocabulary(_("Die Datei braucht eine oder mehrere dieser Listen: %s") % ", ".join(TABLES))
    return words


def _are_terms(terms):
    return isinstance(terms, list) and all(
        isinstance(term, dict) and _are_terms(term.get("topics", [])) for term in terms
    )


@transaction.atomic
def load(words):
    """Add the terms whose slug is missing; the place in the list is the position. Returns how many were added."""
    return sum(_add(model, words.get(table, [])) for table, model in TABLES.items())


def _add(model, terms, **shared):
    known = set(model.objects.values_list("slug", flat=True))
    added = 0
    for position, term in enumerate(terms, 1):
        own = {key: value for key, value in term.items() if key != "topics"}
        if own.get("slug") not in known:
            _save(model, own | shared | {"position": position})
            added += 1
        if children := term.get("topics"):
            added += _add(model, children, parent=own["slug"])
    return added


def _save(model, fields):
    try:
        term = model(**{name: _value(model, name, value) for name, value in fields.items()})
        term.full_clean()
    except TypeError as error:
        raise BadVocabulary(
            _("„%(slug)s“: %(reason)s") % {"slug": fields.get("slug"), "reason": error}
        ) from error
    except ValidationError as error:
        reasons = " ".join(f"{name}: {' '.join(texts)}" for name, texts in error.message_dict.items())
        raise BadVocabulary(
            _("„%(slug)s“: %(reason)s") % {"slug": fields.get("slug"), "reason": reasons}
        ) from error
    term.save()


def _value(model, name, value):
    """A slug where the field points to another table becomes the row it names."""
    field = next((field for field in model._meta.fields if field.name == name), None)
    if field is None or not field.is_relation:
        return value
    if row := field.related_model.objects.filter(slug=value).first():
        return row
    raise BadVocabulary(_("„%(slug)s“ ist unter %(field)s nicht bekannt.") % {"slug": value, "field": name})

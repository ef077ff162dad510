"""Saving a step: as it goes, and never over what another person saved meanwhile."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from .. import changes
from ..models import Offer
from . import picture
from .forms.base import words

# What is not public may be written at once; a published offer changes through `providers.changes`.
WRITABLE = {
    Offer.Status.DRAFT,
    Offer.Status.SUBMITTED,
    Offer.Status.QUESTION,
    Offer.Status.REFUSED,
    Offer.Status.WITHDRAWN,
    Offer.Status.EXPIRED,
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One field in two versions, in words."""

    label: str
    theirs: str
    yours: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """The bound form; saved, or with errors or differences to show."""

    form: forms.ModelForm
    is_saved: bool = False
    differences: tuple = ()
    words: str = ""


def save_step(pk, step, data, files, *, by):
    """Save one step of an offer. What another person saved since the page was made is shown, not lost.

    The row is locked while its version is compared, so that of two people saving at once the second is told.
    """
    try:
        with transaction.atomic():
            offer = Offer.objects.select_for_update(of=("self",)).select_related("provider").get(pk=pk)
            return _save_locked(offer, step, data, files, by)
    except OSError:
        words = _(
            "Das Bild ließ sich gerade nicht speichern. Ihre Angaben stehen noch da: Versuchen Sie es später."
        )
        return refused(Offer.objects.select_related("provider").get(pk=pk), step, data, words)


def refused(offer, step, data, message):
    """What was typed, with the reason why nothing was saved."""
    form = step.form(data, instance=offer)
    form.add_error(None, message)
    return Outcome(form)


def _save_locked(offer, step, data, files, by):
    is_live = offer.status == Offer.Status.PUBLISHED
    if not is_live and offer.status not in WRITABLE:
        return refused(offer, step, data, _("Dieses Angebot lässt sich hier nicht ändern."))
    # Taken before the form is bound: binding writes what was typed onto the object.
    token = changes.token(offer) if is_live else ""
    present = step.form(instance=offer)
    version = present.fingerprint()
    form = step.form(_with_version(data, version), files, instance=offer)
    if not form.is_valid():
        return Outcome(form)
    if data.get("version") != version and (differences := _differences(present, form)):
        return Outcome(form, differences=differences)
    if is_live:
        return _edit(offer, form, by, token)
    _write(offer, form, by)
    return Outcome(form, is_saved=True)


def _edit(offer, form, by, token):
    """A published offer: small things at once, the rest waits for the team."""
    try:
        edited = changes.save_edit(offer, form.edit(), by=by, expected=token)
    except ValidationError as refused:
        form.add_error(None, refused)
        return Outcome(form)
    form.remember(offer)
    return Outcome(form, is_saved=True, words=edited.words)


def _with_version(data, version):
    """The page that comes back names the present version, so that sending it again is a decision."""
    data = data.copy()
    data["version"] = version
    return data


def _write(offer, form, by):
    old_picture = offer.picture.name
    form.apply(offer)
    changed = [name for name in form.changed_data if name in form._meta.fields]
    if offer.source:
        # The next import of this source leaves alone what a person has mended.
        offer.edited_fields = sorted({*offer.edited_fields, *changed})
    offer._history_user = by
    offer.save()
    form.save_related(offer)
    if offer.picture.name != old_picture:
        picture.drop(old_picture)


def _differences(present, form):
    """Fields in which what is stored now and what was typed are not the same."""
    found = []
    for field in present.visible_fields():
        if field.name in present.PASSING:
            continue
        theirs = words(field.field, present.get_initial_for_field(field.field, field.name))
        yours = words(field.field, form.cleaned_data.get(field.name))
        if theirs != yours:
            found.append(Difference(str(field.label), theirs, yours))
    return tuple(found)

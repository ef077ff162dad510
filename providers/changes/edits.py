"""What becomes of an edit: stored at once, live and unchecked, or waiting for the team."""

from dataclasses import dataclass

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from .. import samples
from ..differences import differences, labels
from ..models import Offer, OfferChange, TeamMember
from ..versions import merge
from ..versions import token as token_of
from . import values
from .decisions import drop_picture

# What a visitor must know at once goes live at once; the team looks at it afterwards.
SMALL = frozenset(
    {
        *("dates", "series", "hours", "schedule", "schedule_note", "valid_from", "valid_until"),
        *("places_total", "places_left", "availability"),
        *("price", "price_from", "price_to", "price_reduced", "price_note"),
        *("contact_name", "contact_email", "contact_phone"),
        *("registration", "registration_url", "registration_note", "registration_deadline"),
    }
)


class EditConflict(Exception):
    """Somebody else changed the same fields since. Nothing is stored; the message is for the person.

    ``theirs`` and ``mine`` hold the fields in question, ``differences`` shows them, ``token`` is for the next try.
    """

    def __init__(self, offer, theirs, mine, token):
        names = ", ".join(f"„{label}“" for label in labels(mine))
        super().__init__(
            _("Jemand hat inzwischen auch %(fields)s geändert. Wählen Sie, was gelten soll.")
            % {"fields": names}
        )
        self.offer, self.theirs, self.mine, self.token = offer, theirs, mine, token

    @property
    def differences(self):
        return differences(self.theirs, self.mine)


@dataclass(frozen=True, slots=True)
class Edited:
    """Names of fields by what became of them."""

    live: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()

    @property
    def words(self):
        """What to tell the person."""
        live, waits = (", ".join(labels(names)) for names in (self.live, self.waiting))
        if live and waits:
            return _("Sofort sichtbar: %(live)s. Vom Bildungsbüro noch angesehen: %(waits)s.") % {
                "live": live,
                "waits": waits,
            }
        if waits:
            return _(
                "Das Bildungsbüro sieht Ihre Änderung an: %(waits)s. Bis dahin bleibt die Seite, wie sie ist."
            ) % {"waits": waits}
        return _("Gespeichert: %(live)s.") % {"live": live} if live else _("Es hat sich nichts geändert.")


def waiting(offer):
    """The change of this offer that waits for the team, or None."""
    return offer.changes.waiting().first()


def pending(offer):
    """What waits against what is on the page, side by side, for the provider."""
    change = waiting(offer)
    return differences(values.of_offer(offer), change.after) if change else []


def current_values(offer):
    """The offer as its provider left it: what is stored, with what waits. The form shows these."""
    change = waiting(offer)
    return values.of_offer(offer) | (change.after if change else {})


def token(offer):
    """For a hidden field of the form; `save_edit` takes it as ``expected``."""
    return token_of(current_values(offer))


@transaction.atomic
def save_edit(offer, data, *, by, expected):
    """Store an edit (cleaned data, any part of the fields) of somebody who keeps the offer.

    Published: small fields at once, the others wait; from a trusted provider's team all at once. Otherwise a plain
    save. What others changed meanwhile is kept; raises EditConflict where both changed the same field, and
    ValidationError where the offer would not fit the rules of its table.
    """
    locked = Offer.objects.select_related("provider").select_for_update(of=("self",)).get(pk=offer.pk)
    now = current_values(locked)
    wanted = values.of_data(_with_stored_picture(data))
    merged = merge(wanted, now, expected)
    if merged.clashes:
        raise EditConflict(locked, _only(now, merged.clashes), _only(wanted, merged.clashes), token_of(now))
    return _place(locked, merged.mine, by)


def _only(fields, names):
    return {name: fields[name] for name in names}


def _with_stored_picture(data):
    """An uploaded picture is stored at once under its new name: the live page keeps the old one."""
    upload = data.get("picture", "")
    if upload is False:
        return data | {"picture": ""}
    if not isinstance(upload, File) or getattr(upload, "_committed", False):
        return data
    field = Offer._meta.get_field("picture")
    name = field.storage.save(field.generate_filename(None, upload.name), upload)
    return data | {"picture": name}


def _place(offer, edit, by):
    if not edit:
        return Edited()
    if offer.status != Offer.Status.PUBLISHED:
        return _save_all(offer, edit, by)
    if is_trusted(offer, by):
        return _save_directly(offer, edit, by)
    small = {name: value for name, value in edit.items() if name in SMALL}
    large = {name: value for name, value in edit.items() if name not in SMALL}
    if small:
        _save_live(offer, small, by)
    if large:
        _save_waiting(offer, large, by)
    return Edited(tuple(small), tuple(large))


def is_trusted(offer, by):
    """Whether this person's edits of this offer need no look beforehand."""
    return (
        offer.provider.is_trusted
        and by is not None
        and TeamMember.objects.filter(provider=offer.provider_id, user=by).exists()
    )


def _save_all(offer, edit, by):
    """A draft, or an entry off the public pages: what still waited is part of it now."""
    change = waiting(offer)
    values.write(offer, (change.after if change else {}) | edit, by=by)
    if change:
        change.delete()
    return Edited(live=tuple(edit))


def _save_directly(offer, edit, by):
    change = waiting(offer)
    all_of_it = (change.after if change else {}) | edit
    before = _only(values.of_offer(offer), all_of_it)
    values.write(offer, all_of_it, by=by)
    if change:
        change.delete()
    samples.draw(offer, by=by, before=before, after=all_of_it)
    return Edited(live=tuple(edit))


def _save_live(offer, small, by):
    before = _only(values.of_offer(offer), small)
    values.write(offer, small, by=by)
    change = offer.changes.select_for_update().filter(status=OfferChange.Status.LIVE).first()
    if change is None:
        change = OfferChange(offer=offer, status=OfferChange.Status.LIVE)
    _extend(change, before, small, by)


def _save_waiting(offer, large, by):
    change = offer.changes.select_for_update().waiting().first()
    if change is None:
        change = OfferChange(offer=offer, status=OfferChange.Status.WAITING)
    _extend(change, _only(values.of_offer(offer), large), large, by)


def _extend(change, before, after, by):
    """A second edit joins the first; what is back at the beginning is no change any more."""
    change.before = before | change.before
    change.after = change.after | after
    same = [name for name, value in change.after.items() if value == change.before[name]]
    for name in same:
        del change.before[name], change.after[name]
    change.by, change.asked_at = by, None
    if change.after:
        change.save()
    elif change.pk:
        change.delete()


@transaction.atomic
def discard(offer):
    """The provider takes its waiting change back; returns whether there was one."""
    change = offer.changes.select_for_update().waiting().first()
    if change is None:
        return False
    drop_picture(change)
    change.delete()
    return True

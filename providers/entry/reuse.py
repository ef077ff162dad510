"""What a provider has entered before and need not type again: places, contacts, habits of its last offer."""

from dataclasses import dataclass
from hashlib import sha256

from django.utils.translation import gettext as _

from ..models import Offer

NEW, OWN = "neu", "anbieter"
MOST = 12
_CONTACT = ("contact_name", "contact_email", "contact_phone")


@dataclass(frozen=True, slots=True)
class KnownContact:
    """A person or office named before; ``key`` stands in the form."""

    key: str
    name: str
    email: str
    phone: str

    def __str__(self):
        words = ", ".join(part for part in (self.name, self.email, self.phone) if part)
        return _("Wie beim Anbieter: %(contact)s") % {"contact": words} if self.key == OWN else words

    @property
    def fields(self):
        """Columns of the offer; those of the provider count by themselves where the offer has none."""
        values = ("", "", "") if self.key == OWN else (self.name, self.email, self.phone)
        return dict(zip(_CONTACT, values, strict=True))


def contacts(offer):
    """Contacts the public may know already: the provider's own and those of its published offers."""
    provider = offer.provider
    found = []
    if provider.email or provider.phone:
        found.append(KnownContact(OWN, provider.contact_person, provider.email, provider.phone))
    used = Offer.objects.approved().filter(provider=provider).exclude(contact_email="", contact_phone="")
    rows = dict.fromkeys(used.order_by("-changed_at").values_list(*_CONTACT)[: 5 * MOST])
    return found + [KnownContact(_key(row), *row) for row in list(rows)[:MOST]]


def chosen_contact(offer, known):
    """The key of the offer's contact among the known ones; the provider's where the offer names none."""
    row = tuple(getattr(offer, name) for name in _CONTACT)
    if any(row):
        return next((one.key for one in known if one.key == _key(row)), NEW)
    return next((one.key for one in known if one.key == OWN), NEW)


def places(offer):
    """The provider's places, the main one first; those of other drafts stay with their writers."""
    rows = offer.provider.locations.select_related("district").defer("district__geometry")
    used = Offer.objects.approved().filter(provider=offer.provider).values("location")
    known = rows.filter(pk__in=used) | rows.filter(is_main=True) | rows.filter(pk=offer.location_id)
    return list(known.distinct()[:MOST])


def may_add_places(offer):
    """Not where a stranger writes for a provider whose page is public: its places stand there at once."""
    return not (offer.provider.is_public and hasattr(offer, "submission"))


def habits(provider):
    """Fields in which a provider's offers mostly agree, from its last published one."""
    last = Offer.objects.approved().filter(provider=provider).order_by("-changed_at").first()
    if last is None:
        return {}
    names = ("format", "location_id", "registration", "registration_url", *_CONTACT)
    return {name: getattr(last, name) for name in names}


def _key(row):
    return sha256("\x1f".join(row).encode()).hexdigest()[:12]
